// Mini-redirectors of any size, the same for every run: structures, tables and routines as such drivers have them, the
// callbacks registered in a table, the last function of the last file an implementation of MRxFinalizeSrvCall.
// What is generated compiles without a word from clang and without a finding.
import { parts } from './driverParts.ts'

/** Where the typing happens: behind this line of the last function. */
export const typingMark = '    UNREFERENCED_PARAMETER(Force);\n'

/** The last parameter of the last function, right, and as many write it. */
export const rightParameter = 'IN BOOLEAN Force'
export const wrongParameter = 'IN PBOOLEAN Force'

/** One file of about `lines` lines. */
export function singleFileDriver(lines: number): string {
  const before = `${declarations}\n${globals}`
  const after = `${callbacks}${registration(['TlyRun'])}${lastFunction}`
  const filling = routines(lines - lineCount(before) - lineCount(after), 0, 'TlyRun')
  return before + filling + after
}

/** `files` sources of about `lines` lines each, by name, and the header that they share. */
export function multiFileDriver(files: number, lines: number): Map<string, string> {
  const names = Array.from({ length: files - 1 }, (_, i) => `part${i + 1}.c`)
  const entries = names.map((_, i) => `TlyRun${i + 1}`)
  const prototypes = entries.map(entry => `${runPrototype(entry)};\n`).join('')
  const texts = new Map([['tally.h', `#pragma once\n${declarations}${prototypes}`]])
  for (const [i, name] of names.entries())
    texts.set(name, `#include "tally.h"\n\n${routines(lines, 1_000 * (i + 1), entries[i]!)}`)
  return texts.set('driver.c', `#include "tally.h"\n\n${globals}${callbacks}${registration(entries)}${lastFunction}`)
}

/** Whole routines until there are `lines` lines, and one with external linkage that calls them all. */
function routines(lines: number, first: number, entry: string): string {
  let text = ''
  const calls: string[] = []
  for (let n = first; lineCount(text) + 2 * calls.length + 12 < lines; n++) {
    const part = parts[n % parts.length]!(n)
    text += `${part.text}\n`
    calls.push(part.call)
  }
  const body = calls.map(call => `    if (NT_SUCCESS(Status))\n        Status = ${call};\n`).join('')
  return `${text}${runPrototype(entry)}\n{\n    NTSTATUS Status = STATUS_SUCCESS;\n\n${body}\n    return Status;\n}\n\n`
}

function runPrototype(entry: string): string {
  return `NTSTATUS ${entry}(IN OUT PRX_CONTEXT RxContext, IN OUT PTLY_SERVER Server)`
}

function lineCount(text: string): number {
  return text.split('\n').length - 1
}

const declarations = `#define MINIRDR__NAME tally

#include <ntifs.h>
#include <rx.h>

#define TLY_POOL_TAG 'ylTt'
#define TLY_MAXIMUM_RETRIES 4
#define TLY_HEADER_SIZE (sizeof(ULONG) + sizeof(USHORT) + sizeof(USHORT))

#define TLY_ALIGN(Value, Alignment) (((Value) + (Alignment) - 1) & ~((Alignment) - 1))
#define TLY_PUT_ULONG(Buffer, Offset, Value) (*(ULONG UNALIGNED *)((Buffer) + (Offset)) = (Value))
#define TLY_GET_ULONG(Buffer, Offset) (*(const ULONG UNALIGNED *)((Buffer) + (Offset)))

typedef enum _TLY_STATE
{
    TlyIdle,
    TlyConnecting,
    TlyConnected,
    TlyBroken
} TLY_STATE;

typedef struct _TLY_SERVER
{
    LIST_ENTRY Requests;
    FAST_MUTEX Mutex;
    LONG References;
    TLY_STATE State;
    ULONG Retries;
    ULONG Statistics[8];
    UNICODE_STRING Name;
    PVOID Transport;
} TLY_SERVER, *PTLY_SERVER;

typedef struct _TLY_REQUEST
{
    LIST_ENTRY Link;
    ULONG Id;
    USHORT Operation;
    USHORT Flags;
    ULONG Length;
    ULONG Capacity;
    PUCHAR Buffer;
    NTSTATUS Status;
    KEVENT Done;
    union
    {
        struct
        {
            LARGE_INTEGER Offset;
            ULONG ByteCount;
        } Transfer;
        struct
        {
            ULONG Class;
            ULONG BufferLength;
        } Query;
    } For;
} TLY_REQUEST, *PTLY_REQUEST;

typedef struct _TLY_STATUS_ENTRY
{
    ULONG Remote;
    NTSTATUS Local;
    BOOLEAN Retry;
} TLY_STATUS_ENTRY;

NTSTATUS NTAPI TlyCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT Context);
NTSTATUS NTAPI TlySrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Winner, IN OUT PVOID Context);
NTSTATUS NTAPI TlyFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force);
NTSTATUS NTAPI TlyFinalizeVNetRoot(IN OUT PMRX_V_NET_ROOT VNetRoot, IN PBOOLEAN Force);
NTSTATUS NTAPI TlyFinalizeNetRoot(IN OUT PMRX_NET_ROOT NetRoot, IN PBOOLEAN Force);
NTSTATUS NTAPI TlyRead(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI TlyWrite(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI TlyStart(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);
NTSTATUS NTAPI TlyStop(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);

extern PRDBSS_DEVICE_OBJECT TlyDeviceObject;
extern MINIRDR_DISPATCH TlyDispatch;
`

