import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX053' }
const expectIn = (body: string, more?: string) => expectFindings(withCallback('MRxCreate', body, more), options)
const isClean = (body: string, more?: string) => expectClean(withCallback('MRxCreate', body, more), options)

describe('a tag of RDBSS', () => {
  test('by its macro', () => {
    const [finding] = expectIn(`
    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 16, RX_SRVCALL_POOLTAG);
                                                   ^^^^^^^^^^^^^^^^^^ MRX053 RX_SRVCALL_POOLTAG is a pool tag of RDBSS
    return p ? 0 : 1;`)
    expect(finding?.severity).toBe('information')
  })

  test('as a constant, through a macro and a variable of the driver', () => {
    expectIn(
      `
    PVOID p = ExAllocatePoolWithTag(PagedPool, 16, ELM_TAG);
                                                   ^^^^^^^ MRX053 ELM_TAG is
    return p ? 0 : 1;`,
      "#define ELM_TAG 'cSxR'\n",
    )
    expectIn(`
    ULONG tag = 'cFxR';
    PVOID p = RxAllocatePoolWithTag(NonPagedPool, 16, tag);
                                                      ^^^ MRX053
    return p ? 0 : 1;`)
  })

  test('in a helper, on one way', () =>
    void expectIn(
      '    return Get(16, FALSE) ? 0 : 1;',
      `static PVOID Get(ULONG n, BOOLEAN isName)
{
    if (isName)
        return ExAllocatePool2(POOL_FLAG_PAGED, n, RX_MISC_POOLTAG);
                                                   ^^^^^^^^^^^^^^^ MRX053
    return ExAllocatePool2(POOL_FLAG_PAGED, n, 'mElm');
}`,
    ))

  test('of the connection engine', () =>
    void expectIn(`
    PVOID p = ExAllocatePoolZero(PagedPool, 16, RXCE_TDI_POOLTAG);
                                                ^^^^^^^^^^^^^^^^ MRX053
    return p ? 0 : 1;`))
})

describe('no finding', () => {
  test('tags of the driver', () => {
    isClean("    return ExAllocatePool2(POOL_FLAG_PAGED, 16, 'mElm') ? 0 : 1;")
    isClean('    return RxAllocatePoolWithTag(PagedPool, 16, ELM_POOLTAG) ? 0 : 1;', "#define ELM_POOLTAG 'cSlE'\n")
  })

  test('no tag, or the one for mini-redirectors', () => {
    isClean('    return RxAllocatePool(PagedPool, 16) ? 0 : 1;')
    isClean('    return RxAllocatePoolWithTag(PagedPool, 16, RX_MRX_POOLTAG) ? 0 : 1;')
  })

  test('a tag that a caller chooses', () =>
    isClean(
      "    return Get(16, 'mElm') ? 0 : 1;",
      'static PVOID Get(ULONG n, ULONG tag) { return ExAllocatePool2(POOL_FLAG_PAGED, n, tag); }',
    ))

  test('to free, to compare', () =>
    isClean('    ULONG tag = RX_MISC_POOLTAG;\n    if (tag == RX_FCB_POOLTAG) return 1;\n    return 0;'))
})
