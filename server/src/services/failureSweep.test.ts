import { expect, test } from 'vitest'
import { driverWith } from '../../test/support/simulated.ts'
import { driverFile, exhausted, simulationsOf } from '../../test/support/simulations.ts'
import type { SweptCall } from '../protocol/simulate.ts'

function sweptBy(text: string): SweptCall[] | undefined {
  return exhausted(simulationsOf(text).sweep(driverFile)).left
}

/** `12 ExAllocatePoolWithTag: survives`: the line, from 1, and what comes of it. */
function told(text: string): string[] {
  return sweptBy(text)!.map(({ range, routine, outcomes }) => {
    const kinds = new Set(outcomes.map(({ kind, code }) => (code === undefined ? kind : `${kind} ${code}`)))
    return `${routine}: ${[...kinds].sort().join(', ') || 'not reached'} (${text.split('\n')[range.start.line]!.trim()})`
  })
}

const allocation = 'PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG);'

test('a driver that is right survives the failure of each call', () => {
  const outcomes = sweptBy(driverWith({}))!.flatMap(each => each.outcomes)
  expect(outcomes.length).toBeGreaterThan(3)
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['survives']))
})

test('a result that nobody looks at is where it breaks, with the run that shows it', () => {
  const text = driverWith({}).replace('if (server != NULL)', 'if (TRUE)')
  expect(told(text)).toContain(`ExAllocatePoolWithTag: breaks MRX201 (${allocation})`)
  const found = sweptBy(text)!.find(({ routine }) => routine === 'ExAllocatePoolWithTag')!
  expect(found.outcomes[0]).toMatchObject({ profile: 'callback-page', schedule: expect.stringMatching(/^1:\d+=1$/) })
})

test('what is lost when a call fails is a leak', () => {
  const two = `${allocation}
    PVOID second = ExAllocatePoolWithTag(PagedPool, 8, TAG);
    if (second == NULL)
        return NULL;
    ExFreePool(second);`
  expect(told(driverWith({}).replace(allocation, two))).toContain(
    'ExAllocatePoolWithTag: leaks MRX207 (PVOID second = ExAllocatePoolWithTag(PagedPool, 8, TAG);)',
  )
})

test('a call that no scenario makes is not reached', () => {
  const text = driverWith({}).replace(
    allocation,
    `${allocation}
    if (server != NULL && TAG == 1)
        return ExAllocatePoolWithTag(PagedPool, 8, TAG);`,
  )
  expect(told(text)).toContain('ExAllocatePoolWithTag: not reached (return ExAllocatePoolWithTag(PagedPool, 8, TAG);)')
})

test('what breaks anyway is not what the failure does', () => {
  const text = driverWith({
    finalize: 'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL S, BOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n',
  })
  const outcomes = sweptBy(text)!.flatMap(each => each.outcomes)
  expect(outcomes).toContainEqual(
    expect.objectContaining({ kind: 'unknown', message: 'MRX002 is there without the failure, too' }),
  )
  expect(outcomes.every(({ code }) => code !== 'MRX002')).toBe(true)
})

test('a file without a driver has none', () => {
  expect(sweptBy('int main(void) { return 0; }')).toBeUndefined()
})
