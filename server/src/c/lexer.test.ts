import { describe, expect, it } from 'vitest'
import { Lexer } from './lexer.ts'
import { type Token, TokenFlags, TokenKind } from './token.ts'

function lex(text: string, cplusplus = false): Token[] {
  const lexer = new Lexer(text, { file: 'a.c', base: 0 }, 0, cplusplus)
  const tokens: Token[] = []
  for (let t = lexer.next(); t.kind !== TokenKind.End; t = lexer.next()) tokens.push(t)
  return tokens
}

function spelled(text: string, cplusplus = false): string[] {
  return lex(text, cplusplus).map(t => t.text)
}

function kinds(text: string, cplusplus = false): string[] {
  return lex(text, cplusplus).map(t => `${TokenKind[t.kind]} ${t.text}`)
}

describe('punctuators', () => {
  it('takes the longest one', () => {
    expect(spelled('a+++b>>=c...d->e##f')).toEqual(['a', '++', '+', 'b', '>>=', 'c', '...', 'd', '->', 'e', '##', 'f'])
    expect(spelled('..')).toEqual(['.', '.'])
    expect(spelled('.5.6.')).toEqual(['.5.6.'])
  })

  it('keeps the spelling of digraphs and says what they are', () => {
    const tokens = lex('<: :> <% %> %: %:%:')
    expect(tokens.map(t => t.text)).toEqual(['<:', ':>', '<%', '%>', '%:', '%:%:'])
    expect(tokens.every(t => t.flags & TokenFlags.Digraph)).toBe(true)
    expect(lex('<')[0]!.flags & TokenFlags.Digraph).toBe(0)
  })

  it('has a kind for characters that C does not use', () => {
    expect(kinds('@ ` \\ é €')).toEqual(['Other @', 'Other `', 'Other \\', 'Identifier é', 'Identifier €'])
    expect(kinds('\u{1f600}a')).toEqual(['Identifier \u{1f600}a'])
  })
})

describe('identifiers and numbers', () => {
  it('takes dollars and universal character names into identifiers', () => {
    expect(kinds('a$b \\u00e9x x\\U0001F600y')).toEqual([
      'Identifier a$b',
      'Identifier \\u00e9x',
      'Identifier x\\U0001F600y',
    ])
    expect(spelled('\\u12 a\\U123')).toEqual(['\\', 'u12', 'a', '\\', 'U123'])
  })

  it('ends hexadecimal numbers in front of a sign, as MSVC does', () => {
    expect(spelled('0x6cb9a43e+1 0XE-(1) 0xe+1u')).toEqual([
      '0x6cb9a43e',
      '+',
      '1',
      '0XE',
      '-',
      '(',
      '1',
      ')',
      '0xe',
      '+',
      '1u',
    ])
  })

  it('reads preprocessing numbers, malformed ones too', () => {
    expect(spelled('0x1F 1.5e+3 1e 0x1p-2 .5f 12abc 1..2 1e+-5')).toEqual([
      '0x1F',
      '1.5e+3',
      '1e',
      '0x1p-2',
      '.5f',
      '12abc',
      '1..2',
      '1e+',
      '-',
      '5',
    ])
  })
})

describe('literals', () => {
  it('knows prefixes', () => {
    expect(kinds(`L"a" u8"b" u"c" U"d" L'e' u8'f' X"g"`)).toEqual([
      'String L"a"',
      'String u8"b"',
      'String u"c"',
      'String U"d"',
      "Character L'e'",
      'Identifier u8',
      "Character 'f'",
      'Identifier X',
      'String "g"',
    ])
  })

  it('passes over escaped quotes', () => {
    expect(spelled(String.raw`"a\"b" '\'' "\\" x`)).toEqual([
      String.raw`"a\"b"`,
      String.raw`'\''`,
      String.raw`"\\"`,
      'x',
    ])
  })

  it('ends an unclosed one with its line', () => {
    const tokens = lex('"abc\nx \'y')
    expect(tokens.map(t => t.text)).toEqual(['"abc', 'x', "'y"])
    expect(tokens.map(t => (t.flags & TokenFlags.Unterminated) !== 0)).toEqual([true, false, true])
    expect(lex('"a\\')[0]).toMatchObject({ text: '"a\\', end: 3 })
  })

  it('reads raw strings in C++ alone', () => {
    expect(spelled('R"(a"b\n)" x', true)).toEqual(['R"(a"b\n)"', 'x'])
    expect(spelled('u8R"--(a)" )--" x', true)).toEqual(['u8R"--(a)" )--"', 'x'])
    expect(spelled('R"(a"', false)).toEqual(['R', '"(a"'])
    expect(spelled('R"(never closed" x', true)).toEqual(['R"(never closed"', 'x'])
  })
})

