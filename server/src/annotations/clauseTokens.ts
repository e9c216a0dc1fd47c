// The characters of a clause -> tokens. They look like C's, but for strings, which are raw (a server's name has backslashes),
// and for names with a backslash in front, which are C's although the grammar has the word.

export interface ClauseToken {
  readonly kind: 'word' | 'number' | 'string' | 'character' | 'punctuator' | 'other' | 'end'
  /** Without the backslash of an escaped word. */
  readonly text: string
  /** Of a word: written with a backslash. Of a literal: closed. */
  readonly flag: boolean
  /** In the text that the clause was read from. */
  readonly start: number
  readonly end: number
}

const patterns: readonly [ClauseToken['kind'], RegExp][] = [
  ['string', /(?:L|u8|u|U)?"[^"]*"?/uy],
  ['character', /(?:L|u8|u|U)?'(?:[^'\\]|\\.)*'?/uy],
  ['word', /\\?[\p{L}_$][\p{L}\p{M}\p{N}_$]*/uy],
  ['number', /\.?\d(?:[eEpP][+-]|[\w.])*/uy],
  ['punctuator', /<<=|>>=|->|\+\+|--|<<|>>|[<>=!+\-*/%&|^]=|&&|\|\||[-()[\]{}.&*+~!/%<>^|?:=,#;]/uy],
]

/** The last token is the end. */
export function clauseTokens({ text, offset }: { text: string; offset(index: number): number }): ClauseToken[] {
  const tokens: ClauseToken[] = []
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at]!)) {
      at++
      continue
    }
    const { start, end, ...token } = tokenAt(text, at)
    tokens.push({ ...token, start: offset(start), end: offset(end - 1) + 1 })
    at = end
  }
  const behind = text === '' ? 0 : offset(text.length - 1) + 1
  tokens.push({ kind: 'end', text: '', flag: false, start: behind, end: behind })
  return tokens
}

function tokenAt(text: string, at: number): ClauseToken {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) continue
    const end = at + found.length
    const escaped = kind === 'word' && found.startsWith('\\')
    const closed = (kind === 'string' || kind === 'character') && /["'].*["']$/s.test(found)
    return { kind, text: escaped ? found.slice(1) : found, flag: escaped || closed, start: at, end }
  }
  const length = text.codePointAt(at)! > 0xffff ? 2 : 1
  return { kind: 'other', text: text.slice(at, at + length), flag: false, start: at, end: at + length }
}
