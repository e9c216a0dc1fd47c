import { expect, it } from 'vitest'
import { LayeredMap } from './layeredMap.ts'

function layered(own: Record<string, number | undefined>, below: Record<string, number>): LayeredMap<string, number> {
  const map = new LayeredMap<string, number>()
  map.layOn(new Map(Object.entries(below)))
  for (const [key, value] of Object.entries(own)) map.set(key, value)
  return map
}

it('finds own bindings first, and hides what was taken away', () => {
  const map = layered({ a: 1, b: undefined, d: 4 }, { a: 10, b: 20, c: 30 })
  expect(['a', 'b', 'c', 'd', 'e'].map(key => map.get(key))).toEqual([1, undefined, 30, 4, undefined])
  expect(map.has('b')).toBe(false)
  expect([...map].sort()).toEqual([['a', 1], ['c', 30], ['d', 4]]) // biome-ignore format: pairs
  expect([...map.own()].sort()).toEqual([['a', 1], ['d', 4]]) // biome-ignore format: pairs
  expect([...map]).toHaveLength(3)
})

it('knows what is below again when its own binding goes', () => {
  const map = layered({ a: 1 }, { a: 10 })
  map.set('a', 10)
  map.layOn(new Map())
  expect(map.get('a')).toBeUndefined()
})
