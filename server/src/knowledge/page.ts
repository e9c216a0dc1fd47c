// A knowledge page, read: front matter, summary, sections with their entries. The format is in server/knowledge/FORMAT.md.
// Reading never fails; what does not fit is a problem beside the page, and a test keeps our own pages free of them.

export type PageKind = 'callback' | 'routine' | 'structure' | 'enumeration'

/** Text under a `###` heading: a parameter, a field, an operation, a value. */
export interface PageEntry {
  readonly name: string
  /** Markdown, one paragraph or list item per line. */
  readonly text: string
}

export interface PageSection {
  readonly title: string
  /** Markdown above the first entry. */
  readonly text: string
  readonly entries: readonly PageEntry[]
}

export interface Page {
  readonly name: string
  readonly kind: PageKind
  /** Front matter, in the order of the file. */
  readonly facts: ReadonlyMap<string, string>
  /** The first paragraph. */
  readonly summary: string
  /** What else stands above the first section. */
  readonly introduction: string
  readonly sections: readonly PageSection[]
}

export interface PageProblem {
  /** Zero-based. */
  readonly line: number
  readonly message: string
}

/** An item of a list: a trap has a name, and the codes of the rules that look for it. */
export interface PageItem {
  readonly name?: string
  readonly text: string
  readonly codes: readonly string[]
}

const kinds: Record<string, PageKind> = {
  callbacks: 'callback',
  routines: 'routine',
  structures: 'structure',
  enumerations: 'enumeration',
}

/** What `knowledge/callbacks/MRxStart.md` holds, without opening it. */
export function subjectOf(path: string): { name: string; kind: PageKind } | undefined {
  const match = /(?:^|\/)(\w+)\/(\w+)\.md$/.exec(path)
  const kind = match?.[1] === undefined || !Object.hasOwn(kinds, match[1]) ? undefined : kinds[match[1]]
  return kind === undefined ? undefined : { name: match![2]!, kind }
}

export function parsePage(text: string, path: string): { page: Page; problems: readonly PageProblem[] } {
  const problems: PageProblem[] = []
  const lines = text.split('\n')
  const facts = new Map<string, string>()
  const body = readFacts(lines, facts, problems)
  const parts = splitAt(lines, body, '## ')
  const head = paragraphs(parts[0]!.lines)
  const seen = new Set<string>()
  const sections = parts.slice(1).map(part => {
    if (seen.has(part.title)) problems.push({ line: part.line, message: `a second section ${part.title}` })
    seen.add(part.title)
    return readSection(part, problems)
  })
  const subject = subjectOf(path) ?? { name: facts.get('name') ?? '', kind: 'structure' }
  if (head[0] === undefined) problems.push({ line: body, message: 'no first paragraph' })
  const introduction = head.slice(1).join('\n\n')
  return { page: { ...subject, facts, summary: head[0] ?? '', introduction, sections }, problems }
}

/** Fills `facts`, returns the line after the front matter. */
function readFacts(lines: readonly string[], facts: Map<string, string>, problems: PageProblem[]): number {
  if (lines[0] !== '---') {
    problems.push({ line: 0, message: 'no front matter' })
    return 0
  }
  for (let line = 1; line < lines.length; line++) {
    if (lines[line] === '---') return line + 1
    const match = /^([a-z]+): (.*\S)$/.exec(lines[line]!)
    if (match === null) problems.push({ line, message: 'not a `key: value` line' })
    else if (facts.has(match[1]!)) problems.push({ line, message: `a second ${match[1]}` })
    else facts.set(match[1]!, match[2]!)
  }
  problems.push({ line: lines.length - 1, message: 'the front matter does not end' })
  return lines.length
}

interface Part {
  readonly title: string
  readonly line: number
  readonly lines: string[]
}

/** Cuts `lines` from `start` on at each heading of one level; the first part stands above them and has no title. */
function splitAt(lines: readonly string[], start: number, mark: string): Part[] {
  const parts: Part[] = [{ title: '', line: start, lines: [] }]
  for (let line = start; line < lines.length; line++) {
    const text = lines[line]!
    if (text.startsWith(mark)) parts.push({ title: text.slice(mark.length).trim(), line, lines: [] })
    else parts.at(-1)!.lines.push(text)
  }
  return parts
}

function readSection(part: Part, problems: PageProblem[]): PageSection {
  const parts = splitAt(part.lines, 0, '### ')
  const entries = parts.slice(1).map(entry => ({ name: entry.title, text: paragraphs(entry.lines).join('\n\n') }))
  for (const [index, entry] of entries.entries()) {
    const line = part.line + 1 + parts[index + 1]!.line
    if (entry.text === '') problems.push({ line, message: `${entry.name} says nothing` })
    if (entries.findIndex(other => other.name === entry.name) < index)
      problems.push({ line, message: `a second ${entry.name}` })
  }
  const text = paragraphs(parts[0]!.lines).join('\n\n')
  if (text === '' && entries.length === 0)
    problems.push({ line: part.line, message: `section ${part.title} says nothing` })
  return { title: part.title, text, entries }
}

/** Blocks between empty lines; the items of a list stay together. */
function paragraphs(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .split(/\n{2,}/)
    .map(block => block.trim())
    .filter(block => block !== '')
}

export function section(page: Page, title: string): PageSection | undefined {
  return page.sections.find(each => each.title === title)
}

/** By its name; a nested field also by its last name alone when that is clear: `ClusterSize`. */
export function entryOf(page: Page, title: string, name: string): PageEntry | undefined {
  const entries = section(page, title)?.entries ?? []
  const exact = entries.find(entry => entry.name === name)
  if (exact !== undefined) return exact
  const nested = entries.filter(entry => entry.name.endsWith(`.${name}`))
  return nested.length === 1 ? nested[0] : undefined
}

const codesAtEnd = /\s*((?:\[MRX\d{3}\]\s*)+)$/

/** The items of a section that is a list. */
export function items(page: Page, title: string): PageItem[] {
  const lines = section(page, title)?.text.split('\n') ?? []
  return lines.filter(line => line.startsWith('- ')).map(line => readItem(line.slice(2)))
}

function readItem(line: string): PageItem {
  const codes = [...(codesAtEnd.exec(line)?.[1] ?? '').matchAll(/MRX\d{3}/g)].map(match => match[0])
  const whole = line.replace(codesAtEnd, '')
  const named = /^\*\*(.+?)\.\*\* (.*)$/.exec(whole)
  return named === null ? { text: whole, codes } : { name: named[1]!, text: named[2]!, codes }
}

/** A value of the front matter that `head` begins with, without reading the page. */
export function keyIn(head: string, key: string): string | undefined {
  const start = head.indexOf(`\n${key}: `)
  if (start < 0) return undefined
  const end = head.indexOf('\n', start + 1)
  return head.slice(start + key.length + 3, end < 0 ? undefined : end).trim()
}
