// On whose behalf a thread works: processes that it is attached to, and clients that it impersonates; and who is known by a
// token.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, run } from '../support/simulated.ts'
import { finalizer, released } from './catalogue/mistake.ts'

const holds = (condition: string) => `if (!(${condition})) KeBugCheck(1);`

/** What is said of a driver that does this when the server is finalized, by a worker of the system process. */
function done(...statements: string[]): string[] {
  const source = driverWith({
    declarations: 'static PEPROCESS User;\n',
    createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    User = PsGetCurrentProcess();
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
    finalize: finalizer(
      `KAPC_STATE apc, inner;\n    HANDLE handle;\n    ${statements.join('\n    ')}\n    ${released}`,
    ),
  })
  return run(loaded(source), ['connect', 'disconnect', 'unload']).violations.map(
    ({ code, message }) => `${code} ${message}`,
  )
}

const attach = 'KeStackAttachProcess((PKPROCESS)User, &apc);'
const detach = 'KeUnstackDetachProcess(&apc);'
const open = `{
        OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios;
        InitializeObjectAttributes(&oa, NULL, 0, NULL, NULL);
        if (!NT_SUCCESS(ZwOpenFile(&handle, 0, &oa, &ios, 0, 0))) return STATUS_UNSUCCESSFUL;
    }`

describe('attached to a process', () => {
  test('a thread runs there, until it leaves; whose thread it is stays', () => {
    expect(
      done(
        holds('PsGetCurrentProcess() == RxGetRDBSSProcess()'),
        attach,
        holds('PsGetCurrentProcess() == User && ExGetPreviousMode() == KernelMode'),
        holds('PsGetCurrentProcessId() == (HANDLE)4'),
        'KeStackAttachProcess((PKPROCESS)RxGetRDBSSProcess(), &inner);',
        holds('PsGetCurrentProcess() == RxGetRDBSSProcess()'),
        'KeUnstackDetachProcess(&inner);',
        holds('PsGetCurrentProcess() == User'),
        detach,
        holds('PsGetCurrentProcess() == RxGetRDBSSProcess()'),
      ),
    ).toEqual([])
  })

  test('handles are those of that process', () => {
    expect(done(attach, open, 'ZwClose(handle);', detach)).toEqual([])
    expect(done(attach, open, detach, 'ZwClose(handle);')[0]).toContain('MRX046 calls ZwClose in another process')
  })

  test('misuse', () => {
    expect(done(attach)).toEqual(['MRX218 MRxFinalizeSrvCall returns and is attached to another process'])
    expect(done('apc.Process = NULL;', detach)).toEqual(['MRX218 calls KeUnstackDetachProcess and is not attached'])
    expect(done('KeStackAttachProcess((PKPROCESS)&apc, &inner);')[0]).toContain('no process')
    const raised = `{ KIRQL irql = KeRaiseIrqlToDpcLevel(); ${attach} KeLowerIrql(irql); }`
    expect(done(raised)[0]).toContain('MRX212 calls KeStackAttachProcess at IRQL 2')
  })
})

