// A mistake that is put into correct drivers at every place where it fits.
import type { Place } from '../../src/project/places.ts'
import type { Edit } from '../../src/rules/rule.ts'
import type { CorrectDriver } from './correctDriver.ts'

export interface Mutant {
  /** Where a reader looks for it. */
  readonly place: Place
  readonly edits: readonly Edit[]
}

export interface Operator {
  /** The rule that has to find it. */
  readonly code: string
  /** What the author did, in a few words. */
  readonly mistake: string
  /** Codes of what the mistake brings along as well, each with the reason. */
  readonly companions?: Readonly<Record<string, string>>
  mutants(driver: CorrectDriver): Iterable<Mutant>
}
