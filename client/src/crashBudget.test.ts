import { expect, test } from 'vitest'
import { CrashBudget } from './crashBudget.ts'

const minute = 60_000

test('three crashes in three minutes are survived, the fourth is not', () => {
  const budget = new CrashBudget(3, 3 * minute)
  expect([0, 1, 2, 3].map(at => budget.crashed(at))).toEqual([true, true, true, false])
})

test('old crashes are forgotten', () => {
  const budget = new CrashBudget(1, minute)
  expect([0, minute, 2 * minute, 2 * minute + 1].map(at => budget.crashed(at))).toEqual([true, true, true, false])
})

test('a start by hand begins anew', () => {
  const budget = new CrashBudget(1, minute)
  expect([budget.crashed(0), budget.crashed(1)]).toEqual([true, false])
  budget.reset()
  expect(budget.crashed(2)).toBe(true)
})
