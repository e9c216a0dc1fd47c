import { describe, expect, test } from 'vitest'
import { bundled, server } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX031' }
const expectIn = (source: string) => expectFindings(server + source, options)
const isClean = (source: string) => expectClean(server + source, options)

const winner =
  'NTSTATUS NTAPI ElmWinner(PMRX_SRV_CALL SrvCall, BOOLEAN W, PVOID C) { SrvCall->Context = C; return STATUS_SUCCESS; }\n'

describe('an extension of the SRV_CALL is asked for', () => {
  test('by an assignment', () => {
    const [finding] = expectIn(`
VOID Fill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION | RDBSS_MANAGE_FCB_EXTENSION;
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX031 RDBSS_MANAGE_SRV_CALL_EXTENSION has no effect
}`)
    expect(finding?.severity).toBe('error')
    expect(finding?.function).toBe('Fill')
  })

  test('by a macro, in a helper, on one way', () =>
    void expectIn(`
static VOID Add(PMINIRDR_DISPATCH Table, BOOLEAN all)
{
    if (all) SetFlag(Table->MRxFlags, RDBSS_MANAGE_SRV_CALL_EXTENSION);
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX031
}
VOID Fill(PMINIRDR_DISPATCH Table) { Add(Table, TRUE); }`))

  test('in an initialiser', () => {
    const [finding] = expectIn(`
static MINIRDR_DISPATCH Table = {
    .MRxFlags = 1,
                ^ MRX031
    .MRxSrvCallSize = sizeof(ELM_SERVER),
};`)
    expect(finding?.function).toBeUndefined()
  })

  test('Context is only cleared, and used as if it were there', () =>
    void expectIn(`
VOID Fill(PMINIRDR_DISPATCH Table)
{
    ULONG size = sizeof(ELM_SERVER);
    Table->MRxFlags |= (ULONG)RDBSS_MANAGE_SRV_CALL_EXTENSION;
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX031
    Table->MRxSrvCallSize = size;
}
NTSTATUS NTAPI ElmFinalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { SrvCall->Context = NULL; return STATUS_SUCCESS; }`))

  test('Context is only exchanged for NULL, in one step, or zeroed', () =>
    void expectIn(`
VOID Fill(PMINIRDR_DISPATCH Table) { Table->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; }
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX031
NTSTATUS NTAPI ElmFinalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    InterlockedExchangePointer(&SrvCall->Context, NULL);
    RtlZeroMemory(&SrvCall->Context, sizeof(PVOID));
    return STATUS_SUCCESS;
}`))
})

describe('no finding', () => {
  test('other extensions', () =>
    isClean(
      'VOID Fill(PMINIRDR_DISPATCH T) { T->MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION | RDBSS_MANAGE_FOBX_EXTENSION; }',
    ))

  test('the driver sets Context itself', () =>
    isClean(
      `${winner}VOID Fill(PMINIRDR_DISPATCH T) { T->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; T->MRxSrvCallWinnerNotify = ElmWinner; }`,
    ))

  test.each([
    ['put(&SrvCall->Context, C);'],
    ['PVOID *slot = &SrvCall->Context; *slot = C;'],
    ['RtlCopyMemory(&SrvCall->Context, &C, sizeof C);'],
    ['*&(SrvCall->Context) = C;'],
  ])('by its address: %s', store =>
    isClean(`static VOID put(PVOID *slot, PVOID value) { *slot = value; }
NTSTATUS NTAPI ElmWinner(PMRX_SRV_CALL SrvCall, BOOLEAN W, PVOID C) { ${store} return STATUS_SUCCESS; }
VOID Fill(PMINIRDR_DISPATCH T) { T->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; T->MRxSrvCallWinnerNotify = ElmWinner; }`),
  )

  test('the flag is taken away, or tested', () => {
    isClean('VOID Fill(PMINIRDR_DISPATCH T) { T->MRxFlags &= ~RDBSS_MANAGE_FCB_EXTENSION; }')
    isClean('BOOLEAN Is(PMINIRDR_DISPATCH T) { return FlagOn(T->MRxFlags, RDBSS_MANAGE_SRV_CALL_EXTENSION) != 0; }')
  })

  test('flags of something else, or unknown ones', () => {
    isClean('struct { ULONG MRxFlags; } Own; VOID Fill(VOID) { Own.MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; }')
    isClean('VOID Fill(PMINIRDR_DISPATCH T, ULONG flags) { T->MRxFlags = flags; }')
  })
})
