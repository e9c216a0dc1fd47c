// Completion inside of annotations: the words that the grammar has there, then the names that could be meant. Names of C
// outside of annotations are left to the C server.
import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver-types'
import { unitAnnotations } from '../annotations/annotations.ts'
import { parseClause } from '../annotations/clauseParser.ts'
import type { SourceLine } from '../annotations/clauseReader.ts'
import { pseudoNames, queries } from '../annotations/expressionReader.ts'
import { irqlLevels } from '../annotations/names.ts'
import { localsAt, parametersOf } from '../annotations/scope.ts'
import { wordDocs } from '../annotations/wordDocs.ts'
import { pointerOf, recordOf } from '../c/predicates.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Type } from '../c/types.ts'
import { typeText } from '../c/typeText.ts'
import { descendantsOf } from '../c/walk.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { variableSymbol } from '../simulation/expectations/evaluator.ts'
import type { LineMap } from '../text/lineMap.ts'
import { clauseAt } from './clauseAt.ts'
import { statusDetail } from './statusHover.ts'

export interface CompletionServices {
  readonly catalogue: Catalogue
  readonly lines: LineMap
  readonly text: string
  /** Is the function defined in some file of the driver, or known by a page? */
  isKnown(name: string): boolean
}

/** Of the unit's own file. Empty: the position is in no annotation. */
export function completionsAt(
  unit: TranslationUnit,
  position: Position,
  services: CompletionServices,
): CompletionItem[] {
  const offset = services.lines.offset(position)
  const found = clauseAt(services.text, offset)
  if (found === undefined) return []
  const before = found.written.replace(/\\?[A-Za-z_]\w*$/, '')
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return []
  const names = new Names(unit, offset, services)
  const member = /(->|\.)\s*$/.exec(before)
  if (member !== null) return names.members(objectIn(before.slice(0, member.index)), member[1] === '->')
  // A character that fits nowhere: everything that could stand in its place is known then.
  const { problem } = parseClause(`${before};`)
  const words = (problem?.words ?? []).map(word => wordItem(word))
  return [
    ...words,
    ...names.items(problem?.message ?? '', before, found.lines),
    ...constants(before, unit, services.text),
  ]
}

/** What a driver answers most. */
const usualStatuses =
  `STATUS_SUCCESS STATUS_PENDING STATUS_UNSUCCESSFUL STATUS_INSUFFICIENT_RESOURCES STATUS_INVALID_PARAMETER
  STATUS_MORE_PROCESSING_REQUIRED STATUS_NOT_IMPLEMENTED STATUS_NOT_SUPPORTED STATUS_INVALID_DEVICE_REQUEST STATUS_CANCELLED
  STATUS_ACCESS_DENIED STATUS_OBJECT_NAME_NOT_FOUND STATUS_END_OF_FILE STATUS_BAD_NETWORK_PATH STATUS_CONNECTION_DISCONNECTED
  STATUS_RETRY`.split(/\s+/)

/** The constants that an IRQL and a status are compared with. The headers have thousands of statuses: those of the file, and the usual ones. */
function constants(before: string, { tables: { macros } }: TranslationUnit, text: string): CompletionItem[] {
  const compared = /\b(irql|return)\s*(?:[=!]=|[<>]=?)\s*$|\b(returns)\s+$/.exec(before)
  if (compared === null) return []
  const statuses = () => [...usualStatuses, ...(text.match(/\bSTATUS_\w+/g) ?? [])].filter(name => macros.has(name))
  const names = compared[1] === 'irql' ? irqlLevels : new Set(statuses())
  const constant = (name: string) => item(name, CompletionItemKind.Constant, statusDetail(name, macros))
  return [...names].map(name => ({ ...constant(name), sortText: `0${name}` }))
}

/** The postfix expression that the text ends with. */
function objectIn(text: string): string {
  let at = text.length
  for (;;) {
    const part = /(?:[A-Za-z_]\w*|->|\.)$/.exec(text.slice(0, at))?.[0]
    const bracket = text[at - 1]
    if (part !== undefined) at -= part.length
    else if (bracket === ')' || bracket === ']') at = openingOf(text, at)
    else return text.slice(at)
  }
}

/** Where the bracket that closes in front of `end` opens; 0: nowhere. */
function openingOf(text: string, end: number): number {
  let depth = 0
  for (let at = end - 1; at >= 0; at--) {
    if (text[at] === ')' || text[at] === ']') depth++
    if ((text[at] === '(' || text[at] === '[') && --depth === 0) return at
  }
  return 0
}

function wordItem(word: string): CompletionItem {
  const [form, meaning] = wordDocs[word] ?? []
  return {
    label: word,
    kind: CompletionItemKind.Keyword,
    sortText: `0${word}`,
    ...(form !== undefined && { detail: form }),
    ...(meaning !== undefined && { documentation: meaning }),
  }
}

class Names {
  readonly #unit: TranslationUnit
  readonly #near: ReadonlyMap<string, Type>
  readonly #services: CompletionServices

