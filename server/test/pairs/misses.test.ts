import { expect, test } from 'vitest'
import { reasonFor } from './misses.ts'

test.each([
  ['UB-CERL1-bad', 'addresses of two objects compared or subtracted'],
  ['j048a', 'addresses of two objects compared or subtracted'],
  ['UB-CCV12-bad', 'a number that its new type does not hold; no target traps'],
  ['UB-CCV5-bad', 'a value that was not returned, and is only passed on'],
  ['bounds3', 'a pointer into a member, from which the whole object is reached'],
  ['something-new', 'no reason'],
])('%s is silent for a reason', (name, why) => expect(reasonFor(name)).toBe(why))
