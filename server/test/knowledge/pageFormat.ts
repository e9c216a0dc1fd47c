// The rules of server/knowledge/FORMAT.md as checks. Each returns complaints; an empty list is a good page.
import type { Catalogue } from '../../src/knowledge/catalogue.ts'
import { parseEffects } from '../../src/knowledge/effects.ts'
import { items, type Page, type PageKind, parsePage, section } from '../../src/knowledge/page.ts'
import type { HeaderNames } from './headerNames.ts'

const required: Record<PageKind, readonly string[]> = {
  callback: ['name', 'kind', 'typedef', 'header', 'irql', 'thread', 'process', 'locks', 'returns', 'null'],
  routine: ['name', 'kind', 'header', 'irql', 'locks', 'returns'],
  structure: ['name', 'kind', 'header'],
  enumeration: ['name', 'kind', 'header'],
}

const optional: Record<PageKind, readonly string[]> = {
  callback: ['link'],
  routine: ['alias', 'effects', 'link'],
  structure: ['alias', 'link'],
  enumeration: ['alias', 'link'],
}

const keyOrder = 'name kind alias typedef header irql thread process locks returns effects null link'.split(' ')
const sectionOrder = 'Parameters,Operations,Fields,Values,Runs in,Returns,Must,Traps,Order'.split(',')
const onlyIn: Record<string, PageKind> = { Fields: 'structure', Values: 'enumeration' }

export function formatComplaints(path: string, text: string, catalogue: Catalogue): string[] {
  const { page, problems } = parsePage(text, path)
  return [
    ...problems.map(problem => `line ${problem.line + 1}: ${problem.message}`),
    ...keyComplaints(page),
    ...sectionComplaints(page),
    ...listComplaints(page),
    ...textComplaints(text),
    ...[...text.matchAll(/MRX\d{3}/g)].flatMap(([code]) =>
      catalogue.entry(code) === undefined ? [`${code} is not in the catalogue`] : [],
    ),
  ]
}

function keyComplaints(page: Page): string[] {
  const keys = [...page.facts.keys()]
  const allowed = new Set([...required[page.kind], ...optional[page.kind]])
  const link = page.facts.get('link')
  return [
    ...required[page.kind].filter(key => !page.facts.has(key)).map(key => `${key} is missing`),
    ...keys.filter(key => !allowed.has(key)).map(key => `${key} is no key of a ${page.kind}`),
    ...inOrder(keys, keyOrder, 'key'),
    ...parseEffects(page.facts.get('effects') ?? 'nothing').problems,
    ...(page.facts.get('name') === page.name ? [] : ['the name is not the file name']),
    ...(page.facts.get('kind') === page.kind ? [] : ['the kind is not the one of the folder']),
    ...(link === undefined || link.startsWith('https://learn.microsoft.com/en-us/windows-hardware/drivers/')
      ? []
      : ['the link leads elsewhere']),
  ]
}

function sectionComplaints(page: Page): string[] {
  const titles = page.sections.map(each => each.title)
  return [
    ...inOrder(titles, sectionOrder, 'section'),
    ...titles.flatMap(title =>
      onlyIn[title] === undefined || onlyIn[title] === page.kind ? [] : [`${title} in a ${page.kind}`],
    ),
    ...(titles.includes('Operations') && page.name !== 'MRxLowIOSubmit' ? ['Operations belong to MRxLowIOSubmit'] : []),
  ]
}

