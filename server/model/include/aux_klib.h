/*
 * The auxiliary kernel-mode library: loaded modules and bug check data.
 */
#ifndef _AUX_KLIB_H_
#define _AUX_KLIB_H_

#include "wdm.h"

#define AUX_KLIB_MODULE_PATH_LEN 256

typedef struct _AUX_MODULE_BASIC_INFO {
    PVOID ImageBase;
} AUX_MODULE_BASIC_INFO, *PAUX_MODULE_BASIC_INFO;

typedef struct _AUX_MODULE_EXTENDED_INFO {
    AUX_MODULE_BASIC_INFO BasicInfo;
    ULONG ImageSize;
    USHORT FileNameOffset;
    UCHAR FullPathName[AUX_KLIB_MODULE_PATH_LEN];
} AUX_MODULE_EXTENDED_INFO, *PAUX_MODULE_EXTENDED_INFO;

typedef struct _KBUGCHECK_DATA {
    ULONG BugCheckDataSize;
    ULONG BugCheckCode;
    ULONG_PTR Parameter1;
    ULONG_PTR Parameter2;
    ULONG_PTR Parameter3;
    ULONG_PTR Parameter4;
} KBUGCHECK_DATA, *PKBUGCHECK_DATA;

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
AuxKlibInitialize(VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
AuxKlibQueryModuleInformation(
    _Inout_ PULONG BufferSize,
    _In_ ULONG ElementSize,
    _Out_writes_bytes_opt_(*BufferSize) PVOID QueryInfo);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
AuxKlibGetBugCheckData(
    _Inout_ PKBUGCHECK_DATA BugCheckData);

_IRQL_requires_max_(PASSIVE_LEVEL)
PVOID
AuxKlibGetImageExportDirectory(
    _In_ PVOID ImageBase);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
AuxKlibEnumerateSystemFirmwareTables(
    _In_ ULONG FirmwareTableProviderSignature,
    _Out_writes_bytes_opt_(BufferLength) PVOID FirmwareTableBuffer,
    _In_ ULONG BufferLength,
    _Out_opt_ PULONG ReturnLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
AuxKlibGetSystemFirmwareTable(
    _In_ ULONG FirmwareTableProviderSignature,
    _In_ ULONG FirmwareTableID,
    _Out_writes_bytes_opt_(BufferLength) PVOID FirmwareTableBuffer,
    _In_ ULONG BufferLength,
    _Out_opt_ PULONG ReturnLength);

#endif
