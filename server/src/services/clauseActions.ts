// Actions that write clauses, when somebody asks: a stub for a routine whose body is not at hand, and expectations for a
// function that has none, from its callback's page and what its SAL says nothing of. What is proposed is a beginning: it
// holds in a driver that does what RDBSS relies on.
import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types'
import { unitAnnotations } from '../annotations/annotations.ts'
import { functionOf, pointerOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { startOf, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { pathToUri } from '../project/paths.ts'
import type { LineMap } from '../text/lineMap.ts'
import { nameAt } from './nameAt.ts'

export interface ClauseActionContext {
  readonly unit: TranslationUnit
  readonly path: string
  readonly text: string
  readonly lines: LineMap
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
  // An empty line behind it, so that the clause is the file's and not the function's.
  return [action(`Write a stub for '${symbol.name}'`, `${stubClause(symbol)}\n\n`, around, context)]
}

/** `// @mrx stub F returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL` */
export function stubClause({ name, type }: Pick<Symbol, 'name' | 'type'>): string {
  return `// @mrx stub ${name} ${outcomesOf(functionOf(type)?.returns)}`
}

function outcomesOf(returns: Type | undefined): string {
  if (returns === undefined || returns.kind === 'void') return 'takes 1 ms'
  const names = typedefNames(returns)
  if (names.includes('NTSTATUS')) return 'returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL'
  if (names.includes('VOID')) return 'takes 1 ms'
  if (names.includes('BOOLEAN')) return 'returns TRUE | returns FALSE'
  return pointerOf(returns) === undefined ? 'returns 0 | returns 1' : 'returns NULL'
}

function typedefNames(type: Type): string[] {
  return type.kind === 'typedef' ? [type.name, ...typedefNames(type.of)] : []
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
  return [action(`Propose expectations for '${definition.symbol.name}'`, comment, definition, context)]
}

// ---- Both ------------------------------------------------------------------------------------------------------

function action(
  title: string,
  text: string,
  before: FunctionDefinition,
  { path, lines, text: source }: ClauseActionContext,
): CodeAction {
  const at = startOf(writtenAt(before.first))
  const start = lines.position(source.lastIndexOf('\n', at - 1) + 1)
  const newText = source.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
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
