// A whole driver checked from the command line, beside clang-tidy and cppcheck on the same files.
// Wall clock of the whole process, the median of several runs that take turns (an argument says how many): both examples, a
// generated driver of ten files, and folders that arguments name. clang-tidy runs its default checks and cppcheck its
// default ones, with the headers and without: without them it is quick, and gives up on a file at the first declaration
// that it does not understand.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { multiFileDriver } from '../support/driver.ts'
import { median, ms, printTable, ratio, tellLoad } from '../support/figures.ts'
import { peer } from '../support/peers.ts'
import { bundledHeaders, clangFlags, root, Workspace } from '../support/workspace.ts'

interface Checker {
  readonly name: string
  readonly command: string
  args(files: readonly string[]): readonly string[]
}

/** The configuration of the default build, so that cppcheck does not try others. */
const cppcheckFlags = [
  ...['--quiet', '--platform=win64', '-D_WIN32=1', '-D_WIN64=1', '-D_AMD64_=1', '-D_M_AMD64=100', '-D_M_X64=100'],
  ...['-D_MSC_VER=1930', '-D_KERNEL_MODE=1', '-D__STDC_VERSION__=201710L', '-DDBG=1', '-D_DEBUG=1'],
]

function checkers(): Checker[] {
  const mrx = { name: 'mrx check', command: process.execPath }
  const list: Checker[] = [{ ...mrx, args: files => [join(root, 'dist/mrx.js'), 'check', ...files] }]
  const tidy = peer('clang-tidy')
  if (tidy !== undefined)
    list.push({
      name: `clang-tidy (${tidy.version})`,
      command: tidy.command,
      args: files => ['--quiet', ...files, '--', ...clangFlags],
    })
  const cppcheck = peer('cppcheck')
  if (cppcheck !== undefined) {
    const { command, version } = cppcheck
    list.push({ name: `cppcheck (${version})`, command, args: files => [...cppcheckFlags, ...files] })
    const withHeaders = [...cppcheckFlags, `-I${bundledHeaders}`]
    list.push({ name: 'cppcheck with headers', command, args: files => [...withHeaders, ...files] })
  }
  return list
}

/** Milliseconds of one run; findings are no failure. */
function time({ name, command, args }: Checker, files: readonly string[]): number {
  const start = performance.now()
  const { status, signal, error } = spawnSync(command, args(files), { stdio: 'ignore' })
  const taken = performance.now() - start
  if (error !== undefined) throw error
  if (status === null || status > 1) throw new Error(`${name} ended with ${signal ?? status}`)
  return taken
}

function measure(title: string, files: readonly string[], all: readonly Checker[], runs: number): void {
  const times = new Map(all.map(checker => [checker, [] as number[]]))
  for (let run = 0; run < runs; run++) for (const [checker, taken] of times) taken.push(time(checker, files))
  const ours = median(times.get(all[0]!)!)
  const rows = [...times].map(([{ name }, taken]) => [
    name,
    ms(median(taken)),
    ms(Math.min(...taken)),
    ratio(ours, median(taken)),
  ])
  console.log(`\n${title}: ${files.length} sources, ${runs} runs`)
  printTable(['', 'median', 'best', 'mrx is faster'], rows)
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.c'))
    .sort()
    .map(name => join(folder, name))
}

tellLoad()
const [first, ...rest] = process.argv.slice(2)
const isCount = first === undefined || /^\d+$/.test(first)
const runs = isCount ? Number(first ?? 5) : 5
const folders = isCount ? rest : [first, ...rest]
const all = checkers()
for (const name of ['nullredir', 'loopback'])
  measure(`examples/${name}`, sourcesIn(join(root, 'examples', name)), all, runs)
const workspace = new Workspace(multiFileDriver(10, 500))
measure('generated driver, 10 files of 500 lines', sourcesIn(workspace.folder), all, runs)
workspace.remove()
for (const folder of folders) measure(basename(folder), sourcesIn(resolve(folder)), all, runs)
