// What is picked on top: by reading, by whose process drops the last reference, by Force, by whether calls are made to fail.
// How many preemptions a run may have is for the next runs; so is the reading, where more than what was run is picked.
import type { PanelScenario } from '../messages.ts'

export interface Dials {
  /** `set`: as the settings say for the next runs, and whatever has been run is shown. */
  readonly profile: 'set' | 'both' | 'callback-page' | 'function-page'
  readonly caller: 'any' | 'user' | 'system'
  readonly force: 'any' | 'forced' | 'unforced'
  readonly failures: 'any' | 'none' | 'injected'
  /** `set`: as the settings say. */
  readonly preemptions: 'set' | '0' | '1' | '2' | '3'
}

export const allScenarios: Dials = {
  profile: 'set',
  caller: 'any',
  force: 'any',
  failures: 'any',
  preemptions: 'set',
}

type Circumstances = Pick<PanelScenario, 'profile' | 'caller' | 'forced' | 'injects'>

export function isShown({ profile, caller, forced, injects }: Circumstances, dials: Dials): boolean {
  return (
    (dials.profile === 'set' || dials.profile === 'both' || dials.profile === profile) &&
    (dials.caller === 'any' || dials.caller === caller) &&
    (dials.force === 'any' || dials.force === (forced ? 'forced' : 'unforced')) &&
    (dials.failures === 'any' || dials.failures === (injects ? 'injected' : 'none'))
  )
}
