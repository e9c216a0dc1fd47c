// Simulation over the connection: questions of the editor to the thread that simulates. What it has to know of documents,
// settings and files passes through here too, since it reads them for itself.
import {
  type CancellationToken,
  type Connection,
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
import type { SaidSettings } from '../simulation/messages.ts'
import type { Simulator } from '../simulation/thread.ts'

const usualBudget = 60
const progressType = new ProgressType<ScenarioProgress>()

function namedRun({ uri, scenario, profile, schedule }: TraceParams): NamedRun {
  return { file: uriToPath(String(uri)), scenario, profile, schedule }
}

export class SimulationRequests {
  readonly #connection: Connection
  readonly #simulator: Simulator

  constructor(connection: Connection, simulator: Simulator) {
    this.#connection = connection
    this.#simulator = simulator
    connection.onRequest(
      scenariosRequest,
      async (params: Partial<DriverParams> | null): Promise<unknown> =>
        (await simulator.list(uriToPath(String(params?.uri)))) ?? null,
    )
    connection.onRequest(prepareRequest, async (params: Partial<DriverParams> | null): Promise<unknown> => {
      await simulator.prepare(uriToPath(String(params?.uri)))
      return null
    })
    connection.onRequest(
      simulateRequest,
      (params: SimulateParams, token: CancellationToken): Promise<unknown> => this.#run(params, token),
    )
    connection.onRequest(traceRequest, (params: TraceParams): Promise<unknown> => simulator.trace(namedRun(params)))
    connection.onRequest(
      watchRequest,
      (params: WatchParams): Promise<unknown> => simulator.watch(namedRun(params), params.expressions),
    )
    connection.onRequest(
      sweepRequest,
      async ({ uri }: DriverParams, token: CancellationToken): Promise<unknown> =>
        (await cancellable(token, signal => simulator.sweep(uriToPath(String(uri)), signal))) ?? null,
    )
    connection.onRequest(saveRequest, ({ uri, ...run }: SaveParams): Promise<unknown> => {
      return simulator.save(uriToPath(String(uri)), run)
    })
  }

  async #run(params: SimulateParams, token: CancellationToken): Promise<SimulateResult | ResponseError<void> | null> {
    const { uri, scenario, profile, preemptions, budget = usualBudget, coverage, partialResultToken } = params
    const result: SimulateResult = { scenarios: [], stubs: [], uncompiled: [], isOutdated: false }
    const told = (progress: ScenarioProgress) => {
      if (partialResultToken === undefined) result.scenarios.push(progress.scenario)
      else void this.#connection.sendProgress(progressType, partialResultToken, progress)
    }
    const runs = { file: uriToPath(String(uri)), scenario, profile, preemptions, budgetMs: budget * 1_000, coverage }
    const answer = await cancellable(token, signal => this.#simulator.run(runs, told, signal))
    return answer === undefined || answer instanceof ResponseError ? (answer ?? null) : { ...result, ...answer }
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
