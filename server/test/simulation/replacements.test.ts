// `inject` and `stub`: what calls return that are not run, and which calls these are.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith, judged } from '../support/simulated.ts'

const declarations = `NTSTATUS MyTransportSend(PVOID Server, LONG Bytes);
PVOID MyTransportOpen(LONG Number);
BOOLEAN MyTransportReady(VOID);
VOID MyTransportDrop(PVOID First, PVOID Second);
static LONG Calls, Sent;
static NTSTATUS MyDisconnect(PVOID Server) { Calls++; return STATUS_SUCCESS; }
static NTSTATUS Last, Second;
static PVOID Opened;
static BOOLEAN Ready;
`

function driver(annotations: string, body: string): string {
  return driverWith({
    declarations,
    finalize: `${annotations}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server == NULL)
        return STATUS_SUCCESS;
    Calls = Sent = 0;
${body}
    return STATUS_SUCCESS;
}
`,
  })
}

const verdicts = (clauses: readonly string[], body: string, before = '') =>
  clauseVerdicts(
    driver(`${before}/* @mrx\n * scenario "one"\n${clauses.map(each => ` *   ${each}\n`).join('')} */\n`, body),
  )

const twice = '    Last = MyDisconnect(server); Second = MyDisconnect(server); Free(server);'
const reset = 'STATUS_CONNECTION_RESET'

describe('inject', () => {
  test.each([
    [
      'every call',
      [`inject MyDisconnect returns ${reset}`, `expect Last == ${reset} && Second == ${reset} && Calls == 0`],
    ],
    ['one call', [`inject MyDisconnect returns ${reset} at 2`, `expect Last == 0 && Second == ${reset} && Calls == 1`]],
    ['fails', ['inject MyDisconnect fails at 1', 'expect Last == STATUS_UNSUCCESSFUL && Second == 0 && Calls == 1']],
    [
      'two values',
      ['inject MyDisconnect returns 5 at 1', 'inject MyDisconnect returns 7 at 2', 'expect Last == 5 && Second == 7'],
    ],
    ['is a call still', ['inject MyDisconnect fails', 'expect call MyDisconnect(old(SrvCall->Context)) twice']],
    ['parameters', ['inject MyDisconnect returns Server != NULL ? 3 : 4', 'expect Last == 3']],
  ])('%s', (_, clauses) => expect(verdicts(clauses, twice).map(each => each.split(' ')[0])).toEqual(['pass']))

  test('each: one run a call, in which that one fails', () => {
    const clauses = [
      'inject MyDisconnect fails each',
      'expect NT_SUCCESS(Last)',
      'expect NT_SUCCESS(Second)',
      'expect Calls >= 1',
    ]
    expect(verdicts(clauses, twice)).toEqual([
      expect.stringMatching(/^fail NT_SUCCESS\(Last\)/),
      expect.stringMatching(/^fail NT_SUCCESS\(Second\)/),
      'pass Calls >= 1',
    ])
  })

  test('a routine of the kernel, and one that the host does itself', () => {
    const body = `    { NTSTATUS a; LARGE_INTEGER w; w.QuadPart = -1; a = KeDelayExecutionThread(KernelMode, FALSE, &w); Last = a;
    Opened = ExAllocatePoolWithTag(NonPagedPool, 8, TAG); if (Opened != NULL) ExFreePoolWithTag(Opened, TAG); }
    Free(server);`
    expect(
      verdicts(
        [
          'inject KeDelayExecutionThread returns STATUS_ALERTED',
          'inject ExAllocatePoolWithTag fails at 2',
          'expect Last == STATUS_ALERTED && Opened == NULL',
        ],
        body,
      ),
    ).toEqual([expect.stringMatching(/^pass /)])
  })

  test('only calls of the driver', () => {
    const clauses = [
      'inject ExFreePoolWithTag fails at 9',
      'inject RxDispatchToWorkerThread fails',
      'expect thread == worker',
    ]
    expect(verdicts(clauses, '    Free(server);')).toEqual(['pass thread == worker'])
  })

  test('what fails nothing decides nothing', () => {
    const verdictOf = (...clauses: string[]) => {
      const text = `/* @mrx\n * scenario "one"\n${clauses.map(each => ` *   ${each}\n`).join('')} */\n`
      const [judgement] = judged(driver(text, twice))
      return [judgement!.verdict, judgement!.reason]
    }
    const nothing = (clause: string) => ['unknown', `'${clause}' fails nothing: no run makes such a call`]
    expect(verdictOf('inject MyDisconnect fails at 2')).toEqual(['pass', undefined])
    expect(verdictOf('inject MyDisconnect fails at 3')).toEqual(nothing('inject MyDisconnect fails at 3'))
    expect(verdictOf('inject allocation fails at 900')).toEqual(nothing('inject allocation fails at 900'))
    expect(verdictOf('inject post fails each')).toEqual(nothing('inject post fails each'))
    expect(verdictOf('inject MyDisconnect fails at 1', 'inject post fails')).toEqual(nothing('inject post fails'))
  })

  test('what breaks then is found, and its schedule shows it again', () => {
    const body = `    if (NT_SUCCESS(MyDisconnect(server)))\n        Free(server);`
    const source = driver(
      '/* @mrx\n * scenario "one"\n *   inject MyDisconnect fails\n *   expect no leaks\n */\n',
      body,
    )
    const [judgement] = judged(source)
    expect(judgement!.violations.map(({ rule }) => rule.code)).toEqual(['MRX105'])
    expect(judgement!.violations[0]!.run.trace.map(({ text }) => text)).toContain('fails MyDisconnect')
  })
})

