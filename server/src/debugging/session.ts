// A session of the debug adapter protocol (https://microsoft.github.io/debug-adapter-protocol): requests in, responses and
// events out, all of them plain data. Who reads and writes them is the programs' business. A command runs in slices, and
// between two of them whatever else was asked is answered.
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Breakpoints } from './breakpoints.ts'
import { capabilities } from './capabilities.ts'
import type { Debuggee } from './debuggee.ts'
import { Inspection } from './inspection.ts'
import { type LaunchArguments, launchArguments, launched, type OpenProgram } from './launch.ts'
import { Movement } from './movement.ts'
import { usedFiles } from './programFiles.ts'
import { listIn, RequestError, textIn } from './requests.ts'
import { type Bases, Sources } from './sources.ts'

export interface SessionOptions {
  /** Where relative paths begin. */
  readonly cwd: string
  /** An engine for a program, that has read nothing yet. */
  readonly open: OpenProgram
  /** A response or an event; `seq` is whoever sends it gives. */
  readonly send: (message: Omit<DebugProtocol.Response, 'seq'> | Omit<DebugProtocol.Event, 'seq'>) => void
  /** The client wants no more. */
  readonly close: () => void
  /** Of an error that is a bug of ours. */
  readonly failed: (error: unknown) => void
}

type Body = object | undefined
type Handler = (given: Record<string, unknown>) => Body

/** What is left of a run for requests. */
interface Active {
  readonly debuggee: Debuggee
  readonly sources: Sources
  readonly inspection: Inspection
  readonly movement: Movement
}

export class DebugSession {
  readonly #options: SessionOptions
  readonly #breakpoints = new Breakpoints()
  readonly #filters = new Set<string>()
  #bases: Bases = { line: 1, column: 1 }
  #active: Active | undefined
  #launch: LaunchArguments | undefined
  #isConfigured = false
  /** To be done when the response is on its way. */
  #afterwards: (() => void) | undefined
  readonly #handlers: Readonly<Record<string, Handler>>

  constructor(options: SessionOptions) {
    this.#options = options
    this.#handlers = { ...this.#life(), ...this.#points(), ...this.#moves(), ...this.#looks() }
  }

  receive(request: DebugProtocol.Request): void {
    const { command, seq, arguments: given } = request
    const response = { type: 'response', request_seq: seq, command } as const
    try {
      const body = this.#handle(String(command), given)
      this.#options.send({ ...response, success: true, ...(body !== undefined && { body }) })
    } catch (error) {
      if (!(error instanceof RequestError)) this.#options.failed(error)
      const message = error instanceof RequestError ? error.message : `internal error: ${error}`
      const told = { id: 1, format: '{text}', variables: { text: message }, showUser: true }
      this.#options.send({ ...response, success: false, message, body: { error: told } })
    }
    const afterwards = this.#afterwards
    this.#afterwards = undefined
    afterwards?.()
  }

  /** The client is gone. */
  end(): void {
    this.#active?.movement.stop()
    this.#active = undefined
  }

  #handle(command: string, given: unknown): Body {
    if (!Object.hasOwn(this.#handlers, command)) throw new RequestError(`there is no request "${command}"`)
    if (given !== undefined && (typeof given !== 'object' || given === null))
      throw new RequestError('"arguments" has to be an object')
    return this.#handlers[command]!((given ?? {}) as Record<string, unknown>)
  }

  #event(event: string, body?: object): void {
    this.#options.send({ type: 'event', event, ...(body !== undefined && { body }) })
  }

  #running(): Active {
    if (this.#active === undefined) throw new RequestError('nothing has been launched')
    return this.#active
  }

