import { expect, test } from 'vitest'
import { Random } from '../../test/support/random.ts'
import {
  differences,
  entries,
  equal,
  every,
  filtered,
  get,
  type IntMap,
  intersection,
  merged,
  remove,
  set,
} from './intMap.ts'

interface Pair {
  tree: IntMap<number>
  readonly map: Map<number, number>
}

function changed({ tree, map }: Pair, random: Random): Pair {
  const copy = new Map(map)
  for (let i = random.below(12); i > 0; i--) {
    const key = random.below(40) * (random.chance(0.2) ? 65_537 : 1)
    if (random.chance(0.3)) {
      tree = remove(tree, key)
      copy.delete(key)
    } else {
      const value = random.below(4)
      tree = set(tree, key, value)
      copy.set(key, value)
    }
  }
  return { tree, map: copy }
}

test('behaves as a map does, whatever happens to it', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = new Random(seed)
    const base = changed({ tree: undefined, map: new Map() }, random)
    const [a, b] = [changed(base, random), changed(base, random)]
    for (const { tree, map } of [base, a, b]) {
      expect(new Map(entries(tree))).toEqual(map)
      for (const key of [...map.keys(), 1, 39]) expect(get(tree, key)).toBe(map.get(key))
    }
    const keys = new Set([...a.map.keys(), ...b.map.keys()])
    const different = [...keys].filter(key => a.map.get(key) !== b.map.get(key))
    expect(new Set(differences(a.tree, b.tree))).toEqual(new Set(different))
    expect(equal(a.tree, b.tree)).toBe(different.length === 0)
  }
})

test('two maps become one, of which only what differs is settled', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = new Random(seed)
    const base = changed({ tree: undefined, map: new Map() }, random)
    const [a, b] = [changed(base, random), changed(base, random)]
    const keys = [...new Set([...a.map.keys(), ...b.map.keys()])]
    const alike = keys.filter(key => a.map.get(key) === b.map.get(key))
    const asked: number[] = []
    const one = merged(a.tree, b.tree, (key, x, y) => {
      expect([x, y]).toEqual([a.map.get(key), b.map.get(key)])
      asked.push(key)
      return (x ?? y)! > 1 ? 7 : x
    })
    expect(asked.sort()).toEqual(keys.filter(key => !alike.includes(key)).sort())
    const expected = keys.flatMap(key => {
      const [x, y] = [a.map.get(key), b.map.get(key)]
      const value = x === y ? x : (x ?? y)! > 1 ? 7 : x
      return value === undefined ? [] : [[key, value] as const]
    })
    expect(new Map(entries(one))).toEqual(new Map(expected))
    for (const [key, value] of expected) expect(get(one, key)).toBe(value)
    expect(
      equal(
        one,
        expected.reduce((tree, [key, value]) => set(tree, key, value), undefined as IntMap<number>),
      ),
    ).toBe(true)
    expect(new Set(entries(intersection(a.tree, b.tree)).map(([key]) => key))).toEqual(new Set(alike))
    const even = entries(filtered(a.tree, key => key % 2 === 0)).map(([key]) => key)
    expect(even.sort()).toEqual([...a.map.keys()].filter(key => key % 2 === 0).sort())
  }
})

test('a test stops where it does not hold', () => {
  const map = [5, 2, 9, 4].reduce((all, key) => set(all, key, key), undefined as IntMap<number>)
  const order = entries(map).map(([key]) => key)
  const asked: number[] = []
  expect(every(map, key => asked.push(key) < 3)).toBe(false)
  expect(asked).toEqual(order.slice(0, 3))
  expect(every(map, (key, value) => key === value)).toBe(true)
  expect(every(undefined, () => false)).toBe(true)
})

test('a change that changes nothing is the same map', () => {
  const map = set(set(set<string>(undefined, 3, 'c'), 700, 'd'), 0, 'a')
  expect(set(map, 700, 'd')).toBe(map)
  expect(remove(map, 5)).toBe(map)
  expect(filtered(map, () => true)).toBe(map)
  expect(merged(map, set(map, 3, 'b'), (_, x) => x)).toBe(map)
})
