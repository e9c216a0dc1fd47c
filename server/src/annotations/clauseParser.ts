// The clauses of annotations, version 1. Each function carries its part of the grammar; what the clauses mean is not decided
// here. Nothing throws: a clause that is not right has one problem, at the word where it goes wrong.
import type {
  AllowClause,
  Clause,
  Duration,
  Effect,
  ExpectClause,
  ExploreClause,
  GivenClause,
  InjectClause,
  Name,
  Occurrence,
  ScenarioClause,
  Setting,
  Span,
  Step,
  StepClause,
  StubClause,
  Who,
} from './clause.ts'
import type { ClauseProblem, SourceLine } from './clauseReader.ts'
import { PropertyReader } from './propertyReader.ts'

export interface ParsedClause {
  /** Undefined: see `problem`. */
  readonly clause: Clause | undefined
  readonly problem: ClauseProblem | undefined
}

export const clauseWords = ['scenario', 'given', 'thread', 'inject', 'stub', 'explore', 'expect', 'allow'] as const
export const stepWords = [
  'connect',
  'open',
  'close',
  'delete',
  'disconnect',
  'finalize',
  'stop',
  'unload',
  'elapse',
  'check',
  'call',
] as const
const callers = ['user', 'system', 'worker'] as const

export interface ClauseOptions {
  /** Does the unit know the name as a type? Decides what `(A) & b` means. */
  readonly isType?: (name: string) => boolean
}

/** One clause, without `@mrx`. */
export function parseClause(source: string | SourceLine, { isType }: ClauseOptions = {}): ParsedClause {
  const line = typeof source === 'string' ? { text: source, offset: (index: number) => index } : source
  const parser = new ClauseParser(line, isType)
  const clause = parser.clause()
  return parser.problem === undefined ? { clause, problem: undefined } : { clause: undefined, problem: parser.problem }
}

/** A stub clause as a configuration holds it: its first word may be missing. */
export function parseStub(text: string): ParsedClause {
  return parseClause(/^\s*stub\s+[A-Za-z_]/.test(text) ? text : `stub ${text}`)
}

class ClauseParser extends PropertyReader {
  /** clause = scenario | given | [ thread ] step | inject | stub | explore | expect | allow */
  clause(): Clause {
    const { start } = this.token
    const clause = this.#clause(start)
    if (!this.atEnd) this.unexpected()
    return clause
  }

