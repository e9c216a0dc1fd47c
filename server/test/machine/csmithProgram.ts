// One program of csmith, run natively and on the machine.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Library } from '../../src/knowledge/library.ts'
import { type Ending, executeHosted } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { csmithFolders } from '../conformance/compilers.ts'

/** Instructions; natively that is well over a second. */
const steps = 2e9

export interface Comparison {
  /** It runs longer than a second natively, and is not compared. */
  readonly tooLong: boolean
  /** What the machine did instead of printing what gcc's program prints. */
  readonly difference: string | undefined
}

export function comparedProgram(seed: number, library: Library): Comparison {
  const source = execFileSync('csmith', ['--seed', String(seed)], { encoding: 'utf8' })
  const native = nativeOutput(source)
  if (native === undefined) return { tooLong: true, difference: undefined }
  const { output, ending } = machineOutput(source, library)
  const told = ending.kind === 'exit' ? output : JSON.stringify(ending, ['kind', 'code', 'message'])
  return { tooLong: false, difference: told === native ? undefined : `seed ${seed}: ${told}` }
}

/** What the program prints when gcc compiles it; undefined: it takes too long. */
function nativeOutput(source: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'))
  try {
    const [text, program] = [join(folder, 'a.c'), join(folder, 'a')]
    writeFileSync(text, source)
    execFileSync('gcc', ['-w', '-O0', ...csmithFolders.map(path => `-I${path}`), '-o', program, text])
    const { status, stdout } = spawnSync(program, { encoding: 'utf8', timeout: 1_000 })
    return status === 0 ? stdout : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function machineOutput(source: string, library: Library): { output: string; ending: Ending } {
  const units = hostedUnits({
    path: '/a.c',
    includePaths: csmithFolders,
    defines: [],
    read: path => (path === '/a.c' ? source : read(path)),
    library: path => library.file(path),
  })!
  const bytes: number[] = []
  const { ending } = executeHosted(units, (_, more) => bytes.push(...more), steps)
  return { output: String.fromCharCode(...bytes), ending }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
