import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX021')
const attach = 'VOID Attach(PSERVER s, PMRX_SRV_CALL Call) { s->SrvCall = Call; Call->Context = s; }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'
const drop = 'static VOID Drop(PSERVER s) { if (InterlockedDecrement(&s->References) == 0) ExFreePool(s); }\n'

describe('an entry that still points back', () => {
  test('when others hold references', () => {
    const [finding] = expectIn(
      `    ${taken}
    if (--s->References == 0) ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX021 its 'SrvCall' still points to 'SrvCall'`,
      attach,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('the pointer is stored here')
  })
  test('released by a helper', () =>
    void expectIn(
      `    ${taken} Drop(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX021`,
      attach + drop,
    ))
  test('released in another file, at an early return, through an alias', () =>
    void expectInFiles(
      `    PMRX_SRV_CALL call = SrvCall; PSERVER s = call->Context;
    call->Context = NULL;
    if (s != NULL) {
        Drop(s);
        if (Force) return STATUS_SUCCESS;
                   ^^^^^^^^^^^^^^^^^^^^^^ MRX021
    }
    return 1;
    ^^^^^^^^^ MRX021`,
      `${attach}VOID Drop(PSERVER s);\n`,
      { 'server.c': drop.replace('static ', '') },
    ))
  test.each([
    ['*s = (SERVER){ .References = 1, .SrvCall = Call };'],
    ['SERVER fresh = { .References = 1, .SrvCall = Call }; *s = fresh;'],
  ])(
    'stored with the whole entry: %s',
    store =>
      void expectIn(
        `    ${taken}
    if (--s->References == 0) ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX021`,
        `VOID Attach(PSERVER s, PMRX_SRV_CALL Call) { ${store} Call->Context = s; }\n`,
      ),
  )
  test('of an entry that stays on a list', () =>
    void expectIn(
      `    ${taken}
    s->References = 0;
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX021`,
      `${attach}VOID Remember(PSERVER s) { InsertTailList(&Servers, &s->Link); }\n`,
    ))
})

describe('no finding', () => {
  test('cleared', () => {
    isClean(`${taken} s->SrvCall = NULL; Drop(s); return STATUS_SUCCESS;`, attach + drop)
    isClean(
      `${taken} InterlockedExchangePointer((PVOID *)&s->SrvCall, NULL); Drop(s); return STATUS_SUCCESS;`,
      attach + drop,
    )
    isClean(
      `${taken} Detach(s); Drop(s); return STATUS_SUCCESS;`,
      `${attach}${drop}static VOID Detach(PSERVER s) { s->SrvCall = NULL; }\n`,
    )
  })
  test('freed with it', () => isClean(`${taken} ExFreePool(s); return STATUS_SUCCESS;`, attach))
  test('never stored', () =>
    isClean(
      `${taken} Drop(s); return STATUS_SUCCESS;`,
      `${drop}VOID Attach(PSERVER s, PMRX_SRV_CALL Call) { Call->Context = s; }\n`,
    ))
  test('a function that cannot be seen may clear it', () =>
    isClean(`${taken} unknown(s); if (coin()) ExFreePool(s); return STATUS_SUCCESS;`, attach))
  test('nothing attached', () => isClean('SrvCall->Context = NULL; return STATUS_SUCCESS;', attach + drop))
})
