import { expect, test } from 'vitest'
import type { SweptCall, SweptOutcome } from '../../../server/src/protocol/simulate.ts'
import { strengthOf, sweepText } from './sweepText.ts'

const run = { scenario: 'each allocation fails once', profile: 'callback-page', schedule: '1:4=1' } as const
const survives: SweptOutcome = { kind: 'survives', ...run }
const breaks: SweptOutcome = { kind: 'breaks', code: 'MRX201', message: 'F reads *Server, which is NULL', ...run }
const leaks: SweptOutcome = { kind: 'leaks', code: 'MRX207', message: 'A block is never freed', ...run }

const call = (...outcomes: SweptOutcome[]): SweptCall => ({
  file: '/w/a.c',
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
  routine: 'ExAllocatePool2',
  outcomes,
})

test('the worst outcome of a call is what its mark says', () => {
  expect(strengthOf(call(survives, leaks, breaks))).toBe('breaks')
  expect(strengthOf(call(survives, leaks))).toBe('leaks')
  expect(strengthOf(call(survives, { ...survives, kind: 'unknown', message: 'x' }))).toBe('unknown')
  expect(strengthOf(call(survives))).toBe('survives')
  expect(strengthOf(call())).toBe('not reached')
})

test('says each outcome once, with the way to its run', () => {
  const text = sweepText(call(survives, breaks, leaks, breaks), ({ schedule }) => `to:${schedule}`)
  expect(
    text,
  ).toBe(`**When \`ExAllocatePool2\` fails here:** the driver breaks a rule. Each of 4 calls in turn failed once.

- MRX201: F reads \\*Server, which is NULL, in “each allocation fails once”. [Show the run](to:1:4=1)
- MRX207: A block is never freed, in “each allocation fails once”. [Show the run](to:1:4=1)`)
})

test('a call that is survived or never made needs one sentence', () => {
  expect(sweepText(call(survives), () => '')).toBe('**When `ExAllocatePool2` fails here:** the driver survives it.')
  expect(sweepText(call(), () => '')).toBe('**When `ExAllocatePool2` fails here:** no scenario makes this call.')
})
