/* guarded-list.c - quota that raises, and handlers and finalizers around a list. */
#include "shared.h"
typedef struct _NODE { SINGLE_LIST_ENTRY Link; ULONG Key; } NODE, *PNODE;
_Guarded_by_(Mutex) static SINGLE_LIST_ENTRY Head;
static FAST_MUTEX Mutex;
NTSTATUS StyInitialize(VOID) { ExInitializeFastMutex(&Mutex); return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { }
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_ _Ret_maybenull_
static PNODE NewNode(_In_ PUNICODE_STRING Name)
{
    PNODE node = NULL;
    __try {
        node = ExAllocatePoolWithQuotaTag(PagedPool, sizeof(NODE), 'doNS');
        node->Key = 0;
        if (!NT_SUCCESS(RtlHashUnicodeString(Name, TRUE, HASH_STRING_ALGORITHM_DEFAULT, &node->Key)))
            ExRaiseStatus(STATUS_OBJECT_NAME_INVALID);
        ExAcquireFastMutex(&Mutex);
        __try {
            PushEntryList(&Head, &node->Link);
        } __finally {
            ExReleaseFastMutex(&Mutex);
        }
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        if (node != NULL) { ExFreePoolWithTag(node, 'doNS'); node = NULL; }
    }
    return node;
}
_Use_decl_annotations_
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    SrvCall->Context = NewNode(SrvCall->pSrvCallName);
    return SrvCall->Context ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
_Use_decl_annotations_
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PNODE node = SrvCall->Context;
    PSINGLE_LIST_ENTRY *link;
    UNREFERENCED_PARAMETER(Force);
    if (node == NULL) return STATUS_SUCCESS;
    ExAcquireFastMutex(&Mutex);
    __try {
        for (link = &Head.Next; *link != NULL; link = &(*link)->Next) {
            if (*link == &node->Link) { *link = node->Link.Next; __leave; }
        }
    } __finally {
        ExReleaseFastMutex(&Mutex);
        SrvCall->Context = NULL;
    }
    ExFreePoolWithTag(node, 'doNS');
    return STATUS_SUCCESS;
}
#include "shared.inc"