const send = '    Last = MyTransportSend(server, 3); Free(server);'

describe('stub', () => {
  test('without one nothing is decided', () => {
    expect(judged(driver('/* @mrx\n * scenario "one"\n *   expect irql == 0\n */\n', send))[0]!.verdict).toBe('unknown')
  })

  test.each([
    [
      'every outcome is tried',
      '// @mrx stub MyTransportSend returns 1 | returns 2 | returns 3\n',
      'Last == 1 || Last == 2 || Last == 3',
      'pass',
    ],
    [
      'every outcome is tried, the last too',
      '// @mrx stub MyTransportSend returns 1 | returns 2 | returns 3\n',
      'Last != 3',
      'fail',
    ],
    ['parameters have names', '// @mrx stub MyTransportSend returns Bytes + 1\n', 'Last == 4', 'pass'],
    ['nothing said is 0', '// @mrx stub MyTransportSend sets Sent = Bytes\n', 'Last == 0 && Sent == 3', 'pass'],
    ['time passes', '// @mrx stub MyTransportSend returns 1, takes 20 ms\n', 'return within 19 ms', 'fail'],
    [
      'time passes, no more than said',
      '// @mrx stub MyTransportSend takes 20 ms, returns 1, takes 10 ms\n',
      'return within 30 ms',
      'pass',
    ],
  ])('%s', (_, stub, clause, verdict) => {
    expect(verdicts([`expect ${clause}`], send, stub)[0]).toMatch(new RegExp(`^${verdict}`))
  })

  test('a block is freed, by the name of the parameter or its number', () => {
    for (const parameter of ['Second', '2'])
      expect(
        verdicts(
          ['expect free old(SrvCall->Context) once', 'expect no leaks'],
          '    MyTransportDrop(NULL, server);',
          `// @mrx stub MyTransportDrop frees ${parameter}\n`,
        ),
      ).toEqual(['pass free old(SrvCall->Context) once', 'pass no leaks'])
    const twice = judged(
      driver(
        '/* @mrx\n * scenario "one"\n *   stub MyTransportDrop frees Second\n */\n',
        '    Free(server);\n    MyTransportDrop(NULL, server);',
      ),
    )
    expect(twice[0]!.violations.map(({ rule }) => rule.code)).toEqual(['MRX006'])
  })

  test('what it sets through a parameter that is NULL is no mistake of the driver, and not decided', () => {
    const stub = '// @mrx stub MyTransportDrop sets *(LONG *)First = 1\n'
    const [judgement] = judged(
      driver(
        `${stub}/* @mrx\n * scenario "one"\n *   expect irql == 0\n */\n`,
        '    MyTransportDrop(NULL, server); Free(server);',
      ),
    )
    expect([judgement!.verdict, judgement!.reason]).toEqual([
      'unknown',
      expect.stringMatching(
        /: \*\(LONG \*\)First would be set through a null pointer, in a call by MyFinalizeSrvCall$/,
      ),
    ])
  })

  test('blocks: the thread never comes back', () => {
    const [judgement] = judged(
      driver('/* @mrx\n * scenario "one"\n *   stub MyTransportSend blocks\n *   expect no deadlock\n */\n', send),
    )
    expect(judgement!.violations.map(({ rule }) => rule.code).sort()).toEqual(['MRX048', 'MRX105'])
  })

  test('one of the scenario counts before one of the driver, and a body is not run', () => {
    const clauses = ['stub MyDisconnect returns 8', 'expect Last == 8 && Calls == 0']
    expect(verdicts(clauses, twice, '// @mrx stub MyDisconnect returns 9\n')).toEqual([expect.stringMatching(/^pass/)])
  })

  test('pointers and truths', () => {
    const body = '    Opened = MyTransportOpen(1); Ready = MyTransportReady(); Free(server);'
    const stubs = '// @mrx stub MyTransportOpen returns &Calls\n// @mrx stub MyTransportReady returns TRUE\n'
    expect(verdicts(['expect Opened == &Calls && Ready'], body, stubs)).toEqual([expect.stringMatching(/^pass/)])
  })
})
