/* lookaside-lists.c - lookaside lists of both kinds, pageable code. */
#include "shared.h"
#define OWN_FILES
typedef struct _SESSION { LONG Opens; KGUARDED_MUTEX Mutex; } SESSION, *PSESSION;
typedef struct _HANDLE_CTX { PSESSION Session; } HANDLE_CTX;
static NPAGED_LOOKASIDE_LIST Sessions;
static PAGED_LOOKASIDE_LIST Names;
#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, StyWinnerNotify)
#pragma alloc_text(PAGE, StyFinalizeSrvCall)
#endif
NTSTATUS StyInitialize(VOID)
{
    ExInitializeNPagedLookasideList(&Sessions, NULL, NULL, 0, sizeof(SESSION), 'sseS', 0);
    ExInitializePagedLookasideList(&Names, NULL, NULL, 0, 128, 'maNS', 0);
    return STATUS_SUCCESS;
}
VOID StyUninitialize(VOID)
{
    ExDeletePagedLookasideList(&Names);
    ExDeleteNPagedLookasideList(&Sessions);
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PSESSION s;
    PVOID scratch;
    PAGED_CODE();
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    scratch = ExAllocateFromPagedLookasideList(&Names);
    if (scratch == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    s = ExAllocateFromNPagedLookasideList(&Sessions);
    if (s != NULL) { s->Opens = 0; KeInitializeGuardedMutex(&s->Mutex); }
    ExFreeToPagedLookasideList(&Names, scratch);
    SrvCall->Context = s;
    return s == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->Context != NULL) ExFreeToNPagedLookasideList(&Sessions, SrvCall->Context);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyCreate(PRX_CONTEXT RxContext)
{
    PMRX_SRV_CALL srv = RxContext->Create.pSrvCall;
    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    if (RxContext->pFobx == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    UNREFERENCED_PARAMETER(srv);
    return STATUS_SUCCESS;
}
#include "shared.inc"
