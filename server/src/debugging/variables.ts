// What opens in a client's view of variables: scopes of frames, values, the state of the kernel. References are good until
// the run moves.
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { ScopeView, VariableView } from '../machine/debug/views.ts'
import type { Debuggee } from './debuggee.ts'
import { kernelState, type StateNode } from './kernelState.ts'

/** The parts of a value with more than so many are asked for in pieces. */
const mostAtOnce = 100

interface Opened {
  readonly variables: (start: number, count: number) => DebugProtocol.Variable[]
  /** Those of the machine's debugger, for data breakpoints. */
  readonly views: () => readonly VariableView[]
}

export class Variables {
  #opened: Opened[] = []

  clear(): void {
    this.#opened = []
  }

  /** Of a frame. */
  scopes(debuggee: Debuggee, thread: number, depth: number): DebugProtocol.Scope[] {
    const scope = (name: string, kinds: ScopeView['kind'][], presentationHint?: string): DebugProtocol.Scope => {
      const views = once(() => debuggee.debug.scopes(depth, thread, kinds).flatMap(({ variables }) => variables))
      const variablesReference = this.#open(debuggee, views)
      return { name, presentationHint, variablesReference, expensive: kinds.includes('globals') }
    }
    const state = () => kernelState(debuggee, thread).map(node => this.#node(node))
    return [
      scope('Locals', ['block', 'locals'], 'locals'),
      scope('Parameters', ['arguments'], 'arguments'),
      {
        name: 'Kernel state',
        variablesReference: this.#add({ variables: state, views: () => [] }),
        expensive: false,
      },
      scope('Globals', ['globals']),
    ]
  }

  /** Undefined: nothing has this reference any more. */
  variables(reference: number, start = 0, count = 0): DebugProtocol.Variable[] | undefined {
    return this.#opened[reference - 1]?.variables(start, count === 0 ? Number.POSITIVE_INFINITY : count)
  }

  /** The part of an opened value that has the name. */
  view(reference: number, name: string): VariableView | undefined {
    return this.#opened[reference - 1]?.views().find(view => shownName(view) === name)
  }

  shown(debuggee: Debuggee, view: VariableView): DebugProtocol.Variable {
    const { type, value, expression, shadowed } = view
    return {
      name: shownName(view),
      value,
      type,
      ...(expression !== undefined && shadowed === undefined && { evaluateName: expression }),
      presentationHint: { attributes: ['readOnly'] },
      ...this.parts(debuggee, view),
    }
  }

  /** How a value opens. */
  parts(
    debuggee: Debuggee,
    { reference, count }: VariableView,
  ): Pick<DebugProtocol.Variable, 'variablesReference' | 'indexedVariables' | 'namedVariables'> {
    if (reference === 0) return { variablesReference: 0 }
    const { debug } = debuggee
    const views = (start?: number, most?: number) => debug.variables(reference, start, most)
    const variablesReference = this.#open(debuggee, views)
    return { variablesReference, ...(count > mostAtOnce ? { indexedVariables: count } : { namedVariables: count }) }
  }

  #open(debuggee: Debuggee, views: (start?: number, count?: number) => readonly VariableView[]): number {
    return this.#add({
      variables: (start, count) => views(start, count).map(view => this.shown(debuggee, view)),
      views,
    })
  }

  #node({ name, value, children }: StateNode): DebugProtocol.Variable {
    const variables = () => children.map(child => this.#node(child))
    const variablesReference = children.length === 0 ? 0 : this.#add({ variables, views: () => [] })
    return { name, value, variablesReference, presentationHint: { attributes: ['readOnly'] } }
  }

  #add(opened: Opened): number {
    return this.#opened.push(opened)
  }
}

function shownName({ name, shadowed }: VariableView): string {
  return shadowed ? `${name} (shadowed)` : name
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
