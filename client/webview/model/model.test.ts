// What the panel makes of traces: the stored one, and small ones that are written here.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Trace, TraceStep } from '../../../server/src/protocol/trace.ts'
import { readTrace } from '../../../server/src/protocol/traceCheck.ts'
import { RunState, RunStates, valuesAt } from '../../../server/src/protocol/traceState.ts'
import { allScenarios, isShown } from './dials.ts'
import { drawingOf } from './drawing.ts'
import { mermaidOf, svgOf } from './exports.ts'
import { ledgerOf } from './ledger.ts'
import { indentsOf, rowOfStep, rowsOf, stepOf } from './rows.ts'
import { changesOf, changeText, laneText, rowText, spokenRow } from './texts.ts'

const stored = new URL('../../../server/test/simulation/traces/freed-twice.json', import.meta.url)
const long = readTrace(readFileSync(stored, 'utf8')) as Trace
const none: ReadonlySet<number> = new Set()

function traceOf(steps: Partial<TraceStep>[]): Trace {
  const plain = { lane: 0, kind: 'statement', text: 'f();', origin: 'driver', depth: 0 } as const
  return {
    format: 'mrx-trace',
    version: 1,
    run: {
      file: '/w/a.c',
      function: 'F',
      scenario: 'life',
      profile: 'callback-page',
      schedule: '1:',
      verdict: 'pass',
    },
    files: [],
    lanes: [
      { name: 'user', kind: 'caller' },
      { name: 'worker-1', kind: 'worker' },
    ],
    objects: [
      { name: 'S1', kind: 'SRV_CALL' },
      { name: 'pool 1', kind: 'pool' },
      { name: 'Lock', kind: 'lock' },
    ],
    steps: steps.map(step => ({ ...plain, ...step })),
  }
}

const model = { model: true, origin: 'rdbss' } as const

describe('rows', () => {
  const trace = traceOf([{}, model, model, { ...model, lane: 1 }, {}, model])

  test('what happens inside of the model is one row a thread', () => {
    expect(rowsOf(trace, none)).toEqual([
      { kind: 'step', step: 0 },
      { kind: 'fold', from: 1, to: 3, isOpen: false },
      { kind: 'fold', from: 3, to: 4, isOpen: false },
      { kind: 'step', step: 4 },
      { kind: 'fold', from: 5, to: 6, isOpen: false },
    ])
  })

  test('a fold opens to its steps', () => {
    const rows = rowsOf(trace, new Set([1]))
    expect(rows.slice(1, 4)).toEqual([
      { kind: 'fold', from: 1, to: 3, isOpen: true },
      { kind: 'step', step: 1 },
      { kind: 'step', step: 2 },
    ])
  })

  test('each step has a row, with what holds behind it', () => {
    const rows = rowsOf(trace, none)
    expect(trace.steps.map((_, step) => rowOfStep(rows, step))).toEqual([0, 1, 1, 2, 3, 4])
    expect(rows.map(stepOf)).toEqual([0, 2, 3, 4, 5])
    const open = rowsOf(trace, new Set([1]))
    expect(rowOfStep(open, 2)).toBe(3)
  })

  test('steps are indented by the calls of the driver', () => {
    const call = { kind: 'call' } as const
    const nested = traceOf([
      { kind: 'begin' },
      { ...model, depth: 1 },
      { ...call, depth: 5 },
      { depth: 6 },
      { ...call, depth: 6 },
      { depth: 7 },
      { depth: 6 },
      { kind: 'return', depth: 5 },
    ])
    expect([...indentsOf(nested)]).toEqual([0, 1, 0, 1, 1, 2, 1, 0])
  })
})

describe('the state behind a step', () => {
  test('is what all changes up to there make, from wherever it is asked', () => {
    const states = new RunStates(long)
    const plain = new RunState()
    for (const [i, { changes = [] }] of long.steps.entries()) {
      for (const change of changes) plain.apply(change)
      if (i % 97 === 0) expect(states.at(i)).toEqual(plain)
    }
    expect(states.at(long.steps.length - 1)).toEqual(plain)
    expect(states.at(0)).toEqual(new RunStates(long).at(0))
  })

  test('has references, fields, locks and IRQL', () => {
    const state = new RunState()
    state.apply({ what: 'made', object: 0 })
    state.apply({ what: 'references', object: 0, from: 0, to: 2, by: 'F' })
    state.apply({ what: 'field', object: 0, field: 'Context', from: '', to: 'pool 1' })
    state.apply({ what: 'lock', object: 2, lane: 1, from: '', to: 'exclusive' })
    state.apply({ what: 'irql', lane: 0, from: 0, to: 2 })
    expect(state.objects.get(0)).toEqual({
      object: 0,
      isAlive: true,
      references: 2,
      fields: new Map([['Context', 'pool 1']]),
    })
    expect([...state.locks]).toEqual([[2, new Map([[1, 'exclusive']])]])
    expect(state.irql.get(0)).toBe(2)
    state.apply({ what: 'lock', object: 2, lane: 1, from: 'exclusive', to: '' })
    state.apply({ what: 'gone', object: 0 })
    expect(state.locks.size).toBe(0)
    expect(state.objects.get(0)!.isAlive).toBe(false)
  })

  test('locals are those of the function that the step is in', () => {
    const trace = traceOf([
      { kind: 'call', depth: 0 },
      {
        depth: 1,
        values: [
          ['a', '1'],
          ['b', '2'],
        ],
      },
      { kind: 'call', depth: 1 },
      { depth: 2, values: [['a', '9']] },
      { depth: 1, lane: 1, values: [['c', '7']] },
      { depth: 1, values: [['b', '3']] },
    ])
    expect(valuesAt(trace, 5)).toEqual([
      ['a', '1'],
      ['b', '3'],
    ])
    expect(valuesAt(trace, 3)).toEqual([['a', '9']])
    expect(valuesAt(trace, 2)).toEqual([])
  })
})

