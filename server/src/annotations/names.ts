// Names that nothing has (MRX102), as far as the unit shows it: parameters, locals, globals, macros, functions, members,
// connections, threads and scenarios. Where an include was not found nothing is said of names that it may declare.
import { findMember, isWhole } from '../c/members.ts'
import { arrayOf, functionOf, pointerOf, recordOf } from '../c/predicates.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Type } from '../c/types.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { nearest } from '../text/spelling.ts'
import type { Annotation } from './annotations.ts'
import {
  type Clause,
  type Effect,
  type Event,
  type Expr,
  eventsOf,
  expressionsOf,
  type Name,
  partsOf,
  type Span,
  type StubClause,
  type TypeName,
} from './clause.ts'
import type { ClauseProblem } from './clauseReader.ts'
import { pseudoNames, queries, typeWords } from './expressionReader.ts'
import { localsAt, parametersOf } from './scope.ts'

/** What lies outside of the unit. */
export interface KnownNames {
  /** A function of another file of the driver, or one that has a page. */
  isFunction(name: string): boolean
  /** Names of scenarios of the driver. */
  readonly scenarios: ReadonlySet<string>
  /** Every include was found, so that a name that is missing is missing. */
  readonly complete: boolean
}

export const irqlLevels = [
  'PASSIVE_LEVEL',
  'LOW_LEVEL',
  'APC_LEVEL',
  'DISPATCH_LEVEL',
  'CLOCK_LEVEL',
  'IPI_LEVEL',
  'POWER_LEVEL',
  'PROFILE_LEVEL',
  'HIGH_LEVEL',
] as const

/** Words that every header of the kernel defines. */
const constants = ['NULL', 'TRUE', 'FALSE', ...irqlLevels]

export function nameProblems(annotation: Annotation, unit: TranslationUnit, known: KnownNames): ClauseProblem[] {
  return new NameCheck(annotation, unit, known).problems
}

class NameCheck {
  readonly problems: ClauseProblem[] = []
  readonly #unit: TranslationUnit
  readonly #known: KnownNames
  /** Parameters and locals. */
  readonly #near: ReadonlyMap<string, Type | undefined>
  readonly #threads = new Set<string>(['worker', 'caller'])
  #connections = new Set<string>()

  constructor(annotation: Annotation, unit: TranslationUnit, known: KnownNames) {
    this.#unit = unit
    this.#known = known
    this.#near = nearNames(annotation)
    for (const clause of annotation.clauses)
      if (clause.kind === 'step' && clause.thread !== undefined) this.#threads.add(clause.thread.name)
    for (const clause of annotation.clauses) this.#clause(clause)
  }

