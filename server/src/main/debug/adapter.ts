// The debug adapter: requests of the debug adapter protocol to a recorded run. Source: the protocol's specification, 1.68.
import {
  DebugSession,
  Handles,
  InitializedEvent,
  OutputEvent,
  Scope,
  Source,
  StackFrame,
  StoppedEvent,
  TerminatedEvent,
  Thread,
  Variable,
} from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Profile } from '../../protocol/simulate.ts'
import type { Trace } from '../../protocol/trace.ts'
import { type Stop, TraceDebugger, type TraceFrame } from '../../services/traceDebugger.ts'
import { locksOf, objectFields, objectSummary } from './stateVariables.ts'

export interface LaunchAttributes extends DebugProtocol.LaunchRequestArguments {
  program: string
  function?: string
  scenario?: string
  schedule?: string
  profile?: Profile
  stopOnEntry?: boolean
}

export interface DebugTarget {
  /** The run that is debugged, or why there is none. */
  trace(attributes: LaunchAttributes): Trace | { readonly problem: string }
  /** The text of a file of the model. */
  modelText(path: string): string | undefined
}

type Held =
  | { readonly kind: 'locals'; readonly frame: TraceFrame }
  | { readonly kind: 'objects' | 'threads' }
  | { readonly kind: 'object'; readonly object: number }

const modelPrefix = '/mrx-library:'

export class TraceDebugSession extends DebugSession {
  readonly #target: DebugTarget
  #debugger: TraceDebugger | undefined
  #stopOnEntry = false
  readonly #frames = new Handles<TraceFrame>()
  readonly #variables = new Handles<Held>()

  constructor(target: DebugTarget) {
    super()
    this.#target = target
  }

