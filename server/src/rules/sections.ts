// Which functions are pageable: by `#pragma alloc_text` or `__declspec(code_seg(…))`, and by PAGED_CODE() in their bodies.
import type { Symbol } from '../c/symbol.ts'
import { macrosOf, type Token, TokenKind } from '../c/token.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName } from '../flow/access.ts'
import { declarationsOf } from '../project/unitFacts.ts'
import { callsIn } from './roots.ts'
import type { RuleContext } from './rule.ts'

interface Placed {
  readonly section: string
  /** The name in the pragma, or the attribute. */
  readonly token: Token
  readonly isByPragma: boolean
}

export interface Sections {
  /** By file and name of a function. */
  readonly placed: ReadonlyMap<string, Placed>
  /** Files that place code by `#pragma code_seg` as well: of functions that are not in `placed` nothing is known there. */
  readonly others: ReadonlySet<string>
}

const known = new WeakMap<RuleContext, Sections>()

export function sectionsOf(context: RuleContext): Sections {
  let sections = known.get(context)
  if (sections === undefined) known.set(context, (sections = read(context)))
  return sections
}

function read({ callbacks }: RuleContext): Sections {
  const placed = new Map<string, Placed>()
  const others = new Set<string>()
  for (const { unit, path, definitions } of callbacks.driver.units) {
    for (const { symbol } of definitions) {
      const byAttribute = placedByAttribute(symbol)
      if (byAttribute !== undefined) placed.set(keyOf(path, symbol.name), byAttribute)
    }
    for (const { name, tokens } of unit.chunks.flatMap(({ notes }) => notes.pragmas)) {
      if (name.text !== 'alloc_text') others.add(path)
      const [section, ...functions] = tokens.filter(({ text }) => !/^[(),]$/.test(text))
      if (name.text === 'alloc_text' && section !== undefined)
        for (const token of functions)
          placed.set(keyOf(path, token.text), { section: unquoted(section.text), token, isByPragma: true })
    }
  }
  return { placed, others }
}

/** `__declspec(code_seg("PAGE"))` on some declaration of the function. */
function placedByAttribute(symbol: Symbol): Placed | undefined {
  for (const { attributes } of declarationsOf(symbol)) {
    const attribute = attributes.find(({ name }) => name === 'code_seg')
    const section = attribute?.arguments.find(({ kind }) => kind === TokenKind.String)
    if (attribute !== undefined && section !== undefined)
      return { section: unquoted(section.text), token: attribute.token, isByPragma: false }
  }
  return undefined
}

export function keyOf(path: string, name: string): string {
  return `${path} ${name}`
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1')
}

/** Code in such a section may be out of memory when it is called at DISPATCH_LEVEL. */
export function isPaged(section: string | undefined): boolean {
  return section?.startsWith('PAGE') === true
}

const checked = new WeakMap<FunctionDefinition, boolean>()

/** PAGED_CODE() stands in it. */
export function hasPagedCode(definition: FunctionDefinition): boolean {
  let has = checked.get(definition)
  if (has === undefined) {
    has = descendantsOf(definition.body).some(
      ({ first }) => first.expansion !== undefined && macrosOf(first).includes('PAGED_CODE'),
    )
    checked.set(definition, has)
  }
  return has
}

/** The driver makes some of its pageable code stay in memory while it needs it. */
export function locksSections({ flow }: RuleContext): boolean {
  for (const { definition } of flow.functions.values())
    if (callsIn(definition).some(call => /^MmLockPag/.test(calledName(call) ?? ''))) return true
  return false
}