  #clause(clause: Clause): void {
    switch (clause.kind) {
      case 'scenario':
        this.#connections = new Set()
        break
      case 'given':
        for (const setting of clause.settings) if (setting.kind === 'irql') this.#level(setting.level)
        break
      case 'step':
        this.#step(clause.step)
        break
      case 'inject':
        if (clause.fault.kind === 'routine') this.#routine(clause.fault.routine)
        break
      case 'stub':
        this.#stub(clause)
        break
      case 'expect':
        this.#property(clause)
    }
    for (const expr of expressionsOf(clause)) this.#expression(expr, new Set())
  }

  #step(step: (Clause & { kind: 'step' })['step']): void {
    if (step.kind === 'connect' && step.as !== undefined) this.#connections.add(step.as.name)
    if ('on' in step && step.on !== undefined) this.#connection(step.on)
    if ('connection' in step && step.connection !== undefined) this.#connection(step.connection)
    if (step.kind === 'call') this.#routine(step.routine)
  }

  #connection(name: Name): void {
    if (this.#connections.has(name.name)) return
    this.#unknown('connection', name, [...this.#connections, 'forced'], "; a connection gets its name by 'connect as'")
  }

  #property({ property, scenario }: Clause & { kind: 'expect' }): void {
    for (const event of eventsOf(property)) this.#event(event)
    if ((property.kind === 'event' || property.kind === 'never') && property.relation?.kind === 'during')
      this.#routine(property.relation.routine)
    if (property.kind === 'order') for (const routine of property.routines) this.#routine(routine)
    if (scenario !== undefined && !this.#known.scenarios.has(scenario.value)) {
      const { start, end, value } = scenario
      this.#unknown('scenario', { name: value, start, end }, this.#known.scenarios, '', name => `"${name}"`)
    }
  }

  #event(event: Event): void {
    if (event.kind === 'call') this.#routine(event.routine)
  }

  #level(level: Name): void {
    if (/^\d+$/.test(level.name) ? Number(level.name) <= 31 : this.#isDeclared(level.name)) return
    this.#unknown('level', level, irqlLevels, '; levels are PASSIVE_LEVEL, APC_LEVEL, DISPATCH_LEVEL')
  }

  // ---- Functions -------------------------------------------------------------------------------------------------

  #routine(routine: Name): void {
    const { name } = routine
    const { symbols, macros } = this.#unit.tables
    const symbol = symbols.get(name)
    if (symbol?.kind === 'function' || macros.has(name) || this.#known.isFunction(name)) return
    // A pointer to a function is called by its own name too.
    if (symbol !== undefined && pointerOf(symbol.type) !== undefined) return
    if (!this.#known.complete) return
    this.#unknown('function', routine, this.#candidates(name, 'function'))
  }

  #stub({ routine, outcomes }: StubClause): void {
    this.#routine(routine)
    const symbol = this.#unit.tables.symbols.get(routine.name)
    const parameters = symbol === undefined ? undefined : functionOf(symbol.type)
    const names = parameters?.parameters.map(({ name }) => name)
    const scope = new Set(names?.filter(name => name !== undefined))
    for (const effect of outcomes.flat()) this.#effect(effect, names, scope)
  }

  #effect(effect: Effect, names: readonly (string | undefined)[] | undefined, scope: ReadonlySet<string>): void {
    if (effect.kind === 'returns' || effect.kind === 'sets') this.#expression(effect.value, scope)
    if (effect.kind === 'sets') this.#expression(effect.target, scope)
    if (effect.kind !== 'frees' || names === undefined) return
    const { name } = effect.parameter
    const found = /^\d+$/.test(name) ? Number(name) <= names.length : names.includes(name)
    // Prototypes need not name their parameters.
    if (!found && (/^\d/.test(name) || !names.includes(undefined))) this.#unknown('parameter', effect.parameter, scope)
  }

  // ---- Expressions -----------------------------------------------------------------------------------------------

  /** `more`: names that are in scope besides, the parameters of a stub's function. */
  #expression(expr: Expr, more: ReadonlySet<string>): void {
    if (expr.kind === 'binary' && this.#comparison(expr, more)) return
    if (expr.kind === 'name') this.#name(expr, more)
    if (expr.kind === 'call') this.#callee(expr)
    if (expr.kind === 'cast') this.#typeName(expr.type)
    if (expr.kind === 'sizeof' && expr.operand.kind === 'type') this.#typeName(expr.operand)
    if (expr.kind === 'member') this.#member(expr)
    for (const part of partsOf(expr)) this.#expression(part, more)
  }

  /** `thread == a` and `process == user` have names of their own. */
  #comparison({ left, right }: Expr & { kind: 'binary' }, more: ReadonlySet<string>): boolean {
    const pseudo = [left, right].find(each => each.kind === 'pseudo')
    const other = pseudo === left ? right : left
    if (pseudo?.kind !== 'pseudo' || other.kind !== 'name' || other.escaped) return false
    const words = { thread: this.#threads, process: new Set(['user', 'system']) }[pseudo.name as string]
    if (words === undefined || words.has(other.name)) return words !== undefined
    if (this.#isDeclared(other.name) || more.has(other.name)) return false
    this.#unknown(pseudo.name, other, words)
    return true
  }

  #name(expr: Expr & { kind: 'name' }, more: ReadonlySet<string>): void {
    if (more.has(expr.name) || this.#isDeclared(expr.name) || !this.#known.complete) return
    this.#unknown('name', expr, this.#candidates(expr.name, 'value', more))
  }

  #isDeclared(name: string): boolean {
    if (this.#near.has(name) || constants.includes(name)) return true
    const { symbols, macros } = this.#unit.tables
    return symbols.has(name) || macros.has(name)
  }

  #callee({ callee }: Expr & { kind: 'call' }): void {
    const { symbols, macros } = this.#unit.tables
    if (macros.has(callee.name) || this.#near.has(callee.name)) return
    const symbol = symbols.get(callee.name)
    const isOwn = symbol?.kind === 'function' && symbol.defined && !isBundled(symbol.token.origin.file)
    if (isOwn || (symbol === undefined && this.#known.isFunction(callee.name)))
      this.#tell(`Expressions call no functions of the driver: '${callee.name}' is one.`, undefined, callee)
    else if (symbol === undefined && this.#known.complete)
      this.#unknown('function', callee, [...queries, ...this.#candidates(callee.name, 'function')])
  }

  #typeName({ words }: TypeName): void {
    const { symbols, tags } = this.#unit.tables
    for (const [i, word] of words.entries()) {
      if (typeWords.has(word.name) || !this.#known.complete) continue
      const isTag = i > 0 && ['struct', 'union', 'enum'].includes(words[i - 1]!.name)
      if (isTag ? tags.has(word.name) : symbols.get(word.name)?.kind === 'typedef') continue
      if (this.#unit.tables.macros.has(word.name)) continue
      this.#unknown('type', word, isTag ? tags.keys() : this.#candidates(word.name, 'type'))
    }
  }

  #member({ object, arrow, member }: Expr & { kind: 'member' }): void {
    const type = this.#typeOf(object)
    const record = type && recordOf(arrow ? (pointerOf(type)?.to ?? arrayOf(type)?.of ?? type) : type)
    if (record === undefined || !isWhole(record, this.#unit.semantics)) return
    if (findMember(record, member.name, this.#unit.semantics) !== undefined) return
    const names = this.#unit.semantics.body(record)!.members.flatMap(({ name }) => name ?? [])
    this.#unknown('member', member, names)
  }

  /** Undefined: not known. */
  #typeOf(expr: Expr): Type | undefined {
    switch (expr.kind) {
      case 'name': {
        const near = this.#near.get(expr.name)
        if (this.#near.has(expr.name) || this.#unit.tables.macros.has(expr.name)) return near
        const symbol = this.#unit.tables.symbols.get(expr.name)
        return symbol?.kind === 'object' ? symbol.type : undefined
      }
      case 'parenthesized':
        return this.#typeOf(expr.inner)
      case 'query':
        return expr.query === 'old' ? this.#typeOf(expr.operand) : undefined
      case 'member': {
        const type = this.#typeOf(expr.object)
        const record = type && recordOf(expr.arrow ? (pointerOf(type)?.to ?? type) : type)
        return record && findMember(record, expr.member.name, this.#unit.semantics)?.type
      }
      case 'unary': {
        const type = expr.operator === '*' ? this.#typeOf(expr.operand) : undefined
        return type && (pointerOf(type)?.to ?? arrayOf(type)?.of)
      }
      case 'index': {
        const type = this.#typeOf(expr.array)
        return type && (pointerOf(type)?.to ?? arrayOf(type)?.of)
      }
      case 'cast': {
        const { words, pointers } = expr.type
        const symbol = words.length === 1 && pointers === 0 ? this.#unit.tables.symbols.get(words[0]!.name) : undefined
        return symbol?.kind === 'typedef' ? symbol.type : undefined
      }
    }
    return undefined
  }

  // ---- Telling ---------------------------------------------------------------------------------------------------

  /** Names that may have been meant: those at hand first, then all of the unit that begin alike. */
  #candidates(name: string, what: 'value' | 'function' | 'type', more: Iterable<string> = []): string[] {
    const near = what === 'value' ? [...more, ...this.#near.keys(), ...pseudoNames, ...constants] : []
    if (nearest(name, near) !== undefined) return near
    const { symbols, macros } = this.#unit.tables
    const alike = (each: string) =>
      Math.abs(each.length - name.length) <= 2 && each[0]?.toLowerCase() === name[0]?.toLowerCase()
    const kinds = { value: ['object', 'enumerator'], function: ['function'], type: ['typedef'] }[what]
    const found = [...symbols.values()].filter(each => alike(each.name) && kinds.includes(each.kind))
    return [...found.map(each => each.name), ...(what === 'type' ? [] : [...macros.keys()].filter(alike))]
  }

  #unknown(
    what: string,
    place: Span & { readonly name: string },
    known: Iterable<string>,
    otherwise = '',
    written: (name: string) => string = name => name,
  ): void {
    const meant = nearest(place.name, known)
    const hint = meant === undefined ? otherwise : `; did you mean '${meant}'?`
    this.#tell(`Unknown ${what} '${place.name}'${hint}`, meant === undefined ? undefined : written(meant), place)
  }

  #tell(message: string, replacement: string | undefined, { start, end }: Span): void {
    const text = /[.?!]$/.test(message) ? message : `${message}.`
    this.problems.push({ message: text, replacement, words: [], start, end })
  }
}

const near = new WeakMap<Annotation, ReadonlyMap<string, Type | undefined>>()

/** Parameters and locals, which an annotation keeps as long as its chunk is not read again. */
function nearNames(annotation: Annotation): ReadonlyMap<string, Type | undefined> {
  let names = near.get(annotation)
  if (names === undefined) near.set(annotation, (names = namesAround(annotation)))
  return names
}

function namesAround({ attachment }: Annotation): ReadonlyMap<string, Type | undefined> {
  if (attachment.kind === 'function') return parametersOf(attachment.symbol, attachment.definition)
  return attachment.kind === 'point' ? localsAt(attachment) : new Map()
}
