// Commands that move the run, and where they end: each runs in slices until it ends, a breakpoint holds it or the client
// wants it to stand. What a run shows is told at its end.
import type { DebugProtocol } from '@vscode/debugprotocol'
import { bugcheckForecast, bugcheckText } from '../knowledge/bugchecks.ts'
import { placeOf } from '../machine/debug/breakpoints.ts'
import type { Pause } from '../machine/debug/debugger.ts'
import type { StepKind } from '../machine/debug/stepping.ts'
import { hasSubject } from '../services/runTrace.ts'
import type { Breakpoints, Met } from './breakpoints.ts'
import { unknownFilter, violationFilter } from './capabilities.ts'
import type { Debuggee } from './debuggee.ts'
import { threadId } from './inspection.ts'
import { logged } from './logMessage.ts'
import { RequestError } from './requests.ts'
import type { Sources } from './sources.ts'

export interface MovementOptions {
  readonly sources: Sources
  readonly breakpoints: Breakpoints
  /** Exception filters that are on. */
  readonly filters: ReadonlySet<string>
  readonly event: (event: string, body?: object) => void
  /** What was shown of values is over. */
  readonly moved: () => void
  readonly ended: () => void
  /** Of an error that is a bug of ours. */
  readonly failed: (error: unknown) => void
}

interface Command {
  readonly move: () => Pause
  /** After a breakpoint that does not hold, and after a slice. */
  readonly goOn: () => Pause
  readonly isBackward: boolean
  /** A step back: whatever does not hold it is not looked at. */
  readonly isStep?: boolean
}

type Stopped = Omit<DebugProtocol.StoppedEvent['body'], 'threadId' | 'allThreadsStopped'>

export class Movement {
  isMoving = false
  readonly #debuggee: Debuggee
  readonly #options: MovementOptions
  /** Of the command that moves; another number: it is over. */
  #current = 0
  #isAsked = false
  #haveChanged = false

  constructor(debuggee: Debuggee, options: MovementOptions) {
    this.#debuggee = debuggee
    this.#options = options
  }

  // ---- Commands ------------------------------------------------------------------------------------------------

  begin(): void {
    const { debug, launch, entries } = this.#debuggee
    this.#options.breakpoints.forget()
    if (launch.stopOnEntry !== true) return this.resume()
    const places = entries.map(name => ({ function: name }))
    const move = () => debug.runTo(...places)
    this.#start({ move, goOn: () => debug.proceed(), isBackward: false }, 'entry')
  }

  resume(): void {
    const { debug } = this.#debuggee
    this.#start({ move: () => debug.resume(), goOn: () => debug.proceed(), isBackward: false })
  }

