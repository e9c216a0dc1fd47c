// Programs of csmith, which have no undefined behaviour and print a checksum of all that they computed: the machine and
// gcc must print the same. A program that runs longer than a second natively is not compared.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { type Ending, executeHosted } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { hasCsmith, hasGcc } from '../conformance/compilers.ts'
import { caseCount, Run } from '../support/longRun.ts'

const count = Math.ceil(caseCount(40) / 10)
const includePaths = ['/usr/include/csmith', '/usr/local/include/csmith']
const library = openLibrary(import.meta.dirname)
/** Instructions; natively that is well over a second. */
const steps = 2e9

/** What the program prints when gcc compiles it; undefined: it takes too long. */
function nativeOutput(source: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'))
  try {
    const [text, program] = [join(folder, 'a.c'), join(folder, 'a')]
    writeFileSync(text, source)
    execFileSync('gcc', ['-w', '-O0', ...includePaths.map(path => `-I${path}`), '-o', program, text])
    const { status, stdout } = spawnSync(program, { encoding: 'utf8', timeout: 1_000 })
    return status === 0 ? stdout : undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function machineOutput(source: string): { output: string; ending: Ending } {
  const units = hostedUnits({
    path: '/a.c',
    includePaths,
    defines: [],
    read: path => (path === '/a.c' ? source : read(path)),
    library: path => library.file(path),
  })!
  const bytes: number[] = []
  const { ending } = executeHosted(units, (_, more) => bytes.push(...more), steps)
  return { output: String.fromCharCode(...bytes), ending }
}

describe.runIf(hasCsmith && hasGcc)('programs of csmith', () => {
  it('print what they print natively', { timeout: 60_000 + count * 20_000 }, () => {
    const run = new Run('programs of csmith, executed')
    let tooLong = 0
    for (const seed of run.seeds(count)) {
      const source = execFileSync('csmith', ['--seed', String(seed)], { encoding: 'utf8' })
      const native = nativeOutput(source)
      if (native === undefined) {
        tooLong++
        continue
      }
      const { output, ending } = machineOutput(source)
      const told = ending.kind === 'exit' ? output : JSON.stringify(ending, ['kind', 'code', 'message'])
      run.program(1, told === native ? undefined : `seed ${seed}: ${told}`)
      if (!run.goesOn) break
    }
    run.end({ tooLong })
  })
})
