// Where a run has to be watched for its clauses: entries and returns of functions, calls of routines, points in bodies. The
// machine stops there as at breakpoints, so what nobody asks about runs as fast as ever.
import type { Event, InjectClause, StubClause } from '../../annotations/clause.ts'
import { endOf, startOf, type Token, writtenAt } from '../../c/token.ts'
import type { Statement } from '../../c/tree.ts'
import type { Code } from '../../machine/code.ts'
import { Op, width } from '../../machine/opcodes.ts'
import type { Program, ProgramFunction } from '../../machine/program.ts'
import { originOf } from '../model.ts'
import type { AnnotatedScenario, Placed } from './collect.ts'
import { emptyLayout, type Layout } from './evaluator.ts'
import {
  type Expectation,
  eventsIn,
  type Home,
  isOfCalls,
  isOverEvents,
  isOverRun,
  type OwnFunction,
  routinesOf,
} from './expectation.ts'
import type { GivenState } from './isolation.ts'
import { callLayout, frameLayout } from './layouts.ts'
import { type Replacement, replacementsOf } from './replacement.ts'

/** What is asked of the calls of one function. */
export interface FunctionPlan {
  readonly number: number
  readonly entry: ProgramFunction
  /** Clauses that are judged for each of its calls. */
  readonly expectations: number[]
  /** What is asked is decided at its entry. */
  isEntryOnly: boolean
  /** Some clause asks for events of its calls. */
  asksEvents: boolean
  /** Its calls are events; macros that stand for a call of it too. */
  isEvent: boolean
  layout: Layout | undefined
}

/** A place in a body. */
export interface PointPlan {
  readonly expectation: number
  /** `start`: the statement begins; `end`: it is over. */
  readonly kind: 'start' | 'end' | 'before'
  readonly key: string
  readonly layout: Layout
}

/** A use of a function-like macro that a clause names. */
export interface MacroPlan {
  readonly macro: string
}

export interface Plan {
  readonly expectations: readonly Expectation[]
  readonly functions: ReadonlyMap<number, FunctionPlan>
  /** By function, then by instruction. */
  readonly points: ReadonlyMap<number, ReadonlyMap<number, readonly PointPlan[]>>
  readonly macros: ReadonlyMap<number, ReadonlyMap<number, readonly MacroPlan[]>>
  /** Whether anybody asks what is freed, or closed. */
  readonly frees: boolean
  readonly closes: boolean
  /** Whether some clause speaks of the order of events of several threads: they are switched in front of events, too. */
  readonly ordersThreads: boolean
  /** Whether some clause asks for events of the whole run. */
  readonly asksRun: boolean
  /** Whether some clause speaks of instructions. */
  readonly countsSteps: boolean
  /** Clauses that cannot be watched, with why. */
  readonly impossible: ReadonlyMap<number, string>
  /** Events that speak of no call, with what their names mean. */
  readonly loose: readonly LooseEvent[]
  /** Functions that `inject` and `stub` replace, by their numbers. */
  readonly replaced: ReadonlyMap<number, Replacement>
  /** Of an annotation: the host does some of its steps. */
  readonly scenario: AnnotatedScenario | undefined
  /** Of the callback that is called alone. */
  readonly isolated: number | undefined
  /** Of all runs together. */
  readonly given: GivenState
}

export interface LooseEvent {
  readonly event: Event
  readonly layout: Layout
  /** Whose entries and returns are meant. */
  readonly own: string | undefined
}

/** Routines that close a handle, which is their first argument. */
export const closing = ['ZwClose', 'NtClose', 'ObCloseHandle'] as const

/** What a scenario asks, and what it changes. */
export interface Asked {
  readonly expectations: readonly Expectation[]
  readonly injections: readonly Placed<InjectClause>[]
  readonly stubs: readonly Placed<StubClause>[]
  /** Of an annotation. */
  readonly scenario: AnnotatedScenario | undefined
}

export function planOf(program: Program, { expectations, injections, stubs, scenario }: Asked): Plan {
  const planner = new Planner(program, expectations)
  for (const [index, expectation] of expectations.entries()) planner.add(index, expectation)
  const isolated = scenario?.isIsolated ? planner.isolate(scenario.home) : undefined
  const replaced = replacementsOf(program, injections, stubs)
  return { ...planner.plan(), scenario, replaced, isolated, given: { isMet: false, refused: undefined } }
}

class Planner {
  readonly #program: Program
  readonly #expectations: readonly Expectation[]
  readonly #functions = new Map<number, FunctionPlan>()
  readonly #points = new Map<number, Map<number, PointPlan[]>>()
  readonly #macros = new Map<number, Map<number, MacroPlan[]>>()
  readonly #impossible = new Map<number, string>()
  readonly #loose: LooseEvent[] = []
  #frees = false
  #closes = false

