import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX061' }

const session = `typedef struct _ELM_SESSION { UNICODE_STRING User, Password; PUCHAR SessionKey; ULONG KeyLength; PWCH PasswordFile; } ELM_SESSION, *PELM_SESSION;
typedef struct _ELM_LOGON { LIST_ENTRY Link; WCHAR Password[64]; } ELM_LOGON, *PELM_LOGON;
`

const driver = (body: string, more = '') =>
  withCallback('MRxFinalizeSrvCall', `${body}\n    return STATUS_SUCCESS;`, session + more)
const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('a secret that goes back to the pool', () => {
  test('the buffer of a string', () => {
    const [finding] = expectIn(`
    PELM_SESSION s = SrvCall->Context;
    if (s != NULL && s->Password.Buffer != NULL)
        ExFreePoolWithTag(s->Password.Buffer, 'wPlE');
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX061 's->Password.Buffer' is freed with the secret`)
    expect(finding?.severity).toBe('warning')
  })

  test('a key, through an alias, behind other control flow', () =>
    void expectIn(`
    PELM_SESSION s = SrvCall->Context;
    ULONG i;
    for (i = 0; s != NULL && i < 2; i++) {
        PUCHAR key = s->SessionKey;
        s->SessionKey = NULL;
        if (key != NULL) {
            PUCHAR sessionKey = key;
            ExFreePool(sessionKey);
            ^^^^^^^^^^^^^^^^^^^^^^ MRX061
        }
    }`))

  test('an array in a structure', () =>
    void expectIn(`
    PELM_LOGON logon = SrvCall->Context;
    SrvCall->Context = NULL;
    if (logon) ExFreePoolWithTag(logon, 'gLlE');
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX061 the secret in its 'Password'`))

  test.each([
    ['struct { ULONG Length; WCHAR Password[32]; } Cred;', 'Cred.Password'],
    ['struct { WCHAR Password[32]; };', 'Password'],
    ['union { struct { UCHAR SessionKey[16]; } Keys; PVOID Raw; } u;', 'u.Keys.SessionKey'],
    ['ELM_LOGON Logon;', 'Logon.Password'],
  ])(
    'an array in a structure inside of it: %s',
    (member, name) =>
      void expectIn(
        `
    struct _ELM_HOLDER *h = SrvCall->Context;
    SrvCall->Context = NULL;
    if (h) ExFreePoolWithTag(h, 'hhhh');
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX061 the secret in its '${name}'`,
        `struct _ELM_HOLDER { ULONG State; ${member} };\n`,
      ),
  )

  test('in a helper of another file', () => {
    const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n'
    const source = driver('    ElmDrop(SrvCall->Context);', `VOID ElmDrop(PELM_LOGON Logon);\n${entry}`)
    const drop = `#include <ntifs.h>
${session}
VOID ElmDrop(PELM_LOGON Logon)
{
    if (Logon == NULL) return;
    RemoveEntryList(&Logon->Link);
    ExFreePool(Logon);
    ^^^^^^^^^^^^^^^^^ MRX061
}
`
    expectFindings({ 'a.c': source, 'b.c': drop }, options)
  })
})

describe('no finding', () => {
  test('zeroed first, in any form', () => {
    isClean(`    PELM_SESSION s = SrvCall->Context;
    RtlSecureZeroMemory(s->Password.Buffer, s->Password.MaximumLength);
    ExFreePool(s->Password.Buffer);`)
    isClean(`    PELM_SESSION s = SrvCall->Context;
    PWCH password = s->Password.Buffer;
    RtlZeroMemory(password, s->Password.Length);
    ElmLog(NULL);
    ExFreePool(s->Password.Buffer);`)
    isClean(`    PELM_LOGON logon = SrvCall->Context;
    memset(logon->Password, 0, sizeof(logon->Password));
    ExFreePool(logon);`)
    isClean(`    PELM_LOGON logon = SrvCall->Context;
    RtlSecureZeroMemory(logon, sizeof(*logon));
    ExFreePool(logon);`)
    isClean(`    PELM_SESSION s = SrvCall->Context;
    ULONG i;
    for (i = 0; i < s->KeyLength; i++) s->SessionKey[i] = 0;
    ExFreePool(s->SessionKey);`)
  })

  test.each([
    ['*logon = (ELM_LOGON){ 0 };'],
    ['*(volatile ELM_LOGON *)logon = (ELM_LOGON){ 0 };'],
    ['ELM_LOGON nothing = { 0 }; *logon = nothing;'],
    ['logon[0] = (ELM_LOGON){ 0 };'],
  ])('the whole block is overwritten: %s', wipe =>
    isClean(`    PELM_LOGON logon = SrvCall->Context;\n    ${wipe}\n    ExFreePool(logon);`),
  )

  test.each([
    ['RtlSecureZeroMemory(h->Cred.Password, sizeof h->Cred.Password);'],
    ['RtlZeroMemory(&h->Cred, sizeof h->Cred);'],
    ['ELM_CRED *c = &h->Cred; RtlSecureZeroMemory(c, sizeof *c);'],
    ['h->Cred = (ELM_CRED){ 0 };'],
    ['ELM_CRED none = { 0 }; h->Cred = none;'],
    ['for (ULONG i = 0; i < 32; i++) h->Cred.Password[i] = 0;'],
    ['RtlSecureZeroMemory(h, sizeof *h);'],
  ])('a structure inside is zeroed: %s', wipe =>
    isClean(
      `    ELM_HOLDER *h = SrvCall->Context;\n    if (!h) return 0;\n    ${wipe}\n    ExFreePool(h);`,
      'typedef struct { WCHAR Password[32]; } ELM_CRED;\ntypedef struct { ULONG State; ELM_CRED Cred; } ELM_HOLDER;\n',
    ),
  )

  test('a structure that is only pointed to', () =>
    isClean(
      '    ELM_HOLDER *h = SrvCall->Context;\n    if (h) ExFreePool(h);',
      'typedef struct { ELM_LOGON *Logon; struct { WCHAR UserName[32]; } Cred; } ELM_HOLDER;\n',
    ))

  test('a helper has done it', () => {
    isClean(
      '    PELM_SESSION s = SrvCall->Context;\n    ElmScrub(&s->Password);\n    ExFreePool(s->Password.Buffer);',
      'static VOID ElmScrub(PUNICODE_STRING S) { RtlSecureZeroMemory(S->Buffer, S->MaximumLength); }\n',
    )
    isClean(
      '    PELM_LOGON logon = SrvCall->Context;\n    ElmEnd(logon);\n    ExFreePool(logon);',
      'VOID ElmEnd(PELM_LOGON Logon);\n',
    )
  })

  test('what is no secret', () => {
    isClean('    PELM_SESSION s = SrvCall->Context;\n    ExFreePool(s->User.Buffer);\n    ExFreePool(s->PasswordFile);')
    isClean('    PELM_SESSION s = SrvCall->Context;\n    ExFreePool(s);')
  })

  test('a block of this function, where nothing was filled in', () =>
    isClean(`    PELM_LOGON logon = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*logon), 'gLlE');
    if (logon != NULL && SrvCall->Context == NULL) ExFreePool(logon);`))
})
