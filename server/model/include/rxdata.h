/*
 * Global data of RDBSS.
 */
#ifndef _RDBSSDATA_
#define _RDBSSDATA_

#include "rxstruc.h"

#ifndef MONOLITHIC_MINIRDR
extern PIO_WORKITEM RxIoWorkItem;
#endif

extern RX_DISPATCHER RxDispatcher;
extern RX_WORK_QUEUE_DISPATCHER RxDispatcherWorkQueues;

#define RX_PROCESSOR_ARCHITECTURE_INTEL   0
#define RX_PROCESSOR_ARCHITECTURE_MIPS    1
#define RX_PROCESSOR_ARCHITECTURE_ALPHA   2
#define RX_PROCESSOR_ARCHITECTURE_PPC     3
#define RX_PROCESSOR_ARCHITECTURE_UNKNOWN 0xffff

extern KMUTEX RxSerializationMutex;

#define RxAcquireSerializationMutex() \
    KeWaitForSingleObject(&RxSerializationMutex, Executive, KernelMode, FALSE, NULL)
#define RxReleaseSerializationMutex() \
    { KeReleaseMutex(&RxSerializationMutex, FALSE); }

extern ULONG RxElapsedSecondsSinceStart;
extern PRDBSS_DEVICE_OBJECT RxFileSystemDeviceObject;

extern LARGE_INTEGER RxLargeZero;
extern LARGE_INTEGER RxMaxLarge;
extern LARGE_INTEGER Rx30Milliseconds;
extern LARGE_INTEGER RxOneSecond;
extern LARGE_INTEGER RxOneDay;
extern LARGE_INTEGER RxJanOne1980;
extern LARGE_INTEGER RxDecThirtyOne1979;

extern NTSTATUS RxStubStatus;
extern FCB RxDeviceFCB;

#if DBG
extern ULONG RxFsdEntryCount;
extern ULONG RxIrpCodeCount[];
#endif

extern LIST_ENTRY RxSrvCalldownList;
extern LIST_ENTRY RxActiveContexts;
extern LONG RxNumberOfActiveFcbs;

extern VOID (*RxTeardownPerStreamContexts)(_In_ PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader);

extern UNICODE_STRING s_PipeShareName;
extern UNICODE_STRING s_MailSlotShareName;
extern UNICODE_STRING s_MailSlotServerPrefix;
extern UNICODE_STRING s_IpcShareName;
extern UNICODE_STRING s_PrimaryDomainName;

#endif
