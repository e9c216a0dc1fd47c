// The mistakes that can be put into a driver.
import type { Operator } from '../operator.ts'
import { blockOperators } from './blocks.ts'
import { creationOperators } from './creation.ts'
import { finalizerOperators } from './finalizers.ts'
import { grownOperators } from './grown.ts'
import { lockOperators } from './locks.ts'
import { objectOperators } from './objects.ts'
import { pagingOperators } from './paging.ts'
import { tableOperators } from './table.ts'
import { teardownOperators } from './teardown.ts'

export const operators: readonly Operator[] = [
  ...objectOperators,
  ...blockOperators,
  ...finalizerOperators,
  ...lockOperators,
  ...tableOperators,
  ...creationOperators,
  ...teardownOperators,
  ...grownOperators,
  ...pagingOperators,
]
