// Routines of the kernel's library that say something else than that they were called: values checked by the driver itself.
import { expect, test } from 'vitest'
import { driverWith, loaded, run } from '../support/simulated.ts'

/** What the driver asks when it is loaded; a condition that does not hold stops it. */
function holds(declarations: string, ...conditions: string[]): string[] {
  const asked = conditions.map(each => `if (!(${each})) KeBugCheck(1);`).join('\n    ')
  const source = driverWith({ beforeRegister: `{ ${declarations}\n    ${asked} }` })
  return run(loaded(source), ['connect']).violations.map(({ message }) => message)
}

test('calendar: 100 ns since 1601, with leap years', () => {
  const at = (...fields: number[]) =>
    `(fields = (TIME_FIELDS){ ${fields.join(', ')} }, RtlTimeFieldsToTime(&fields, &time))`
  const declarations = 'TIME_FIELDS fields; LARGE_INTEGER time;'
  const day = 864_000_000_000n
  const is = (days: bigint, rest = 0n) => `time.QuadPart == ${days * day + rest}LL`
  expect(
    holds(
      declarations,
      `${at(1601, 1, 1, 0, 0, 0, 0)} && ${is(0n)}`,
      `${at(1970, 1, 1, 0, 0, 0, 0)} && ${is(134_774n)}`,
      `${at(2000, 3, 1, 1, 2, 3, 4)} && ${is(145_791n, 37_230_040_000n)}`,
      `!${at(2000, 13, 1, 0, 0, 0, 0)}`,
    ),
  ).toEqual([])
})

test('security descriptors', () => {
  expect(
    holds(
      'SECURITY_DESCRIPTOR sd;',
      'RtlCreateSecurityDescriptor(&sd, 7) == STATUS_UNKNOWN_REVISION',
      'RtlCreateSecurityDescriptor(&sd, SECURITY_DESCRIPTOR_REVISION) == STATUS_SUCCESS',
      'RtlSetDaclSecurityDescriptor(&sd, TRUE, NULL, FALSE) == STATUS_SUCCESS && sd.Control == SE_DACL_PRESENT',
    ),
  ).toEqual([])
})

test('UTF-8, and its length alone', () => {
  expect(
    holds(
      'CHAR to[8]; ULONG count; static const WCHAR from[] = { 65, 0xe9, 0x20ac };',
      'RtlUnicodeToUTF8N(NULL, 0, &count, from, sizeof(from)) == STATUS_SUCCESS && count == 6',
      'RtlUnicodeToUTF8N(to, 8, &count, from, sizeof(from)) == STATUS_SUCCESS && count == 6',
      "to[0] == 'A' && (UCHAR)to[1] == 0xc3 && (UCHAR)to[5] == 0xac",
      'RtlUnicodeToUTF8N(to, 2, &count, from, sizeof(from)) == STATUS_BUFFER_TOO_SMALL && count == 1',
    ),
  ).toEqual([])
})

test('interlocked operations of every width', () => {
  expect(
    holds(
      'LONG w = 5; SHORT s = 5; CHAR c = 5; LONG64 q = 5; PVOID p = NULL;',
      'InterlockedAdd(&w, 3) == 8 && InterlockedExchange(&w, 1) == 8 && InterlockedOr(&w, 6) == 1 && w == 7',
      'InterlockedIncrement16(&s) == 6 && InterlockedCompareExchange16(&s, 9, 6) == 6 && s == 9',
      'InterlockedExchange8(&c, 4) == 5 && InterlockedAnd8(&c, 12) == 4 && c == 4',
      'InterlockedExchangeAdd64(&q, 5) == 5 && InterlockedIncrement64(&q) == 11',
      'InterlockedCompareExchangePointer(&p, &w, NULL) == NULL && InterlockedExchangePointer(&p, NULL) == &w',
      '!InterlockedBitTestAndSet(&w, 3) && w == 15 && InterlockedBitTestAndReset(&w, 0) && w == 14',
    ),
  ).toEqual([])
})

test('run-down protection: nobody begins once it is waited for', () => {
  expect(
    holds(
      'EX_RUNDOWN_REF r; ExInitializeRundownProtection(&r);',
      'ExAcquireRundownProtection(&r)',
      '(ExReleaseRundownProtection(&r), ExWaitForRundownProtectionRelease(&r), !ExAcquireRundownProtection(&r))',
    ),
  ).toEqual([])
})
