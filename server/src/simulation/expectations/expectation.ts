// What has to hold, as data: a clause with the place that it was written at, and what its names mean there. A clause in front
// of the first scenario, one in a body and what SAL says hold in every run; the others in their scenario.
import type { Annotation } from '../../annotations/annotations.ts'
import type { Point } from '../../annotations/attachment.ts'
import {
  type Clause,
  type Event,
  type ExpectClause,
  type Expr,
  eventsOf,
  expressionsOf,
  type Property,
  partsOf,
  type Span,
} from '../../annotations/clause.ts'
import { functionOf } from '../../c/predicates.ts'
import type { Symbol } from '../../c/symbol.ts'
import { type Token, TokenFlags, TokenKind } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { FunctionDefinition } from '../../c/tree.ts'
import type { Type } from '../../c/types.ts'
import type { Site } from '../../machine/fault.ts'

export interface Parameter {
  readonly name: string
  readonly type: Type
}

/** The function that a group of annotations belongs to. */
export interface OwnFunction {
  readonly symbol: Symbol
  readonly parameters: readonly Parameter[]
  readonly returns: Type
}

/** Where a clause stands, and so what its names mean. */
export interface Home {
  readonly unit: TranslationUnit
  /** Undefined: the group belongs to the file. */
  readonly function: OwnFunction | undefined
  /** Inside of a body. */
  readonly point: Point | undefined
}

/** `inspected`: whoever calls the function looks at what it returns, as only SAL can say. */
export type Expected = Property | { readonly kind: 'inspected' }

export interface Expectation {
  readonly property: Expected
  readonly when: Expr | undefined
  /** Of the scenario that it is restricted to. */
  readonly only: string | undefined
  /** As the author would write it. */
  readonly text: string
  readonly site: Site
  readonly home: Home
  /** `run`: over the whole run; `call`: over each call of the function; `entry`: at each entry of it; `step`: once. */
  readonly window: 'run' | 'call' | 'entry' | 'step'
  /** It holds in every run that reaches it. */
  readonly isContract: boolean
  /** As a clause; SAL says others. */
  readonly isWritten: boolean
}

export function homeOf({ attachment }: Annotation, unit: TranslationUnit): Home {
  if (attachment.kind === 'function')
    return { unit, function: ownFunction(attachment.symbol, attachment.definition), point: undefined }
  if (attachment.kind !== 'point') return { unit, function: undefined, point: undefined }
  const { function: definition } = attachment
  return { unit, function: ownFunction(definition.symbol, definition), point: attachment }
}

export function ownFunction(symbol: Symbol, definition: FunctionDefinition | undefined): OwnFunction | undefined {
  const type = functionOf(symbol.type)
  if (type === undefined) return undefined
  const declared = definition?.parameters ?? type.parameters
  const parameters = declared.map(({ name, type: own }, i) => ({ name: name ?? `${unnamed}${i}`, type: own }))
  return { symbol, parameters, returns: type.returns }
}

/** Begins the names of parameters that have none; nobody can write it in C. */
const unnamed = 'parameter '

/** A place of an annotation, as the machine names places. */
export function clauseSite({ origin }: Pick<Annotation, 'origin'>, { start, end }: Span): Site {
  const token: Token = {
    kind: TokenKind.Identifier,
    flags: TokenFlags.None,
    text: '',
    origin,
    start,
    end,
    expansion: undefined,
    vanished: undefined,
  }
  return { first: token, last: token, function: '' }
}

// ---- What a clause speaks of -----------------------------------------------------------------------------------

/** Is it judged once for each call of the function, with that call's values? */
export function isOfCalls({ property, when, home, window }: Expectation): boolean {
  if (home.function === undefined) return false
  if (window !== 'run' || when !== undefined || !isOverEvents(property)) return true
  return expressionsIn(property).some(expr => namesCall(expr, home.function!))
}

export function isOverEvents(property: Expected): boolean {
  return property.kind === 'event' || property.kind === 'never' || property.kind === 'order' || property.kind === 'no'
}

/** Does it ask what happens in the whole run, so that only the end of the run decides it? */
export function isOverRun({ property, window, isContract }: Expectation): boolean {
  return isOverEvents(property) && property.kind !== 'no' && (window === 'run' || !isContract)
}

/** Does it name a parameter, `old` or `return`? */
export function namesCall(expr: Expr, own: OwnFunction): boolean {
  if (expr.kind === 'name') return !expr.escaped && own.parameters.some(({ name }) => name === expr.name)
  if (expr.kind === 'query' && expr.query === 'old') return true
  if (expr.kind === 'pseudo' && expr.name === 'return') return true
  return partsOf(expr).some(part => namesCall(part, own))
}

export function expressionsIn(property: Expected): Expr[] {
  return property.kind === 'inspected' ? [] : expressionsOf(asClause(property))
}

function asClause(property: Property): Clause & ExpectClause {
  return { kind: 'expect', property, when: undefined, scenario: undefined, start: 0, end: 0 }
}

/** Functions whose calls it speaks of. */
export function routinesOf(property: Expected): string[] {
  if (property.kind === 'inspected') return []
  if (property.kind === 'order') return property.routines.map(({ name }) => name)
  const during =
    (property.kind === 'event' || property.kind === 'never') && property.relation?.kind === 'during'
      ? [property.relation.routine.name]
      : []
  return [...eventsOf(property).flatMap(event => (event.kind === 'call' ? [event.routine.name] : [])), ...during]
}

/** The events that it speaks of. */
export function eventsIn(property: Expected): Event[] {
  return property.kind === 'inspected' ? [] : eventsOf(property)
}
