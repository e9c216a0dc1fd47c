// Hover inside of annotations: what a word of the grammar means, and the page of a name that has one.
import type { Hover, Position } from 'vscode-languageserver-types'
import { clauseTokens } from '../annotations/clauseTokens.ts'
import { wordDocs } from '../annotations/wordDocs.ts'
import { nameHover } from '../knowledge/hoverText.ts'
import type { Knowledge } from '../knowledge/pages.ts'
import type { LineMap } from '../text/lineMap.ts'
import { clauseAt } from './clauseAt.ts'
import { statusHover } from './statusHover.ts'

export interface ClauseHoverServices {
  readonly knowledge: Knowledge
  readonly lines: LineMap
  readonly text: string
  readonly macros: Parameters<typeof statusHover>[1]
}

/** Undefined: the position is in no clause, or on nothing that there is something to say of. */
export function clauseHoverAt(position: Position, services: ClauseHoverServices): Hover | undefined {
  const { knowledge, lines, text, macros } = services
  const offset = lines.offset(position)
  const found = clauseAt(text, offset)
  if (found === undefined) return undefined
  const token = clauseTokens(found.line).find(({ start, end }) => start <= offset && offset < end)
  if (token?.kind !== 'word') return undefined
  const word = token.flag ? undefined : wordText(token.text)
  const value = word ?? nameHover(knowledge, token.text) ?? statusHover(token.text, macros, knowledge)
  if (value === undefined) return undefined
  return { contents: { kind: 'markdown', value }, range: lines.range(token.start, token.end) }
}

function wordText(word: string): string | undefined {
  const known = Object.hasOwn(wordDocs, word) ? wordDocs[word] : undefined
  return known && `\`${known[0]}\`\n\n${known[1]}`
}
