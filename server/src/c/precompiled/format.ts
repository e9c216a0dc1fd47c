// What is known beforehand of a header that never changes: the names that it binds, and for each the place of the
// declaration that says more. Written by the build (precompile.ts), so that opening a driver does not read half a million
// characters of kernel headers; read by PrecompiledHeader, which reads a declaration when somebody asks for it.

import type { Symbol } from '../symbol.ts'
import type { IntegerName, RecordType } from '../types.ts'

/** All headers of one target, in the Microsoft dialect of C; a header's base comes before it. */
export interface PrecompiledFile {
  readonly headers: readonly PrecompiledData[]
}

export interface PrecompiledData {
  /** Absolute path, as #include resolves it. */
  readonly header: string
  /** Index of the header that must have been included right before; undefined: nothing may have been. */
  readonly base: number | undefined
  /** Paths of all files that are read, the header itself first. */
  readonly files: readonly string[]
  /** Identifiers, beside those that it binds, that are looked up while it is read, with blanks between. */
  readonly names: string
  /** Identifiers of which only #ifdef and `defined` ask whether they are macros. */
  readonly tested: string
  /** What must be a macro; all other names must mean what every build says of them. */
  readonly macros: RequiredMacros
  readonly declarations: readonly DeclarationData[]
  readonly changes: readonly ChangeData[]
}

/** The spelling of the body; '*': any. */
export type RequiredMacros = Readonly<Record<string, string>>

/** File, first and last offset, `#pragma pack` in force (0: natural), first change of `changes`, and their number. */
export type DeclarationData = readonly [
  file: number,
  start: number,
  end: number,
  pack: number,
  firstChange: number,
  changes: number,
]

/** What happens to the unit's tables. A `declaration` is an index into the header's list. */
export type ChangeData =
  | readonly ['macro', name: string, file: number, start: number]
  | readonly ['undefined', name: string]
  | readonly [
      'symbol',
      name: string,
      declaration: number,
      kind: Symbol['kind'],
      linkage: Symbol['linkage'],
      storage: NonNullable<Symbol['storage']> | '',
      defined: 0 | 1,
    ]
  | readonly ['record', tag: string, declaration: number, keyword: RecordType['keyword']]
  | readonly ['enum', tag: string, declaration: number, underlying: IntegerName]
  | readonly ['body', tag: string, declaration: number]
  | readonly ['enumerated', tag: string]
  | readonly ['once', file: number]

/** As the command line would define them. */
export function definesOf(macros: RequiredMacros): string[] {
  return Object.entries(macros).map(([name, body]) => (body === '*' ? name : `${name}=${body}`))
}
