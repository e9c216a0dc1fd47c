import { describe, expect, test } from 'vitest'
import { EffectsTable, irqlRange, parseEffects } from './effects.ts'
import { packedLibrary } from './library.ts'

const problemsOf = (text: string) => parseEffects(text).problems

describe('clauses', () => {
  test('say what, how and by which argument', () => {
    expect(parseEffects('frees 1 as pool by 2; blocks by 5; raises as dispatch')).toEqual({
      effects: [
        { verb: 'frees', subject: 0, as: 'pool', by: 1 },
        { verb: 'blocks', subject: undefined, as: undefined, by: 4 },
        { verb: 'raises', subject: undefined, as: 'dispatch', by: undefined },
      ],
      problems: [],
    })
    expect(parseEffects('allocates result as pool').effects[0]?.subject).toBe('result')
    expect(parseEffects('acquires 1 as fast-mutex by result').effects[0]?.by).toBe('result')
  })

  test('that are wrong are told, and the others count', () => {
    const { effects, problems } = parseEffects('frees 1 as pool; forgets 2; blocks')
    expect(effects.map(({ verb }) => verb)).toEqual(['frees', 'blocks'])
    expect(problems).toEqual([expect.stringContaining("'forgets 2': no such verb")])
  })

  test.each([
    ['frees as pool', 'frees what'],
    ['frees 1', 'frees as one of pool'],
    ['frees 1 as heap', 'frees as one of pool'],
    ['ends 1', 'takes no argument'],
    ['releases 1 as spin', 'takes no `as`'],
    ['touches 1 by 2', 'takes no `by`'],
    ['frees 0 as pool', 'not of the form'],
    ['', 'not of the form'],
    ['toString', 'not of the form'],
    ['constructor', 'no such verb'],
  ])('%s: %s', (clause, message) => expect(problemsOf(clause)).toEqual([expect.stringContaining(message)]))
})

test('the IRQL of a caller, where it is documented without condition', () => {
  expect(irqlRange('`<= APC_LEVEL`')).toEqual({ min: 0, max: 1 })
  expect(irqlRange('`PASSIVE_LEVEL`')).toEqual({ min: 0, max: 0 })
  expect(irqlRange('`>= DISPATCH_LEVEL`')).toEqual({ min: 2, max: 2 })
  expect(irqlRange('`<= APC_LEVEL` (inferred)')).toBeUndefined()
  expect(irqlRange('any')).toBeUndefined()
})

test('routines are found by page and alias; a page without effects has none', () => {
  const page = (name: string, more: string) => `---\nname: ${name}\nkind: routine\n${more}---\n\nText.\n`
  const table = new EffectsTable(
    packedLibrary({
      'knowledge/routines/A.md': page('A', 'alias: B, C\nirql: `<= APC_LEVEL`\neffects: releases 1\n'),
      'knowledge/routines/D.md': page('D', 'irql: any\n'),
    }),
  )
  expect(table.of('C')).toMatchObject({ name: 'A', irql: { max: 1 }, effects: [{ verb: 'releases' }] })
  expect(table.of('D')).toBeUndefined()
  expect(table.of('toString')).toBeUndefined()
})
