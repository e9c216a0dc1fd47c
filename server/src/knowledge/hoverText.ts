// Markdown from pages: what a hover, a completion item and a signature show, and the whole page for `mrx explain`.
// Pure: the C declaration and what is known of the user's own code come from the caller.
import { entryOf, items, type Page, type PageItem, section } from './page.ts'
import type { Knowledge } from './pages.ts'

export interface HoverContext {
  /** The declaration as C; shown in a fence above everything. */
  readonly declaration?: string
  /** The name as it stands in the source, where it is not the page's own: `PMRX_SRV_CALL`. */
  readonly spelling?: string
  /** Markdown lines about the user's code: "`MyFinalize` is registered as `MRxFinalizeSrvCall` in init.c:40." */
  readonly notes?: readonly string[]
  /** Where a rule's code leads; without it a code is plain text. */
  readonly ruleLink?: (code: string) => string | undefined
}

/** So many traps are shown in full, the others by name: a hover is read at a glance. */
const fullTraps = 8

const labels: Record<Page['kind'], Readonly<Record<string, string>>> = {
  callback: {
    irql: 'IRQL',
    thread: 'Thread',
    process: 'Process',
    locks: 'Locks held',
    returns: 'Return value',
    null: 'NULL member',
  },
  routine: { irql: 'IRQL', locks: 'Locks needed', returns: 'Return value' },
  structure: {},
  enumeration: {},
}

/** The headers that are not RDBSS's own. */
const kernelHeaders = new Set(['excpt.h', 'ntifs.h', 'string.h', 'wdm.h'])

/** The hover for any name that stands alone: subject, alias, pointer, enumerator, function pointer type. */
export function nameHover(knowledge: Knowledge, name: string, context: HoverContext = {}): string | undefined {
  const page = knowledge.page(name)
  if (page === undefined) return typedefHover(name, knowledge.callbacksOfType(name), context)
  const value = page.kind === 'enumeration' ? fieldHover(page, name, context) : undefined
  return value ?? pageHover(page, { ...context, spelling: name })
}

/** The hover for `structure.field`; a routine's member of the dispatch table shows its callback. */
export function memberHover(
  knowledge: Knowledge,
  structure: string,
  field: string,
  context: HoverContext = {},
): string | undefined {
  const page = knowledge.page(structure)
  if (page === undefined) return undefined
  const callback = page.name === 'MINIRDR_DISPATCH' ? knowledge.page(field) : undefined
  return callback?.kind === 'callback' ? pageHover(callback, context) : fieldHover(page, field, context)
}

/** The hover for a callback, routine, structure or enumeration. */
export function pageHover(page: Page, context: HoverContext = {}): string {
  return blocks([
    fence(context.declaration),
    title(page, context.spelling),
    lines(context.notes),
    page.summary,
    factsList(page),
    listBlock('Must', items(page, 'Must'), Number.POSITIVE_INFINITY, context),
    listBlock('Traps', items(page, 'Traps'), fullTraps, context),
    page.kind === 'enumeration' ? valuesList(page) : undefined,
    microsoftLink(page),
  ])
}

/** The hover for a parameter; without a text of its own it still says where the parameter belongs. */
export function parameterHover(page: Page, parameter: string, context: HoverContext = {}): string {
  const entry = entryOf(page, 'Parameters', parameter)
  return blocks([
    fence(context.declaration),
    `**${parameter}** · parameter of \`${page.name}\``,
    lines(context.notes),
    withRules(entry?.text, context),
    microsoftLink(page),
  ])
}

/** The hover for a field of a structure, an operation of `MRxLowIOSubmit` or a value of an enumeration. */
export function fieldHover(page: Page, field: string, context: HoverContext = {}): string | undefined {
  const entry = ['Fields', 'Values', 'Operations'].map(part => entryOf(page, part, field)).find(found => found)
  if (entry === undefined) return undefined
  const what = page.kind === 'structure' ? 'field' : page.kind === 'enumeration' ? 'value' : 'entry'
  return blocks([
    fence(context.declaration),
    `**${entry.name}** · ${what} of \`${page.name}\``,
    lines(context.notes),
    withRules(entry.text, context),
    microsoftLink(page),
  ])
}

