import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'
import { flowLibrary } from '../../test/support/rdbss.ts'

const options = { library: flowLibrary(), only: 'MRX010' }

function driver(body: string, more = ''): string {
  return `#include <ntifs.h>
#include <rx.h>
${more}
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
${body}
}
static MINIRDR_DISPATCH MyDispatch = { .MRxFinalizeNetRoot = MyFinalizeNetRoot };
`
}

const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('*Force without a test', () => {
  test('directly; the fix tests it', () => {
    const [finding] = expectIn(`
    if (*Force) NetRoot->Context = NULL;
        ^^^^^^ MRX010 'Force' is NULL here: RDBSS calls MRxFinalizeNetRoot with FALSE
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(fixedLines(driver('    if (*Force) NetRoot->Context = NULL;\n    return STATUS_SUCCESS;'), options)).toEqual(
      ['    if ((Force != NULL && *Force)) NetRoot->Context = NULL;'],
    )
  })

  test('through an alias, behind a test of something else', () =>
    void expectIn(`
    PBOOLEAN forced = Force;
    BOOLEAN now = FALSE;
    if (NetRoot->Context != NULL) now = forced[0];
                                        ^^^^^^^^^ MRX010
    return now;`))

  test('in a helper', () =>
    void expectIn(
      '    return Close(NetRoot, Force);',
      `static NTSTATUS Close(PMRX_NET_ROOT Root, PBOOLEAN How)
{
    Root->Context = NULL;
    return *How ? 1 : 0;
           ^^^^ MRX010
}`,
    ))

  test('on the wrong side of the test', () =>
    void expectIn(`
    if (Force == NULL || NetRoot->Context == NULL)
        return *Force;
               ^^^^^^ MRX010
    return STATUS_SUCCESS;`))

  test('in MRxFinalizeVNetRoot', () =>
    void expectFindings(
      `#include <ntifs.h>
#include <rx.h>
NTSTATUS NTAPI MyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    *Force = FALSE;
    ^^^^^^ MRX010 RDBSS calls MRxFinalizeVNetRoot
    return STATUS_SUCCESS;
}
static MINIRDR_DISPATCH MyDispatch = { .MRxFinalizeVNetRoot = MyFinalizeVNetRoot };
`,
      options,
    ))
})

describe('no finding', () => {
  test('behind a test, in any form', () => {
    isClean('    if (Force && *Force) NetRoot->Context = NULL;\n    return STATUS_SUCCESS;')
    isClean('    if (Force == NULL) return 0;\n    return *Force;')
    isClean('    BOOLEAN forced = Force ? *Force : FALSE;\n    return forced;')
    isClean('    if (!Force) goto out;\n    NetRoot->Context = NULL;\n    if (*Force) return 1;\nout:\n    return 0;')
  })

  test('the test or the use is in a helper', () => {
    isClean('    return Forced(Force);', 'static BOOLEAN Forced(PBOOLEAN F) { return F != NULL && *F; }')
    isClean('    if (Force) return Read(Force);\n    return 0;', 'static BOOLEAN Read(PBOOLEAN F) { return *F; }')
  })

  test('not used, compared, handed on to the unknown', () => {
    isClean('    UNREFERENCED_PARAMETER(Force);\n    return STATUS_SUCCESS;')
    isClean('    Log(Force);\n    return Force != NULL;', 'VOID Log(PBOOLEAN);')
  })
})