describe('words', () => {
  test('of lanes', () => {
    const names = [
      ['user', 'caller'],
      ['caller-2', 'caller'],
      ['worker-3', 'worker'],
      ['thread-1', 'thread'],
      ['dpc', 'clock'],
    ]
    expect(names.map(([name, kind]) => laneText({ name, kind } as Trace['lanes'][number]))).toEqual([
      'user process',
      'user process 2',
      'RDBSS worker 3',
      'driver thread 1',
      'DPC',
    ])
  })

  test('a fold tells what its steps change together', () => {
    const trace = traceOf([
      {
        ...model,
        changes: [
          { what: 'references', object: 0, from: 1, to: 2, by: 'F' },
          { what: 'made', object: 1 },
        ],
      },
      { ...model, changes: [{ what: 'lock', object: 2, lane: 0, from: '', to: 'shared' }] },
      {
        ...model,
        changes: [
          { what: 'references', object: 0, from: 2, to: 3, by: 'F' },
          { what: 'gone', object: 1 },
        ],
      },
      { ...model, changes: [{ what: 'lock', object: 2, lane: 0, from: 'shared', to: '' }] },
    ])
    const [row] = rowsOf(trace, none)
    expect(changesOf(row!, trace).map(change => changeText(change, trace))).toEqual(['S1 references 1 → 3'])
    expect(rowText(row!, trace)).toBe('RDBSS: 4 steps')
    expect(spokenRow(row!, trace)).toBe('Step 1, user process: RDBSS: 4 steps. S1 references 1 → 3')
  })
})

describe('the ledger', () => {
  test('of a server has every reference and what is left', () => {
    const server = long.objects.findIndex(({ name }) => name === 'S1')
    const { entries, outcome } = ledgerOf(long, server)
    expect(entries[0]).toMatchObject({ kind: 'acquire', by: 'RxPrefixTableInsertName', left: 1 })
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'release', by: 'RxConstructSrvCall' }))
    expect(outcome).toMatch(/^Left at the end: 2\./)
  })

  test('of pool and locks says who has it', () => {
    const trace = traceOf([
      { text: 'ExAllocatePoolWithTag', changes: [{ what: 'made', object: 1 }] },
      { lane: 1, changes: [{ what: 'lock', object: 2, lane: 1, from: '', to: 'exclusive' }] },
    ])
    expect(ledgerOf(trace, 1)).toEqual({
      entries: [{ step: 0, lane: 0, kind: 'acquire', by: 'ExAllocatePoolWithTag', left: 1 }],
      outcome: 'It is never freed.',
    })
    expect(ledgerOf(trace, 2)).toMatchObject({
      entries: [{ by: 'exclusive', lane: 1 }],
      outcome: 'It is still held at the end.',
    })
    expect(ledgerOf(trace, 0)).toEqual({ entries: [], outcome: 'It is not acquired in this run.' })
  })
})

describe('exports', () => {
  const rows = rowsOf(long, none)

  test('Mermaid has a participant a lane, and the failing step', () => {
    const text = mermaidOf(long, rows)
    expect(text.split('\n').slice(0, 3)).toEqual([
      'sequenceDiagram',
      `  %% MyFinalizeSrvCall: ${long.run.scenario} (callback-page): MRX006 ${long.run.violation!.message}`,
      '  participant L0 as system process',
    ])
    expect(text).toContain('  L1-->>L2: RDBSS: ')
    expect(text).toContain('  L2->>L2: MyFinalizeSrvCall(SrvCall = S1, Force = TRUE)')
    expect(text).toMatch(/Note over L2: ✗ MRX006/)
    expect(text.replaceAll(/#\d+;/g, '')).not.toMatch(/[;#]/)
  })

  test('the picture is one of its own', () => {
    const text = svgOf(long, rows)
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/)
    expect(text.match(/<text /g)!.length).toBe(rows.length + long.lanes.length + 1)
    expect(text).not.toMatch(/[^-]->[A-Z]/)
  })
})

test('the drawing has a mark a row, and a line to each other thread', () => {
  const trace = traceOf([{}, { lane: 1 }, { lane: 1, kind: 'violation' }, {}])
  expect(drawingOf(trace, rowsOf(trace, none))).toEqual({
    marks: [
      { row: 0, lane: 0, shape: 'statement' },
      { row: 1, lane: 1, shape: 'statement' },
      { row: 2, lane: 1, shape: 'violation' },
      { row: 3, lane: 0, shape: 'statement' },
    ],
    switches: [
      { row: 0, from: 0, to: 1 },
      { row: 2, from: 1, to: 0 },
    ],
    lives: [
      [0, 3],
      [1, 2],
    ],
  })
})

test.each([
  ['last reference, dropped by the system process', 'system', 'unforced', 'none'],
  ['forced while a share is in use, by a user process', 'user', 'forced', 'none'],
  ['not forced while a share is in use', 'user', 'unforced', 'none'],
  ['each allocation fails once', 'user', 'unforced', 'injected'],
  ['RDBSS cannot post', 'user', 'unforced', 'injected'],
] as const)('dials: %s', (name, caller, force, failures) => {
  const scenario = { name, profile: 'callback-page' } as const
  expect(isShown(scenario, allScenarios)).toBe(true)
  expect(isShown(scenario, { profile: 'callback-page', caller, force, failures })).toBe(true)
  expect(isShown(scenario, { ...allScenarios, profile: 'function-page' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, caller: caller === 'user' ? 'system' : 'user' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, force: force === 'forced' ? 'unforced' : 'forced' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, failures: failures === 'none' ? 'injected' : 'none' })).toBe(false)
})
