import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { driverWith } from '../../../test/support/simulated.ts'
import { Model } from '../../simulation/model.ts'
import { Engine } from '../engine.node.ts'
import { simulationsOver } from '../simulator.node.ts'
import type { FromSimulator } from './messages.ts'
import { SimulationWorker } from './worker.ts'

const file = '/w/driver.c'
const life = 'last reference, dropped by'
const leaves = driverWith({
  finalize:
    'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n',
})
const engine = new Engine(import.meta.dirname)

function worker(text: string = driverWith({}), courtesy = 0) {
  const posted: FromSimulator[] = []
  const at: number[] = []
  const made = new SimulationWorker({
    ...simulationsOver(engine, () => performance.now()),
    forget: paths => engine.files.invalidate(paths),
    post: message => {
      posted.push(message)
      at.push(performance.now())
    },
    courtesy,
  })
  made.receive({ kind: 'update', update: { folders: [], documents: { [file]: text } } })
  const answer = async (id: number) => {
    const message = await vi.waitUntil(() => posted.find(each => each.id === id && each.kind !== 'progress'), 60_000)
    return (message.kind === 'answer' ? message.value : message) as never
  }
  const scenarios = () => posted.flatMap(message => (message.kind === 'progress' ? [message.progress.scenario] : []))
  return { made, posted, at, answer, scenarios }
}

const flag = (value = 0) => new Int32Array(new SharedArrayBuffer(4)).fill(value)
const runs = { file, scenario: life, budgetMs: 60_000 }

test('behind the first verdict of many, whoever shows it has the processor for a while', async () => {
  const pauseOf = async (scenario: string) => {
    const { made, at, answer } = worker(driverWith({}), 700)
    made.receive({ kind: 'run', id: 1, runs: { ...runs, scenario }, cancelled: flag() })
    await answer(1)
    return at[1]! - at[0]!
  }
  expect(await pauseOf('in use')).toBeGreaterThan(690)
  expect(await pauseOf('dropped by a user process')).toBeLessThan(690)
})

test('what lies in other folders of the workspace is a part of the driver that names it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mrx-worker-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const each of ['core', 'net', 'other']) mkdirSync(join(root, each))
  const finalize = `VOID Leave(PMRX_SRV_CALL SrvCall);
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    Leave(SrvCall);
    return STATUS_SUCCESS;
}
`
  const own = join(root, 'core/driver.c')
  const rest = join(root, 'net/leave.c')
  writeFileSync(own, driverWith({ finalize }))
  writeFileSync(rest, '#include <rx.h>\nVOID Leave(PMRX_SRV_CALL SrvCall)\n{\n    SrvCall->Context = NULL;\n}\n')
  writeFileSync(join(root, 'other/driver.c'), driverWith({}))
  for (const file of [own, rest]) {
    const { made, answer } = worker()
    made.receive({ kind: 'update', update: { folders: [root] } })
    made.receive({ kind: 'list', id: 1, file })
    expect(await answer(1)).toMatchObject({ file: own, reach: [own, rest] })
  }
})

test('lists the callbacks and scenarios of the driver', async () => {
  const { made, answer } = worker()
  made.receive({ kind: 'list', id: 1, file })
  expect(await answer(1)).toMatchObject({ file, function: 'MyFinalizeSrvCall', reach: [file] })
  const { callbacks, scenarios } = (await answer(1)) as { callbacks: { name: string }[]; scenarios: unknown[] }
  expect(callbacks).toContainEqual(
    expect.objectContaining({ name: 'MyFinalizeSrvCall', member: 'MRxFinalizeSrvCall', file }),
  )
  expect(scenarios).toContainEqual({
    name: `${life} a user process`,
    builtin: true,
    file,
    function: 'MyFinalizeSrvCall',
  })
})

test.each(['', '#include <rx.h>\n'])('a file without a driver has nothing to run: %s', async header => {
  const { made, answer } = worker(`${header}int main(void) { return 0; }`)
  made.receive({ kind: 'list', id: 1, file })
  made.receive({ kind: 'run', id: 2, runs, cancelled: flag() })
  made.receive({ kind: 'list', id: 3, file: '/nowhere.c' })
  expect([await answer(1), await answer(2), await answer(3)]).toEqual([undefined, undefined, undefined])
})

