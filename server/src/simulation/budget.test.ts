import { expect, test } from 'vitest'
import { timeBudget } from './budget.ts'

test('what finishes early leaves its time to the others', () => {
  let time = 0
  const budget = timeBudget(() => time, 100)
  const first = budget.share(4, 1)
  time = 24
  expect([first.isOver(), budget.isOver()]).toEqual([false, false])
  time = 25
  expect(first.isOver()).toBe(true)
  const second = budget.share(3, 1)
  time = 30
  expect(second.isOver()).toBe(false)
  const third = budget.share(2, 1)
  time = 64
  expect(third.isOver()).toBe(false)
  const last = budget.share(1)
  time = 99
  expect(last.isOver()).toBe(false)
  time = 100
  expect([last.isOver(), budget.isOver()]).toEqual([true, true])
})

test('a generous part ends with the whole', () => {
  let time = 0
  const part = timeBudget(() => time, 100).share(2)
  time = 100
  expect(part.isOver()).toBe(true)
})

test('who is cancelled has no time left', () => {
  let isCancelled = false
  const budget = timeBudget(
    () => 0,
    100,
    () => isCancelled,
  )
  const part = budget.share(2)
  isCancelled = true
  expect([budget.isOver(), part.isOver()]).toEqual([true, true])
})
