import { describe, expect, test } from 'vitest'
import { BodyScan } from './bodyScan.ts'

/** The body that opens at the first `{`. */
function bodyIn(text: string) {
  return new BodyScan(text).bodyAt(text.indexOf('{'))
}

describe('the end of a body', () => {
  test.each([
    ['braces inside', 'f() {{}{{}}} g() {}', '{{}{{}}}'],
    ['braces in comments', 'f() { /* } */ // }\n} g', '{ /* } */ // }\n}'],
    ['braces in literals', `f() { a = "}\\"}"; b = '}'; c = L'\\''; } g`, `{ a = "}\\"}"; b = '}'; c = L'\\''; }`],
    ['a comment that a splice continues', 'f() { // } \\\n }\n} g', '{ // } \\\n }\n}'],
    ['an apostrophe in a line that no compiler reads', "#error don't\nf() { /* ' */ } g", "{ /* ' */ }"],
  ])('behind %s', (_, text, body) => expect(bodyIn(text)?.text).toBe(body))

  test.each([
    ['a directive', 'f() {\n#if A\n}\n#else\n}\n#endif'],
    ['a splice', 'f() { int \\\n a; }'],
    ['digraphs', 'f() { <% %> }'],
    ['letters beyond ASCII', 'f() { int \u00e9; }'],
    ['no end', 'f() { {'],
    ['a comment without an end', 'f() { /* }'],
  ])('is not looked for where there is %s', (_, text) => expect(bodyIn(text)).toBeUndefined())
})

test('names are told from those that are only called', () => {
  const names = bodyIn('f() { g (1); h(&i, h); j->k = 0x1F; /* l */ m("n"); m\n(2); }')!.names
  expect([...names]).toEqual([
    ['g', false],
    ['1', true],
    ['h', true],
    ['i', true],
    ['j', true],
    ['k', true],
    ['0x1F', true],
    ['m', false],
    ['2', true],
  ])
})
