// Whatever is edited in whatever file of a driver: what the server says afterwards is what it says of the final texts when
// they are opened at once. Answers about functions are kept from version to version; this is what they are held against.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { Knowledge } from '../../src/knowledge/pages.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { WorkspaceConfigurations } from '../../src/project/workspaceConfigurations.ts'
import { AnalysisEngine } from '../../src/services/engine.ts'
import type { LanguageService } from '../../src/services/languageService.ts'
import { createLanguageService } from '../../src/services/service.ts'
import { caseCount, Run } from '../support/longRun.ts'
import { Random } from '../support/random.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const knowledge = Knowledge.of(library)
const cases = caseCount(2)
const editsOfCase = 6

type Texts = Readonly<Record<string, string>>

function driverIn(folder: string): Texts {
  const root = fileURLToPath(new URL(`../../../examples/${folder}`, import.meta.url))
  const names = readdirSync(root).filter(name => /\.[ch]$/.test(name))
  return Object.fromEntries(names.map(name => [`/d/${name}`, readFileSync(`${root}/${name}`, 'utf8')]))
}

interface Workspace {
  readonly service: LanguageService
  readonly disk: Record<string, string>
}

/** A server that has the texts open. */
function workspaceOf(texts: Texts): Workspace {
  const disk = { ...texts }
  const files = memoryFiles(disk)
  const configurations = new WorkspaceConfigurations(files, { ruleKeys: catalogue.keys })
  const service = createLanguageService({
    engine: new AnalysisEngine({ files, library, catalogue, configurations }),
    knowledge,
    applySettings: (settings, roots) => configurations.apply(settings, roots),
    settingsProblems: () => configurations.problems,
    configurationChanged: paths => configurations.invalidate(paths),
    log: message => {
      throw new Error(message)
    },
  })
  service.setFolders(['/d'])
  for (const [path, text] of Object.entries(texts)) service.openDocument(path, 'c', text)
  index(service)
  return { service, disk }
}

function index(service: LanguageService): void {
  while (service.index(1_000).done < service.index(1_000).total);
}

/** All findings, bodies followed. */
function saidOf(service: LanguageService, texts: Texts): string[] {
  for (const path of Object.keys(texts)) service.findings(path)
  service.finish(Infinity)
  return Object.keys(texts).flatMap(path => service.findings(path).map(finding => JSON.stringify(finding)))
}

const ends = /;\s*$/

/** A statement goes, comes twice, or changes places with the next one; or a line comes or goes that says nothing. */
function edited(text: string, random: Random): string {
  const lines = text.split('\n')
  const statements = lines.flatMap((line, i) => (/^\s+\S.*;\s*$/.test(line) ? [i] : []))
  const at = random.pick(statements.length > 0 ? statements : [0])
  switch (random.below(5)) {
    case 0:
      lines.splice(at, 1)
      break
    case 1:
      lines.splice(at, 0, lines[at]!)
      break
    case 2: {
      const next = lines[at + 1]
      if (next !== undefined && ends.test(next)) lines.splice(at, 2, next, lines[at]!)
      break
    }
    case 3:
      lines.splice(random.below(lines.length), 0, random.chance(0.5) ? '' : '// a line that says nothing')
      break
    case 4:
      lines[at] = lines[at]!.replace(
        /== NULL|!= NULL|NULL/,
        found => ({ '== NULL': '!= NULL', '!= NULL': '== NULL' })[found] ?? '0',
      )
  }
  return lines.join('\n')
}

/** A file goes from the disk, with its document. */
function removed({ service, disk }: Workspace, path: string): void {
  delete disk[path]
  service.closeDocument(path)
  service.filesChanged([path])
  index(service)
}

/** It is there again, and is opened once the server has seen it. */
function restored({ service, disk }: Workspace, path: string, text: string): void {
  disk[path] = text
  service.filesChanged([path])
  index(service)
  service.openDocument(path, 'c', text)
}

/** What differs first after one of the edits of a sequence; undefined: nothing does. */
function firstDifference(original: Texts, random: Random): string | undefined {
  let texts = original
  const workspace = workspaceOf(texts)
  saidOf(workspace.service, texts)
  for (let i = 0; i < editsOfCase; i++) {
    const gone = Object.keys(original).filter(each => texts[each] === undefined)
    const path = random.pick(gone.length > 0 && random.chance(0.5) ? gone : Object.keys(texts))
    const isRemoved = random.chance(0.2) && Object.keys(texts).length > 1
    const text = texts[path] === undefined ? original[path]! : isRemoved ? undefined : edited(texts[path], random)
    if (text === undefined) removed(workspace, path)
    else if (texts[path] === undefined) restored(workspace, path, text)
    else workspace.service.changeDocument(path, [{ text }])
    const { [path]: _, ...others } = texts
    texts = text === undefined ? others : { ...others, [path]: text }
    // Now and then the next edit comes before anything was followed.
    if (random.chance(0.2)) continue
    const [kept, fresh] = [saidOf(workspace.service, texts), saidOf(workspaceOf(texts).service, texts)]
    const at = kept.findIndex((line, k) => line !== fresh[k])
    if (at >= 0 || kept.length !== fresh.length)
      return `edit ${i} of ${path}:\n  kept:  ${kept[Math.max(at, 0)]}\n  fresh: ${fresh[Math.max(at, 0)]}\n${text ?? 'gone'}`
  }
  return undefined
}

describe('findings of an edited driver are those of its final texts', () => {
  const drivers = ['loopback', 'nullredir', 'broken/forgotten-in-another-file']
  it.each(drivers)('%s', { timeout: 60_000 + cases * 20_000 }, folder => {
    const run = new Run(`findings of ${folder}`)
    const original = driverIn(folder)
    for (const seed of run.seeds(cases)) {
      const difference = firstDifference(original, new Random(seed))
      run.program(editsOfCase, difference && `seed ${seed}, ${difference}`)
      if (!run.goesOn) break
    }
    run.end()
  })
})
