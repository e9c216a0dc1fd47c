/* generic-table.c - rows of a generic table, shared by servers of one name. */
#include "shared.h"
typedef struct _ROW { UNICODE_STRING Name; WCHAR Text[40]; LONG Uses; } ROW, *PROW;
static RTL_GENERIC_TABLE Table;
static ERESOURCE TableLock;
static SLIST_HEADER Spare;
static RTL_GENERIC_COMPARE_RESULTS NTAPI Compare(PRTL_GENERIC_TABLE T, PVOID A, PVOID B)
{
    LONG c = RtlCompareUnicodeString(&((PROW)A)->Name, &((PROW)B)->Name, TRUE);
    UNREFERENCED_PARAMETER(T);
    return c < 0 ? GenericLessThan : c > 0 ? GenericGreaterThan : GenericEqual;
}
static PVOID NTAPI Alloc(PRTL_GENERIC_TABLE T, CLONG Bytes) { UNREFERENCED_PARAMETER(T); return ExAllocatePoolWithTag(PagedPool, Bytes, 'woRS'); }
static VOID NTAPI Free(PRTL_GENERIC_TABLE T, PVOID P) { UNREFERENCED_PARAMETER(T); ExFreePoolWithTag(P, 'woRS'); }
NTSTATUS StyInitialize(VOID)
{
    RtlInitializeGenericTable(&Table, Compare, Alloc, Free, NULL);
    InitializeSListHead(&Spare);
    return ExInitializeResourceLite(&TableLock);
}
VOID StyUninitialize(VOID) { ExDeleteResourceLite(&TableLock); }
static VOID FillRow(PROW row, PUNICODE_STRING name)
{
    RtlZeroMemory(row, sizeof(*row));
    row->Name.Buffer = row->Text;
    row->Name.MaximumLength = sizeof(row->Text);
    RtlCopyUnicodeString(&row->Name, name);
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    ROW key; PROW row; BOOLEAN isNew;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    FillRow(&key, SrvCall->pSrvCallName);
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&TableLock, TRUE);
    row = RtlInsertElementGenericTable(&Table, &key, sizeof(key), &isNew);
    if (row) { row->Name.Buffer = row->Text; row->Uses++; }
    ExReleaseResourceLite(&TableLock);
    KeLeaveCriticalRegion();
    SrvCall->Context = row;
    return row ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PROW row = SrvCall->Context;
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (!row) return STATUS_SUCCESS;
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&TableLock, TRUE);
    if (--row->Uses == 0) RtlDeleteElementGenericTable(&Table, row);
    ExReleaseResourceLite(&TableLock);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}
#include "shared.inc"
