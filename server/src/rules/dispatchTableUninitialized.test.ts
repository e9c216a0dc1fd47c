import { describe, expect, test } from 'vitest'
import { bundled, server } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX016' }
const start = `${server}PRDBSS_DEVICE_OBJECT ElmDevice;\nextern VOID ElmFillTable(PMINIRDR_DISPATCH);\n`
const register = (table: string) => `RxRegisterMinirdr(&ElmDevice, Driver, ${table}, 0, Name, 0, 1, 2)`
const begin = 'NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Name)\n{\n'
const expectIn = (source: string) => expectFindings(start + source, options)
const isClean = (source: string) => expectClean(start + source, options)
const allocated = (how: string) =>
  `    PMINIRDR_DISPATCH table = ${how};\n    if (table == NULL) return STATUS_INSUFFICIENT_RESOURCES;\n`
const untouched = "ExAllocatePoolWithTag(NonPagedPool, sizeof(MINIRDR_DISPATCH), 'tElm')"

describe('a table that RDBSS cannot use', () => {
  test('without its type code', () => {
    const [finding] = expectIn(`
static MINIRDR_DISPATCH Table;
${begin}    RtlZeroMemory(&Table, sizeof(Table));
    return RxRegisterMinirdr(&ElmDevice, Driver, &Table, 0, Name, 0, 1, 2);
                                                 ^^^^^^ MRX016 NodeTypeCode of the table is set nowhere
}`)
    expect(finding?.severity).toBe('error')
  })

  test('without it in an initialiser, registered by a helper', () =>
    void expectIn(`
static MINIRDR_DISPATCH Table = { .MRxFlags = RDBSS_MANAGE_FCB_EXTENSION };
static NTSTATUS Do(PDRIVER_OBJECT Driver, PUNICODE_STRING Name, PMINIRDR_DISPATCH t)
{
    return RxRegisterMinirdr(&ElmDevice, Driver, t, 0, Name, 0, 1, 2);
                                                 ^ MRX016
}
${begin}    return Do(Driver, Name, &Table);
}`))

  test('in a block that was not cleared', () =>
    void expectIn(`
${begin}${allocated(untouched)}    table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
    table->MRxFlags = 0;
    return RxRegisterMinirdr(&ElmDevice, Driver, table, 0, Name, 0, 1, 2);
                                                 ^^^^^ MRX016 was not cleared
}`))

  test('in a block of a helper, on one way', () =>
    void expectIn(`
static PMINIRDR_DISPATCH New(VOID) { return RxAllocatePoolWithTag(NonPagedPool, sizeof(MINIRDR_DISPATCH), 'tElm'); }
${begin}    NTSTATUS status = STATUS_UNSUCCESSFUL;
    PMINIRDR_DISPATCH table = New();
    if (table != NULL) {
        table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
        status = RxRegisterMinirdr(&ElmDevice, Driver, table, 0, Name, 0, 1, 2);
                                                       ^^^^^ MRX016 was not cleared
        if (!NT_SUCCESS(status)) RxFreePool(table);
    }
    return status;
}`))
})

describe('no finding', () => {
  const zeroed = (t: string) =>
    `    ZeroAndInitializeNodeType(${t}, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));\n`

  test('a static table with its code, by a call, an assignment, an initialiser', () => {
    isClean(`static MINIRDR_DISPATCH Table;\n${begin}${zeroed('&Table')}    return ${register('&Table')};\n}`)
    isClean(
      `static MINIRDR_DISPATCH Table;\n${begin}    Table.NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;\n    return ${register('&Table')};\n}`,
    )
    isClean(
      `static MINIRDR_DISPATCH Table = { 0xEBFF, sizeof(MINIRDR_DISPATCH) };\n${begin}    return ${register('&Table')};\n}`,
    )
    isClean(
      `static MINIRDR_DISPATCH Table;\n${begin}    NodeType(&Table) = RDBSS_NTC_MINIRDR_DISPATCH;\n    return ${register('&Table')};\n}`,
    )
  })

  test('a cleared block', () => {
    isClean(`static PMINIRDR_DISPATCH New(VOID) {
    PMINIRDR_DISPATCH table = ${untouched};
    if (table != NULL) { RtlZeroMemory(table, sizeof(*table)); table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH; }
    return table;
}
${begin}${allocated('New()')}    return ${register('table')};\n}`)
    isClean(`${begin}${allocated(untouched)}${zeroed('table')}    return ${register('table')};\n}`)
    isClean(
      `${begin}${allocated("ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(MINIRDR_DISPATCH), 'tElm')")}    table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;\n    return ${register('table')};\n}`,
    )
    isClean(
      `static VOID Init(PMINIRDR_DISPATCH t) {\n${zeroed('t')}}\n${begin}${allocated(untouched)}    Init(table);\n    return ${register('table')};\n}`,
    )
  })

  test('a block that a template is copied into', () =>
    isClean(
      `static const MINIRDR_DISPATCH Template = { 0xEBFF };\n${begin}${allocated(untouched)}    *table = Template;\n    return ${register('table')};\n}`,
    ))

  test('a table that somebody else fills', () =>
    isClean(`static MINIRDR_DISPATCH Table;\n${begin}    ElmFillTable(&Table);\n    return ${register('&Table')};\n}`))
})
