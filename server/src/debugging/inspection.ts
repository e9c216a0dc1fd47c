// Requests that look at a run where it stands: threads, frames, scopes, values, sources.
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { VariableView } from '../machine/debug/views.ts'
import { originOf } from '../simulation/model.ts'
import { dataIdOf } from './breakpoints.ts'
import type { Debuggee } from './debuggee.ts'
import { statementsIn, usedFiles } from './programFiles.ts'
import { numberIn, RequestError, textIn } from './requests.ts'
import type { Sources } from './sources.ts'
import { Variables } from './variables.ts'

/** Frames of a thread have numbers of their own. */
const mostFrames = 0x10000

interface NamedFrame {
  readonly thread: number
  readonly depth: number
}

export class Inspection {
  readonly #debuggee: Debuggee
  readonly #sources: Sources
  readonly #variables = new Variables()

  constructor(debuggee: Debuggee, sources: Sources) {
    this.#debuggee = debuggee
    this.#sources = sources
  }

  /** The run has moved. */
  forget(): void {
    this.#variables.clear()
  }

  threads(): DebugProtocol.Thread[] {
    return this.#debuggee.threads().map(({ number, name }) => ({ id: threadId(number), name }))
  }

  // ---- Frames and values ---------------------------------------------------------------------------------------

  stackTrace(given: object): DebugProtocol.StackTraceResponse['body'] {
    const thread = numberIn(given, 'threadId') - 1
    const { startFrame = 0, levels = 0 } = given as DebugProtocol.StackTraceArguments
    const frames = this.#debuggee.frames(thread)
    const end = levels > 0 ? startFrame + levels : frames.length
    return {
      totalFrames: frames.length,
      stackFrames: frames.slice(startFrame, end).map(({ depth, function: name, place }) => ({
        id: thread * mostFrames + depth + 1,
        name,
        source: this.#sources.source(place.file),
        ...this.#sources.range(place),
        presentationHint: originOf(place.file) === 'driver' ? 'normal' : 'subtle',
      })),
    }
  }

  scopes(given: object): DebugProtocol.ScopesResponse['body'] {
    const { thread, depth } = this.#frame(numberIn(given, 'frameId'))
    return { scopes: this.#variables.scopes(this.#debuggee, thread, depth) }
  }

  variables(given: object): DebugProtocol.VariablesResponse['body'] {
    const { start, count } = given as DebugProtocol.VariablesArguments
    const variables = this.#variables.variables(numberIn(given, 'variablesReference'), start, count)
    if (variables === undefined) throw new RequestError('the run has moved since; there are no such variables')
    return { variables }
  }

  evaluate(given: object): DebugProtocol.EvaluateResponse['body'] {
    const view = this.#evaluated(textIn(given, 'expression'), (given as DebugProtocol.EvaluateArguments).frameId)
    if (typeof view === 'string') throw new RequestError(view)
    return { result: view.value, type: view.type, ...this.#variables.parts(this.#debuggee, view) }
  }

  #evaluated(text: string, frameId: number | undefined): VariableView | string {
    const { debug } = this.#debuggee
    if (frameId !== undefined) {
      const { thread, depth } = this.#frame(frameId)
      return debug.evaluate(text, depth, thread)
    }
    const depth = this.#debuggee.depthOf()
    return depth === undefined ? 'no thread runs here' : debug.evaluate(text, depth)
  }

  #frame(id: number): NamedFrame {
    const thread = Math.floor((id - 1) / mostFrames)
    const depth = (id - 1) % mostFrames
    const isThere = this.#debuggee.frames(thread).some(each => each.depth === depth)
    if (!isThere) throw new RequestError('the run has moved since; there is no such frame')
    return { thread, depth }
  }

  dataBreakpoint(given: object): DebugProtocol.DataBreakpointInfoResponse['body'] {
    const name = textIn(given, 'name')
    const { variablesReference, frameId } = given as DebugProtocol.DataBreakpointInfoArguments
    const view = variablesReference ? this.#variables.view(variablesReference, name) : this.#evaluated(name, frameId)
    if (typeof view === 'string') return { dataId: null, description: view }
    if (view?.data === undefined) return { dataId: null, description: `${name} lies nowhere that can be watched` }
    return { dataId: dataIdOf(view.data), description: name, accessTypes: ['write'], canPersist: false }
  }

  // ---- Sources -------------------------------------------------------------------------------------------------

  source(given: object): DebugProtocol.SourceResponse['body'] {
    const { source, sourceReference } = given as DebugProtocol.SourceArguments
    const path = this.#sources.pathOf({ ...source, ...(sourceReference && { sourceReference }) })
    const content = path === undefined ? undefined : this.#sources.text(path)
    if (content === undefined) throw new RequestError('there is no such source')
    return { content, mimeType: 'text/x-c' }
  }

  loadedSources(): DebugProtocol.LoadedSourcesResponse['body'] {
    return { sources: usedFiles(this.#debuggee.machine.program).map(path => this.#sources.source(path)) }
  }

  locations(given: object): DebugProtocol.BreakpointLocationsResponse['body'] {
    const { source, endLine, column } = given as DebugProtocol.BreakpointLocationsArguments
    const line = numberIn(given, 'line')
    const path = this.#sources.pathOf(source)
    if (path === undefined) throw new RequestError('"source" names no file')
    const first = this.#sources.place(path, line, column)
    const { end } = this.#sources.place(path, Math.max(endLine ?? line, line))
    const places = statementsIn(this.#debuggee.machine.program, { ...first, end })
    return { breakpoints: places.map(place => this.#sources.range(place)) }
  }
}

/** Numbers begin with 0, and clients take that for none. */
export function threadId(number: number): number {
  return number + 1
}
