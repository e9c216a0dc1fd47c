// Sources in memory for tests: the main text, and headers by name.

import { type Target, targets } from '../../src/c/environment.ts'
import { type Dialect, predefinedMacros } from '../../src/c/predefined.ts'
import { Preprocessor, type SourceLoader } from '../../src/c/preprocessor.ts'
import { type Token, TokenKind } from '../../src/c/token.ts'
import { UnitTables } from '../../src/c/unitTables.ts'

export function memoryLoader(files: Readonly<Record<string, string>> = {}): SourceLoader {
  return {
    read: path => files[path],
    resolve: name => (name in files ? name : undefined),
  }
}

export interface PreprocessOptions {
  dialect?: Dialect
  target?: Target
  files?: Readonly<Record<string, string>>
  defines?: readonly string[]
  undefines?: readonly string[]
  cplusplus?: boolean
}

/** A preprocessor at the start of `text`. */
export function preprocessorFor(text: string, options: PreprocessOptions = {}): Preprocessor {
  const { dialect = 'msvc', target = targets.x64, files, defines = [], undefines = [], cplusplus = false } = options
  const tables = new UnitTables(target)
  const macros = predefinedMacros({ target, dialect, cplusplus, defines, undefines })
  for (const [name, macro] of macros) tables.macros.set(name, macro)
  const pp = new Preprocessor(tables, memoryLoader(files), { dialect, cplusplus })
  pp.startMain('main.c', text, 0, undefined)
  pp.beginChunk({ file: 'main.c', base: 0 })
  return pp
}

/** All tokens after preprocessing. */
export function preprocess(text: string, options: PreprocessOptions = {}): Token[] {
  const pp = preprocessorFor(text, options)
  const tokens: Token[] = []
  for (let token = pp.next(); token.kind !== TokenKind.End; token = pp.next()) tokens.push(token)
  return tokens
}

export function spellings(tokens: readonly Token[]): string {
  return tokens.map(t => t.text).join(' ')
}
