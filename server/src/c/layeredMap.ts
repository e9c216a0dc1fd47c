// A map on top of another one that many share: what precompiled headers bind lies below what a unit binds itself.

/** `undefined` is no value. */
export class LayeredMap<K, V> {
  /** `undefined` hides a binding of the map below. */
  readonly #own = new Map<K, V | undefined>()
  #below: ReadonlyMap<K, V> = new Map()
  /** Some binding of the map below has been hidden. */
  #hides = false

  get(key: K): V | undefined {
    const own = this.#own.get(key)
    if (own !== undefined || (this.#hides && this.#own.has(key))) return own
    return this.#below.get(key)
  }

  has(key: K): boolean {
    return this.get(key) !== undefined
  }

  set(key: K, value: V | undefined): void {
    if (this.#below.get(key) === value) this.#own.delete(key)
    else {
      this.#own.set(key, value)
      this.#hides ||= value === undefined
    }
  }

  /** Puts another map below; bindings of the map itself stay. */
  layOn(below: ReadonlyMap<K, V>): void {
    this.#below = below
  }

  /** Bindings that do not come from the map below. */
  *own(): Iterable<[K, V]> {
    for (const [key, value] of this.#own) if (value !== undefined) yield [key, value]
  }

  /** How many keys the map itself binds or hides. */
  get ownSize(): number {
    return this.#own.size
  }

  *[Symbol.iterator](): Iterator<[K, V]> {
    yield* this.own()
    for (const entry of this.#below) if (!this.#own.has(entry[0])) yield entry
  }

  *keys(): Iterable<K> {
    for (const [key] of this) yield key
  }

  *values(): Iterable<V> {
    for (const [, value] of this) yield value
  }
}
