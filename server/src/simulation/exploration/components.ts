// Threads that have to do with each other, as far as is known: they touch the same words, and one of them writes; one lets
// another go on; one makes another. What lies in different components can be done in any order, so the threads of one of them
// are tried in all orders, and only then those of the next: a persistent set (Godefroid 1996) that holds within a bound of
// preemptions as well, since a switch between components that is taken out takes no preemption more.
//
// A section of a lock in which nothing else can happen (`isPassing`) keeps two threads together only if something in it does:
// nobody finds the lock taken. But such a section also orders what is before and behind it, which hides races. Between two
// threads that share the lock it does so in some order anyway; over threads of other components it would take a second lock.
// So one lock, and no more, may be passed by several components.
import type { Touch } from '../../machine/trackedMemory.ts'

/** Of a word, by name. */
interface Users {
  readonly readers: Set<number>
  readonly writers: Set<number>
  readonly releasers: Set<number>
  /** In a section in which nothing else happens. */
  readonly passers: Set<number>
}

export class Components {
  /** By name of a thread: one of the same component that was known before; its own where that is the first. */
  readonly #earlier = new Map<number, number>()
  /** In which order threads became known. */
  readonly #ranks = new Map<number, number>()
  /** By birth of the block and number of the word; -1: the end of the block. */
  readonly #blocks = new Map<number, Map<number, Users>>()
  /** The lock that several components may pass. */
  #passed: Users | undefined
  #isOne = false
  #isUsed = false
  #hasGrown = false

  /** What a thread of that name touches and gives back. */
  add(name: number, touches: readonly Touch[], releases: readonly Touch[]): void {
    if (this.#isOne) return
    this.#know(name)
    for (const touch of touches) this.#touch(name, touch)
    for (const { block, word, isPassing } of releases) {
      if (isPassing === true) continue
      const { readers, writers, passers, releasers } = this.#usersOf(block.birth, word)
      if (releasers.has(name)) continue
      releasers.add(name)
      for (const others of [readers, writers, passers, this.#endersOf(block.birth)]) this.#uniteWith(name, others)
    }
  }

  #touch(name: number, { block, word, isWrite, isPassing }: Touch): void {
    const users = this.#usersOf(block.birth, word)
    if (isPassing === true) return this.#pass(name, users, this.#endersOf(block.birth))
    const own = isWrite ? users.writers : users.readers
    if (own.has(name)) return
    own.add(name)
    this.#uniteWith(name, this.#endersOf(block.birth))
    for (const { readers, writers, releasers, passers } of word < 0
      ? this.#blocks.get(block.birth)!.values()
      : [users]) {
      for (const others of [writers, releasers]) this.#uniteWith(name, others)
      if (isWrite) for (const others of [readers, passers]) this.#uniteWith(name, others)
    }
  }

  #pass(name: number, users: Users, enders: ReadonlySet<number>): void {
    const { passers, writers, releasers } = users
    if (passers.has(name)) return
    passers.add(name)
    for (const others of [writers, releasers, enders]) this.#uniteWith(name, others)
    const isShared = [...passers].some(other => this.of(other) !== this.of(name))
    if (isShared) this.#passed ??= users
    if (this.#passed !== users) this.#uniteWith(name, passers)
  }

  /** Who ends the block. */
  #endersOf(birth: number): ReadonlySet<number> {
    return this.#usersOf(birth, -1).writers
  }

  #usersOf(birth: number, word: number): Users {
    let words = this.#blocks.get(birth)
    if (words === undefined) this.#blocks.set(birth, (words = new Map()))
    let users = words.get(word)
    if (users === undefined) {
      users = { readers: new Set(), writers: new Set(), releasers: new Set(), passers: new Set() }
      words.set(word, users)
    }
    return users
  }

  /** From now on there is one. */
  uniteAll(): void {
    this.#isOne = true
    this.#hasGrown ||= this.#isUsed
  }

  #uniteWith(name: number, others: ReadonlySet<number>): void {
    for (const other of others) this.unite(name, other)
  }

  unite(a: number, b: number): void {
    for (const name of [a, b]) this.#know(name)
    const [one, other] = [this.of(a), this.of(b)]
    if (one === other) return
    const isEarlier = this.#know(one) < this.#know(other)
    this.#earlier.set(isEarlier ? other : one, isEarlier ? one : other)
    this.#hasGrown ||= this.#isUsed
  }

  /** The name of the thread of its component that became known first; of a thread that is not known its own. */
  of(name: number): number {
    let at = this.#isOne ? 0 : name
    for (let next = this.#earlier.get(at); next !== undefined; next = this.#earlier.get(at)) at = next
    return at
  }

  /** Its rank. */
  #know(name: number): number {
    let rank = this.#ranks.get(name)
    if (rank === undefined) this.#ranks.set(name, (rank = this.#ranks.size))
    return rank
  }

  /** Of these threads, the component whose threads are to be tried: the one that became known first. */
  firstOf(names: readonly number[]): number {
    const rank = (name: number) => this.#ranks.get(name) ?? Number.POSITIVE_INFINITY
    return names.map(name => this.of(name)).reduce((first, each) => (rank(each) < rank(first) ? each : first))
  }

  /** Somebody has relied on what is known by now. */
  use(): void {
    this.#isUsed = true
  }

  /** Components that somebody relied on have turned out to be one. */
  get hasGrown(): boolean {
    return this.#hasGrown
  }

  /** All is begun again with what is known. */
  forgetUses(): void {
    this.#isUsed = false
    this.#hasGrown = false
  }
}
