// A run, step by step, as plain JSON: what the panel draws, what a debugger steps through, what is kept in a file beside a
// bug. It stands alone: texts of steps and names of objects are in it, and the hashes of the sources say whether they are
// still what was run. `traceCheck.ts` reads one that comes from anywhere.
import type { Profile, Verdict } from './simulate.ts'

export const traceFormat = 'mrx-trace'
/** Goes up when a reader of the version before would misread a trace. */
export const traceVersion = 1
/** The schedule in which nobody interferes. */
export const undisturbed = '1:'

export interface Trace {
  format: typeof traceFormat
  version: typeof traceVersion
  run: TracedRun
  /** What steps lie in. */
  files: TracedFile[]
  lanes: TraceLane[]
  /** In the order in which they came to be. */
  objects: TraceObject[]
  steps: TraceStep[]
}

/** Names the run: with the same sources it is had again. */
export interface TracedRun {
  /** Absolute, as the file of the driver's finalizer. */
  file: string
  function: string
  scenario: string
  profile: Profile
  schedule: string
  verdict: Verdict
  /** Of `unknown`. */
  reason?: string
  violation?: TracedViolation
}

export interface TracedViolation {
  /** `MRXnnn`. */
  code: string
  name: string
  message: string
  /** Index of the step. */
  step: number
  /** What it would be on a running Windows, where that is known. */
  bugcheck?: Bugcheck
}

/** A stop of the system, as a dump shows it; without a code the mistake stops nothing by itself. */
export interface Bugcheck {
  /** As `0xC2`. */
  code?: string
  /** As `BAD_POOL_CALLER`. */
  name?: string
  /** Parameters 1 to 4: value, and what it stands for. */
  parameters?: (readonly [value: string, meaning: string])[]
  /** When it comes, and how far from its cause. */
  when: string
}

export interface TracedFile {
  /** Absolute with forward slashes; files of the model begin with `/mrx-library://`. */
  path: string
  /** `textHash` of what was run. */
  hash: string
}

export interface TraceLane {
  /** `user`, `worker-1`: as in reports. */
  name: string
  kind: 'clock' | 'caller' | 'worker' | 'thread'
}

export type TraceObjectKind =
  | 'SRV_CALL'
  | 'NET_ROOT'
  | 'V_NET_ROOT'
  | 'FCB'
  | 'SRV_OPEN'
  | 'FOBX'
  | 'pool'
  | 'handle'
  | 'lock'

export interface TraceObject {
  /** `S1`, `pool 3`, `MyMutex`. */
  name: string
  kind: TraceObjectKind
  /** Of pool: bytes, tag, who allocated it; of a handle where it is from; of a lock what sort it is. */
  about?: string
}

/** Index in `files`, line and character where it starts, line and character where it ends: zero-based, UTF-16. */
export type TracePlace = readonly [file: number, line: number, character: number, endLine: number, endCharacter: number]

export type TraceStepKind =
  /** A step of the scenario begins. */
  | 'begin'
  /** A function is entered. */
  | 'call'
  | 'return'
  | 'statement'
  /** The thread stands until somebody wakes it. */
  | 'wait'
  /** It could go on, and another one does. */
  | 'preempted'
  /** A call fails because the scenario says so. */
  | 'fault'
  /** What a routine without body returns is guessed. */
  | 'guess'
  | 'violation'

export interface TraceStep {
  /** Index in `lanes`. */
  lane: number
  kind: TraceStepKind
  /** What is written there, or happens. */
  text: string
  /** Whose code runs. */
  origin: 'driver' | 'rdbss' | 'kernel'
  /** Calls of this lane around it. */
  depth: number
  /** Inside of the model, where authors look on request only. */
  model?: true
  at?: TracePlace
  /** What it did. */
  changes?: TraceChange[]
  /** Locals of the driver's function whose values are others than at its statement before, and what they are. */
  values?: TraceValue[]
  /** Decided before this step, behind the one before it: who goes on, what fails. */
  choices?: TraceChoice[]
}

export type TraceValue = readonly [name: string, value: string]

export interface TraceChoice {
  /** Its number in the schedule. */
  index: number
  /** `preemption`, `allocation`, … */
  name: string
  options: number
  taken: number
  /** Between threads: the names of their lanes, by option. */
  threads?: string[]
}

/** `object`, `lane`: indices. */
export type TraceChange =
  | { what: 'made' | 'gone'; object: number }
  /** `by`: the function that took it or gave it back. */
  | { what: 'references'; object: number; from: number; to: number; by: string }
  /** Of an object of RDBSS; the text is empty where there was, or is, none. */
  | { what: 'field'; object: number; field: string; from: string; to: string }
  /** How a lane holds a lock: `exclusive`, `shared`, empty: not. */
  | { what: 'lock'; object: number; lane: number; from: string; to: string }
  | { what: 'irql'; lane: number; from: number; to: number }

/** An expression of C over a run. */
export interface Watched {
  expression: string
  /** From the step on, until the next one; in front of the first nothing means it. */
  values: [step: number, value: string][]
  /** Why it has no value anywhere. */
  problem?: string
}

/** FNV-1a, 32 bits, of the UTF-16 units: tells an edited text, keeps no secret. */
export function textHash(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