const globals = `PRDBSS_DEVICE_OBJECT TlyDeviceObject;
MINIRDR_DISPATCH TlyDispatch;

`

const callbacks = `NTSTATUS NTAPI
TlyCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    UNREFERENCED_PARAMETER(SrvCall);

    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}

NTSTATUS NTAPI
TlySrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Winner, IN OUT PVOID Context)
{
    PTLY_SERVER Server;

    UNREFERENCED_PARAMETER(Winner);
    UNREFERENCED_PARAMETER(Context);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(TLY_SERVER), TLY_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(TLY_SERVER));
    ExInitializeFastMutex(&Server->Mutex);
    InitializeListHead(&Server->Requests);
    Server->References = 1;
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TlyFinalizeVNetRoot(IN OUT PMRX_V_NET_ROOT VNetRoot, IN PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);

    VNetRoot->Context = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TlyFinalizeNetRoot(IN OUT PMRX_NET_ROOT NetRoot, IN PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);

    NetRoot->Context = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TlyRead(IN OUT PRX_CONTEXT RxContext)
{
    RxContext->InformationToReturn = 0;
    return STATUS_END_OF_FILE;
}

NTSTATUS NTAPI
TlyWrite(IN OUT PRX_CONTEXT RxContext)
{
    RxContext->InformationToReturn = RxContext->LowIoContext.ParamsFor.ReadWrite.ByteCount;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TlyStop(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    return STATUS_SUCCESS;
}

`

/** `entries`: what MRxStart calls, so that all files are reached from DriverEntry. */
function registration(entries: readonly string[]): string {
  const calls = entries.map(
    entry => `    Status = ${entry}(RxContext, &Local);\n    if (!NT_SUCCESS(Status))\n        return Status;\n`,
  )
  return `NTSTATUS NTAPI
TlyStart(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    TLY_SERVER Local;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RxDeviceObject);

    RtlZeroMemory(&Local, sizeof(Local));
    ExInitializeFastMutex(&Local.Mutex);
    InitializeListHead(&Local.Requests);
${calls.join('')}    return Status;
}

NTSTATUS NTAPI
DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name;
    NTSTATUS Status;

    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;

    ZeroAndInitializeNodeType(&TlyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    TlyDispatch.MRxStart = TlyStart;
    TlyDispatch.MRxStop = TlyStop;
    TlyDispatch.MRxCreateSrvCall = TlyCreateSrvCall;
    TlyDispatch.MRxSrvCallWinnerNotify = TlySrvCallWinnerNotify;
    TlyDispatch.MRxFinalizeSrvCall = TlyFinalizeSrvCall;
    TlyDispatch.MRxFinalizeVNetRoot = TlyFinalizeVNetRoot;
    TlyDispatch.MRxFinalizeNetRoot = TlyFinalizeNetRoot;
    TlyDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = TlyRead;
    TlyDispatch.MRxLowIOSubmit[LOWIO_OP_WRITE] = TlyWrite;

    RtlInitUnicodeString(&Name, L"\\\\Device\\\\Tally");
    Status = RxRegisterMinirdr(&TlyDeviceObject, DriverObject, &TlyDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &Name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);
    return Status;
}

`
}

const lastFunction = `NTSTATUS NTAPI
TlyFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, ${rightParameter})
{
    PTLY_SERVER Server = SrvCall->Context;

${typingMark}
    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, TLY_POOL_TAG);
    return STATUS_SUCCESS;
}
`
