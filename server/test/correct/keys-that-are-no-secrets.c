/* Fields with key, pass and token in their names that hold no secret. */
#include <ntifs.h>
#include <rx.h>

typedef struct _JUG_SERVER {
    UNICODE_STRING RegistryKeyPath;
    HANDLE KeyHandle;
    ULONG SortKey;
    ULONG PassCount;
    LONG TokenBucket;
    PVOID CacheKey;
    ULONG KeyLength;
} JUG_SERVER, *PJUG_SERVER;

NTSTATUS NTAPI JugFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PJUG_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    if (Server->KeyHandle != NULL)
        ZwClose(Server->KeyHandle);
    if (Server->RegistryKeyPath.Buffer != NULL)
        ExFreePoolWithTag(Server->RegistryKeyPath.Buffer, ' guJ');
    ExFreePoolWithTag(Server, ' guJ');
    return STATUS_SUCCESS;
}

VOID JugFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = JugFinalizeSrvCall; }
