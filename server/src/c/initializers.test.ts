import { describe, expect, test } from 'vitest'
import { declarationsOf, unitOf } from '../../test/support/cSource.ts'
import { placeText } from '../../test/support/places.ts'
import { initializedParts } from './initializers.ts'

/** The parts of the last declared variable: `.a[1] = 5`. */
function partsOf(source: string): string[] {
  const unit = unitOf(source)
  const declaration = declarationsOf(unit).at(-1)!
  if (declaration.kind !== 'declaration') throw new Error('no declaration')
  const { symbol, initializer } = declaration.declarators.at(-1)!
  return [...initializedParts(symbol!.type, initializer!, unit.semantics)].map(({ path, value }) => {
    const steps = path.map(step =>
      step.kind === 'member'
        ? `.${step.member.name ?? '?'}`
        : step.end === step.index
          ? `[${step.index}]`
          : `[${step.index}..${step.end}]`,
    )
    return `${steps.join('')} = ${placeText(unit.text, value.first, value.last)}`
  })
}

describe('positions', () => {
  test('a scalar', () => expect(partsOf('int x = 1;')).toEqual([' = 1']))
  test('a scalar in braces', () => expect(partsOf('int x = { 1 };')).toEqual([' = 1']))
  test('a structure', () => expect(partsOf('struct { int a, b; } s = { 1, 2 };')).toEqual(['.a = 1', '.b = 2']))
  test('an array', () => expect(partsOf('int x[3] = { 1, 2 };')).toEqual(['[0] = 1', '[1] = 2']))
  test('inner braces', () =>
    expect(partsOf('struct { int a; struct { int b, c; } s; int d; } x = { 1, { 2 }, 3 };')).toEqual([
      '.a = 1',
      '.s.b = 2',
      '.d = 3',
    ]))
  test('braces that are left out', () =>
    expect(partsOf('struct { int a; struct { int b, c[2]; } s; int d; } x = { 1, 2, 3, 4, 5 };')).toEqual([
      '.a = 1',
      '.s.b = 2',
      '.s.c[0] = 3',
      '.s.c[1] = 4',
      '.d = 5',
    ]))
  test('more values than parts', () => expect(partsOf('int x[1] = { 1, 2, 3 };')).toEqual(['[0] = 1']))
  test('an array without a length', () => expect(partsOf('int x[] = { 1, 2 };')).toEqual(['[0] = 1', '[1] = 2']))
  test('the first member of a union', () =>
    expect(partsOf('struct { union { int a; char b; } u; int c; } x = { 1, 2 };')).toEqual(['.u.a = 1', '.c = 2']))
  test('unnamed bit-fields are passed over', () =>
    expect(partsOf('struct { int a : 3; int : 2; int b : 3; } x = { 1, 2 };')).toEqual(['.a = 1', '.b = 2']))
  test('anonymous structures', () =>
    expect(partsOf('struct { int a; struct { int b, c; }; int d; } x = { 1, 2, 3, 4 };')).toEqual([
      '.a = 1',
      '.?.b = 2',
      '.?.c = 3',
      '.d = 4',
    ]))
  test('a record of the right type fills a record', () =>
    expect(partsOf('struct S { int a, b; } s; struct { struct S t; int c; } x = { s, 2 };')).toEqual([
      '.t = s',
      '.c = 2',
    ]))
  test('a string fills an array of characters', () =>
    expect(partsOf('struct { char a[4]; int b; } x = { "abc", 2 };')).toEqual(['.a = "abc"', '.b = 2']))
  test('a string in braces', () => expect(partsOf('char x[4] = { "abc" };')).toEqual([' = "abc"']))
})

describe('designators', () => {
  test('a member, and what follows it', () =>
    expect(partsOf('struct { int a, b, c; } x = { .b = 1, 2 };')).toEqual(['.b = 1', '.c = 2']))
  test('an element, and what follows it', () =>
    expect(partsOf('int x[9] = { [4] = 1, 2, [1] = 3 };')).toEqual(['[4] = 1', '[5] = 2', '[1] = 3']))
  test('GNU ranges', () => expect(partsOf('int x[9] = { [1 ... 3] = 1, 2 };')).toEqual(['[1..3] = 1', '[4] = 2']))
  test('a chain, which goes on inside', () =>
    expect(partsOf('struct { struct { int a, b; } s; int c; } x = { .s.a = 1, 2, 3 };')).toEqual([
      '.s.a = 1',
      '.s.b = 2',
      '.c = 3',
    ]))
  test('a member and an element', () =>
    expect(partsOf('enum { R, W }; struct { int n; int io[2]; int z; } x = { .io[W] = 1, 2 };')).toEqual([
      '.io[1] = 1',
      '.z = 2',
    ]))
  test('a member of an anonymous structure', () =>
    expect(partsOf('struct { int a; struct { int b, c; }; int d; } x = { .b = 1, 2, 3 };')).toEqual([
      '.?.b = 1',
      '.?.c = 2',
      '.d = 3',
    ]))
  test('any member of a union', () =>
    expect(partsOf('struct { union { int a; char b; } u; int c; } x = { .u.b = 1, 2 };')).toEqual([
      '.u.b = 1',
      '.c = 2',
    ]))
  test('one that names nothing is passed over', () =>
    expect(partsOf('struct { int a, b; } x = { .nothing = 1, .b = 2 };')).toEqual(['.b = 2']))
  test('an index that is not constant is passed over', () =>
    expect(partsOf('int n; int x[3] = { [n] = 1, [2] = 2 };')).toEqual(['[2] = 2']))
})

test('unknown types end it', () => expect(partsOf('struct T x = { 1, { 2 } };')).toEqual([]))

test('deep nesting is no danger', () => {
  const depth = 500
  expect(partsOf(`int x = ${'{'.repeat(depth)} 1 ${'}'.repeat(depth)};`).length).toBeLessThanOrEqual(1)
})
