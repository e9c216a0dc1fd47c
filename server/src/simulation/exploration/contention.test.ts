import { describe, expect, test } from 'vitest'
import type { Block } from '../../machine/memory.ts'
import type { Touch } from '../../machine/trackedMemory.ts'
import { Contention } from './contention.ts'
import { areApart, Order } from './order.ts'

const block = { birth: 7, kind: 'static' } as Block

/** Threads 1 and 2 are callers; 3 is made by 1. */
function threads() {
  const order = new Order()
  const touch = (thread: number, isWrite: boolean, word = 0): Touch => {
    return { block, word, isWrite, by: order.of(thread) }
  }
  return { order, touch, contention: new Contention(areApart) }
}

describe('what threads contend for', () => {
  test('is what one of two writes, for both of them; other words and readers among themselves are none of it', () => {
    const { touch, contention } = threads()
    contention.touch([touch(1, true), touch(2, false), touch(1, false, 1), touch(2, false, 1)])
    expect(contention.isContended([touch(1, true)])).toBe(true)
    expect(contention.isContended([touch(2, false)])).toBe(true)
    expect(contention.isContended([touch(1, false, 1), touch(2, false, 1)])).toBe(false)
  })

  test('is nothing of what a thread did before it made the other one, whoever contends for it later', () => {
    const { order, touch, contention } = threads()
    const early = touch(1, true)
    contention.touch([early])
    order.begin(3, 33, 1)
    contention.touch([touch(3, true)])
    expect(contention.isContended([early, touch(3, true)])).toBe(false)
    const late = touch(1, true)
    contention.touch([late])
    expect([[early], [late], [touch(3, true)]].map(each => contention.isContended(each))).toEqual([false, true, true])
  })

  test('is nothing of what a common lock keeps apart', () => {
    const { order, touch, contention } = threads()
    for (const thread of [1, 2]) order.take(thread, 99, true)
    const locked = [1, 2].map(thread => touch(thread, true))
    contention.touch(locked)
    expect(contention.isContended(locked)).toBe(false)
    order.give(2, 99)
    contention.touch([touch(2, false)])
    expect(contention.isContended([locked[0]!])).toBe(true)
    expect(contention.isContended([locked[1]!])).toBe(false)
  })
})

test('what is posted and begins alone contends with who posted it, and with nothing for being on the same thread', () => {
  const { order, touch, contention } = threads()
  order.beginAlone(0, 40, 400)
  const first = touch(0, true)
  order.beginAlone(0, 41, 410)
  const second = touch(0, true)
  contention.touch([first, second, touch(1, false)])
  expect([first, second, touch(1, false)].map(each => contention.isContended([each]))).toEqual([true, true, true])
  expect(areApart(order.of(0), order.of(0))).toBe(true)
})

test('of two runs that differ in what ended and nobody knows of, the order is the same', () => {
  const sums = [40, 41].map(name => {
    const order = new Order()
    order.beginAlone(0, name, 400)
    order.beginAlone(0, 42, 420)
    const isRunning = (thread: number) => thread !== 0
    return order.sum({ isRunning, begins: () => false, isBeginning: false, laterCallers: new Set() })
  })
  expect(sums[0]).toBe(sums[1])
})
