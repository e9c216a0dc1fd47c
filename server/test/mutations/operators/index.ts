// The mistakes that can be put into a driver.
import type { Operator } from '../operator.ts'
import { blockOperators } from './blocks.ts'
import { finalizerOperators } from './finalizers.ts'
import { lockOperators } from './locks.ts'
import { objectOperators } from './objects.ts'

export const operators: readonly Operator[] = [
  ...objectOperators,
  ...blockOperators,
  ...finalizerOperators,
  ...lockOperators,
]
