// What a completion routine does with its IRP, and what it says of it.
import { expect, test } from 'vitest'
import { driverWith, expected, loaded, placeText, run } from '../support/simulated.ts'

/** A driver that asks Winsock Kernel for a socket; the IRP's completion routine does this. */
function completing(code: string, body: string): string {
  return driverWith({
    declarations: `#include <wsk.h>
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static KEVENT Event;
static PVOID Socket;
static LONG Times;
static VOID Ask(PIRP Irp);
static NTSTATUS NTAPI Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) // ${code}
{
    ${body}
}
static VOID Ask(PIRP Irp)
{
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, Irp);
}
`,
    beforeRegister: `{
    WSK_CLIENT_NPI client = { NULL, &ClientDispatch };
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL || !NT_SUCCESS(WskRegister(&client, &Registration)) || !NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider)))
        return STATUS_UNSUCCESSFUL;
    KeInitializeEvent(&Event, NotificationEvent, FALSE);
    Ask(irp);
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    }`,
  })
}

function found(source: string): string[] {
  const { violations, unknown } = run(loaded(source), ['connect'])
  return [...violations.map(rule => `${rule.code} ${placeText(rule)}`), ...(unknown === undefined ? [] : [unknown])]
}

const told = 'KeSetEvent(&Event, 0, FALSE);'
const kept = 'return STATUS_MORE_PROCESSING_REQUIRED;'

test.each([
  ['MRX205', `IoFreeIrp(Irp); ${told}`],
  ['MRX202', `IoFreeIrp(Irp); ${told} return STATUS_SUCCESS;`],
  ['MRX218', `${told} return STATUS_SUCCESS;`],
  ['MRX216', 'if (Times++ == 0) { IoReuseIrp(Irp, STATUS_SUCCESS); Ask(Irp); } return STATUS_SUCCESS;'],
  ['', `IoFreeIrp(Irp); ${told} ${kept}`],
  ['', `if (Times++ == 0) { IoReuseIrp(Irp, STATUS_SUCCESS); Ask(Irp); } else { IoFreeIrp(Irp); ${told} } ${kept}`],
])('%s %s', (code, body) => {
  const source = completing(code, body)
  expect(found(source)).toEqual(expected(source))
})
