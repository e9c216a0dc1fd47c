import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'
import { flowLibrary } from '../../test/support/rdbss.ts'

const options = { library: flowLibrary() }

function driver(body: string, more = ''): string {
  return `#include <ntifs.h>
#include <rx.h>
${more}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    SrvCall->Context = NULL;
${body}
}
static MINIRDR_DISPATCH MyDispatch = { .MRxFinalizeSrvCall = MyFinalizeSrvCall };
`
}

const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('Force as a pointer', () => {
  test('through a cast; the fix takes its value', () => {
    const body = '    if (*(PBOOLEAN)Force) return 1;\n    return STATUS_SUCCESS;'
    const [finding] = expectIn(`
    if (*(PBOOLEAN)Force) return 1;
        ^^^^^^^^^^^^^^^^ MRX009 'Force' is no pointer in MRxFinalizeSrvCall
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(fixedLines(driver(body), options)).toEqual(['    if (Force) return 1;'])
  })

  test('through a variable, and a test for NULL is no help', () =>
    void expectIn(`
    PBOOLEAN force = (PBOOLEAN)(unsigned long long)Force;
    if (force != NULL && force[0]) return 1;
                         ^^^^^^^^ MRX009
    return STATUS_SUCCESS;`))

  test('in a helper', () => {
    const [finding] = expectIn(
      `    return Close(SrvCall, (PBOOLEAN)Force);`,
      `static NTSTATUS Close(PMRX_SRV_CALL SrvCall, PBOOLEAN Forced)
{
    return SrvCall != NULL && *Forced ? 1 : 0;
                              ^^^^^^^ MRX009
}`,
    )
    expect(finding?.function).toBe('Close')
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "'Force' is declared here",
      "'MyFinalizeSrvCall' calls it here",
    ])
  })

  test('with the wrong type, on one way only', () =>
    void expectFindings(
      `#include <ntifs.h>
#include <rx.h>
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force)
                                                        ^^^^^^^^^^^^^^ MRX011
{
    if (SrvCall->Context2)
        return *Force ? 1 : 0;
               ^^^^^^ MRX009
    return STATUS_SUCCESS;
}
static MINIRDR_DISPATCH MyDispatch = { .MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)MyFinalizeSrvCall };
`,
      options,
    ))
})

describe('no finding', () => {
  test('Force by value, in any style', () => {
    isClean('    if (Force) return 1;\n    return STATUS_SUCCESS;')
    isClean('    BOOLEAN forced = Force; PBOOLEAN p = &forced; return *p;')
    isClean('    return *&Force;')
    isClean('    return Close(&Force);', 'static NTSTATUS Close(PBOOLEAN Forced) { return *Forced; }')
  })

  test('the pointer of a sibling, tested', () =>
    expectClean(
      `#include <ntifs.h>
#include <rx.h>
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return Force && *Force ? 1 : 0; }
static MINIRDR_DISPATCH MyDispatch = { .MRxFinalizeNetRoot = MyFinalizeNetRoot };
`,
      options,
    ))

  test('what cannot be read is not judged', () => isClean('    if (*(PBOOLEAN)Force = = 1) return 1;\n    return 0;'))
})
