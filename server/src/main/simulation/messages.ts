// What passes between the server and the thread that simulates.
import type { FolderSettings } from '../../project/workspaceConfigurations.ts'
import type { WatchResult } from '../../protocol/requests.ts'
import type { SavedScenario, ScenarioList, ScenarioToSave, SweptCall } from '../../protocol/simulate.ts'
import type { Trace } from '../../protocol/trace.ts'
import type { NamedRun, RunProgress, RunRest, ScenarioRuns } from '../../services/simulations.ts'

export interface SaidSettings {
  readonly value: unknown
  readonly ofFolders?: FolderSettings
}

/** What has changed since the last one. */
export interface WorkspaceUpdate {
  readonly folders?: readonly string[]
  readonly settings?: SaidSettings
  /** Open documents by path; `null`: closed. */
  readonly documents?: Readonly<Record<string, string | null>>
  /** On disk. */
  readonly files?: readonly string[]
}

export type ToSimulator =
  | { readonly kind: 'update'; readonly update: WorkspaceUpdate }
  | { readonly kind: 'list'; readonly id: number; readonly file: string }
  /** `cancelled`: shared; not 0 when nobody wants the answer any more. */
  | { readonly kind: 'prepare'; readonly id: number; readonly file: string; readonly cancelled: Int32Array }
  | { readonly kind: 'run'; readonly id: number; readonly runs: ScenarioRuns; readonly cancelled: Int32Array }
  | { readonly kind: 'trace'; readonly id: number; readonly request: NamedRun }
  | { readonly kind: 'watch'; readonly id: number; readonly request: NamedRun; readonly expressions: readonly string[] }
  | { readonly kind: 'sweep'; readonly id: number; readonly file: string; readonly cancelled: Int32Array }
  | { readonly kind: 'save'; readonly id: number; readonly file: string; readonly run: ScenarioToSave }

export type FromSimulator =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: RunProgress }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }

export interface RunAnswer extends RunRest {
  /** Sources changed meanwhile: what was told is of texts that are no more. */
  readonly isOutdated: boolean
}

export interface Answers {
  readonly prepare: undefined
  readonly list: ScenarioList | undefined
  readonly run: RunAnswer | undefined
  readonly trace: Trace | { readonly problem: string }
  readonly watch: WatchResult | { readonly problem: string }
  /** Undefined: no driver, or sources changed meanwhile. */
  readonly sweep: SweptCall[] | undefined
  readonly save: SavedScenario | { readonly problem: string }
}
