/*
 * nullredir.h - private declarations of the null redirector.
 *
 * Every server, share and file exists and is empty: what is written is
 * discarded, a read is at the end of the file at once. There is no transport,
 * so the whole life of the RDBSS objects can be read without one.
 *
 * Locking: NulServerMutex guards the server list, every reference count, and
 * the three places that point at a server: SrvCall->Context, the NET_ROOT
 * extension, and the list itself. RDBSS may hold its netname table lock when
 * it calls us, so nothing that needs that lock is called with the mutex held.
 */
#ifndef NULLREDIR_H
#define NULLREDIR_H

#define MINIRDR__NAME nullredir

#include <ntifs.h>
#include <rx.h>

#define NUL_DEVICE_NAME   L"\\Device\\NullRedir"
#define NUL_SYMLINK_NAME  L"\\DosDevices\\NullRedir"

#define NUL_SERVER_TAG    'vSlN'

/* Control codes of the device, and of a tree connection opened through it. */
#define NUL_CTL(Function) \
    CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, (Function), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_NUL_START              NUL_CTL(0x801)
#define IOCTL_NUL_STOP               NUL_CTL(0x802)
#define FSCTL_NUL_DELETE_CONNECTION  NUL_CTL(0x803)

/* One for each SRV_CALL that was answered with success. */
typedef struct _NUL_SERVER
{
    LIST_ENTRY Link;            /* on NulServerList until the last reference goes */
    ULONG References;           /* one for the SRV_CALL, one for each NET_ROOT */
    BOOLEAN Connected;          /* FALSE once the SRV_CALL is finalized */
} NUL_SERVER, *PNUL_SERVER;

/* RDBSS allocates and frees it together with the NET_ROOT. */
typedef struct _NUL_NET_ROOT_EXTENSION
{
    PNUL_SERVER Server;         /* counted; NULL before creation and after finalization */
} NUL_NET_ROOT_EXTENSION, *PNUL_NET_ROOT_EXTENSION;

/* RDBSS allocates and frees it together with the V_NET_ROOT. */
typedef struct _NUL_V_NET_ROOT_EXTENSION
{
    LUID LogonId;               /* whose connection it is */
} NUL_V_NET_ROOT_EXTENSION, *PNUL_V_NET_ROOT_EXTENSION;

extern PRDBSS_DEVICE_OBJECT NulDeviceObject;
extern FAST_MUTEX NulServerMutex;
extern LIST_ENTRY NulServerList;

/* init.c */
NTSTATUS NTAPI DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath);
VOID NTAPI NulUnload(IN PDRIVER_OBJECT DriverObject);
NTSTATUS NTAPI NulStart(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);
NTSTATUS NTAPI NulStop(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);

/* control.c */
NTSTATUS NTAPI NulDevFcbXXXControlFile(IN OUT PRX_CONTEXT RxContext);

/* server.c */
NTSTATUS NTAPI NulCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall,
                                IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
NTSTATUS NTAPI NulSrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall,
                                      IN BOOLEAN ThisMinirdrIsTheWinner,
                                      IN OUT PVOID RecommunicateContext);
NTSTATUS NTAPI NulFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force);
PNUL_SERVER NulReferenceServer(IN PMRX_SRV_CALL SrvCall);
VOID NulDereferenceServer(IN PNUL_SERVER Server);
VOID NulFreeAbandonedServers(VOID);

/* share.c */
VOID NTAPI NulExtractNetRootName(IN PUNICODE_STRING FilePathName,
                                 IN PMRX_SRV_CALL SrvCall,
                                 OUT PUNICODE_STRING NetRootName,
                                 OUT PUNICODE_STRING RestOfName OPTIONAL);
NTSTATUS NTAPI NulCreateVNetRoot(IN OUT PMRX_CREATENETROOT_CONTEXT Context);
NTSTATUS NTAPI NulFinalizeVNetRoot(IN OUT PMRX_V_NET_ROOT VNetRoot, IN PBOOLEAN Force);
NTSTATUS NTAPI NulFinalizeNetRoot(IN OUT PMRX_NET_ROOT NetRoot, IN PBOOLEAN Force);
BOOLEAN NulIsConnected(IN PMRX_NET_ROOT NetRoot);

/* file.c */
NTSTATUS NTAPI NulShouldTryToCollapseThisOpen(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulCreate(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulCleanupFobx(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulCloseSrvOpen(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulForceClosed(IN OUT PMRX_SRV_OPEN SrvOpen);
NTSTATUS NTAPI NulDeallocateForFcb(IN OUT PMRX_FCB Fcb);
NTSTATUS NTAPI NulDeallocateForFobx(IN OUT PMRX_FOBX Fobx);
NTSTATUS NTAPI NulFlush(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulRead(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulWrite(IN OUT PRX_CONTEXT RxContext);
ULONG NTAPI NulExtendFile(IN OUT PRX_CONTEXT RxContext,
                          IN OUT PLARGE_INTEGER NewFileSize,
                          OUT PLARGE_INTEGER NewAllocationSize);
NTSTATUS NTAPI NulQueryDirectory(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulQueryFileInfo(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulSetFileInfo(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI NulQueryVolumeInfo(IN OUT PRX_CONTEXT RxContext);

#endif /* NULLREDIR_H */
