import { describe, expect, test } from 'vitest'
import { bundled, server, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX006' }

const take = '    PELM_SERVER s = SrvCall->Context;\n    SrvCall->Context = NULL;\n'
const expectIn = (body: string, more?: string) =>
  expectFindings(withCallback('MRxFinalizeSrvCall', take + body, more), options)
const isClean = (body: string, more?: string) =>
  expectClean(withCallback('MRxFinalizeSrvCall', take + body, more), options)

describe('a block is freed twice', () => {
  test('directly, through an alias', () => {
    const [finding] = expectIn(`
    PVOID block = s;
    if (s != NULL) {
        ExFreePool(s);
        ExFreePoolWithTag(block, 0);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX006 This frees a block that was freed before
    }
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('it was freed here')
  })

  test('on one way, behind a label', () =>
    void expectIn(`
    if (s == NULL) goto out;
    if (Force) RxFreePool(s);
    ElmLog(SrvCall);
    RxFreePool(s);
    ^^^^^^^^^^^^^ MRX006
out:
    return STATUS_SUCCESS;`))

  test('by a helper of another file', () => {
    const [finding] = expectFindings(
      {
        'a.c': withCallback(
          'MRxFinalizeSrvCall',
          `${take}
    if (s) {
        RxFreePool(s);
        ElmDestroy(s);
        ^^^^^^^^^^^^^ MRX006
    }
    return STATUS_SUCCESS;`,
          'VOID ElmDestroy(PVOID);\nNTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R) { return STATUS_SUCCESS; }\n',
        ),
        'b.c': `${server}VOID ElmDestroy(PVOID Block) { if (Block != NULL) ExFreePool(Block); }\n`,
      },
      options,
    )
    expect(finding?.related.map(({ file }) => file)).toContain('/driver/b.c')
  })

  test('by two helpers', () =>
    void expectIn(
      `
    if (s) {
        Destroy(s);
        Destroy(s);
        ^^^^^^^^^^ MRX006
    }
    return STATUS_SUCCESS;`,
      'static VOID Destroy(PELM_SERVER s) { ExFreePool(s); }',
    ))
})

describe('what a failing callback frees stays in Context', () => {
  const expectNotify = (body: string) => expectFindings(withCallback('MRxSrvCallWinnerNotify', body), options)

  test('the winner fails behind the store', () => {
    const [finding] = expectNotify(`
    PELM_SERVER s = RecommunicateContext;
    SrvCall->Context = s;
    if (!NT_SUCCESS(ExInitializeResourceLite(&s->Lock))) {
        ExFreePool(s);
        ^^^^^^^^^^^^^ MRX006 This frees what the SRV_CALL's Context still points to when 'ElmSrvCallWinnerNotify' returns
        return STATUS_UNSUCCESSFUL;
    }
    return STATUS_SUCCESS;`)
    expect(finding?.related[0]?.message).toBe('Context was set here, and never cleared')
  })

  test('cleared on that way, or set only where it succeeds', () => {
    const clean = (body: string) => expectClean(withCallback('MRxSrvCallWinnerNotify', body), options)
    clean(`    SrvCall->Context = RecommunicateContext;
    if (!IsWinner) { SrvCall->Context = NULL; RxFreePool(RecommunicateContext); return STATUS_UNSUCCESSFUL; }
    return STATUS_SUCCESS;`)
    clean(`    if (!IsWinner) { RxFreePool(RecommunicateContext); return STATUS_UNSUCCESSFUL; }
    SrvCall->Context = RecommunicateContext;
    return STATUS_SUCCESS;`)
  })
})

describe('no finding', () => {
  test('two blocks, or the same name for two', () => {
    isClean(
      '    if (s) { PVOID name = s->Name; if (name) ExFreePool(name); ExFreePool(s); }\n    return STATUS_SUCCESS;',
    )
    isClean(`    if (s) { ExFreePool(s); }
    s = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'mlEx');
    if (s) ExFreePool(s);
    return STATUS_SUCCESS;`)
  })

  test('counted references', () => {
    isClean(
      '    if (s) { Release(s); Release(s); }\n    return STATUS_SUCCESS;',
      'static VOID Release(PELM_SERVER s) { if (InterlockedDecrement(&s->References) == 0) ExFreePool(s); }',
    )
    isClean(`    if (s == NULL) return STATUS_SUCCESS;
    if (--s->References == 0) { ExFreePool(s); return STATUS_SUCCESS; }
    if (--s->References == 0) ExFreePool(s);
    return STATUS_SUCCESS;`)
  })

  test('one of two ways', () => {
    isClean(
      '    if (s == NULL) return STATUS_SUCCESS;\n    if (Force) ExFreePool(s);\n    else RxFreePool(s);\n    return STATUS_SUCCESS;',
    )
    isClean(`    BOOLEAN done = FALSE;
    if (s && Force) { ExFreePool(s); done = TRUE; }
    if (s && !done) ExFreePool(s);
    return STATUS_SUCCESS;`)
    isClean('    if (s && Force) { ExFreePool(s); s = NULL; }\n    if (s) ExFreePool(s);\n    return STATUS_SUCCESS;')
  })

  test('each round of a loop', () => {
    isClean(
      `    while (!IsListEmpty(&Head)) ExFreePool(CONTAINING_RECORD(RemoveHeadList(&Head), ELM_SERVER, Link));
    if (s) ExFreePool(s);
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    isClean(`    if (s == NULL) return STATUS_SUCCESS;
    while (s->References < 8) {
        PVOID larger = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'mlEx');
        if (larger == NULL) return STATUS_SUCCESS;
        ExFreePool(s->Name);
        s->Name = larger;
        s->References *= 2;
    }
    return STATUS_SUCCESS;`)
  })
})
