import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateMsbuildCondition } from './msbuildCondition.ts'

const context = {
  expand: (text: string) => text.replaceAll('$(C)', 'Debug').replaceAll('$(P)', 'x64').replaceAll('$(None)', ''),
  exists: (path: string) => path === 'a.props',
}

test.each([
  ["'$(C)|$(P)'=='Debug|x64'", true],
  [" '$(C)|$(P)' == 'debug|X64' ", true],
  ["'$(C)'!='Debug'", false],
  ["'$(None)'==''", true],
  ["$(C)==Debug And ('$(P)'=='x86' or '$(P)' == 'x64')", true],
  ["!('$(C)'=='Debug') or exists('a.props')", true],
  ["Exists('b.props')", false],
  ["HasTrailingSlash('x\\')", true],
  ["'1.0' == '1' and 2 >= 1 and 0x10 > 5", true],
  ['true', true],
  ["!'$(None)'", true],
  ['', true],
  ["'and'=='and'", true],
  ["'a'==", undefined],
  ["'a'=='b' 'c'", undefined],
  ["('a'=='a'", undefined],
  ['maybe', undefined],
  ["'open", undefined],
])('%s', (text, value) => expect(evaluateMsbuildCondition(text, context)).toBe(value))

test('any condition ends', () => {
  const piece = fc.constantFrom('(', ')', '!', "'", "'a'", '==', ' and ', ' or ', '$(C)', 'Exists(', '<', ' ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      expect([true, false, undefined]).toContain(evaluateMsbuildCondition(pieces.join(''), context))
    }),
  )
  expect(evaluateMsbuildCondition('!('.repeat(200), context)).toBeUndefined()
})