describe('white space', () => {
  it('notes lines and spaces', () => {
    const flags = lex('a b\n c\r\nd\re/**/f').map(({ flags: f }) => {
      const line = f & TokenFlags.LineStart ? 'line' : ''
      return line + (f & TokenFlags.Space ? 'space' : '')
    })
    expect(flags).toEqual(['line', 'space', 'linespace', 'line', 'line', 'space'])
  })

  it('skips comments, also those with splices', () => {
    expect(spelled('a/* b * / */c // d\ne /\\\n* f *\\\n/ g // h \\\n i\nj')).toEqual(['a', 'c', 'e', 'g', 'j'])
  })

  it('tells of a comment that never ends', () => {
    const lexer = new Lexer('a /* b', { file: 'a.c', base: 0 })
    lexer.next()
    expect(lexer.next().kind).toBe(TokenKind.End)
    expect(lexer.unclosedComment).toBe(2)
  })

  it('takes a byte order mark and NUL for white space', () => {
    const tokens = lex('\ufeffa\0b')
    expect(tokens.map(t => t.text)).toEqual(['a', 'b'])
    expect(tokens[0]).toMatchObject({ start: 1, end: 2, flags: TokenFlags.LineStart })
  })
})

describe('the end of a file in DOS', () => {
  it('is white space', () => {
    expect(lex('#endif\r\n\x1a').map(t => t.text)).toEqual(['#', 'endif'])
    expect(lex('a;\n\x1a\n').map(t => t.text)).toEqual(['a', ';'])
  })
})

describe('line splices', () => {
  it('joins what they cut, and keeps the places', () => {
    const [first, second] = lex('ab\\\ncd\\\r\n  ef')
    expect(first).toMatchObject({ text: 'abcd', start: 0, end: 6 })
    expect(first!.flags & TokenFlags.Spliced).toBeTruthy()
    expect(second).toMatchObject({ text: 'ef', start: 11, end: 13 })
  })

  it('leaves a token alone that only stands in front of one', () => {
    expect(lex('ab\\\n cd')[0]!.flags & TokenFlags.Spliced).toBe(0)
  })

  it('joins strings, numbers and punctuators', () => {
    expect(spelled('"a\\\nb" 1\\\n2 -\\\n> +\\\n\\\n=')).toEqual(['"ab"', '12', '->', '+='])
    expect(spelled(`x\\\n${'y'.repeat(300)}\\\nz w`)).toEqual([`x${'y'.repeat(300)}z`, 'w'])
  })

  it('allows white space between backslash and line break', () => {
    expect(spelled('a\\ \t\nb')).toEqual(['ab'])
    expect(spelled('a\\ b')).toEqual(['a', '\\', 'b'])
  })
})

describe('lines', () => {
  it('ends a line at its break, not at a splice', () => {
    const lexer = new Lexer('a \\\n b /* \n */ c\nd', { file: 'a.c', base: 0 })
    const line: string[] = []
    for (let t = lexer.nextInLine(); t !== undefined; t = lexer.nextInLine()) line.push(t.text)
    expect(line).toEqual(['a', 'b', 'c'])
    expect(lexer.next().text).toBe('d')
  })

  it('passes over skipped lines without being fooled', () => {
    const text = `don't /*\n "#if" /* \n#else */ x\n'#'\n/\\\n*\n#endif\n*/ "a \\\n/*"\n  # endif`
    const lexer = new Lexer(text, { file: 'a.c', base: 0 })
    expect(lexer.skipToDirective()).toBe(true)
    expect(lexer.position).toBe(text.length - ' endif'.length)
  })

  it('does not take ## for a directive', () => {
    const lexer = new Lexer('## x\n%:%: y\n#define', { file: 'a.c', base: 0 })
    expect(lexer.atDirective()).toBe(false)
    expect(lexer.skipToDirective()).toBe(true)
    expect(lexer.nextInLine()!.text).toBe('define')
  })

  it('counts them, however they end', () => {
    const lexer = new Lexer('a\nb\r\nc\rd', { file: 'a.c', base: 0 })
    expect([0, 2, 5, 7, 1].map(offset => lexer.lineOf(offset))).toEqual([1, 2, 3, 4, 1])
  })

  it('reads header names whole', () => {
    const lexer = new Lexer('<a/*b//c.h> "d\\e.h" <never', { file: 'a.c', base: 0 })
    expect(lexer.headerName()!.text).toBe('<a/*b//c.h>')
    expect(lexer.headerName()!.text).toBe('"d\\e.h"')
    expect(lexer.headerName()).toBeUndefined()
  })
})
