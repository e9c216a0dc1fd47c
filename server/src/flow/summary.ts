// What a function of the driver does, for those that call it: its states at the exit, each a way through it. They are told
// in the terms of the callee; `calls.ts` says them in those of a caller.
import type { Call, FunctionDefinition } from '../c/tree.ts'
import type { RoutineEffects } from '../knowledge/effects.ts'
import type { State } from './state.ts'
import type { Terms, Value } from './terms.ts'

/** A value of the callee's entry that is dereferenced on some way without a test. */
export interface Need {
  readonly value: Value
  /** `p->f`, in this function or in one that it calls. */
  readonly node: { readonly first: Call['first']; readonly last: Call['last'] }
  readonly definition: FunctionDefinition
}

export interface Summary {
  readonly definition: FunctionDefinition
  readonly terms: Terms
  /** One for each way through the function; none: it never returns. */
  readonly outcomes: readonly State[]
  readonly needs: readonly Need[]
  /** Values that are blocks which nobody else knew. */
  readonly fresh: ReadonlySet<Value>
  /** Calls below it, with the routine that is called in the end: what may block, raise, need an IRQL. */
  readonly reaches: readonly Reached[]
}

export interface Reached {
  readonly routine: RoutineEffects
  readonly call: Call
  readonly definition: FunctionDefinition
}

/** What is known of a called function. */
export type Callee =
  | { readonly kind: 'routine'; readonly routine: RoutineEffects }
  | { readonly kind: 'function'; readonly summary: Summary }
  /** Of the kernel or RDBSS: it writes to what it is given, and nowhere else. */
  | { readonly kind: 'system' }
  /** Anything may happen. */
  | { readonly kind: 'unknown' }
