// What stands in an editor while somebody types: a line that is not finished says nothing of what it is to become.
import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../test/support/driver.ts'
import { flowLibrary, prelude } from '../../test/support/rdbss.ts'

const driver = (create: string, table: string) => ({
  '/driver/driver.c': `${prelude}
VOID Later(PVOID Context);
${create}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
NTSTATUS NTAPI MyMRxStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device) { return STATUS_SUCCESS; }
void Fill(void)
{
    MyDispatch.MRxStart = MyStart;
    ${table}
    MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall;
}
`,
})

const create = (parameters: string, body: string) => `NTSTATUS NTAPI MyCreateSrvCall${parameters}
{
    PMRX_SRVCALLDOWN_STRUCTURE calldown = Context->SrvCalldownStructure;
    ${body}
    return STATUS_PENDING;
}
`
const parameters = '(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)'
const completes = 'calldown->CallBack(Context);'
const stores = 'MyDispatch.MRxStop = MyMRxStop;\n    MyDispatch.MRxCreateSrvCall = MyCreateSrvCall;'

function codes(source: Record<string, string>): string[] {
  const all = findingsOf(source, { library: flowLibrary() }).map(({ code }) => code)
  return [...new Set(all)].filter(code => code !== 'MRX016').sort()
}

test('nothing is wrong with the whole', () => expect(codes(driver(create(parameters, completes), stores))).toEqual([]))

describe('parameters', () => {
  test.each([
    '(',
    '(PMRX_SRV_CALL',
    '(PMRX_SRV_CALL SrvCall',
    '(PMRX_SRV_CALL SrvCall,',
    '(PMRX_SRV_CALL SrvCall, )',
    '(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT',
  ])('%s', begun => expect(codes(driver(create(begun, completes), stores))).toEqual([]))

  test('in a prototype', () =>
    expect(
      codes(driver(`NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall,\n${create(parameters, completes)}`, stores)),
    ).toEqual([]))

  test('that are whole, and wrong', () =>
    expect(codes(driver(create('(PMRX_SRV_CALL SrvCall)', completes), stores))).toContain('MRX011'))

  test('a body without its brace is none yet', () =>
    expect(codes(driver(create(parameters, completes).replace('\n{\n', '\n    Later(NULL);\n'), stores))).toEqual([]))
})

describe('a call', () => {
  test.each(['calldown->', 'calldown->CallBack', 'calldown->CallBack(', 'calldown->CallBack()'])('%s', begun =>
    expect(codes(driver(create(parameters, begun), stores))).toEqual([]),
  )
  test('without what it is to be called with', () => {
    const calling = (call: string) => driver(create(parameters, call), stores)
    const finish =
      'VOID Finish(PMRX_SRVCALL_CALLBACK_CONTEXT Context) { Context->SrvCalldownStructure->CallBack(Context); }'
    const declared = (source: Record<string, string>) => ({
      '/driver/driver.c': source['/driver/driver.c']!.replace('VOID Later(PVOID Context);', finish),
    })
    expect(codes(declared(calling('Finish();')))).toEqual([])
    expect(codes(declared(calling('Finish(Context);')))).toEqual([])
    expect(codes(declared(calling(';')))).toEqual(['MRX057'])
  })
})

describe('a store to the table', () => {
  const behind = '\n    MyDispatch.MRxCreateSrvCall = MyCreateSrvCall;'
  test.each(['MyDispatch', 'MyDispatch.', 'MyDispatch.MRxStop', 'MyDispatch.MRxStop =', 'MyDispatch.MRxStop = (PMRX'])(
    '%s',
    begun => expect(codes(driver(create(parameters, completes), begun + behind))).toEqual([]),
  )
  test('that is missing', () => expect(codes(driver(create(parameters, completes), behind))).toEqual(['MRX014']))
  test('of one function in two members', () =>
    expect(
      codes(driver(create(parameters, completes), `MyDispatch.MRxStop = MyDispatch.MRxStart = MyMRxStop;${behind}`)),
    ).toEqual([]))
})
