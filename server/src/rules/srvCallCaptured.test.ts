import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles, expectInDriver } = testsOf('MRX020')
const work = `typedef struct _ITEM { WORK_QUEUE_ITEM Work; LIST_ENTRY Link; PMRX_SRV_CALL SrvCall; PVOID Server; } ITEM, *PITEM;
static VOID NTAPI Work(PVOID Context) { unknown(Context); }
`

describe('a SRV_CALL that is captured', () => {
  test('as the context of a work item', () => {
    const [finding] = expectIn(
      `    return RxDispatchToWorkerThread(NULL, 1, Work, SrvCall);
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX020 'MyFinalizeSrvCall' passes 'SrvCall' to something that runs later`,
      work,
    )
    expect(finding?.severity).toBe('error')
  })
  test('through an alias, in a global variable', () =>
    void expectIn(
      `    PVOID call = SrvCall;
    if (Force) Last = call;
               ^^^^^^^^^^^ MRX020 leaves 'SrvCall' in memory
    return STATUS_SUCCESS;`,
      'PVOID Last;\n',
    ))
  test('by a helper of another file', () => {
    const [finding] = expectInFiles(
      '    Retire(SrvCall); return STATUS_SUCCESS;',
      'VOID Retire(PMRX_SRV_CALL Call);\n',
      {
        'retire.c': `${work}VOID Retire(PMRX_SRV_CALL Call) {
    if (RxDispatchToWorkerThread(NULL, 1, Work, Call) != 0) Work(Call);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX020
}
`,
      },
    )
    expect(finding?.related.map(({ message }) => message)).toContain("'MyFinalizeSrvCall' calls it here")
  })
  test('in a block that is queued', () =>
    void expectIn(
      `    PITEM item = ExAllocatePool2(64, sizeof(ITEM), 1);
    if (item != NULL) {
        item->SrvCall = SrvCall;
        ^^^^^^^^^^^^^^^^^^^^^^^ MRX020
        ExQueueWorkItem(&item->Work, 1);
    }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`,
      work,
    ))
  test('a net root, as the context of a thread', () =>
    void expectInDriver(`${work}
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) {
    HANDLE thread;
    return PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Work, NetRoot);
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX020 'NetRoot'
}
void Fill(void) { MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot; }
`))
})

describe('no finding', () => {
  test('only the entry is handed on', () => {
    isClean(
      'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; return RxDispatchToWorkerThread(NULL, 1, Work, s);',
      work,
    )
    isClean(
      'PITEM item = ExAllocatePool2(64, 8, 1); if (item) { item->Server = SrvCall->Context; ExQueueWorkItem(&item->Work, 1); } SrvCall->Context = NULL; return STATUS_SUCCESS;',
      work,
    )
  })
  test('waited for', () =>
    isClean(
      'LARGE_INTEGER l = { -1 }; KEVENT e; RxDispatchToWorkerThread(NULL, 1, Work, SrvCall); KeWaitForSingleObject(&e, 0, 0, FALSE, &l); return STATUS_SUCCESS;',
      work,
    ))
  test('in a block that does not outlive the call', () =>
    isClean(
      'PITEM item = ExAllocatePool2(64, 8, 1); if (item) { item->SrvCall = SrvCall; Use(item); ExFreePool(item); } return STATUS_SUCCESS;',
      `${work}static VOID Use(PITEM item) { item->Server = item->SrvCall->Context; }\n`,
    ))
  test('in a variable of its own, and in creation', () => {
    isClean('PMRX_SRV_CALL call; call = SrvCall; call->Context = NULL; return STATUS_SUCCESS;')
    isClean(
      'return STATUS_SUCCESS;',
      `${work}NTSTATUS NTAPI Create(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context) { return RxDispatchToWorkerThread(NULL, 1, Work, SrvCall); }
void More(void) { MyDispatch.MRxCreateSrvCall = Create; }
`,
    )
  })
  test('with a reference', () =>
    isClean(
      'RxReference(SrvCall); return RxDispatchToWorkerThread(NULL, 1, Work, SrvCall);',
      `${work}VOID RxReference(PVOID Node);\n`,
    ))
})
