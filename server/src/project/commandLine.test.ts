import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitPosix, splitWindows } from './commandLine.ts'

describe('Windows', () => {
  test.each([
    ['cl  /c\t"a b.c"', ['cl', '/c', 'a b.c']],
    [String.raw`cl /I"c:\my inc\" /DX`, ['cl', String.raw`/Ic:\my inc" /DX`]],
    [String.raw`cl /I"c:\my inc\\" /DX`, ['cl', String.raw`/Ic:\my inc${'\\'}`, '/DX']],
    [String.raw`/DNAME=\"v\" c:\a\b`, ['/DNAME="v"', String.raw`c:\a\b`]],
    ['"a""b" ""', ['a"b', '']],
    ['"open end', ['open end']],
    ['', []],
    ['  ', []],
  ])('%s', (line, words) => expect(splitWindows(line)).toEqual(words))
})

describe('POSIX', () => {
  test.each([
    ['gcc -c  a.c\n', ['gcc', '-c', 'a.c']],
    [String.raw`-DX="a \"b\" \n" '-DY=\"' \ z`, [String.raw`-DX=a "b" \n`, String.raw`-DY=\"`, ' z']],
    [`'' ""`, ['', '']],
    [`'open end`, ['open end']],
    ['a\\\nb', ['ab']],
    ['\\', ['']],
    ['', []],
  ])('%s', (line, words) => expect(splitPosix(line)).toEqual(words))
})

// How a careful caller quotes one argument for each; splitting must give the argument back.
function quoteWindows(word: string): string {
  return `"${word.replace(/(\\*)("|$)/g, (_, slashes, end) => slashes + slashes + (end === '"' ? '\\"' : ''))}"`
}

function quotePosix(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

test('what was quoted comes back', () => {
  const word = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', "'", '\t', '=', '/') })
  fc.assert(
    fc.property(fc.array(word), words => {
      expect(splitWindows(words.map(quoteWindows).join(' '))).toEqual(words)
      expect(splitPosix(words.map(quotePosix).join(' '))).toEqual(words)
    }),
    { numRuns: 500 },
  )
})

test('nothing is lost or looped over, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      for (const words of [splitWindows(text), splitPosix(text)])
        expect(words.join('').length).toBeLessThanOrEqual(text.length)
    }),
  )
})