function listComplaints(page: Page): string[] {
  const complaints: string[] = []
  for (const title of ['Must', 'Traps']) {
    const stray = section(page, title)
      ?.text.split('\n')
      .filter(line => line !== '' && !line.startsWith('- '))
    for (const line of stray ?? []) complaints.push(`${title} is a list: ${line}`)
  }
  for (const trap of items(page, 'Traps')) {
    const words = trap.name?.split(' ').length ?? 0
    if (words < 2 || words > 5) complaints.push(`a trap has a name of two to five words: ${trap.name ?? trap.text}`)
    if (/\[MRX/.test(trap.text)) complaints.push(`codes end the trap: ${trap.text}`)
  }
  return complaints
}

function textComplaints(text: string): string[] {
  const complaints: string[] = []
  const prose = text.replace(/`[^`\n]*`/g, '')
  if (/[\r\t]/.test(text)) complaints.push('a tab or carriage return')
  if (!text.endsWith('\n') || text.endsWith('\n\n')) complaints.push('one newline ends the file')
  if (/ $/m.test(text)) complaints.push('a line ends in a blank')
  if (/<[a-z/!]/i.test(prose)) complaints.push('HTML')
  if (/!\[/.test(prose)) complaints.push('an image')
  if (/^# /m.test(text)) complaints.push('a first level heading')
  for (const [, target] of prose.matchAll(/\]\(([^)]*)\)/g))
    if (!target!.startsWith('https://learn.microsoft.com/')) complaints.push(`a link to ${target}`)
  const body = text.slice(text.indexOf('\n---\n') + 5).split('\n')
  for (const [index, line] of body.entries()) {
    const before = body[index - 1] ?? ''
    const joined = before !== '' && line !== '' && !before.startsWith('### ') && !(isItem(before) && isItem(line))
    if (joined) complaints.push(`a paragraph is one line, and a heading stands alone: ${line}`)
  }
  return complaints
}

const isItem = (line: string) => /^(- |\d+\. )/.test(line)

export function headerComplaints(page: Page, headers: HeaderNames): string[] {
  const header = page.facts.get('header') ?? ''
  const names = [page.name, ...(page.facts.get('alias')?.split(', ') ?? [])]
  return [
    ...(headers.declaredIn(header, page.name) ? [] : [`${header} does not declare ${page.name}`]),
    ...names.filter(name => !headers.has(name)).map(name => `no header declares ${name}`),
    ...parameterComplaints(page, headers),
    ...effectComplaints(page, headers),
    ...entryComplaints(page, 'Fields', headers.fields(page.name)),
    ...entryComplaints(page, 'Values', headers.values(page.name)),
  ]
}

function parameterComplaints(page: Page, headers: HeaderNames): string[] {
  if (page.kind !== 'callback') return entryComplaints(page, 'Parameters', headers.parameters(page.name))
  const declared = headers.parametersOfType(page.facts.get('typedef') ?? '') ?? []
  const written = section(page, 'Parameters')?.entries.map(entry => entry.name) ?? []
  return declared.join() === written.join() ? [] : [`parameters are ${declared}, not ${written}`]
}

/** Effects name arguments by number: the prototype, or what stands behind a macro, has that many. */
function effectComplaints(page: Page, headers: HeaderNames): string[] {
  const text = page.facts.get('effects')
  const names = [page.name, ...(page.facts.get('alias')?.split(', ') ?? [])]
  const counts = names.flatMap(name => headers.parameters(name)?.length ?? [])
  if (text === undefined || counts.length === 0) return []
  const numbers = parseEffects(text).effects.flatMap(({ subject, by }) => [subject, by])
  const beyond = numbers.filter(each => typeof each === 'number' && each >= Math.max(...counts))
  return beyond.map(each => `effects name argument ${Number(each) + 1}, but ${page.name} has ${Math.max(...counts)}`)
}

function entryComplaints(page: Page, title: string, declared: readonly string[] | undefined): string[] {
  const written = section(page, title)?.entries.map(entry => entry.name) ?? []
  if (written.length > 0 && declared === undefined) return [`no declaration found for ${page.name}`]
  return inOrder(written, declared ?? [], title)
}

function inOrder(written: readonly string[], order: readonly string[], what: string): string[] {
  const places = written.map(each => order.indexOf(each))
  const strangers = written.filter((_, index) => places[index]! < 0).map(each => `${each} is no ${what}`)
  const known = places.filter(place => place >= 0)
  const wrong = known.some((place, index) => index > 0 && place < known[index - 1]!)
  return wrong ? [...strangers, `${what}: ${written.join(', ')} are out of order`] : strangers
}

/** RDBSS names in code spans that no header knows: a misspelling in our text. */
export function unknownNames(text: string, headers: HeaderNames): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(match => match[1]!)
  const words = spans.flatMap(span => span.match(/\b(?:_*Rx|MRx|PMRX_|MRX_|PRX_|RX_|RDBSS_|LOWIO_|LHS_)\w*/g) ?? [])
  return [...new Set(words)].filter(word => !word.endsWith('_') && !headers.has(word))
}
