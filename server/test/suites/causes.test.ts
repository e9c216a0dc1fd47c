import { expect, test } from 'vitest'
import { causeIn, undefinedIn, withoutLines } from './causes.ts'

test('a program that uses what no driver can use is not asked, whatever its comments say', () => {
  expect(causeIn('a', '/* _Complex */ char *s = "__int128"; int main(void) { return 0; }', false)).toBeUndefined()
  expect(causeIn('a', 'int main(void) { asm("nop"); return 0; }', false)).toBe('assembler')
  expect(causeIn('a', 'typedef __SIZE_TYPE__ size_t;', true)).toBe('macros that only gcc defines')
  expect(causeIn('a', 'typedef __SIZE_TYPE__ size_t;', false)).toBeUndefined()
})

test('an undefined program has to show its fault', () => {
  expect(undefinedIn('00141')).toEqual({ code: 'MRX205', why: 'what has no value is read' })
  expect(undefinedIn('00001')).toBeUndefined()
})

test('lines that are no C are left out, and counted', () => {
  const { text, left } = withoutLines('int a;\n  ASSERT(4, sizeof(8f));\n  ASSERT(1, 1);\n')
  expect(text).toBe('int a;\n\n  ASSERT(1, 1);\n')
  expect([...left]).toEqual([['an integer with the suffix f is no C', 1]])
})
