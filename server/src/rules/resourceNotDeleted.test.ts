import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'
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
  test('below a callback that a header defines', () =>
    void expectFindings(
      {
        'driver.c': `#include <ntifs.h>
#include <rx.h>
typedef struct _SERVER { ERESOURCE Lock; } SERVER, *PSERVER;
static VOID Free(PSERVER s) { ExFreePoolWithTag(s, 1); }
                              ^^^^^^^^^^^^^^^^^^^^^^^ MRX033 The resource 'Lock' in this block
#include "callbacks.h"
static VOID Prepare(PSERVER s) { ExInitializeResourceLite(&s->Lock); }
VOID Fill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = Finalize; }
`,
        'callbacks.h': `static VOID Prepare(PSERVER s);
static NTSTATUS NTAPI Finalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force) {
    PSERVER s = SrvCall->Context;
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (s != NULL) Free(s);
    return STATUS_SUCCESS;
}
`,
      },
      { ...bundled, only: 'MRX033' },
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

describe('structures without a tag', () => {
  const first = 'typedef struct { ERESOURCE Lock; ULONG State; } FIRST;\n'
  const second = 'typedef struct { ULONG State; ERESOURCE Lock; PVOID Name; } SECOND;\n'
  const body = (free: string) =>
    `    SECOND *s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;
    ${free}
    return STATUS_SUCCESS;`
  test('the same one', () =>
    void expectIn(
      body('ExFreePool(s);\n    ^^^^^^^^^^^^^ MRX033'),
      `${first}${second}VOID Prepare(SECOND *s) { ExInitializeResourceLite(&s->Lock); }\n`,
    ))
  test('another one with a field of that name', () =>
    isClean(
      body('ExFreePool(s);'),
      `${first}${second}VOID Prepare(FIRST *f) { ExInitializeResourceLite(&f->Lock); }\n`,
    ))
})

describe('a block that is a resource', () => {
  const holder = 'typedef struct _ELM_HOLDER { PERESOURCE Lock; ULONG State; } ELM_HOLDER;\n'
  const make = `NTSTATUS Make(ELM_HOLDER *h) {
    h->Lock = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(ERESOURCE), 'resr');
    return h->Lock == NULL ? STATUS_NO_MEMORY : ExInitializeResourceLite(h->Lock);
}
`
  const options = { ...bundled, only: 'MRX033' }
  const at = (body: string, more: string) =>
    withCallback(
      'MRxFinalizeSrvCall',
      `    ELM_HOLDER *h = SrvCall->Context; SrvCall->Context = NULL; if (h == NULL) return STATUS_SUCCESS;\n${body}
    ExFreePool(h);
    return STATUS_SUCCESS;`,
      holder + more,
    )
  test('by the field that holds it, or a variable', () => {
    expectFindings(
      at('    if (h->Lock) ExFreePool(h->Lock);\n                 ^^^^^^^^^^^^^^^^^^^ MRX033', make),
      options,
    )
    expectFindings(
      at(
        '    PERESOURCE r = h->Lock;\n    ExFreePoolWithTag(r, 1);\n    ^^^^^^^^^^^^^^^^^^^^^^^ MRX033 This resource',
        make,
      ),
      options,
    )
  })
  test('a new one, that is given up', () =>
    void expectFindings(
      at(
        '',
        `PERESOURCE New(ULONG n) {
    PERESOURCE r = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *r, 'resr');
    if (r == NULL) return NULL;
    ExInitializeResourceLite(r);
    if (n != 0) return r;
    ExFreePool(r);
    ^^^^^^^^^^^^^ MRX033
    return NULL;
}
`,
      ),
      options,
    ))
  test.each([
    ['deleted first', '    ExDeleteResourceLite(h->Lock); ExFreePool(h->Lock);', make],
    [
      'deleted elsewhere',
      '    ExFreePool(h->Lock);',
      `${make}VOID Stop(ELM_HOLDER *h) { ExDeleteResourceLite(h->Lock); }\n`,
    ],
    ['never initialised', '    ExFreePool(h->Lock);', 'VOID Make(ELM_HOLDER *h, PERESOURCE r) { h->Lock = r; }\n'],
    [
      'a new one that was not initialised',
      '',
      `${make}VOID Try(VOID) { PERESOURCE r = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *r, 1); if (r) ExFreePool(r); }\n`,
    ],
  ])('no finding: %s', (_, body, more) => expectClean(at(body, more), options))
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
