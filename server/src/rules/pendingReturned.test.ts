import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX018' }

const expectIn = (body: string, more?: string, member = 'MRxFinalizeSrvCall') =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (body: string, more?: string, member = 'MRxFinalizeSrvCall') =>
  expectClean(withCallback(member, body, more), options)

describe('a finalizer returns STATUS_PENDING', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    SrvCall->Context = NULL;
    return STATUS_PENDING;
           ^^^^^^^^^^^^^^ MRX018 it frees the SRV_CALL as soon as 'ElmFinalizeSrvCall' returns
`)
    expect(finding?.severity).toBe('error')
    expect(
      fixedLines(
        withCallback('MRxFinalizeSrvCall', '    SrvCall->Context = NULL;\n    return STATUS_PENDING;'),
        options,
      ),
    ).toEqual(['    return STATUS_SUCCESS;'])
  })

  test('through a variable, on one way', () => {
    const [finding] = expectIn(`
    NTSTATUS status = STATUS_SUCCESS;
    if (SrvCall->Context != NULL) {
        SrvCall->Context = NULL;
        status = STATUS_PENDING;
    }
    return status;
           ^^^^^^ MRX018`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['this is true'])
  })

  test('what is asked on the way, and does not matter, is not told', () => {
    const [finding] = expectIn(`
    NTSTATUS status = STATUS_PENDING;
    if (Force) SrvCall->Flags |= 4;
    if (SrvCall->Context == NULL) status = STATUS_SUCCESS;
    return status;
           ^^^^^^ MRX018`)
    expect(finding?.related.map(({ message, range }) => `${message} ${range.start.character}`)).toEqual([
      'this is false 8',
    ])
  })

  test('in a namespace of C++', () =>
    void expectFindings(
      {
        'driver.cpp': `extern "C" {
#include <ntifs.h>
#include <rx.h>
}
namespace Root {
NTSTATUS NTAPI Finalize(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return STATUS_SUCCESS; }
}
namespace {
MINIRDR_DISPATCH Table;
NTSTATUS NTAPI Finalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    SrvCall->Context = static_cast<PVOID>(nullptr);
    return STATUS_PENDING;
           ^^^^^^^^^^^^^^ MRX018
}
}
namespace Share {
NTSTATUS NTAPI Finalize(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force) { return STATUS_PENDING; }
}
void Fill() { Table.MRxFinalizeSrvCall = Finalize; }
`,
      },
      bundled,
    ))

  test('as a helper says', () =>
    void expectIn(
      `
    SrvCall->Context = NULL;
    return Later(SrvCall);
           ^^^^^^^^^^^^^^ MRX018`,
      'static NTSTATUS Later(PMRX_SRV_CALL Call) { ElmLog(Call); return STATUS_PENDING; }',
    ))

  test('as a number, chosen, of a share', () => {
    expectIn(
      '    return Force ? 0x103 : 0;\n           ^^^^^^^^^^^^^^^^^ MRX018 the NET_ROOT',
      '',
      'MRxFinalizeNetRoot',
    )
    expectIn(
      '    if (VNetRoot->Context) return STATUS_PENDING;\n                                  ^^^^^^^^^^^^^^ MRX018 the V_NET_ROOT\n    return STATUS_SUCCESS;',
      '',
      'MRxFinalizeVNetRoot',
    )
  })
})

describe('no finding', () => {
  test('where RDBSS asks for it', () => isClean('    return STATUS_PENDING;', '', 'MRxCreateSrvCall'))

  test('it is replaced before', () =>
    isClean(`    NTSTATUS status = STATUS_PENDING;
    SrvCall->Context = NULL;
    if (status == STATUS_PENDING) status = STATUS_SUCCESS;
    return status;`))

  test('another status, or an unknown one', () => {
    isClean('    SrvCall->Context = NULL;\n    return STATUS_TIMEOUT;')
    isClean('    SrvCall->Context = NULL;\n    return Close(SrvCall);', 'NTSTATUS Close(PMRX_SRV_CALL);')
  })

  test('waited for, by a helper that may be pending', () =>
    isClean(
      `    NTSTATUS status = Begin(SrvCall, FALSE);
    SrvCall->Context = NULL;
    return status;`,
      'static NTSTATUS Begin(PMRX_SRV_CALL Call, BOOLEAN Later) { ElmLog(Call); return Later ? STATUS_PENDING : STATUS_SUCCESS; }',
    ))
})
