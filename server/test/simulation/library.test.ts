// Routines of the kernel's library that say something else than that they were called: values checked by the driver itself.
import { expect, test } from 'vitest'
import { driverWith, expected, holds, holdsWith, loaded, run, violations } from '../support/simulated.ts'

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

test('calendar: fields of a time, seconds since 1970, and a zone', () => {
  const is = (days: bigint, ...fields: number[]) => {
    const names = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second', 'Milliseconds', 'Weekday']
    const equal = names.map((name, i) => `fields.${name} == ${fields[i]}`).join(' && ')
    return `(time.QuadPart = ${days * 864_000_000_000n + 37_230_040_000n}LL, RtlTimeToTimeFields(&time, &fields), ${equal})`
  }
  expect(
    holds(
      'TIME_FIELDS fields; LARGE_INTEGER time, local; ULONG seconds;',
      is(0n, 1601, 1, 1, 1, 2, 3, 4, 1),
      is(145_790n, 2000, 2, 29, 1, 2, 3, 4, 2),
      is(145_791n, 2000, 3, 1, 1, 2, 3, 4, 3),
      is(155_228n, 2026, 1, 1, 1, 2, 3, 4, 4),
      is(109_206n, 1899, 12, 31, 1, 2, 3, 4, 0),
      '(RtlSecondsSince1970ToTime(1000000000, &time), RtlTimeToTimeFields(&time, &fields), fields.Year == 2001)',
      'fields.Month == 9 && fields.Day == 9 && fields.Hour == 1 && fields.Minute == 46 && fields.Second == 40',
      'RtlTimeToSecondsSince1970(&time, &seconds) && seconds == 1000000000',
      '(ExSystemTimeToLocalTime(&time, &local), ExLocalTimeToSystemTime(&local, &local), local.QuadPart == time.QuadPart)',
      '(time.QuadPart = 0, !RtlTimeToSecondsSince1970(&time, &seconds))',
    ),
  ).toEqual([])
})

test('security descriptors, and what they consist of', () => {
  expect(
    holds(
      'SECURITY_DESCRIPTOR sd; ACL acl = { 2, 0, sizeof(acl), 0, 0 }; PACL dacl; BOOLEAN present, defaulted;',
      'RtlCreateSecurityDescriptor(&sd, SECURITY_DESCRIPTOR_REVISION) == STATUS_SUCCESS',
      'RtlGetDaclSecurityDescriptor(&sd, &present, &dacl, &defaulted) == STATUS_SUCCESS && !present',
      'RtlLengthSecurityDescriptor(&sd) == sizeof(sd)',
      'RtlSetDaclSecurityDescriptor(&sd, TRUE, &acl, TRUE) == STATUS_SUCCESS',
      'RtlGetDaclSecurityDescriptor(&sd, &present, &dacl, &defaulted) == STATUS_SUCCESS && present',
      'dacl == &acl && defaulted && RtlLengthSecurityDescriptor(&sd) == sizeof(sd) + 8',
    ),
  ).toEqual([])
  expect(
    holds(
      'struct { SECURITY_DESCRIPTOR_RELATIVE head; ULONG sid[3]; ACL acl; } sd = { { 1, 0, SE_SELF_RELATIVE | SE_DACL_PRESENT, 20, 0, 0, 32 }, { 0x101, 0x05000000, 18 }, { 2, 0, 8, 0, 0 } }; PACL dacl; BOOLEAN present, defaulted;',
      'RtlGetDaclSecurityDescriptor(&sd, &present, &dacl, &defaulted) == STATUS_SUCCESS && dacl == &sd.acl && !defaulted',
      'RtlLengthSecurityDescriptor(&sd) == sizeof(sd)',
    ),
  ).toEqual([])
})