  // ---- Begin and end -------------------------------------------------------------------------------------------

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsStepBack: true,
      supportsFunctionBreakpoints: true,
      supportsConditionalBreakpoints: true,
      supportsLogPoints: true,
      supportsDataBreakpoints: true,
      supportsEvaluateForHovers: true,
      supportsSetVariable: true,
      supportsTerminateRequest: true,
      exceptionBreakpointFilters: [{ filter: 'violation', label: 'Broken rules', default: true }],
    }
    this.sendResponse(response)
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, attributes: LaunchAttributes): void {
    if (typeof attributes?.program !== 'string') {
      this.sendErrorResponse(response, 1, 'The launch configuration names no program: a source file of the driver.')
      return
    }
    const trace = this.#target.trace(attributes)
    if ('problem' in trace) {
      this.sendErrorResponse(response, 2, trace.problem)
      return
    }
    this.#debugger = new TraceDebugger(trace)
    this.#stopOnEntry = attributes.stopOnEntry === true
    const { scenario, profile, schedule, violation, verdict } = trace.run
    this.#say(
      `${scenario} (${profile}, ${schedule}): ${violation ? `${violation.code} ${violation.message}` : verdict}\n`,
    )
    this.sendResponse(response)
    // Breakpoints can be found now.
    this.sendEvent(new InitializedEvent())
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response)
    const { run } = this
    if (run === undefined) return
    if (this.#stopOnEntry) this.#stopped({ reason: 'entry', said: [] })
    else this.#stopped(run.resume())
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.#debugger = undefined
    this.sendResponse(response)
    this.shutdown()
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.sendResponse(response)
    this.sendEvent(new TerminatedEvent())
  }

  get run(): TraceDebugger | undefined {
    return this.#debugger
  }

  // ---- Moving --------------------------------------------------------------------------------------------------

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    const { run } = this
    // Behind the end is nothing: who goes on there is done.
    if (run !== undefined && run.position === run.trace.steps.length - 1) {
      this.sendResponse(response)
      this.sendEvent(new TerminatedEvent())
      return
    }
    this.#move(response, each => each.resume())
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.#move(response, run => run.step('over'))
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.#move(response, run => run.step('in'))
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.#move(response, run => run.step('out'))
  }

  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void {
    this.#move(response, run => run.stepBack())
  }

  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.#move(response, run => run.reverse())
  }

  #move(response: DebugProtocol.Response, move: (run: TraceDebugger) => Stop): void {
    const { run } = this
    if (run === undefined) {
      this.sendErrorResponse(response, 3, 'Nothing runs.')
      return
    }
    this.sendResponse(response)
    this.#stopped(move(run))
  }

  #stopped({ reason, said }: Stop): void {
    const { run } = this
    this.#frames.reset()
    this.#variables.reset()
    for (const text of said) this.#say(`${text}\n`)
    const step = run!.trace.steps[run!.position]!
    const words: Readonly<Record<string, string>> = {
      violation: step.text,
      end: 'The run has ended.',
      start: 'The run begins here.',
    }
    const name = reason === 'violation' ? 'exception' : reason === 'end' || reason === 'start' ? 'step' : reason
    const event = new StoppedEvent(name, step.lane + 1) as DebugProtocol.StoppedEvent
    event.body.allThreadsStopped = true
    if (words[reason] !== undefined) event.body.description = event.body.text = words[reason]!
    this.sendEvent(event)
  }

  #say(text: string): void {
    this.sendEvent(new OutputEvent(text, 'console'))
  }

  // ---- Breakpoints ---------------------------------------------------------------------------------------------

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    const path = this.#pathOf(source)
    const file = this.run?.trace.files.findIndex(each => samePath(each.path, path)) ?? -1
    const found = breakpoints.map(({ line }) => (file < 0 ? undefined : this.run!.reached(file, line - 1)))
    if (this.run !== undefined && file >= 0)
      this.run.lines = [
        ...this.run.lines.filter(each => each.file !== file),
        ...breakpoints.flatMap(({ condition, logMessage: message }, i) =>
          found[i] === undefined ? [] : [{ file, line: found[i], condition, message }],
        ),
      ]
    response.body = {
      breakpoints: found.map(line =>
        line === undefined
          ? { verified: false, message: 'The run does not come here.' }
          : { verified: true, line: line + 1 },
      ),
    }
    this.sendResponse(response)
  }

  protected override setFunctionBreakPointsRequest(
    response: DebugProtocol.SetFunctionBreakpointsResponse,
    { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments,
  ): void {
    const called = new Set(
      this.run?.trace.steps.flatMap(({ kind, text }) => (kind === 'call' ? [/^\w+/.exec(text)?.[0]] : [])),
    )
    if (this.run !== undefined) this.run.functions = breakpoints.map(({ name, condition }) => ({ name, condition }))
    response.body = { breakpoints: breakpoints.map(({ name }) => ({ verified: called.has(name) })) }
    this.sendResponse(response)
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    if (this.run !== undefined) this.run.breaksOnViolation = filters.includes('violation')
    this.sendResponse(response)
  }

  protected override dataBreakpointInfoRequest(
    response: DebugProtocol.DataBreakpointInfoResponse,
    { name, variablesReference }: DebugProtocol.DataBreakpointInfoArguments,
  ): void {
    const held = variablesReference === undefined ? undefined : this.#variables.get(variablesReference)
    const watched = held?.kind === 'object' ? { object: held.object, field: name } : this.run?.watched(name)
    response.body =
      watched === undefined
        ? {
            dataId: null,
            description: `Only fields of RDBSS's objects are recorded, as SrvCall->Context; "${name}" is none.`,
          }
        : {
            dataId: `${watched.object} ${watched.field}`,
            description: `${this.run!.trace.objects[watched.object]!.name}.${watched.field}`,
            accessTypes: ['write'],
          }
    this.sendResponse(response)
  }

  protected override setDataBreakpointsRequest(
    response: DebugProtocol.SetDataBreakpointsResponse,
    { breakpoints }: DebugProtocol.SetDataBreakpointsArguments,
  ): void {
    const data = breakpoints.map(({ dataId }) => {
      const [object, field] = dataId.split(' ')
      return { object: Number(object), field: field! }
    })
    if (this.run !== undefined) this.run.data = data
    response.body = { breakpoints: data.map(() => ({ verified: true })) }
    this.sendResponse(response)
  }

  // ---- Looking -------------------------------------------------------------------------------------------------

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    const lanes = this.run?.lanes ?? []
    response.body = { threads: lanes.map(lane => new Thread(lane + 1, this.run!.trace.lanes[lane]!.name)) }
    this.sendResponse(response)
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { threadId, startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
  ): void {
    const frames = this.run?.frames(threadId - 1) ?? []
    const asked = frames.slice(startFrame, levels > 0 ? startFrame + levels : undefined)
    response.body = { stackFrames: asked.map(frame => this.#frame(frame)), totalFrames: frames.length }
    this.sendResponse(response)
  }

  #frame(frame: TraceFrame): DebugProtocol.StackFrame {
    const id = this.#frames.create(frame)
    const { at, name, isModel } = frame
    if (at === undefined) return new StackFrame(id, name)
    const [file, line, character, endLine, endCharacter] = at
    const shown = new StackFrame(id, name, this.#source(file), line + 1, character + 1) as DebugProtocol.StackFrame
    return {
      ...shown,
      endLine: endLine + 1,
      endColumn: endCharacter + 1,
      ...(isModel && { presentationHint: 'subtle' }),
    }
  }

  /** Of the model, which is on no disk, the text is asked for. */
  #source(file: number): Source {
    const { path } = this.run!.trace.files[file]!
    const name = path.slice(path.lastIndexOf('/') + 1)
    return path.startsWith(modelPrefix)
      ? new Source(name, path, file + 1, 'model of the kernel and RDBSS')
      : new Source(name, path)
  }

  protected override sourceRequest(
    response: DebugProtocol.SourceResponse,
    { sourceReference }: DebugProtocol.SourceArguments,
  ): void {
    const path = this.run?.trace.files[sourceReference - 1]?.path
    const content = path === undefined ? undefined : this.#target.modelText(path)
    if (content === undefined) {
      this.sendErrorResponse(response, 4, 'There is no such source.')
      return
    }
    response.body = { content, mimeType: 'text/x-c' }
    this.sendResponse(response)
  }

  protected override scopesRequest(
    response: DebugProtocol.ScopesResponse,
    { frameId }: DebugProtocol.ScopesArguments,
  ): void {
    const frame = this.#frames.get(frameId)
    response.body = {
      scopes: [
        ...(frame === undefined ? [] : [new Scope('Locals', this.#variables.create({ kind: 'locals', frame }))]),
        new Scope('Objects and pool', this.#variables.create({ kind: 'objects' })),
        new Scope('Threads: IRQL and locks', this.#variables.create({ kind: 'threads' })),
      ],
    }
    this.sendResponse(response)
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    { variablesReference }: DebugProtocol.VariablesArguments,
  ): void {
    const held = this.#variables.get(variablesReference)
    response.body = { variables: held === undefined || this.run === undefined ? [] : this.#opened(held, this.run) }
    this.sendResponse(response)
  }

  #opened(held: Held, run: TraceDebugger): Variable[] {
    switch (held.kind) {
      case 'locals':
        return run.locals(held.frame).map(([name, value]) => this.#named(run, name, value))
      case 'objects':
        return [...run.state.objects.values()]
          .filter(({ isAlive }) => isAlive)
          .map(state => {
            const { name } = run.trace.objects[state.object]!
            const opens = this.#variables.create({ kind: 'object', object: state.object })
            return new Variable(name, objectSummary(run.trace, state), state.fields.size > 0 ? opens : 0)
          })
      case 'object':
        return objectFields(run.state, held.object).map(([name, value]) => this.#named(run, name, value))
      case 'threads':
        return run.lanes.map(lane => new Variable(run.trace.lanes[lane]!.name, locksOf(run.trace, run.state, lane)))
    }
  }

  /** What leads to an object opens as it does. */
  #named(run: TraceDebugger, name: string, value: string): Variable {
    const object = run.object(value)
    return new Variable(name, value, object === undefined ? 0 : this.#variables.create({ kind: 'object', object }))
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    { expression, frameId }: DebugProtocol.EvaluateArguments,
  ): void {
    const { run } = this
    const frame = frameId === undefined ? undefined : this.#frames.get(frameId)
    const value = run?.evaluate(expression, frame?.step)
    if (run === undefined || value === undefined) {
      const why = 'This is a recorded run: it knows its locals and the fields of objects, as SrvCall->Context.'
      this.sendErrorResponse(response, 5, why)
      return
    }
    const { variablesReference } = this.#named(run, expression, value)
    response.body = { result: value, variablesReference }
    this.sendResponse(response)
  }

  protected override setVariableRequest(response: DebugProtocol.SetVariableResponse): void {
    this.sendErrorResponse(
      response,
      6,
      'This is a recorded run: what happened cannot be changed. Edit the source, and run again.',
    )
  }

  #pathOf({ path = '', sourceReference = 0 }: DebugProtocol.Source): string {
    return sourceReference > 0 ? (this.run?.trace.files[sourceReference - 1]?.path ?? path) : path
  }
}

function samePath(own: string, theirs: string): boolean {
  return own.toLowerCase() === theirs.replaceAll('\\', '/').toLowerCase()
}
