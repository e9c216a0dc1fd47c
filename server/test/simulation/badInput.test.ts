// What is wrong beyond the catalogue's mistakes: callbacks that never return, wait for a signal that was there before, call
// themselves for ever, or write into RDBSS; and drivers that do not compile. Each says what and where; nothing hangs.
import { describe, expect, test } from 'vitest'
import { driverWith, judged, loaded, loadingOf, placeText, run } from '../support/simulated.ts'
import { finalizer, lock, released } from './catalogue/mistake.ts'

const usual = ['last reference, dropped by a user process']

/** `MRX048: message`, of the first violation. */
function shown(source: string, scenarios = usual): string | undefined {
  const [violation] = judged(source, scenarios).flatMap(({ violations }) => violations)
  return violation && `${violation.rule.code} ${placeText(violation.rule)}: ${violation.rule.message}`
}

describe('registration', () => {
  test('a table that is filled behind it is as good, for it is read when it is needed', () => {
    const usually = driverWith({})
    const [filling] = / {4}ZeroAndInitializeNodeType\(&MyDispatch[^}]*? = MyCreate;\n/.exec(usually)!
    const end = '    return status;\n}'
    const source = usually.replace(filling, '').replace(end, filling + end)
    expect(source.indexOf(filling)).toBeGreaterThan(source.indexOf('RxRegisterMinirdr(&MyDevice'))
    expect(shown(source)).toBeUndefined()
    expect(judged(source, usual).every(({ verdict }) => verdict === 'pass')).toBe(true)
  })

  test('who is stopped when the device is gone', () => {
    const source = driverWith({
      unload: 'RxUnregisterMinirdr(MyDevice);\n    RxStopMinirdr(NULL, &Posted);\n    return;',
      declarations: 'static BOOLEAN Posted;\n',
    })
    expect(shown(source)).toMatch(/^MRX202 .*stops a mini-redirector that is not registered, or no longer/)
  })

  test('two characters, which are 0, are free behind the name of a SRV_CALL, and nothing behind that', () => {
    const reading = (at: string) =>
      driverWith({
        finalize: finalizer(
          `${released}\n    if (SrvCall->pSrvCallName->Buffer[SrvCall->pSrvCallName->Length / sizeof(WCHAR)${at}] != 0)\n        return STATUS_UNSUCCESSFUL;`,
        ),
      })
    expect(shown(reading(''))).toBeUndefined()
    expect(shown(reading(' + 1'))).toBeUndefined()
    expect(shown(reading(' + 2'))).toMatch(/^MRX204 /)
  })
})

describe('one function for many members', () => {
  const stub = (body: string) =>
    driverWith({
      declarations: `static NTSTATUS NTAPI MyUnimplemented(PRX_CONTEXT RxContext)\n{\n    ${body}\n    return STATUS_NOT_IMPLEMENTED;\n}\n`,
      members:
        'MyDispatch.MRxFlush = MyUnimplemented; MyDispatch.MRxDeallocateForFcb = (PMRX_DEALLOCATE_FOR_FCB)MyUnimplemented;',
    })

  test('that does not look at what it is given may stand in for any of them', () =>
    expect(shown(stub('UNREFERENCED_PARAMETER(RxContext);'))).toBeUndefined())

  test('that looks at it is of another type', () =>
    expect(shown(stub('RxContext->InformationToReturn = 0;'))).toMatch(
      /^MRX01[15] .*RDBSS calls MyUnimplemented as MRxDeallocateForFcb/,
    ))

  test('that is in no place of its own is in a wrong one', () => {
    const source = stub('UNREFERENCED_PARAMETER(RxContext);').replace('MyDispatch.MRxFlush = MyUnimplemented;', '')
    expect(shown(source)).toMatch(/^MRX015 .*RDBSS calls MyUnimplemented as MRxDeallocateForFcb/)
  })
})

describe('the name of a share', () => {
  /** MRxExtractNetRootName with this body. */
  const cutting = (body: string) =>
    driverWith({}).replace(
      /(VOID NTAPI MyExtractNetRootName\([^)]*\)\n\{\n)[^}]*\}/,
      (_, head: string) => `${head}    ${body}\n}`,
    )
  const cut = 'Name->Buffer = Path->Buffer; Name->Length = Name->MaximumLength = Path->Length;'

  test('that is cut, also to nothing', () => {
    expect(shown(cutting(cut))).toBeUndefined()
    expect(shown(cutting('Name->Length = Name->MaximumLength = 0; Name->Buffer = NULL;'))).toBeUndefined()
  })

  test('that nobody has set yet, or half of it', () => {
    const told = /^MRX205 .*MRxExtractNetRootName returns without a name in NetRootName/
    expect(shown(cutting('/* to be written */'))).toMatch(told)
    expect(shown(cutting('Name->Length = Name->MaximumLength = Path->Length;'))).toMatch(told)
  })

  test('and a rest that nobody has asked for', () =>
    expect(shown(cutting(`${cut} Rest->Length = 0;`))).toMatch(/^MRX201 .*null pointer/))
})

const waiting = (body: string) =>
  driverWith({
    declarations: lock,
    beforeRegister: 'KeInitializeEvent(&Event, SynchronizationEvent, FALSE);',
    finalize: finalizer(
      `${released}\n    ${body}\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);`,
    ),
  })

