/* A chain of blocks, each freed after what it points to, with a local for each. */
#include <ntifs.h>
#include <rx.h>

typedef struct _FEN_SESSION { PVOID Buffer; struct _FEN_SESSION *Next; } FEN_SESSION, *PFEN_SESSION;
typedef struct _FEN_SERVER { PFEN_SESSION Sessions; PVOID Name; } FEN_SERVER, *PFEN_SERVER;

NTSTATUS NTAPI FenFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PFEN_SERVER Server = SrvCall->Context;
    PFEN_SESSION Session, Next;
    PVOID Name;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    for (Session = Server->Sessions; Session != NULL; Session = Next) {
        Next = Session->Next;
        if (Session->Buffer != NULL)
            ExFreePoolWithTag(Session->Buffer, ' neF');
        ExFreePoolWithTag(Session, ' neF');
    }
    Name = Server->Name;
    ExFreePoolWithTag(Server, ' neF');
    Server = NULL;
    if (Name != NULL)
        ExFreePoolWithTag(Name, ' neF');
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID FenFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = FenFinalizeSrvCall; }
