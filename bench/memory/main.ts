// Memory of the language server beside clangd's: one driver of 10k lines, a folder of 100 files with five of them open,
// and 50 drivers of which one is looked at.
// Resident memory once both have finished what they do in the background (clangd its index), and the most it ever was.
import { readFileSync } from 'node:fs'
import { multiFileDriver, singleFileDriver, typingMark } from '../support/driver.ts'
import { megabytes, printTable, ratio, tellLoad } from '../support/figures.ts'
import { peer } from '../support/peers.ts'
import { clangd, mrx, type Program, Server } from '../support/server.ts'
import { Workspace } from '../support/workspace.ts'

type Memory = ReturnType<Server['memory']>

/** Opens the files, changes each now and then as an author does, and waits until the server is quiet. */
async function measure(program: Program, workspace: Workspace, names: readonly string[]): Promise<Memory> {
  const server = await Server.start(program, workspace.folder)
  for (const name of names) await server.open(workspace.path(name), readFileSync(workspace.path(name), 'utf8'))
  await server.settled()
  for (const name of names) {
    const lines = readFileSync(workspace.path(name), 'utf8').split('\n')
    const line = Math.max(lines.indexOf(typingMark.trimEnd()), 0)
    const at = { line, character: 0 }
    await server.edit(workspace.path(name), { range: { start: at, end: at }, text: '\n' })
  }
  await server.settled()
  const memory = server.memory()
  await server.stop()
  return memory
}

tellLoad()
const clang = peer('clangd')
const many = multiFileDriver(100, 150)
const drivers = new Map<string, string>()
for (let i = 0; i < 50; i++)
  for (const [name, text] of multiFileDriver(10, 150)) drivers.set(`driver${i}/${name}`, text)
const cases = [
  { title: 'one file of 10k lines', texts: new Map([['driver.c', singleFileDriver(10_000)]]), open: ['driver.c'] },
  { title: 'folder of 100 files', texts: many, open: ['driver.c', 'part1.c', 'part2.c', 'part3.c', 'part4.c'] },
  { title: '50 drivers of 10 files', texts: drivers, open: ['driver7/driver.c', 'driver7/part1.c'] },
]
for (const { title, texts, open } of cases) {
  const workspace = new Workspace(texts)
  const ours = await measure(mrx, workspace, open)
  const rows = [['mrx', megabytes(ours.now), megabytes(ours.peak)]]
  if (clang !== undefined) {
    const theirs = await measure(clangd(clang.command, workspace, '--background-index'), workspace, open)
    rows.push(['clangd', megabytes(theirs.now), megabytes(theirs.peak)])
    rows.push(['clangd needs', ratio(ours.now, theirs.now), ratio(ours.peak, theirs.peak)])
  }
  console.log(`\n${title}${clang === undefined ? '' : `, clangd ${clang.version}`}`)
  printTable(['', 'memory', 'peak'], rows)
  workspace.remove()
}
