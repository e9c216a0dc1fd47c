/* static-slots.c - contexts that nobody allocates. */
#include "shared.h"
#define SLOTS 8
static struct slot { BOOLEAN used; ULONG generation; WCHAR name[64]; } Slots[SLOTS];
static KSPIN_LOCK Lock;
NTSTATUS StyInitialize(VOID) { KeInitializeSpinLock(&Lock); RtlZeroMemory(Slots, sizeof Slots); return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { }
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    KIRQL old; int i;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    KeAcquireSpinLock(&Lock, &old);
    for (i = 0; i < SLOTS && Slots[i].used; i++) ;
    if (i < SLOTS) {
        USHORT n = min(SrvCall->pSrvCallName->Length, sizeof(Slots[i].name) - sizeof(WCHAR));
        Slots[i].used = TRUE;
        Slots[i].generation++;
        RtlCopyMemory(Slots[i].name, SrvCall->pSrvCallName->Buffer, n);
        Slots[i].name[n / sizeof(WCHAR)] = 0;
    }
    KeReleaseSpinLock(&Lock, old);
    if (i == SLOTS) return STATUS_TOO_MANY_SESSIONS;
    SrvCall->Context = &Slots[i];
    SrvCall->Context2 = (PVOID)(ULONG_PTR)i;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    struct slot *s = SrvCall->Context;
    KIRQL old;
    UNREFERENCED_PARAMETER(Force);
    if (s != NULL) {
        KeAcquireSpinLock(&Lock, &old);
        s->used = FALSE;
        KeReleaseSpinLock(&Lock, old);
    }
    SrvCall->Context = SrvCall->Context2 = NULL;
    return STATUS_SUCCESS;
}
#include "shared.inc"
