// The rules that exist.
import { callbackCallingConvention } from './callbackCallingConvention.ts'
import { callbackCast } from './callbackCast.ts'
import { callbackNotRegistered } from './callbackNotRegistered.ts'
import { callbackSignature } from './callbackSignature.ts'
import { callbackWrongMember } from './callbackWrongMember.ts'
import { cleanupNeedsMemory } from './cleanupNeedsMemory.ts'
import { cleanupSkippedByForce } from './cleanupSkippedByForce.ts'
import { context2NotCleared } from './context2NotCleared.ts'
import { contextAliasesSrvcall } from './contextAliasesSrvcall.ts'
import { contextNotCleared } from './contextNotCleared.ts'
import { contextUnchecked } from './contextUnchecked.ts'
import { criticalRegionMissing } from './criticalRegionMissing.ts'
import { irqlNotRestored } from './irqlNotRestored.ts'
import { lockLeaked } from './lockLeaked.ts'
import { managedExtensionFreed } from './managedExtensionFreed.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  callbackSignature,
  callbackCast,
  callbackCallingConvention,
  callbackNotRegistered,
  callbackWrongMember,
  contextNotCleared,
  context2NotCleared,
  contextUnchecked,
  cleanupSkippedByForce,
  contextAliasesSrvcall,
  managedExtensionFreed,
  lockLeaked,
  criticalRegionMissing,
  irqlNotRestored,
  cleanupNeedsMemory,
]
