// Mistakes of the catalogue that the life of a SRV_CALL shows: each in a driver that is right otherwise, found with its code
// at the line that is marked, and nothing else; without the mistake nothing is found.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, type Parts, violations } from '../support/simulated.ts'

const finalizer = (body: string) =>
  `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    PSERVER server = SrvCall->Context;\n${body}\n    return STATUS_SUCCESS;\n}\n`
/** The same, where what is wrong shows at the function. */
const wrongFinalizer = (code: string, body: string) =>
  finalizer(body).replace('BOOLEAN Force)', `BOOLEAN Force) // ${code}`)

const released = 'SrvCall->Context = NULL;\n    if (server != NULL)\n        Free(server);'

const mistakes: readonly (readonly [string, Parts])[] = [
  ['MRX001 the SRV_CALL is freed', { finalize: finalizer(`${released}\n    ExFreePool(SrvCall); // MRX001`) }],
  ['MRX002 Context is left', { finalize: wrongFinalizer('MRX002', 'if (server != NULL)\n        Free(server);') }],
  ['MRX003 Context2 is left', { finalize: wrongFinalizer('MRX003', `${released}\n    SrvCall->Context2 = SrvCall;`) }],
  [
    'MRX004 Context is not checked',
    { finalize: finalizer('SrvCall->Context = NULL;\n    server->Value = 1; // MRX004\n    Free(server);') },
  ],
  [
    'MRX005 Context is used after it was freed',
    {
      finalize: finalizer(
        'SrvCall->Context = NULL;\n    if (server != NULL) {\n        Free(server);\n        server->Value = 1; // MRX005\n    }',
      ),
    },
  ],
  [
    'MRX006 Context is freed twice',
    { finalize: finalizer(`${released}\n    if (server != NULL)\n        ExFreePool(server); // MRX006`) },
  ],
  [
    'MRX014 a callback is missing',
    { members: 'MyDispatch.MRxFinalizeSrvCall = NULL;', declarations: '// the table is above\n' },
  ],
  ['MRX018 STATUS_PENDING', { finalize: wrongFinalizer('MRX018', `${released}\n    return STATUS_PENDING;`) }],
  [
    'MRX024 RxFinalizeSrvCall inside of the finalizer',
    { finalize: finalizer(`${released}\n    RxFinalizeSrvCall((PSRV_CALL)SrvCall, TRUE); // MRX024`) },
  ],
  [
    'MRX025 a reference inside of the finalizer',
    { finalize: finalizer(`${released}\n    RxReferenceSrvCall((PSRV_CALL)SrvCall); // MRX025`) },
  ],
  [
    'MRX027 the name is freed',
    { finalize: finalizer(`${released}\n    ExFreePool(SrvCall->pSrvCallName->Buffer); // MRX027`) },
  ],
  ['MRX029 flags are overwritten', { finalize: wrongFinalizer('MRX029', `${released}\n    SrvCall->Flags = 0;`) }],
]

describe('mistakes', () => {
  test('the driver that they are put into is right', () => {
    expect(violations(driverWith({}))).toEqual([])
  })

  test.each(mistakes)('%s', (name, parts) => {
    const source = driverWith(parts)
    const marked = name.startsWith('MRX014') ? ['MRX014 driver.c:6'] : expected(source)
    expect(marked).not.toEqual([])
    expect(violations(source)).toEqual(marked)
  })
})