describe('impersonating', () => {
  const variables = `SECURITY_SUBJECT_CONTEXT subject; SECURITY_CLIENT_CONTEXT client; BOOLEAN copy, only;
    SECURITY_IMPERSONATION_LEVEL level; PACCESS_TOKEN token;
    SECURITY_QUALITY_OF_SERVICE qos = { sizeof(qos), SecurityImpersonation, SECURITY_STATIC_TRACKING, TRUE };`
  const capture = 'SeCaptureSubjectContext(&subject);'
  const create =
    'if (!NT_SUCCESS(SeCreateClientSecurityFromSubjectContext(&subject, &qos, FALSE, &client))) return STATUS_UNSUCCESSFUL;'
  const release = 'SeReleaseSubjectContext(&subject);'
  const subject = `${variables} ${capture} ${create} ${release}`
  const asked = 'PsReferenceImpersonationToken(PsGetCurrentThread(), &copy, &only, &level)'
  const remove = 'SeDeleteClientSecurity(&client);'
  const left = 'MRX207 A token is referenced here, and not dereferenced as often'

  test('the client’s token counts until the thread reverts', () => {
    expect(
      done(
        subject,
        holds(`${asked} == NULL`),
        holds('SeImpersonateClientEx(&client, NULL) == STATUS_SUCCESS'),
        `token = ${asked};`,
        holds('token == client.ClientToken && level == SecurityImpersonation && !copy && only'),
        'PsDereferenceImpersonationToken(token); PsRevertToSelf();',
        holds(`${asked} == NULL`),
        remove,
      ),
    ).toEqual([])
  })

  test('a thread keeps the token that it acts with', () => {
    expect(
      done(
        `${variables} ${holds('SeCreateClientSecurity(PsGetCurrentThread(), &qos, FALSE, &client) == STATUS_SUCCESS')}`,
        holds(
          'PsImpersonateClient(PsGetCurrentThread(), client.ClientToken, TRUE, FALSE, SecurityDelegation) == STATUS_SUCCESS',
        ),
        remove,
        `token = ${asked};`,
        holds('SeTokenType(token) == TokenImpersonation && level == SecurityDelegation && copy && !only'),
        'PsDereferenceImpersonationToken(token);',
        `${capture} ${holds('SeQuerySubjectContextToken(&subject) == token && subject.ClientToken == token')} ${release}`,
        'PsImpersonateClient(PsGetCurrentThread(), NULL, FALSE, FALSE, SecurityAnonymous);',
        holds(`${asked} == NULL`),
      ),
    ).toEqual([])
  })

  test('the token of a process, and one that is followed', () => {
    expect(
      done(
        variables.replace('STATIC', 'DYNAMIC'),
        'token = PsReferencePrimaryToken(PsGetCurrentProcess());',
        holds('SeTokenType(token) == TokenPrimary'),
        `${capture} ${holds('subject.PrimaryToken == token && subject.ClientToken == NULL')} ${create} ${release}`,
        `${holds('client.ClientToken == token && client.DirectlyAccessClientToken')} ${remove}`,
        'ObReferenceObject(token); ObDereferenceObject(token); PsDereferencePrimaryToken(token);',
      ),
    ).toEqual([])
  })

  test.each([
    ['a subject', `${variables} ${capture}`],
    ['a client', subject],
    ['a process', 'PsReferencePrimaryToken(PsGetCurrentProcess());'],
    ['a thread', `${subject} SeImpersonateClientEx(&client, NULL); ${asked}; PsRevertToSelf(); ${remove}`],
  ])('the token of %s is left', (_, body) => expect(done(body)).toEqual([left]))

  test('misuse', () => {
    expect(done('SECURITY_CLIENT_CONTEXT client = { 0 };', 'SeImpersonateClientEx(&client, NULL);')[0]).toContain(
      'MRX218 calls SeImpersonateClientEx with a context that has no token',
    )
    expect(done(subject, release)[0]).toContain(
      'MRX218 calls SeReleaseSubjectContext for a context that is not captured',
    )
    expect(done(subject, remove, remove)[0]).toContain('MRX202')
    expect(
      done(
        'PACCESS_TOKEN token = PsReferencePrimaryToken(PsGetCurrentProcess());',
        'PsDereferencePrimaryToken(token); PsDereferencePrimaryToken(token);',
      )[0],
    ).toContain('MRX218 calls PsDereferencePrimaryToken with a token that it has no reference to')
    const raised = `{ KIRQL irql = KfRaiseIrql(APC_LEVEL); PsRevertToSelf(); KeLowerIrql(irql); }`
    expect(done(raised)[0]).toContain('MRX044 calls PsRevertToSelf at IRQL 1')
  })
})
