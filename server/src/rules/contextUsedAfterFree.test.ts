import { describe, expect, test } from 'vitest'
import { bundled, server, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, filesOf, findingsOf } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX005' }

const take = '    PELM_SERVER s = SrvCall->Context;\n    SrvCall->Context = NULL;\n'
const expectIn = (body: string, more?: string) =>
  expectFindings(withCallback('MRxFinalizeSrvCall', take + body, more), options)
const isClean = (body: string, more?: string) =>
  expectClean(withCallback('MRxFinalizeSrvCall', take + body, more), options)

describe('a block is used after its free', () => {
  test('in the log line behind it', () => {
    const [finding] = expectIn(`
    if (s != NULL) {
        ExFreePool(s);
        ElmLog(s->Name);
               ^ MRX005 's', the Context, is used after it was freed
        s->State = 0;
    }
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('it was freed here')
  })

  test('through an alias, a lock in it is released', () =>
    void expectIn(`
    PVOID block = s;
    if (s == NULL) return STATUS_SUCCESS;
    RxFreePool(block);
    ExReleaseResourceLite(&s->Lock);
                          ^^^^^^^^ MRX005 '&s->Lock', in the Context, is given to ExReleaseResourceLite
    return STATUS_SUCCESS;`))

  test('what a format reads: text in it, the address of a string', () => {
    expectIn(`
    if (s == NULL) return STATUS_SUCCESS;
    ExFreePool(s);
    DbgPrint("%u%% of %-8wZ\\n", 5, &s->Link);
                                   ^^^^^^^^ MRX005 is given to DbgPrint
    return STATUS_SUCCESS;`)
    isClean(`
    if (s == NULL) return STATUS_SUCCESS;
    ExFreePool(s);
    DbgPrint("%p and %Ix, %% %s\\n", &s->Link, s, "no more");
    return STATUS_SUCCESS;`)
  })

  const waiting =
    'typedef struct _ELM_WAIT { KEVENT Done; EX_RUNDOWN_REF Users; KSEMAPHORE Free; EX_PUSH_LOCK Lock; UNICODE_STRING Name; } ELM_WAIT;\n'
  test.each([
    ['KeSetEvent(&w->Done, 0, FALSE)'],
    ['KeWaitForSingleObject(&w->Done, Executive, KernelMode, FALSE, NULL)'],
    ['KeReleaseSemaphore(&w->Free, 0, 1, FALSE)'],
    ['ExReleaseRundownProtection(&w->Users)'],
    ['ExWaitForRundownProtectionRelease(&w->Users)'],
    ['ExReleasePushLockExclusive(&w->Lock)'],
    ['RtlEqualUnicodeString(&w->Name, &w->Name, TRUE)'],
    ['RtlCopyMemory(&Force, w, sizeof Force)'],
  ])('by a routine that touches it, at once or below a helper: %s', call => {
    const body = (use: string) => `    ELM_WAIT *w = SrvCall->Context;
    if (w == NULL) return STATUS_SUCCESS;
    ExFreePool(w);
    ${use};
    return STATUS_SUCCESS;`
    const at = (use: string) => withCallback('MRxFinalizeSrvCall', body(use), waiting + helper)
    const helper = `static VOID Use(ELM_WAIT *w, BOOLEAN Force) { ${call}; }\n`
    const told = (use: string) => findingsOf(filesOf(at(use)), options).map(({ message }) => message)
    expect(told(call)).toEqual([expect.stringContaining(`given to ${/^\w+/.exec(call)}`)])
    expect(told('Use(w, Force)')).toEqual([expect.stringContaining("is used by 'Use'")])
  })

  test('freed and used by helpers, in another file', () => {
    const [finding] = expectFindings(
      {
        'a.c': withCallback(
          'MRxFinalizeSrvCall',
          `${take}
    if (s) {
        ElmDestroy(s);
        ElmTrace(s);
        ^^^^^^^^^^^ MRX005 A block, the Context, is used by 'ElmTrace'
    }
    return STATUS_SUCCESS;`,
          'VOID ElmDestroy(PELM_SERVER); VOID ElmTrace(PELM_SERVER);\nNTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R) { return STATUS_SUCCESS; }\n',
        ),
        'b.c': `${server}
VOID ElmDestroy(PELM_SERVER s) { ExDeleteResourceLite(&s->Lock); if (s->Name) ExFreePool(s->Name); ExFreePool(s); }
VOID ElmTrace(PELM_SERVER s) { ElmLog(s->Name); }
`,
      },
      options,
    )
    expect(finding?.related.map(({ file }) => file)).toEqual(expect.arrayContaining(['/driver/b.c']))
  })

  test('on the way of an error, behind a label', () =>
    void expectIn(`
    NTSTATUS status = STATUS_SUCCESS;
    if (s == NULL) goto out;
    if (Force) {
        ExFreePool(s);
        goto done;
    }
    s->State = 1;
done:
    s->SrvCall = NULL;
    ^ MRX005
out:
    return status;`))

  test('behind a finalizer that asks what led to it', () =>
    void expectIn(`
    if (s == NULL) return STATUS_SUCCESS;
    __try { s->State = 0; }
    __finally {
        if (AbnormalTermination()) DbgPrint("x");
        ExFreePool(s->Name);
        ExFreePool(s);
    }
    s->Name = NULL;
    ^ MRX005
    return STATUS_SUCCESS;`))

  test('behind the last reference', () =>
    void expectIn(`
    if (s != NULL && InterlockedDecrement(&s->References) == 0) {
        ExFreePool(s);
        s->Link.Flink = NULL;
        ^ MRX005
    }
    return STATUS_SUCCESS;`))

  test('what a list holds, in a loop', () =>
    void expectIn(
      `
    PLIST_ENTRY e;
    for (e = Head.Flink; e != &Head; e = e->Flink)
                                         ^ MRX005
        ExFreePool(e);
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    ))

  test.each([
    ['CONTAINING_RECORD(e, ELM_SERVER, Link)'],
    ['(PELM_SERVER)((PUCHAR)e - FIELD_OFFSET(ELM_SERVER, Link))'],
    ['((ELM_SERVER *)((char *)(e) - (unsigned long long)(&((ELM_SERVER *)0)->Link)))'],
  ])('the entry of a list, when the record around it was freed: %s', record => {
    expectIn(
      `
    PLIST_ENTRY e;
    for (e = Head.Flink; e != &Head; e = e->Flink) {
                                         ^ MRX005 'e' is used after it was freed
        PELM_SERVER each = ${record};
        ExFreePool(each);
    }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    expectIn(
      `
    PLIST_ENTRY e = Head.Flink;
    ExFreePool(${record});
    RemoveEntryList(e);
                    ^ MRX005
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
  })
})

describe('no finding', () => {
  test('the pointer itself is printed, compared, cleared', () => {
    isClean(
      '    if (s) { ExFreePool(s); DbgPrint("%p", s); s = NULL; }\n    if (s == NULL) return STATUS_SUCCESS;\n    return 1;',
    )
  })

  test('a helper signals what was not freed', () => {
    isClean(
      '    if (s) { Use(s); ExFreePool(s); }\n    return STATUS_SUCCESS;',
      'static KEVENT Gone;\nstatic VOID Use(PELM_SERVER s) { if (s->State) KeSetEvent(&Gone, 0, FALSE); }',
    )
    isClean(
      '    if (s) { ExFreePool(s); s = NULL; Use(s); }\n    return STATUS_SUCCESS;',
      'static VOID Use(PELM_SERVER s) { if (s) ExReleaseResourceLite(&s->Lock); }',
    )
  })

  test('freed by a finalizer where something went wrong', () =>
    isClean(`    if (s == NULL) return STATUS_SUCCESS;
    __try { if (s->State) return STATUS_UNSUCCESSFUL; s->State = 1; }
    __finally { if (AbnormalTermination()) ExFreePool(s); }
    s->State = 2;
    return STATUS_SUCCESS;`))

  test('the last reference of several', () => {
    isClean(`    if (s == NULL) return STATUS_SUCCESS;
    if (InterlockedDecrement(&s->References) == 0) ExFreePool(s);
    else s->State = 2;
    return STATUS_SUCCESS;`)
    isClean(
      '    if (s) { Release(s); s->State = 1; Release(s); }\n    return STATUS_SUCCESS;',
      'static VOID Release(PELM_SERVER s) { if (InterlockedDecrement(&s->References) == 0) ExFreePool(s); }',
    )
    isClean(
      '    if (s) { Release(s); ElmLog(s->Name); }\n    return STATUS_SUCCESS;',
      'static VOID Release(PELM_SERVER s) { s->References--; if (s->References == 0) { ExFreePool(s); } }',
    )
  })

  test('another round of a loop, another block', () => {
    isClean(
      `    while (!IsListEmpty(&Head)) {
        PELM_SERVER each = CONTAINING_RECORD(RemoveHeadList(&Head), ELM_SERVER, Link);
        ElmLog(each->Name);
        ExFreePool(each);
    }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    isClean(
      `    PLIST_ENTRY e, next;
    for (e = Head.Flink; e != &Head; e = next) { next = e->Flink; ExFreePool(e); }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    isClean(
      `    PLIST_ENTRY e = Head.Flink;
    while (e != &Head) {
        PELM_SERVER each = CONTAINING_RECORD(e, ELM_SERVER, Link);
        e = e->Flink;
        ExFreePool(each);
    }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    isClean(
      `    while (Head.Flink != &Head) {
        PLIST_ENTRY e = Head.Flink;
        RemoveEntryList(e);
        ExFreePool(CONTAINING_RECORD(e, ELM_SERVER, Link));
    }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
    isClean(
      `    PLIST_ENTRY e;
    for (e = Head.Flink; e != &Head;) {
        PELM_SERVER each = CONTAINING_RECORD(e, ELM_SERVER, Link);
        e = e->Flink;
        if (each->State != 0) continue;
        RemoveEntryList(&each->Link);
        ExFreePool(each);
    }
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    )
  })

  test('what heads a list behind the entry that was taken off', () =>
    isClean(
      `    PLIST_ENTRY e = Head.Flink;
    if (e == &Head) return STATUS_SUCCESS;
    RemoveEntryList(e);
    ExFreePool(e);
    e = Head.Flink;
    if (e != &Head) ElmLog(e->Blink);
    return STATUS_SUCCESS;`,
      'static LIST_ENTRY Head;',
    ))

  test('freed on the other way', () => {
    isClean(`    BOOLEAN freed = FALSE;
    if (s == NULL) return STATUS_SUCCESS;
    if (Force) { ExFreePool(s); freed = TRUE; }
    if (!freed) { s->State = 0; ExFreePool(s); }
    return STATUS_SUCCESS;`)
    isClean(`    if (s == NULL) return STATUS_SUCCESS;
    switch (s->State) { case 0: ExFreePool(s); break; default: s->State = 0; }
    return STATUS_SUCCESS;`)
  })

  test('a new block under the same name', () =>
    isClean(`    if (s != NULL) {
        ExFreePool(s);
        s = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*s), 'mlEx');
        if (s != NULL) { s->State = 1; ExFreePool(s); }
    }
    return STATUS_SUCCESS;`))

  test('a helper frees it where it fails, and says so', () =>
    isClean(
      '    if (s != NULL && Open(s) == STATUS_SUCCESS) s->State = 2;\n    return STATUS_SUCCESS;',
      'static NTSTATUS Open(PELM_SERVER s) { if (s->State == 0) { ExFreePool(s); return STATUS_UNSUCCESSFUL; } return STATUS_SUCCESS; }',
    ))

  test('a new block, and the pointer is cast where it is assigned to, as MSVC allows', () =>
    isClean(`    if (s != NULL) {
        ExFreePool(s);
        (PUCHAR)s = ExAllocatePoolWithTag(PagedPool, sizeof(*s), 'mlEx');
        if (s != NULL) { s->State = 1; ExFreePool(s); }
    }
    return STATUS_SUCCESS;`))
})
