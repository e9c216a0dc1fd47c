// The clauses of an annotation as a tree. The grammar stands above the functions of clauseParser.ts and propertyReader.ts,
// print.ts makes text of a clause again.

/** Offsets in the text that the clause was read from; relative to the origin of its annotation. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A NAME, FUNC or PARAM of the grammar. */
export interface Name extends Span {
  readonly name: string
}

/** A string, raw: `value` is what stands between the quotes, the span includes them. */
export interface Text extends Span {
  readonly value: string
}

export type Clause =
  | ScenarioClause
  | GivenClause
  | StepClause
  | InjectClause
  | StubClause
  | ExploreClause
  | ExpectClause
  | AllowClause

export interface ScenarioClause extends Span {
  readonly kind: 'scenario'
  readonly name: Text
}

export interface GivenClause extends Span {
  readonly kind: 'given'
  readonly settings: readonly Setting[]
}

export type Setting = Span &
  (
    | { readonly kind: 'value'; readonly target: Expr; readonly value: Expr }
    | { readonly kind: 'refs'; readonly object: Expr; readonly count: number }
    | { readonly kind: 'process'; readonly process: Process }
    /** A level's name or number, as written. */
    | { readonly kind: 'irql'; readonly level: Name }
    | { readonly kind: 'profile'; readonly profile: 'callback-page' | 'function-page' }
  )

export type Process = 'user' | 'system'
export type Who = 'user' | 'system' | 'worker'

export interface StepClause extends Span {
  readonly kind: 'step'
  readonly thread: Name | undefined
  readonly step: Step
}

export type Step =
  | {
      readonly kind: 'connect'
      readonly server: Text | undefined
      readonly as: Name | undefined
      readonly by: Who | undefined
    }
  | {
      readonly kind: 'open' | 'close'
      readonly count: number | 'all' | undefined
      readonly on: Name | undefined
      readonly by: Who | undefined
    }
  | {
      readonly kind: 'delete' | 'disconnect' | 'finalize'
      readonly connection: Name | undefined
      readonly forced: boolean
      readonly by: Who | undefined
    }
  | { readonly kind: 'stop' | 'unload' }
  | { readonly kind: 'elapse'; readonly time: Duration }
  /** Until the first thing is due that somebody waits for or has set; a step of built-in scenarios alone, without a form of its own. */
  | { readonly kind: 'due' }
  /** The next timer expires while others run; as `due`. */
  | { readonly kind: 'expire' }
  | { readonly kind: 'check'; readonly condition: Expr }
  | {
      readonly kind: 'call'
      readonly routine: Name
      readonly arguments: readonly Expr[]
      readonly by: Who | undefined
    }

export interface Duration {
  readonly amount: number
  readonly unit: 'ms' | 's'
}

/** `each`: one run a call; a number: that call alone, from 1; undefined: every call. */
export type Occurrence = 'each' | number | undefined

export interface InjectClause extends Span {
  readonly kind: 'inject'
  readonly fault:
    | {
        readonly kind: 'allocation' | 'post'
        readonly byRdbss: boolean
        readonly at: Occurrence
      }
    /** `value` undefined: fails. */
    | { readonly kind: 'routine'; readonly routine: Name; readonly value: Expr | undefined; readonly at: Occurrence }
}

export interface StubClause extends Span {
  readonly kind: 'stub'
  readonly routine: Name
  /** Alternatives, each with all of its effects. */
  readonly outcomes: readonly (readonly Effect[])[]
}

export type Effect =
  | { readonly kind: 'returns'; readonly value: Expr }
  | { readonly kind: 'takes'; readonly time: Duration }
  /** The parameter's name, or its number from 1. */
  | { readonly kind: 'frees'; readonly parameter: Name }
  | { readonly kind: 'sets'; readonly target: Expr; readonly value: Expr }
  | { readonly kind: 'blocks' }

export interface ExploreClause extends Span {
  readonly kind: 'explore'
  readonly how:
    | { readonly kind: 'all'; readonly preemptions: number | undefined }
    | { readonly kind: 'random'; readonly runs: number; readonly seed: number | undefined }
    | { readonly kind: 'schedule'; readonly schedule: Text }
}

export interface ExpectClause extends Span {
  readonly kind: 'expect'
  readonly property: Property
  readonly when: Expr | undefined
  readonly scenario: Text | undefined
}

export type Property =
  | { readonly kind: 'expression'; readonly condition: Expr }
  | { readonly kind: 'unchanged'; readonly target: Expr }
  | { readonly kind: 'return-in'; readonly values: readonly Expr[] }
  | { readonly kind: 'return-within'; readonly limit: number; readonly unit: 'ms' | 's' | 'steps' }
  | { readonly kind: 'no'; readonly what: 'leaks' | 'deadlock' | 'race'; readonly on: Expr | undefined }
  | {
      readonly kind: 'event'
      readonly event: Event
      readonly count: Count | undefined
      readonly on: 'worker' | 'caller' | undefined
      readonly relation: Relation | undefined
    }
  | { readonly kind: 'never'; readonly event: Event; readonly relation: Relation | undefined }
  | { readonly kind: 'order'; readonly routines: readonly Name[] }
  | {
      readonly kind: 'holds'
      readonly negated: boolean
      readonly lock: Expr
      readonly mode: 'exclusive' | 'shared' | undefined
    }

