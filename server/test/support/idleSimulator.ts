// A simulator for sessions whose tests ask nothing of it.
import type { Simulator } from '../../src/main/simulation/thread.ts'

export const idleSimulator: Simulator = {
  update: () => undefined,
  list: async () => undefined,
  prepare: async () => undefined,
  run: async () => undefined,
  trace: async () => ({ problem: 'no driver' }),
  watch: async () => ({ problem: 'no driver' }),
  sweep: async () => undefined,
  save: async () => ({ problem: 'no driver' }),
  stop: () => undefined,
}