  #clause(start: number): Clause {
    const kind = this.acceptOne(clauseWords)
    switch (kind) {
      case 'scenario':
        return this.#scenario(start)
      case 'given':
        return this.#given(start)
      case 'thread':
        return this.#threadStep(start)
      case 'inject':
        return this.#inject(start)
      case 'stub':
        return this.#stub(start)
      case 'explore':
        return this.#explore(start)
      case 'expect':
        return this.#expect(start)
      case 'allow':
        return this.#allow(start)
    }
    return this.#step(start, undefined)
  }

  /** scenario = "scenario" STRING */
  #scenario(start: number): ScenarioClause {
    const name = this.string("the scenario's name in quotes")
    if (this.problem === undefined && name.value.trim() === '') this.fail('A scenario needs a name.', undefined, name)
    return { kind: 'scenario', name, ...this.spanFrom(start) }
  }

  // ---- given -----------------------------------------------------------------------------------------------------

  /** given = "given" setting { "," setting } */
  #given(start: number): GivenClause {
    const settings: Setting[] = []
    do settings.push(this.#setting())
    while (this.accept(','))
    return { kind: 'given', settings, ...this.spanFrom(start) }
  }

  /** setting = lvalue "=" expr | "refs" "(" expr ")" "=" NUM | "process" "=" … | "irql" "=" LEVEL | "profile" "=" … */
  #setting(): Setting {
    const { start } = this.token
    switch (this.acceptOne(['refs', 'process', 'irql', 'profile'])) {
      case 'refs': {
        this.expect('(')
        const object = this.expression()
        this.expect(')')
        this.assigns()
        return { kind: 'refs', object, count: this.count(), ...this.spanFrom(start) }
      }
      case 'process':
        this.assigns()
        return { kind: 'process', process: this.expectOne(['user', 'system']), ...this.spanFrom(start) }
      case 'irql':
        this.assigns()
        return { kind: 'irql', level: this.#level(), ...this.spanFrom(start) }
      case 'profile':
        this.assigns()
        return { kind: 'profile', profile: this.#profile(), ...this.spanFrom(start) }
    }
    const target = this.lvalue()
    this.assigns()
    const value = this.expression()
    return { kind: 'value', target, value, ...this.spanFrom(start) }
  }

  /** LEVEL, as `APC_LEVEL` or 1 */
  #level(): Name {
    if (this.token.kind !== 'number') return this.anyName('a level as APC_LEVEL')
    const { start } = this.token
    const level = this.count()
    return { name: String(level), ...this.spanFrom(start) }
  }

  /** "callback-page" | "function-page" */
  #profile(): 'callback-page' | 'function-page' {
    const first = this.expectOne(['callback', 'function'])
    this.expect('-')
    this.expectWord('page')
    return `${first}-page`
  }

  // ---- Steps -----------------------------------------------------------------------------------------------------

  /** "thread" NAME ":" step */
  #threadStep(start: number): StepClause {
    const thread = this.name('a name for the thread')
    this.expect(':')
    return this.#step(start, thread)
  }

  #step(start: number, thread: Name | undefined): StepClause {
    return { kind: 'step', thread, step: this.#stepItself(), ...this.spanFrom(start) }
  }

  #stepItself(): Step {
    const kind = this.expectOne(stepWords)
    switch (kind) {
      case 'connect':
        return this.#connect()
      case 'open':
      case 'close':
        return this.#files(kind)
      case 'delete':
      case 'disconnect':
      case 'finalize':
        return this.#connectionEnds(kind)
      case 'stop':
      case 'unload':
        return { kind }
      case 'elapse':
        return { kind, time: this.duration() }
      case 'check':
        return { kind, condition: this.condition() }
      case 'call':
        return this.#call()
    }
  }

  /** "connect" [ STRING ] [ "as" NAME ] [ "by" who ] */
  #connect(): Step {
    const server = this.token.kind === 'string' || this.token.kind === 'other' ? this.string('a name') : undefined
    const as = this.acceptWord('as') ? this.name('a name for the connection') : undefined
    return { kind: 'connect', server, as, by: this.#who() }
  }

  /** ( "open" | "close" ) [ NUM | "all" ] [ "on" NAME ] [ "by" who ] */
  #files(kind: 'open' | 'close'): Step {
    const count = this.acceptWord('all') ? 'all' : this.token.kind === 'number' ? this.count() : undefined
    const on = this.acceptWord('on') ? this.name("a connection's name") : undefined
    return { kind, count, on, by: this.#who() }
  }

  /** ( "delete" | "disconnect" | "finalize" ) [ NAME ] [ "forced" ] [ "by" who ] */
  #connectionEnds(kind: 'delete' | 'disconnect' | 'finalize'): Step {
    const named = !this.atWord('forced') && !this.atWord('by') && this.token.kind === 'word'
    const connection = named ? this.name("a connection's name") : undefined
    const forced = this.acceptWord('forced')
    return { kind, connection, forced, by: this.#who() }
  }

  /** "call" FUNC "(" [ expr { "," expr } ] ")" [ "by" who ] */
  #call(): Step {
    const routine = this.anyName('a function')
    this.expect('(')
    const args = this.rest(')', () => this.expression())
    return { kind: 'call', routine, arguments: args, by: this.#who() }
  }

  /** [ "by" ( "user" | "system" | "worker" ) ] */
  #who(): Who | undefined {
    return this.acceptWord('by') ? this.expectOne(callers) : undefined
  }

  // ---- inject, stub, explore -------------------------------------------------------------------------------------

  /** inject = ( "allocation" | "post" ) [ "by" "rdbss" ] "fails" [ at ] | FUNC ( "returns" expr | "fails" ) [ at ] */
  #inject(start: number): InjectClause {
    const kind = this.acceptOne(['allocation', 'post'])
    if (kind !== undefined) {
      const byRdbss = this.acceptWord('by')
      if (byRdbss) this.expectWord('rdbss')
      this.expectWord('fails')
      return { kind: 'inject', fault: { kind, byRdbss, at: this.#occurrence() }, ...this.spanFrom(start) }
    }
    const routine = this.anyName('a function')
    const value = this.expectOne(['returns', 'fails']) === 'returns' ? this.expression({ noOr: true }) : undefined
    return {
      kind: 'inject',
      fault: { kind: 'routine', routine, value, at: this.#occurrence() },
      ...this.spanFrom(start),
    }
  }

  /** [ "each" | "at" NUM ] */
  #occurrence(): Occurrence {
    if (this.acceptWord('each')) return 'each'
    return this.acceptWord('at') ? this.ordinal() : undefined
  }

  /** stub = "stub" FUNC outcome { "|" outcome } */
  #stub(start: number): StubClause {
    const routine = this.anyName('a function')
    const outcomes: Effect[][] = []
    do outcomes.push(this.#outcome())
    while (this.accept('|'))
    return { kind: 'stub', routine, outcomes, ...this.spanFrom(start) }
  }

  /** outcome = effect { "," effect } */
  #outcome(): Effect[] {
    const effects: Effect[] = []
    do effects.push(this.#effect())
    while (this.accept(','))
    return effects
  }

  /** effect = "returns" expr | "takes" time | "frees" PARAM | "sets" lvalue "=" expr | "blocks" */
  #effect(): Effect {
    const kind = this.expectOne(['returns', 'takes', 'frees', 'sets', 'blocks'])
    switch (kind) {
      case 'returns':
        if (this.atEnd)
          this.fail("'returns' needs a value; of a routine that returns nothing say that it 'takes 1 ms'.")
        return { kind, value: this.expression({ noOr: true }) }
      case 'takes':
        return { kind, time: this.duration() }
      case 'frees':
        return { kind, parameter: this.#parameter() }
      case 'sets': {
        const target = this.lvalue()
        this.assigns()
        return { kind, target, value: this.expression({ noOr: true }) }
      }
      case 'blocks':
        return { kind }
    }
  }

  /** PARAM, its name or its number from 1 */
  #parameter(): Name {
    if (this.token.kind !== 'number') return this.anyName('a parameter or its number')
    const { start } = this.token
    const number = this.ordinal()
    return { name: String(number), ...this.spanFrom(start) }
  }

  /** explore = "all" [ "preemptions" "<=" NUM ] | "random" NUM [ "seed" NUM ] | "schedule" STRING */
  #explore(start: number): ExploreClause {
    const kind = this.expectOne(['all', 'random', 'schedule'])
    let how: ExploreClause['how']
    if (kind === 'all') how = { kind, preemptions: this.#preemptions() }
    else if (kind === 'random')
      how = { kind, runs: this.ordinal(), seed: this.acceptWord('seed') ? this.count() : undefined }
    else how = { kind, schedule: this.string('a schedule in quotes') }
    return { kind: 'explore', how, ...this.spanFrom(start) }
  }

  #preemptions(): number | undefined {
    if (!this.acceptWord('preemptions')) return undefined
    this.expect('<=')
    return this.count()
  }

  /** NUM ( "ms" | "s" ), with or without a blank */
  duration(): Duration {
    const { amount, unit } = this.amount(['ms', 's'])
    return { amount, unit }
  }

  // ---- expect, allow ---------------------------------------------------------------------------------------------

  /** expect = "expect" property [ "when" expr ] [ "in" STRING ] */
  #expect(start: number): ExpectClause {
    const property = this.property()
    const when = this.acceptWord('when') ? this.condition() : undefined
    const scenario = this.acceptWord('in') ? this.string("a scenario's name in quotes") : undefined
    return { kind: 'expect', property, when, scenario, ...this.spanFrom(start) }
  }

  /** allow = "allow" CODE "because" STRING */
  #allow(start: number): AllowClause {
    const code = this.#code()
    this.expectWord('because')
    const reason = this.string('the reason in quotes')
    if (this.problem === undefined && reason.value.trim() === '')
      this.fail('A reason is asked for: why is this finding allowed here?', undefined, reason)
    return { kind: 'allow', code, reason, ...this.spanFrom(start) }
  }

  /** CODE, as `MRX012`; a rule's name is not meant. */
  #code(): Name {
    const code = this.anyName('a code as MRX012')
    if (this.problem !== undefined || /^MRX\d{3}$/.test(code.name)) return code
    const upper = code.name.toUpperCase()
    const span: Span = this.token.text === '-' ? { start: code.start, end: this.#wordEnd() } : code
    if (/^MRX\d{3}$/.test(upper)) this.fail(`Codes are written in capitals: '${upper}'.`, upper, span)
    else this.fail("'allow' takes the code of a finding, as MRX012.", undefined, span)
    return code
  }

  /** The end of a hyphenated word, as the names of rules are. */
  #wordEnd(): number {
    let end = this.lastEnd
    for (let distance = 0; this.peek(distance).start === end && this.peek(distance).kind !== 'end'; distance++)
      end = this.peek(distance).end
    return end
  }
}
