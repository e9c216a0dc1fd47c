import { describe, expect, test } from 'vitest'
import { bundled, server, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX052' }
const take = '    PELM_SERVER s = SrvCall->Context;\n    SrvCall->Context = NULL;\n'
const withFree = (body: string, more = '') => withCallback('MRxFinalizeSrvCall', take + body, more)
const expectIn = (body: string, more?: string) => expectFindings(withFree(body, more), options)
const isClean = (body: string, more?: string) => expectClean(withFree(body, more), options)
const allocating = (how: string) =>
  `static PELM_SERVER New(VOID) { PELM_SERVER s = ${how}; if (s != NULL) s->State = 0; return s; }\nPELM_SERVER Make(VOID) { return New(); }\n`

describe('a block is freed in another way than it was allocated', () => {
  test('another tag in the same function; the fix takes the right one', () => {
    const body = `    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'aElm');
    if (p != NULL) ExFreePoolWithTag(p, 'bElm');
    return STATUS_SUCCESS;`
    const [finding] = expectIn(`
    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'aElm');
    if (p != NULL) ExFreePoolWithTag(p, 'bElm');
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX052 ExFreePoolWithTag frees with the tag 'bElm' a block that ExAllocatePool2 gave the tag 'aElm'
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(fixedLines(withFree(body), options)).toEqual(["    if (p != NULL) ExFreePoolWithTag(p, 'aElm');"])
  })

  test('the family of RDBSS, by the type of the block', () => {
    const [finding] = expectIn(
      `
    if (s != NULL) {
        ExFreePoolWithTag(s, 'sElm');
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX052 ExFreePoolWithTag frees a block of RxAllocatePoolWithTag
    }
    return STATUS_SUCCESS;`,
      allocating("RxAllocatePoolWithTag(PagedPool, sizeof(ELM_SERVER), 'sElm')"),
    )
    expect(finding?.related.map(({ message }) => message)).toContain('it is allocated here')
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Call RxFreePool'])
  })

  test('allocated in another file, freed in a helper', () => {
    const [finding] = expectFindings(
      {
        'a.c': withFree(
          '    if (s) Drop(s);\n    return STATUS_SUCCESS;',
          `static VOID Drop(PVOID Block)
{
    PELM_SERVER s = Block;
    ExFreePoolWithTag(s, 'sElm');
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX052
}
PELM_SERVER ElmNew(VOID);
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R) { ElmNew(); return STATUS_SUCCESS; }
`,
        ),
        'b.c': `${server}
static PVOID Allocate(ULONG Size, ULONG Tag) { return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, Tag); }
PELM_SERVER ElmNew(VOID) { PELM_SERVER s; s = Allocate(sizeof(*s), 'tElm'); return s; }
`,
      },
      options,
    )
    expect(finding?.related.map(({ file }) => file)).toContain('/driver/b.c')
  })

  test('a lookaside list, an MDL, a work item', () => {
    expectIn(
      `
    PVOID p = ExAllocateFromPagedLookasideList(&List);
    PMDL mdl = IoAllocateMdl(p, 16, FALSE, FALSE, NULL);
    if (p != NULL) {
        ExFreePool(p);
        ^^^^^^^^^^^^^ MRX052 ExFreePool frees a block of ExAllocateFromPagedLookasideList
    }
    if (mdl != NULL && Force) {
        RxFreePool(mdl);
        ^^^^^^^^^^^^^^^ MRX052
    }
    return STATUS_SUCCESS;`,
      'static PAGED_LOOKASIDE_LIST List;',
    )
  })
})

describe('no finding', () => {
  test('pairs that belong together', () => {
    isClean(
      '    if (s) RxFreePool(s);\n    return STATUS_SUCCESS;',
      allocating("RxAllocatePoolWithTag(PagedPool, 16, 'sElm')"),
    )
    isClean(
      '    if (s) ExFreePool(s);\n    return STATUS_SUCCESS;',
      allocating("ExAllocatePool2(POOL_FLAG_PAGED, 16, 'sElm')"),
    )
    isClean(
      "    if (s) ExFreePoolWithTag(s, 'sElm');\n    return STATUS_SUCCESS;",
      allocating("ExAllocatePoolWithTag(PagedPool, 16, 'sElm')"),
    )
    isClean(
      '    if (s) ExFreePoolWithTag(s, 0);\n    return STATUS_SUCCESS;',
      allocating("ExAllocatePoolZero(PagedPool, 16, 'sElm')"),
    )
  })

  test('one of several allocations of the type fits', () =>
    isClean(
      '    if (s) ExFreePool(s);\n    return STATUS_SUCCESS;',
      `static PELM_SERVER A(VOID) { PELM_SERVER a = RxAllocatePoolWithTag(PagedPool, 16, 'sElm'); return a; }
static PELM_SERVER B(VOID) { PELM_SERVER b = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'sElm'); return b; }
VOID Use(VOID) { ElmLog(A()); ElmLog(B()); }`,
    ))

  test('blocks from outside, and of unknown origin', () => {
    isClean(
      '    if (s) ExFreePool(s);\n    return STATUS_SUCCESS;',
      `PELM_SERVER ElmFromLibrary(VOID);
static PELM_SERVER A(VOID) { PELM_SERVER a = RxAllocatePoolWithTag(PagedPool, 16, 'sElm'); return a; }
VOID Use(VOID) { PELM_SERVER s = ElmFromLibrary(); ElmLog(s); ElmLog(A()); }`,
    )
    isClean('    if (s) ExFreePool(s);\n    return STATUS_SUCCESS;')
  })

  test('a block in a field that somebody else may have filled', () =>
    isClean(
      '    PELM_SERVER other = ((struct PAIR *)s)->Other;\n    if (other) ExFreePool(other);\n    return STATUS_SUCCESS;',
      `struct PAIR { PVOID Other; };
static PELM_SERVER A(VOID) { PELM_SERVER a = RxAllocatePoolWithTag(PagedPool, 16, 'sElm'); return a; }
VOID Use(VOID) { ElmLog(A()); }`,
    ))

  test('a tag that is a parameter, or unknown', () =>
    isClean(
      '    ULONG tag = Force ? 1 : 2;\n    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 16, tag);\n    if (p) ExFreePoolWithTag(p, tag);\n    return STATUS_SUCCESS;',
    ))

  test("the driver's own macros around them", () =>
    isClean(
      '    PVOID p = ElmAlloc(16);\n    if (p) ElmFree(p);\n    return STATUS_SUCCESS;',
      "#define ElmAlloc(n) ExAllocatePoolWithTag(PagedPool, n, 'mElm')\n#define ElmFree(p) ExFreePoolWithTag(p, 'mElm')\n",
    ))
})
