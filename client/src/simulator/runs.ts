// Runs of scenarios: asked of the server, told to the store. One run of a driver at a time; a new one takes its place.
import { CancellationTokenSource, type Uri } from 'vscode'
import {
  callbacksRequest,
  type ScenarioProgress,
  type SimulateParams,
  type SimulateResult,
  scenariosRequest,
  simulateRequest,
} from '../../../server/src/protocol/requests.ts'
import type { CallbackList, ListedScenario, ScenarioList } from '../../../server/src/protocol/simulate.ts'
import type { Server } from '../languageClient.ts'
import { keyOfPath, uriOf } from './enginePaths.ts'
import { type DriverVerdicts, Verdicts } from './verdicts.ts'

/** What is not said is as set. */
export interface RunOptions extends Pick<SimulateParams, 'profile' | 'preemptions'> {
  /** Its name; all without it. */
  readonly scenario?: string
  readonly coverage?: boolean
}

export class Runs {
  readonly verdicts = new Verdicts(keyOfPath)
  readonly #server: Server
  readonly #running = new Map<DriverVerdicts, CancellationTokenSource>()

  constructor(server: Server) {
    this.#server = server
  }

  /** Undefined: the file belongs to no driver, or there is no server. */
  async driver(uri: Uri): Promise<DriverVerdicts | undefined> {
    const list = await this.#server.request<CallbackList | null>(callbacksRequest, { uri: uri.toString() })
    return list ? this.verdicts.listed(list) : undefined
  }

  /** What can be run of it. */
  async scenarios({ list }: DriverVerdicts): Promise<readonly ListedScenario[]> {
    return (await this.#list(uriOf(list.file)))?.scenarios ?? []
  }

  async #list(uri: Uri): Promise<ScenarioList | undefined> {
    const list = await this.#server.request<ScenarioList | null>(scenariosRequest, { uri: uri.toString() })
    if (list) this.verdicts.listed(list)
    return list ?? undefined
  }

  /** Resolves when it is over, whatever came of it. Undefined: nothing that counts any more. */
  async run(
    driver: DriverVerdicts,
    { scenario, coverage, ...dials }: RunOptions = {},
  ): Promise<SimulateResult | undefined> {
    this.cancel(driver)
    const cancellation = new CancellationTokenSource()
    this.#running.set(driver, cancellation)
    const { verdicts } = this
    const isCurrent = () => this.#running.get(driver) === cancellation
    const uri = uriOf(driver.list.file)
    const params: SimulateParams = {
      uri: uri.toString(),
      ...dials,
      ...(scenario !== undefined && { scenario }),
      ...(coverage === true && { coverage }),
    }
    const told = (progress: ScenarioProgress) => {
      if (isCurrent()) verdicts.told(driver, progress)
    }
    verdicts.begun(driver, scenario === undefined ? undefined : each => each.scenario === scenario)
    // The thread that simulates has read all of the driver; the server may still be at it.
    const listing = this.#list(uri).catch(() => undefined)
    const result = await this.#server
      .requestWithProgress<SimulateResult | null, ScenarioProgress>(simulateRequest, params, told, cancellation.token)
      .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    await listing
    if (!isCurrent()) return undefined
    this.#running.delete(driver)
    const isCancelled = cancellation.token.isCancellationRequested
    verdicts.ended(driver, isCancelled ? 'cancelled' : (result ?? new Error('The language server is not running.')))
    return isCancelled || result === null || result instanceof Error ? undefined : result
  }

  cancel(driver: DriverVerdicts): void {
    this.#running.get(driver)?.cancel()
  }
}
