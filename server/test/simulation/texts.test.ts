// Text in the kernel's library: counted and ended strings, numbers and identifiers as text, formats, sorting.
import { expect, test } from 'vitest'
import { holds, holdsWith } from '../support/simulated.ts'

const library = ['ctype', 'errno', 'stdio', 'stdlib', 'string', 'wchar', 'ntstrsafe']
  .map(name => `#include <${name}.h>\n`)
  .join('')
const holdsIn = (declarations: string, ...conditions: string[]) => holdsWith(library, declarations, ...conditions)

const above = (call: string, level = 'DISPATCH_LEVEL') => {
  const declarations = `STRING s = RTL_CONSTANT_STRING("a"); UNICODE_STRING u = { 0, 8, (WCHAR[4]){ 0 } }; ULONG n; GUID g; KIRQL irql; KeRaiseIrql(${level}, &irql);`
  return holdsIn(declarations, `(${call}, TRUE)`)[0]
}

test('counted strings of one byte a character', () => {
  expect(
    holds(
      'STRING a = RTL_CONSTANT_STRING("Abc"), b = RTL_CONSTANT_STRING("aBCd"), to; CHAR room[5] = "....";',
      '!RtlEqualString(&a, &b, TRUE) && (b.Length = 3, RtlEqualString(&a, &b, TRUE)) && !RtlEqualString(&a, &b, FALSE)',
      'RtlCompareString(&a, &b, FALSE) < 0 && RtlCompareString(&a, &b, TRUE) == 0',
      '(b.Length = 4, RtlCompareString(&a, &b, TRUE) < 0 && RtlCompareString(&b, &a, TRUE) > 0)',
      '(to.Buffer = room, to.Length = 0, to.MaximumLength = 2, RtlCopyString(&to, &b), to.Length == 2 && room[1] == 66 && room[2] == 46)',
      'RtlAppendStringToString(&to, &a) == STATUS_BUFFER_TOO_SMALL && to.Length == 2',
      '(to.MaximumLength = 5, RtlAppendStringToString(&to, &a) == STATUS_SUCCESS && to.Length == 5 && room[4] == 99)',
      '(RtlUpperString(&to, &b), to.Length == 4 && room[0] == 65 && room[3] == 68)',
      "(RtlCopyString(&to, NULL), to.Length == 0) && RtlUpperChar('z') == 'Z' && RtlUpperChar('-') == '-'",
    ),
  ).toEqual([])
  expect(above('RtlEqualString(&s, &s, TRUE)', 'APC_LEVEL')).toContain('calls RtlEqualString at IRQL 1')
  expect(above('RtlUpperString(&s, &s)')).toContain('calls RtlUpperString at IRQL 2')
})

test('strings that no count can say how long they are', () => {
  expect(
    holds(
      'static WCHAR wide[32768]; static CHAR text[65536]; UNICODE_STRING u; STRING s; ULONG i;',
      '(RtlFillMemory(text, 65535, 65), RtlInitAnsiStringEx(&s, text) == STATUS_NAME_TOO_LONG)',
      '(text[65534] = 0, RtlInitAnsiStringEx(&s, text) == STATUS_SUCCESS && s.Length == 65534)',
      '(RtlFillMemory(wide, 65534, 65), RtlInitUnicodeStringEx(&u, wide) == STATUS_NAME_TOO_LONG)',
      '(wide[32766] = 0, RtlInitUnicodeStringEx(&u, wide) == STATUS_SUCCESS && u.Length == 65532)',
      'RtlInitUnicodeStringEx(&u, NULL) == STATUS_SUCCESS && u.Length == 0 && u.Buffer == NULL',
    ),
  ).toEqual([])
})

