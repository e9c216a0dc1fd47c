// The one store of verdicts: panel, code lenses, Test Explorer and status read from it and never disagree. A verdict belongs
// to the texts that were run, and to how they were read; what changes of that makes it stale at once.
import type { RelatedPlace } from '../../../server/src/protocol/finding.ts'
import type { ScenarioProgress, SimulateResult } from '../../../server/src/protocol/requests.ts'
import type { CallbackList, MissingBody, ScenarioReport } from '../../../server/src/protocol/simulate.ts'
import { byNeed } from '../../../server/src/protocol/stubs.ts'

/** Verdicts that come so soon after others are told together, in milliseconds: each time, all faces are drawn anew. */
const togetherMs = 100

export type RunStatus = 'new' | 'running' | 'done' | 'cancelled' | 'failed'

export interface DriverVerdicts {
  readonly list: CallbackList
  status: RunStatus
  /** Of `failed`. */
  message?: string
  progress?: { done: number; total: number }
  isStale: boolean
  scenarios: ScenarioReport[]
  stubs: MissingBody[]
  /** Places that do not compile. */
  uncompiled: RelatedPlace[]
}

export function scenarioKey({ scenario, profile }: Pick<ScenarioReport, 'scenario' | 'profile'>): string {
  return `${profile} ${scenario}`
}

export class Verdicts {
  readonly #drivers = new Map<string, DriverVerdicts>()
  readonly #listeners = new Set<(driver: DriverVerdicts) => void>()
  /** Drivers of which a verdict has just been told, and whether others have come since. */
  readonly #justTold = new Map<DriverVerdicts, { hasMore: boolean; readonly timer: ReturnType<typeof setTimeout> }>()
  readonly #keyOf: (path: string) => string

  /** `keyOf`: equal for paths of the same file. */
  constructor(keyOf: (path: string) => string) {
    this.#keyOf = keyOf
  }

  onDidChange(listener: (driver: DriverVerdicts) => void): { dispose(): void } {
    this.#listeners.add(listener)
    return { dispose: () => void this.#listeners.delete(listener) }
  }

  all(): DriverVerdicts[] {
    return [...this.#drivers.values()]
  }

  /** Of the driver that the file is in the reach of, by its key. */
  of(file: string): DriverVerdicts | undefined {
    return this.all().find(({ list }) => this.#reaches(list, path => path === file))
  }

  /** What can be run of a driver; what is known of it stays. */
  listed(list: CallbackList): DriverVerdicts {
    const key = this.#keyOf(list.file)
    const known = this.#drivers.get(key)
    const driver: DriverVerdicts = known
      ? Object.assign(known, { list })
      : { list, status: 'new', isStale: false, scenarios: [], stubs: [], uncompiled: [] }
    this.#drivers.set(key, driver)
    this.#tell(driver)
    return driver
  }

  /** `only`: scenarios whose verdicts will be told anew; all without it. */
  begun(driver: DriverVerdicts, only?: (scenario: ScenarioReport) => boolean): void {
    // Of older texts nothing is left that could be taken for a verdict of this run.
    const isWhole = only === undefined || driver.isStale
    driver.scenarios = isWhole ? [] : driver.scenarios.filter(each => !only(each))
    if (isWhole) Object.assign(driver, { stubs: [], uncompiled: [] })
    driver.status = 'running'
    driver.isStale = false
    delete driver.progress
    delete driver.message
    this.#tell(driver)
  }

  told(driver: DriverVerdicts, { scenario, total }: ScenarioProgress): void {
    const key = scenarioKey(scenario)
    const at = driver.scenarios.findIndex(each => scenarioKey(each) === key)
    if (at >= 0) driver.scenarios[at] = scenario
    else driver.scenarios.push(scenario)
    driver.progress = { done: (driver.progress?.done ?? 0) + 1, total }
    this.#tellSoon(driver)
  }

  ended(driver: DriverVerdicts, result: SimulateResult | 'cancelled' | Error): void {
    delete driver.progress
    if (result === 'cancelled') driver.status = 'cancelled'
    else if (result instanceof Error) {
      driver.status = 'failed'
      driver.message = result.message
    } else {
      driver.status = 'done'
      driver.isStale ||= result.isOutdated
      driver.stubs = result.stubs
      driver.uncompiled = result.uncompiled
    }
    this.#tell(driver)
  }

  /** By its key. */
  edited(file: string): void {
    this.#outdate(({ list }) => this.#reaches(list, path => path === file))
  }

  /** A file, by its key, that may be one that a driver looks for, or consists of. */
  cameOrWent(file: string): void {
    const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
    this.#outdate(
      ({ list, uncompiled }) => uncompiled.length > 0 || this.#reaches(list, path => folderOf(path) === folderOf(file)),
    )
  }

  folderWent(folder: string): void {
    this.#outdate(({ list }) => this.#reaches(list, path => path.startsWith(`${folder}/`)))
  }

  /** Settings, or files that say how sources are read. */
  configured(): void {
    this.#outdate(() => true)
  }

  #reaches({ reach }: CallbackList, is: (file: string) => boolean): boolean {
    return reach.some(path => is(this.#keyOf(path)))
  }

  #outdate(isConcerned: (driver: DriverVerdicts) => boolean): void {
    for (const driver of this.all()) {
      const hasVerdicts = driver.scenarios.length > 0 || driver.status === 'running'
      if (driver.isStale || !hasVerdicts || !isConcerned(driver)) continue
      driver.isStale = true
      this.#tell(driver)
    }
  }

  #tellSoon(driver: DriverVerdicts): void {
    const just = this.#justTold.get(driver)
    if (just !== undefined) {
      just.hasMore = true
      return
    }
    this.#tell(driver)
    const timer = setTimeout(() => {
      const { hasMore } = this.#justTold.get(driver)!
      this.#justTold.delete(driver)
      if (hasMore) this.#tellSoon(driver)
    }, togetherMs)
    this.#justTold.set(driver, { hasMore: false, timer })
  }

  /** With all that waited to be told. */
  #tell(driver: DriverVerdicts): void {
    clearTimeout(this.#justTold.get(driver)?.timer)
    this.#justTold.delete(driver)
    for (const listener of this.#listeners) listener(driver)
  }
}

/** Some verdict is unknown for want of a body, which a clause could give. */
export function asksForStub({ scenarios, stubs, isStale }: DriverVerdicts): boolean {
  return !isStale && byNeed(stubs, scenarios).asked.length > 0
}

/** In a few words: `2 of 34 fail`; undefined: there is no verdict. */
export function summaryOf({ scenarios, status, progress, isStale }: DriverVerdicts): string | undefined {
  const count = (verdict: string) => scenarios.filter(each => each.verdict === verdict).length
  const [fails, unknown] = [count('fail'), count('unknown')]
  const stale = isStale ? ' (stale)' : ''
  if (status === 'running')
    return `running${progress ? ` ${progress.done} of ${progress.total}` : ''}${fails > 0 ? `, ${fails} fail` : ''}`
  if (scenarios.length === 0) return undefined
  if (fails > 0) return `${fails} of ${scenarios.length} fail${stale}`
  if (unknown > 0) return `${unknown} of ${scenarios.length} unknown${stale}`
  return `${scenarios.length === 1 ? 'passes' : `all ${scenarios.length} pass`}${stale}`
}
