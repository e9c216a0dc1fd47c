/* A lock that is tried; a loop with continue and break that releases each time; hand over hand. */
#include <ntifs.h>
#include <rx.h>

typedef struct _URN_NODE { struct _URN_NODE *Next; FAST_MUTEX Mutex; ULONG Uses; } URN_NODE, *PURN_NODE;
typedef struct _URN_SERVER { FAST_MUTEX Mutex; PURN_NODE First; } URN_SERVER, *PURN_SERVER;

static ULONG UrnCount(PURN_SERVER Server)
{
    PURN_NODE Node;
    ULONG Count = 0;

    for (Node = Server->First; Node != NULL; Node = Node->Next) {
        ExAcquireFastMutex(&Node->Mutex);
        if (Node->Uses == 0) {
            ExReleaseFastMutex(&Node->Mutex);
            continue;
        }
        Count += Node->Uses;
        if (Count > 1000) {
            ExReleaseFastMutex(&Node->Mutex);
            break;
        }
        ExReleaseFastMutex(&Node->Mutex);
    }
    return Count;
}

NTSTATUS NTAPI UrnFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PURN_SERVER Server = SrvCall->Context;
    PURN_NODE Node = NULL;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    (VOID)UrnCount(Server);
    if (ExTryToAcquireFastMutex(&Server->Mutex)) {
        Node = Server->First;
        Server->First = NULL;
        ExReleaseFastMutex(&Server->Mutex);
    }
    while (Node != NULL) {
        PURN_NODE Next = Node->Next;

        ExFreePoolWithTag(Node, ' nrU');
        Node = Next;
    }
    ExFreePoolWithTag(Server, ' nrU');
    return STATUS_SUCCESS;
}

VOID UrnFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = UrnFinalizeSrvCall; }