test('text without a count, of either width', () => {
  expect(
    holds(
      'WCHAR wide[4] = { 0 }; CHAR text[4] = { 0 }; ULONG size; static const WCHAR from[] = { 65, 0xe9, 0x20ac };',
      'RtlMultiByteToUnicodeN(wide, 8, &size, "a\\xe9", 2) == STATUS_SUCCESS && size == 4 && wide[1] == 0xe9',
      'RtlMultiByteToUnicodeN(wide, 5, &size, "xyz", 3) == STATUS_SUCCESS && size == 4 && wide[1] == 121 && wide[2] == 0',
      'RtlUnicodeToMultiByteN(text, 4, &size, from, 6) == STATUS_SUCCESS && size == 3 && (UCHAR)text[1] == 0xe9 && text[2] == 63',
      'RtlUnicodeToMultiByteN(text, 1, NULL, from + 1, 4) == STATUS_SUCCESS && (UCHAR)text[0] == 0xe9 && text[2] == 63',
      'RtlMultiByteToUnicodeSize(&size, "abc", 3) == STATUS_SUCCESS && size == 6',
      'RtlUnicodeToMultiByteSize(&size, from, 6) == STATUS_SUCCESS && size == 3',
    ),
  ).toEqual([])
})

test('numbers and identifiers as counted text, and back', () => {
  const guid = (text: string) => `(RtlInitUnicodeString(&u, L"${text}"), RtlGUIDFromString(&u, &g))`
  expect(
    holds(
      'WCHAR room[20]; UNICODE_STRING u, n = { 0, sizeof(room), room }; GUID g; ULONG v;',
      'RtlInt64ToUnicodeString(0xffffffffffffffff, 0, &n) == STATUS_SUCCESS && n.Length == 40 && room[19] == 53',
      'RtlInt64ToUnicodeString(1ULL << 32, 16, &n) == STATUS_SUCCESS && n.Length == 18 && room[0] == 49 && room[8] == 48',
      'RtlInt64ToUnicodeString(1, 7, &n) == STATUS_INVALID_PARAMETER',
      'RtlInt64ToUnicodeString(1ULL << 32, 2, &n) == STATUS_BUFFER_OVERFLOW',
      'RtlCharToInteger(" \\t-12z", 10, &v) == STATUS_SUCCESS && v == (ULONG)-12',
      'RtlCharToInteger("0x1F", 0, &v) == STATUS_SUCCESS && v == 31 && RtlCharToInteger("0b101", 0, &v) == STATUS_SUCCESS && v == 5',
      'RtlCharToInteger("", 0, &v) == STATUS_SUCCESS && v == 0 && RtlCharToInteger("1", 3, &v) == STATUS_INVALID_PARAMETER',
      `${guid('{01234567-89aB-cdef-0123-456789abcdef}')} == STATUS_SUCCESS && g.Data1 == 0x01234567 && g.Data2 == 0x89ab && g.Data3 == 0xcdef`,
      'g.Data4[0] == 0x01 && g.Data4[1] == 0x23 && g.Data4[2] == 0x45 && g.Data4[7] == 0xef',
      ...[
        '01234567-89ab-cdef-0123-456789abcdef',
        '{01234567-89ab-cdef-0123-456789abcdeg}',
        '{01234567-89ab-cdef-01234-56789abcdef}',
        '{01234567-89ab-cdef-0123-456789abcdef} ',
      ].map(each => `${guid(each)} == STATUS_INVALID_PARAMETER`),
    ),
  ).toEqual([])
  expect(above('RtlInt64ToUnicodeString(1, 10, &u)', 'APC_LEVEL')).toContain('calls RtlInt64ToUnicodeString at IRQL 1')
  expect(above('RtlCharToInteger("1", 10, &n)')).toContain('calls RtlCharToInteger at IRQL 2')
  expect(above('RtlGUIDFromString(&u, &g)')).toContain('calls RtlGUIDFromString at IRQL 2')
})

