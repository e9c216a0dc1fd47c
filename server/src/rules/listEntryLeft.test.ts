import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX036')
const link = 'VOID Remember(PSERVER s) { InsertTailList(&Servers, &s->Link); }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('an entry that is left on a list', () => {
  test('of a freed block', () => {
    const [finding] = expectIn(
      `    ${taken}
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX036 'Link' is still on its list
    return STATUS_SUCCESS;`,
      link,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is put on a list here'])
  })
  test('through an alias, in a guarded block', () =>
    void expectIn(
      `    ${taken} PSERVER t = s;
    __try { t->References = 0; } __finally { ExFreePool(t); }
                                             ^^^^^^^^^^^^^ MRX036
    return STATUS_SUCCESS;`,
      link,
    ))
  test('freed by a helper of another file under the lock of the list', () =>
    void expectInFiles(`    ${taken} Free(s); return STATUS_SUCCESS;`, `${link}VOID Free(PSERVER s);\n`, {
      'server.c': `VOID Free(PSERVER s) {
    ExAcquireFastMutex(&ServersMutex);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX036
    ExReleaseFastMutex(&ServersMutex);
}
`,
    }))
  test('of a new block, linked too early', () =>
    void expectIn(
      '    return STATUS_SUCCESS;',
      `PSERVER New(VOID) {
    PSERVER s = ExAllocatePool2(64, sizeof(SERVER), 1);
    if (s == NULL) return NULL;
    InsertTailList(&Servers, &s->Link);
    if (coin()) goto fail;
    return s;
fail:
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX036
    return NULL;
}
`,
    ))
  test('where only stop clears the list', () =>
    void expectIn(
      `    ${taken}
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX036
    return STATUS_SUCCESS;`,
      `${link}VOID Clear(VOID) { while (!IsListEmpty(&Servers)) { PSERVER s = CONTAINING_RECORD(RemoveHeadList(&Servers), SERVER, Link); ExFreePool(s); } }\n`,
    ))
})

describe('no finding', () => {
  test('removed', () => {
    isClean(`${taken} RemoveEntryList(&s->Link); ExFreePool(s); return STATUS_SUCCESS;`, link)
    isClean(
      `${taken} Drop(s); return STATUS_SUCCESS;`,
      `${link}static VOID Drop(PSERVER s) { if (--s->References == 0) { RemoveEntryList(&s->Link); ExFreePool(s); } }\n`,
    )
    isClean(
      `${taken} Unlink(&s->Link); ExFreePool(s); return STATUS_SUCCESS;`,
      `${link}static VOID Unlink(PLIST_ENTRY e) { RemoveEntryList(e); }\n`,
    )
    isClean(`${taken} if (!coin()) RemoveEntryList(&s->Link); ExFreePool(s); return STATUS_SUCCESS;`, link)
  })
  test('removed earlier, by another function', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      `${link}VOID Disconnect(PSERVER s) { RemoveEntryList(&s->Link); }\n`,
    ))
  test('taken from the list', () =>
    isClean(
      'while (!IsListEmpty(&Servers)) { PLIST_ENTRY e = RemoveHeadList(&Servers); ExFreePool(CONTAINING_RECORD(e, SERVER, Link)); } SrvCall->Context = NULL; return STATUS_SUCCESS;',
      link,
    ))
  test('removed by hand', () =>
    isClean(
      `${taken} s->Link.Blink->Flink = s->Link.Flink; s->Link.Flink->Blink = s->Link.Blink; ExFreePool(s); return STATUS_SUCCESS;`,
      link,
    ))
  test('a list of its own, never linked itself', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Prepare(PSERVER s, PLIST_ENTRY e) { InsertTailList(&s->Link, e); }\n',
    ))
  test('some blocks are made and never linked', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      `${link}PSERVER Make(VOID) { PSERVER s = ExAllocatePoolWithTag(0, sizeof(SERVER), 1); return s; }
VOID Share(VOID) { PSERVER s = Make(); if (s != NULL) Remember(s); }
`,
    ))
})
