// gcc -E as the judge: its token stream, and ours for the same file with gcc's macros and search path.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { hosted } from '../../src/c/environment.ts'
import { Lexer } from '../../src/c/lexer.ts'
import { predefinedMacros } from '../../src/c/predefined.ts'
import { Preprocessor, type SourceLoader } from '../../src/c/preprocessor.ts'
import { TokenKind } from '../../src/c/token.ts'
import { UnitTables } from '../../src/c/unitTables.ts'

/** Questions that only gcc's own headers ask; our dialects answer them by not having the question. */
const withoutQuestions = ['-U__has_attribute', '-U__has_cpp_attribute', '-U__has_builtin']

export interface Gcc {
  readonly command: string
  readonly defines: readonly string[]
  readonly folders: readonly string[]
}

/** Undefined: this machine does not have it. */
export function findGcc(command = 'gcc'): Gcc | undefined {
  const asked = spawnSync(command, ['-v', '-E', '-xc', '/dev/null'], { encoding: 'utf8' })
  if (asked.status !== 0) return undefined
  const listed = /search starts here:\n(?:#include <...> search starts here:\n)?([\s\S]*?)End of search list/.exec(
    asked.stderr,
  )
  const folders = (listed?.[1] ?? '')
    .split('\n')
    .filter(line => line.startsWith(' '))
    .map(line => line.trim())
  const macros = execFileSync(command, ['-dM', '-E', '-xc', '/dev/null'], { encoding: 'utf8' })
  const defines = [...macros.matchAll(/^#define (\S+?(?:\([^)]*\))?) (.*)$/gm)].map(m => `${m[1]}=${m[2]}`)
  return { command, defines, folders }
}

export interface GccOutput {
  readonly tokens: readonly string[]
  /** Errors, by `file:line`. */
  readonly errors: readonly string[]
}

export interface OurOutput {
  readonly tokens: readonly string[]
  readonly problems: readonly string[]
}

export function preprocessedByGcc(gcc: Gcc, path: string, options: readonly string[] = []): GccOutput {
  const args = ['-E', '-P', ...withoutQuestions, ...options, path]
  const run = spawnSync(gcc.command, args, { encoding: 'utf8', maxBuffer: 1 << 29 })
  const errors = run.stderr.split('\n').filter(line => /\berror:/.test(line))
  return { tokens: spellingsOf(run.stdout.replace(/^#pragma.*$/gm, '')), errors }
}

function spellingsOf(text: string): string[] {
  const lexer = new Lexer(text, { file: '<gcc>', base: 0 })
  const tokens: string[] = []
  for (let t = lexer.next(); t.kind !== TokenKind.End; t = lexer.next()) tokens.push(t.text)
  return tokens
}

export function preprocessedByUs(gcc: Gcc, path: string, folders: readonly string[] = []): OurOutput {
  const tables = new UnitTables(hosted)
  const { defines } = gcc
  for (const [name, macro] of predefinedMacros({ target: hosted, dialect: 'gnu', cplusplus: false, defines }))
    tables.macros.set(name, macro)
  const pp = new Preprocessor(tables, searchingLoader([...folders, ...gcc.folders]), {
    dialect: 'gnu',
    cplusplus: false,
  })
  pp.startMain(path, readFileSync(path, 'utf8'), 0, undefined)
  pp.beginChunk({ file: path, base: 0 })
  const tokens: string[] = []
  for (let t = pp.next(); t.kind !== TokenKind.End; t = pp.next()) tokens.push(t.text)
  return { tokens, problems: pp.notes.problems.map(p => p.message) }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

/** Files of the disk, found as gcc finds them. */
export function searchingLoader(folders: readonly string[]): SourceLoader {
  return {
    read: path => (isFile(path) ? readFileSync(path, 'utf8') : undefined),
    resolve(name, angled, from, next) {
      const own = from.slice(0, from.lastIndexOf('/'))
      // Behind the folder of the search path that the includer was found in.
      const here = next ? folders.findIndex(f => from.startsWith(`${f}/`)) : -1
      const places = angled || next ? folders.slice(here + 1) : [own, ...folders]
      return name.startsWith('/') ? name : places.map(place => `${place}/${name}`).find(isFile)
    },
  }
}

/** Where both streams part, with what stands around it; undefined: nowhere. */
export function firstDifference(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const at = ours.findIndex((t, i) => t !== theirs[i])
  if (at < 0 && ours.length === theirs.length) return undefined
  const from = Math.max(0, (at < 0 ? ours.length : at) - 8)
  const around = (tokens: readonly string[]) => tokens.slice(from, from + 24).join(' ')
  return `token ${at}\n  ours: ${around(ours)}\n  gcc:  ${around(theirs)}`
}
