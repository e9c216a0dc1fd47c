import { describe, expect, test } from 'vitest'
import { bundled, server } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX017' }
const start = `${server}PRDBSS_DEVICE_OBJECT ElmDevice;
#define REGISTER(Table) RxRegisterMinirdr(&ElmDevice, Driver, (Table), 0, Name, 0, 1, 2)
`
const expectIn = (source: string) => expectFindings(start + source, options)
const isClean = (source: string) => expectClean(start + source, options)
const zero = '    ZeroAndInitializeNodeType(table, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));\n'

describe('a table that does not live long enough', () => {
  test('a local variable', () => {
    const [finding] = expectIn(`
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{
    MINIRDR_DISPATCH dispatch = { RDBSS_NTC_MINIRDR_DISPATCH };
    return RxRegisterMinirdr(&ElmDevice, Driver, &dispatch, 0, Name, 0, 1, 2);
                                                 ^^^^^^^^^ MRX017 'dispatch' is gone when 'Register' returns
}`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe("'dispatch' is declared here")
  })

  test('through a pointer, on one way', () =>
    void expectIn(`
static MINIRDR_DISPATCH Kept = { RDBSS_NTC_MINIRDR_DISPATCH };
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name, BOOLEAN test)
{
    MINIRDR_DISPATCH dispatch = Kept;
    PMINIRDR_DISPATCH table = &Kept;
    if (test) table = &dispatch;
    return RxRegisterMinirdr(&ElmDevice, Driver, table, 0, Name, 0, 1, 2);
                                                 ^^^^^ MRX017
}`))

  test('registered by a helper', () => {
    const [finding] = expectIn(`
static NTSTATUS Do(PDRIVER_OBJECT Driver, PUNICODE_STRING Name, PMINIRDR_DISPATCH Table)
{
    return RxRegisterMinirdr(&ElmDevice, Driver, Table, 0, Name, 0, 1, 2);
                                                 ^^^^^ MRX017 'local' is gone when 'Register' returns
}
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{
    MINIRDR_DISPATCH local;
    PMINIRDR_DISPATCH table = &local;
${zero}    return Do(Driver, Name, table);
}`)
    expect(finding?.related.map(({ message }) => message)).toContain("'Register' calls it here")
  })

  test('a block that is freed although it is registered', () =>
    void expectIn(`
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{
    NTSTATUS status;
    PMINIRDR_DISPATCH table = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*table), 'tElm');
    if (table == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
    status = REGISTER(table);
    if (NT_SUCCESS(status)) ElmLog(Driver);
    ExFreePool(table);
    ^^^^^^^^^^^^^^^^^ MRX017 the driver stays registered
    return status;
}`))
})

describe('no finding', () => {
  test('static, in the file or in the function', () => {
    isClean(`static MINIRDR_DISPATCH Table = { RDBSS_NTC_MINIRDR_DISPATCH };
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name) { return REGISTER(&Table); }`)
    isClean(`NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{ static MINIRDR_DISPATCH Table = { RDBSS_NTC_MINIRDR_DISPATCH }; return REGISTER(&Table); }`)
  })

  test('a local one that is copied into it', () =>
    isClean(`static MINIRDR_DISPATCH Table;
NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{ MINIRDR_DISPATCH local = { RDBSS_NTC_MINIRDR_DISPATCH }; Table = local; return REGISTER(&Table); }`))

  test('a block that is freed where the registration failed', () =>
    isClean(`NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{
    NTSTATUS status;
    PMINIRDR_DISPATCH table = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*table), 'tElm');
    if (table == NULL) return STATUS_INSUFFICIENT_RESOURCES;
${zero}    status = REGISTER(table);
    if (!NT_SUCCESS(status)) ExFreePool(table);
    return status;
}`))

  test('a block that is freed behind the unregistration', () =>
    isClean(`NTSTATUS Try(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)
{
    PMINIRDR_DISPATCH table = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*table), 'tElm');
    if (table == NULL) return STATUS_INSUFFICIENT_RESOURCES;
${zero}    if (NT_SUCCESS(REGISTER(table))) RxUnregisterMinirdr(ElmDevice);
    ExFreePool(table);
    return STATUS_SUCCESS;
}`))
})