test('who never answers lets RDBSS wait', () => {
  const create = `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    return STATUS_PENDING;
}
`
  const createVNetRoot = `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    return STATUS_PENDING;
}
`
  expect(shown(driverWith({ create }))).toMatch(
    /^MRX057 .*MRxCreateSrvCall returned, and nobody calls CallBack: RDBSS waits for ever$/,
  )
  expect(shown(driverWith({ createVNetRoot }))).toMatch(
    /^MRX057 .*MRxCreateVNetRoot returned, and nobody calls Callback: RDBSS waits for ever$/,
  )
})

describe('lost wakeups', () => {
  test('nobody sets the event', () =>
    expect(shown(waiting(''))).toMatch(/^MRX048 .*waits for ever .* for an event that nobody has set$/))

  test('it was cleared', () =>
    expect(shown(waiting('KeSetEvent(&Event, 0, FALSE);\n    KeClearEvent(&Event);'))).toMatch(
      /for an event that worker-1 set before, and worker-1 cleared: the wakeup is lost$/,
    ))

  test('another wait took it', () => {
    const took = 'KeSetEvent(&Event, 0, FALSE);\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);'
    expect(shown(waiting(took))).toMatch(/and a wait of worker-1 took: the wakeup is lost$/)
  })

  test('places tell who', () => {
    const [violation] = judged(waiting('KeSetEvent(&Event, 0, FALSE);\n    KeClearEvent(&Event);'), usual)[0]!
      .violations
    expect(violation!.rule.history.map(({ what }) => what)).toEqual([
      'set here, by worker-1',
      'cleared here, by worker-1',
    ])
  })
})

describe('callbacks that go astray', () => {
  test('one that calls itself', () => {
    const deeper = 'static ULONG Deeper(ULONG n) { return Deeper(n + 1) + n; }\n'
    expect(shown(driverWith({ declarations: deeper, finalize: finalizer(`${released}\n    Deeper(0);`) }))).toContain(
      'MRX209',
    )
  })

  test('one that never returns', () => {
    const source = driverWith({ finalize: finalizer(`${released}\n    for (;;) Force = Force;`) })
    expect(run(loaded(source), ['connect', 'disconnect'], { limit: 3e5 }).violations[0]?.code).toBe('MRX217')
  })

  test.each([
    'SrvCall->pSrvCallName = NULL;',
    'SrvCall->RxDeviceObject->pRxNetNameTable = NULL;',
    'RtlFillMemory(&((PSRV_CALL)SrvCall)->PrefixEntry, sizeof(RX_PREFIX_ENTRY), 0xff);',
    'RtlZeroMemory(SrvCall, sizeof(*SrvCall));',
  ])('RDBSS’s own: %s', statement =>
    expect(shown(driverWith({ finalize: finalizer(`${released}\n    ${statement}`) }))).toMatch(
      /^MRX026 driver\.c:37: writes /,
    ),
  )
})

describe('drivers that do not compile', () => {
  const broken = driverWith({
    declarations: 'static VOID Unused(VOID) { NOT_A_TYPE x; x = 1; }\n',
    finalize: finalizer(`${released}\n    return STATUS_SUCESS;`),
  })

  test('a scenario that reaches the place is unknown, and says which', () => {
    const [judgement] = judged(broken, usual)
    expect([judgement!.verdict, judgement!.reason]).toEqual(['unknown', expect.stringContaining('STATUS_SUCESS')])
  })

  test('one that does not reach it runs', () => {
    const loading = loadingOf(broken.replace('return STATUS_SUCESS;', ''))
    expect('problem' in loading).toBe(false)
    expect(judged(broken.replace('return STATUS_SUCESS;', ''), usual)[0]!.verdict).toBe('pass')
  })
})

describe('a driver that refuses the share', () => {
  const refusing = (clauses: string) =>
    driverWith({
      createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_BAD_NETWORK_NAME;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
      declarations: clauses,
    })
  const behind = 'the first connect fails with 0xC00000CC behind MRxCreateVNetRoot, with nothing injected'

  const refusal = (isUsualShare: boolean) => expect.objectContaining({ reason: behind, isUsualShare })

  test('decides nothing, and its name may be one that nobody takes', () =>
    expect(judged(refusing(''), usual)[0]).toMatchObject({
      verdict: 'unknown',
      reason: behind,
      refusal: refusal(true),
    }))

  test('that the scenario has named, is meant', () => {
    const own = refusing('/* @mrx\n * scenario "mine"\n *   connect "\\\\here\\there"\n */\n\n')
    expect(judged(own)[0]).toMatchObject({ verdict: 'unknown', reason: behind, refusal: refusal(false) })
  })
})

describe('in a checked build', () => {
  const finalizing = (body: string) =>
    `#define DBG 1\n${driverWith({
      declarations: 'static VOID Pageable(VOID)\n{\n    PAGED_CODE();\n}\n',
      finalize: finalizer(`${released}\n    { KIRQL irql; ${body} }`),
    })}`

  test('pageable code says at which IRQL it runs', () => {
    expect(shown(finalizing('KeRaiseIrql(DISPATCH_LEVEL, &irql); Pageable(); KeLowerIrql(irql);'))).toMatch(
      /^MRX042 .*: runs pageable code at IRQL 2, which allows at most 1$/,
    )
    expect(shown(finalizing('KeRaiseIrql(APC_LEVEL, &irql); Pageable(); KeLowerIrql(irql);'))).toBeUndefined()
  })

  test('another assertion is what it says', () =>
    expect(shown(finalizing('irql = KeGetCurrentIrql(); ASSERT(irql == APC_LEVEL);'))).toMatch(
      /^MRX218 .*the assertion irql == APC_LEVEL does not hold$/,
    ))
})
