import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX050')
const work = 'static VOID NTAPI Work(PVOID Context) { ExFreePool(Context); }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('a dispatch that nobody looks at', () => {
  test('as a statement', () => {
    const [finding] = expectIn(
      `    ${taken}
    RxDispatchToWorkerThread(NULL, 1, Work, s);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX050 without memory 'Work' never runs
    return STATUS_SUCCESS;`,
      work,
    )
    expect(finding?.severity).toBe('warning')
  })
  test('in a variable that is only written', () =>
    void expectIn(
      `    NTSTATUS status; ${taken}
    if (Force) status = (NTSTATUS)RxDispatchToWorkerThread(NULL, 1, Work, s);
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX050
    return STATUS_SUCCESS;`,
      work,
    ))
  test('in an initializer', () =>
    void expectIn(
      `    PSERVER s = SrvCall->Context;
    NTSTATUS status = RxDispatchToWorkerThread(NULL, 1, Work, s);
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX050
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`,
      work,
    ))
  test('in a helper of another file', () =>
    void expectInFiles(`    ${taken} Retire(s); return STATUS_SUCCESS;`, 'VOID Retire(PSERVER s);\n', {
      'retire.c': `${work}VOID Retire(PSERVER s) {
    do { (RxDispatchToWorkerThread(NULL, 1, Work, s)); } while (0);
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX050
}
`,
    }))
})

describe('no finding', () => {
  const post = 'RxDispatchToWorkerThread(NULL, 1, Work, s)'
  test('looked at', () => {
    isClean(`NTSTATUS r; ${taken} r = ${post}; if (!NT_SUCCESS(r)) Work(s); return STATUS_SUCCESS;`, work)
    isClean(`${taken} if (${post} != STATUS_SUCCESS) Work(s); return STATUS_SUCCESS;`, work)
    isClean(`${taken} return ${post};`, work)
    isClean(`NTSTATUS r; ${taken} if (!NT_SUCCESS(r = ${post})) Work(s); return STATUS_SUCCESS;`, work)
  })
  test('meant', () => isClean(`${taken} (VOID)${post}; return STATUS_SUCCESS;`, work))
  test('kept for others', () => isClean(`${taken} s->References = ${post}; return STATUS_SUCCESS;`, work))
  test('wrapped in a helper that passes it on', () =>
    isClean(
      `${taken} if (Post(s)) Work(s); return STATUS_SUCCESS;`,
      `${work}static NTSTATUS Post(PSERVER s) { return ${post}; }\n`,
    ))
})