test('formats into buffers', () => {
  expect(
    holdsIn(
      'CHAR b[8]; WCHAR w[8]; UNICODE_STRING u = { 0, 11, w };',
      'sprintf(b, "%d-%s", -5, "ab") == 5 && strcmp(b, "-5-ab") == 0',
      'swprintf(w, L"%ws%u", L"ab", 7) == 3 && wcscmp(w, L"ab7") == 0',
      'sprintf_s(b, 8, "%07d", 5) == 7 && b[6] == 53 && sprintf_s(b, 7, "%07d", 5) == -1 && b[0] == 0',
      'swprintf_s(w, 3, L"%x", 0xab) == 2 && w[1] == 98 && swprintf_s(w, 2, L"%x", 0xab) == -1 && w[0] == 0',
      '_snprintf_s(b, 8, 3, "abcdef") == -1 && strcmp(b, "abc") == 0 && _snprintf_s(b, 8, 6, "abcdef") == 6',
      '_snprintf_s(b, 4, _TRUNCATE, "abcdef") == -1 && strcmp(b, "abc") == 0',
      '_snprintf_s(b, 4, 5, "abcdef") == -1 && b[0] == 0 && _snwprintf_s(w, 8, _TRUNCATE, L"%S", "hi") == 2 && w[1] == 105',
      'RtlUnicodeStringPrintf(&u, L"%d", 1234) == STATUS_SUCCESS && u.Length == 8 && w[3] == 52',
      'RtlUnicodeStringPrintf(&u, L"%d", 123456) == STATUS_BUFFER_OVERFLOW && u.Length == 10 && w[4] == 53',
    ),
  ).toEqual([])
  expect(holdsIn('CHAR b[4];', 'sprintf(b, "%d", 12345)')[0]).toMatch(/^writes [67] bytes at offset 0 of b/)
  expect(above('RtlUnicodeStringPrintf(&u, L"")', 'APC_LEVEL')).toContain('calls RtlUnicodeStringPrintf at IRQL 1')
})

test('ended strings', () => {
  expect(
    holdsIn(
      'CHAR b[8] = "ab"; WCHAR w[8] = L"aB"; const char *text = "banana";',
      'strstr(text, "nan") == text + 2 && strstr(text, "nab") == NULL && strstr(text, "") == text',
      "strrchr(text, 'n') == text + 4 && strrchr(text, 'x') == NULL && strrchr(text, 0) == text + 6",
      '_stricmp("AbC", "aBc") == 0 && _stricmp("a", "B") < 0 && _strnicmp("abX", "ABy", 2) == 0 && _strnicmp("abX", "ABy", 3) < 0',
      '(strncpy(b, "xyz", 2), b[1] == 121 && b[2] == 0) && (strncpy(b, "q", 8), b[0] == 113 && b[7] == 0) && strnlen("abc", 2) == 2',
      'strcmp(strcat(b, "rs"), "qrs") == 0 && strcmp(strncat(b, "tuv", 2), "qrstu") == 0 && wcscmp(wcsncat(w, L"cde", 1), L"aBc") == 0',
      'strcmp(_strupr(b), "QRSTU") == 0 && strcmp(_strlwr(b), "qrstu") == 0',
      'wcscmp(_wcsupr(w), L"ABC") == 0 && wcscmp(_wcslwr(w), L"abc") == 0',
      "isdigit('7') && !isdigit('a') && toupper('q') == 'Q' && toupper('1') == '1' && tolower('Q') == 'q' && isalnum('_') == 0",
      "isspace(9) && !isspace('x') && isxdigit('F') && !isxdigit('g') && isupper('A') && !islower('A') && ispunct('!') && !isprint(7)",
    ),
  ).toEqual([])
})

