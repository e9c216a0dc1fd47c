// What orders the threads of a run, and what nothing orders: data races and locks in two orders. The kernel of the model
// says what orders (KxTakes, KxGives, KxPublishes, KxLearns, KxInterlocked in kernel.h), the memory says what the driver's
// code touches. Accesses of RDBSS and the kernel are their own business. It is always on in simulation: a run is a
// sequence of synchronisations, and whatever lies between two of them cannot race unseen, so that threads need to be
// switched at synchronisations only.
import { type Site, Trap } from '../../machine/fault.ts'
import type { HostCall, Pointer } from '../../machine/host.ts'
import { type Block, bytes, describe, type Memory } from '../../machine/memory.ts'
import { callWords, type Thread } from '../../machine/thread.ts'
import { mixed } from '../../machine/trackedMemory.ts'
import type { Origin } from '../model.ts'
import type { Ahead } from '../scheduler.ts'
import { Clocks, type ClocksSnapshot, joined, type Knower, type Moment, type Vector } from './clocks.ts'
import type { SummedKnowledge } from './knowledge.ts'
import { LockOrder, type LockOrderSnapshot } from './lockOrder.ts'
import { Releases, type ReleasesSnapshot } from './releases.ts'
import { type Access, type AccessKind, type Earlier, Shadow, type ShadowSnapshot } from './shadow.ts'

export interface RacesSnapshot {
  readonly clocks: ClocksSnapshot
  readonly unlocked: ClocksSnapshot
  readonly shadow: ShadowSnapshot
  readonly lockOrder: LockOrderSnapshot
  readonly before: readonly Vector[]
  readonly callers: readonly number[]
  readonly posted: ReadonlyMap<number, number>
  readonly releases: ReleasesSnapshot
}

/** Of a run. */
export interface RacingPast {
  /** Of what is not about accesses. */
  readonly sum: number
  readonly accesses: SummedKnowledge
}

/** The earlier access of a race, by what names it in a run that is made once more. */
export interface Sought {
  readonly block: number
  readonly offset: number
  readonly moment: Moment
  readonly kind: AccessKind
}

export const raceCode = 'MRX210'
/** The access that was sought has been reached. */
export const reachedCode = 'reached'

export class Races {
  readonly #clocks = new Clocks()
  /** Of all that orders threads but locks and interlocked operations. */
  readonly #unlocked = new Clocks()
  readonly #shadow = new Shadow(this.#clocks)
  readonly #lockOrder = new LockOrder(this.#unlocked)
  /** By number of the program's entry: whose code it is. */
  readonly #origins: readonly (Origin | undefined)[]
  /** What every step that begins now comes after, by both clocks. */
  #before: [Vector, Vector] = [[], []]
  /** Threads that steps of this phase ran on. */
  #callers = new Set<number>()
  /** By object: the name of what begins alone for it. */
  #posted = new Map<number, number>()
  readonly #releases = new Releases()
  /** Told of the kind of an object that ends, where some thread released it and nothing orders the two. */
  onDoubtfulEnd: (kind: number) => void = () => undefined
  /** Told of each access to a word of the block. False: none of its accesses races in any run, and `sum` leaves it out. */
  mayRace: (block: Block, word: number, kind: AccessKind) => boolean = () => true
  /** The thread that runs. */
  #running: Thread | undefined
  #isVolatile = false
  /** So was the last access. */
  #wasVolatile = false
  /** Annotations look at memory, or write for a stub. */
  #isAside = false
  /** A write of the driver's, which may be none that it may do. */
  mayWrite: (id: number, address: number) => void = () => undefined
  /** The author allows the thread to take locks in another order. */
  allowsInversion: (thread: Thread) => boolean = () => false
  /** The access that was found to race, or the block that is freed. */
  #racing: Access | number | undefined
  /** It may race when it is made once more, at that moment. */
  #passed: { readonly access: Access; readonly moment: Moment } | undefined
  /** A block whose end is made once more as well. */
  #passedEnd: number | undefined
  sought: Sought | undefined
  found: Sought | undefined

  /** `origins`: undefined where accesses are those of the caller. */
  constructor(origins: readonly (Origin | undefined)[]) {
    this.#origins = origins
  }

