// The functions of a driver, analysed from the bottom of the call graph up: a call means what its callee's summary says,
// across files. What calls itself, directly or through others, is unknown where it does. An analysis is kept until its
// function, or the summary of something it calls, is another one.
import { macrosOf } from '../c/token.ts'
import type { Call, FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import type { EffectsTable, RoutineEffects } from '../knowledge/effects.ts'
import type { Driver } from '../project/drivers.ts'
import { functionKey, stripped } from '../project/functionFlows.ts'
import { none } from '../text/compact.ts'
import { calledName } from './access.ts'
import type { CallEnding } from './controlFlow.ts'
import { type CalledFunctions, FunctionAnalysis, type FunctionSource } from './functionAnalysis.ts'
import type { Question } from './question.ts'
import type { Callee, Summary } from './summary.ts'
import type { Value } from './terms.ts'
import { isTrace } from './tracing.ts'

/** The kernel and RDBSS write to what they are given, not to a driver's own variables. */
const systemName = /^_*(?:Rx|Rtl|Ex|Io|Ke|Kf|Ki|Mm|Cc|FsRtl|Zw|Nt|Ob|Ps|Se|Po|Dbg|Kd|Interlocked|mem|str|wcs|wil|vDbg)/

const trace: Callee = { kind: 'routine', routine: { name: 'trace', irql: undefined, effects: none } }

interface Known {
  readonly definition: FunctionDefinition
  readonly effects: EffectsTable
  readonly analysis: FunctionAnalysis
  /** The summaries that it was made with; undefined: of a function in the midst of its own analysis. */
  readonly used: ReadonlyMap<string, Summary | undefined>
}

/** Analyses of one driver's functions, by key, from one version of its sources to the next. */
export class AnalysisCache {
  readonly known = new Map<string, Known>()
  /** Keys of the functions that a body names. */
  readonly named = new WeakMap<FunctionDefinition, readonly string[]>()
  readonly routines = new WeakMap<Call, RoutineEffects | 'none'>()
}

export class DriverAnalysis {
  readonly #effects: EffectsTable
  readonly #cache: AnalysisCache
  readonly #sources = new Map<string, FunctionSource>()
  /** Done in this version. */
  readonly #analyses = new Map<string, FunctionAnalysis>()

  constructor({ units }: Driver, effects: EffectsTable, cache: AnalysisCache) {
    this.#effects = effects
    this.#cache = cache
    // Of C++: overloads, or members of several classes or namespaces. Which one a call means is not known.
    const severalBodies = new Set<string>()
    for (const { definitions, unit } of units) {
      const own = new Set<string>()
      for (const definition of definitions) {
        const key = functionKey(definition.symbol, unit.path)
        const source = { definition, path: unit.path, semantics: unit.semantics }
        if (own.has(key)) severalBodies.add(key)
        else if (!this.#sources.has(key)) this.#sources.set(key, source)
        own.add(key)
      }
    }
    for (const key of severalBodies) this.#sources.delete(key)
    for (const key of cache.known.keys()) if (!this.#sources.has(key)) cache.known.delete(key)
  }

  /** All functions with a body, those in headers included, by key. */
  get functions(): ReadonlyMap<string, FunctionSource> {
    return this.#sources
  }

  /** Of a function with a body in the driver. */
  analysis(definition: FunctionDefinition, path: string): FunctionAnalysis | undefined {
    const key = functionKey(definition.symbol, path)
    const source = this.#sources.get(key)
    if (source?.definition !== definition) return undefined
    const done = this.#analyses.get(key)
    if (done !== undefined) return done
    for (const each of this.#fromBelow(key)) if (this.#sources.has(each)) this.#analyse(each)
    return this.#analyses.get(key)
  }

  /**
   * Asks the questions of these functions and of those below them, callees first, and lets go of the states of each one
   * behind it, `lookedAt` left out. Stops after each, since all of them may take a while.
   */
  *follow(
    sources: Iterable<FunctionSource>,
    questions: Iterable<Question>,
    lookedAt: ReadonlySet<FunctionDefinition> = new Set(),
  ): Iterable<void> {
    for (const { definition, path } of sources)
      for (const key of this.#fromBelow(functionKey(definition.symbol, path))) {
        if (this.#analyses.has(key) || !this.#sources.has(key)) continue
        const analysis = this.#analyse(key)
        for (const ask of questions) askSafely(ask, analysis, this)
        if (!lookedAt.has(analysis.definition)) analysis.release()
        yield
      }
  }

  /** Lets go of what is known at points, until somebody asks again. */
  releasePoints(): void {
    for (const { analysis } of this.#cache.known.values()) analysis.releasePoints()
  }

  /** The routine that a call means, by the macro that the author wrote or by what it expands to. */
  routine(call: Call): RoutineEffects | undefined {
    const { routines } = this.#cache
    let routine = routines.get(call)
    if (routine === undefined) routines.set(call, (routine = this.#routineOf(call) ?? 'none'))
    return routine === 'none' ? undefined : routine
  }

  #routineOf(call: Call): RoutineEffects | undefined {
    const callee = stripped(call.callee)
    const macros = callee.first.expansion === undefined ? [] : macrosOf(callee.first)
    for (const name of macros.reverse()) {
      const routine = this.#effects.of(name)
      if (routine !== undefined) return routine
    }
    const name = calledName(call)
    return name === undefined ? undefined : this.#effects.of(name)
  }

  // ---- The call graph --------------------------------------------------------------------------------------------

  /** The functions below `key` that are not done, callees first, without recursion. */
  #fromBelow(key: string): string[] {
    const order: string[] = []
    const seen = new Set<string>([key])
    const open = [{ key, callees: this.#calleesOf(key), next: 0 }]
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const callee = top.callees[top.next++]
      if (callee === undefined) {
        order.push(top.key)
        open.pop()
      } else if (!seen.has(callee) && !this.#analyses.has(callee)) {
        seen.add(callee)
        open.push({ key: callee, callees: this.#calleesOf(callee), next: 0 })
      }
    }
    return order
  }

  /** Functions with a body that the function names, to call them or to hand them on. */
  #calleesOf(key: string): readonly string[] {
    const source = this.#sources.get(key)
    if (source === undefined) return []
    let named = this.#cache.named.get(source.definition)
    if (named === undefined) this.#cache.named.set(source.definition, (named = namedFunctions(source)))
    return named.filter(each => this.#sources.has(each) && this.#effects.of(nameIn(each)) === undefined)
  }

  #analyse(key: string): FunctionAnalysis {
    const done = this.#analyses.get(key)
    if (done !== undefined) return done
    const source = this.#sources.get(key)!
    const known = this.#cache.known.get(key)
    if (known !== undefined && this.#isCurrent(known, source)) {
      this.#analyses.set(key, known.analysis)
      return known.analysis
    }
    const used = new Map<string, Summary | undefined>()
    const analysis = new FunctionAnalysis(source, this.#called(source, used))
    // While the summary is made, calls of the function itself are unknown.
    if (analysis.unknown === undefined) void analysis.summary
    this.#analyses.set(key, analysis)
    this.#cache.known.set(key, { definition: source.definition, effects: this.#effects, analysis, used })
    return analysis
  }

  #isCurrent({ definition, effects, used }: Known, source: FunctionSource): boolean {
    if (definition !== source.definition || effects !== this.#effects) return false
    for (const [key, summary] of used) if (this.#summaryOf(key) !== summary) return false
    return true
  }

  /** Undefined: not done yet, or not known well enough. */
  #summaryOf(key: string): Summary | undefined {
    const analysis = this.#analyses.get(key)
    return analysis?.unknown === undefined ? analysis?.summary : undefined
  }

  // ---- What is called ----------------------------------------------------------------------------------------------

  #called(source: FunctionSource, used: Map<string, Summary | undefined>): CalledFunctions {
    return {
      endingOf: call => this.#endingOf(call),
      calleeOf: (call, pointer) => this.#calleeOf(call, pointer, source.path, used),
    }
  }

  #endingOf(call: Call): CallEnding {
    const effects = this.routine(call)?.effects ?? []
    if (effects.some(({ verb }) => verb === 'throws')) return 'raises'
    if (effects.some(({ verb }) => verb === 'ends')) return 'never'
    const callee = stripped(call.callee)
    const symbol = callee.kind === 'identifier' ? callee.symbol : undefined
    const isNever = symbol?.specifiers?.noreturn || symbol?.attributes.some(({ name }) => name === 'noreturn')
    return isNever || symbol?.specifiers?.attributes.some(({ name }) => name === 'noreturn') ? 'never' : 'returns'
  }

  #calleeOf(call: Call, pointer: Value | undefined, path: string, used: Map<string, Summary | undefined>): Callee {
    const routine = this.routine(call)
    if (routine !== undefined) return { kind: 'routine', routine }
    const callee = stripped(call.callee)
    const named = callee.kind === 'identifier' && callee.symbol?.kind === 'function' ? callee.symbol : undefined
    const key = named === undefined ? keyOf(pointer) : functionKey(named, path)
    if (key === undefined || !this.#sources.has(key)) {
      // Its file may be read later.
      if (key !== undefined) used.set(key, undefined)
      const name = calledName(call)
      if (name !== undefined && systemName.test(name)) return { kind: 'system' }
      return isTrace(call) ? trace : { kind: 'unknown' }
    }
    // A function in the midst of its own analysis stays unknown to it.
    if (!used.has(key)) used.set(key, this.#summaryOf(key))
    const summary = used.get(key)
    return summary === undefined ? { kind: 'unknown' } : { kind: 'function', summary }
  }
}

function keyOf(pointer: Value | undefined): string | undefined {
  return pointer?.kind === 'function' ? pointer.key : undefined
}

function namedFunctions({ definition, path }: FunctionSource): string[] {
  const keys = new Set<string>()
  for (const node of descendantsOf(definition.body))
    if (node.kind === 'identifier' && node.symbol?.kind === 'function') keys.add(functionKey(node.symbol, path))
  return [...keys]
}

/** The function's name in its key. */
function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('|') + 1)
}

/** A question that throws is told where a rule asks it. */
function askSafely(ask: Question, analysis: FunctionAnalysis, flow: DriverAnalysis): void {
  try {
    ask(analysis, flow)
  } catch {
    // Asked again, it throws again.
  }
}