test('security descriptors as they begin', () => {
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

test('bits, wide products and barriers, as compilers give them', () => {
  expect(
    holds(
      'unsigned long at = 7; LONG word = 0, words[2] = { 0 }; LONG64 wide = 0; unsigned __int64 high;',
      '!_BitScanForward(&at, 0) && at == 7 && _BitScanForward(&at, 0x80000008) && at == 3',
      '_BitScanReverse(&at, 0x80000008) && at == 31 && _BitScanReverse(&at, 1) && at == 0',
      '_BitScanForward64(&at, 1ULL << 40) && at == 40 && _BitScanReverse64(&at, ~0ULL) && at == 63',
      '!_bittestandset(&word, 31) && word == MINLONG && _bittest(&word, 31) && _bittestandreset(&word, 31) && word == 0',
      '!_bittestandcomplement(words, 33) && words[1] == 2 && _bittest(words, 33) && !_bittest(words, 32)',
      '!_bittestandset64(&wide, 63) && wide == MINLONGLONG && _bittest64(&wide, 63) && _bittestandcomplement64(&wide, 63)',
      'wide == 0 && !_interlockedbittestandset64(&wide, 5) && _interlockedbittestandreset64(&wide, 5) && wide == 0',
      '_umul128(0xFEDCBA9876543210, 0x123456789ABCDEF, &high) == 0x2236D88FE5618CF0 && high == 0x121FA00AD77D742',
      '__umulh(~0ULL, ~0ULL) == ~1ULL && __mulh(-1, -1) == 0 && __mulh(-1, 1) == -1 && __mulh(MINLONGLONG, 2) == -1',
      '(_ReadWriteBarrier(), _ReadBarrier(), _WriteBarrier(), _mm_lfence(), _mm_sfence(), __nop(), KeMemoryBarrier(), TRUE)',
    ),
  ).toEqual([])
})

test('what stops the system where it is reached', () => {
  const stops = (statement: string) => holds(`${statement};`)
  expect(stops('DbgBreakPoint()')).toEqual(['breaks into a debugger, which nobody has attached'])
  expect(stops('RtlFailFast(FAST_FAIL_CORRUPT_LIST_ENTRY)')).toEqual(['stops the system with __fastfail(3)'])
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

test('OEM strings, and the room that strings need', () => {
  expect(
    holds(
      'OEM_STRING oem; UNICODE_STRING wide = RTL_CONSTANT_STRING(L"aZ\\x20ac"), back, low; CHAR room[3]; WCHAR lower[3];',
      'RtlUnicodeStringToOemSize(&wide) == 4',
      'RtlUpcaseUnicodeStringToOemString(&oem, &wide, TRUE) == STATUS_SUCCESS && oem.Length == 3',
      "oem.Buffer[0] == 'A' && oem.Buffer[1] == 'Z' && oem.Buffer[2] == '?' && oem.Buffer[3] == 0",
      'RtlOemStringToUnicodeSize(&oem) == 8',
      "RtlOemStringToUnicodeString(&back, &oem, TRUE) == STATUS_SUCCESS && back.Length == 6 && back.Buffer[1] == L'Z'",
      '(RtlFreeUnicodeString(&back), RtlFreeOemString(&oem), oem.Buffer == NULL)',
      '(oem.Buffer = room, oem.MaximumLength = 3, RtlUnicodeStringToOemString(&oem, &wide, FALSE)) == STATUS_BUFFER_OVERFLOW',
      '(low.Buffer = lower, low.MaximumLength = 6, RtlDowncaseUnicodeString(&low, &wide, FALSE)) == STATUS_SUCCESS',
      "lower[0] == L'a' && lower[1] == L'z'",
    ),
  ).toEqual([])
})

test('UTF-8 becomes UTF-16', () => {
  const text =
    "UTF8_STRING utf8 = { 6, 6, (PCHAR)(UCHAR[]){ 'A', 0xc3, 0xa9, 0xe2, 0x82, 0xac } }; UNICODE_STRING wide; WCHAR room[3];"
  expect(
    holds(
      text,
      'RtlUTF8StringToUnicodeString(&wide, &utf8, TRUE) == STATUS_SUCCESS && wide.Length == 6 && wide.MaximumLength == 8',
      "wide.Buffer[0] == L'A' && wide.Buffer[1] == 0xe9 && wide.Buffer[2] == 0x20ac && wide.Buffer[3] == 0",
      '(RtlFreeUnicodeString(&wide), wide.Buffer = room, wide.MaximumLength = 6, RtlUTF8StringToUnicodeString(&wide, &utf8, FALSE)) == STATUS_BUFFER_OVERFLOW',
    ),
  ).toEqual([])
})

test('names and wild cards', () => {
  const matches = (expression: string, name: string, ignoring = 'FALSE') =>
    `(RtlInitUnicodeString(&e, L"${expression}"), RtlInitUnicodeString(&n, L"${name}"), FsRtlIsNameInExpression(&e, &n, ${ignoring}, NULL))`
  expect(
    holds(
      'UNICODE_STRING e, n;',
      ...[matches('*', ''), matches('a*b?c', 'axxbyc'), matches('*.TXT', 'a.b.txt', 'TRUE'), matches('a**', 'a')],
      ...[matches('a', 'A'), matches('a?', 'a'), matches('*.txt', 'a.txt2'), matches('', 'a')].map(each => `!${each}`),
    ),
  ).toEqual([])
})

test('lists of extended attributes', () => {
  const list =
    'static UCHAR list[] = { 12, 0, 0, 0, 0, 1, 1, 0, 65, 0, 7, 0,  0, 0, 0, 0, 0, 1, 1, 0, 66, 0, 8, 0 }; ULONG at;'
  const check = (length: number) => `IoCheckEaBufferValidity((PVOID)list, ${length}, &at)`
  expect(
    holds(
      list,
      `${check(24)} == STATUS_SUCCESS && ${check(23)} == STATUS_SUCCESS`,
      `${check(22)} == STATUS_EA_LIST_INCONSISTENT && at == 12`,
      `${check(4)} == STATUS_EA_LIST_INCONSISTENT && at == 0`,
      `(list[9] = 1, ${check(24)}) == STATUS_EA_LIST_INCONSISTENT && at == 0`,
      `(list[9] = 0, list[0] = 10, ${check(24)}) == STATUS_EA_LIST_INCONSISTENT && at == 0`,
    ),
  ).toEqual([])
})

test('a part of what an MDL describes', () => {
  const made = `CHAR buffer[16]; PMDL all = IoAllocateMdl(buffer, 16, FALSE, FALSE, NULL); PMDL part = IoAllocateMdl(buffer, 16, FALSE, FALSE, NULL);
    if (all == NULL || part == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(all);`
  expect(
    holds(
      `${made} IoBuildPartialMdl(all, part, buffer + 4, 8);`,
      'MmGetMdlByteCount(part) == 8 && MmGetSystemAddressForMdlSafe(part, NormalPagePriority) == buffer + 4',
      '(IoBuildPartialMdl(all, part, buffer + 4, 0), MmGetMdlByteCount(part) == 12)',
      '(IoFreeMdl(part), IoFreeMdl(all), TRUE)',
    ),
  ).toEqual([])
  expect(holds(`${made} IoBuildPartialMdl(all, part, buffer + 4, 13);`)[0]).toContain('does not describe')
})

test('references by pointer, and the security of what a handle is open for', () => {
  const open = `HANDLE handle; PVOID file; OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios; SECURITY_DESCRIPTOR sd;
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenFile(&handle, 0, &oa, &ios, 0, 0))) return STATUS_UNSUCCESSFUL;`
  expect(
    holds(
      open,
      'ZwSetSecurityObject(handle, DACL_SECURITY_INFORMATION, &sd) == STATUS_SUCCESS',
      'ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &file, NULL) == STATUS_SUCCESS',
      'ObReferenceObjectByPointer(file, 0, *IoFileObjectType, KernelMode) == STATUS_SUCCESS',
      '(ObDereferenceObject(file), ObDereferenceObject(file), ZwClose(handle) == STATUS_SUCCESS)',
    ),
  ).toEqual([])
  expect(holds(`${open} ZwClose(handle);`, 'ZwSetSecurityObject(handle, 0, &sd) == STATUS_SUCCESS')[0]).toContain(
    'calls ZwSetSecurityObject with a handle that is not open',
  )
})

test('files: information and control codes, which the peer answers with zeros', () => {
  const open = `HANDLE handle; OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios; CHAR out[4] = { 1, 1, 1, 1 };
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenFile(&handle, 0, &oa, &ios, 0, 0))) return STATUS_UNSUCCESSFUL;`
  const control = (name: string, event: string) => `${name}(handle, ${event}, NULL, NULL, &ios, 1, NULL, 0, out, 4)`
  expect(
    holds(
      open,
      `${control('ZwDeviceIoControlFile', 'NULL')} == STATUS_SUCCESS && ios.Information == 4 && out[3] == 0`,
      `${control('ZwFsControlFile', 'NULL')} == STATUS_SUCCESS`,
      'ZwSetInformationFile(handle, &ios, out, 4, FileDispositionInformation) == STATUS_SUCCESS && ios.Information == 0',
      'ZwQueryVolumeInformationFile(handle, &ios, out, 4, FileFsDeviceInformation) == STATUS_INFO_LENGTH_MISMATCH',
      'ZwClose(handle) == STATUS_SUCCESS',
    ),
  ).toEqual([])
  const closed = holds(`${open} ZwClose(handle);`, `${control('ZwFsControlFile', 'NULL')} == STATUS_SUCCESS`)
  expect(closed[0]).toContain('calls ZwFsControlFile with a handle that is not open')
  const source = driverWith({
    declarations: 'static VOID NTAPI Apc(PVOID Context, PIO_STATUS_BLOCK Status, ULONG Reserved) { }\n',
    beforeRegister: `{ ${open} ${control('ZwFsControlFile', 'NULL').replace('NULL, NULL, &ios', 'Apc, NULL, &ios')}; }`,
  })
  expect(run(loaded(source), ['connect']).unknown).toContain('requests whose end an APC tells')
})

test('each call that can fail', () => {
  const source = driverWith({
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios; HANDLE handle; SECURITY_DESCRIPTOR sd; NTSTATUS status;
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (!NT_SUCCESS(ZwOpenFile(&handle, 0, &oa, &ios, 0, 0)))
        return STATUS_UNSUCCESSFUL;
    status = ZwSetSecurityObject(handle, DACL_SECURITY_INFORMATION, &sd);
    if (status == STATUS_SUCCESS)
        status = ZwDeviceIoControlFile(handle, NULL, NULL, NULL, &ios, 1, NULL, 0, NULL, 0);
    ZwClose(handle);
    SrvCall->Context = Allocate();
    if (status == STATUS_ACCESS_DENIED)
        *(PLONG)NULL = 1; // MRX201
    if (!NT_SUCCESS(status))
        *(PLONG)NULL = 2; // MRX201
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
  })
  expect(violations(source, ['each fallible call fails once'])).toEqual(expected(source))
})

test('what raises an exception', () => {
  const caught = (statement: string, code: string) =>
    `__try { ${statement} KeBugCheck(1); } __except (GetExceptionCode() == ${code} ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) { }`
  expect(
    holds(
      `PVOID block = FsRtlAllocatePoolWithTag(NonPagedPool, 8, TAG); ExFreePoolWithTag(block, TAG);
    ${caught('ExRaiseAccessViolation();', 'STATUS_ACCESS_VIOLATION')}
    ${caught('ExRaiseDatatypeMisalignment();', 'STATUS_DATATYPE_MISALIGNMENT')}`,
    ),
  ).toEqual([])
})

/** `RtlULongAdd(1, 2)` gives 3; undefined: an overflow, all bits set. */
const gives = (call: string, type: string, value?: string) => {
  const [status, expected] = value === undefined ? ['STATUS_INTEGER_OVERFLOW', '-1'] : ['STATUS_SUCCESS', value]
  const given = call.replace(/\)$/, ', (PVOID)&r)')
  return `(r = 0, ${given}) == ${status} && (${type})r == (${type})(${expected})`
}

test('safe integers: sums and products of unsigned ones', () => {
  expect(
    holdsWith(
      '#include <ntintsafe.h>\n',
      'ULONGLONG r;',
      gives('RtlULongAdd(0xfffffffe, 1)', 'ULONG', '0xffffffff'),
      gives('RtlULongAdd(0xffffffff, 1)', 'ULONG'),
      gives('RtlULongSub(5, 5)', 'ULONG', '0'),
      gives('RtlULongSub(5, 6)', 'ULONG'),
      gives('RtlULongMult(65535, 65537)', 'ULONG', '0xffffffff'),
      gives('RtlULongMult(65536, 65536)', 'ULONG'),
      gives('RtlULongMult(0, 0xffffffff)', 'ULONG', '0'),
      gives('RtlUShortAdd(65535, 0)', 'USHORT', '65535'),
      gives('RtlUShortAdd(65535, 65535)', 'USHORT'),
      gives('RtlUShortMult(256, 256)', 'USHORT'),
      gives('RtlUShortMult(65535, 65535)', 'USHORT'),
      gives('RtlUInt8Mult(15, 17)', 'UINT8', '255'),
      gives('RtlULongLongAdd(~0ULL, 1)', 'ULONGLONG'),
      gives('RtlULongLongMult(1ULL << 32, (1ULL << 32) - 1)', 'ULONGLONG', '0xffffffff00000000'),
      gives('RtlULongLongMult(1ULL << 32, 1ULL << 32)', 'ULONGLONG'),
      gives('RtlSizeTAdd(0xffffffff, 1)', 'SIZE_T', '0x100000000'),
      gives('RtlSizeTMult(~(SIZE_T)0, 2)', 'SIZE_T'),
    ),
  ).toEqual([])
})

test('safe integers: signed ones', () => {
  expect(
    holdsWith(
      '#include <ntintsafe.h>\n',
      'ULONGLONG r;',
      gives('RtlLongAdd(MAXLONG, 1)', 'LONG'),
      gives('RtlLongAdd(MINLONG, -1)', 'LONG'),
      gives('RtlLongAdd(MINLONG, MAXLONG)', 'LONG', '-1'),
      gives('RtlLongSub(-2, MAXLONG)', 'LONG'),
      gives('RtlLongSub(0, MINLONG)', 'LONG'),
      gives('RtlLongSub(-1, MINLONG)', 'LONG', 'MAXLONG'),
      gives('RtlLongMult(MINLONG, -1)', 'LONG'),
      gives('RtlLongMult(-65536, 32768)', 'LONG', 'MINLONG'),
      gives('RtlInt8Mult(-128, -1)', 'INT8'),
      gives('RtlShortAdd(32767, 1)', 'SHORT'),
      gives('RtlLongLongMult(MINLONGLONG, -1)', 'LONGLONG'),
      gives('RtlLongLongMult(-1, MINLONGLONG)', 'LONGLONG'),
      gives('RtlLongLongMult(MINLONGLONG, 1)', 'LONGLONG', 'MINLONGLONG'),
      gives('RtlLongLongMult(-3, -4)', 'LONGLONG', '12'),
      gives('RtlLongLongSub(MINLONGLONG, 1)', 'LONGLONG'),
    ),
  ).toEqual([])
})

test('safe integers: conversions keep the value and its sign', () => {
  expect(
    holdsWith(
      '#include <ntintsafe.h>\n',
      'ULONGLONG r;',
      gives('RtlULongLongToULong(0xffffffff)', 'ULONG', '0xffffffff'),
      gives('RtlULongLongToULong(0x100000000)', 'ULONG'),
      gives('RtlSizeTToULong(0x100000001)', 'ULONG'),
      gives('RtlULongToUShort(65536)', 'USHORT'),
      gives('RtlULongToLong(0x80000000)', 'LONG'),
      gives('RtlLongToULong(-1)', 'ULONG'),
      gives('RtlLongToULong(MAXLONG)', 'ULONG', 'MAXLONG'),
      gives('RtlIntToUChar(-1)', 'UCHAR'),
      gives('RtlShortToUShort(-1)', 'USHORT'),
      gives('RtlInt64ToInt(-5)', 'int', '-5'),
      gives('RtlLongLongToULongLong(-1)', 'ULONGLONG'),
      gives('RtlULongPtrToLongPtr(~(ULONG_PTR)0)', 'LONG_PTR'),
    ),
  ).toEqual([])
})

test('safe integers: sizes of a pointer have 32 bits on x86', () => {
  const asked = ['RtlSizeTAdd(0xffffffff, 1)', 'RtlULongPtrMult(0x10000, 0x10000)'].map(each => gives(each, 'SIZE_T'))
  const asks = asked.map(each => `if (!(${each})) KeBugCheck(1);`).join(' ')
  const source = driverWith({ declarations: '#include <ntintsafe.h>\n', beforeRegister: `{ ULONGLONG r; ${asks} }` })
  const { violations, unknown } = run(loaded({ 'x86/driver.c': source }), ['connect'])
  expect([violations, unknown]).toEqual([[], undefined])
})

const bits = 'RTL_BITMAP map; ULONG words[2] = { 0, 0 }, at; RtlInitializeBitMap(&map, words, 40);'

test('bit maps: some bits, and all', () => {
  expect(
    holds(
      bits,
      '(RtlSetBits(&map, 30, 4), words[0] == 0xc0000000 && words[1] == 3 && RtlNumberOfSetBits(&map) == 4)',
      'RtlAreBitsSet(&map, 30, 4) && !RtlAreBitsSet(&map, 30, 5) && !RtlAreBitsSet(&map, 29, 2)',
      'RtlAreBitsClear(&map, 34, 6) && !RtlAreBitsClear(&map, 34, 7) && !RtlAreBitsClear(&map, 0, 0)',
      '(RtlClearBits(&map, 31, 2), !RtlTestBit(&map, 31) && !RtlTestBit(&map, 32) && RtlTestBit(&map, 33))',
      '(RtlSetBit(&map, 0), RtlClearBit(&map, 33), words[0] == 0x40000001 && words[1] == 0 && RtlCheckBit(&map, 30))',
      '(RtlSetAllBits(&map), words[1] == 0xffffffff && RtlNumberOfSetBits(&map) == 40 && RtlNumberOfClearBits(&map) == 0)',
      '(RtlClearAllBits(&map), words[0] == 0 && words[1] == 0 && RtlNumberOfClearBits(&map) == 40)',
    ),
  ).toEqual([])
  expect(holds(bits, '(RtlSetBits(&map, 39, 2), TRUE)')).toEqual([
    'calls RtlSetBits for 2 bits from 39 on of a bit map of 40',
  ])
  expect(holds(bits, 'RtlTestBit(&map, 40)')).toEqual(['calls RtlTestBit for 1 bits from 40 on of a bit map of 40'])
})

test('bit maps: runs are looked for from the hint on, then from the beginning', () => {
  expect(
    holds(
      bits,
      'RtlFindClearBitsAndSet(&map, 10, 25) == 25 && words[0] == 0xfe000000 && words[1] == 7',
      'RtlFindClearBits(&map, 5, 25) == 35 && RtlFindClearBits(&map, 6, 25) == 0 && RtlFindClearBits(&map, 6, 41) == 0',
      'RtlFindClearBits(&map, 26, 0) == 0xffffffff && RtlFindClearBitsAndSet(&map, 26, 0) == 0xffffffff',
      'RtlFindSetBits(&map, 10, 0) == 25 && RtlFindSetBits(&map, 11, 0) == 0xffffffff && RtlFindSetBits(&map, 2, 34) == 25',
      'RtlFindFirstRunClear(&map, &at) == 25 && at == 0 && RtlFindNextForwardRunClear(&map, 26, &at) == 5 && at == 35',
      '(RtlSetBits(&map, 0, 22), RtlFindLongestRunClear(&map, &at) == 5 && at == 35)',
      'RtlFindSetBitsAndClear(&map, 10, 23) == 25 && RtlNumberOfSetBits(&map) == 22',
      '(RtlSetAllBits(&map), RtlFindLongestRunClear(&map, &at) == 0 && RtlFindFirstRunClear(&map, &at) == 0)',
    ),
  ).toEqual([])
})

test('the bits of a number', () => {
  expect(
    holds(
      '',
      'RtlFindMostSignificantBit(0) == -1 && RtlFindMostSignificantBit(~0ULL) == 63 && RtlFindMostSignificantBit(5) == 2',
      'RtlFindLeastSignificantBit(0) == -1 && RtlFindLeastSignificantBit(1ULL << 63) == 63',
      'RtlFindLeastSignificantBit(12) == 2 && RtlNumberOfSetBitsUlongPtr(0xf1) == 5',
    ),
  ).toEqual([])
})

test('run-down protection of several users at a time', () => {
  const begin = 'EX_RUNDOWN_REF r; ExInitializeRundownProtection(&r);'
  expect(
    holds(
      begin,
      'ExAcquireRundownProtectionEx(&r, 3) && ExAcquireRundownProtection(&r)',
      '(ExReleaseRundownProtectionEx(&r, 4), ExWaitForRundownProtectionRelease(&r), !ExAcquireRundownProtectionEx(&r, 1))',
    ),
  ).toEqual([])
  expect(holds(begin, '(ExAcquireRundownProtectionEx(&r, 2), ExReleaseRundownProtectionEx(&r, 3), TRUE)')).toEqual([
    'releases run-down protection that nobody holds',
  ])
})

test('priorities, which only are told', () => {
  expect(
    holds(
      'PKTHREAD me = KeGetCurrentThread();',
      'KeQueryPriorityThread(me) == 8 && KeSetPriorityThread(me, LOW_REALTIME_PRIORITY) == 8',
      'KeSetPriorityThread(me, 3) == 16 && KeQueryPriorityThread(me) == 3',
      'KeSetBasePriorityThread(me, 2) == 0 && KeQueryPriorityThread(me) == 10 && KeSetBasePriorityThread(me, -20) == 2',
      'KeQueryPriorityThread(me) == 1 && KeSetBasePriorityThread(me, 20) == -7 && KeQueryPriorityThread(me) == 15',
    ),
  ).toEqual([])
  expect(holds('', 'KeSetPriorityThread(KeGetCurrentThread(), 32)')[0]).toContain('with 32, which is no priority')
  expect(holds('', 'KeQueryPriorityThread((PKTHREAD)PsGetCurrentProcess())')[0]).toContain('for what is no thread')
  expect(
    holds('KIRQL irql; KeRaiseIrql(APC_LEVEL, &irql);', 'KeQueryPriorityThread(KeGetCurrentThread())')[0],
  ).toContain('calls KeQueryPriorityThread at IRQL 1')
})

test('a DPC of high importance comes in front of the others', () => {
  const functions = `static LONG Count, At[4];
static VOID NTAPI Note(PKDPC dpc, PVOID i, PVOID a, PVOID b) { At[(ULONG_PTR)i] = InterlockedIncrement(&Count); }
`
  const queue = [1, 2, 3]
    .map(
      i =>
        `KeInitializeDpc(&d[${i}], Note, (PVOID)${i}); ${i === 3 ? 'KeSetImportanceDpc(&d[3], HighImportance);' : ''}`,
    )
    .join(' ')
  expect(
    holdsWith(
      functions,
      `KDPC d[4]; KIRQL irql; ${queue} KeRaiseIrql(DISPATCH_LEVEL, &irql);`,
      'KeInsertQueueDpc(&d[1], NULL, NULL) && KeInsertQueueDpc(&d[2], NULL, NULL) && KeInsertQueueDpc(&d[3], NULL, NULL)',
      '(KeLowerIrql(irql), KeFlushQueuedDpcs(), At[3] == 1 && At[1] == 2 && At[2] == 3)',
    ),
  ).toEqual([])
})

test('a DPC with a target runs as any other, but where is not known', () => {
  const dpc = (functions: string) => `static LONG Ran;
static VOID NTAPI Run(PKDPC dpc, PVOID c, PVOID a, PVOID b) { ${functions} InterlockedIncrement(&Ran); }
`
  const begin =
    'static KDPC dpc; PROCESSOR_NUMBER one = { 0, 1, 0 }, many = { 0, 64, 0 }; KeInitializeDpc(&dpc, Run, NULL);'
  const queued = '(KeInsertQueueDpc(&dpc, NULL, NULL), KeFlushQueuedDpcs(), InterlockedExchange(&Ran, 0) == 1)'
  expect(
    holdsWith(
      dpc(''),
      begin,
      'KeSetTargetProcessorDpcEx(&dpc, &many) == STATUS_INVALID_PARAMETER && KeSetTargetProcessorDpcEx(&dpc, &one) == STATUS_SUCCESS',
      queued,
      `(KeSetTargetProcessorDpc(&dpc, 0), ${queued})`,
    ),
  ).toEqual([])
  expect(holdsWith(dpc('KeGetCurrentProcessorNumber();'), begin, queued)).toEqual([])
  const targeted = `KeSetTargetProcessorDpcEx(&dpc, &one) == STATUS_SUCCESS && ${queued}`
  expect(holdsWith(dpc('KeGetCurrentProcessorNumber();'), begin, targeted)[0]).toContain('a DPC that has a target')
  expect(holdsWith(dpc(''), begin, '(KeSetTargetProcessorDpc(&dpc, 100), TRUE)')[0]).toContain('which is no processor')
})

test('clocks that agree, and a stall that takes its time', () => {
  expect(
    holds(
      'LARGE_INTEGER time, precise; ULONG64 counter; ULONGLONG begin = KeQueryInterruptTime(); KIRQL irql; KeRaiseIrql(DISPATCH_LEVEL, &irql);',
      '(KeStallExecutionProcessor(20), KeQueryInterruptTime() == begin + 200)',
      'KeQueryInterruptTimePrecise(&counter) == begin + 200 && counter == (ULONG64)KeQueryPerformanceCounter(NULL).QuadPart',
      '(KeLowerIrql(irql), KeQuerySystemTime(&time), KeQuerySystemTimePrecise(&precise), time.QuadPart == precise.QuadPart)',
      'KeQueryUnbiasedInterruptTime() == KeQueryInterruptTime()',
    ),
  ).toEqual([])
})

test('processors: any thread may be on the first one, and none shares it at DISPATCH_LEVEL', () => {
  expect(
    holds(
      'PROCESSOR_NUMBER number; KAFFINITY active; ULONG count = KeQueryActiveProcessorCount(&active), here; KIRQL irql;',
      'count > 1 && count == (ULONG)KeNumberProcessors && active == ((KAFFINITY)1 << count) - 1',
      'KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS) == count && KeQueryMaximumProcessorCountEx(1) == 0',
      'KeGetCurrentProcessorNumberEx(&number) == 0 && number.Group == 0 && number.Number == 0',
      '(KeRaiseIrql(DISPATCH_LEVEL, &irql), here = KeGetCurrentProcessorNumberEx(&number), KeLowerIrql(irql), here != 0)',
      'here < count && number.Number == here && KeGetCurrentProcessorNumber() == 0',
    ),
  ).toEqual([])
})

test('which system it is, and threads by their numbers', () => {
  expect(
    holds(
      'RTL_OSVERSIONINFOEXW v; ULONG major, build; v.dwOSVersionInfoSize = sizeof(v); v.wProductType = 0;',
      'RtlGetVersion((PRTL_OSVERSIONINFOW)&v) == STATUS_SUCCESS && v.dwMajorVersion == 10 && v.wProductType == VER_NT_WORKSTATION',
      '(v.dwOSVersionInfoSize = sizeof(RTL_OSVERSIONINFOW), v.wProductType = 9, RtlGetVersion((PRTL_OSVERSIONINFOW)&v), v.wProductType == 9)',
      '!PsGetVersion(&major, NULL, &build, NULL) && major == 10 && build == v.dwBuildNumber',
      'PsGetThreadId(PsGetCurrentThread()) == PsGetCurrentThreadId()',
      'PsGetThreadProcessId(PsGetCurrentThread()) == PsGetCurrentProcessId()',
    ),
  ).toEqual([])
  const raised = 'RTL_OSVERSIONINFOW v = { sizeof(v) }; KIRQL irql; KeRaiseIrql(APC_LEVEL, &irql);'
  expect(holds(raised, 'RtlGetVersion(&v) == STATUS_SUCCESS')[0]).toContain('calls RtlGetVersion at IRQL 1')
})

test('random numbers come again with their seed, identifiers never', () => {
  expect(
    holds(
      'ULONG seed = 5, again = 5, zero = 0; UUID a, b;',
      'RtlRandomEx(&seed) == RtlRandomEx(&again) && seed == again && RtlRandomEx(&seed) != again && seed < MAXLONG',
      'RtlRandom(&zero) < MAXLONG && zero != 0 && (seed = MAXULONG, RtlRandom(&seed) < MAXLONG)',
      'ExUuidCreate(&a) == STATUS_SUCCESS && ExUuidCreate(&b) == STATUS_SUCCESS && memcmp(&a, &b, sizeof(a)) != 0',
      'a.Data3 >> 12 == 4 && a.Data4[0] >> 6 == 2',
    ),
  ).toEqual([])
})

test('addresses that are something, and requests that are waited for', () => {
  expect(
    holds(
      `PVOID block = ExAllocatePoolWithTag(NonPagedPool, 8, TAG); PIRP irp = IoAllocateIrp(1, FALSE); FILE_OBJECT file = { 0 };
    if (block == NULL || irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetNextIrpStackLocation(irp);`,
      'MmIsAddressValid(block) && MmIsAddressValid(&irp) && MmIsAddressValid(&MyDispatch) && !MmIsAddressValid(NULL)',
      '(ExFreePoolWithTag(block, TAG), TRUE)',
      '!IoIsOperationSynchronous(irp) && (irp->Flags = IRP_SYNCHRONOUS_API, IoIsOperationSynchronous(irp))',
      '(irp->Flags = 0, IoGetCurrentIrpStackLocation(irp)->FileObject = &file, !IoIsOperationSynchronous(irp))',
      '(file.Flags = FO_SYNCHRONOUS_IO, IoIsOperationSynchronous(irp))',
      '(irp->Flags = IRP_PAGING_IO, !IoIsOperationSynchronous(irp))',
      '(irp->Flags = IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO, IoIsOperationSynchronous(irp))',
      '(IoFreeIrp(irp), TRUE)',
    ),
  ).toEqual([])
})
