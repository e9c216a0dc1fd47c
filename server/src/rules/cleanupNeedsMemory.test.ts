import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX051')

const release = 'ExFreePool(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;'
const has = 'if (SrvCall->Context == NULL) return STATUS_SUCCESS;'

describe('teardown that needs memory', () => {
  test('returns where there is none', () => {
    const [finding] = rule.expectIn(`
    PVOID request; ${has}
    request = ExAllocatePool2(64, 32, 1);
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX051 'MyFinalizeSrvCall' gives up where 'ExAllocatePool2' fails
    if (request == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ${release}`)
    expect(finding?.severity).toBe('error')
  })
  test('in an initializer, with a goto', () =>
    void rule.expectIn(`
    PSERVER s = SrvCall->Context;
    PVOID request = (PVOID)ExAllocatePoolWithTag(0, 32, 1);
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX051
    if (!request || !s) goto out;
    ExFreePool(s);
    SrvCall->Context = NULL;
out:
    return STATUS_SUCCESS;`))
  test('in a helper of another file', () =>
    void rule.expectInFiles(
      `    PSERVER request; ${has}
    if ((request = NewRequest(1)) == NULL) return STATUS_SUCCESS;
                   ^^^^^^^^^^^^^ MRX051 where 'NewRequest' fails
    ExFreePool(request); ${release}`,
      'PSERVER NewRequest(ULONG n);\n',
      {
        'request.c':
          'PSERVER NewRequest(ULONG n) { PSERVER p = ExAllocatePool2(64, 32, 1); if (p != NULL) p->References = n; return p; }\n',
      },
    ))
  test('and releases in an else', () =>
    void rule.expectIn(`
    PVOID request; ${has}
    request = ExAllocatePool2(64, 32, 1);
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX051
    if (request != NULL) { ExFreePool(request); ${release} }
    return STATUS_SUCCESS;`))
})

describe('no finding', () => {
  test('goes on without', () => {
    rule.isClean(`PVOID r; ${has} r = ExAllocatePool2(64, 32, 1); if (r != NULL) ExFreePool(r); ${release}`)
    rule.isClean(`PVOID r = ExAllocatePool2(64, 32, 1); if (!r) goto out; ExFreePool(r); out: ${has} ${release}`)
  })
  test('releases first', () =>
    rule.isClean(
      `PVOID r; ${has} ExFreePool(SrvCall->Context); SrvCall->Context = NULL; r = ExAllocatePool2(64, 32, 1); if (!r) return 1; ExFreePool(r); return STATUS_SUCCESS;`,
    ))
  test('needs none', () => rule.isClean(`${has} ${release}`))
  test('there was nothing to release', () =>
    rule.isClean(
      `PVOID r; if (SrvCall->Context == NULL) { r = ExAllocatePool2(64, 32, 1); if (r) ExFreePool(r); return 1; } ${release}`,
    ))
})
