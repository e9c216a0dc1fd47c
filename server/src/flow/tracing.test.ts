import { expect, test } from 'vitest'
import { looked } from '../../test/support/flow.ts'

const held = (declaration: string, call: string) =>
  looked(
    `${declaration} void f(PSERVER p, PSERVER q) { p->Context = NULL; ${call}; look(p->Context); }`,
    (state, value) => state.nullness(value!),
  ).join()

test('a format with arguments behind it changes nothing of what it prints', () => {
  expect(held('void ElmTrace(const char *Format, ...);', 'ElmTrace("%p %p", p, q)')).toBe('null')
  expect(
    held(
      'ULONG LogPrintf(ULONG Level, const char *Module, const unsigned short *Format, ...);',
      'LogPrintf(1, "x", 0, p)',
    ),
  ).toBe('null')
  expect(held('', 'DoTraceMessage(1, "%p", p)')).toBe('null')
})

test('what may write is not believed', () => {
  expect(held('int LogScan(const char *Format, ...);', 'LogScan("%p", p)')).toBe('unknown')
  expect(held('void ElmTrace(char *Buffer, const char *Format, ...);', 'ElmTrace((char *)p, "%p", q)')).toBe('unknown')
  expect(held('void ElmTrace();', 'ElmTrace("%p", p)')).toBe('unknown')
  expect(held('void ElmWith(const char *Format, ...);', 'ElmWith("%p", p)')).toBe('unknown')
  expect(held('void ElmTrace(const SERVER *Server);', 'ElmTrace(p)')).toBe('unknown')
  expect(held('void ElmTrace(const char *Format, ...) { First->Context = &First; }', 'ElmTrace("%p", p)')).toBe(
    'unknown',
  )
})
