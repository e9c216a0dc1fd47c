// Entries of lookaside lists go back to a list that gives such ones.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, run } from '../support/simulated.ts'

/** What is said of a driver that has these lists and does this when it is loaded. */
function done(body: string): string[] {
  const source = driverWith({
    declarations:
      'static NPAGED_LOOKASIDE_LIST Small, Large, Same;\nstatic PAGED_LOOKASIDE_LIST Paged;\nstatic LOOKASIDE_LIST_EX Other;\n',
    beforeRegister: `PVOID entry;
    status = ExInitializeLookasideListEx(&Other, NULL, NULL, NonPagedPool, 0, 16, TAG, 0);
    if (!NT_SUCCESS(status))
        return status;
    ExInitializeNPagedLookasideList(&Small, NULL, NULL, 0, 16, TAG, 0);
    ExInitializeNPagedLookasideList(&Same, NULL, NULL, 0, 16, TAG, 0);
    ExInitializeNPagedLookasideList(&Large, NULL, NULL, 0, 48, TAG, 0);
    ExInitializePagedLookasideList(&Paged, NULL, NULL, 0, 16, TAG, 0);
    ${body}
    ExDeletePagedLookasideList(&Paged);
    ExDeleteNPagedLookasideList(&Large);
    ExDeleteNPagedLookasideList(&Same);
    ExDeleteNPagedLookasideList(&Small);
    ExDeleteLookasideListEx(&Other);`,
  })
  const { violations, unknown } = run(loaded(source), ['connect', 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

const small = 'entry = ExAllocateFromNPagedLookasideList(&Small);'

describe('an entry', () => {
  test('goes back to its list, or to one that is like it', () => {
    expect(done(`${small} ExFreeToNPagedLookasideList(&Small, entry);`)).toEqual([])
    expect(done(`${small} ExFreeToNPagedLookasideList(&Same, entry);`)).toEqual([])
    expect(
      done('entry = ExAllocateFromPagedLookasideList(&Paged); ExFreeToPagedLookasideList(&Paged, entry);'),
    ).toEqual([])
    expect(done('entry = ExAllocateFromLookasideListEx(&Other); ExFreeToLookasideListEx(&Other, entry);')).toEqual([])
  })

  test.each([
    [
      `${small} ExFreeToNPagedLookasideList(&Large, entry);`,
      'with an entry of 16 bytes, for a list whose entries have 48',
    ],
    [`${small} ExFreeToPagedLookasideList(&Paged, entry);`, 'which belongs to ExFreeToNPagedLookasideList'],
    [`${small} ExFreeToLookasideListEx(&Other, entry);`, 'which belongs to ExFreeToNPagedLookasideList'],
    [`${small} ExFreePoolWithTag(entry, TAG);`, 'which belongs to ExFreeToNPagedLookasideList'],
    [
      'entry = ExAllocatePoolWithTag(NonPagedPool, 48, TAG); ExFreeToNPagedLookasideList(&Large, entry);',
      'which belongs to ExFreePool',
    ],
  ])('%s', (body, what) => {
    const [said] = done(body)
    expect(said).toContain(what)
    expect(said).toMatch(/^MRX052/)
  })
})
