// Cryptography: handles of providers and hashes, and what can be said of digests and random numbers.
import { describe, expect, test } from 'vitest'
import { driverWith, holdsWith, loaded, run } from '../support/simulated.ts'

const declared = `#include <bcrypt.h>
static BCRYPT_ALG_HANDLE Provider;
static BCRYPT_HASH_HANDLE Hash, Copy;
static UCHAR One[32], Two[32], Bytes[8] = { 1, 2, 3 };
static ULONG Length, Size;
static NTSTATUS Open(PCWSTR name, ULONG flags) { return BCryptOpenAlgorithmProvider(&Provider, name, NULL, flags); } // opened
static NTSTATUS Create(PUCHAR object) { return BCryptCreateHash(Provider, &Hash, object, object == NULL ? 0 : Size, NULL, 0, 0); } // created
static NTSTATUS Add(PVOID hash, ULONG count) { return BCryptHashData(hash, Bytes, count, 0); }
static NTSTATUS Finish(PVOID hash, PUCHAR to) { return BCryptFinishHash(hash, to, sizeof(One), 0); }
static BOOLEAN Close(VOID) { return (BOOLEAN)(BCryptCloseAlgorithmProvider(Provider, 0) == 0); }
static BOOLEAN Destroy(VOID) { return (BOOLEAN)(BCryptDestroyHash(Hash) == 0); }
static BOOLEAN Same(VOID) { return (BOOLEAN)(RtlCompareMemory(One, Two, sizeof(One)) == sizeof(One)); }
`
const holds = (...conditions: string[]) => holdsWith(declared, '', ...conditions)
const sha = 'Open(BCRYPT_SHA256_ALGORITHM, 0) == 0'

describe('digests', () => {
  test('of equal data are equal, in whatever pieces they come', () => {
    expect(
      holds(
        `${sha} && Create(NULL) == 0 && Add(Hash, 3) == 0 && Add(Hash, 5) == 0 && Finish(Hash, One) == 0 && Destroy()`,
        'Create(NULL) == 0 && Add(Hash, 8) == 0 && BCryptDuplicateHash(Hash, &Copy, NULL, 0, 0) == 0',
        'Finish(Copy, Two) == 0 && !Same() && Destroy() && BCryptDestroyHash(Copy) == 0',
        'BCryptHash(Provider, NULL, 0, Bytes, 3, One, 32) == 0 && BCryptHash(Provider, NULL, 0, Bytes, 3, Two, 32) == 0 && Same()',
        'BCryptHash(Provider, Bytes, 4, Bytes, 3, Two, 32) == 0 && !Same() && Close()',
      )[0],
    ).toBe(undefined)
  })

  test('have the length of their algorithm, and memory as it says', () => {
    expect(
      holds(
        `${sha} && BCryptGetProperty(Provider, BCRYPT_HASH_LENGTH, NULL, 0, &Size, 0) == 0 && Size == 4`,
        'BCryptGetProperty(Provider, BCRYPT_HASH_LENGTH, (PUCHAR)&Length, 2, &Size, 0) == STATUS_BUFFER_TOO_SMALL',
        'BCryptGetProperty(Provider, BCRYPT_HASH_LENGTH, (PUCHAR)&Length, 4, &Size, 0) == 0 && Length == 32',
        'BCryptCreateHash(Provider, &Hash, One, 32, NULL, 0, 0) == STATUS_BUFFER_TOO_SMALL && Create(NULL) == 0',
        'BCryptFinishHash(Hash, One, 20, 0) == STATUS_INVALID_PARAMETER && Destroy() && Close()',
        'BCryptCreateHash(NULL, &Hash, NULL, 0, NULL, 0, 0) == STATUS_INVALID_HANDLE && BCryptDestroyHash(NULL) == STATUS_INVALID_HANDLE',
      ),
    ).toEqual([])
  })
})

test('random numbers', () => {
  expect(
    holds(
      'Open(BCRYPT_RNG_ALGORITHM, 0) == 0 && BCryptGenRandom(Provider, One, 32, 0) == 0 && BCryptGenRandom(Provider, Two, 32, 0) == 0 && !Same()',
      'BCryptGenRandom(NULL, One, 32, 0) == STATUS_INVALID_HANDLE && BCryptGenRandom(NULL, One, 32, BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0',
      'Create(NULL) == STATUS_NOT_SUPPORTED && Close()',
    ),
  ).toEqual([])
})

/** What is said of a driver that does this when it is loaded, and is unloaded. */
function done(body: string): string[] {
  const source = driverWith({ declarations: declared, beforeRegister: `{ PUCHAR object = NULL; ${body} }` })
  const { violations, unknown } = run(loaded(source), ['connect', 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

const begin = `${sha.replace(' == 0', '')}; Size = 256;`

describe('handles', () => {
  test('that are closed', () => expect(done(`${begin} Create(NULL); Destroy(); Close();`)).toEqual([]))

  test.each([
    [begin, 'MRX207 An algorithm provider that is opened here is never closed'],
    [`${begin} Create(NULL); Close();`, 'MRX207 A hash that is created here is never destroyed'],
    [`${begin} Close(); Close();`, 'MRX202'],
    [`${begin} Create(NULL); Destroy(); Add(Hash, 3);`, 'MRX202'],
    [`${begin} BCryptDestroyHash(Provider);`, 'MRX204'],
    [`${begin} KfRaiseIrql(DISPATCH_LEVEL); Create(NULL);`, 'MRX044 calls BCryptCreateHash at IRQL 2'],
    [
      `${begin} object = ExAllocatePoolWithTag(NonPagedPool, 256, TAG); if (object == NULL) return STATUS_UNSUCCESSFUL; Create(object); ExFreePoolWithTag(object, TAG); Finish(Hash, One);`,
      'MRX202',
    ],
    ['Open(BCRYPT_AES_ALGORITHM, 0);', 'not supported: algorithms other than digests and random numbers'],
    ['Provider = BCRYPT_SHA256_ALG_HANDLE; Create(NULL);', 'not supported: BCryptCreateHash with a handle that stands'],
    [
      `${begin} Create(NULL); Finish(Hash, One); Add(Hash, 1);`,
      'not supported: BCryptHashData with a hash that is finished',
    ],
  ])('%s', (body, what) => expect(done(body)[0]).toContain(what))

  test('at DISPATCH_LEVEL, if the provider is opened for that', () => {
    const raised =
      'KIRQL irql = KeRaiseIrqlToDpcLevel(); Create(NULL); Add(Hash, 3); Finish(Hash, One); Destroy(); KeLowerIrql(irql);'
    expect(done(`Open(BCRYPT_SHA256_ALGORITHM, BCRYPT_PROV_DISPATCH); { ${raised} } Close();`)).toEqual([])
  })
})
