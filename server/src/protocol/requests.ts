// Requests of our own that cross from an editor to the server, beside those of the language server protocol.
import type { Range } from 'vscode-languageserver-types'
import type { RelatedPlace } from './finding.ts'
import type { CoveredFile, MissingBody, Profile, ScenarioReport, ScenarioToSave } from './simulate.ts'
import type { Watched } from './trace.ts'

/** The page of a rule, in Markdown; `null` when no rule has that code or name. */
export const explainRuleRequest = 'mrx/explainRule'

export interface ExplainRuleParams {
  /** `MRX011` or `callback-signature`. */
  rule: string
}

export interface RulePage {
  code: string
  name: string
  markdown: string
}

/** All rules, in the order of their codes. Without parameters. */
export const rulesRequest = 'mrx/rules'

export interface RuleSummary {
  code: string
  name: string
  /** One line: what the author did. */
  mistake: string
}

/** The text of a bundled header; `null` when there is none of that name. */
export const bundledHeaderRequest = 'mrx/bundledHeader'

/** Bundled headers are read-only documents `mrx-library:/include/mrx.h`. */
export const bundledScheme = 'mrx-library'

export interface BundledHeaderParams {
  uri: string
}

/** What a client may run itself; the server runs it for the others. One argument: the code of a rule. */
export const explainRuleCommand = 'mrx.explainRule'

/** Kind of the actions that write `@mrx allow`: an edit with this reason in it, which a client may ask the author for. */
export const allowKind = 'quickfix.mrx.allow'
export const allowPlaceholder = 'say why'

/** Where `@mrx allow` can be written for a mistake at a place that a run shows, with the placeholder: `{ title, edit }` each. */
export const allowRequest = 'mrx/allow'

export interface AllowParams extends DriverParams {
  code: string
  range: Range
}

/** Where the `@mrx stub` clause of a routine without body is written: a `FileEdit`; `null`: nothing of the driver calls it. */
export const stubRequest = 'mrx/stub'

export interface StubParams extends DriverParams {
  routine: string
}

/** The callbacks of the driver that a file belongs to, a `CallbackList`; `null`: it belongs to none. */
export const callbacksRequest = 'mrx/callbacks'

/** What can be run of it, a `ScenarioList`. */
export const scenariosRequest = 'mrx/scenarios'

export interface DriverParams {
  /** Of a file of the driver. */
  uri: string
}

/** Reads the driver beforehand, so that its first run begins at once. No answer is of interest. */
export const prepareRequest = 'mrx/prepare'

/** Runs scenarios; each is told as `ScenarioProgress` when there is a `partialResultToken`, else with the answer. */
export const simulateRequest = 'mrx/simulate'

export interface SimulateParams extends DriverParams {
  /** The exact name, else a part of names; without it all. */
  scenario?: string
  profile?: Profile | 'both'
  /** At most so many in a run; what is set without it. */
  preemptions?: number
  /** Seconds, in all; what is set without it, else 60. */
  budget?: number
  /** What is executed is told with the answer. */
  coverage?: boolean
  partialResultToken?: number | string
}

export interface ScenarioProgress {
  scenario: ScenarioReport
  /** Scenarios in all, each in each profile. */
  total: number
}

/** `null`: the file belongs to no driver. */
export interface SimulateResult {
  /** Empty where they have been told before. */
  scenarios: ScenarioReport[]
  stubs: MissingBody[]
  /** Places that do not compile. */
  uncompiled: RelatedPlace[]
  /** Sources changed meanwhile, and the rest was left out. */
  isOutdated: boolean
  coverage?: readonly CoveredFile[]
}

/** A run step by step: a `Trace`, or `{ problem }` in words. */
export const traceRequest = 'mrx/trace'

export interface TraceParams extends DriverParams {
  scenario: string
  profile: Profile
  schedule: string
}

/** Expressions of C over a run, which is made again: a `WatchResult`, or `{ problem }` in words. */
export const watchRequest = 'mrx/watch'

export interface WatchParams extends TraceParams {
  expressions: string[]
}

export interface WatchResult {
  /** Of the run: those of the trace, unless the sources are others. */
  steps: number
  watches: Watched[]
}

/** A run that fails, as a scenario of annotations: a `SavedScenario`, or `{ problem }` in words. */
export const saveRequest = 'mrx/saveScenario'

export interface SaveParams extends DriverParams, ScenarioToSave {}

/** What each call that can fail leads to when it does: `SweptCall`s; `null`: there is no driver, or it cannot run. */
export const sweepRequest = 'mrx/sweep'
