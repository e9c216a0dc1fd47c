// Traces: what authors see of a run, what changes where, and that recording changes nothing. The stored trace is what the
// tests of the panel draw.

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bugcheckForecast } from '../../src/knowledge/bugchecks.ts'
import type { Trace } from '../../src/protocol/trace.ts'
import { readTrace } from '../../src/protocol/traceCheck.ts'
import { driverWith, freedTwice, loaded, run } from '../support/simulated.ts'
import { changeText, recorded, visible } from '../support/traced.ts'

const life = ['connect', 'open', 'close', 'disconnect', 'unload']

describe('a trace', () => {
  const { trace, run: same } = recorded(driverWith({}), life)

  test('has the calls of the driver, their arguments and results, and what they change', () => {
    const lines = visible(trace)
    const from = lines.findIndex(line => line.includes('call MyFinalizeSrvCall'))
    expect(lines.slice(from, from + 10)).toEqual([
      'worker-1 call MyFinalizeSrvCall(SrvCall = S1, Force = TRUE)',
      'worker-1 statement server = SrvCall->Context;',
      'worker-1 statement SrvCall->Context = NULL; | S1.Context: pool 1 -> NULL',
      'worker-1 statement if (server != NULL)',
      'worker-1 statement Free(server);',
      'worker-1 call Free(server = pool 1)',
      'worker-1 statement ExFreePoolWithTag(server, TAG);',
      'worker-1 call ExFreePoolWithTag | pool 1 gone',
      'worker-1 statement }',
      'worker-1 statement return STATUS_SUCCESS;',
    ])
    expect(lines[from + 10]).toBe('worker-1 return MyFinalizeSrvCall returns STATUS_SUCCESS')
  })

  test('has the locals of the driver where they change', () => {
    const values = trace.steps.filter(({ origin }) => origin === 'driver').flatMap(step => step.values ?? [])
    expect(values).toContainEqual(['server', 'pool 1'])
    expect(values).toContainEqual(['server', 'pool 1, freed'])
    expect(values.filter(([name]) => name === 'status')).toEqual([['status', 'STATUS_SUCCESS']])
  })

  test('has every reference with who took it and who gave it back', () => {
    const server = trace.objects.findIndex(({ name }) => name === 'S1')
    const counts = trace.steps.flatMap(({ changes = [] }) =>
      changes.filter(change => change.what === 'references').filter(({ object }) => object === server),
    )
    expect(counts[0]).toMatchObject({ from: 0, to: 1, by: 'RxPrefixTableInsertName' })
    expect(counts.at(-1)!.to).toBe(0)
    for (const [i, { from }] of counts.entries()) expect(from).toBe(counts[i - 1]?.to ?? 0)
  })

  test('says of everything that the driver has where it is from', () => {
    const link = `{ UNICODE_STRING link, target; RtlInitUnicodeString(&link, L"\\\\??\\\\My");
        RtlInitUnicodeString(&target, L"\\\\Device\\\\My"); IoCreateSymbolicLink(&link, &target); ObReferenceObject(DriverObject); }`
    const { trace } = recorded(driverWith({ beforeRegister: link }), ['connect'])
    const own = trace.objects.filter(({ kind }) => kind === 'pool' || kind === 'handle')
    expect(own.map(({ name, about }) => `${name}: ${about}`)).toEqual([
      'link 1: from IoCreateSymbolicLink',
      'reference 1: from ObfReferenceObject',
      expect.stringMatching(/^pool 1: \d+ bytes, tag .{4}, .*paged, from ExAllocatePoolWithTag$/),
    ])
  })

  test('ends with nothing alive and nothing held', () => {
    const all = trace.steps.flatMap(({ changes = [] }) => changes.map(change => changeText(change, trace)))
    const made = all.filter(text => text.endsWith(' made')).map(text => text.replace(' made', ''))
    const gone = all.filter(text => text.endsWith(' gone')).map(text => text.replace(' gone', ''))
    expect([...gone].sort()).toEqual([...made].sort())
    const held = new Map<string, string>()
    for (const { changes = [] } of trace.steps)
      for (const change of changes) if (change.what === 'lock') held.set(`${change.object} ${change.lane}`, change.to)
    expect([...held.values()].filter(text => text !== '')).toEqual([])
  })

  test('marks what happens inside of the model, with its place', () => {
    const inside = trace.steps.filter(({ model }) => model)
    expect(inside.length).toBeGreaterThan(1_000)
    expect(inside.every(({ origin }) => origin !== 'driver')).toBe(true)
    const places = trace.steps.flatMap(({ at, origin }) => (at ? [`${origin} ${trace.files[at[0]]!.path}`] : []))
    expect(places).toContain('driver /driver/driver.c')
    expect(places).toContain('rdbss /mrx-library://rdbss/srvCalls.c')
  })

  test('is of the run as it is without anybody who looks on', () => {
    const plain = run(loaded(driverWith({})), life)
    expect(same.trace).toEqual(plain.trace)
    expect(same.schedule).toEqual(plain.schedule)
    expect(recorded(driverWith({}), life).trace).toEqual(trace)
  })
})

