/* Results of dispatches that are used: returned, kept, asked in a condition, stored in a structure. */
#include <ntifs.h>
#include <rx.h>

typedef struct _BAY_SERVER { NTSTATUS Posted; LONG Refs; } BAY_SERVER, *PBAY_SERVER;
static PRDBSS_DEVICE_OBJECT BayDevice;

static VOID NTAPI BayWork(PVOID Context) { UNREFERENCED_PARAMETER(Context); }

static NTSTATUS BayPost(PVOID Server)
{
    return RxDispatchToWorkerThread(BayDevice, DelayedWorkQueue, BayWork, Server);
}

static BOOLEAN BayPosted(PVOID Server)
{
    return (BOOLEAN)NT_SUCCESS(RxDispatchToWorkerThread(BayDevice, DelayedWorkQueue, BayWork, Server));
}

NTSTATUS NTAPI BayFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PBAY_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    Server->Posted = RxDispatchToWorkerThread(BayDevice, DelayedWorkQueue, BayWork, NULL);
    if (!NT_SUCCESS(Server->Posted) || !NT_SUCCESS(BayPost(NULL)) || !BayPosted(NULL))
        DbgPrint("bay: not posted\n");
    ExFreePoolWithTag(Server, ' yaB');
    return STATUS_SUCCESS;
}

VOID BayFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = BayFinalizeSrvCall; }
