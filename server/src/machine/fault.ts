// What can go wrong in a program, as data. A *fault* is undefined behaviour that the program showed; it names the
// place, the stack, and what happened to the block of memory concerned. An *unsupported* construct is ours: the machine
// does not know this C. Deep inside a step both are thrown as a Trap, which `Machine.run` catches and returns.
import type { Token } from '../c/token.ts'

/** What the machine itself finds; a host has codes of its own. */
export type FaultCode =
  | 'MRX201' // null-dereference
  | 'MRX202' // use-after-free
  | 'MRX203' // double-free
  | 'MRX204' // out-of-bounds
  | 'MRX205' // uninitialized-read
  | 'MRX206' // invalid-free
  | 'MRX208' // arithmetic-fault
  | 'MRX209' // stack-overflow
  | 'MRX217' // endless
  | 'MRX218' // bad-call
  | 'MRX219' // misaligned-access

/** A place in a source: the tokens of the construct, and the function it stands in. */
export interface Site {
  readonly first: Token
  readonly last: Token
  readonly function: string
}

/** One thing that happened to a block: where it came from, where it ended. */
export interface HistoryEntry {
  readonly what: string
  readonly site: Site | undefined
}

export interface Fault {
  readonly kind: 'fault'
  /** A FaultCode, or the host's. */
  readonly code: string
  readonly message: string
  /** Innermost first; empty only where no C runs. */
  readonly stack: readonly Site[]
  readonly history: readonly HistoryEntry[]
}

export interface Unsupported {
  readonly kind: 'unsupported'
  readonly message: string
  readonly stack: readonly Site[]
}

/** Thrown inside a step only. */
export class Trap {
  readonly code: string | undefined
  readonly message: string
  readonly history: readonly HistoryEntry[]
  /** Where no C runs that would have a stack. */
  readonly site: Site | undefined

  /** `code` undefined: unsupported. */
  constructor(code: string | undefined, message: string, history: readonly HistoryEntry[] = [], site?: Site) {
    this.code = code
    this.message = message
    this.history = history
    this.site = site
  }
}

/** What the function that stands shows of its caller: it is the caller's fault. */
export class CallerTrap extends Trap {}
