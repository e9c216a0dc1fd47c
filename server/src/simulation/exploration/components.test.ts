import { describe, expect, test } from 'vitest'
import type { Block } from '../../machine/memory.ts'
import type { Touch } from '../../machine/trackedMemory.ts'
import { Components } from './components.ts'

const touch = (birth: number, word: number, how: Partial<Touch> = {}): Touch => ({
  block: { birth } as Block,
  word,
  isWrite: false,
  by: undefined,
  ...how,
})
const writes = { isWrite: true }
const passes = { isWrite: true, isPassing: true }

/** The threads of each component, by what each thread does: touches, and what it gives back. */
function componentsOf(threads: Readonly<Record<number, readonly [Touch[], Touch[]?]>>): string {
  const components = new Components()
  for (const [name, [touches, releases = []]] of Object.entries(threads))
    components.add(Number(name), touches, releases)
  const members = new Map<number, string[]>()
  for (const name of Object.keys(threads)) {
    const component = components.of(Number(name))
    members.set(component, [...(members.get(component) ?? []), name])
  }
  return [...members.values()].map(each => each.join('+')).join(' ')
}

describe('threads belong together', () => {
  test('where one writes what another touches', () => {
    expect(componentsOf({ 1: [[touch(7, 0)]], 2: [[touch(7, 0)]], 3: [[touch(7, 1, writes)]] })).toBe('1 2 3')
    expect(componentsOf({ 1: [[touch(7, 0)]], 2: [[touch(8, 0)]], 3: [[touch(7, 0, writes)]] })).toBe('1+3 2')
    expect(componentsOf({ 1: [[touch(7, 0, writes)]], 2: [[touch(8, 0)]], 3: [[touch(7, 0)]] })).toBe('1+3 2')
  })

  test('over others', () => {
    const both = [touch(7, 0), touch(8, 0)]
    expect(componentsOf({ 1: [[touch(7, 0, writes)]], 2: [[touch(8, 0, writes)]], 3: [both] })).toBe('1+2+3')
  })

  test('where one ends a block of which another touches something', () => {
    expect(componentsOf({ 1: [[touch(7, 3)]], 2: [[touch(7, -1, writes)]], 3: [[touch(8, 3)]] })).toBe('1+2 3')
    const ends: [Touch[]] = [[touch(7, -1, writes)]]
    expect(componentsOf({ 1: ends, 2: [[touch(7, 3)]] })).toBe('1+2')
    expect(componentsOf({ 1: ends, 2: [[], [touch(7, 3)]] })).toBe('1+2')
    expect(componentsOf({ 1: [[], [touch(7, 3)]], 2: ends })).toBe('1+2')
    expect(componentsOf({ 1: ends, 2: [[touch(7, 3, passes)]] })).toBe('1+2')
  })

  test('where one lets another go on, but not where both only let others go on', () => {
    expect(componentsOf({ 1: [[], [touch(7, 0)]], 2: [[], [touch(7, 0)]] })).toBe('1 2')
    expect(componentsOf({ 1: [[], [touch(7, 0)]], 2: [[touch(7, 0)]] })).toBe('1+2')
    expect(componentsOf({ 1: [[touch(7, 0)]], 2: [[], [touch(7, 0)]] })).toBe('1+2')
  })

  test('where one has made the other, and where all guess together', () => {
    const components = new Components()
    components.unite(1, 2)
    expect([1, 2, 3].map(name => components.of(name))).toEqual([1, 1, 3])
    components.uniteAll()
    expect(new Set([1, 2, 3].map(name => components.of(name))).size).toBe(1)
  })
})

describe('a lock that is taken and given back with nothing between', () => {
  const pass = (lock: number): [Touch[], Touch[]] => [[touch(lock, 0, passes)], [touch(lock, 0, passes)]]

  test('keeps threads apart', () => {
    expect(componentsOf({ 1: pass(7), 2: pass(7), 3: pass(7) })).toBe('1 2 3')
  })

  test('but not two locks, over which one thread could know of another', () => {
    const both: [Touch[]] = [[touch(7, 0, passes), touch(8, 0, passes)]]
    expect(componentsOf({ 1: pass(7), 2: both, 3: pass(8) })).toBe('1 2+3')
  })

  test('nor from who holds it for longer', () => {
    expect(componentsOf({ 1: pass(7), 2: [[touch(7, 0, writes)]] })).toBe('1+2')
    expect(componentsOf({ 1: [[touch(7, 0, writes)], [touch(7, 0)]], 2: pass(7) })).toBe('1+2')
  })
})

test('it is told when components are one that somebody has relied on', () => {
  const components = new Components()
  components.add(1, [touch(7, 0)], [])
  components.add(2, [touch(8, 0)], [])
  components.add(3, [touch(7, 0, writes)], [])
  expect(components.hasGrown).toBe(false)
  components.use()
  components.add(1, [touch(7, 0, writes)], [])
  expect(components.hasGrown).toBe(false)
  components.add(2, [touch(7, 0)], [])
  expect(components.hasGrown).toBe(true)
  components.forgetUses()
  expect(components.hasGrown).toBe(false)
})

test('the component that became known first comes first', () => {
  const components = new Components()
  for (const name of [5, 3, 9]) components.add(name, [touch(name, 0)], [])
  components.unite(9, 5)
  expect(components.firstOf([3, 9])).toBe(5)
  expect(components.firstOf([3, 4])).toBe(3)
})
