// Sleep sets (Godefroid 1996). Where one thread has been tried first and then another, the first one sleeps: as long as
// nobody touches what its first stretch touched, letting it run now leads where it has led already. A run in which a sleeping
// thread would go on is given up.
//
// That holds within a bound of preemptions too where putting the stretch first takes no preemption more: the thread had the
// processor, or stands or ends behind the stretch. Else it might take one more, so no other thread sleeps.
import { mixed, type Touch } from '../../machine/trackedMemory.ts'

/** What a thread touches from one choice to the next. */
export class Stretch {
  readonly thread: number
  /** The same for stretches of the same thread that touch the same. */
  sum: number
  /** By block and word: it is written. */
  readonly #words = new Map<number, boolean>()
  readonly #released = new Set<number>()
  readonly #blocks = new Set<number>()
  /** Blocks whose life ends. */
  readonly #ended = new Set<number>()

  constructor(thread: number) {
    this.thread = thread
    this.sum = mixed(thread, 0, 0x736c)
  }

  add(touches: Iterable<Touch>, releases: Iterable<Touch> = []): void {
    for (const { block, word, isWrite } of touches) {
      if (word < 0) this.#ended.add(block.birth)
      this.#blocks.add(block.birth)
      const key = keyOf(block.birth, word)
      const known = this.#words.get(key)
      if (known === true || known === isWrite) continue
      this.#words.set(key, isWrite)
      this.sum = (this.sum + mixed(block.birth, word, Number(isWrite))) | 0
    }
    for (const { block, word } of releases) {
      this.#blocks.add(block.birth)
      const key = keyOf(block.birth, word)
      if (this.#released.has(key)) continue
      this.#released.add(key)
      this.sum = (this.sum + mixed(block.birth, word, 2)) | 0
    }
  }

  /** Would another order of the two make a difference? Not of two releases, nor of one and what several may do at a time. */
  meets(touches: Iterable<Touch>, releases: Iterable<Touch> = []): boolean {
    for (const { block, word, isWrite } of touches) {
      if (this.#ended.has(block.birth)) return true
      if (word < 0) {
        if (this.#blocks.has(block.birth)) return true
        continue
      }
      const key = keyOf(block.birth, word)
      const known = this.#words.get(key)
      if (known === true || (known === false && isWrite) || (isWrite && this.#released.has(key))) return true
    }
    for (const { block, word } of releases)
      if (this.#ended.has(block.birth) || this.#words.get(keyOf(block.birth, word)) === true) return true
    return false
  }
}

function keyOf(birth: number, word: number): number {
  return (birth >>> 0) * 2 ** 21 + (word + 1)
}
