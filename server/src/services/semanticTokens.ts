// Colours of what stands in annotations: words of the grammar, functions, names, members, texts and numbers.
import type { SemanticTokens } from 'vscode-languageserver-types'
import {
  type Clause,
  type Event,
  type Expr,
  eventsOf,
  expressionsOf,
  type Name,
  partsOf,
} from '../annotations/clause.ts'
import { parseClause } from '../annotations/clauseParser.ts'
import type { SourceLine } from '../annotations/clauseReader.ts'
import { type ClauseToken, clauseTokens } from '../annotations/clauseTokens.ts'
import { grammarWords } from '../annotations/words.ts'
import type { LineMap } from '../text/lineMap.ts'
import { clauseLines } from './clauseAt.ts'

export const tokenTypes = ['keyword', 'string', 'number', 'operator', 'function', 'variable', 'property'] as const
type TokenType = (typeof tokenTypes)[number]

export function semanticTokensOf(text: string, lines: LineMap): SemanticTokens {
  const data: number[] = []
  let [lastLine, lastCharacter] = [0, 0]
  for (const line of clauseLines(text))
    for (const { start, end, type } of colouredTokens(line)) {
      const at = lines.position(start)
      const delta = at.line - lastLine
      data.push(
        delta,
        delta === 0 ? at.character - lastCharacter : at.character,
        end - start,
        tokenTypes.indexOf(type),
        0,
      )
      lastLine = at.line
      lastCharacter = at.character
    }
  return { data }
}

interface Coloured {
  readonly start: number
  readonly end: number
  readonly type: TokenType
}

function colouredTokens(line: SourceLine): Coloured[] {
  const names = namesIn(parseClause(line).clause)
  return clauseTokens(line).flatMap(token => {
    const type = names.get(token.start) ?? plainType(token)
    return type === undefined || token.kind === 'end' ? [] : [{ start: token.start, end: token.end, type }]
  })
}

function plainType({ kind, text, flag }: ClauseToken): TokenType | undefined {
  switch (kind) {
    case 'string':
      return 'string'
    case 'number':
    case 'character':
      return 'number'
    case 'punctuator':
      return 'operator'
    case 'word':
      return grammarWords.has(text) && !flag ? 'keyword' : 'variable'
  }
  return undefined
}

/** By offset, the names that are no words of the grammar there. */
function namesIn(clause: Clause | undefined): ReadonlyMap<number, TokenType> {
  const names = new Map<number, TokenType>()
  if (clause === undefined) return names
  for (const expr of expressionsOf(clause)) addNames(expr, names)
  for (const { start } of routinesIn(clause)) names.set(start, 'function')
  return names
}

function routinesIn(clause: Clause): Name[] {
  switch (clause.kind) {
    case 'stub':
      return [clause.routine]
    case 'inject':
      return clause.fault.kind === 'routine' ? [clause.fault.routine] : []
    case 'step':
      return clause.step.kind === 'call' ? [clause.step.routine] : []
    case 'expect': {
      const { property } = clause
      if (property.kind === 'order') return [...property.routines]
      const relation = property.kind === 'event' || property.kind === 'never' ? property.relation : undefined
      const called = eventsOf(property).flatMap((event: Event) => (event.kind === 'call' ? [event.routine] : []))
      return relation?.kind === 'during' ? [...called, relation.routine] : called
    }
  }
  return []
}

function addNames(expr: Expr, names: Map<number, TokenType>): void {
  if (expr.kind === 'name') names.set(expr.start, 'variable')
  if (expr.kind === 'call') names.set(expr.callee.start, 'function')
  if (expr.kind === 'member') names.set(expr.member.start, 'property')
  for (const part of partsOf(expr)) addNames(part, names)
}
