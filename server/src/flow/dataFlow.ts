// Facts along a control-flow graph, by iteration over a worklist in reverse postorder (Kildall 1973, Kam and Ullman 1976).
// An analysis says what holds at the start, what a block and an edge make of it, and how facts of several ways join.
import type { Block, ControlFlowGraph, Edge } from './graph.ts'

export interface Analysis<F> {
  readonly direction: 'forward' | 'backward'
  /** At the function's entry, or at its exit. */
  readonly start: F
  /** What holds behind the block, in the direction of the analysis. */
  transfer(block: Block, before: F): F
  /** What arrives over the edge of what holds where it begins; undefined: it cannot be taken. */
  along(edge: Edge, facts: F): F | undefined
  /** What holds where `arriving`, one for each edge that is taken, come together; `before`: what held there so far. */
  join(block: Block, arriving: readonly F[], before: F | undefined): F
  equal(a: F, b: F): boolean
}

export interface Solution<F> {
  /** What holds where a block is entered, in the direction of the analysis; undefined: it is not reached. */
  at(block: Block): F | undefined
  /** The facts did not settle within the limit: what is told may be incomplete. */
  readonly cutShort: boolean
}

/** How often a block is looked at before the analysis gives up: one in inner loops, and all of them on average. */
const mostVisits = 100
const mostOnAverage = 24

export function solve<F>(graph: ControlFlowGraph, analysis: Analysis<F>): Solution<F> {
  return new Solver(graph, analysis).solve()
}

class Solver<F> {
  readonly #analysis: Analysis<F>
  readonly #order: readonly Block[]
  readonly #ranks = new Map<Block, number>()
  readonly #before = new Map<Block, F>()
  /** By edge, what arrived over it last. */
  readonly #arrived = new Map<Edge, F>()
  readonly #forward: boolean
  readonly #first: Block

  constructor(graph: ControlFlowGraph, analysis: Analysis<F>) {
    this.#analysis = analysis
    this.#forward = analysis.direction === 'forward'
    this.#order = this.#forward ? graph.blocks : [...graph.blocks].reverse()
    this.#first = this.#forward ? graph.entry : graph.exit
    for (const [rank, block] of this.#order.entries()) this.#ranks.set(block, rank)
  }

  solve(): Solution<F> {
    const { start } = this.#analysis
    const visits = new Uint16Array(this.#order.length)
    const waiting = new Worklist(this.#order.length)
    let cutShort = false
    let left = mostOnAverage * this.#order.length
    const first = this.#ranks.get(this.#first)
    if (first !== undefined) waiting.add(first)
    for (let rank = waiting.next(); rank !== undefined; rank = waiting.next()) {
      if (visits[rank]!++ >= mostVisits || left-- <= 0) {
        cutShort = true
        continue
      }
      const block = this.#order[rank]!
      const facts = this.#entering(block, start)
      if (facts === undefined) continue
      const known = this.#before.get(block)
      if (known !== undefined && this.#analysis.equal(known, facts)) continue
      this.#before.set(block, facts)
      for (const next of this.#leave(block, facts)) waiting.add(this.#ranks.get(next)!)
    }
    return { at: block => this.#before.get(block), cutShort }
  }

  #entering(block: Block, start: F): F | undefined {
    const edges = this.#forward ? block.in : block.out
    const arriving: F[] = []
    for (const edge of edges) {
      const facts = this.#arrived.get(edge)
      if (facts !== undefined) arriving.push(facts)
    }
    if (block === this.#first) arriving.push(start)
    return arriving.length === 0 ? undefined : this.#analysis.join(block, arriving, this.#before.get(block))
  }

  /** Sends what holds behind the block over its edges; the blocks where that is news. */
  #leave(block: Block, facts: F): Block[] {
    const after = this.#analysis.transfer(block, facts)
    const changed: Block[] = []
    for (const edge of this.#forward ? block.out : block.in) {
      const arriving = this.#analysis.along(edge, after)
      const known = this.#arrived.get(edge)
      if (arriving === undefined || (known !== undefined && this.#analysis.equal(known, arriving))) continue
      this.#arrived.set(edge, arriving)
      changed.push(this.#forward ? edge.to : edge.from)
    }
    return changed
  }
}

/** Numbers below a limit, each once, taken out from the least one on. */
class Worklist {
  readonly #waiting: Uint8Array
  #least: number

  constructor(limit: number) {
    this.#waiting = new Uint8Array(limit)
    this.#least = limit
  }

  add(rank: number): void {
    this.#waiting[rank] = 1
    if (rank < this.#least) this.#least = rank
  }

  next(): number | undefined {
    while (this.#least < this.#waiting.length) {
      const rank = this.#least++
      if (this.#waiting[rank] === 0) continue
      this.#waiting[rank] = 0
      return rank
    }
    return undefined
  }
}
