import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX033')
const prepare = 'VOID Prepare(PSERVER s) { ExInitializeResourceLite(&s->Lock); }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('a resource in a freed block', () => {
  test('never deleted', () => {
    const [finding] = expectIn(
      `    ${taken}
    ExFreePoolWithTag(s, 1);
    ^^^^^^^^^^^^^^^^^^^^^^^ MRX033 The resource 'Lock' in this block
    return STATUS_SUCCESS;`,
      prepare,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is initialised here'])
  })
  test('through an alias of another type, behind a condition', () =>
    void expectIn(
      `    PVOID block = SrvCall->Context;
    PSERVER s = block;
    if (s != NULL && s->References == 0) {
        SrvCall->Context = NULL;
        ExFreePool(block);
        ^^^^^^^^^^^^^^^^^ MRX033
    }
    return STATUS_SUCCESS;`,
      prepare,
    ))
  test('freed by a helper of another file', () =>
    void expectInFiles(`    ${taken} Free(s); return STATUS_SUCCESS;`, `${prepare}VOID Free(PSERVER s);\n`, {
      'server.c': `VOID Free(PSERVER s) {
    if (s->Name) ExFreePool(s->Name);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX033
}
`,
    }))
  test('of a new block whose creation is given up', () =>
    void expectIn(
      '    return STATUS_SUCCESS;',
      `PSERVER New(VOID) {
    PSERVER s = ExAllocatePool2(64, sizeof(SERVER), 1);
    if (s == NULL) return NULL;
    ExInitializeResourceLite(&s->Lock);
    if (coin()) {
        ExFreePool(s);
        ^^^^^^^^^^^^^ MRX033
        return NULL;
    }
    return s;
}
`,
    ))
})

describe('no finding', () => {
  test('deleted before, anywhere', () => {
    isClean(`${taken} ExDeleteResourceLite(&s->Lock); ExFreePool(s); return STATUS_SUCCESS;`, prepare)
    isClean(
      `${taken} Done(&s->Lock); ExFreePool(s); return STATUS_SUCCESS;`,
      `${prepare}static VOID Done(PERESOURCE r) { ExDeleteResourceLite(r); }\n`,
    )
    isClean(
      `${taken} ExDeleteResourceLite(&s->Lock); Free(s); return STATUS_SUCCESS;`,
      `${prepare}static VOID Free(PVOID p) { ExFreePool(p); }\n`,
    )
    isClean(
      `${taken} Drop(s); return STATUS_SUCCESS;`,
      `${prepare}static VOID Drop(PSERVER s) { if (InterlockedDecrement(&s->References) == 0) { ExDeleteResourceLite(&s->Lock); ExFreePool(s); } }\n`,
    )
  })
  test('deleted where a flag says that it exists', () =>
    isClean(
      `${taken} if (s->References) ExDeleteResourceLite(&s->Lock); ExFreePool(s); return STATUS_SUCCESS;`,
      prepare,
    ))
  test('deleted before the pointer to its block was read anew', () =>
    isClean(
      `PFRAME f = SrvCall->Context; SrvCall->Context = NULL; ExDeleteResourceLite(&f->Server->Lock); while (!IsListEmpty(&f->Link)) unknown(RemoveHeadList(&f->Link)); ExFreePool(f->Server); return STATUS_SUCCESS;`,
      `${prepare}typedef struct _FRAME { LIST_ENTRY Link; PSERVER Server; } *PFRAME;\n`,
    ))
  test('no resource that the driver initialises', () => isClean(`${taken} ExFreePool(s); return STATUS_SUCCESS;`))
  test('not initialised yet, or in vain', () => {
    isClean(
      'return STATUS_SUCCESS;',
      'PSERVER New(VOID) { PSERVER s = ExAllocatePool2(64, 8, 1); if (!s) return NULL; if (coin()) { ExFreePool(s); return NULL; } ExInitializeResourceLite(&s->Lock); return s; }\n',
    )
    isClean(
      'return STATUS_SUCCESS;',
      'PSERVER New(VOID) { NTSTATUS r; PSERVER s = ExAllocatePool2(64, 8, 1); if (!s) return NULL; r = ExInitializeResourceLite(&s->Lock); if (!NT_SUCCESS(r)) { ExFreePool(s); return NULL; } return s; }\n',
    )
  })
  test('a function that cannot be seen may delete it', () =>
    isClean(`${taken} unknown(s); ExFreePool(s); return STATUS_SUCCESS;`, prepare))
})
