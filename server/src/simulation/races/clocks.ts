// Happens-before, as vector clocks: what each thread knows of the others. A thread is counted anew each time its number
// begins to run something, so that two workers that follow each other on one number are two. Vectors are never changed,
// so a copy of the clocks is a copy of a few tables. Source: Mattern 1989; Flanagan and Freund, FastTrack, 2009.

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

const unpublished: Published = { byWriters: nothing, byReaders: nothing }

export interface ClocksSnapshot {
  readonly vectors: readonly Vector[]
  readonly lives: readonly number[]
  readonly begun: number
  readonly objects: ReadonlyMap<number, Published>
}

export class Clocks {
  /** By number of the thread. */
  #vectors: Vector[] = []
  #lives: number[] = []
  #begun = 0
  #objects = new Map<number, Published>()

  /** The thread begins something new, and knows what is in the vector. */
  begin(thread: number, known: Vector): void {
    // Beyond that many, lives share their numbers: what one of them does seems to follow the other.
    const life = this.#begun++ & lifeMask
    this.#lives[thread] = life
    this.#vectors[thread] = ticked(known, life)
  }

  /** The thread knows nothing, and is nobody whose doings matter. */
  forgetAll(thread: number): void {
    if (this.#lives[thread] === undefined) this.begin(thread, nothing)
    this.#vectors[thread] = nothing
  }

  of(thread: number): Vector {
    return this.#vectors[thread] ?? nothing
  }

  lifeOf(thread: number): number {
    return this.#lives[thread] ?? 0
  }

  now(thread: number): Moment {
    const life = this.lifeOf(thread)
    return (this.of(thread)[life] ?? 0) * (lifeMask + 1) + life
  }

  /** Does the thread know all that was done until that moment? 0: nothing was. */
  knows(thread: number, moment: Moment): boolean {
    return isKnown(this.of(thread), moment)
  }

  learn(thread: number, vector: Vector): void {
    this.#vectors[thread] = joined(this.of(thread), vector)
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
    this.#vectors[thread] = ticked(this.of(thread), this.lifeOf(thread))
  }

  snapshot(): ClocksSnapshot {
    return {
      vectors: [...this.#vectors],
      lives: [...this.#lives],
      begun: this.#begun,
      objects: new Map(this.#objects),
    }
  }

  restore({ vectors, lives, begun, objects }: ClocksSnapshot): void {
    this.#vectors = [...vectors]
    this.#lives = [...lives]
    this.#begun = begun
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
  if (b.every((time, life) => time <= (a[life] ?? 0))) return a
  const length = Math.max(a.length, b.length)
  return Array.from({ length }, (_, life) => Math.max(a[life] ?? 0, b[life] ?? 0))
}

/** One step further in the life's own time. */
function ticked(vector: Vector, life: number): Vector {
  const length = Math.max(vector.length, life + 1)
  return Array.from({ length }, (_, each) => (vector[each] ?? 0) + (each === life ? 1 : 0))
}
