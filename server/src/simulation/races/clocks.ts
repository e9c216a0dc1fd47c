// Happens-before, as vector clocks: what each thread knows of the others. A thread is counted anew each time its number
// begins to run something, so that two workers that follow each other on one number are two. Vectors are never changed,
// so a copy of the clocks is a copy of a few tables. Source: Mattern 1989; Flanagan and Freund, FastTrack, 2009.

import { mixed } from '../../machine/trackedMemory.ts'

/** By life of a thread; what is missing is 0. */
export type Vector = readonly number[]

/** A moment of one life: its number below, its own time above. */
export type Moment = number

const lifeBits = 9
const lifeMask = (1 << lifeBits) - 1

const nothing: Vector = []

/** What others learn of who let go last: readers learn nothing of each other. */
interface Published {
  readonly byWriters: Vector
  readonly byReaders: Vector
}

/** Whoever knows what is in the vector. */
export interface Knower {
  readonly name: number
  readonly vector: Vector
  /** Somebody may know this and nothing else. */
  readonly isFirst: boolean
}

/** A number for the set of those that know of the moment. Undefined: whoever goes on knows of it, and will. */
export function knowersOf(moment: Moment, knowers: readonly Knower[]): number | undefined {
  let sum = 0
  let isSettled = true
  for (const { name, vector, isFirst } of knowers)
    if (isKnown(vector, moment)) sum = (sum + name) | 0
    else if (isFirst) isSettled = false
  return isSettled ? undefined : sum
}

/** What objects are: `name` undefined where one is gone; `isFirst`: something begins with what is learnt of it. */
interface Objects {
  name(object: number): number | undefined
  isFirst(object: number): boolean
}

const unpublished: Published = { byWriters: nothing, byReaders: nothing }

export interface ClocksSnapshot {
  readonly vectors: readonly Vector[]
  readonly moments: readonly Moment[]
  readonly lives: readonly number[]
  readonly begun: number
  readonly names: readonly number[]
  readonly counts: ReadonlyMap<number, number>
  readonly objects: ReadonlyMap<number, Published>
}

export class Clocks {
  /** By number of the thread. */
  #vectors: Vector[] = []
  /** Its own time in that vector, which accesses ask for most. */
  #moments: Moment[] = []
  #lives: number[] = []
  #begun = 0
  /** By life: the same in every order of the threads. */
  #names: number[] = []
  /** By name of the thread: its lives. */
  #counts = new Map<number, number>()
  #objects = new Map<number, Published>()

  /** The thread, of that name, begins something new, and knows what is in the vector. */
  begin(thread: number, known: Vector, name: number): void {
    // Beyond that many, lives share their numbers: what one of them does seems to follow the other.
    const life = this.#begun++ & lifeMask
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    this.#names[life] = mixed(name, count, 0x6c)
    this.#lives[thread] = life
    this.#set(thread, ticked(known, life))
  }

  /** The thread knows nothing, and is nobody whose doings matter. */
  forgetAll(thread: number): void {
    if (this.#lives[thread] === undefined) this.begin(thread, nothing, thread)
    this.#set(thread, nothing)
  }

  of(thread: number): Vector {
    return this.#vectors[thread] ?? nothing
  }

  lifeOf(thread: number): number {
    return this.#lives[thread] ?? 0
  }

  now(thread: number): Moment {
    return this.#moments[thread] ?? 0
  }

  #set(thread: number, vector: Vector): void {
    const life = this.lifeOf(thread)
    this.#vectors[thread] = vector
    this.#moments[thread] = ((vector[life] ?? 0) << lifeBits) | life
  }

  /** Does the thread know all that was done until that moment? 0: nothing was. */
  knows(thread: number, moment: Moment): boolean {
    return isKnown(this.of(thread), moment)
  }

  learn(thread: number, vector: Vector): void {
    this.#set(thread, joined(this.of(thread), vector))
  }

  /** `shared`: as one of several readers. */
  acquire(thread: number, object: number, shared = false): void {
    const { byWriters, byReaders } = this.#objects.get(object) ?? unpublished
    this.learn(thread, shared ? byWriters : joined(byWriters, byReaders))
  }

  release(thread: number, object: number, shared = false): void {
    const published = this.#objects.get(object) ?? unpublished
    const own = this.of(thread)
    this.#objects.set(object, {
      byWriters: shared ? published.byWriters : joined(published.byWriters, own),
      byReaders: shared ? joined(published.byReaders, own) : published.byReaders,
    })
    this.tick(thread)
  }

  /** What the thread does from now on is none of what others have learnt. */
  tick(thread: number): void {
    this.#set(thread, ticked(this.of(thread), this.lifeOf(thread)))
  }

  /** The same number for the life of a moment in every order of the threads. */
  lifeName(moment: Moment): number {
    return this.#names[moment & lifeMask] ?? 0
  }

  /**
   * Who can ask from now on whether it knows of a moment: threads that go on, and objects, from which others learn.
   */
  knowers(goesOn: (thread: number) => boolean, objects: Objects): Knower[] {
    const knowers: Knower[] = []
    for (const [thread, vector] of this.#vectors.entries())
      if (vector !== undefined && goesOn(thread)) knowers.push({ name: mixed(thread, 0, 0x76), vector, isFirst: true })
    for (const [object, { byWriters, byReaders }] of this.#objects) {
      const name = objects.name(object)
      if (name === undefined) continue
      knowers.push({ name: mixed(name, 0, 0x77), vector: byWriters, isFirst: objects.isFirst(object) })
      if (byReaders.length > 0) knowers.push({ name: mixed(name, 1, 0x77), vector: byReaders, isFirst: false })
    }
    return knowers
  }

  snapshot(): ClocksSnapshot {
    return {
      vectors: this.#vectors.slice(),
      moments: this.#moments.slice(),
      lives: this.#lives.slice(),
      names: this.#names.slice(),
      counts: new Map(this.#counts),
      begun: this.#begun,
      objects: new Map(this.#objects),
    }
  }

  restore({ vectors, moments, lives, begun, names, counts, objects }: ClocksSnapshot): void {
    this.#vectors = vectors.slice()
    this.#moments = moments.slice()
    this.#lives = lives.slice()
    this.#begun = begun
    this.#names = names.slice()
    this.#counts = new Map(counts)
    this.#objects = new Map(objects)
  }
}

export function lifeAt(moment: Moment): number {
  return moment & lifeMask
}

export function isKnown(vector: Vector, moment: Moment): boolean {
  return (vector[moment & lifeMask] ?? 0) >= moment >>> lifeBits
}

export function joined(a: Vector, b: Vector): Vector {
  let life = 0
  while (life < b.length && b[life]! <= (a[life] ?? 0)) life++
  if (life === b.length) return a
  const both = a.slice()
  for (let i = a.length; i < life; i++) both.push(0)
  for (; life < b.length; life++) both[life] = Math.max(both[life] ?? 0, b[life]!)
  return both
}

/** One step further in the life's own time. */
function ticked(vector: Vector, life: number): Vector {
  const next = vector.slice()
  while (next.length <= life) next.push(0)
  next[life]!++
  return next
}
