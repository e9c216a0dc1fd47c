// Drivers with the bundled headers, on one engine: the headers are read once for all tests of a file.
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { type DriverOptions, engineOver } from './driver.ts'

const library = openLibrary(import.meta.dirname)

export const bundled: DriverOptions = { library, engine: engineOver(memoryFiles({}), { library }) }

const parameters: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'PMRX_SRV_CALL SrvCall, BOOLEAN Force',
  MRxFinalizeNetRoot: 'PMRX_NET_ROOT NetRoot, PBOOLEAN Force',
  MRxFinalizeVNetRoot: 'PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force',
  MRxCreateSrvCall: 'PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext',
  MRxSrvCallWinnerNotify: 'PMRX_SRV_CALL SrvCall, BOOLEAN IsWinner, PVOID RecommunicateContext',
  MRxDeallocateForFcb: 'PMRX_FCB Fcb',
  MRxDeallocateForFobx: 'PMRX_FOBX Fobx',
  MRxCreate: 'PRX_CONTEXT RxContext',
  MRxStop: 'PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject',
}

export const server = `#include <ntifs.h>
#include <rx.h>
typedef struct _ELM_SERVER { LIST_ENTRY Link; LONG References; ULONG State; PMRX_SRV_CALL SrvCall; PVOID Name; ERESOURCE Lock; } ELM_SERVER, *PELM_SERVER;
VOID ElmLog(PVOID);
`

/** A driver with one callback, `Elm…` in the table. */
export function withCallback(member: string, body: string, more = ''): string {
  const name = member.replace(/^MRx/, 'Elm')
  return `${server}${more}
NTSTATUS NTAPI ${name}(${parameters[member]})
{
${body}
}
VOID ElmFillTable(PMINIRDR_DISPATCH Table)
{
    Table->${member} = ${name};
}
`
}
