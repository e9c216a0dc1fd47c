import { describe, expect, test, vi } from 'vitest'
import type { ScenarioReport } from '../../../server/src/protocol/simulate.ts'
import { asksForStub, type DriverVerdicts, scenarioKey, summaryOf, Verdicts } from './verdicts.ts'

const list = { file: '/w/a.c', function: 'F', reach: ['/w/a.c', '/w/a.h'], callbacks: [] }
const report = (scenario: string, verdict: ScenarioReport['verdict'] = 'pass') =>
  ({ scenario, profile: 'callback-page', verdict }) as ScenarioReport
const finished = { scenarios: [], stubs: [], uncompiled: [], isOutdated: false }

function store() {
  const verdicts = new Verdicts(path => path.toLowerCase())
  const told: string[] = []
  verdicts.onDidChange(driver => void told.push(`${driver.status}${driver.isStale ? ' stale' : ''}`))
  const driver = verdicts.listed(list)
  const run = (...reports: ScenarioReport[]) => {
    verdicts.begun(driver)
    for (const scenario of reports) verdicts.told(driver, { scenario, total: reports.length })
    verdicts.ended(driver, finished)
  }
  return { verdicts, driver, told, run }
}

describe('verdicts', () => {
  test('are kept one by one, with progress, and belong to every file in reach', () => {
    const { verdicts, driver, run } = store()
    run(report('a'), report('b', 'fail'))
    expect(driver).toMatchObject({ status: 'done', isStale: false, scenarios: [{ scenario: 'a' }, { scenario: 'b' }] })
    expect(verdicts.of('/w/a.h')).toBe(driver)
    expect(verdicts.of('/w/b.c')).toBeUndefined()
  })

  test('the first one is told at once, those that come soon after it together, and nothing after the end', () => {
    vi.useFakeTimers()
    const { verdicts, driver } = store()
    const told: number[] = []
    verdicts.onDidChange(({ scenarios }) => void told.push(scenarios.length))
    const tell = (...names: string[]) => {
      for (const name of names) verdicts.told(driver, { scenario: report(name), total: 9 })
    }
    verdicts.begun(driver)
    tell('a', 'b', 'c')
    expect(told).toEqual([0, 1])
    vi.advanceTimersByTime(1_000)
    expect(told).toEqual([0, 1, 3])
    tell('d', 'e')
    verdicts.ended(driver, finished)
    expect(told).toEqual([0, 1, 3, 4, 5])
    vi.advanceTimersByTime(1_000)
    expect(told).toHaveLength(5)
    vi.useRealTimers()
  })

  test('are stale with the first edit in reach, and fresh with the next run', () => {
    const { verdicts, driver, told, run } = store()
    verdicts.edited('/w/a.c')
    run(report('a'))
    told.length = 0
    verdicts.edited('/w/b.c')
    verdicts.edited('/w/a.h')
    verdicts.edited('/w/a.h')
    expect(told).toEqual(['done stale'])
    expect(driver.scenarios).toHaveLength(1)
    run(report('a'))
    expect(driver.isStale).toBe(false)
  })

  test('an edit while it runs makes stale what it tells', () => {
    const { verdicts, driver } = store()
    verdicts.begun(driver)
    verdicts.edited('/w/a.c')
    verdicts.ended(driver, { ...finished, isOutdated: true })
    expect(driver).toMatchObject({ status: 'done', isStale: true })
  })

  test('a file that came or went makes stale who may be waiting for it', () => {
    const { verdicts, driver, run } = store()
    run(report('a'))
    verdicts.cameOrWent('/elsewhere/b.h')
    expect(driver.isStale).toBe(false)
    verdicts.cameOrWent('/w/b.h')
    expect(driver.isStale).toBe(true)
    verdicts.begun(driver)
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }
    verdicts.ended(driver, { ...finished, uncompiled: [{ file: '/w/a.c', range, message: '"b.h" is not found' }] })
    verdicts.told(driver, { scenario: report('a', 'unknown'), total: 1 })
    verdicts.cameOrWent('/elsewhere/b.h')
    expect(driver.isStale).toBe(true)
  })

  test('a folder that went makes stale who reached into it', () => {
    const { verdicts, driver, run } = store()
    run(report('a'))
    for (const folder of ['/elsewhere', '/w/a.c', '/']) verdicts.folderWent(folder)
    expect(driver.isStale).toBe(false)
    verdicts.folderWent('/w')
    expect(driver.isStale).toBe(true)
  })

  test('other settings make stale what there is, and nothing else', () => {
    const { verdicts, driver, run } = store()
    verdicts.configured()
    expect(driver.isStale).toBe(false)
    run(report('a'))
    verdicts.configured()
    expect(driver.isStale).toBe(true)
  })

  test('a run of one scenario leaves the others, unless they are stale', () => {
    const { verdicts, driver, run } = store()
    run(report('a', 'fail'), report('b', 'fail'))
    const only = ({ scenario }: ScenarioReport) => scenario === 'a'
    verdicts.begun(driver, only)
    verdicts.told(driver, { scenario: report('a'), total: 1 })
    expect(driver.scenarios.map(({ verdict }) => verdict).sort()).toEqual(['fail', 'pass'])
    verdicts.ended(driver, finished)
    verdicts.edited('/w/a.c')
    verdicts.begun(driver, only)
    expect(driver.scenarios).toEqual([])
  })

  test('what keeps verdicts from counting stays with a run of one scenario, and goes with a new run of all', () => {
    const { verdicts, driver } = store()
    const range = { start: { line: 23, character: 9 }, end: { line: 23, character: 14 } }
    const left = {
      stubs: [{ function: 'TdiSend', callers: 1 }],
      uncompiled: [{ file: '/w/a.h', range, message: '"y.h" is not found' }],
    }
    verdicts.begun(driver)
    verdicts.ended(driver, { ...finished, ...left })
    expect(driver).toMatchObject(left)
    verdicts.begun(driver, () => true)
    expect(driver).toMatchObject(left)
    verdicts.begun(driver)
    expect(driver).toMatchObject({ stubs: [], uncompiled: [] })
  })

  test('a run that fails or is cancelled says so', () => {
    const { verdicts, driver } = store()
    verdicts.begun(driver)
    verdicts.ended(driver, new Error('it ended'))
    expect(driver).toMatchObject({ status: 'failed', message: 'it ended' })
    verdicts.begun(driver)
    expect(driver.message).toBeUndefined()
    verdicts.ended(driver, 'cancelled')
    expect(driver.status).toBe('cancelled')
  })

  test('what is known of a driver stays when it is listed again', () => {
    const { verdicts, driver, run } = store()
    run(report('a'))
    expect(verdicts.listed({ ...list, function: 'G' })).toBe(driver)
    expect(driver).toMatchObject({ list: { function: 'G' }, scenarios: [{ scenario: 'a' }] })
  })
})

