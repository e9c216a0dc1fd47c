// The rules that exist.

import { backPointerLeft } from './backPointerLeft.ts'
import { callbackCallingConvention } from './callbackCallingConvention.ts'
import { callbackCast } from './callbackCast.ts'
import { callbackNotRegistered } from './callbackNotRegistered.ts'
import { callbackSignature } from './callbackSignature.ts'
import { callbackWrongMember } from './callbackWrongMember.ts'
import { callerTokenAssumed } from './callerTokenAssumed.ts'
import { cleanupNeedsMemory } from './cleanupNeedsMemory.ts'
import { cleanupSkippedByForce } from './cleanupSkippedByForce.ts'
import { connectionNotClosed } from './connectionNotClosed.ts'
import { context2NotCleared } from './context2NotCleared.ts'
import { contextAliasesSrvcall } from './contextAliasesSrvcall.ts'
import { contextDoubleRelease } from './contextDoubleRelease.ts'
import { contextNotCleared } from './contextNotCleared.ts'
import { contextUnchecked } from './contextUnchecked.ts'
import { contextUsedAfterFree } from './contextUsedAfterFree.ts'
import { createCompletionContract } from './createCompletionContract.ts'
import { criticalRegionMissing } from './criticalRegionMissing.ts'
import { dispatchResultIgnored } from './dispatchResultIgnored.ts'
import { dispatchTableLifetime } from './dispatchTableLifetime.ts'
import { dispatchTableUninitialized } from './dispatchTableUninitialized.ts'
import { forceDereferenced } from './forceDereferenced.ts'
import { forcePointerUnchecked } from './forcePointerUnchecked.ts'
import { functionCutShort } from './functionCutShort.ts'
import { irqlNotRestored } from './irqlNotRestored.ts'
import { kernelObjectLeftInitialized } from './kernelObjectLeftInitialized.ts'
import { listEntryLeft } from './listEntryLeft.ts'
import { liveObjectFreed } from './liveObjectFreed.ts'
import { lockLeaked } from './lockLeaked.ts'
import { managedExtensionFreed } from './managedExtensionFreed.ts'
import { netNameLockAcquired } from './netNameLockAcquired.ts'
import { netrootContextAfterFinalize } from './netrootContextAfterFinalize.ts'
import { nodeTypeExactTest } from './nodeTypeExactTest.ts'
import { pagedAccessAtDispatch } from './pagedAccessAtDispatch.ts'
import { pagedCodeMismatch } from './pagedCodeMismatch.ts'
import { parentContextUnchecked } from './parentContextUnchecked.ts'
import { passiveOnlyCall } from './passiveOnlyCall.ts'
import { pendingReturned } from './pendingReturned.ts'
import { poolFamilyMismatch } from './poolFamilyMismatch.ts'
import { privateFieldTouched } from './privateFieldTouched.ts'
import { rdbssPoolTag } from './rdbssPoolTag.ts'
import { rdbssStringFreed } from './rdbssStringFreed.ts'
import { recursiveFinalize } from './recursiveFinalize.ts'
import { resourceNotDeleted } from './resourceNotDeleted.ts'
import type { Rule } from './rule.ts'
import { secretNotZeroed } from './secretNotZeroed.ts'
import { selfWaitOnDispatcher } from './selfWaitOnDispatcher.ts'
import { serverThreadNotStopped } from './serverThreadNotStopped.ts'
import { srvCallCaptured } from './srvCallCaptured.ts'
import { srvCallExtensionAssumed } from './srvCallExtensionAssumed.ts'
import { srvCallFlagsOverwritten } from './srvCallFlagsOverwritten.ts'
import { srvCallFreed } from './srvCallFreed.ts'
import { srvCallNameFreed } from './srvCallNameFreed.ts'
import { srvCallReferenceChanged } from './srvCallReferenceChanged.ts'
import { statusReliedOn } from './statusReliedOn.ts'
import { transientContextKept } from './transientContextKept.ts'
import { unboundedWait } from './unboundedWait.ts'
import { userHandle } from './userHandle.ts'
import { userMemoryTouched } from './userMemoryTouched.ts'
import { winnerNotifyStatus } from './winnerNotifyStatus.ts'

export const rules: readonly Rule[] = [
  srvCallFreed,
  contextNotCleared,
  context2NotCleared,
  contextUnchecked,
  contextUsedAfterFree,
  contextDoubleRelease,
  cleanupSkippedByForce,
  forceDereferenced,
  forcePointerUnchecked,
  callbackSignature,
  callbackCast,
  callbackCallingConvention,
  callbackNotRegistered,
  callbackWrongMember,
  dispatchTableUninitialized,
  dispatchTableLifetime,
  pendingReturned,
  statusReliedOn,
  srvCallCaptured,
  backPointerLeft,
  netNameLockAcquired,
  recursiveFinalize,
  srvCallReferenceChanged,
  privateFieldTouched,
  srvCallNameFreed,
  rdbssStringFreed,
  srvCallFlagsOverwritten,
  contextAliasesSrvcall,
  srvCallExtensionAssumed,
  managedExtensionFreed,
  resourceNotDeleted,
  liveObjectFreed,
  kernelObjectLeftInitialized,
  listEntryLeft,
  connectionNotClosed,
  lockLeaked,
  criticalRegionMissing,
  irqlNotRestored,
  pagedAccessAtDispatch,
  pagedCodeMismatch,
  passiveOnlyCall,
  userMemoryTouched,
  userHandle,
  callerTokenAssumed,
  unboundedWait,
  selfWaitOnDispatcher,
  dispatchResultIgnored,
  cleanupNeedsMemory,
  poolFamilyMismatch,
  rdbssPoolTag,
  netrootContextAfterFinalize,
  parentContextUnchecked,
  transientContextKept,
  createCompletionContract,
  winnerNotifyStatus,
  serverThreadNotStopped,
  secretNotZeroed,
  nodeTypeExactTest,
  functionCutShort,
]
