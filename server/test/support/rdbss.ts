// A few lines of kernel and RDBSS declarations for tests of rules and services: enough for callbacks of every kind, small
// enough that a test costs milliseconds. Served as the bundled headers, so that paths and links are those of the product.
import { readdirSync, readFileSync } from 'node:fs'
import { type Library, packedLibrary } from '../../src/knowledge/library.ts'

export const kernelHeader = `#pragma once
typedef void VOID, *PVOID;
typedef unsigned char BOOLEAN, *PBOOLEAN;
typedef unsigned char UCHAR, *PUCHAR;
typedef unsigned long ULONG, *PULONG;
typedef long LONG, NTSTATUS;
typedef unsigned short USHORT;
typedef unsigned short WCHAR, *PWCH;
typedef struct _UNICODE_STRING { USHORT Length, MaximumLength; PWCH Buffer; } UNICODE_STRING, *PUNICODE_STRING;
typedef struct _DRIVER_OBJECT *PDRIVER_OBJECT;
#define NTAPI __stdcall
#define CDECL __cdecl
#define IN
#define OUT
#define OPTIONAL
#define _In_
#define _In_opt_
#define _Inout_
#define _Out_
#define _Function_class_(type)
#define _Use_decl_annotations_
#define NULL ((void *)0)
#define TRUE 1
#define FALSE 0
#define STATUS_SUCCESS ((NTSTATUS)0)
#define STATUS_PENDING ((NTSTATUS)0x103)
#define UNREFERENCED_PARAMETER(P) (P)
#define RtlZeroMemory(Destination, Length) memset((Destination), 0, (Length))
#define RtlCopyMemory(Destination, Source, Length) memcpy((Destination), (Source), (Length))
void *memset(void *, int, unsigned long);
void *memcpy(void *, const void *, unsigned long);
`

export const dispatchHeader = `#pragma once
#include "ntifs.h"
typedef struct _RX_CONTEXT *PRX_CONTEXT;
typedef struct _MRX_SRV_CALL_ { PVOID Context; PVOID Context2; } MRX_SRV_CALL, *PMRX_SRV_CALL;
typedef struct _MRX_NET_ROOT_ { PMRX_SRV_CALL pSrvCall; PVOID Context; } MRX_NET_ROOT, *PMRX_NET_ROOT;
typedef struct _MRX_V_NET_ROOT_ { PMRX_NET_ROOT pNetRoot; PVOID Context; } MRX_V_NET_ROOT, *PMRX_V_NET_ROOT;
typedef struct _MRX_FCB_ *PMRX_FCB;
typedef struct _MRX_SRV_OPEN_ *PMRX_SRV_OPEN;
typedef struct _RDBSS_DEVICE_OBJECT *PRDBSS_DEVICE_OBJECT;
typedef struct _MRX_SRVCALL_CALLBACK_CONTEXT *PMRX_SRVCALL_CALLBACK_CONTEXT;
enum { LOWIO_OP_READ, LOWIO_OP_WRITE, LOWIO_OP_MAXIMUM };
typedef enum _RX_BLOCK_CONDITION { Condition_Uninitialized, Condition_Good } RX_BLOCK_CONDITION;

typedef NTSTATUS (NTAPI *PMRX_CALLDOWN)(_Inout_ PRX_CONTEXT RxContext);
typedef NTSTATUS (NTAPI *PMRX_START)(_Inout_ PRX_CONTEXT RxContext, _Inout_ PRDBSS_DEVICE_OBJECT RxDeviceObject);
typedef NTSTATUS (NTAPI *PMRX_CREATE_SRVCALL)(_Inout_ PMRX_SRV_CALL SrvCall, _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT SrvCallCallBackContext);
typedef NTSTATUS (NTAPI *PMRX_FINALIZE_SRVCALL_CALLDOWN)(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force);
typedef NTSTATUS (NTAPI *PMRX_FINALIZE_NET_ROOT_CALLDOWN)(_Inout_ PMRX_NET_ROOT NetRoot, _In_ PBOOLEAN Force);
typedef NTSTATUS (NTAPI *PMRX_FINALIZE_V_NET_ROOT_CALLDOWN)(_Inout_ PMRX_V_NET_ROOT VirtualNetRoot, _In_ PBOOLEAN Force);
typedef VOID (NTAPI *PMRX_EXTRACT_NETROOT_NAME)(_In_ PUNICODE_STRING FilePathName, _In_ PMRX_SRV_CALL SrvCall, _Out_ PUNICODE_STRING NetRootName, _Out_ PUNICODE_STRING RestOfName OPTIONAL);
typedef ULONG (NTAPI *PMRX_EXTENDFILE_CALLDOWN)(_Inout_ PRX_CONTEXT RxContext, _In_ ULONG NewFileSize);

typedef struct _MINIRDR_DISPATCH {
    USHORT NodeTypeCode, NodeByteSize;
    ULONG MRxFlags;
    PMRX_START MRxStart;
    PMRX_START MRxStop;
    PMRX_CREATE_SRVCALL MRxCreateSrvCall;
    PMRX_FINALIZE_SRVCALL_CALLDOWN MRxFinalizeSrvCall;
    PMRX_FINALIZE_NET_ROOT_CALLDOWN MRxFinalizeNetRoot;
    PMRX_FINALIZE_V_NET_ROOT_CALLDOWN MRxFinalizeVNetRoot;
    PMRX_EXTRACT_NETROOT_NAME MRxExtractNetRootName;
    PMRX_CALLDOWN MRxCreate;
    PMRX_CALLDOWN MRxFlush;
    PMRX_CALLDOWN MRxCleanupFobx;
    PMRX_EXTENDFILE_CALLDOWN MRxExtendForCache;
    PMRX_CALLDOWN MRxLowIOSubmit[LOWIO_OP_MAXIMUM];
} MINIRDR_DISPATCH, *PMINIRDR_DISPATCH;

NTSTATUS NTAPI RxRegisterMinirdr(PRDBSS_DEVICE_OBJECT *, PDRIVER_OBJECT, PMINIRDR_DISPATCH, ULONG, PUNICODE_STRING, ULONG, ULONG, ULONG);
NTSTATUS NTAPI RxFinalizeSrvCall(PVOID ThisSrvCall, BOOLEAN ForceFinalize);
#define ZeroAndInitializeNodeType(Node, Type, Size) { RtlZeroMemory((Node), (Size)); (Node)->NodeTypeCode = (USHORT)(Type); }
`

