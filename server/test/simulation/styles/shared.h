/* What the drivers of this folder share: each defines the callbacks that it is about. */
#pragma once
#define MINIRDR__NAME sty
#include <ntifs.h>
#include <rx.h>
#include <ntstrsafe.h>
extern PRDBSS_DEVICE_OBJECT StyDevice;
NTSTATUS NTAPI StyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context);
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate);
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
NTSTATUS NTAPI StyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context);
NTSTATUS NTAPI StyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force);
NTSTATUS NTAPI StyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force);
NTSTATUS NTAPI StyCreate(PRX_CONTEXT RxContext);
NTSTATUS StyInitialize(VOID);
VOID StyUninitialize(VOID);