  constructor(program: Program, expectations: readonly Expectation[]) {
    this.#program = program
    this.#expectations = expectations
  }

  plan(): Omit<Plan, 'replaced' | 'scenario' | 'isolated' | 'given'> {
    return {
      expectations: this.#expectations,
      functions: this.#functions,
      points: this.#points,
      macros: this.#macros,
      frees: this.#frees,
      closes: this.#closes,
      ordersThreads: this.#expectations.some(ordersThreads),
      asksRun: this.#expectations.some(isOverRun),
      countsSteps: this.#expectations.some(
        ({ property }) => property.kind === 'return-within' && property.unit === 'steps',
      ),
      impossible: this.#impossible,
      loose: this.#loose,
    }
  }

  add(index: number, expectation: Expectation): void {
    const { property, home } = expectation
    for (const routine of routinesOf(property)) this.#routine(index, routine, expectation)
    for (const event of eventsIn(property)) {
      if (comparesMacro(event, home)) this.#impossible.set(index, 'the arguments of a macro are not compared: write _')
      this.#frees ||= event.kind === 'free'
      this.#closes ||= event.kind === 'close'
      if (!isOfCalls(expectation))
        this.#loose.push({ event, layout: emptyLayout(home.unit), own: home.function?.symbol.name })
    }
    if (this.#closes)
      for (const routine of closing) this.#named(routine).map(number => (this.#watch(number).isEvent = true))
    if (home.function !== undefined) this.#own(index, expectation, home.function)
  }

  /** The function is watched, whatever is expected of it. */
  isolate({ unit, function: own }: Home): number | undefined {
    const found = own && (this.#program.find(own.symbol, unit.semantics) ?? this.#named(own.symbol.name)[0])
    if (found === undefined || this.#functionAt(found)?.code === undefined) return undefined
    this.#watch(found).layout ??= callLayout(unit, own!)
    return found
  }

  #own(index: number, { home, property, window }: Expectation, own: OwnFunction): void {
    const found = this.#program.find(own.symbol, home.unit.semantics) ?? this.#named(own.symbol.name)[0]
    const code = found === undefined ? undefined : this.#functionAt(found)?.code
    if (found === undefined || code === undefined) return
    const plan = this.#watch(found)
    plan.expectations.push(index)
    if (window !== 'entry') plan.isEntryOnly = false
    plan.layout ??= callLayout(home.unit, own)
    if (isOverEvents(property)) plan.isEvent = plan.asksEvents = true
    if (home.point !== undefined) this.#point(index, found, code, home.point)
  }

  #functionAt(number: number): ProgramFunction | undefined {
    const entry = this.#program.entries[number]
    return entry?.kind === 'function' ? entry : undefined
  }

  #watch(number: number): FunctionPlan {
    let plan = this.#functions.get(number)
    if (plan === undefined) {
      plan = {
        number,
        entry: this.#functionAt(number)!,
        expectations: [],
        isEntryOnly: true,
        asksEvents: false,
        isEvent: false,
        layout: undefined,
      }
      this.#functions.set(number, plan)
    }
    return plan
  }

  /** Numbers of the functions of that name. */
  #named(name: string): number[] {
    return [...this.#program.entries.keys()].filter(number => this.#functionAt(number)?.name === name)
  }

  // ---- Routines that clauses name ------------------------------------------------------------------------------

  #routine(index: number, name: string, { home }: Expectation): void {
    const macro = home.unit.tables.macros.get(name)
    if (macro?.parameters !== undefined) return this.#macroUses(index, name)
    const expression = macro === undefined ? undefined : home.unit.expression(name, [])
    const means = typeof expression === 'object' && expression.kind === 'identifier' ? expression.name : name
    // Through a pointer a function is called by its own name; what nobody calls is never called.
    for (const number of this.#named(means)) this.#watch(number).isEvent = true
    if (means !== name) this.#impossible.set(index, `'${name}' is a macro for '${means}': write that`)
  }

  #macroUses(index: number, macro: string): void {
    let found = false
    for (const [number, entry] of this.#program.entries.entries()) {
      if (entry.kind !== 'function' || entry.code === undefined || entry.definition === undefined) continue
      if (originOf(writtenAt(entry.definition.first).origin.file) !== 'driver') continue
      let last: Token | undefined
      for (const [i, { first }] of entry.code.sites.entries()) {
        const use = useOf(first, macro)
        if (use !== undefined && use !== last) put(this.#macros, number, i * width, { macro })
        last = use
        found ||= use !== undefined
      }
    }
    if (!found) this.#impossible.set(index, `no code comes out of the macro '${macro}'`)
  }

  // ---- Points --------------------------------------------------------------------------------------------------

  #point(index: number, number: number, code: Code, point: NonNullable<Expectation['home']['point']>): void {
    const { unit } = this.#expectations[index]!.home
    const inside =
      point.where === 'end' && point.statement.kind === 'block' ? point.statement.statements.at(-1) : undefined
    const statement = inside ?? point.statement
    const after = point.where === 'after' || inside !== undefined
    const segments = segmentsOf(code, statement)
    const entry = this.#functionAt(number)!
    const layout = (pc: number) => frameLayout(unit, entry, pc)
    const key = `${index}`
    const place = (pc: number, kind: PointPlan['kind'], scope = pc) =>
      put(this.#points, number, pc, { expectation: index, kind, key, layout: layout(scope) })
    if (segments.length === 0 || (point.where === 'end' && inside === undefined)) {
      const next = nextStatement(code, endOf(writtenAt(statement.last)))
      if (next !== undefined) place(next, 'before')
      return
    }
    const isLoop = statement.kind === 'while' || statement.kind === 'do' || statement.kind === 'for'
    for (const { start, end } of segments) {
      if (after || isLoop) place(start, 'start')
      if (after) place(end, 'end', end - width)
      else if (isLoop) place(end, 'end', end - width)
      else place(start, 'before')
    }
  }
}

