// Random edits as people make them, and as they do not: characters, lines and blocks come, go and move; comments and
// conditions open; macros change; braces get lost.
import type { Random } from '../support/random.ts'

const fragments = [
  'x',
  ' ',
  '\n',
  '\r\n',
  ';',
  '{',
  '}',
  '(',
  ')',
  '"',
  "'",
  '/',
  '*',
  '/*',
  '*/',
  '//',
  '\\',
  '\\\n',
  '#',
  ',',
  '=',
  '1',
  '_',
  '##',
]

const lines = [
  '#if 0',
  '#if 1',
  '#ifdef DBG',
  '#ifndef X0',
  '#else',
  '#elif X1',
  '#endif',
  '#define X0 1',
  '#define X1 X0 + 2',
  '#define X2(a, b) a##b X1',
  '#undef X0',
  '#undef X1',
  '#define IN',
  '#define static',
  '#define VOID int',
  '#include "one.h"',
  '#include "two.h"',
  '#include <missing.h>',
  '#pragma pack(push, 1)',
  '#pragma pack(pop)',
  '#pragma once',
  '#line 7',
  'int x0 = X0;',
  'int x1(int a) { return a + X1; }',
  'typedef struct S0 { int a; X0 } S0, *PS0;',
  'typedef long S0;',
  'struct S0;',
  'struct S0 { char c; long d; };',
  'enum E0 { A0, B0 = X0, C0 };',
  'static S0 g0;',
  'int g1 = sizeof(S0);',
  'int line = __LINE__, counter = __COUNTER__;',
  'int X2(f, oo)(IN int a, PS0 b) { enum { L1, L2 }; struct M { int i; } m; struct S0 *p = b; return m.i + L2 + B0; }',
  'int foo1(int a, S0 *b);',
  '}',
  '/*',
  '*/',
  '',
]

/** The text after one random edit. */
export function edited(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  switch (random.below(9)) {
    case 0:
      return splice(text, at, 0, random.pick(fragments))
    case 1:
      return splice(text, at, 1 + random.below(4), '')
    case 2:
      return splice(text, at, random.below(3), random.pick(fragments))
    case 3:
      return splice(text, lineStart(text, at), 0, `${random.pick(lines)}\n`)
    case 4: {
      const start = lineStart(text, at)
      return splice(text, start, nextLine(text, start) - start, '')
    }
    case 5:
      return moved(text, random)
    case 6: {
      const start = lineStart(text, at)
      const line = text.slice(start, nextLine(text, start))
      return splice(text, start, 0, line)
    }
    case 7:
      return splice(text, lineStart(text, at), 0, `${random.pick(lines)}\n`)
    default: {
      // A word becomes another one.
      const word = /\w+/.exec(text.slice(at))
      return word === null
        ? text
        : splice(text, at + word.index, word[0].length, random.pick(['X0', 'X1', 'S0', 'g0', 'int']))
    }
  }
}

function moved(text: string, random: Random): string {
  const start = lineStart(text, random.below(text.length + 1))
  let end = start
  for (let count = 1 + random.below(12); count > 0; count--) end = nextLine(text, end)
  const block = text.slice(start, end)
  const rest = splice(text, start, end - start, '')
  return splice(rest, lineStart(rest, random.below(rest.length + 1)), 0, block)
}

function splice(text: string, at: number, length: number, replacement: string): string {
  return text.slice(0, at) + replacement + text.slice(at + length)
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}
