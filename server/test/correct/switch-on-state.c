/* The teardown depends on the server's state: a switch with fall-through. */
#include <ntifs.h>
#include <rx.h>

typedef enum _WEB_STATE { WebNew, WebConnected, WebLoggedOn, WebBroken } WEB_STATE;
typedef struct _WEB_SERVER { WEB_STATE State; ERESOURCE Lock; PVOID Session; HANDLE Pipe; } WEB_SERVER, *PWEB_SERVER;

static VOID WebUndo(PWEB_SERVER Server)
{
    switch (Server->State) {
    case WebBroken:
    case WebLoggedOn:
        ExFreePoolWithTag(Server->Session, ' beW');
        /* fall through */
    case WebConnected:
        ZwClose(Server->Pipe);
        break;
    case WebNew:
        break;
    }
    ExDeleteResourceLite(&Server->Lock);
}

NTSTATUS WebInit(PWEB_SERVER Server)
{
    Server->State = WebNew;
    return ExInitializeResourceLite(&Server->Lock);
}

NTSTATUS NTAPI WebFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PWEB_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    switch ((ULONG_PTR)Server) {
    case 0:
        return STATUS_SUCCESS;
    default:
        SrvCall->Context = NULL;
        WebUndo(Server);
        ExFreePoolWithTag(Server, ' beW');
    }
    return STATUS_SUCCESS;
}

VOID WebFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = WebFinalizeSrvCall; }