/** The hover for a function pointer type of the dispatch table: its one callback, or the list of those that share it. */
export function typedefHover(typedef: string, pages: readonly Page[], context: HoverContext = {}): string | undefined {
  const first = pages[0]
  if (first === undefined) return undefined
  if (pages.length === 1) {
    const note = `\`${typedef}\` is the type of the member \`${first.name}\`.`
    return pageHover(first, { ...context, notes: [note, ...(context.notes ?? [])] })
  }
  const members =
    pages.length <= 3
      ? pages.map(page => `- \`${page.name}\`: ${page.summary}`).join('\n')
      : pages.map(page => `\`${page.name}\``).join(', ')
  return blocks([
    fence(context.declaration),
    `**${typedef}** · type of ${pages.length} members of \`MINIRDR_DISPATCH\``,
    lines(context.notes),
    members,
  ])
}

/** The whole page. */
export function wholePage(page: Page, context: HoverContext = {}): string {
  const parts = page.sections.flatMap(each => [
    `## ${each.title}`,
    withRules(each.text, context),
    ...each.entries.flatMap(entry => [`### ${entry.name}`, withRules(entry.text, context)]),
  ])
  return blocks([
    fence(context.declaration),
    title(page, context.spelling),
    lines(context.notes),
    page.summary,
    page.introduction,
    factsList(page),
    ...parts,
    microsoftLink(page),
  ])
}

function title(page: Page, spelling = page.name): string {
  const header = page.facts.get('header')
  const names = spelling === page.name ? `**${page.name}**` : `**${spelling}** → **${page.name}**`
  const owner = header !== undefined && kernelHeaders.has(header) ? 'the kernel' : 'RDBSS'
  const what = page.kind === 'callback' ? 'callback of `MINIRDR_DISPATCH`' : `${page.kind} of ${owner}`
  return `${names} · ${what}${header === undefined ? '' : ` · ${header}`}`
}

function factsList(page: Page): string {
  return Object.entries(labels[page.kind])
    .flatMap(([key, label]) => {
      const value = page.facts.get(key)
      return value === undefined ? [] : [`- ${label}: ${value}`]
    })
    .join('\n')
}

function valuesList(page: Page): string {
  const values = section(page, 'Values')?.entries ?? []
  return values.map(value => `- \`${value.name}\`: ${value.text}`).join('\n')
}

function listBlock(heading: string, all: readonly PageItem[], full: number, context: HoverContext): string | undefined {
  if (all.length === 0) return undefined
  const shown = all.slice(0, full).map(item => `- ${itemLine(item, context)}`)
  const rest = all.slice(full)
  if (rest.length > 0) shown.push(`- and ${rest.length} more: ${rest.map(item => item.name ?? item.text).join(' · ')}`)
  return `**${heading}**\n${shown.join('\n')}`
}

function itemLine(item: PageItem, context: HoverContext): string {
  const name = item.name === undefined ? '' : `**${item.name}.** `
  const codes = item.codes.map(code => ` ${ruleMark(code, context)}`).join('')
  return `${name}${item.text}${codes}`
}

/** `[MRX009]` is a link where the caller knows a target. */
function withRules(text: string | undefined, context: HoverContext): string | undefined {
  return text?.replace(/\[(MRX\d{3})\](?!\()/g, (_, code: string) => ruleMark(code, context))
}

function ruleMark(code: string, context: HoverContext): string {
  const target = context.ruleLink?.(code)
  return target === undefined ? `\`${code}\`` : `[${code}](${target})`
}

function microsoftLink(page: Page): string | undefined {
  const address = page.facts.get('link')
  return address === undefined ? undefined : `[Microsoft's page](${address})`
}

function fence(declaration: string | undefined): string | undefined {
  return declaration === undefined ? undefined : `\`\`\`c\n${declaration.trim()}\n\`\`\``
}

function lines(notes: readonly string[] | undefined): string | undefined {
  return notes?.join('  \n')
}

function blocks(parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join('\n\n')
}