describe('a trace of', () => {
  test('a run that breaks a rule ends there', () => {
    const { trace, violationStep } = recorded(freedTwice, life)
    expect(violationStep).toBe(trace.steps.length - 1)
    const { kind, text, at, lane } = trace.steps.at(-1)!
    expect([kind, trace.lanes[lane]!.name]).toEqual(['violation', 'worker-1'])
    expect(text).toMatch(/^MRX006: /)
    expect(freedTwice.split('\n')[at![1]]).toContain('ExFreePoolWithTag(server, TAG)')
  })

  test('a fault that is injected says which call fails, and which choice it was', () => {
    const { trace } = recorded(driverWith({}), life, '1:0=1')
    const fault = trace.steps.find(({ kind }) => kind === 'fault')!
    const choice = { index: 0, name: 'RxRegisterMinirdr', options: 2, taken: 1 }
    expect(fault).toMatchObject({ text: 'RxRegisterMinirdr fails', choices: [choice] })
  })

  test('threads that wait for each other', () => {
    const { trace } = recorded(
      driverWith({
        declarations:
          'static FAST_MUTEX Mutex;\nstatic VOID NTAPI Later(PVOID P)\n{\n    ExAcquireFastMutex(&Mutex);\n    ExReleaseFastMutex(&Mutex);\n}\n',
        beforeRegister: 'ExInitializeFastMutex(&Mutex);',
        winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    LARGE_INTEGER wait;
    wait.QuadPart = -10000;
    ExAcquireFastMutex(&Mutex);
    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Later, NULL);
    KeDelayExecutionThread(KernelMode, FALSE, &wait);
    ExReleaseFastMutex(&Mutex);
    return STATUS_SUCCESS;
}
`,
      }),
      ['connect', 'disconnect', 'unload'],
    )
    const lines = visible(trace)
    expect(lines).toContain('user call ExAcquireFastMutex | Mutex, user:  -> exclusive | user IRQL 0 -> 1')
    expect(lines).toContain('worker-1 wait waits for Mutex')
    expect(lines).toContain('user call ExReleaseFastMutex | Mutex, user: exclusive ->  | user IRQL 1 -> 0')
  })
})

test.each([
  ['freed-twice', '1:'],
  // The user process does not come to the end of its call before the worker runs.
  ['freed-twice-moved', '1:14=1'],
])('the stored trace %s is one of today', (name, schedule) => {
  const stored = new URL(`traces/${name}.json`, import.meta.url)
  const { trace, run: made, violationStep } = recorded(freedTwice, life, schedule)
  const [{ code, message }] = made.violations as [(typeof made.violations)[number]]
  const bugcheck = bugcheckForecast(code, { lane: 'worker-1', irql: 0 })!
  const whole: Trace = {
    ...trace,
    run: {
      file: '/driver/driver.c',
      function: 'MyFinalizeSrvCall',
      scenario: 'last reference, dropped by a user process',
      profile: 'callback-page',
      schedule,
      verdict: 'fail',
      violation: { code, name: 'context-freed-twice', message, step: violationStep!, bugcheck },
    },
  }
  if (process.env.UPDATE_TRACES) writeFileSync(stored, lines(whole))
  const known = readTrace(readFileSync(stored, 'utf8'))
  if ('problem' in known) throw new Error(known.problem)
  // Where lines of the model are, and how many objects it has, may change without this.
  const unnumbered = (line: string) => line.replace(/block \d+/g, 'block')
  expect(visible(known).map(unnumbered)).toEqual(visible(whole).map(unnumbered))
})

/** One step a line. */
function lines({ steps, ...head }: Trace): string {
  return `${JSON.stringify(head).slice(0, -1)},"steps":[\n${steps.map(step => JSON.stringify(step)).join(',\n')}\n]}\n`
}
