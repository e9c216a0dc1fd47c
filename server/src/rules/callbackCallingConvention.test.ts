import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'
import { dispatchHeader, prelude, smallLibrary } from '../../test/support/rdbss.ts'

const fill =
  'void Fill(void) { MyDispatch.MRxStart = MyStart; MyDispatch.MRxCreateSrvCall = Connect; MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }'

describe('an explicit convention that differs', () => {
  test.each(['x64', 'x86', 'arm64'] as const)('on %s', arch => {
    const [finding] = expectFindings(
      `${prelude}
NTSTATUS __cdecl Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
                 ^^^^ MRX013 'Drop' is __cdecl, but MRxFinalizeSrvCall is called as __stdcall (NTAPI)
${fill}
`,
      { arch },
    )
    expect(finding?.severity).toBe('error')
  })

  test.each(['_cdecl', 'CDECL', '__fastcall', '__attribute__((fastcall))'])(
    '%s',
    word =>
      void expectFindings(`${prelude}
NTSTATUS ${word}
 Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
 ^^^^ MRX013
${fill}
`),
  )

  test('in the prototype alone', () =>
    void expectFindings(`${prelude}
NTSTATUS __cdecl Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
NTSTATUS Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
         ^^^^ MRX013
${fill}
`))

  test('by a function type', () =>
    void expectFindings(`${prelude}
typedef NTSTATUS __cdecl DROP(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
DROP Drop;
     ^^^^ MRX013
${fill}
`))
})

describe('a convention that is left out', () => {
  const bare = 'NTSTATUS Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }'

  test('where the others carry it', () => {
    const [finding] = expectFindings(`${prelude}
NTSTATUS Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
         ^^^^ MRX013 has no calling convention, unlike the driver's other callbacks
${fill.replace('(PVOID)', '')}
`)
    expect(finding?.severity).toBe('warning')
  })

  test('where the build says /Gd', () => {
    const cdecl = {
      'driver.c': `${prelude}${bare}\n${fill}\n`,
      '.mrxrc.json': '{ "defaultCallingConvention": "cdecl", "arch": "x86" }',
    }
    const findings = expectFindings({
      ...cdecl,
      'driver.c': cdecl['driver.c'].replace(
        `${bare}\n`,
        `${bare}\n         ^^^^ MRX013 'Drop' is __cdecl in this build\n`,
      ),
    })
    expect(findings[0]?.severity).toBe('error')
  })

  describe('where the header wants __cdecl', () => {
    const library = smallLibrary({
      'model/include/rx.h': dispatchHeader.replace('(NTAPI *PMRX_FINALIZE_SRVCALL', '(__cdecl *PMRX_FINALIZE_SRVCALL'),
    })

    test('and nobody states a default', () => expectClean(`${prelude}${bare}\n${fill}\n`, { library, arch: 'x86' }))

    test('and the build says /Gz', () => {
      const project = JSON.stringify([
        { directory: '/driver', file: 'driver.c', arguments: ['cl', '/Gz', '/arch:IA32'] },
      ])
      const [finding] = expectFindings(
        {
          'driver.c': `${prelude}${bare}\n         ^^^^ MRX013 'Drop' is __stdcall in this build\n${fill}\n`,
          'compile_commands.json': project,
        },
        { library, arch: 'x86' },
      )
      expect(finding?.severity).toBe('error')
    })
  })

  test('is fine where neither the member nor the build has one', () =>
    expectClean(
      `${prelude}NTSTATUS __cdecl Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }\n${fill}\n`,
      {
        library: smallLibrary({
          'model/include/rx.h': dispatchHeader.replace('(NTAPI *PMRX_FINALIZE_SRVCALL', '(*PMRX_FINALIZE_SRVCALL'),
        }),
      },
    ))

  test('is fine where no callback carries one, as in drivers for x64', () =>
    expectClean(`#include <rx.h>
MINIRDR_DISPATCH MyDispatch;
NTSTATUS Start(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device) { return STATUS_SUCCESS; }
${bare}
void Fill(void) { MyDispatch.MRxStart = Start; MyDispatch.MRxStop = Start; MyDispatch.MRxFinalizeSrvCall = Drop; }
`))

  test('is fine where one other lacks it too', () =>
    expectClean(`${prelude}${bare}
NTSTATUS Gone(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return STATUS_SUCCESS; }
${fill.replace('(PVOID)', '')}
void More(void) { MyDispatch.MRxFinalizeNetRoot = Gone; }
`))

  test('is fine with one other callback: that is no habit', () =>
    expectClean(
      `${prelude}${bare}\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; MyDispatch.MRxFinalizeSrvCall = Drop; }\n`,
    ))

  test('is fine when the prototype says it', () =>
    expectClean(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
${bare}
${fill.replace('(PVOID)', '')}
`))
})

test.each(['NTAPI', '__stdcall', '_stdcall', '__attribute__((stdcall))'])('%s is right', word =>
  expectClean(`${prelude}
NTSTATUS ${word} Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
${fill.replace('(PVOID)', '')}
`),
)

test('helpers may have any convention', () =>
  expectClean(`${prelude}
static void __fastcall FinalizeSrvCallQuickly(PVOID Server) { }
static NTSTATUS __cdecl MyFlush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`))

describe('the fix', () => {
  test('replaces the word, in the prototype as well', () =>
    expect(
      fixedLines(`${prelude}
NTSTATUS __cdecl Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
NTSTATUS CDECL Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
${fill}`),
    ).toEqual([
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force);',
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }',
      fill.replace('(PVOID)', '').trim(),
    ]))

  test('puts the word in front of the name', () =>
    expect(
      fixedLines(
        `${prelude}\nstatic NTSTATUS\nDrop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }\n${fill}`,
      ),
    ).toEqual([
      'NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }',
      fill.replace('(PVOID)', '').trim(),
    ]))
})