test('strings whose room is known: what does not fit leaves an empty one', () => {
  expect(
    holdsIn(
      'CHAR b[4]; WCHAR w[4]; ULONG from = 0x01020304, to = 0;',
      'strcpy_s(b, 4, "abc") == 0 && strcmp(b, "abc") == 0 && strcpy_s(b, 4, "abcd") == ERANGE && b[0] == 0',
      'strcpy_s(NULL, 4, "a") == EINVAL && strcpy_s(b, 0, "a") == EINVAL && (b[0] = 1, strcpy_s(b, 4, NULL)) == EINVAL && b[0] == 0',
      'wcscpy_s(w, 4, L"abc") == 0 && w[2] == 99 && wcscpy_s(w, 3, L"abc") == ERANGE && w[0] == 0',
      'strcpy_s(b, 4, "a") == 0 && strcat_s(b, 4, "bc") == 0 && b[2] == 99 && strcat_s(b, 4, "d") == ERANGE && b[0] == 0',
      '(b[0] = b[1] = b[2] = b[3] = 65, strcat_s(b, 4, "") == EINVAL && b[0] == 0)',
      'strncpy_s(b, 4, "abcdef", 3) == 0 && strcmp(b, "abc") == 0 && strncpy_s(b, 4, "abcdef", 4) == ERANGE && b[0] == 0',
      'strncpy_s(b, 4, "abcdef", _TRUNCATE) == STRUNCATE && strcmp(b, "abc") == 0 && wcsncpy_s(w, 4, L"xy", _TRUNCATE) == 0 && w[1] == 121',
      'memcpy_s(&to, 4, &from, 4) == 0 && to == from && memcpy_s(&to, 2, &from, 4) == ERANGE && to == 0x01020000',
      'memcpy_s(NULL, 0, NULL, 0) == 0 && memcpy_s(&to, 4, NULL, 1) == EINVAL && to == 0',
      '(to = 7, memmove_s(&to, 2, &from, 4) == ERANGE && to == 7) && memmove_s(&to, 4, &from, 2) == 0 && to == 0x0304',
    ),
  ).toEqual([])
  expect(holdsIn('CHAR b[4];', 'strcpy_s(b, 8, "abcdef") == 0')[0]).toMatch(/^writes [67] bytes at offset 0 of b/)
})

test('numbers at the beginning of a string', () => {
  expect(
    holdsIn(
      'char *end; wchar_t *wend; const char *text = "  +0x1Fg"; const wchar_t *wide = L"-12;";',
      'strtoul(text, &end, 0) == 31 && end == text + 7 && strtoul(text, &end, 10) == 0 && *end == 120',
      'strtoul("077", NULL, 0) == 63 && strtoul("z", NULL, 36) == 35 && strtoul("-1", NULL, 10) == ULONG_MAX',
      'strtoul("4294967295", NULL, 10) == ULONG_MAX && strtoul("4294967296", NULL, 10) == ULONG_MAX && strtoul("0x", &end, 16) == 0 && *end == 120',
      'strtol("-2147483649", NULL, 10) == LONG_MIN && strtol("2147483648", NULL, 10) == LONG_MAX && strtol("-2147483648", NULL, 10) == LONG_MIN',
      '(text = " x", strtol(text, &end, 10) == 0 && end == text)',
      'wcstol(wide, &wend, 10) == -12 && wend == wide + 3 && wcstoul(L"ff", NULL, 16) == 255',
      'atoi("12abc") == 12 && atoi("") == 0 && atol("-7") == -7 && _wtoi(L" 42") == 42',
      '_atoi64("-9223372036854775808") == MINLONGLONG && _atoi64("9223372036854775808") == MAXLONGLONG && _wtoi64(L"5") == 5',
    ),
  ).toEqual([])
})

test('bytes in the other order', () => {
  expect(
    holdsIn(
      '',
      'RtlUshortByteSwap(0x1234) == 0x3412 && RtlUlongByteSwap(0x12345678) == 0x78563412',
      '_byteswap_uint64(0x0102030405060708) == 0x0807060504030201 && _rotl(0x80000001, 4) == 0x18 && _rotr(1, 0) == 1',
    ),
  ).toEqual([])
})

test('sorting and searching, by a function of the driver', () => {
  const compare = 'static int Compare(const void *a, const void *b) { return *(const short *)a - *(const short *)b; }\n'
  expect(
    holdsWith(
      library + compare,
      'short all[] = { 5, -3, 9, 0, 9, 2, 7 }, key = 7, absent = 6; int i, sorted = 1; qsort(all, 7, 2, Compare); for (i = 1; i < 7; i++) sorted &= all[i - 1] <= all[i];',
      'sorted && all[0] == -3 && all[6] == 9 && all[5] == 9',
      'bsearch(&key, all, 7, 2, Compare) == all + 4 && bsearch(&absent, all, 7, 2, Compare) == NULL',
      'bsearch(&key, all, 0, 2, Compare) == NULL && (qsort(all, 0, 2, Compare), TRUE)',
    ),
  ).toEqual([])
})
