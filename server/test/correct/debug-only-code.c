/* Checks under DBG, assertions about Context, traces of what is freed in front of the free. */
#include <ntifs.h>
#include <rx.h>

#define DBG 1
#if DBG
#define KIP_TRACE(...) DbgPrint(__VA_ARGS__)
#else
#define KIP_TRACE(...) ((VOID)0)
#endif

typedef struct _KIP_SERVER { ULONG Magic; LONG References; } KIP_SERVER, *PKIP_SERVER;

NTSTATUS NTAPI KipFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PKIP_SERVER Server = SrvCall->Context;

    KIP_TRACE("kip: finalize %p %u\n", SrvCall, Force);
    ASSERT(SrvCall->Context2 == NULL);
    if (Server == NULL) {
        KIP_TRACE("kip: no server\n");
        return STATUS_SUCCESS;
    }
#if DBG
    ASSERT(Server->Magic == 'pikS');
    if (Server->References != 1)
        KIP_TRACE("kip: %ld references\n", Server->References);
#endif
    SrvCall->Context = NULL;
    KIP_TRACE("kip: free %p\n", Server);
    ExFreePoolWithTag(Server, ' piK');
    KIP_TRACE("kip: freed %p\n", Server);
    ASSERT(SrvCall->Context == NULL);
    return STATUS_SUCCESS;
}

VOID KipFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = KipFinalizeSrvCall; }
