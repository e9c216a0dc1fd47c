// What a driver may not do, as the model's C finds it. It ends the run, unless the author allows it there and nothing in the
// model depends on what was demanded (KxFailUnlessAllowed in kernel.h): then the run goes on.
import { type HistoryEntry, type Site, Trap } from '../../machine/fault.ts'
import type { HostCall, HostRoutine, Pointer } from '../../machine/host.ts'
import type { Thread } from '../../machine/thread.ts'
import { ownSite } from './callers.ts'
import { textOf } from './texts.ts'

/** A violation that is not where the running thread stands. */
export class Misplaced extends Trap {
  readonly stack: readonly Site[]
  readonly thread: number

  constructor(
    code: string,
    message: string,
    thread: number,
    site: Site | undefined,
    stack: readonly Site[],
    history: readonly HistoryEntry[],
  ) {
    super(code, message, history, site)
    this.thread = thread
    this.stack = stack
  }
}

interface MistakesHost {
  /** By number. */
  thread(number: number): Thread | undefined
  stack(thread: Thread): readonly Site[]
  /** Of the driver's function or object that the pointer leads to. */
  siteOf(pointer: Pointer): Site | undefined
  record(thread: number, text: string, site: Site | undefined): void
}

export class Mistakes {
  /** Does the author allow such a mistake there? */
  allows: (code: string, site: Site) => boolean = () => false
  /** What KxFailIn and its like found in this run; the trap of the run says only that they did. */
  misplaced: Misplaced | undefined
  readonly #host: MistakesHost

  constructor(host: MistakesHost) {
    this.#host = host
  }

  get routines(): Record<string, HostRoutine> {
    return {
      KxFail: call => call.fault(codeOf(call.word(0)), textOf(call, 1)),
      KxFailUnlessAllowed: call => {
        const code = codeOf(call.word(0))
        if (!this.passes(code, call.thread)) call.fault(code, textOf(call, 1))
      },
      KxFailIn: call => this.failIn(call, codeOf(call.word(1)), textOf(call, 2), call.pointer(0)),
      KxFailInUnlessAllowed: call => {
        const code = codeOf(call.word(1))
        if (!this.passes(code, call.thread, this.#host.siteOf(call.pointer(0))))
          this.failIn(call, code, textOf(call, 2), call.pointer(0))
      },
    }
  }

  /** The author allows the mistake where it is made: by default where the thread stands. */
  passes(code: string, thread: Thread, site = ownSite(this.#host.stack(thread))): boolean {
    if (site === undefined || !this.allows(code, site)) return false
    this.#host.record(thread.number, `allowed ${code}`, site)
    return true
  }

  /** In what the pointer leads to; by default of the thread that calls. */
  failIn(
    call: HostCall,
    code: string,
    message: string,
    where: Pointer,
    thread: number = call.thread.number,
    places: readonly HistoryEntry[] = [],
  ): never {
    const stack = this.#host.stack(this.#host.thread(thread) ?? call.thread)
    const site = this.#host.siteOf(where) ?? ownSite(stack)
    this.misplaced = new Misplaced(code, message, thread, site, stack, places)
    throw this.misplaced
  }
}

export function codeOf(number: number): string {
  return `MRX${String(number).padStart(3, '0')}`
}
