/* Put and get through three layers; the last one frees; callers keep their own references. */
#include <ntifs.h>
#include <rx.h>

typedef struct _GIG_OBJECT { LONG Count; VOID (*Delete)(struct _GIG_OBJECT *); } GIG_OBJECT, *PGIG_OBJECT;
typedef struct _GIG_SERVER { GIG_OBJECT Object; PVOID Name; } GIG_SERVER, *PGIG_SERVER;

static VOID GigPut(PGIG_OBJECT Object)
{
    if (InterlockedDecrement(&Object->Count) == 0)
        Object->Delete(Object);
}

static PGIG_OBJECT GigGet(PGIG_OBJECT Object)
{
    InterlockedIncrement(&Object->Count);
    return Object;
}

static VOID GigDeleteServer(PGIG_OBJECT Object)
{
    PGIG_SERVER Server = CONTAINING_RECORD(Object, GIG_SERVER, Object);

    if (Server->Name != NULL)
        ExFreePoolWithTag(Server->Name, ' giG');
    ExFreePoolWithTag(Server, ' giG');
}

PGIG_SERVER GigNewServer(VOID)
{
    PGIG_SERVER Server = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(GIG_SERVER), ' giG');

    if (Server != NULL) {
        Server->Object.Count = 1;
        Server->Object.Delete = GigDeleteServer;
    }
    return Server;
}

NTSTATUS NTAPI GigFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PGIG_SERVER Server = SrvCall->Context;
    PGIG_OBJECT Mine;

    UNREFERENCED_PARAMETER(Force);
    if (!Server)
        return STATUS_SUCCESS;
    Mine = GigGet(&Server->Object);
    SrvCall->Context = NULL;
    GigPut(&Server->Object);
    DbgPrint("gig: %ld\n", Mine->Count);
    GigPut(Mine);
    return STATUS_SUCCESS;
}

VOID GigFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = GigFinalizeSrvCall; }