/** How often: `maximum` undefined means any number. */
export interface Count {
  readonly minimum: number
  readonly maximum: number | undefined
}

export type Relation =
  | { readonly kind: 'before' | 'after'; readonly event: Event }
  | { readonly kind: 'during'; readonly routine: Name }

export type Event =
  | {
      readonly kind: 'call'
      readonly routine: Name
      readonly occurrence: number | undefined
      /** undefined in the list: `_`, anything. Undefined as a whole: no list was written. */
      readonly arguments: readonly (Expr | undefined)[] | undefined
    }
  | { readonly kind: 'free' | 'close'; readonly value: Expr }
  | { readonly kind: 'entry' | 'return' }

export interface AllowClause extends Span {
  readonly kind: 'allow'
  readonly code: Name
  readonly reason: Text
}

// ---- Expressions ----------------------------------------------------------------------------------------------

export type PseudoName = 'return' | 'irql' | 'thread' | 'process'
export type Query = 'refs' | 'old' | 'freed' | 'held'

/** A C conditional expression with the names that only annotations have. */
export type Expr = Span &
  /** `escaped`: written `\irql`, so that it is the name of C. */
  (
    | { readonly kind: 'name'; readonly name: string; readonly escaped: boolean }
    | { readonly kind: 'pseudo'; readonly name: PseudoName }
    | { readonly kind: 'query'; readonly query: Query; readonly operand: Expr }
    | { readonly kind: 'number' | 'character'; readonly text: string }
    | { readonly kind: 'string'; readonly prefix: string; readonly value: string }
    | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expr }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'conditional'; readonly test: Expr; readonly then: Expr; readonly otherwise: Expr }
    | { readonly kind: 'member'; readonly object: Expr; readonly arrow: boolean; readonly member: Name }
    | { readonly kind: 'index'; readonly array: Expr; readonly index: Expr }
    | {
        readonly kind: 'call'
        readonly callee: Name
        readonly escaped: boolean
        readonly arguments: readonly Expr[]
      }
    | { readonly kind: 'cast'; readonly type: TypeName; readonly operand: Expr }
    | { readonly kind: 'sizeof'; readonly operand: Expr | TypeName }
    | { readonly kind: 'parenthesized'; readonly inner: Expr }
  )

export type UnaryOperator = '+' | '-' | '!' | '~' | '*' | '&'

/** `struct _X *`: its words, then so many stars. */
export interface TypeName extends Span {
  readonly kind: 'type'
  readonly words: readonly Name[]
  readonly pointers: number
}

export function spanOf({ start, end }: Span): Span {
  return { start, end }
}

/** Every expression that stands in the clause by itself, in order: not those inside of others. */
export function expressionsOf(clause: Clause): Expr[] {
  switch (clause.kind) {
    case 'given':
      return clause.settings.flatMap(settingExpressions)
    case 'step':
      if (clause.step.kind === 'check') return [clause.step.condition]
      return clause.step.kind === 'call' ? [...clause.step.arguments] : []
    case 'inject':
      return clause.fault.kind === 'routine' ? present(clause.fault.value) : []
    case 'expect':
      return [...propertyExpressions(clause.property), ...present(clause.when)]
  }
  return []
}

function settingExpressions(setting: Setting): Expr[] {
  if (setting.kind === 'value') return [setting.target, setting.value]
  return setting.kind === 'refs' ? [setting.object] : []
}

function propertyExpressions(property: Property): Expr[] {
  switch (property.kind) {
    case 'expression':
      return [property.condition]
    case 'unchanged':
      return [property.target]
    case 'return-in':
      return [...property.values]
    case 'no':
      return present(property.on)
    case 'holds':
      return [property.lock]
    case 'event':
    case 'never':
      return eventsOf(property).flatMap(eventExpressions)
  }
  return []
}

/** The events that a property speaks of. */
export function eventsOf(property: Property): Event[] {
  if (property.kind !== 'event' && property.kind !== 'never') return []
  const { event, relation } = property
  return relation === undefined || relation.kind === 'during' ? [event] : [event, relation.event]
}

function eventExpressions(event: Event): Expr[] {
  if (event.kind === 'free' || event.kind === 'close') return [event.value]
  return event.kind === 'call' ? present(...(event.arguments ?? [])) : []
}

/** The expressions directly below. */
export function partsOf(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'query':
    case 'unary':
    case 'cast':
      return [expr.operand]
    case 'binary':
      return [expr.left, expr.right]
    case 'conditional':
      return [expr.test, expr.then, expr.otherwise]
    case 'member':
      return [expr.object]
    case 'index':
      return [expr.array, expr.index]
    case 'call':
      return [...expr.arguments]
    case 'sizeof':
      return expr.operand.kind === 'type' ? [] : [expr.operand]
    case 'parenthesized':
      return [expr.inner]
  }
  return []
}

function present<T>(...values: (T | undefined)[]): T[] {
  return values.filter(value => value !== undefined)
}
