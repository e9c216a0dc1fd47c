/*
 * Extra create parameters: their GUIDs, whose values the import libraries hold, and the contexts they carry.
 */
#ifndef _KERNEL_ECP_
#define _KERNEL_ECP_

EXTERN_C const GUID GUID_ECP_PREFETCH_OPEN;
EXTERN_C const GUID GUID_ECP_NFS_OPEN;
EXTERN_C const GUID GUID_ECP_SRV_OPEN;
EXTERN_C const GUID GUID_ECP_NETWORK_OPEN_CONTEXT;
EXTERN_C const GUID GUID_ECP_OPLOCK_KEY;
EXTERN_C const GUID GUID_ECP_DUAL_OPLOCK_KEY;
EXTERN_C const GUID GUID_ECP_IO_DEVICE_HINT;
EXTERN_C const GUID GUID_ECP_NETWORK_APP_INSTANCE;
EXTERN_C const GUID GUID_ECP_NETWORK_APP_INSTANCE_VERSION;
EXTERN_C const GUID GUID_ECP_RKF_BYPASS;
EXTERN_C const GUID GUID_ECP_CREATE_REDIRECTION;
EXTERN_C const GUID GUID_ECP_CSV_DOWN_LEVEL_OPEN;
EXTERN_C const GUID GUID_ECP_CSV_QUERY_FILE_REVISION;
EXTERN_C const GUID GUID_ECP_CSV_QUERY_FILE_REVISION_FILE_ID_128;
EXTERN_C const GUID GUID_ECP_CSV_SET_HANDLE_PROPERTIES;
EXTERN_C const GUID GUID_ECP_ATOMIC_CREATE;
EXTERN_C const GUID GUID_ECP_OPEN_PARAMETERS;
EXTERN_C const GUID GUID_ECP_QUERY_ON_CREATE;
EXTERN_C const GUID GUID_ECP_CLOUDFILES_ATTRIBUTION;
EXTERN_C const GUID GUID_ECP_CREATE_USER_PROCESS;
EXTERN_C const GUID GUID_ECP_CREATE_VETO_BINDING;

typedef struct _PREFETCH_OPEN_ECP_CONTEXT {
    PVOID Context;
} PREFETCH_OPEN_ECP_CONTEXT, *PPREFETCH_OPEN_ECP_CONTEXT;

typedef struct _DUAL_OPLOCK_KEY_ECP_CONTEXT {
    GUID ParentOplockKey;
    GUID TargetOplockKey;
    BOOLEAN ParentOplockKeySet;
    BOOLEAN TargetOplockKeySet;
} DUAL_OPLOCK_KEY_ECP_CONTEXT, *PDUAL_OPLOCK_KEY_ECP_CONTEXT;

/* The address of the client; its layout is that of SOCKADDR_STORAGE. */
typedef struct _SOCKADDR_STORAGE_NFS {
    SHORT ss_family;
    CHAR __ss_pad1[6];
    LONGLONG __ss_align;
    CHAR __ss_pad2[112];
} SOCKADDR_STORAGE_NFS, *PSOCKADDR_STORAGE_NFS;

typedef struct _NFS_OPEN_ECP_CONTEXT {
    PUNICODE_STRING ExportAlias;
    PSOCKADDR_STORAGE_NFS ClientSocketAddress;
} NFS_OPEN_ECP_CONTEXT, *PNFS_OPEN_ECP_CONTEXT;

typedef NFS_OPEN_ECP_CONTEXT **PPNFS_OPEN_ECP_CONTEXT;

typedef enum _SRV_INSTANCE_TYPE {
    SrvInstanceTypeUndefined = 0,
    SrvInstanceTypePrimary,
    SrvInstanceTypeCsv,
    SrvInstanceTypeSBL,
    SrvInstanceTypeSR,
    SrvInstanceTypeVSMB
} SRV_INSTANCE_TYPE, *PSRV_INSTANCE_TYPE;

