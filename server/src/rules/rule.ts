// What a rule is: it looks at one driver and reports places, in offsets, with what explains and what mends them. Ranges,
// severities and suppressions are applied by services.

import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { Question } from '../flow/question.ts'
import type { DriverCallbacks } from '../project/callbacks.ts'
import type { Place } from '../project/places.ts'
import type { UnitConfiguration } from '../project/units.ts'
import type { Severity } from '../protocol/finding.ts'
import type { RuleDocs } from '../protocol/ruleDocs.ts'

export interface Edit {
  readonly place: Place
  readonly newText: string
}

export interface FixDraft {
  readonly title: string
  readonly edits: readonly Edit[]
  /** Applying it without looking is right. */
  readonly certain: boolean
}

/** Another place, and what it has to do with the report. */
export interface Remark {
  readonly place: Place
  readonly message: string
}

export interface Report {
  readonly place: Place
  readonly message: string
  /** The function that the report is about. */
  readonly function: string | undefined
  readonly related: readonly Remark[]
  /** How execution gets there, step by step, where the rule knows it. */
  readonly path?: readonly Remark[]
  readonly fixes: readonly FixDraft[]
  /** Instead of the catalogue's severity. */
  readonly severity?: Severity
}

export interface RuleContext {
  readonly callbacks: DriverCallbacks
  /** What is known of the functions at their points, computed when it is asked for. */
  readonly flow: DriverAnalysis
  /** The text of a file as it is now. */
  text(path: string): string
  configuration(path: string): UnitConfiguration
}

export interface Rule {
  /** `MRXnnn`, as in the catalogue. */
  readonly code: string
  /** Looks at declarations and registrations alone: found before the bodies of a large driver have been followed. */
  readonly isAboutDeclarations?: true
  /** Of these, one that concludes something from what no body does: not asked before all bodies have been read. */
  readonly needsEveryBody?: true
  /** What it asks of every function, so that this is asked while the function's states are at hand. */
  readonly questions?: readonly Question[]
  /** What its page says, with examples that are run. */
  readonly docs?: RuleDocs
  check(context: RuleContext): Iterable<Report>
}
