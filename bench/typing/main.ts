// From an edit at the end of a driver to its diagnostics at the LSP client, beside clangd --clang-tidy with the same edits.
// Generated drivers of 1k, 4k and 10k lines (other sizes as arguments). clangd waits before it starts to work (its
// debounce, 50 to 500 ms): that is measured apart, by running it a second time with -sync, where it does not wait; the
// ratio is against that run, so the debounce is a gift to clangd. Also: cold start, and memory after the typing.
import { setTimeout as sleep } from 'node:timers/promises'
import { rightParameter, singleFileDriver, typingMark, wrongParameter } from '../support/driver.ts'
import { median, megabytes, ms, percentile, printTable, ratio, tellLoad } from '../support/figures.ts'
import { peer } from '../support/peers.ts'
import { clangd, type Edit, mrx, type Program, Server } from '../support/server.ts'
import { Workspace } from '../support/workspace.ts'

const statement = '    Server->Statistics[2] += Server->Retries;\n'
const pauseMs = 20
const signatureChanges = 10
const coldStarts = 5
/** Of servers that are typed to, each from its first edit on: a percentile of fewer edits is chance. */
const sessions = 3

interface Memory {
  readonly now: number
  readonly peak: number
}

interface Run {
  readonly coldStart: readonly number[]
  readonly typing: readonly number[]
  /** The most of all sessions. */
  readonly memory: Memory
}

/** A statement typed a character at a time and removed at once, then a parameter that goes wrong and right again. */
function edits(text: string): { edit: Edit; wrong: boolean }[] {
  const at = positionBehind(text, typingMark)
  const typed = [...statement].map((character, i) => insertion({ line: at.line, character: i }, character))
  const end = { line: at.line + 1, character: 0 }
  const removed = { range: { start: at, end }, text: '' }
  const type = positionBehind(text, rightParameter.replace(/\w+ \w+$/, ''), text.lastIndexOf(rightParameter))
  const behind = { ...type, character: type.character + 1 }
  const toWrong = insertion(type, 'P')
  const toRight = { range: { start: type, end: behind }, text: '' }
  const changes = Array.from({ length: signatureChanges }, (_, i) => (i % 2 === 0 ? toWrong : toRight))
  return [
    ...[...typed, removed].map(edit => ({ edit, wrong: false })),
    ...changes.map((edit, i) => ({ edit, wrong: i % 2 === 0 })),
  ]
}

function insertion(at: Edit['range']['start'], text: string): Edit {
  return { range: { start: at, end: at }, text }
}

function positionBehind(text: string, part: string, from = text.lastIndexOf(part)): Edit['range']['start'] {
  const lines = text.slice(0, from + part.length).split('\n')
  return { line: lines.length - 1, character: lines.at(-1)!.length }
}

/** Spawn to the first diagnostics of the file, which holds a mistake that both must see. */
async function coldStart(program: Program, workspace: Workspace, text: string): Promise<number> {
  const start = performance.now()
  const server = await Server.start(program, workspace.folder)
  const { diagnostics } = await server.open(workspace.path('driver.c'), wrong(text))
  const taken = performance.now() - start
  if (diagnostics.length === 0) throw new Error(`${program.name} does not see the wrong signature`)
  await server.stop()
  return taken
}

function wrong(text: string): string {
  const at = text.lastIndexOf(rightParameter)
  return text.slice(0, at) + wrongParameter + text.slice(at + rightParameter.length)
}

async function measure(program: Program, workspace: Workspace, text: string): Promise<Run> {
  const starts: number[] = []
  for (let i = 0; i < coldStarts; i++) starts.push(await coldStart(program, workspace, text))
  const typed: Session[] = []
  for (let i = 0; i < sessions; i++) typed.push(await session(program, workspace, text))
  const most = (of: (memory: Memory) => number) => Math.max(...typed.map(({ memory }) => of(memory)))
  const memory = { now: most(({ now }) => now), peak: most(({ peak }) => peak) }
  return { coldStart: starts, typing: typed.flatMap(({ typing }) => typing), memory }
}

type Session = Pick<Run, 'typing' | 'memory'>

async function session(program: Program, workspace: Workspace, text: string): Promise<Session> {
  const path = workspace.path('driver.c')
  const server = await Server.start(program, workspace.folder)
  await server.open(path, text)
  await server.settled()
  const typing: number[] = []
  for (const { edit, wrong } of edits(text)) {
    const { ms, published } = await server.edit(path, edit)
    if (wrong && published.diagnostics.length === 0) throw new Error(`${program.name} does not see the wrong signature`)
    typing.push(ms)
    await sleep(pauseMs)
  }
  const memory = server.memory()
  await server.stop()
  return { typing, memory }
}

function row(name: string, { coldStart, typing, memory }: Run): string[] {
  return [
    name,
    ms(median(typing)),
    ms(percentile(typing, 0.95)),
    ms(median(coldStart)),
    megabytes(memory.now),
    megabytes(memory.peak),
  ]
}

const sizes = process.argv.slice(2).map(Number)
tellLoad()
const clang = peer('clangd')
if (clang !== undefined) console.log(`Peer: ${clang.command} ${clang.version} --clang-tidy`)
for (const size of sizes.length > 0 ? sizes : [1_000, 4_000, 10_000]) {
  const text = singleFileDriver(size)
  const workspace = new Workspace(new Map([['driver.c', text]]))
  console.log(`\n${text.split('\n').length - 1} lines, ${sessions * edits(text).length} edits`)
  const ours = await measure(mrx, workspace, text)
  const rows = [row('mrx', ours)]
  if (clang !== undefined) {
    const usual = await measure(clangd(clang.command, workspace), workspace, text)
    const sync = await measure(clangd(clang.command, workspace, '-sync'), workspace, text)
    const times = (share: number) => ratio(percentile(ours.typing, share), percentile(sync.typing, share))
    const cold = ratio(median(ours.coldStart), median(usual.coldStart))
    rows.push(row('clangd', usual), row('clangd without debounce', sync))
    rows.push([
      'faster than that',
      times(0.5),
      times(0.95),
      cold,
      ratio(ours.memory.now, usual.memory.now),
      ratio(ours.memory.peak, usual.memory.peak),
    ])
  }
  printTable(['', 'typing p50', 'typing p95', 'cold start', 'memory', 'peak'], rows)
  workspace.remove()
}
