// Values of the registry: there are none, so what the driver says is to be taken is taken.
import { expect, test } from 'vitest'
import { driverWith, holds, holdsWith, loaded, run } from '../support/simulated.ts'

/** Of a table with these entries, and an empty one. */
function queried(...entries: string[]): string {
  return `(RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"a", (RTL_QUERY_REGISTRY_TABLE[]){ ${entries.join(', ')}, { 0 } }, NULL, NULL)`
}

test('values of the registry that are not there: text for a UNICODE_STRING', () => {
  const direct = 'NULL, RTL_QUERY_REGISTRY_DIRECT'
  expect(
    holds(
      'WCHAR room[3]; UNICODE_STRING own = { 0, sizeof(room), room }, none = { 0 };',
      `${queried(`{ ${direct}, L"v", &own, REG_SZ, L"ab", 0 }`)} == STATUS_SUCCESS)`,
      "own.Length == 4 && own.Buffer == room && room[1] == L'b' && room[2] == 0",
      `${queried(`{ ${direct}, L"v", &own, REG_EXPAND_SZ, L"abc", 0 }`)} == STATUS_BUFFER_TOO_SMALL)`,
      `${queried(`{ ${direct}, L"v", &none, REG_SZ, L"abc", 8 }`)} == STATUS_SUCCESS)`,
      "none.Length == 6 && none.MaximumLength == 8 && none.Buffer[2] == L'c'",
      '(RtlFreeUnicodeString(&none), none.Buffer == NULL)',
      `${queried(`{ ${direct} | RTL_QUERY_REGISTRY_NOEXPAND, L"v", &none, REG_MULTI_SZ, L"a\\0bc\\0", 0 }`)} == STATUS_SUCCESS)`,
      "none.MaximumLength == 12 && none.Length == 10 && none.Buffer[2] == L'b'",
      '(RtlFreeUnicodeString(&none), none.Buffer == NULL)',
    ),
  ).toEqual([])
})

test('values of the registry that are not there: the buffer of a text is the driver’s', () => {
  const query = `UNICODE_STRING text = { 0 }; ${queried('{ NULL, RTL_QUERY_REGISTRY_DIRECT, L"v", &text, REG_SZ, L"ab", 0 }')});`
  const { violations } = run(loaded(driverWith({ beforeRegister: `{ ${query} }` })), ['connect', 'unload'])
  expect(violations).toMatchObject([
    { code: 'MRX207', message: 'A block of 6 bytes that is allocated here is never freed' },
  ])
})

test('values of the registry that are not there: numbers and bytes', () => {
  const direct = 'NULL, RTL_QUERY_REGISTRY_DIRECT'
  const [number, bytes] = ['(ULONG[]){ 7 }', '(UCHAR[]){ 1, 2, 3, 4, 5, 6 }']
  expect(
    holds(
      'ULONG n = 1; UCHAR few[4]; LONG data[4] = { -6 }, told[4] = { 14 }, small[2] = { -5 };',
      `${queried(`{ ${direct}, L"v", &n, REG_DWORD, ${number}, 0 }`)} == STATUS_SUCCESS && n == 7)`,
      `${queried(`{ ${direct} | RTL_QUERY_REGISTRY_TYPECHECK, L"v", &n, REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT }`)} == STATUS_SUCCESS && n == 7)`,
      `${queried(`{ ${direct}, L"v", few, REG_BINARY, ${bytes}, 3 }`)} == STATUS_SUCCESS && few[2] == 3)`,
      `${queried(`{ ${direct}, L"v", data, REG_BINARY, ${bytes}, 6 }`)} == STATUS_SUCCESS && ((UCHAR *)data)[5] == 6)`,
      `${queried(`{ ${direct}, L"v", told, REG_BINARY, ${bytes}, 6 }`)} == STATUS_SUCCESS)`,
      'told[0] == 6 && told[1] == REG_BINARY && ((UCHAR *)told)[13] == 6',
      `${queried(`{ ${direct}, L"v", small, REG_BINARY, ${bytes}, 6 }`)} == STATUS_BUFFER_TOO_SMALL)`,
    ),
  ).toEqual([])
})

test('values of the registry that are not there: none, and required ones', () => {
  const [none, required] = [
    'NULL, RTL_QUERY_REGISTRY_DIRECT',
    'NULL, RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_REQUIRED',
  ]
  expect(
    holds(
      'ULONG n = 1, later = 1, seven = 7;',
      `${queried(`{ ${none}, L"v", &n }`, `{ ${none}, L"w", &later, REG_DWORD, &seven, 4 }`)} == STATUS_SUCCESS && n == 1 && later == 7)`,
      `${queried(`{ ${required}, L"v", &n }`, `{ ${none}, L"w", &n, REG_DWORD, &seven, 4 }`)} == STATUS_OBJECT_NAME_NOT_FOUND && n == 1)`,
    ),
  ).toEqual([])
})

test('values of the registry that are not there: what a routine is told', () => {
  const helper = `static ULONG told; static NTSTATUS NTAPI Take(PWSTR name, ULONG type, PVOID data, ULONG length, PVOID context, PVOID entry)
{ told = told * 100 + type * 10 + length; return *(PWSTR)data == L'x' ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS; }`
  expect(
    holdsWith(
      helper,
      '',
      `${queried('{ Take, 0, L"v", NULL, REG_SZ, L"a", 0 }')} == STATUS_SUCCESS && told == 14)`,
      `(told = 0, ${queried('{ Take, 0, L"v", NULL, REG_MULTI_SZ, L"a\\0bc\\0", 0 }')} == STATUS_SUCCESS && told == 1416))`,
      `(told = 0, ${queried('{ Take, RTL_QUERY_REGISTRY_NOEXPAND, L"v", NULL, REG_MULTI_SZ, L"a\\0", 0 }')} == STATUS_SUCCESS && told == 76))`,
      `(told = 0, ${queried('{ Take, 0, L"v", NULL, REG_MULTI_SZ, L"x\\0bc\\0", 0 }')} == STATUS_UNSUCCESSFUL && told == 14))`,
    ),
  ).toEqual([])
})
