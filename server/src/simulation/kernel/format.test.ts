import { describe, expect, test } from 'vitest'
import { driverWith, loaded, placeText, run } from '../../../test/support/simulated.ts'

/** The statements assert what they expect, in the driver's unload. */
function checked(statements: string) {
  const declarations = `#include <ntstrsafe.h>
#include <stdio.h>
#define CHECK(e) { if (!(e)) KeBugCheck(__LINE__); }
static VOID Check(VOID)
{
    CHAR narrow[24]; WCHAR wide[24]; UNICODE_STRING name = RTL_CONSTANT_STRING(L"share");
${statements}
}
`
  const { violations, unknown } = run(loaded(driverWith({ declarations, unload: 'Check();' })), ['unload'])
  return [...violations.map(rule => `${rule.code} ${placeText(rule)}`), ...(unknown === undefined ? [] : [unknown])]
}

test('numbers, strings of both widths, counted strings', () => {
  expect(
    checked(`
    CHECK(RtlStringCbPrintfA(narrow, sizeof(narrow), "%d %08lx %s|%4u", -5, 0xabcUL, "a", 7) == STATUS_SUCCESS);
    CHECK(strcmp(narrow, "-5 00000abc a|   7") == 0);
    CHECK(RtlStringCbPrintfA(narrow, sizeof(narrow), "%wZ %S %ls", &name, L"b", L"c") == STATUS_SUCCESS);
    CHECK(strcmp(narrow, "share b c") == 0);
    CHECK(RtlStringCchPrintfW(wide, 24, L"%wZ-%s-%S-%hs", &name, L"x", "y", "z") == STATUS_SUCCESS);
    CHECK(wcscmp(wide, L"share-x-y-z") == 0);
    CHECK(_snwprintf(wide, 24, L"%I64d", 1LL << 40) == 13);
    CHECK(_snprintf(narrow, 3, "abcd") == -1);`),
  ).toEqual([])
})

test('what does not fit is cut, and ends with a zero', () => {
  expect(
    checked(`
    CHECK(RtlStringCbPrintfW(wide, 6, L"abcd") == STATUS_BUFFER_OVERFLOW);
    CHECK(wcscmp(wide, L"ab") == 0);
    CHECK(RtlStringCchCopyW(wide, 3, L"abcd") == STATUS_BUFFER_OVERFLOW && wide[2] == 0);
    CHECK(RtlStringCbCatA(narrow, 0, "a") == STATUS_INVALID_PARAMETER);
    CHECK(RtlStringCchCopyA(narrow, 24, "ab") == STATUS_SUCCESS);
    CHECK(RtlStringCbCatA(narrow, 24, "cd") == STATUS_SUCCESS && strcmp(narrow, "abcd") == 0);`),
  ).toEqual([])
})

test('a check that does not hold is seen, and so is a conversion that nobody knows', () => {
  expect(checked('    CHECK(RtlStringCbPrintfA(narrow, 24, "%d", 1) != STATUS_SUCCESS);')).toEqual([
    expect.stringMatching(/^MRX218 driver.c:\d+$/),
  ])
  expect(checked('    RtlStringCbPrintfA(narrow, 24, "%y", 1);')).toEqual([expect.stringContaining('not supported')])
})

describe('what is printed', () => {
  const freed = 'PUNICODE_STRING gone = ExAllocatePoolWithTag(NonPagedPool, 64, 1); *gone = name; ExFreePool(gone);'
  const half = 'memset(narrow, 65, 24);'

  test.each([
    [`${freed}\nDbgPrint("%d %wZ", 1, gone);`, 'MRX202'],
    [`${freed}\nDbgPrintEx(77, 0, "%d %.*s %wZ", 1, 2, narrow, gone);`, 'MRX202'],
    [`${freed}\nKdPrint(("%p\\n", gone)); DbgPrint("%wZ%%", &name);`, undefined],
    [`${half}\nDbgPrint("%s", narrow);`, 'MRX204'],
    [`${half}\nDbgPrint("%.*s", -1, narrow);`, 'MRX204'],
    [`${half}\nDbgPrint("%.24s %24.4s", narrow, narrow);`, undefined],
    ['DbgPrint("%S %ws %Z %s", L"a", L"b", NULL, NULL);', undefined],
    ['DbgPrint("%x %d %y", 1LL, &name, 1);', undefined],
  ])('%s', (statements, code) => {
    expect(checked(`RtlZeroMemory(narrow, 24);\n${statements}`)).toEqual(
      code === undefined ? [] : [expect.stringContaining(code)],
    )
  })
})
