import { describe, expect, it } from 'vitest'
import { preprocessorFor } from '../../test/support/sources.ts'
import { TokenKind } from './token.ts'

interface Outcome {
  holds: boolean
  problems: string[]
}

function condition(expression: string, before = '', cplusplus = false): Outcome {
  const pp = preprocessorFor(`${before}\n#if ${expression}\nyes\n#endif\n`, { cplusplus, files: { 'a b.h': '' } })
  const first = pp.next()
  return { holds: first.kind !== TokenKind.End, problems: pp.notes.problems.map(p => p.message) }
}

describe('holds', () => {
  it.each([
    '1',
    '-1 < 0',
    '-1 > 0u',
    '0xFFFFFFFFFFFFFFFF == -1',
    '1 ? 2 : 1 / 0',
    '0 || 1',
    '!(0 && 1 / 0)',
    '1 + 2 * 3 == 7',
    '10 - 3 - 2 == 5',
    '(1 ? -1 : 0u) > 0',
    '1 << 63 < 0',
    '1u << 63 > 0',
    '-8 >> 1 == -4',
    '~0 == -1',
    '-7 / 2 == -3 && -7 % 2 == -1',
    "'a' == 97",
    "'ab' == 0x6162",
    '0b101 == 5 && 010 == 8',
    '1ui64 == 1 && 2i64 == 2 && 3LLU == 3',
    '1, 1',
    'not_a_macro == 0',
    '(2 || 3) == 1',
    '9223372036854775807 + 1 < 0',
    '18446744073709551615 > 0',
    '0 ? 0 : 0 ? 0 : 1',
  ])('%s', expression => {
    expect(condition(expression)).toEqual({ holds: true, problems: [] })
  })

  it('after macros are expanded', () => {
    expect(condition('VERSION(1, 2) >= X', '#define VERSION(a, b) (a * 16 + b)\n#define X 0x11').holds).toBe(true)
  })

  it('with `defined`, also where a macro brings it', () => {
    const before = '#define X 0\n#define HAS_X defined(X) && !defined Y'
    expect(condition('defined X && defined(X) && !defined Y', before)).toEqual({ holds: true, problems: [] })
    expect(condition('HAS_X', before)).toEqual({ holds: true, problems: [] })
  })

  it('with __has_include', () => {
    const before = '#define a 1\n#define NAME <a b.h>'
    expect(condition('__has_include(<a b.h>)', before)).toEqual({ holds: true, problems: [] })
    expect(condition('__has_include("a b.h") && defined __has_include')).toEqual({ holds: true, problems: [] })
    expect(condition('__has_include(NAME)', before).holds).toBe(true)
    expect(condition('__has_include(<c.h>)')).toEqual({ holds: false, problems: [] })
  })

  it('with `true` in C++ alone', () => {
    expect(condition('true', '', true).holds).toBe(true)
    expect(condition('true').holds).toBe(false)
  })
})

describe('tells what is wrong', () => {
  it.each([
    ['', 'the condition is missing'],
    ['1 +', 'the condition ends too early'],
    ['(1', "')' is missing"],
    ['1 2', "'2' is not expected in a condition"],
    ['1 ? 2', "':' is missing"],
    ['1 / 0', 'division by zero in a condition'],
    ['1 % 0', 'division by zero in a condition'],
    ['"a"', `'"a"' is not expected in a condition`],
    ['1.5', "'1.5' is not an integer"],
    ['x = 1', "'=' is not expected in a condition"],
    ['defined', "'defined' is not expected in a condition"],
  ])('%s', (expression, message) => {
    const outcome = condition(expression)
    // A name that asks nothing counts as one that is no macro.
    if (expression === 'defined') expect(outcome.holds).toBe(false)
    else expect(outcome).toEqual({ holds: false, problems: [message] })
  })

  it('bounds the nesting', () => {
    const problem = ['the condition is nested too deeply']
    for (const text of ['('.repeat(5_000), '- '.repeat(5_000), '1 ? '.repeat(5_000), '1 ? 1 : '.repeat(5_000)])
      expect(condition(`${text}1`).problems).toEqual(problem)
  })
})