test('tells each scenario in each profile, and answers other questions in between', async () => {
  const { made, posted, answer, scenarios } = worker(leaves)
  made.receive({ kind: 'run', id: 1, runs, cancelled: flag() })
  await vi.waitUntil(() => scenarios()[0], 60_000)
  const [{ scenario, profile, schedule }] = scenarios() as [ReturnType<typeof scenarios>[number]]
  made.receive({ kind: 'trace', id: 2, request: { file, scenario, profile, schedule: schedule! } })
  expect(await answer(2)).toMatchObject({ run: { verdict: 'fail', violation: { code: 'MRX002' } } })
  expect(await answer(1)).toEqual({ stubs: [], uncompiled: [], isOutdated: false })
  expect(
    scenarios()
      .map(each => `${each.verdict} ${each.profile}`)
      .sort(),
  ).toEqual(['fail callback-page', 'fail callback-page', 'fail function-page', 'fail function-page'])
  expect(posted.findIndex(({ id }) => id === 2)).toBeLessThan(posted.findLastIndex(({ kind }) => kind === 'progress'))
})

test('what was prepared is not compiled again for a run', async () => {
  const linked = vi.spyOn(Model.prototype, 'units')
  onTestFinished(() => linked.mockRestore())
  const { made, answer, scenarios } = worker()
  made.receive({ kind: 'prepare', id: 1, file, cancelled: flag() })
  await answer(1)
  expect(linked).toHaveBeenCalledTimes(1)
  made.receive({ kind: 'run', id: 2, runs, cancelled: flag() })
  await answer(2)
  expect(scenarios()).toHaveLength(4)
  expect(linked).toHaveBeenCalledTimes(1)
})

test('an edit ends the run, and the next one is of the new text', async () => {
  const { made, answer, scenarios } = worker(leaves)
  made.receive({ kind: 'run', id: 1, runs, cancelled: flag() })
  await vi.waitUntil(() => scenarios()[0], 60_000)
  made.receive({ kind: 'update', update: { documents: { [file]: driverWith({}) } } })
  expect(await answer(1)).toMatchObject({ isOutdated: true })
  const told = scenarios().length
  made.receive({ kind: 'run', id: 2, runs, cancelled: flag() })
  expect(await answer(2)).toMatchObject({ isOutdated: false })
  expect(
    scenarios()
      .slice(told)
      .map(({ verdict }) => verdict),
  ).toEqual(['pass', 'pass', 'pass', 'pass'])
})

test('what is known already leaves a run as it is', async () => {
  const { made, answer, scenarios } = worker()
  made.receive({ kind: 'run', id: 1, runs, cancelled: flag() })
  await vi.waitUntil(() => scenarios()[0], 60_000)
  made.receive({ kind: 'update', update: { folders: [], documents: { [file]: driverWith({}) }, files: [] } })
  expect(await answer(1)).toMatchObject({ isOutdated: false })
  expect(scenarios()).toHaveLength(4)
})

test('a run that is cancelled tells nothing more', async () => {
  const { made, answer, scenarios } = worker()
  made.receive({ kind: 'run', id: 1, runs, cancelled: flag(1) })
  expect(await answer(1)).toMatchObject({ isOutdated: false })
  expect(scenarios()).toEqual([])
})

test('runs come again as they were', async () => {
  const { made, answer, scenarios } = worker(leaves)
  made.receive({ kind: 'run', id: 1, runs, cancelled: flag() })
  await answer(1)
  const first = scenarios()
  made.receive({ kind: 'run', id: 2, runs, cancelled: flag() })
  await answer(2)
  // What takes long comes later, and how many runs are made of what fails anyway: both depend on the clock.
  const inOrder = (reports: typeof first) =>
    reports
      .map(({ explored: _, ...report }) => [`${report.scenario} ${report.profile}`, report] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  expect(inOrder(scenarios().slice(first.length))).toEqual(inOrder(first))
})

test('what the driver no longer offers is said in words', async () => {
  const { made, answer } = worker()
  const request = { file, scenario: `${life} a user process`, profile: 'callback-page', schedule: '1:9999=1' } as const
  made.receive({ kind: 'trace', id: 1, request })
  expect(await answer(1)).toEqual({ problem: 'the code no longer offers the choices of this schedule' })
})

test('what the failure of each call leads to is told whatever else is edited meanwhile', async () => {
  const allocating = `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Block = ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'tseT');
    if (Block != NULL) {
        ExFreePoolWithTag(Block, 'tseT');
    }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}
`
  const { made, answer } = worker(driverWith({ finalize: allocating }))
  made.receive({ kind: 'sweep', id: 1, file, cancelled: flag() })
  await Promise.resolve()
  made.receive({ kind: 'update', update: { documents: { '/w/other.txt': 'int f(void);' } } })
  expect(await answer(1)).toContainEqual(expect.objectContaining({ file, routine: 'ExAllocatePoolWithTag' }))
  made.receive({ kind: 'sweep', id: 2, file, cancelled: flag(1) })
  expect(await answer(2)).toBeUndefined()
})
