// Which scenarios are shown: by reading, by whose process drops the last reference, by Force, by whether calls are made to fail.
import type { PanelScenario } from '../messages.ts'

export interface Dials {
  readonly profile: 'both' | 'callback-page' | 'function-page'
  readonly caller: 'any' | 'user' | 'system'
  readonly force: 'any' | 'forced' | 'unforced'
  readonly failures: 'any' | 'none' | 'injected'
}

export const allScenarios: Dials = { profile: 'both', caller: 'any', force: 'any', failures: 'any' }

export function isShown({ name, profile }: Pick<PanelScenario, 'name' | 'profile'>, dials: Dials): boolean {
  const caller = /system process/.test(name) ? 'system' : 'user'
  const force = /\bforced\b/.test(name) && !/\bnot forced\b/.test(name) ? 'forced' : 'unforced'
  const failures = /\b(?:fails?|failed|cannot|never)\b/.test(name) ? 'injected' : 'none'
  return (
    (dials.profile === 'both' || dials.profile === profile) &&
    (dials.caller === 'any' || dials.caller === caller) &&
    (dials.force === 'any' || dials.force === force) &&
    (dials.failures === 'any' || dials.failures === failures)
  )
}
