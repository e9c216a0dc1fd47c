// Hosted C programs on the machine, beside gcc -O0 native and valgrind memcheck of the same binary.
// Wall clock of the whole process, the median of several runs that take turns; what an empty program takes is
// subtracted. Goals: at most ten times memcheck, two as the aim, and 20 million instructions a second. Then snapshots of
// a state of a thousand objects, and the memory of a million.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostedMachine, startMain } from '../../server/src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../server/src/machine/hosted/hostedUnits.ts'
import { pageSize } from '../../server/src/machine/pages.ts'
import { openLibrary } from '../../server/src/main/library.node.ts'
import { median, megabytes, ms, printTable, ratio, tellLoad } from '../support/figures.ts'
import { root } from '../support/workspace.ts'

/** Of a page with what is known about its bytes: values, one bit a byte, the owner of each 16, the pointer in each 4. */
const pageBytes = pageSize * (1 + 1 / 8 + 1 / 4 + 1)

const programs = join(root, 'bench/machine/programs')
const rounds = Number(process.argv[2] ?? 3)

interface Timed {
  readonly milliseconds: number
  readonly output: string
  readonly instructions: number
}

function time(command: string, args: readonly string[]): Timed | undefined {
  const start = performance.now()
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  const milliseconds = performance.now() - start
  if (error !== undefined || status !== 0) return undefined
  return { milliseconds, output: stdout, instructions: Number(/^(\d+) instructions/m.exec(stderr)?.[1] ?? 0) }
}

/** Medians of native, memcheck and machine runs of a program. */
function measured(name: string, folder: string) {
  const [source, binary] = [join(programs, `${name}.c`), join(folder, name)]
  if (spawnSync('gcc', ['-O0', '-w', '-o', binary, source]).status !== 0) throw new Error(`gcc refuses ${name}.c`)
  const ways = {
    native: () => time(binary, []),
    memcheck: () => time('valgrind', ['-q', binary]),
    machine: () => time(process.execPath, [join(root, 'dist/mrx.js'), 'exec', '--stats', source]),
  }
  const runs = Array.from({ length: rounds }, () => ({
    native: ways.native(),
    memcheck: ways.memcheck(),
    machine: ways.machine(),
  }))
  const [{ native, machine }] = runs as [(typeof runs)[number]]
  if (machine === undefined || machine.output !== native?.output)
    throw new Error(`${name}: the machine and gcc disagree`)
  const of = (way: keyof typeof ways) => median(runs.map(run => run[way]?.milliseconds ?? Number.NaN))
  return { native: of('native'), memcheck: of('memcheck'), machine: of('machine'), instructions: machine.instructions }
}

function speed(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-machine-'))
  try {
    const start = measured('empty', folder)
    const names = readdirSync(programs).map(file => file.replace(/\.c$/, ''))
    const rows = names
      .filter(name => name !== 'empty')
      .map(name => {
        const run = measured(name, folder)
        const [native, memcheck, machine] = [
          run.native - start.native,
          run.memcheck - start.memcheck,
          run.machine - start.machine,
        ]
        const perSecond = `${(run.instructions / machine / 1_000).toFixed(0)} M/s`
        return [
          name,
          ms(native),
          ms(memcheck),
          ms(machine),
          ratio(native, machine),
          ratio(memcheck, machine),
          perSecond,
        ]
      })
    printTable(['program', 'gcc -O0', 'memcheck', 'mrx exec', 'to gcc', 'to memcheck', 'instructions'], rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * A state of so many heap objects: microseconds of a snapshot and of a restore, bytes of the snapshot itself, and of the
 * pages that the program has copied when it has run for a while behind it.
 */
function snapshots(objects: number): void {
  const source = `#include <stdlib.h>
struct o { struct o *next; int value[14]; }; static struct o *all;
int main(void) { for (int i = 0; i < ${objects}; i++) { struct o *o = calloc(1, sizeof *o); o->next = all; all = o; }
for (;;) for (struct o *o = all; o; o = o->next) o->value[3]++; }`
  const library = openLibrary(join(root, 'dist'))
  const read = (path: string) => (path === '/a.c' ? source : undefined)
  const machine = hostedMachine(
    hostedUnits({ path: '/a.c', includePaths: [], defines: [], read, library: path => library.file(path) })!,
    () => undefined,
  )
  machine.initialize()
  const thread = startMain(machine)!
  machine.run(thread, objects * 200)
  const times = { snapshot: [] as number[], restore: [] as number[] }
  let copied = 0
  for (let i = 0; i < 200; i++) {
    const start = performance.now()
    const snapshot = machine.snapshot()
    const taken = performance.now()
    machine.run(thread, 1_000)
    copied = machine.memory.pages.filter((page, i) => page !== snapshot.memory.pages[i]).length
    const before = performance.now()
    machine.restore(snapshot)
    times.snapshot.push((taken - start) * 1_000)
    times.restore.push((performance.now() - before) * 1_000)
  }
  const { pages, blocks } = machine.memory
  const bytes = (pages.length + blocks.length) * 8 + machine.registersInUse(thread) * 12
  console.log(
    `${objects} objects: snapshot ${median(times.snapshot).toFixed(1)} µs, restore ${median(times.restore).toFixed(1)} µs, ${bytes} bytes; 1,000 instructions later ${copied} of ${pages.length} pages, ${copied * pageBytes} bytes, are copies`,
  )
}

/** Peak memory of the machine with so many live heap objects, beside gcc's program. */
function live(objects: number, bytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-machine-'))
  try {
    const [source, binary] = [join(folder, 'live.c'), join(folder, 'live')]
    writeFileSync(
      source,
      `#include <stdlib.h>
int main(void) { for (int i = 0; i < ${objects}; i++) { char *p = malloc(${bytes}); if (p == NULL) return 1; p[0] = 1; } return 0; }`,
    )
    if (spawnSync('gcc', ['-O0', '-w', '-o', binary, source]).status !== 0) throw new Error('gcc refuses live.c')
    const peak = (command: readonly string[]) => peakMemory(command) ?? Number.NaN
    const [native, machine] = [peak([binary]), peak([process.execPath, join(root, 'dist/mrx.js'), 'exec', source])]
    console.log(`${objects} live objects of ${bytes} bytes: ${megabytes(machine)}, natively ${megabytes(native)}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In bytes, as the shell's time tells it; undefined: the program failed, or there is no time. */
function peakMemory(command: readonly string[]): number | undefined {
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M KB', ...command], { encoding: 'utf8' })
  const found = /(\d+) KB$/m.exec(stderr ?? '')
  return status === 0 && found !== null ? Number(found[1]) * 1024 : undefined
}

tellLoad()
speed()
snapshots(1_000)
live(1_000_000, 64)
live(1_000_000, 200)