/** What is passed to a macro is text, which has no value of its own. */
function comparesMacro(event: Event, { unit }: Home): boolean {
  if (event.kind !== 'call' || event.arguments?.some(each => each !== undefined) !== true) return false
  return unit.tables.macros.get(event.routine.name)?.parameters !== undefined
}

function put<T>(table: Map<number, Map<number, T[]>>, number: number, pc: number, value: T): void {
  let own = table.get(number)
  if (own === undefined) table.set(number, (own = new Map()))
  own.set(pc, [...(own.get(pc) ?? []), value])
}

/** The use of the macro that the token came out of, as it was written. */
function useOf(token: Token, macro: string): Token | undefined {
  for (let expansion = token.expansion; expansion !== undefined; expansion = expansion.outer ?? expansion.use.expansion)
    if (expansion.macro.name === macro) return expansion.use
  return undefined
}

/** Instructions of the statement; a finalizer's are there more than once. `end` is where control goes behind it. */
function segmentsOf(code: Code, statement: Statement): { start: number; end: number }[] {
  const [first, last] = [writtenAt(statement.first), writtenAt(statement.last)]
  const [from, to] = [startOf(first), endOf(last)]
  const segments: { start: number; end: number }[] = []
  for (const [i, site] of code.sites.entries()) {
    const token = writtenAt(site.first)
    const at = startOf(token)
    if (token.origin.file !== first.origin.file || at < from || at >= to) continue
    const open = segments.at(-1)
    if (open?.end === i * width) open.end += width
    else segments.push({ start: i * width, end: (i + 1) * width })
  }
  return segments.map(({ start, end }) => ({ start, end: trimmed(code, statement, start, end) }))
}

/** What leaves the block behind the statement, or goes back in a loop, has its place too. */
function trimmed({ instructions }: Code, statement: Statement, start: number, end: number): number {
  const jumps = jumping.has(innermostLast(statement).kind)
  let to = end
  for (let op = instructions[to - width]; to - width > start; op = instructions[to - width]) {
    if (op !== Op.EndLocal && (op !== Op.Jump || jumps)) break
    to -= width
  }
  return to
}

const jumping: ReadonlySet<string> = new Set(['goto', 'break', 'continue', 'leave', 'return'])

function innermostLast(statement: Statement): Statement {
  if (statement.kind === 'block') {
    const last = statement.statements.at(-1)
    return last === undefined ? statement : innermostLast(last)
  }
  if (statement.kind === 'if') return innermostLast(statement.otherwise ?? statement.then)
  return statement
}

function nextStatement(code: Code, from: number): number | undefined {
  let nearest: { pc: number; at: number } | undefined
  for (const [pc, site] of code.statements) {
    const at = startOf(writtenAt(site.first))
    if (at >= from && (nearest === undefined || at < nearest.at)) nearest = { pc, at }
  }
  return nearest?.pc
}

/** Does it matter to the clause in which order threads come? What happens how often does not depend on it. */
function ordersThreads({ window, property }: Expectation): boolean {
  if (window !== 'run') return false
  if (property.kind === 'order') return property.routines.length > 1
  if (property.kind === 'event') return property.relation !== undefined || isNumbered(property.event)
  return property.kind === 'never' && (property.relation !== undefined || isNumbered(property.event))
}

function isNumbered(event: Event): boolean {
  return event.kind === 'call' && event.occurrence !== undefined
}