  constructor(unit: TranslationUnit, offset: number, services: CompletionServices) {
    this.#unit = unit
    this.#near = nearNames(unit, offset)
    this.#services = services
  }

  /** `expected`: what the parser says that it looked for; `before`: what stands in front of the name. */
  items(expected: string, before: string, lines: readonly SourceLine[]): CompletionItem[] {
    if (/a code as/.test(expected))
      return this.#services.catalogue.entries.map(({ code, name }) => item(code, CompletionItemKind.Constant, name))
    if (/a level as/.test(expected)) return irqlLevels.map(name => item(name, CompletionItemKind.Constant))
    if (/connection/.test(expected)) return connections(lines)
    const isExpression = /an expression/.test(expected)
    const isFunction = /a function/.test(expected)
    return [
      ...(isExpression ? this.#values() : []),
      ...(isFunction ? this.#functions(/^\s*(stub|inject)\b/.exec(before)?.[1]) : []),
    ]
  }

  #values(): CompletionItem[] {
    const near = [...this.#near].map(([name, type]) => item(name, CompletionItemKind.Variable, typeText(type)))
    const own = [...pseudoNames, ...queries].map(name => ({ ...wordItem(name), sortText: `2${name}` }))
    return [...near, ...own, ...this.#own('object').map(name => item(name, CompletionItemKind.Variable))]
  }

  /** The author's own, and those of the headers that the author's name: the likeliest of the clause first. */
  #functions(clause: string | undefined): CompletionItem[] {
    const { called, defined } = this.#calls()
    const rankOf = (name: string) => {
      // What is simulated without a stub needs none, and what the driver does itself seldom fails for its own sake.
      const isMissing = !defined.has(name) && !this.#services.isKnown(name)
      if (clause === 'stub') return isMissing ? (called.has(name) ? 1 : 2) : 3
      return clause === 'inject' && !(called.has(name) && !defined.has(name)) ? 2 : 1
    }
    const names = [...new Set([...this.#own('function'), ...called])]
    return names.map(name => ({ ...item(name, CompletionItemKind.Function), sortText: `${rankOf(name)}${name}` }))
  }

  /** Which functions the author's own call, and which have a body here. */
  #calls(): { readonly called: ReadonlySet<string>; readonly defined: ReadonlySet<string> } {
    const called = new Set<string>()
    const defined = new Set<string>()
    for (const { declarations } of this.#unit.chunks)
      for (const declaration of declarations) {
        if (declaration.kind !== 'function-definition' || isBundled(declaration.symbol.token.origin.file)) continue
        defined.add(declaration.symbol.name)
        // Names with a line in front are of the compiler.
        for (const node of descendantsOf(declaration.body))
          if (node.kind === 'identifier' && node.symbol?.kind === 'function' && !node.symbol.name.startsWith('_'))
            called.add(node.symbol.name)
      }
    return { called, defined }
  }

  /** Names of the author's own files. */
  #own(kind: 'function' | 'object'): string[] {
    const names: string[] = []
    for (const [name, symbol] of this.#unit.tables.symbols.own())
      if (symbol.kind === kind && !isBundled(symbol.token.origin.file)) names.push(name)
    return names
  }

  members(text: string, arrow: boolean): CompletionItem[] {
    const object = text.replace(/^old\((.*)\)$/, '$1')
    const expression = this.#unit.expression(
      object,
      [...this.#near].map(([name, type]) => variableSymbol(name, type)),
    )
    if (typeof expression === 'string') return []
    const type = this.#unit.semantics.typeOf(expression)
    const record = recordOf(arrow ? (pointerOf(type)?.to ?? type) : type)
    const members = record === undefined ? [] : (this.#unit.semantics.body(record)?.members ?? [])
    return members.flatMap(({ name, type: own }) =>
      name === undefined ? [] : [item(name, CompletionItemKind.Field, typeText(own))],
    )
  }
}

function item(label: string, kind: CompletionItemKind, detail?: string): CompletionItem {
  return { label, kind, sortText: `1${label}`, ...(detail !== undefined && { detail }) }
}

/** `connect … as NAME` of the same comment. */
function connections(lines: readonly SourceLine[]): CompletionItem[] {
  const names = lines.flatMap(({ text }) => /^(?:thread\s+\w+\s*:\s*)?connect\b.*\bas\s+(\w+)/.exec(text)?.[1] ?? [])
  return [...new Set(names)].map(name => item(name, CompletionItemKind.Variable))
}

/** Parameters, and locals at a point of a body, of the annotation around the offset. */
function nearNames(unit: TranslationUnit, offset: number): ReadonlyMap<string, Type> {
  for (const { origin, comments, attachment } of unitAnnotations(unit)) {
    const at = offset - origin.base
    if (!comments.some(({ start, end }) => start < at && at <= end)) continue
    if (attachment.kind === 'function') return parametersOf(attachment.symbol, attachment.definition)
    return attachment.kind === 'point' ? localsAt(attachment) : new Map()
  }
  return new Map()
}