  step(kind: StepKind, given: Record<string, unknown>): void {
    const { debug } = this.#debuggee
    // The statement in front of which the run stands has not been shown yet.
    if (kind !== 'out' && this.#debuggee.isBehindStatement) {
      debug.seek(debug.pause.position)
      return this.#stopped({ reason: 'step' }, debug.pause)
    }
    const thread = threadIn(given)
    const of = { thread, depth: this.#debuggee.depthOf(thread) }
    const granularity = given.granularity === 'instruction' ? 'expression' : 'statement'
    const move = () => debug.step(kind, granularity, of)
    this.#start({ move, goOn: () => debug.proceed(), isBackward: false })
  }

  stepBack(given: Record<string, unknown>): void {
    const { debug } = this.#debuggee
    const thread = threadIn(given)
    const isStanding = thread === undefined || thread === debug.pause.thread
    const depth = isStanding ? this.#debuggee.depthOf() : undefined
    const move = () => debug.stepBack(depth)
    this.#start({ move, goOn: move, isBackward: true, isStep: true })
  }

  reverse(): void {
    const { debug } = this.#debuggee
    this.#start({ move: () => debug.reverse(), goOn: () => debug.reverse(), isBackward: true })
  }

  pause(): void {
    this.#isAsked = true
  }

  /** Nothing more is told of a command that moves. */
  stop(): void {
    this.#current++
    this.isMoving = false
  }

  /** Breakpoints are others than when the command began. */
  changed(): void {
    this.#haveChanged = true
  }

  // ---- Running -------------------------------------------------------------------------------------------------

  #start(command: Command, entry?: 'entry'): void {
    this.#run(command, entry).catch(error => {
      this.#options.failed(error)
      this.#options.ended()
    })
  }

  async #run(command: Command, entry?: 'entry'): Promise<void> {
    const { breakpoints, moved } = this.#options
    const number = ++this.#current
    this.isMoving = true
    this.#isAsked = false
    this.#haveChanged = false
    const { isAtEnd } = this.#debuggee
    moved()
    breakpoints.bind(this.#debuggee, command)
    let pause = command.move()
    for (let stopped = this.#judged(pause, entry); ; stopped = this.#judged(pause, entry)) {
      if (stopped !== undefined && !(isAtEnd && this.#debuggee.isAtEnd)) return this.#stopped(stopped, pause)
      if (stopped !== undefined || this.#debuggee.isAtEnd) return this.#over(pause)
      if (pause.reason === 'limit') await new Promise(resolve => setTimeout(resolve, 0))
      if (this.#current !== number) return
      if (this.#isAsked) return this.#stopped({ reason: 'pause' }, pause)
      pause = this.#haveChanged ? this.#again(command) : command.goOn()
    }
  }

  /** The command as it is, with the breakpoints of now. */
  #again(command: Command): Pause {
    this.#haveChanged = false
    this.#options.breakpoints.bind(this.#debuggee, command)
    return command.move()
  }

  /** Undefined: the run goes on, or is over. */
  #judged(pause: Pause, entry: 'entry' | undefined): Stopped | undefined {
    switch (pause.reason) {
      case 'breakpoint':
      case 'data breakpoint': {
        const met = this.#options.breakpoints.met(pause, message => this.#log(message))
        if (met !== undefined) return this.#met(met, pause)
        return pause.endsStep === true ? { reason: entry ?? 'step' } : undefined
      }
      case 'step':
        return { reason: entry ?? 'step' }
      case 'start':
        return { reason: 'entry', description: 'Where the run begins' }
      case 'unsupported':
        return this.#options.filters.has(unknownFilter)
          ? { reason: 'exception', description: 'Unknown from here on', text: pause.message }
          : undefined
      case 'fault':
      case 'finished':
        return this.#options.filters.has(violationFilter) ? this.#broken() : undefined
    }
    return undefined
  }

  #met({ reason, ids }: Met, { message, behind }: Pause): Stopped {
    const where = behind === undefined ? undefined : `written in ${this.#options.sources.placeText(behind)}`
    const text = message ?? where
    return { reason, hitBreakpointIds: [...ids], ...(text !== undefined && { text }) }
  }

  #broken(): Stopped | undefined {
    const { violation } = this.#debuggee
    if (violation === undefined) return undefined
    return {
      reason: 'exception',
      description: `${violation.code}: ${this.#nameOf(violation.code)}`,
      text: violation.message,
    }
  }

  #stopped(body: Stopped, pause: Pause): void {
    this.stop()
    const { event } = this.#options
    const id = threadId(this.#debuggee.threadOf(pause))
    event('stopped', { ...body, threadId: id, allThreadsStopped: true })
  }

  #over({ reason, message }: Pause): void {
    this.stop()
    const { violation, run } = this.#debuggee
    const unknown = reason === 'unsupported' ? message : run.unknown
    const told = violation === undefined ? undefined : `${violation.code}: ${violation.message}`
    const text = told ?? (unknown === undefined ? 'no rule is broken' : `unknown: ${unknown}`)
    this.#tell('console', `The run ends: ${text}.`)
    this.#options.ended()
  }

  #log(message: string): void {
    this.#tell('stdout', logged(message, this.#debuggee))
  }

  #tell(category: string, text: string): void {
    const [frame] = category === 'stdout' ? this.#debuggee.frames() : []
    const { event, sources } = this.#options
    const at = frame && { source: sources.source(frame.place.file), line: sources.range(frame.place).line }
    event('output', { category, output: `${text}\n`, ...at })
  }

  // ---- Endings -------------------------------------------------------------------------------------------------

  exceptionInfo(): DebugProtocol.ExceptionInfoResponse['body'] {
    const { debug, violation, isAtEnd, run } = this.#debuggee
    const { reason, message = '' } = debug.pause
    if (reason === 'unsupported')
      return { exceptionId: 'unknown', description: message, breakMode: 'always', details: { message } }
    if (violation === undefined || !isAtEnd) throw new RequestError('no rule is broken here')
    const { code, message: text, lane, site, stack, history } = violation
    const { sources } = this.#options
    const frames = stack.map(site => `${site.function} (${sources.placeText(placeOf(site))})`)
    const past = history.flatMap(({ what, site }) =>
      site === undefined ? [] : [`${what} in ${sources.placeText(placeOf(site))}`],
    )
    const bugcheck = this.#bugcheck()
    const at = site === undefined ? '' : ` (${sources.placeText(placeOf(site))})`
    const doubt = run.violations.length > 0 ? [] : [`Possible: ${run.unknown}`]
    const lines = [
      `${lane}${hasSubject(text) ? ':' : ''} ${text}${at}`,
      ...doubt,
      ...past,
      ...(bugcheck === undefined ? [] : [`Bugcheck: ${bugcheck}`]),
    ]
    return {
      exceptionId: code,
      description: lines.join('\n'),
      breakMode: 'always',
      details: { message: text, typeName: this.#nameOf(code), fullTypeName: code, stackTrace: frames.join('\n') },
    }
  }

  #bugcheck(): string | undefined {
    const { violation, system } = this.#debuggee
    const { host } = system
    const { code, lane, thread } = violation!
    const bugcheck = bugcheckForecast(code, { lane, irql: host.byteOf('KxIrql', thread) })
    return bugcheck && bugcheckText(bugcheck)
  }

  #nameOf(code: string): string {
    return this.#debuggee.catalogue.entry(code)?.name ?? code
  }
}

function threadIn({ threadId: id }: Record<string, unknown>): number | undefined {
  return typeof id === 'number' ? id - 1 : undefined
}
