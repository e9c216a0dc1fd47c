// Folders with generated sources, and beside them what tells clang how they are compiled: for the Microsoft target, with
// the bundled headers as its WDK. mrx has those headers in itself, as its users do, so that every program reads the same.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** The checkout: benchmarks run as bundles in dist-test/. */
export const root = resolve(import.meta.dirname, '..')

export const bundledHeaders = join(root, 'server/model/include')

export const clangFlags = [
  '--target=x86_64-pc-windows-msvc',
  '-fms-extensions',
  '-fms-compatibility',
  '-isystem',
  bundledHeaders,
]

export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'mrx-bench-'))
  /** Holds compile_commands.json. */
  readonly commands = mkdtempSync(join(tmpdir(), 'mrx-bench-clang-'))

  constructor(texts: ReadonlyMap<string, string>) {
    for (const [name, text] of texts) this.write(name, text)
    const sources = [...texts.keys()].filter(name => name.endsWith('.c'))
    const commands = sources.map(file => ({
      directory: this.folder,
      file,
      arguments: ['clang', ...clangFlags, '-c', file],
    }))
    writeFileSync(join(this.commands, 'compile_commands.json'), JSON.stringify(commands))
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true })
    writeFileSync(this.path(name), text)
  }

  remove(): void {
    for (const folder of [this.folder, this.commands]) rmSync(folder, { recursive: true, force: true })
  }
}