/** The headers above, with what else belongs to the library: pages, catalogue. */
export function smallLibrary(more: Readonly<Record<string, string>> = {}): Library {
  const include = (name: string) => `model/include/${name}`
  return packedLibrary({ [include('ntifs.h')]: kernelHeader, [include('rx.h')]: dispatchHeader, ...more })
}

/** Kernel routines that rules of flow are about. */
export const routines = `
PVOID NTAPI ExAllocatePool2(ULONG Flags, ULONG Size, ULONG Tag);
VOID NTAPI ExFreePoolWithTag(PVOID P, ULONG Tag);
VOID NTAPI ExFreePool(PVOID P);
VOID NTAPI KeEnterCriticalRegion(VOID);
VOID NTAPI KeLeaveCriticalRegion(VOID);
typedef struct _ERESOURCE { PVOID Owner; } ERESOURCE, *PERESOURCE;
BOOLEAN NTAPI ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait);
VOID NTAPI ExReleaseResourceLite(PERESOURCE Resource);
NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource);
NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource);
typedef ULONG KSPIN_LOCK, *PKSPIN_LOCK;
typedef UCHAR KIRQL, *PKIRQL;
KIRQL NTAPI KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock);
VOID NTAPI KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql);
VOID NTAPI KeLowerIrql(KIRQL NewIrql);
KIRQL NTAPI KeGetCurrentIrql(VOID);
#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))
#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))
#define PASSIVE_LEVEL 0
#define APC_LEVEL 1
#define NT_SUCCESS(Status) (((NTSTATUS)(Status)) >= 0)
#define STATUS_INSUFFICIENT_RESOURCES ((NTSTATUS)0xC000009AL)
PVOID InterlockedExchangePointer(PVOID *Target, PVOID Value);
ULONG DbgPrint(const char *Format, ...);
DECLSPEC_NORETURN VOID NTAPI KeBugCheck(ULONG Code);
#define ASSERT(e) ((!(e)) ? (RtlAssert(#e), FALSE) : TRUE)
VOID NTAPI RtlAssert(const char *);
`

const routineFolder = new URL('../../knowledge/routines/', import.meta.url)

/** The small headers, the routines above, and the real pages that tell their effects. */
export function flowLibrary(): Library {
  const pages: Record<string, string> = {}
  for (const name of readdirSync(routineFolder))
    pages[`knowledge/routines/${name}`] = readFileSync(new URL(name, routineFolder), 'utf8')
  const noReturn = '#define DECLSPEC_NORETURN __declspec(noreturn)\n'
  return smallLibrary({ ...pages, 'model/include/ntifs.h': kernelHeader + noReturn + routines })
}

/** Two right callbacks and the table, for tests that are about a third one. */
export const prelude = `#include <ntifs.h>
#include <rx.h>
MINIRDR_DISPATCH MyDispatch;
NTSTATUS NTAPI MyStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device) { return STATUS_SUCCESS; } VOID ConnectLater(PMRX_SRVCALL_CALLBACK_CONTEXT Context);
NTSTATUS NTAPI Connect(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context) { ConnectLater(Context); return STATUS_PENDING; }
`
