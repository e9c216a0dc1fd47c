// What a command line asks of the simulator, and what it gets back, as JSON-safe data.
import type { Range } from 'vscode-languageserver-types'
import type { CheckRequest, PassedOver } from './check.ts'
import type { FileEdit, RelatedPlace, Severity } from './finding.ts'
import type { Trace } from './trace.ts'

export type Profile = 'callback-page' | 'function-page'
export type Verdict = 'pass' | 'fail' | 'unknown'

export interface SimulateRequest extends CheckRequest {
  /** The exact name of a scenario, else a part of names. */
  scenario?: string
  /** Runs this one alone. */
  schedule?: string
  profile?: Profile | 'both'
  /** At most so many in a run; what is set without it. */
  preemptions?: number
  /** In all; what is set without it. */
  budgetMs?: number
  /** Mutants of the functions with clauses run too, as long as there is time. */
  mutants?: boolean
  /** Clauses are proposed for functions without any. */
  proposals?: boolean
}

/** One step of a run. */
export interface RunStep {
  /** `user`, `worker-1`, `dpc`. */
  lane: string
  text: string
  /** In the author's files. */
  file?: string
  range?: Range
}

export interface SimulatedViolation {
  /** `MRXnnn`. */
  code: string
  name: string
  severity: Severity
  message: string
  file: string
  range: Range
  /** The lane. */
  thread: string
  /** What it would be on a running Windows, in one line: `0xC2 BAD_POOL_CALLER, at the call`. */
  bugcheck?: string
  /** The stack outwards, then what happened to the block. */
  related: RelatedPlace[]
  /** The run that shows it, and its schedule. */
  schedule: string
  run: RunStep[]
}

/** A clause that has to hold in a scenario. */
export interface SimulatedExpectation {
  text: string
  file: string
  range: Range
  verdict: Verdict
  /** Of `fail` and `unknown`. */
  message?: string
}

export interface ScenarioReport {
  file: string
  function: string
  scenario: string
  builtin: boolean
  /** Whose process drops references, by what its steps say. */
  caller: 'user' | 'system'
  /** Something is finalized with references left. */
  forced: boolean
  /** Calls are made to fail. */
  injects: boolean
  profile: Profile
  verdict: Verdict
  /** Of `unknown`. */
  reason?: string
  /** Those that the scenario reaches, and all of its own. */
  expectations: SimulatedExpectation[]
  violations: SimulatedViolation[]
  /** What only a guessed value of a routine without body causes. */
  possible: SimulatedViolation[]
  /** Of the first violation. */
  schedule?: string
  explored: {
    runs: number
    /** Points at which one of several threads could go on, and the ends of runs; equal ones are not told apart. */
    states: number
    /** How many such choices a run made otherwise, at most. */
    preemptions: number
    complete: boolean
  }
}

/** Something about the annotations themselves. */
export interface SimulationFinding {
  code: string
  name: string
  severity: Severity
  message: string
  file: string
  range: Range
  function?: string
}

/** A small mistake that was put into a function with clauses. */
export interface Mutant {
  file: string
  function: string
  range: Range
  /** What is there instead. */
  change: string
  /** The clause that breaks; without it none does. */
  caughtBy?: string
  /** The code of what is found without clauses. */
  violation?: string
}

/** Clauses that a function could have: what held in every call that was seen. */
export interface Proposal {
  file: string
  function: string
  /** Its name. */
  range: Range
  clauses: string[]
}

export interface MissingBody {
  function: string
  callers: number
}

export interface SimulationReport {
  scenarios: ScenarioReport[]
  findings: SimulationFinding[]
  /** Of those that were asked for. */
  mutants?: Mutant[]
  /** Those that the time did not suffice for. */
  untriedMutants?: number
  proposals?: Proposal[]
  /** Routines that have neither a body nor a model. */
  stubs: MissingBody[]
  /** Places that do not compile; scenarios that do not come there run all the same. */
  uncompiled: RelatedPlace[]
  /** What could not be used, one line each. */
  unusable: readonly string[]
  /** What limits the result though the rest could be used, one line each. */
  incomplete?: readonly string[]
  /** Absent: none. */
  passedOver?: readonly PassedOver[]
  /** Where no name fits what was asked for: all that there are. */
  names?: readonly string[]
  /** A schedule was asked for that the code no longer offers, or that is none. */
  lost?: string
}

/** A run of a driver in the paths, as a report names it. */
export interface TraceRequest extends CheckRequest {
  /** Tells the driver from others in the paths; absolute. */
  file: string
  /** Its exact name. */
  scenario: string
  profile: Profile
  schedule: string
}

/** What runs executed of one of the driver's files. */
export interface CoveredFile {
  file: string
  functions: { name: string; range: Range; isReached: boolean }[]
  statements: CoveredStatement[]
}

export interface CoveredStatement {
  range: Range
  isReached: boolean
  /** Both ways of each of its tests, all of a switch. */
  branches: { label: string; range: Range; isTaken: boolean }[]
}

/** A call of the driver that can fail, and what its failure leads to. */
export interface SweptCall {
  file: string
  range: Range
  /** As the code names it. */
  routine: string
  /** One for each time that a scenario makes the call; empty: none does. */
  outcomes: SweptOutcome[]
}

export interface SweptOutcome {
  /** `leaks`: memory or a handle is lost. */
  kind: 'survives' | 'leaks' | 'breaks' | 'unknown'
  /** Of all but `survives`. */
  message?: string
  code?: string
  scenario: string
  profile: Profile
  schedule: string
}

/** A run that is to become a scenario of annotations. */
export interface ScenarioToSave {
  /** Its exact name. */
  scenario: string
  profile: Profile
  schedule: string
  /** What the run shows. */
  code?: string
}

export interface SavedScenario {
  name: string
  /** Of the file that it belongs to. */
  edit: FileEdit
}

/** The driver that a file belongs to. */
export interface CallbackList {
  /** Where its reports belong: the finalizer of its SRV_CALLs, where there is one. */
  file: string
  function: string
  /** Its own files, headers too: an edit of one of them may change every verdict. */
  reach: string[]
  callbacks: ListedCallback[]
}

/** A function of the driver that RDBSS calls. */
export interface ListedCallback {
  name: string
  /** Of the dispatch table. */
  member: string
  file: string
  /** Of its name, where it is defined. */
  range: Range
}

/** What can be run of it. */
export interface ScenarioList extends CallbackList {
  scenarios: ListedScenario[]
}

export interface ListedScenario {
  name: string
  builtin: boolean
  /** Whose function it belongs to: that of its annotation, else the driver's. */
  file: string
  function: string
  /** Of its annotation. */
  range?: Range
}

/** The engine behind `mrx simulate`. */
export interface SimulateEngine {
  simulate(request: SimulateRequest): SimulationReport
  trace(request: TraceRequest): Trace | { readonly problem: string }
}