  // ---- What orders threads -------------------------------------------------------------------------------------

  runs(thread: Thread): void {
    this.#running = thread
  }

  /** What the caller's steps before did is behind it all. */
  beginPhase(): void {
    for (const caller of this.#callers)
      this.#before = [
        joined(this.#before[0], this.#clocks.of(caller)),
        joined(this.#before[1], this.#unlocked.of(caller)),
      ]
    this.#callers.clear()
  }

  beginStep(thread: number, name: number): void {
    const isFirst = !this.#callers.has(thread)
    this.#callers.add(thread)
    if (!isFirst) return
    this.#clocks.begin(thread, this.#before[0], name)
    this.#unlocked.begin(thread, this.#before[1], name)
  }

  /** The thread, of that name, begins, and comes after what `by` has done. */
  begin(thread: number, name: number, by: number): void {
    for (const clocks of this.#all) {
      clocks.begin(thread, clocks.of(by), name)
      clocks.tick(by)
    }
  }

  /** What begins alone for the object has that name. */
  post(call: HostCall, object: Pointer, name: number): void {
    this.#posted.set(objectAt(call.memory, object), name)
  }

  takeBack(call: HostCall, object: Pointer): void {
    this.#posted.delete(objectAt(call.memory, object))
  }

  /** The thread is from now on what was posted, and knows of nobody. */
  beginAlone(call: HostCall, object: Pointer): number {
    const number = objectAt(call.memory, object)
    const name = this.#posted.get(number)!
    this.#posted.delete(number)
    for (const clocks of this.#all) clocks.begin(call.thread.number, [], name)
    return name
  }

  /** The host calls a routine of the model, on a thread of its own. */
  runsHost(thread: number): void {
    this.#running = undefined
    for (const clocks of this.#all) clocks.forgetAll(thread)
  }

  take(call: HostCall, lock: Pointer, exclusive: boolean, waits: boolean, site: () => Site | undefined): void {
    const thread = call.thread.number
    const object = objectAt(call.memory, lock)
    this.#clocks.acquire(thread, object, !exclusive)
    const inversion = this.#lockOrder.take(thread, { lock: object, exclusive }, waits, site)
    // What RDBSS does by itself is right.
    if (inversion === undefined || site() === undefined || this.allowsInversion(call.thread)) return
    const history = inversion.earlier.map(site => ({ what: 'taken in another order here', site }))
    throw new Trap(
      'MRX211',
      'takes a lock while it holds another, and elsewhere they are taken in another order',
      history,
    )
  }

  give(call: HostCall, lock: Pointer, exclusive: boolean): void {
    const object = objectAt(call.memory, lock)
    this.#clocks.release(call.thread.number, object, !exclusive)
    this.#lockOrder.give(call.thread.number, object)
  }

  publish(call: HostCall, object: Pointer): void {
    for (const clocks of this.#all) clocks.release(call.thread.number, objectAt(call.memory, object))
  }

  /** Gives the object back; `kind`: the same for all that are made where it is. */
  releases(call: HostCall, object: Pointer, kind: number): void {
    const number = objectAt(call.memory, object)
    this.#releases.note(
      Math.floor(number / blockBytes),
      number % blockBytes,
      kind,
      this.#clocks.now(call.thread.number),
    )
  }

  /** The object is none any more. */
  ends(call: HostCall, object: Pointer): void {
    const number = objectAt(call.memory, object)
    this.#tellDoubtful(Math.floor(number / blockBytes), call.thread.number, number % blockBytes)
  }

  #tellDoubtful(block: number, thread: number, offset?: number): void {
    const knows = (moment: Moment) => this.#clocks.knows(thread, moment)
    for (const kind of this.#releases.unknown(block, knows, offset)) this.onDoubtfulEnd(kind)
  }

  learn(call: HostCall, object: Pointer): void {
    for (const clocks of this.#all) clocks.acquire(call.thread.number, objectAt(call.memory, object))
  }

  get #all(): readonly Clocks[] {
    return [this.#clocks, this.#unlocked]
  }

  // ---- What the driver touches -----------------------------------------------------------------------------------

  interlocked(call: HostCall, { id, low }: Pointer, size: number): void {
    this.#wasVolatile = false
    this.#synchronized(call.thread, call.memory, id, low, size, 'interlocked')
  }

  /** The next access is of a volatile object: as MSVC compiles it, a read acquires and a write releases. */
  nextIsVolatile(): void {
    this.#isVolatile = true
  }

  /** What is touched meanwhile is none of the driver's business. */
  aside<T>(run: () => T): T {
    const before = this.#isAside
    this.#isAside = true
    try {
      return run()
    } finally {
      this.#isAside = before
    }
  }

  access(memory: Memory, id: number, address: number, size: number, isWrite: boolean): void {
    const thread = this.#running
    const isVolatile = this.#isVolatile
    this.#isVolatile = false
    this.#wasVolatile = isVolatile
    if (this.#isAside || thread === undefined || !this.#isDrivers(thread)) return
    if (isWrite) this.mayWrite(id, address)
    if (isVolatile) this.#synchronized(thread, memory, id, address, size, isWrite ? 'interlocked' : 'read')
    else this.#note(thread, memory, id, address, size, isWrite ? 'write' : 'read')
  }

  /** The thread, on the driver's behalf, frees a block: whatever others did with it has to be behind them. */
  frees({ thread }: HostCall, block: Block): void {
    if (this.#isAside || this.sought !== undefined || block.id === this.#passedEnd) return
    const earlier = this.#shadow.unknown(block.id, thread.number)
    if (earlier === undefined) return
    this.found = { block: block.id, ...earlier }
    this.#racing = block.id
    throw new Trap(
      raceCode,
      `frees ${describe(block)} while another thread ${others[earlier.kind]}, and nothing orders the two`,
    )
  }

  /** `thread`: who ends it. */
  ended(block: number, thread: number): void {
    this.#tellDoubtful(block, thread)
    this.#releases.forget(block)
    this.#shadow.forget(block)
    this.#lockOrder.forget(lock => Math.floor(lock / blockBytes) === block)
  }

  #isDrivers({ calls, depth }: Thread): boolean {
    for (let at = depth - 1; at >= 0; at--) {
      const origin = this.#origins[calls[at * callWords]!]
      if (origin !== undefined) return origin === 'driver'
    }
    return false
  }

  #synchronized(thread: Thread, memory: Memory, id: number, low: number, size: number, kind: AccessKind): void {
    const object = objectAt(memory, { id, low, high: memory.high })
    this.#clocks.acquire(thread.number, object)
    this.#note(thread, memory, id, low, size, kind)
    if (kind === 'interlocked') this.#clocks.release(thread.number, object)
  }

  #note({ number: thread }: Thread, memory: Memory, id: number, address: number, size: number, kind: AccessKind): void {
    const block = id > 0 ? memory.blockOf(id) : memory.ownerOf(address, memory.high)
    if (block === undefined) return
    const offset = (address >>> 0) - block.base
    const access: Access = {
      thread,
      block: block.id,
      birth: block.birth,
      extent: block.extent,
      offset,
      size,
      kind,
      // Whoever else comes to know of a block that was its maker's own knows what was done before.
      mayRace: word => !block.isOwn && this.mayRace(block, word, kind),
      isAllowed: this.#isPassed(thread, block.id, offset, kind),
    }
    if (this.sought !== undefined) return this.#seek(access, this.sought)
    const earlier = this.#shadow.note(access)
    if (earlier === undefined) return
    this.found = { block: block.id, ...earlier }
    this.#racing = access
    throw new Trap(raceCode, raceText(access, earlier, block))
  }

  #isPassed(thread: number, block: number, offset: number, kind: AccessKind): boolean {
    if (this.#passed === undefined) return false
    const { access, moment } = this.#passed
    const isSame = access.thread === thread && access.block === block && access.offset === offset
    return isSame && access.kind === kind && moment === this.#clocks.now(thread)
  }

  /** The race that was found is allowed. Its access is noted, and made once more. */
  passRace(): void {
    const racing = this.#racing!
    if (typeof racing === 'number') this.#passedEnd = racing
    else {
      this.#shadow.note({ ...racing, isAllowed: true })
      this.#passed = { access: racing, moment: this.#clocks.now(racing.thread) }
      this.#isVolatile = this.#wasVolatile
    }
    this.#racing = undefined
    this.found = undefined
  }

  #seek({ thread, block, offset, size, kind }: Access, sought: Sought): void {
    const isThere = block === sought.block && sought.offset >= offset && sought.offset < offset + size
    if (isThere && kind === sought.kind && this.#clocks.now(thread) === sought.moment)
      throw new Trap(reachedCode, 'the access that was sought')
  }

  /**
   * Of all that decides what will race, or be an inversion, from here on: two runs with the same go on alike. What time it is
   * for a thread decides nothing: only who knows of each access that was noted.
   */
  past(memory: Memory, ahead: Ahead): RacingPast {
    const name = (object: number) => {
      const block = memory.blockOf(Math.floor(object / blockBytes))
      return block && mixed(block.birth, object % blockBytes, 0x6f)
    }
    const goesOn = (thread: number) => ahead.isRunning(thread) || ahead.begins(thread)
    const [clocks, unlocked] = this.#all.map((each, i) => [
      ...each.knowers(goesOn, { name, isFirst: object => this.#posted.has(object) }),
      ...this.#stepKnowers(i, ahead),
    ])
    const orders = this.#lockOrder.sum(name, unlocked!)
    return {
      sum: [...this.#callers].reduce((sum, caller) => (sum + mixed(caller, 0, 0x63)) | 0, orders),
      accesses: { sum: this.#shadow.sum(clocks!), all: () => this.#shadow.knowledge(clocks!) },
    }
  }

  /** Steps that are still to begin, in this phase or a later one. `i`: of the clocks. */
  #stepKnowers(i: number, ahead: Ahead): Knower[] {
    const before = this.#before[i]!
    const next = [...this.#callers].reduce((all, caller) => joined(all, this.#all[i]!.of(caller)), before)
    const knowers = [{ name: 0x6265, vector: before, isFirst: ahead.isBeginning }]
    return ahead.laterCallers.size === 0 ? knowers : [...knowers, { name: 0x6e78, vector: next, isFirst: true }]
  }

  // ---- Snapshots -------------------------------------------------------------------------------------------------

  snapshot(): RacesSnapshot {
    return {
      clocks: this.#clocks.snapshot(),
      unlocked: this.#unlocked.snapshot(),
      shadow: this.#shadow.snapshot(),
      lockOrder: this.#lockOrder.snapshot(),
      before: this.#before,
      callers: [...this.#callers],
      posted: new Map(this.#posted),
      releases: this.#releases.snapshot(),
    }
  }

  restore({ clocks, unlocked, shadow, lockOrder, before, callers, posted, releases }: RacesSnapshot): void {
    this.#clocks.restore(clocks)
    this.#unlocked.restore(unlocked)
    this.#shadow.restore(shadow)
    this.#lockOrder.restore(lockOrder)
    this.#before = [before[0]!, before[1]!]
    this.#callers = new Set(callers)
    this.#posted = new Map(posted)
    this.#releases.restore(releases)
    this.#running = undefined
    this.#isVolatile = false
    this.#passed = undefined
    this.#passedEnd = undefined
    this.found = undefined
  }
}

/** Room for the offsets of one block. */
const blockBytes = 2 ** 21

/** A number for what lies there; blocks that follow each other at one address are different. */
function objectAt(memory: Memory, { id, low, high }: Pointer): number {
  const block = id > 0 ? memory.blockOf(id) : memory.ownerOf(low, high)
  return block === undefined ? low >>> 0 : block.id * blockBytes + ((low >>> 0) - block.base)
}

/** The later of the two is the end of the block. */
export function isRacingFree({ code, message }: { readonly code: string; readonly message: string }): boolean {
  return code === raceCode && message.startsWith('frees ')
}

const verbs = { read: 'reads', write: 'writes', interlocked: 'changes' } as const
const others = { read: 'reads it', write: 'writes it', interlocked: 'changes it' } as const

function raceText({ kind, offset, size }: Access, earlier: Earlier, block: Block): string {
  const what = `${bytes(size)} at offset ${offset} of ${describe(block)}`
  return `${verbs[kind]} ${what} while another thread ${others[earlier.kind]}, and nothing orders the two`
}
