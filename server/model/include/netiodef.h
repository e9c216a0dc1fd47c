/*
 * The network module registrar's identifiers: modules, network programming interfaces and byte-order helpers.
 */
#ifndef _NETIODEF_
#define _NETIODEF_

#include "wdm.h"
#include "guiddef.h"

typedef enum _NPI_MODULEID_TYPE {
    MIT_GUID = 1,
    MIT_IF_LUID
} NPI_MODULEID_TYPE;

typedef struct _NPI_MODULEID {
    USHORT Length;
    NPI_MODULEID_TYPE Type;
    union {
        GUID Guid;
        LUID IfLuid;
    };
} NPI_MODULEID;
typedef CONST NPI_MODULEID *PNPI_MODULEID;

typedef ULONG NET_IFINDEX, *PNET_IFINDEX;
typedef NET_IFINDEX IF_INDEX, *PIF_INDEX;

typedef GUID NPIID;
typedef CONST NPIID *PNPIID;

FORCEINLINE
BOOLEAN
NmrIsEqualNpiModuleId(
    _In_ PNPI_MODULEID ModuleId1,
    _In_ PNPI_MODULEID ModuleId2)
{
    if (ModuleId1->Type != ModuleId2->Type) return FALSE;
    if (ModuleId1->Type == MIT_GUID) {
        return RtlEqualMemory(&ModuleId1->Guid, &ModuleId2->Guid, sizeof(GUID)) != 0;
    }
    return RtlEqualMemory(&ModuleId1->IfLuid, &ModuleId2->IfLuid, sizeof(LUID)) != 0;
}

#endif
