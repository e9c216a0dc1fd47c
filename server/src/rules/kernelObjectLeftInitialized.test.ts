import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX035')
const prepare = `VOID Prepare(PSERVER s) { ExInitializeNPagedLookasideList(&s->Blocks, NULL, NULL, 0, 8, 1, 0); FsRtlInitializeFileLock(&s->Locks, NULL, NULL); }
`
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('an object that stays initialised', () => {
  test('a lookaside list', () => {
    const [finding] = expectIn(
      `    ${taken} FsRtlUninitializeFileLock(&s->Locks);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX035 The lookaside list 'Blocks' in this block
    return STATUS_SUCCESS;`,
      prepare,
    )
    expect(finding?.severity).toBe('warning')
  })
  test('a file lock, through an alias', () =>
    void expectIn(
      `    ${taken} ExDeleteNPagedLookasideList(&s->Blocks);
    if (coin()) { PVOID p = s; ExFreePool(p); }
                               ^^^^^^^^^^^^^ MRX035 file lock 'Locks'
    return STATUS_SUCCESS;`,
      prepare,
    ))
  test('freed by a helper of another file, which deletes one of two', () =>
    void expectInFiles(`    ${taken} Free(s); return STATUS_SUCCESS;`, `${prepare}VOID Free(PSERVER s);\n`, {
      'server.c': `VOID Free(PSERVER s) {
    FsRtlUninitializeFileLock(&s->Locks);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX035 'Blocks'
}
`,
    }))
  test('of a new block', () =>
    void expectIn(
      '    return STATUS_SUCCESS;',
      `PSERVER New(VOID) {
    PSERVER s = ExAllocatePool2(64, sizeof(SERVER), 1);
    if (s == NULL) return NULL;
    FsRtlInitializeFileLock(&s->Locks, NULL, NULL);
    if (!coin()) return s;
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX035
    return NULL;
}
`,
    ))
})

describe('no finding', () => {
  const both = 'FsRtlUninitializeFileLock(&s->Locks); ExDeleteNPagedLookasideList(&s->Blocks);'
  test('deleted', () => {
    isClean(`${taken} ${both} ExFreePool(s); return STATUS_SUCCESS;`, prepare)
    isClean(
      `${taken} Free(s); return STATUS_SUCCESS;`,
      `${prepare}static VOID Free(PSERVER s) { ${both} ExFreePool(s); }\n`,
    )
  })
  test('deleted where it exists', () =>
    isClean(`${taken} if (s->Name) { ${both} } ExFreePool(s); return STATUS_SUCCESS;`, prepare))
  test('never initialised', () => isClean(`${taken} ExFreePool(s); return STATUS_SUCCESS;`))
  test('an object that goes with its block', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Prepare(PSERVER s) { KeInitializeEvent(&s->Done, 0, FALSE); }\n',
    ))
})
