// What is written down beside the tokens while a chunk of the main file is read.
import type { Problem } from './problem.ts'
import type { Origin, Token } from './token.ts'

/** `#pragma` lines that say something about functions: alloc_text, code_seg. */
export interface PragmaNote {
  readonly name: Token
  readonly tokens: readonly Token[]
}

/** Lines that a condition left out, as offsets in the file. */
export interface InactiveRegion {
  readonly origin: Origin
  readonly start: number
  readonly end: number
}

/** What is noted while a chunk of the main file is read. */
export interface ChunkNotes {
  readonly problems: Problem[]
  readonly pragmas: PragmaNote[]
  readonly inactive: InactiveRegion[]
  /** Identifiers of the main file: what the chunk can depend on. */
  readonly names: Set<string>
  /** Files entered. */
  readonly included: Set<string>
  /** __LINE__ was asked for: the result depends on where the chunk stands. */
  usesLine: boolean
  /** How often the budget of its macros had been quartered; with another one it may be read otherwise. */
  readonly quartered: number
  /** Tokens that macros made, those in headers left out: they are read once for units that differ in what stands in front. */
  produced: number
  /** A header used a macro of the main file that has a body, or found another header beside the main file. */
  usesMainMacro: boolean
}

export function emptyNotes(quartered = 0): ChunkNotes {
  return {
    problems: [],
    pragmas: [],
    inactive: [],
    names: new Set(),
    included: new Set(),
    usesLine: false,
    quartered,
    produced: 0,
    usesMainMacro: false,
  }
}
