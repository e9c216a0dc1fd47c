import { expect, test } from 'vitest'
import type { Trace } from './trace.ts'
import { textHash } from './trace.ts'
import { readTrace } from './traceCheck.ts'

const trace: Trace = {
  format: 'mrx-trace',
  version: 1,
  run: {
    file: '/w/a.c',
    function: 'F',
    scenario: 'life',
    profile: 'callback-page',
    schedule: '1:',
    verdict: 'fail',
    violation: { code: 'MRX005', name: 'n', message: 'm', step: 1 },
  },
  files: [{ path: '/w/a.c', hash: textHash('') }],
  lanes: [{ name: 'user', kind: 'caller' }],
  objects: [{ name: 'S1', kind: 'SRV_CALL' }],
  steps: [
    { lane: 0, kind: 'begin', text: 'connect', origin: 'rdbss', depth: 0 },
    {
      lane: 0,
      kind: 'statement',
      text: 'f();',
      origin: 'driver',
      depth: 1,
      at: [0, 1, 2, 1, 6],
      changes: [{ what: 'references', object: 0, from: 0, to: 1, by: 'F' }],
      values: [['x', '1']],
      choices: [{ index: 0, name: 'preemption', options: 2, taken: 0, threads: ['user', 'worker-1'] }],
    },
  ],
}

const problem = (value: unknown) => {
  const read = readTrace(JSON.stringify(value))
  return 'problem' in read ? read.problem : undefined
}
const withStep = (more: object) => ({ ...trace, steps: [trace.steps[0], { ...trace.steps[1], ...more }] })

test('a trace is read as it was written', () => {
  expect(readTrace(JSON.stringify(trace))).toEqual(trace)
})

test.each([
  ['', 'This is no trace: it is not JSON.'],
  ['[1]', 'This is no trace: its format is not "mrx-trace".'],
  ['{"format":"sarif","version":1}', 'This is no trace: its format is not "mrx-trace".'],
  ['{"format":"mrx-trace"}', 'This is no trace: it has no version.'],
])('%j is refused', (text, expected) => {
  expect(readTrace(text)).toEqual({ problem: expected })
})

test('other versions say what to do', () => {
  expect(problem({ ...trace, version: 2 })).toMatch(/version 2, written by a newer MRx Driver Tools.*Update/)
  expect(problem({ ...trace, version: 0 })).toMatch(/version 0, which is no longer read; record it again/)
})

test.each([
  [{ ...trace, run: undefined }, 'run'],
  [{ ...trace, run: { ...trace.run, verdict: 'maybe' } }, 'run.verdict'],
  [{ ...trace, run: { ...trace.run, violation: { ...trace.run.violation, step: 2 } } }, 'run.violation.step'],
  [{ ...trace, files: {} }, 'files'],
  [{ ...trace, lanes: [{ name: 'user', kind: 'x' }] }, 'lanes[0].kind'],
  [{ ...trace, steps: [null] }, 'steps[0]'],
  [withStep({ lane: 1 }), 'steps[1].lane'],
  [withStep({ at: [1, 0, 0, 0, 0] }), 'steps[1].at'],
  [withStep({ at: 'here' }), 'steps[1].at'],
  [withStep({ changes: [{ what: 'made', object: 1 }] }), 'steps[1].changes'],
  [withStep({ changes: [{ what: 'lock', object: 0, lane: 0, from: 1, to: '' }] }), 'steps[1].changes'],
  [withStep({ changes: [{ what: 'unheard of' }] }), 'steps[1].changes'],
  [withStep({ values: [['x']] }), 'steps[1].values'],
  [withStep({ choices: [{ index: 0 }] }), 'steps[1].choices'],
  [withStep({ choices: [{ index: 0, name: 'step', options: 1, taken: 0, threads: [1] }] }), 'steps[1].choices'],
])('what is damaged is named: %#', (value, where) => {
  expect(problem(value)).toBe(`This trace is damaged at ${where}.`)
})

test('the hash tells texts apart', () => {
  expect(textHash('a')).toBe('e40c292c')
  expect(textHash('ab')).not.toBe(textHash('ba'))
})
