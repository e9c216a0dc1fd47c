// The breakpoints of a client: kept while there is no run, bound to each one. What the machine's debugger does not know is
// decided here where it stops: counts of hits, and messages in place of stops.
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Breakpoint } from '../machine/debug/breakpoints.ts'
import type { Pause } from '../machine/debug/debugger.ts'
import type { DataBreakpoint } from '../machine/debug/watch.ts'
import type { Debuggee } from './debuggee.ts'
import type { Sources } from './sources.ts'

type HitCondition = (count: number) => boolean

/** One of a client's. */
interface Kept {
  readonly id: number
  /** Undefined: there is something wrong with it. */
  readonly breakpoint: Breakpoint | undefined
  readonly data?: DataBreakpoint | undefined
  readonly problem?: string | undefined
  readonly hits?: HitCondition | undefined
  readonly log?: string | undefined
  /** Positions of the run at which it has been met: a count is the same whichever way the run came there. */
  readonly met: Set<number>
}

export interface Met {
  readonly reason: 'breakpoint' | 'function breakpoint' | 'data breakpoint'
  readonly ids: readonly number[]
}

export class Breakpoints {
  readonly #sources = new Map<string, readonly Kept[]>()
  #functions: readonly Kept[] = []
  #data: readonly Kept[] = []
  /** As the debugger numbers them. */
  #bound: readonly Kept[] = []
  #boundData: readonly Kept[] = []
  #next = 1

  // ---- What a client sets --------------------------------------------------------------------------------------

  /** In place of those in the file before. */
  setSource(file: string, given: readonly DebugProtocol.SourceBreakpoint[], sources: Sources): readonly Kept[] {
    const kept = given.map(({ line, column, condition, hitCondition, logMessage: log }) =>
      this.#keep({ ...sources.place(file, line, column), condition: written(condition) }, hitCondition, {
        log: written(log),
      }),
    )
    this.#sources.set(file, kept)
    return kept
  }

  setFunctions(given: readonly DebugProtocol.FunctionBreakpoint[]): readonly Kept[] {
    this.#functions = given.map(({ name, condition, hitCondition }) =>
      this.#keep({ function: name, condition: written(condition) }, hitCondition),
    )
    return this.#functions
  }

  setData(given: readonly DebugProtocol.DataBreakpoint[]): readonly Kept[] {
    this.#data = given.map(({ dataId, condition, hitCondition }) => {
      const data = dataOf(dataId)
      if (data === undefined) return this.#keep(undefined, hitCondition, { problem: 'it names no data' })
      return this.#keep(undefined, hitCondition, { data: { ...data, condition: written(condition) } })
    })
    return this.#data
  }

  #keep(breakpoint: Breakpoint | undefined, hitCondition: string | undefined, more: Partial<Kept> = {}): Kept {
    const hits = hitConditionOf(hitCondition)
    const problem = hits === null ? `"${hitCondition}" is no number of hits: 3, >= 3 or % 3` : more.problem
    return { id: this.#next++, breakpoint, met: new Set(), ...more, hits: hits ?? undefined, problem }
  }

  // ---- The run -------------------------------------------------------------------------------------------------

  /** For a command: nothing is logged once more on the way back, and a step back counts nothing. */
  bind({ debug }: Debuggee, { isBackward, isStep }: { isBackward?: boolean; isStep?: boolean } = {}): void {
    const all = [...[...this.#sources.values()].flat(), ...this.#functions]
    const isOff = ({ log, hits }: Kept) => isBackward && (log !== undefined || (isStep && hits !== undefined))
    this.#bound = all.filter(each => each.problem === undefined && !isOff(each))
    debug.setBreakpoints(this.#bound.map(({ breakpoint }) => breakpoint!))
    this.#boundData = this.#data.filter(each => each.problem === undefined && !isOff(each))
    debug.setDataBreakpoints(this.#boundData.map(({ data }) => data!))
  }

  /** As a client is told. */
  shown(kept: readonly Kept[], { debug }: Debuggee, sources: Sources): DebugProtocol.Breakpoint[] {
    const places = debug.setBreakpoints(this.#bound.map(({ breakpoint }) => breakpoint!))
    return kept.map(each => {
      const { id, problem, data } = each
      if (problem !== undefined) return { id, verified: false, message: problem }
      if (data !== undefined) return { id, verified: true }
      const place = places[this.#bound.indexOf(each)]
      if (place === undefined) return { id, verified: false, message: 'no statement that the driver reaches is here' }
      return { id, verified: true, source: sources.source(place.file), ...sources.range(place) }
    })
  }

  /** Of a run that begins. */
  forget(): void {
    for (const { met } of [...this.#bound, ...this.#boundData]) met.clear()
  }

  /** Undefined: the run goes on. `log`: for messages of those that do not stop. */
  met({ reason, hits, position }: Pause, log: (message: string) => void): Met | undefined {
    const isData = reason === 'data breakpoint'
    const table = isData ? this.#boundData : this.#bound
    const counted = hits.map(index => table[index]!).filter(each => isCounted(each, position))
    for (const each of counted) if (each.log !== undefined) log(each.log)
    const stopping = counted.filter(each => each.log === undefined)
    if (stopping.length === 0) return undefined
    const isFunction = stopping.every(each => this.#functions.includes(each))
    const kind = isData ? 'data breakpoint' : isFunction ? 'function breakpoint' : 'breakpoint'
    return { reason: kind, ids: stopping.map(({ id }) => id) }
  }
}

function isCounted({ hits, met }: Kept, position: number): boolean {
  met.add(position)
  return hits === undefined || hits([...met].filter(each => each <= position).length)
}

/** Undefined: nothing, or no text. */
function written(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}

/** `3`, `== 3`, `>= 3`, `> 3`, `< 3`, `<= 3`, `% 3`; null: none of them. */
function hitConditionOf(text: string | undefined): HitCondition | undefined | null {
  if (written(text) === undefined) return undefined
  const match = /^\s*(==|=|>=|>|<=|<|%)?\s*(\d{1,9})\s*$/.exec(text!)
  const wanted = Number(match?.[2])
  if (match === null || (match[1] === '%' && wanted === 0)) return null
  switch (match[1]) {
    case '>=':
      return count => count >= wanted
    case '>':
      return count => count > wanted
    case '<=':
      return count => count <= wanted
    case '<':
      return count => count < wanted
    case '%':
      return count => count % wanted === 0
  }
  return count => count === wanted
}

/** What `dataIdOf` wrote. */
function dataOf(id: unknown): DataBreakpoint | undefined {
  const parts = typeof id === 'string' ? id.split(' ') : []
  const numbers = parts.slice(1).map(Number)
  if (numbers.some(each => !Number.isSafeInteger(each))) return undefined
  const [a, b, c, d] = numbers
  if (parts[0] === 'memory' && numbers.length === 3) return { block: a!, offset: b!, size: c! }
  if (parts[0] === 'local' && numbers.length === 4) return { thread: a!, depth: b!, serial: c!, register: d! }
  return undefined
}

export function dataIdOf(data: DataBreakpoint): string {
  if ('block' in data) return `memory ${data.block} ${data.offset} ${data.size}`
  return `local ${data.thread} ${data.depth} ${data.serial} ${data.register}`
}