typedef struct _SRV_OPEN_ECP_CONTEXT {
    PUNICODE_STRING ShareName;
    PSOCKADDR_STORAGE_NFS SocketAddress;
    BOOLEAN OplockBlockState;
    BOOLEAN OplockAppState;
    BOOLEAN OplockFinalState;
    USHORT Version;
    SRV_INSTANCE_TYPE InstanceType;
} SRV_OPEN_ECP_CONTEXT, *PSRV_OPEN_ECP_CONTEXT;

typedef enum {
    NetworkOpenLocationAny,
    NetworkOpenLocationRemote,
    NetworkOpenLocationLoopback
} NETWORK_OPEN_LOCATION_QUALIFIER;

typedef enum {
    NetworkOpenIntegrityAny,
    NetworkOpenIntegrityNone,
    NetworkOpenIntegritySigned,
    NetworkOpenIntegrityEncrypted,
    NetworkOpenIntegrityMaximum
} NETWORK_OPEN_INTEGRITY_QUALIFIER;

typedef struct _NETWORK_OPEN_ECP_CONTEXT {
    USHORT Size;
    USHORT Reserved;
    struct {
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
            ULONG Flags;
        } in;
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
            ULONG Flags;
        } out;
    };
} NETWORK_OPEN_ECP_CONTEXT, *PNETWORK_OPEN_ECP_CONTEXT;

typedef struct _NETWORK_APP_INSTANCE_ECP_CONTEXT {
    USHORT Size;
    USHORT Reserved;
    GUID AppInstanceID;
} NETWORK_APP_INSTANCE_ECP_CONTEXT, *PNETWORK_APP_INSTANCE_ECP_CONTEXT;

typedef struct _QUERY_ON_CREATE_FILE_STAT_INFORMATION {
    LARGE_INTEGER FileId;
    LARGE_INTEGER CreationTime;
    LARGE_INTEGER LastAccessTime;
    LARGE_INTEGER LastWriteTime;
    LARGE_INTEGER ChangeTime;
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER EndOfFile;
    ULONG FileAttributes;
    ULONG ReparseTag;
    ULONG NumberOfLinks;
} QUERY_ON_CREATE_FILE_STAT_INFORMATION, *PQUERY_ON_CREATE_FILE_STAT_INFORMATION;

typedef struct _QUERY_ON_CREATE_FILE_LX_INFORMATION {
    ULONG EffectiveAccess;
    ULONG LxFlags;
    ULONG LxUid;
    ULONG LxGid;
    ULONG LxMode;
    ULONG LxDeviceIdMajor;
    ULONG LxDeviceIdMinor;
} QUERY_ON_CREATE_FILE_LX_INFORMATION, *PQUERY_ON_CREATE_FILE_LX_INFORMATION;

typedef struct _QUERY_ON_CREATE_EA_INFORMATION {
    ULONG EaBufferSize;
    PFILE_FULL_EA_INFORMATION EaBuffer;
} QUERY_ON_CREATE_EA_INFORMATION, *PQUERY_ON_CREATE_EA_INFORMATION;

typedef struct _QUERY_ON_CREATE_ECP_CONTEXT {
    ULONG RequestedClasses;
    ULONG ClassesProcessed;
    ULONG ClassesWithErrors;
    ULONG ClassesWithNoData;
    QUERY_ON_CREATE_FILE_STAT_INFORMATION StatInformation;
    QUERY_ON_CREATE_FILE_LX_INFORMATION LxInformation;
    QUERY_ON_CREATE_EA_INFORMATION EaInformation;
} QUERY_ON_CREATE_ECP_CONTEXT, *PQUERY_ON_CREATE_ECP_CONTEXT;

#define QoCFileStatInformation 0x00000001
#define QoCFileLxInformation   0x00000002
#define QoCFileEaInformation   0x00000004

typedef struct _NETWORK_OPEN_ECP_CONTEXT_V0 {
    USHORT Size;
    USHORT Reserved;
    struct {
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
        } in;
        struct {
            NETWORK_OPEN_LOCATION_QUALIFIER Location;
            NETWORK_OPEN_INTEGRITY_QUALIFIER Integrity;
        } out;
    };
} NETWORK_OPEN_ECP_CONTEXT_V0, *PNETWORK_OPEN_ECP_CONTEXT_V0;

#endif
