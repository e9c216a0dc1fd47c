import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { includeFolder } from '../support/sources.ts'

export const targets = ['x86_64-pc-windows-msvc', 'i686-pc-windows-msvc', 'aarch64-pc-windows-msvc'] as const
export type Target = (typeof targets)[number]

/** The habits a WDK build of a C driver has; anonymous members and four-character tags are meant. */
export const dialect = [
  '-fms-extensions',
  '-fms-compatibility',
  '-std=c17',
  '-nostdinc',
  '-D_KERNEL_MODE',
  '-Wno-microsoft',
  '-Wno-multichar',
  '-Werror=implicit-function-declaration',
  '-ferror-limit=0',
  '-fno-caret-diagnostics',
]

function findClang(): string | undefined {
  return ['clang', 'clang-14', 'clang-15', 'clang-16', 'clang-17', 'clang-18'].find(
    name => spawnSync(name, ['--version']).status === 0,
  )
}

export const clang = findClang()

/** Runs clang on the given sources, keyed by file name, in a folder of their own. */
export function runClang(sources: Record<string, string>, args: readonly string[]): SpawnSyncReturns<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rdbss-'))
  try {
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text)
    return spawnSync(clang!, [...args, ...Object.keys(sources)], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const flagsFor = (target: Target, ...more: string[]): string[] => [
  `--target=${target}`,
  ...dialect,
  ...more,
  '-I',
  includeFolder,
]

/** The error lines clang prints for the sources, none when all are accepted. */
export function errorsOf(sources: Record<string, string>, target: Target, ...more: string[]): string[] {
  const run = runClang(sources, ['-fsyntax-only', ...flagsFor(target, ...more)])
  const errors = run.stderr.split('\n').filter(line => /\berror:/.test(line))
  return run.status !== 0 && errors.length === 0 ? [run.stderr || `clang ended with ${run.status}`] : errors
}
