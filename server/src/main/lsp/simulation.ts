// Simulation over the connection: questions of the editor to the thread that simulates. What it has to know of documents,
// settings and files passes through here too, since it reads them for itself.
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
} from 'vscode-languageserver/node'
import { uriToPath } from '../../project/paths.ts'
import {
  type DriverParams,
  prepareRequest,
  type SaveParams,
  type ScenarioProgress,
  type SimulateParams,
  type SimulateResult,
  saveRequest,
  scenariosRequest,
  simulateRequest,
  sweepRequest,
  type TraceParams,
  traceRequest,
  type WatchParams,
  watchRequest,
} from '../../protocol/requests.ts'
import type { NamedRun } from '../../services/simulations.ts'
import { profiles } from '../../simulation/scenario.ts'
import type { SaidSettings } from '../simulation/messages.ts'
import type { Simulator } from '../simulation/thread.ts'
import { aCount, aFlag, anAmount, aText, checkedParameters, oneOf, optional, texts } from './parameters.ts'

const progressType = new ProgressType<ScenarioProgress>()

const ofDriver = { uri: aText }
const ofRun = { ...ofDriver, scenario: aText, profile: oneOf(...profiles), schedule: aText }
const ofRuns = {
  ...ofDriver,
  scenario: optional(aText),
  profile: optional(oneOf(...profiles, 'both')),
  preemptions: optional(aCount),
  budget: optional(anAmount),
  coverage: optional(aFlag),
}

function namedRun({ uri, scenario, profile, schedule }: TraceParams): NamedRun {
  return { file: uriToPath(uri), scenario, profile, schedule }
}

export class SimulationRequests {
  readonly #connection: Connection
  readonly #simulator: Simulator
  #isStopped = false

  constructor(connection: Connection, simulator: Simulator) {
    this.#connection = connection
    this.#simulator = simulator
    this.#answer<DriverParams>(scenariosRequest, ofDriver, ({ uri }) => simulator.list(uriToPath(uri)))
    this.#answer<DriverParams>(prepareRequest, ofDriver, ({ uri }) => simulator.prepare(uriToPath(uri)))
    this.#answer<SimulateParams>(simulateRequest, ofRuns, (params, token) => this.#run(params, token))
    this.#answer<TraceParams>(traceRequest, ofRun, params => simulator.trace(namedRun(params)))
    this.#answer<WatchParams>(watchRequest, { ...ofRun, expressions: texts }, params =>
      simulator.watch(namedRun(params), params.expressions),
    )
    this.#answer<DriverParams>(sweepRequest, ofDriver, ({ uri }, token) =>
      cancellable(token, signal => simulator.sweep(uriToPath(uri), signal)),
    )
    this.#answer<SaveParams>(saveRequest, { ...ofRun, code: optional(aText) }, ({ uri, ...run }) =>
      simulator.save(uriToPath(uri), run),
    )
  }

  #answer<P>(
    request: string,
    shapes: Parameters<typeof checkedParameters>[1],
    answer: (params: P, token: CancellationToken) => Promise<unknown>,
  ): void {
    this.#connection.onRequest(request, async (params: unknown, token: CancellationToken): Promise<unknown> => {
      // Whoever asks now would start another simulator.
      if (this.#isStopped) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server was shut down.')
      return (await answer(checkedParameters<P>(params, shapes), token)) ?? null
    })
  }

  async #run(
    params: SimulateParams,
    token: CancellationToken,
  ): Promise<SimulateResult | ResponseError<void> | undefined> {
    const { uri, scenario, profile, preemptions, budget, coverage, partialResultToken } = params
    const result: SimulateResult = { scenarios: [], stubs: [], uncompiled: [], isOutdated: false }
    const told = (progress: ScenarioProgress) => {
      if (partialResultToken === undefined) result.scenarios.push(progress.scenario)
      else void this.#connection.sendProgress(progressType, partialResultToken, progress)
    }
    const budgetMs = budget === undefined ? undefined : budget * 1_000
    const runs = { file: uriToPath(uri), scenario, profile, preemptions, budgetMs, coverage }
    const answer = await cancellable(token, signal => this.#simulator.run(runs, told, signal))
    return answer === undefined || answer instanceof ResponseError ? answer : { ...result, ...answer }
  }

  foldersAre(folders: readonly string[]): void {
    this.#simulator.update({ folders })
  }

  settingsAre(settings: SaidSettings): void {
    this.#simulator.update({ settings })
  }

  /** Undefined: it was closed. */
  documentIs(path: string, text: string | undefined): void {
    this.#simulator.update({ documents: { [path]: text ?? null } })
  }

  filesChanged(files: readonly string[]): void {
    this.#simulator.update({ files })
  }

  stop(): void {
    this.#isStopped = true
    this.#simulator.stop()
  }
}

async function cancellable<T>(
  token: CancellationToken,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | ResponseError<void>> {
  const cancellation = new AbortController()
  const listening = token.onCancellationRequested(() => cancellation.abort())
  try {
    const answer = await ask(cancellation.signal)
    return cancellation.signal.aborted ? new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'Cancelled.') : answer
  } finally {
    listening.dispose()
  }
}
