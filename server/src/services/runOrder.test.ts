import { expect, test } from 'vitest'
import { shortLives, usualLives } from '../simulation/builtinScenarios.ts'
import { profiles } from '../simulation/scenario.ts'
import { type Pair, RunOrder } from './runOrder.ts'

const pairs = ['mine', 'others', ...shortLives, ...usualLives].flatMap(name =>
  profiles.map((profile): Pair => ({ name, profile })),
)
const [usual] = usualLives
const [short, otherShort] = shortLives
const callback = (name: string): Pair => ({ name, profile: 'callback-page' })
const namesOf = (asked: readonly Pair[]) => [...new Set(asked.map(({ name }) => name))]

test('without knowledge the usual life comes first, then what is short in any driver, then the rest as it was given', () => {
  const { soon, late } = new RunOrder().of(pairs)
  expect(namesOf(soon)).toEqual([usual, short, otherShort, 'mine', 'others', usualLives[1]])
  expect(soon).toHaveLength(pairs.length)
  expect(late).toEqual([])
})

test('what was cut short is late, the usual life too', () => {
  const order = new RunOrder()
  for (const profile of profiles) order.wasCut({ name: usual, profile })
  order.wasCut(callback('others'))
  const { soon, late } = order.of(pairs)
  expect(namesOf(soon)).toEqual([short, otherShort, 'mine', 'others', usualLives[1]])
  expect(late).toEqual([callback('others'), callback(usual), { name: usual, profile: 'function-page' }])
})

test('what took long is late, by what it took, until it is short again', () => {
  const order = new RunOrder()
  order.took(callback('mine'), 900)
  order.took(callback('others'), 700)
  expect(order.of(pairs).late).toEqual([callback('others'), callback('mine')])
  order.took(callback('mine'), 5)
  const { soon, late } = order.of(pairs)
  expect(late).toEqual([callback('others')])
  expect(soon).toContainEqual(callback('mine'))
})

test('a short life is among the first, however long it once took: on a busy machine that says little', () => {
  const order = new RunOrder()
  const shortest = { name: short, profile: 'function-page' } as const
  order.took(shortest, 2_000)
  expect(order.of(pairs).soon).toContainEqual(shortest)
  expect(order.patience(shortest)).toBeGreaterThan(order.patience(callback(short)))
})

test('what is left gets a glance when several were tried in vain, until one of them ends or all begin again', () => {
  const order = new RunOrder()
  const usually = order.patience(callback('mine'))
  for (const each of ['a', 'b', 'c']) order.wasCut(callback(each))
  expect(order.patience(callback('mine'))).toBeLessThan(usually)
  order.took(callback('d'), 5)
  expect(order.patience(callback('mine'))).toBe(usually)
  for (const each of ['a', 'b', 'c']) order.wasCut(callback(each))
  order.of(pairs)
  expect(order.patience(callback('mine'))).toBe(usually)
})