  /** Of a run that stands. */
  #standing(): Active {
    const active = this.#running()
    if (active.movement.isMoving) throw new RequestError('the run is going on; pause it first')
    return active
  }

  // ---- Beginning and end ---------------------------------------------------------------------------------------

  #life(): Record<string, Handler> {
    return {
      initialize: ({ linesStartAt1, columnsStartAt1, pathFormat }) => {
        if (pathFormat !== undefined && pathFormat !== 'path') throw new RequestError('paths have to be native ones')
        this.#bases = { line: linesStartAt1 === false ? 0 : 1, column: columnsStartAt1 === false ? 0 : 1 }
        return capabilities
      },
      launch: given => this.#launched(given),
      attach: () => {
        throw new RequestError('a simulated run is launched, there is nothing to attach to')
      },
      configurationDone: () => {
        this.#isConfigured = true
        this.#afterwards = () => this.#active?.movement.begin()
        return undefined
      },
      restart: given => {
        const wanted = given.arguments ?? this.#launch
        this.#active?.movement.stop()
        const body = this.#launched(wanted)
        this.#afterwards = () => this.#active?.movement.begin()
        return body
      },
      terminate: () => {
        this.#afterwards = () => this.#ended()
        return undefined
      },
      disconnect: () => {
        this.end()
        this.#afterwards = () => this.#options.close()
        return undefined
      },
    }
  }

  #launched(given: unknown): Body {
    const launch = launchArguments(given, this.#options.cwd)
    if ('problem' in launch) throw new RequestError(launch.problem)
    const debuggee = launched(launch, this.#options.open)
    if ('problem' in debuggee) throw new RequestError(debuggee.problem)
    this.#launch = launch
    const sources = new Sources(debuggee.read, usedFiles(debuggee.machine.program), this.#bases)
    const inspection = new Inspection(debuggee, sources)
    this.#breakpoints.bind(debuggee)
    const movement = new Movement(debuggee, {
      sources,
      breakpoints: this.#breakpoints,
      filters: this.#filters,
      event: (event, body) => this.#event(event, body),
      moved: () => inspection.forget(),
      ended: () => this.#ended(),
      failed: this.#options.failed,
    })
    this.#active = { debuggee, sources, inspection, movement }
    this.#afterwards = () => {
      this.#event('initialized')
      if (this.#isConfigured) movement.begin()
    }
    return undefined
  }

  #ended(): void {
    this.#active?.movement.stop()
    this.#event('terminated')
  }

  // ---- Breakpoints ---------------------------------------------------------------------------------------------

  #points(): Record<string, Handler> {
    return {
      setBreakpoints: given => {
        const { debuggee, sources } = this.#running()
        const path = sources.pathOf(given.source as DebugProtocol.Source)
        if (path === undefined) throw new RequestError('"source" names no file')
        const list = listIn<DebugProtocol.SourceBreakpoint>(given, 'breakpoints')
        for (const { line } of list) if (!Number.isInteger(line)) throw new RequestError('"line" has to be a number')
        return this.#bound(this.#breakpoints.setSource(path, list, sources), debuggee, sources)
      },
      setFunctionBreakpoints: given => {
        const { debuggee, sources } = this.#running()
        const list = listIn<DebugProtocol.FunctionBreakpoint>(given, 'breakpoints')
        for (const each of list) textIn(each, 'name')
        return this.#bound(this.#breakpoints.setFunctions(list), debuggee, sources)
      },
      setDataBreakpoints: given => {
        const { debuggee, sources } = this.#running()
        const list = listIn<DebugProtocol.DataBreakpoint>(given, 'breakpoints')
        return this.#bound(this.#breakpoints.setData(list), debuggee, sources)
      },
      setExceptionBreakpoints: given => {
        this.#filters.clear()
        const { filters = [] } = given
        if (!Array.isArray(filters)) throw new RequestError('"filters" has to be a list')
        for (const filter of filters) this.#filters.add(String(filter))
        return undefined
      },
      dataBreakpointInfo: given => this.#standing().inspection.dataBreakpoint(given),
      breakpointLocations: given => this.#running().inspection.locations(given),
    }
  }

  #bound(kept: Parameters<Breakpoints['shown']>[0], debuggee: Debuggee, sources: Sources): Body {
    this.#breakpoints.bind(debuggee)
    this.#running().movement.changed()
    return { breakpoints: this.#breakpoints.shown(kept, debuggee, sources) }
  }

  // ---- Moving --------------------------------------------------------------------------------------------------

  #moves(): Record<string, Handler> {
    const later = (move: (movement: Movement) => void) => {
      const { movement } = this.#standing()
      this.#afterwards = () => move(movement)
    }
    const step = (kind: 'in' | 'over' | 'out') => (given: Record<string, unknown>) => {
      later(movement => movement.step(kind, given))
      return undefined
    }
    return {
      continue: () => {
        later(movement => movement.resume())
        return { allThreadsContinued: true }
      },
      next: step('over'),
      stepIn: step('in'),
      stepOut: step('out'),
      stepBack: given => {
        later(movement => movement.stepBack(given))
        return undefined
      },
      reverseContinue: () => {
        later(movement => movement.reverse())
        return undefined
      },
      pause: () => {
        const { movement } = this.#running()
        this.#afterwards = () => movement.pause()
        return undefined
      },
    }
  }

  // ---- Looking -------------------------------------------------------------------------------------------------

  #looks(): Record<string, Handler> {
    const refused = () => {
      throw new RequestError('program, profile and schedule decide the run, so values cannot be set')
    }
    return {
      threads: () => ({ threads: this.#running().inspection.threads() }),
      stackTrace: given => this.#standing().inspection.stackTrace(given),
      scopes: given => this.#standing().inspection.scopes(given),
      variables: given => this.#standing().inspection.variables(given),
      evaluate: given => this.#standing().inspection.evaluate(given),
      source: given => this.#running().inspection.source(given),
      loadedSources: () => this.#running().inspection.loadedSources(),
      exceptionInfo: () => this.#standing().movement.exceptionInfo(),
      setVariable: refused,
      setExpression: refused,
    }
  }
}
