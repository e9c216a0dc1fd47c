// The rules that exist.
import { callbackCallingConvention } from './callbackCallingConvention.ts'
import { callbackCast } from './callbackCast.ts'
import { callbackNotRegistered } from './callbackNotRegistered.ts'
import { callbackSignature } from './callbackSignature.ts'
import { callbackWrongMember } from './callbackWrongMember.ts'
import { contextDoubleRelease } from './contextDoubleRelease.ts'
import { contextUnchecked } from './contextUnchecked.ts'
import { contextUsedAfterFree } from './contextUsedAfterFree.ts'
import { criticalRegionMissing } from './criticalRegionMissing.ts'
import { forceDereferenced } from './forceDereferenced.ts'
import { forcePointerUnchecked } from './forcePointerUnchecked.ts'
import { irqlNotRestored } from './irqlNotRestored.ts'
import { lockLeaked } from './lockLeaked.ts'
import { netNameLockAcquired } from './netNameLockAcquired.ts'
import { pendingReturned } from './pendingReturned.ts'
import { poolFamilyMismatch } from './poolFamilyMismatch.ts'
import { privateFieldTouched } from './privateFieldTouched.ts'
import { rdbssPoolTag } from './rdbssPoolTag.ts'
import { rdbssStringFreed } from './rdbssStringFreed.ts'
import { recursiveFinalize } from './recursiveFinalize.ts'
import type { Rule } from './rule.ts'
import { selfWaitOnDispatcher } from './selfWaitOnDispatcher.ts'
import { srvCallFlagsOverwritten } from './srvCallFlagsOverwritten.ts'
import { srvCallFreed } from './srvCallFreed.ts'
import { srvCallNameFreed } from './srvCallNameFreed.ts'
import { srvCallReferenceChanged } from './srvCallReferenceChanged.ts'
import { statusReliedOn } from './statusReliedOn.ts'

export const rules: readonly Rule[] = [
  callbackSignature,
  callbackCast,
  callbackCallingConvention,
  callbackNotRegistered,
  callbackWrongMember,
  contextUnchecked,
  forceDereferenced,
  forcePointerUnchecked,
  netNameLockAcquired,
  recursiveFinalize,
  selfWaitOnDispatcher,
  srvCallReferenceChanged,
  srvCallFreed,
  srvCallNameFreed,
  rdbssStringFreed,
  contextUsedAfterFree,
  contextDoubleRelease,
  pendingReturned,
  statusReliedOn,
  lockLeaked,
  criticalRegionMissing,
  irqlNotRestored,
  privateFieldTouched,
  srvCallFlagsOverwritten,
  poolFamilyMismatch,
  rdbssPoolTag,
]
