// What passes between the panel and the extension. The panel draws what it is told and asks for the rest; it knows neither
// VS Code nor the server, so that tests show it stored traces without either.
import type { RelatedPlace } from '../../server/src/protocol/finding.ts'
import type { Profile, Verdict } from '../../server/src/protocol/simulate.ts'
import type { Trace, Watched } from '../../server/src/protocol/trace.ts'
import type { Uncompiled } from '../../server/src/protocol/uncompiled.ts'
import type { Dials } from './model/dials.ts'

export interface PanelScenario {
  /** Tells it from others, also after the next run. */
  key: string
  name: string
  profile: Profile
  builtin: boolean
  caller: 'user' | 'system'
  forced: boolean
  injects: boolean
  verdict: Verdict
  /** Of `unknown`. */
  reason?: string
  violation?: PanelViolation
  /** More violations than that one. */
  others: number
  /** Runs that can be looked at: those that fail, and the one in which nobody interferes. */
  traces: PanelRun[]
  runs: number
  complete: boolean
}

export interface PanelViolation {
  code: string
  name: string
  message: string
  /** Short, as `server.c:212`. */
  place: string
  thread: string
}

export interface PanelRun {
  schedule: string
  /** `MRX006, server.c:212`. */
  label: string
}

export interface PanelState {
  /** Whose life it is; undefined: nothing has been run. */
  subject: { file: string; function: string } | undefined
  /** `empty`: nothing to show, and `message` says why. */
  status: 'empty' | 'running' | 'done' | 'failed'
  message?: string
  progress?: { done: number; total: number }
  /** An edit has made the verdicts those of an older text. */
  isStale: boolean
  /** The folder is not trusted: VS Code starts no tests and no debug session, and leaves out its settings for runs. */
  isRestricted: boolean
  scenarios: PanelScenario[]
  /** Routines without a body. */
  stubs: { function: string; callers: number }[]
  uncompiled: Uncompiled[]
  /** The scenario whose run is shown. */
  selected: string | undefined
}

/** Settings that are a way out. */
export type SettingName =
  | 'mrx.stubs'
  | 'mrx.simulation.budget'
  | 'mrx.simulation.connect'
  | 'mrx.simulation.ea'
  | 'mrx.includePaths'

/** What a command does with the run that is shown. */
export type Action = { act: 'compare' | 'moveLater' } | { act: 'watch'; expression: string }

export type ToPanel =
  | { type: 'state'; state: PanelState }
  /** `changed`: files that are others than those that were run; `stored`: where it came from. */
  | { type: 'trace'; key: string; trace: Trace; changed: string[]; stored?: string }
  | { type: 'noTrace'; key: string; problem: string }
  /** To be compared with the trace that is shown. */
  | { type: 'other'; name: string; trace: Trace }
  /** What was tried has no run. */
  | { type: 'refused'; problem: string }
  | { type: 'watched'; key: string; steps: number; watches: Watched[] }
  | { type: 'unwatched'; key: string; problem: string }
  | { type: 'source'; path: string; text: string | null }
  | { type: 'act'; action: Action }
  /** Is somebody there? */
  | { type: 'ask' }
  /** The editor's cursor stands there: the step that runs there next is shown. */
  | { type: 'cursor'; path: string; line: number }

/** What a page showed, for the one that comes after it: VS Code keeps it, and so does the extension. */
export interface Restored {
  file?: string
  key?: string
  /** Of a trace from a file. */
  stored?: string
  step?: number
  /** Folds of the run that are open. */
  open?: number[]
  /** The name of the run that it is compared with. */
  beside?: string
  watches?: string[]
  tab?: string
  dials?: Dials
}

export type FromPanel =
  | { type: 'ready'; restored: Restored | undefined }
  | { type: 'here' }
  /** What the next page would need. */
  | { type: 'kept'; state: Restored }
  /** `preemptions`: as set without it. */
  /** What is not said is as the settings say. */
  | { type: 'run'; profile?: Profile | 'both'; preemptions?: number }
  | { type: 'cancel' }
  | { type: 'select'; key: string }
  /** A step is shown: the editor shows its line, and takes the focus where `focus` says so. */
  | {
      type: 'place'
      path: string
      range: [line: number, character: number, endLine: number, endCharacter: number]
      /** Of the trace. */
      step: number
      focus: boolean
    }
  /** To be read or edited. */
  | { type: 'open'; file: string; range: RelatedPlace['range'] }
  | { type: 'source'; path: string }
  /** Another run of the scenario that is shown: to be shown, or to be compared with what is. */
  | { type: 'replay'; schedule: string; to: 'show' | 'compare' }
  /** The author picks what to compare with. */
  | { type: 'compare' }
  | { type: 'watch'; key: string; expressions: string[] }
  | { type: 'save'; name: string; text: string }
  | { type: 'explain'; code: string }
  /** The clause of a routine that has no body is wanted. */
  | { type: 'stub'; routine: string }
  | { type: 'setting'; name: SettingName }
  | { type: 'command'; command: 'openTrace' | 'replay' | 'openExample' | 'showOutput' | 'saveScenario' | 'manageTrust' }
