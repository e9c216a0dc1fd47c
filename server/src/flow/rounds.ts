// What happened in a round of a loop that is over. Who goes through a loop in steps (`for (step = 0; …) switch (step)`) does
// another thing in each round: that some round has freed a block, say, does not mean that this one will free it again. Only
// what every round does is known to have been done before.
import type { Block, ControlFlowGraph, Edge } from './graph.ts'
import { isLoopHead } from './graph.ts'
import { type IntMap, mapped } from './intMap.ts'
import { changed, type Happening, type Interned, type IrqlState, type State } from './state.ts'

/** The blocks between a head and the ends of its rounds, both included. */
type Loop = ReadonlySet<Block>

export class Rounds {
  readonly #interned: Interned
  /** By head. */
  readonly #loops: ReadonlyMap<Block, Loop>
  /** By the edge at the end of a round, the numbers of the blocks that each such round passes. */
  readonly #everyRound = new Map<Edge, ReadonlySet<number>>()
  /** By head, at which levels and in how many critical regions the loop is entered. */
  readonly #entered = new Map<Block, Set<IrqlState | State['region']>>()
  /** By edge, the numbers of the blocks of the loops that it leaves. */
  readonly #left = new Map<Edge, ReadonlySet<number>>()

  constructor({ blocks }: ControlFlowGraph, interned: Interned) {
    this.#interned = interned
    this.#loops = new Map(blocks.filter(isLoopHead).map(head => [head, loopOf(head)]))
  }

  /** The state as it comes over the edge. */
  along(edge: Edge, state: State): State {
    if (this.#loops.size === 0) return state
    const loop = this.#loops.get(edge.to)
    if (loop?.has(edge.from) === true) return this.#ended(edge, loop, this.#levelled(edge.to, state))
    if (loop !== undefined) this.#enter(edge.to, state)
    return this.#gone(edge, state)
  }

  #enter(head: Block, { irql, region }: State): void {
    const entered = this.#entered.get(head) ?? new Set()
    this.#entered.set(head, entered.add(irql).add(region))
  }

  /** One round may raise what another one lowers. */
  #levelled(head: Block, state: State): State {
    const entered = this.#entered.get(head)
    const { irql, region } = state
    if (entered === undefined || (entered.has(irql) && entered.has(region))) return state
    return changed(state, {
      irql: entered.has(irql) ? irql : this.#interned.irql({ isEntry: false, min: 0, max: 2 }),
      region: entered.has(region) ? region : undefined,
    })
  }

  #ended(edge: Edge, loop: Loop, state: State): State {
    if (state.freed === undefined && state.locks === undefined) return state
    let every = this.#everyRound.get(edge)
    if (every === undefined)
      this.#everyRound.set(edge, (every = numbersOf(loop, block => isOnEveryWay(block, edge, loop))))
    const isOfSome = (block: number) => numbers.has(block) && !every.has(block)
    const numbers = numbersOf(loop)
    return this.#changed(state, {
      freed: this.#marked(state.freed, isOfSome, true),
      locks: this.#marked(state.locks, isOfSome, true),
    })
  }

  /** Behind the loop it was done, in whatever round. A lock that one round takes may be what another one gives back. */
  #gone(edge: Edge, state: State): State {
    if (state.freed === undefined) return state
    let left = this.#left.get(edge)
    if (left === undefined) {
      const loops = [...this.#loops.values()].filter(loop => loop.has(edge.from) && !loop.has(edge.to))
      this.#left.set(edge, (left = new Set(loops.flatMap(loop => [...numbersOf(loop)]))))
    }
    return left.size === 0
      ? state
      : this.#changed(state, { freed: this.#marked(state.freed, left.has.bind(left), false) })
  }

  #changed(state: State, changes: Partial<Pick<State, 'freed' | 'locks'>>): State {
    const isSame = Object.entries(changes).every(([key, value]) => state[key as keyof typeof changes] === value)
    return isSame ? state : changed(state, changes)
  }

  #marked(map: IntMap<Happening>, isMeant: (block: number) => boolean, isOfSomeRound: boolean): IntMap<Happening> {
    return mapped(map, (_, each) =>
      each.isOfSomeRound !== isOfSomeRound && isMeant(each.block)
        ? this.#interned.happening({ ...each, isOfSomeRound })
        : each,
    )
  }
}

function loopOf(head: Block): Loop {
  const loop = new Set([head])
  const waiting = head.in.map(({ from }) => from).filter(from => from.id >= head.id)
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    if (loop.has(block)) continue
    loop.add(block)
    waiting.push(...block.in.map(({ from }) => from))
  }
  return loop
}

/** No way through the loop from its head to the end of the round leaves the block out. */
function isOnEveryWay(block: Block, { from: end, to: head }: Edge, loop: Loop): boolean {
  if (block === end || block === head) return true
  const reached = new Set([head])
  for (const each of reached)
    for (const { to } of each.out) if (to !== block && to !== head && loop.has(to)) reached.add(to)
  return !reached.has(end)
}

function numbersOf(blocks: ReadonlySet<Block>, isMeant: (block: Block) => boolean = () => true): ReadonlySet<number> {
  return new Set([...blocks].filter(isMeant).map(({ id }) => id))
}
