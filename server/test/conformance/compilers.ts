// The compilers that the engine is compared with, and what they tell about records.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Architecture } from '../../src/c/environment.ts'

export const triples: Record<Architecture, string> = {
  x64: 'x86_64-pc-windows-msvc',
  x86: 'i686-pc-windows-msvc',
  arm64: 'aarch64-pc-windows-msvc',
}
export const architectures = Object.keys(triples) as Architecture[]

export const hasClang = works('clang')
export const hasGcc = works('gcc')
export const hasCsmith = works('csmith')
/** Where csmith.h may lie, which most of its programs include. Debian has it in a package of its own. */
export const csmithFolders = ['/usr/include/csmith', '/usr/local/include/csmith']
export const hasCsmithHeader = hasCsmith && csmithFolders.some(folder => existsSync(join(folder, 'csmith.h')))

function works(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

const microsoft = ['-std=c17', '-fms-extensions', '-fms-compatibility', '-Wno-everything', '-ferror-limit=5']

export function flagsFor(architecture: Architecture): string[] {
  return [`--target=${triples[architecture]}`, ...microsoft]
}

/** Error lines; empty: accepted. */
export function clangErrors(source: string, architecture: Architecture, ...more: string[]): string[] {
  return errorsOf(clang(source, ['-fsyntax-only', ...flagsFor(architecture), ...more]).stderr)
}

export function errorsOf(output: string): string[] {
  return output.split('\n').filter(line => /(?:^|: )(?:fatal )?error: /.test(line))
}

export function clang(source: string, flags: readonly string[]): { stdout: string; stderr: string } {
  const run = spawnSync('clang', [...flags, '-x', 'c', '-'], { input: source, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return { stdout: run.stdout, stderr: run.stderr }
}

export interface DumpedRecord {
  /** `struct S`, or the place of a nameless one as `line:column`. */
  readonly type: string
  /** Of the members, in bits. */
  readonly offsets: readonly number[]
}

/** Errors, and the layouts of all records whose size the program asks for. */
export function clangLayouts(source: string, flags: readonly string[]): { errors: string[]; records: DumpedRecord[] } {
  const dump = ['-fdump-record-layouts', '-fdump-record-layouts-simple'].flatMap(flag => ['-Xclang', flag])
  const { stdout, stderr } = clang(source, ['-fsyntax-only', ...flags, ...dump])
  return { errors: errorsOf(stderr), records: dumpedRecords(stdout) }
}

function dumpedRecords(dump: string): DumpedRecord[] {
  const found = dump.matchAll(/^Type: (.*)$[\s\S]*?FieldOffsets: \[(.*?)\]>/gm)
  return [...found].map(([, name, offsets]) => ({
    type: /\((?:anonymous|unnamed)[^)]* at [^:]*:(\d+:\d+)\)/.exec(name!)?.[1] ?? name!,
    offsets: offsets === '' ? [] : offsets!.split(', ').map(Number),
  }))
}

/** Compiles with gcc and runs: what the program prints, or why it is refused. */
export function gccOutput(source: string): { output: string; errors: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  try {
    const [text, program] = [join(folder, 'a.c'), join(folder, 'a')]
    writeFileSync(text, source)
    const { status, stderr } = spawnSync('gcc', ['-w', '-O0', '-o', program, text], { encoding: 'utf8' })
    if (status !== 0) return { output: '', errors: errorsOf(stderr) }
    return { output: execFileSync(program, { encoding: 'utf8', maxBuffer: 2 ** 28 }), errors: [] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
