/* registry-limit.c - a limit out of the registry, and strings in three encodings. */
#include "shared.h"
static ULONG Limit = 4;
static LONG Count;
static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Sty");
static UNICODE_STRING Device = RTL_CONSTANT_STRING(L"\\Device\\Sty");
typedef struct _SRV { ANSI_STRING Ansi; CHAR Line[80]; UNICODE_STRING Upper; } SRV;
static NTSTATUS ReadLimit(VOID)
{
    UNICODE_STRING key = RTL_CONSTANT_STRING(L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Sty");
    UNICODE_STRING value = RTL_CONSTANT_STRING(L"Limit");
    UCHAR buffer[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)];
    PKEY_VALUE_PARTIAL_INFORMATION info = (PVOID)buffer;
    OBJECT_ATTRIBUTES oa; HANDLE h; ULONG got; NTSTATUS st;
    InitializeObjectAttributes(&oa, &key, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    st = ZwOpenKey(&h, KEY_READ, &oa);
    if (!NT_SUCCESS(st)) return st;
    st = ZwQueryValueKey(h, &value, KeyValuePartialInformation, info, sizeof(buffer), &got);
    if (NT_SUCCESS(st) && info->Type == REG_DWORD && info->DataLength == sizeof(ULONG))
        Limit = *(PULONG)info->Data;
    ZwClose(h);
    return st;
}
NTSTATUS StyInitialize(VOID)
{
    (VOID)ReadLimit();
    return IoCreateSymbolicLink(&Link, &Device);
}
VOID StyUninitialize(VOID) { IoDeleteSymbolicLink(&Link); }
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    SRV *srv; NTSTATUS st;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    if (InterlockedIncrement(&Count) > (LONG)max(Limit, 2)) { InterlockedDecrement(&Count); return STATUS_TOO_MANY_SESSIONS; }
    srv = ExAllocatePoolWithTag(PagedPool, sizeof *srv, 'vrSS');
    if (!srv) { InterlockedDecrement(&Count); return STATUS_INSUFFICIENT_RESOURCES; }
    st = RtlUpcaseUnicodeString(&srv->Upper, SrvCall->pSrvCallName, TRUE);
    if (NT_SUCCESS(st)) {
        st = RtlUnicodeStringToAnsiString(&srv->Ansi, SrvCall->pSrvCallName, TRUE);
        if (NT_SUCCESS(st)) {
            st = RtlStringCbPrintfA(srv->Line, sizeof srv->Line, "%Z of %lu", &srv->Ansi, Limit);
            if (!NT_SUCCESS(st)) RtlFreeAnsiString(&srv->Ansi);
        }
        if (!NT_SUCCESS(st)) RtlFreeUnicodeString(&srv->Upper);
    }
    if (!NT_SUCCESS(st)) { ExFreePoolWithTag(srv, 'vrSS'); InterlockedDecrement(&Count); return st; }
    SrvCall->Context = srv;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    SRV *srv = SrvCall->Context;
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (srv) {
        RtlFreeAnsiString(&srv->Ansi);
        RtlFreeUnicodeString(&srv->Upper);
        ExFreePoolWithTag(srv, 'vrSS');
        InterlockedDecrement(&Count);
    }
    return STATUS_SUCCESS;
}
#include "shared.inc"
