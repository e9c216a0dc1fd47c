// Who completes the creation of a SRV_CALL or a V_NET_ROOT: calls of the callback that RDBSS hands over, in a function itself
// or in a helper that makes it on each of its ways; and the routines that the creation is posted to.
import type { Call, Expression } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Block, CallPoint } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { functionKey, stripped } from '../project/functionFlows.ts'

const callbackLabels = ['_MRX_SRVCALLDOWN_STRUCTURE.CallBack', '_MRX_CREATENETROOT_CONTEXT.Callback']

/** A call after which the creation is completed. */
export interface Completion {
  readonly point: CallPoint
  readonly block: Block
}

/** Keys of what is remembered, one for each parameter that the context may be. */
const completions: object[] = []
const posts: object[] = []

export function about(keys: object[], parameter: number): object {
  return (keys[parameter] ??= {})
}

export class Completions {
  readonly #flow: DriverAnalysis
  readonly #always = new Map<FunctionAnalysis, Map<number, boolean>>()

  constructor(flow: DriverAnalysis) {
    this.#flow = flow
  }

  /** Calls that surely complete the creation whose context is this parameter. */
  of(analysis: FunctionAnalysis, parameter: number): readonly Completion[] {
    const found = () =>
      analysis.graph.blocks.flatMap(block =>
        block.points.flatMap(point =>
          point.kind === 'call' && this.#completes(analysis, point, parameter) ? [{ point, block }] : [],
        ),
      )
    return analysis.remember(about(completions, parameter), found)
  }

  #completes(analysis: FunctionAnalysis, point: CallPoint, parameter: number): boolean {
    const states = analysis.before(point)
    const [argument] = point.node.arguments
    if (states.length === 0 || argument === undefined) return false
    const isContext = (at: number) =>
      states.every(state => state.value(point.node.arguments[at]!) === analysis.entryValue(parameter))
    if (states.every(state => isCallback(state.value(pointerOf(point.node))))) return isContext(0)
    const below = this.#below(analysis, point)
    return point.node.arguments.some((_, at) => below !== undefined && isContext(at) && this.#isAlways(below, at))
  }

  /** Functions that complete the creation for it, through however many calls; and their parameter. */
  helpers(analysis: FunctionAnalysis, parameter: number): { analysis: FunctionAnalysis; parameter: number }[] {
    const found: { analysis: FunctionAnalysis; parameter: number }[] = []
    const open = [{ analysis, parameter }]
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      const { analysis: caller, parameter: own } = from
      for (const { point } of this.of(caller, own)) {
        const below = this.#below(caller, point)
        const at = point.node.arguments.findIndex(argument =>
          caller.before(point).every(state => state.value(argument) === caller.entryValue(own)),
        )
        if (below === undefined || at < 0 || found.some(each => each.analysis === below)) continue
        found.push({ analysis: below, parameter: at })
        open.push({ analysis: below, parameter: at })
      }
    }
    return found
  }

  #below(analysis: FunctionAnalysis, point: CallPoint): FunctionAnalysis | undefined {
    const callee = analysis.calleeOf(point.node)
    return callee.kind === 'function' ? this.#flow.analysis(callee.summary.definition, callee.summary.path) : undefined
  }

  /** Does every way through the function complete it? */
  #isAlways(analysis: FunctionAnalysis, parameter: number): boolean {
    const known = this.#always.get(analysis) ?? new Map<number, boolean>()
    this.#always.set(analysis, known)
    let isAlways = known.get(parameter)
    if (isAlways === undefined) {
      // A function that calls itself completes nothing by that.
      known.set(parameter, false)
      const { entry, exit } = analysis.graph
      const blocks = new Set(this.of(analysis, parameter).map(({ block }) => block))
      isAlways = analysis.unknown === undefined && blocks.size > 0 && !leads(entry, exit, blocks)
      known.set(parameter, isAlways)
    }
    return isAlways
  }

  /** The functions that are to run later with this parameter as theirs, and the calls that say so. */
  posts(analysis: FunctionAnalysis, parameter: number): { point: CallPoint; routine: FunctionAnalysis | undefined }[] {
    const posted = analysis.remember(about(posts, parameter), () => this.#posted(analysis, parameter))
    return posted.map(({ point, routine }) => ({ point, routine: this.#named(analysis, uncast(routine)) }))
  }

  #posted(analysis: FunctionAnalysis, parameter: number): readonly { point: CallPoint; routine: Expression }[] {
    return analysis.points().flatMap(point => {
      if (point.kind !== 'call') return []
      const runs = this.#flow.routine(point.node)?.effects.find(({ verb }) => verb === 'runs')
      const [routine, given] = [runs?.subject, runs?.by].map(i =>
        typeof i === 'number' ? point.node.arguments[i] : undefined,
      )
      if (routine === undefined || given === undefined) return []
      const isGiven = analysis.before(point).every(state => state.value(given) === analysis.entryValue(parameter))
      return isGiven ? [{ point, routine }] : []
    })
  }

  #named({ path }: FunctionAnalysis, e: Call['callee']): FunctionAnalysis | undefined {
    const function_ = e.kind === 'unary' && e.operator === '&' ? uncast(e.operand) : e
    if (function_.kind !== 'identifier' || function_.symbol?.kind !== 'function') return undefined
    const source = this.#flow.functions.get(functionKey(function_.symbol, path))
    return source && this.#flow.analysis(source.definition, source.path)
  }
}

/** The pointer that is called, with or without a `*` in front. */
function pointerOf({ callee }: Call): Call['callee'] {
  const e = stripped(callee)
  return e.kind === 'unary' && e.operator === '*' ? e.operand : e
}

function isCallback(value: Value): boolean {
  return value.kind === 'initial' && value.of.kind === 'field' && callbackLabels.includes(value.of.label)
}

/** Is there a way from the one block to the other that passes none of `avoided`? */
export function leads(from: Block, to: Block, avoided: ReadonlySet<Block>): boolean {
  if (avoided.has(from)) return false
  const seen = new Set([from])
  const open = [from]
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    if (block === to) return true
    for (const edge of block.out) {
      if (edge.exception || seen.has(edge.to) || avoided.has(edge.to)) continue
      seen.add(edge.to)
      open.push(edge.to)
    }
  }
  return false
}
