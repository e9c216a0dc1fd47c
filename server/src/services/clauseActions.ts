// Actions that write clauses, when somebody asks: a stub for a routine whose body is not at hand, and expectations for a
// function that has none, from its callback's page and what its SAL says nothing of. What is proposed is a beginning: it
// holds in a driver that does what RDBSS relies on.
import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types'
import { unitAnnotations } from '../annotations/annotations.ts'
import { commentsIn } from '../annotations/comments.ts'
import { functionOf, isArithmetic, pointerOf, typedefNames } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { endOf, startOf, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { contractOf } from '../flow/contract.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { pathToUri } from '../project/paths.ts'
import type { FileEdit } from '../protocol/finding.ts'
import { inLinesOf } from '../text/lineBreaks.ts'
import type { LineMap } from '../text/lineMap.ts'
import { nameAt } from './nameAt.ts'

export interface StubContext {
  readonly unit: TranslationUnit
  readonly path: string
  readonly text: string
  readonly lines: LineMap
}

interface Insertion {
  readonly at: number
  readonly newText: string
}

export interface ClauseActionContext extends StubContext {
  /** Is the function defined in some file of the driver, or known by a page? */
  isKnown(name: string): boolean
  /** Members of the dispatch table that the function implements. */
  membersOf(name: string): readonly string[]
}

export function clauseActions({ start }: Range, context: ClauseActionContext): CodeAction[] {
  const { unit, path, text, lines } = context
  const found = nameAt(unit, path, text, lines.offset(start))
  if (found?.meaning?.kind !== 'symbol' || found.meaning.symbol.kind !== 'function') return []
  const { symbol } = found.meaning
  const own = definitionOf(symbol.name, unit)
  if (own !== undefined && startOf(writtenAt(own.symbol.token)) === found.start) return proposals(own, context)
  const around = definitionAround(found.start, unit)
  const isMissing = own === undefined && !isBundled(symbol.token.origin.file) && !context.isKnown(symbol.name)
  if (around === undefined || !isMissing) return []
  return [action(`Write a stub for '${symbol.name}'`, stubInsertion(symbol, around, context), context)]
}

/** The same for a routine by its name, in front of the first function of the file that calls it; undefined: none does. */
export function stubEdit(name: string, context: StubContext): FileEdit | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined
  const { unit, path, text, lines } = context
  for (const { index } of text.matchAll(new RegExp(`\\b${name}\\s*\\(`, 'g'))) {
    const meaning = nameAt(unit, path, text, index)?.meaning
    const around = definitionAround(index, unit)
    if (meaning?.kind !== 'symbol' || meaning.symbol.kind !== 'function' || around === undefined) continue
    if (endOf(writtenAt(around.last)) <= index) continue
    const { at, newText } = stubInsertion(meaning.symbol, around, context)
    return { file: path, range: { start: lines.position(at), end: lines.position(at) }, newText }
  }
  return undefined
}

/**
 * In front of what is written above the function: a clause behind other annotations would be a part of their last scenario,
 * and one between them and the function would take them from it. An empty line follows, so that the clause is the file's.
 */
function stubInsertion(symbol: Symbol, { first }: FunctionDefinition, { text }: StubContext): Insertion {
  let at = startOf(writtenAt(first))
  for (const { start, end, ownLine } of commentsIn(text.slice(0, at), true).reverse())
    if (ownLine && text.slice(end, at).trim() === '') at = start
  return { at: text.lastIndexOf('\n', at - 1) + 1, newText: inLinesOf(text, `${stubClause(symbol)}\n\n`) }
}

/** `// @mrx stub F sets *Length = 0, returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL` */
function stubClause(symbol: Symbol): string {
  return `// @mrx stub ${symbol.name} ${[...outputsOf(symbol), outcomesOf(functionOf(symbol.type)?.returns)].join(', ')}`
}

function outcomesOf(returns: Type | undefined): string {
  if (returns === undefined || returns.kind === 'void') return 'takes 1 ms'
  const names = typedefNames(returns)
  if (names.includes('NTSTATUS')) return 'returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL'
  if (names.includes('VOID')) return 'takes 1 ms'
  if (names.includes('BOOLEAN')) return 'returns TRUE | returns FALSE'
  return pointerOf(returns) === undefined ? 'returns 0 | returns 1' : 'returns NULL'
}