test('names of scenarios tell the profile', () => {
  expect(scenarioKey(report('a'))).not.toBe(scenarioKey({ ...report('a'), profile: 'function-page' }))
})

test.each([
  [{ scenarios: [] }, undefined],
  [{ scenarios: [report('a')] }, 'passes'],
  [{ scenarios: [report('a'), report('b')] }, 'all 2 pass'],
  [{ scenarios: [report('a'), report('b', 'unknown')] }, '1 of 2 unknown'],
  [{ scenarios: [report('a', 'fail'), report('b', 'unknown')], isStale: true }, '1 of 2 fail (stale)'],
  [{ scenarios: [], status: 'running' }, 'running'],
  [{ scenarios: [report('a', 'fail')], status: 'running', progress: { done: 1, total: 9 } }, 'running 1 of 9, 1 fail'],
] as const)('a summary: %#', (more, expected) => {
  const plain = { list, status: 'done', isStale: false, stubs: [], uncompiled: [] }
  expect(summaryOf({ ...plain, ...more } as unknown as DriverVerdicts)).toBe(expected)
})

test("a stub is offered where a verdict asks for the body, and not where the routine is in nobody's way", () => {
  const { verdicts, driver } = store()
  const body = (name: string) => ({ function: name, callers: 1 }) as DriverVerdicts['stubs'][number]
  const unknown = { ...report('a', 'unknown'), reason: 'depends on FarConnect, which has no body' }
  const ended = (scenario: ScenarioReport) => {
    verdicts.begun(driver)
    verdicts.told(driver, { scenario, total: 1 })
    verdicts.ended(driver, { ...finished, stubs: [body('FarConnect'), body('FarTrace')] })
    return asksForStub(driver)
  }
  expect(ended(unknown)).toBe(true)
  expect(ended(report('a'))).toBe(false)
  expect(ended({ ...unknown, reason: 'the time is spent' })).toBe(false)
  ended(unknown)
  verdicts.edited('/w/a.c')
  expect(asksForStub(driver)).toBe(false)
})
