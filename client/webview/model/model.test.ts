// What the panel makes of traces: the stored one, and small ones that are written here.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Trace, TraceStep } from '../../../server/src/protocol/trace.ts'
import { readTrace } from '../../../server/src/protocol/traceCheck.ts'
import { RunState, RunStates, valuesAt } from '../../../server/src/protocol/traceState.ts'
import { compared } from './comparing.ts'
import { allScenarios, isShown } from './dials.ts'
import { drawingOf } from './drawing.ts'
import { mermaidOf, svgOf } from './exports.ts'
import { ledgerOf } from './ledger.ts'
import { backBehind, fallibleCalls, findStep, movedLater, nameOf, withFailure } from './moving.ts'
import { recordedWatch } from './recorded.ts'
import { indentsOf, rowOfStep, rowsOf, stepOf } from './rows.ts'
import { changesOf, changeText, laneText, rowText, spokenRow } from './texts.ts'
import { watchedAt, watchRows } from './watches.ts'

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

  test('where a rule is broken, they are those of the statement that breaks it, in the driver or in what it calls', () => {
    const statement = { depth: 1, at: [0, 7, 4, 8, 20] as const, values: [['a', '1'] as [string, string]] }
    const broken = (line: number) =>
      traceOf([
        { kind: 'call', depth: 0 },
        statement,
        { kind: 'call', depth: 1, origin: 'kernel' },
        { kind: 'violation', depth: 2, at: [0, line, 6, line, 12] },
      ])
    expect(valuesAt(broken(8), 3)).toEqual([['a', '1']])
    // What was allocated here and is lost later stands in another function.
    expect(valuesAt(broken(30), 3)).toEqual([])
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
    const { entries, outcome, balances } = ledgerOf(long, server)
    expect(entries[0]).toMatchObject({ kind: 'acquire', by: 'RxPrefixTableInsertName', left: 1 })
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'release', by: 'RxConstructSrvCall' }))
    expect(outcome).toBe('2 references are left at the end of the run.')
    expect(balances.map(({ by, acquired, released }) => `${by} ${acquired} ${released}`)).toContain(
      'RxPrefixTableInsertName 1 0',
    )
  })

  test('of pool and locks says who has it', () => {
    const trace = traceOf([
      { text: 'ExAllocatePoolWithTag', changes: [{ what: 'made', object: 1 }] },
      { lane: 1, changes: [{ what: 'lock', object: 2, lane: 1, from: '', to: 'exclusive' }] },
    ])
    expect(ledgerOf(trace, 1)).toEqual({
      entries: [{ step: 0, lane: 0, kind: 'acquire', by: 'ExAllocatePoolWithTag', left: 1 }],
      outcome: 'It is never freed.',
      balances: [],
    })
    expect(ledgerOf(trace, 2)).toMatchObject({
      entries: [{ by: 'exclusive', lane: 1 }],
      outcome: 'It is still held at the end.',
    })
    expect(ledgerOf(trace, 0)).toEqual({ entries: [], outcome: 'It is not acquired in this run.', balances: [] })
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

test('dials leave what is as they say', () => {
  const scenario = { profile: 'callback-page', caller: 'user', forced: true, injects: false } as const
  expect(isShown(scenario, allScenarios)).toBe(true)
  expect(isShown(scenario, { ...allScenarios, caller: 'user', force: 'forced', failures: 'none' })).toBe(true)
  expect(isShown(scenario, { ...allScenarios, profile: 'both' })).toBe(true)
  expect(isShown(scenario, { ...allScenarios, profile: 'function-page' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, caller: 'system' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, force: 'unforced' })).toBe(false)
  expect(isShown(scenario, { ...allScenarios, failures: 'injected' })).toBe(false)
})

test('watched expressions have a row for every step that changes one', () => {
  const watches = [
    {
      expression: 'a',
      values: [
        [3, '1'],
        [7, '2'],
      ] as [number, string][],
    },
    { expression: 'b', values: [[7, 'x']] as [number, string][] },
  ]
  const [first, second] = watchRows(watches)
  expect(first).toEqual({
    step: 3,
    cells: [
      { value: '1', isChanged: false },
      { value: undefined, isChanged: false },
    ],
  })
  expect(second!.cells).toEqual([
    { value: '2', isChanged: true },
    { value: 'x', isChanged: false },
  ])
  expect(watchedAt(watches[0]!, 2)).toEqual({ value: undefined, isChanged: false })
  expect(watchedAt(watches[0]!, 5)).toEqual({ value: '1', isChanged: false })
})

describe('what a trace has of an expression', () => {
  const told = (expression: string) =>
    recordedWatch(long, expression)?.values.map(([step, value]) => `${long.steps[step]!.text.slice(0, 24)}: ${value}`)

  test('is a variable of the driver', () => {
    expect(told('server')).toEqual([expect.stringMatching(/: pool 1$/), expect.stringMatching(/: pool 1, freed$/)])
  })

  test('is a field of an object that one leads to', () => {
    expect(told('SrvCall->Context')).toEqual([
      expect.stringMatching(/: NULL$/),
      'return server;: pool 1',
      'SrvCall->Context = NULL;: NULL',
    ])
    expect(recordedWatch(long, 'SrvCall->NodeReferenceCount')!.values.length).toBeGreaterThan(4)
  })

  test('is nothing else', () => {
    expect(told('*SrvCall')).toBeUndefined()
    expect(told('SrvCall->Nothing')).toBeUndefined()
  })
})

describe('a step later', () => {
  const threads = ['user', 'worker-1']
  const decided = (index: number, taken = 0) => [{ index, name: 'preemption', options: 2, taken, threads }]
  const call = { kind: 'call', origin: 'kernel' } as const
  const trace = traceOf([
    { text: 'a', choices: decided(0) },
    { text: 'b', choices: [{ index: 1, name: 'allocation', options: 2, taken: 1 }] },
    { text: 'c' },
    { text: 'KeSetEvent', ...call },
    { text: 'd', choices: decided(2) },
    { text: 'e', lane: 1, choices: decided(3, 1) },
    { text: 'f', lane: 1 },
  ])
  const rows = rowsOf(trace, none)
  const later = (row: number, wanted?: string) => movedLater(trace, rows[row]!, wanted)

  test('is a schedule in which the last decision for its thread is made otherwise', () => {
    expect(later(2)).toEqual({ schedule: '1:0=1', ahead: 'worker-1' })
    expect(later(4)).toEqual({ schedule: '1:1=1,2=1', ahead: 'worker-1' })
  })

  test('a call does its work behind the decisions in it', () => {
    expect(later(3)).toEqual({ schedule: '1:1=1,2=1', ahead: 'worker-1' })
  })

  test('is refused where nobody else can go on', () => {
    const alone = traceOf([{ text: 'a' }, { text: 'b' }])
    expect(movedLater(alone, rowsOf(alone, none)[1]!)).toEqual({
      problem: 'Step 2 cannot come later: no other thread can go on while user process is on its way to it.',
    })
  })

  test('goes on behind the row on which it was dropped, where a decision allows it', () => {
    expect(backBehind(trace, 4, 6, 'user')).toBe('1:1=1')
    expect(backBehind(trace, 5, 6, 'user')).toBeUndefined()
    // Its work is done behind the decision in it.
    expect(backBehind(trace, 3, 4, 'worker-1')).toBeUndefined()
    expect(backBehind(trace, 2, 4, 'worker-1')).toBe('1:1=1,2=1')
  })

  test('is found again by its thread and text', () => {
    const name = nameOf(trace, 4)
    expect(findStep(trace, name)).toBe(4)
    expect(findStep(trace, { ...name, number: 1 })).toBeUndefined()
  })

  test('calls that may fail are those of the driver', () => {
    expect(fallibleCalls(trace)).toEqual([{ index: 1, name: 'allocation', step: 0, isFailing: true }])
    expect(withFailure(trace, 3)).toBe('1:1=1,3=1')
  })
})

describe('two runs', () => {
  const texts = (...all: string[]) => traceOf(all.map(text => ({ text })))
  const told = (a: Trace, b: Trace) =>
    compared(a, b).pairs.map(({ first, second, isSame }) => {
      const text = (trace: Trace, row: typeof first) => (row === undefined ? '-' : rowText(row, trace))
      return isSame ? text(a, first) : `${text(a, first)}|${text(b, second)}`
    })

  test('stand beside each other where they are the same', () => {
    const [a, b] = [texts('a', 'b', 'c', 'd'), texts('a', 'c', 'x', 'd')]
    expect(told(a, b)).toEqual(['a', 'b|-', 'c', '-|x', 'd'])
    expect(compared(a, b).differences).toEqual([1, 3])
    expect(told(texts('a', 'b', 'c', 'd'), texts('a', 'x', 'd'))).toEqual(['a', 'b|x', 'c|-', 'd'])
  })

  test('that are the same have no difference', () => {
    expect(compared(long, long).differences).toEqual([])
    expect(told(texts(), texts('a'))).toEqual(['-|a'])
  })

  test('what RDBSS does inside is told by what it changes', () => {
    const fold = (count: number, to: number) => ({
      ...model,
      text: `x${count}`,
      changes: [{ what: 'references', object: 0, from: 0, to, by: 'F' } as const],
    })
    expect(compared(traceOf([fold(1, 1)]), traceOf([fold(2, 1), model])).differences).toEqual([])
    expect(compared(traceOf([fold(1, 1)]), traceOf([fold(1, 2)])).differences).toEqual([0])
  })
})
