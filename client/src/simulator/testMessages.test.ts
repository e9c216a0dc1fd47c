// The classes of the editor's own module are stood in for by plain ones.
import { expect, test, vi } from 'vitest'
import type { ScenarioReport, SimulatedExpectation, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { doubtMessages, failureMessages } from './testMessages.ts'

vi.mock('vscode', () => {
  class Range {
    start: unknown
    constructor(line: number, character: number, endLine: number, endCharacter: number) {
      this.start = { line, character }
      Object.assign(this, { end: { line: endLine, character: endCharacter } })
    }
  }
  class TestMessage {
    message: string
    constructor(message: string) {
      this.message = message
    }
    static diff(message: string, expected: string, actual: string) {
      return Object.assign(new TestMessage(message), { expectedOutput: expected, actualOutput: actual })
    }
  }
  class Location {
    constructor(uri: unknown, range: Range) {
      Object.assign(this, { uri, range })
    }
  }
  class TestMessageStackFrame {
    constructor(label: string, uri: unknown, position: unknown) {
      Object.assign(this, { label, uri, position })
    }
  }
  const Uri = { file: (path: string) => path }
  return { Location, Range, TestMessage, TestMessageStackFrame, Uri }
})

const at = (line: number) => ({
  file: '/w/a.c',
  range: { start: { line, character: 3 }, end: { line, character: 9 } },
})
const violation = (code: string, line: number) =>
  ({
    code,
    message: 'what is wrong',
    thread: 'worker-1',
    related: [{ ...at(9), message: 'freed here' }],
    ...at(line),
  }) as SimulatedViolation
const clause = (verdict: 'pass' | 'fail' | 'unknown', line: number): SimulatedExpectation => ({
  text: 'expect return == 0',
  verdict,
  message: 'return is 259',
  ...at(line),
})
const report = (more: Partial<ScenarioReport>) =>
  ({ violations: [], expectations: [], ...more }) as unknown as ScenarioReport

test('a clause that fails has what is expected and what is, at its place, with the stack', () => {
  const reports = [
    report({ violations: [violation('MRX105', 4)], expectations: [clause('pass', 2), clause('fail', 4)] }),
  ]
  expect(failureMessages([...reports, ...reports])).toMatchObject([
    {
      message: 'MRX105: what is wrong',
      expectedOutput: 'expect return == 0',
      actualOutput: 'return is 259',
      contextValue: 'mrx',
      location: { uri: '/w/a.c', range: { start: { line: 4, character: 3 } } },
      stackTrace: [
        { label: 'worker-1', position: { line: 4, character: 3 } },
        { label: 'freed here', position: { line: 9, character: 3 } },
      ],
    },
  ])
})

test('other violations have none, and each place its own', () => {
  const messages = failureMessages([report({ violations: [violation('MRX005', 1), violation('MRX005', 2)] })])
  expect(messages).toHaveLength(2)
  expect(messages[0]).not.toHaveProperty('expectedOutput')
})

test('what is unknown stands at the clauses that are open, else is the reason', () => {
  const open = report({ expectations: [clause('unknown', 4), clause('pass', 5)], reason: 'x' })
  expect(doubtMessages([open, open])).toMatchObject([
    { message: 'unknown: expect return == 0: return is 259', location: { range: { start: { line: 4 } } } },
  ])
  expect(doubtMessages([report({ reason: 'the time is spent' })])).toMatchObject([
    { message: 'unknown: the time is spent' },
  ])
})