/** What a caller may read behind the call, by SAL. */
function outputsOf(symbol: Symbol): string[] {
  const { parameters } = contractOf(symbol)
  const declared = functionOf(symbol.type)?.parameters ?? []
  return declared.flatMap(({ name, type }, i) => {
    const target = parameters[i]?.isOutput === true ? pointerOf(type)?.to : undefined
    const value = target === undefined ? undefined : outputOf(target)
    return name === undefined || value === undefined ? [] : [`sets *${name} = ${value}`]
  })
}

/** Undefined: it is no single value. */
function outputOf(type: Type): string | undefined {
  if (pointerOf(type) !== undefined) return 'NULL'
  if (!isArithmetic(type)) return undefined
  const names = typedefNames(type)
  return names.includes('NTSTATUS') ? 'STATUS_SUCCESS' : names.includes('BOOLEAN') ? 'FALSE' : '0'
}

// ---- Proposals -------------------------------------------------------------------------------------------------

/** What RDBSS relies on, by the member that the function implements; `P` is its first parameter. */
const expected: Readonly<Record<string, readonly string[]>> = {
  MRxFinalizeSrvCall: [
    'P->Context == NULL',
    'return == STATUS_SUCCESS',
    'irql == old(irql)',
    'never call RxFinalizeSrvCall',
  ],
  MRxFinalizeNetRoot: ['return == STATUS_SUCCESS', 'irql == old(irql)'],
  MRxFinalizeVNetRoot: ['return == STATUS_SUCCESS', 'irql == old(irql)'],
  MRxCreateSrvCall: ['return == STATUS_PENDING', 'irql == old(irql)'],
  MRxCreateVNetRoot: ['return == STATUS_PENDING', 'irql == old(irql)'],
}

/** Clauses that the function could have, without those that it has. */
export function proposedExpectations(definition: FunctionDefinition, members: readonly string[]): string[] {
  const parameter = definition.parameters[0]?.name
  const clauses = members.flatMap(member => expected[member] ?? [])
  return [...new Set(clauses)]
    .filter(clause => parameter !== undefined || !clause.includes('P->'))
    .map(clause => `expect ${clause.replace(/\bP\b/, parameter ?? '')}`)
}

function proposals(definition: FunctionDefinition, context: ClauseActionContext): CodeAction[] {
  const isAnnotated = unitAnnotations(context.unit).some(
    ({ attachment }) => attachment.kind === 'function' && attachment.symbol.name === definition.symbol.name,
  )
  const clauses = isAnnotated ? [] : proposedExpectations(definition, context.membersOf(definition.symbol.name))
  if (clauses.length === 0) return []
  const comment = `/* @mrx\n${clauses.map(clause => ` * ${clause}\n`).join('')} */\n`
  const { text } = context
  const at = text.lastIndexOf('\n', startOf(writtenAt(definition.first)) - 1) + 1
  const insertion = { at, newText: inLinesOf(text, comment) }
  return [action(`Propose expectations for '${definition.symbol.name}'`, insertion, context)]
}

// ---- Both ------------------------------------------------------------------------------------------------------

function action(title: string, { at, newText }: Insertion, { path, lines }: StubContext): CodeAction {
  const start = lines.position(at)
  const edit = { changes: { [pathToUri(path)]: [{ range: { start, end: start }, newText }] } }
  return { title, kind: CodeActionKind.RefactorRewrite, edit }
}

function definitions({ chunks }: TranslationUnit): FunctionDefinition[] {
  return chunks.flatMap(({ declarations }) => declarations.filter(each => each.kind === 'function-definition'))
}

function definitionOf(name: string, unit: TranslationUnit): FunctionDefinition | undefined {
  return definitions(unit).find(({ symbol }) => symbol.name === name)
}

function definitionAround(offset: number, unit: TranslationUnit): FunctionDefinition | undefined {
  return definitions(unit).findLast(({ first }) => {
    const token = writtenAt(first)
    return token.origin.file === unit.path && startOf(token) <= offset
  })
}
