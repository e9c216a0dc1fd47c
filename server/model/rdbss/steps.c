/*
 * What a scenario does: requests as the I/O manager brings them, from a thread of a user or of the system process.
 */
#include "rdbss.h"

#define STEP_CONNECTIONS 8
#define STEP_FILES       8


static struct {
    PV_NET_ROOT VNetRoot;
    FILE_OBJECT *Handle;
    UNICODE_STRING Name;
    FILE_OBJECT *Files[STEP_FILES];
} Connections[STEP_CONNECTIONS];

static DRIVER_OBJECT Driver;
static ULONG FileNumber;
/* The status of the last step. */
NTSTATUS StepStatus;
/* DriverEntry has succeeded and registered a device. */
BOOLEAN StepLoaded;
/* The request at which the driver starts its redirector, and the one at which it stops it; the host knows. Code 0: none. */
ULONG StepStartMajor;
ULONG StepStartCode;
ULONG StepStopMajor;
ULONG StepStopCode;

VOID KxEnterStep(BOOLEAN System);
VOID KxLeaveStep(VOID);
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);

/* ---- Requests ---- */

static PVOID StepBlock(SIZE_T Size)
{
    PVOID Block = KxAllocate(Size, RX_IRPC_POOLTAG, FALSE, "the I/O manager");

    RtlZeroMemory(Block, Size);
    return Block;
}

static PRX_CONTEXT StepBegin(UCHAR MajorFunction, FILE_OBJECT *FileObject)
{
    PRX_CONTEXT RxContext = StepBlock(sizeof(*RxContext));
    PIRP Irp = StepBlock(IoSizeOfIrp(1));
    PIO_STACK_LOCATION Stack = (PIO_STACK_LOCATION)(Irp + 1);

    Irp->Type = IO_TYPE_IRP;
    Irp->RequestorMode = KxThread()->Process == &KxUserProcess ? UserMode : KernelMode;
    Irp->Tail.Overlay.Thread = (PETHREAD)KxThread();
    Irp->Tail.Overlay.CurrentStackLocation = Stack;
    Stack->MajorFunction = MajorFunction;
    Stack->FileObject = FileObject;
    Stack->DeviceObject = (PDEVICE_OBJECT)RxDevice;
    RxInitializeContext(Irp, RxDevice, RX_CONTEXT_FLAG_WAIT, RxContext);
    KeEnterCriticalRegion();
    return RxContext;
}

static VOID StepEnd(PRX_CONTEXT RxContext)
{
    KeLeaveCriticalRegion();
    if (RxContext->CurrentIrp->AssociatedIrp.SystemBuffer != NULL)
        KxFree(RxContext->CurrentIrp->AssociatedIrp.SystemBuffer, 0, "the I/O manager");
    KxFree(RxContext->CurrentIrp, 0, "the I/O manager");
    KxFree(RxContext, 0, "the I/O manager");
}

static FILE_OBJECT *StepFileObject(VOID)
{
    FILE_OBJECT *FileObject = StepBlock(sizeof(*FileObject));

    FileObject->Type = IO_TYPE_FILE;
    return FileObject;
}

static VOID StepCreateParameters(PRX_CONTEXT RxContext, ULONG Options)
{
    RxContext->Create.NtCreateParameters.DesiredAccess = FILE_READ_DATA;
    RxContext->Create.NtCreateParameters.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE;
    RxContext->Create.NtCreateParameters.Disposition = FILE_OPEN;
    RxContext->Create.NtCreateParameters.CreateOptions = Options;
}

/* The I/O manager's copy of what the caller gives to NtCreateFile. */
static VOID StepAttributes(PRX_CONTEXT RxContext, const VOID *Ea, ULONG EaLength)
{
    PVOID Copy;

    if (EaLength == 0)
        return;
    Copy = StepBlock(EaLength);
    RtlCopyMemory(Copy, Ea, EaLength);
    RxContext->CurrentIrp->AssociatedIrp.SystemBuffer = Copy;
    RxContext->CurrentIrpSp->Parameters.Create.EaLength = EaLength;
    RxContext->Create.EaBuffer = Copy;
    RxContext->Create.EaLength = EaLength;
}

/* ---- Loading ---- */

/* What a program of the driver's sends to its device, as the system process does it: nothing has to be posted. */
static VOID StepControl(ULONG Major, ULONG Code)
{
    FILE_OBJECT *FileObject;
    PRX_CONTEXT RxContext;

    if (Code == 0 || RxDevice->Dispatch->MRxDevFcbXXXControlFile == NULL)
        return;
    FileObject = StepFileObject();
    FileObject->FsContext = &RxDeviceFCB;
    RxContext = StepBegin((UCHAR)Major, FileObject);
    RxContext->CurrentIrpSp->Parameters.DeviceIoControl.IoControlCode = Code;
    RxContext->LowIoContext.ParamsFor.IoCtl.IoControlCode = Code;
    RxContext->pFcb = (PMRX_FCB)&RxDeviceFCB;
    RX_CALL(MRxDevFcbXXXControlFile, RxDevice, NULL,
            StepStatus = RxDevice->Dispatch->MRxDevFcbXXXControlFile(RxContext));
    StepEnd(RxContext);
    KxFree(FileObject, 0, "the I/O manager");
}

/* Where the driver has no request for it, or wants more than the bare request, somebody starts it. */
VOID StepStart(VOID)
{
    PRX_CONTEXT RxContext;
    BOOLEAN Post = FALSE;

    RxStartAsked = FALSE;
    StepControl(StepStartMajor, StepStartCode);
    if (RxStartAsked)
        return;
    RxContext = StepBegin(IRP_MJ_DEVICE_CONTROL, NULL);
    StepStatus = RxStartMinirdr(RxContext, &Post);
    StepEnd(RxContext);
}

VOID StepLoad(PCWSTR RegistryPath)
{
    UNICODE_STRING Path;

    KxEnterStep(TRUE);
    RtlInitUnicodeString(&Path, RegistryPath);
    if (!KxIsIoObject(&Driver))
        KxBeginIoObject(&Driver, KX_DRIVER, NULL);
    StepStatus = DriverEntry(&Driver, &Path);
    KxCheckRoutineEnd((PVOID)DriverEntry, "DriverEntry");
    StepLoaded = (BOOLEAN)(NT_SUCCESS(StepStatus) && RxDevice != NULL);
    if (!NT_SUCCESS(StepStatus)) {
        KxNote("load fails with 0x%08X", StepStatus);
        if (RxDevice != NULL)
            KxFailIn((PVOID)DriverEntry, 207, "DriverEntry fails and leaves its device registered");
        KxCheckUnloaded((PVOID)DriverEntry);
    }
    if (StepLoaded)
        StepStart();
    KxLeaveStep();
}

/* ---- Connections ---- */

VOID StepConnect(BOOLEAN System, ULONG Number, PCWSTR Name, const VOID *Ea, ULONG EaLength)
{
    FILE_OBJECT *FileObject;
    UNICODE_STRING Rest;
    PRX_CONTEXT RxContext;
    PV_NET_ROOT VNetRoot;

    KxEnterStep(System);
    FileObject = StepFileObject();
    RtlInitUnicodeString(&Connections[Number].Name, Name);
    RxContext = StepBegin(IRP_MJ_CREATE, FileObject);
    StepCreateParameters(RxContext, FILE_CREATE_TREE_CONNECTION);
    StepAttributes(RxContext, Ea, EaLength);
    RxContext->Create.ThisIsATreeConnectOpen = TRUE;
    RxContext->Create.Type = NET_ROOT_WILD;
    StepStatus = STATUS_REDIRECTOR_NOT_STARTED;
    if (RxGetRdbssState(RxDevice) == RDBSS_STARTED)
        StepStatus = RxFindOrConstructVirtualNetRoot(RxContext, RxContext->CurrentIrp, &Connections[Number].Name,
                                                     NET_ROOT_WILD, &Rest);
    if (StepStatus == STATUS_SUCCESS) {
        VNetRoot = (PV_NET_ROOT)RxContext->Create.pVNetRoot;
        /* OBS A9: kept until RxFinalizeConnection takes it. */
        if (InterlockedExchange(&VNetRoot->AdditionalReferenceForDeleteFsctlTaken, 1) == 0) {
            RxReferenceVNetRoot(VNetRoot);
        }
        FileObject->FsContext = RxDevice;
        FileObject->FsContext2 = VNetRoot;
        Connections[Number].Handle = FileObject;
        Connections[Number].VNetRoot = VNetRoot;
    } else {
        KxNote("connect fails with 0x%08X", StepStatus);
        KxFree(FileObject, 0, "the I/O manager");
    }
    StepEnd(RxContext);
    KxLeaveStep();
}

/* On a worker, when the SRV_CALL is there or could not be made. */
static NTSTATUS NTAPI StepResumeClaim(PRX_CONTEXT RxContext, PIRP Irp)
{
    PUNICODE_STRING Name = &RxContext->PrefixClaim.SuppliedPathName;
    BOOLEAN Cancelled = BooleanFlagOn(RxContext->Flags, RX_CONTEXT_FLAG_CANCELLED);
    UNICODE_STRING Rest;

    ClearFlag(RxContext->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION);
    if (RxContext->StoredStatus == STATUS_SUCCESS && !Cancelled) {
        StepStatus = RxFindOrConstructVirtualNetRoot(RxContext, Irp, Name, NET_ROOT_WILD, &Rest);
        /* OBS D9: marked for the scavenger, and the whole chain with it. */
        if (StepStatus == STATUS_SUCCESS) {
            RxDereferenceVNetRoot((PV_NET_ROOT)RxContext->Create.pVNetRoot, LHS_LockNotHeld);
        }
    }
    KxFree(Irp, 0, "the I/O manager");
    KxFree(RxContext, 0, "the I/O manager");
    return STATUS_SUCCESS;
}

/* MUP asks whose the name is: nobody waits for the answer. */
VOID StepClaim(BOOLEAN System, ULONG Number, PCWSTR Name, BOOLEAN Cancelled)
{
    PRX_CONTEXT RxContext;
    UNICODE_STRING Rest;

    KxEnterStep(System);
    RtlInitUnicodeString(&Connections[Number].Name, Name);
    RxContext = StepBegin(IRP_MJ_DEVICE_CONTROL, NULL);
    SetFlag(RxContext->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION);
    if (Cancelled)
        SetFlag(RxContext->Flags, RX_CONTEXT_FLAG_CANCELLED);
    RxContext->PrefixClaim.SuppliedPathName = Connections[Number].Name;
    RxContext->ResumeRoutine = StepResumeClaim;
    StepStatus = RxFindOrConstructVirtualNetRoot(RxContext, RxContext->CurrentIrp, &Connections[Number].Name,
                                                 NET_ROOT_WILD, &Rest);
    if (StepStatus == STATUS_PENDING) {
        KeLeaveCriticalRegion();
    } else {
        if (StepStatus == STATUS_SUCCESS) {
            RxDereferenceVNetRoot((PV_NET_ROOT)RxContext->Create.pVNetRoot, LHS_LockNotHeld);
        }
        StepEnd(RxContext);
    }
    KxLeaveStep();
}

static VOID StepCloseHandle(ULONG Number)
{
    PRX_CONTEXT RxContext;
    BOOLEAN Deleted;

    if (Connections[Number].Handle == NULL)
        return;
    RxContext = StepBegin(IRP_MJ_CLOSE, Connections[Number].Handle);
    Deleted = (BOOLEAN)(Connections[Number].VNetRoot->AdditionalReferenceForDeleteFsctlTaken == 0);
    RX_LOCK_EXCLUSIVE();
    RxDereferenceVNetRoot(Connections[Number].VNetRoot, LHS_ExclusiveLockHeld);
    RX_UNLOCK();
    if (Deleted)
        Connections[Number].VNetRoot = NULL;
    KxFree(Connections[Number].Handle, 0, "the I/O manager");
    Connections[Number].Handle = NULL;
    StepEnd(RxContext);
}

/* ---- Files ---- */

static NTSTATUS StepCreate(PRX_CONTEXT RxContext, PFCB Fcb, PSRV_OPEN SrvOpen)
{
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    RxContext->pFcb = (PMRX_FCB)Fcb;
    RxContext->NonPagedFcb = Fcb->NonPaged;
    RxContext->pRelevantSrvOpen = (PMRX_SRV_OPEN)SrvOpen;
    ExAcquireResourceExclusiveLite(Fcb->Header.Resource, TRUE);
    RxContext->FcbResourceAcquired = TRUE;
    if (RxDevice->Dispatch->MRxCreate != NULL)
        RX_CALL(MRxCreate, RxContext, SrvOpen->VNetRoot->NetRoot->SrvCall,
                Status = RxDevice->Dispatch->MRxCreate(RxContext));
    if (Status == STATUS_PENDING)
        KxUnknown("MRxCreate that answers later");
    if (Status != STATUS_SUCCESS)
        KxNote("open fails with 0x%08X", Status);
    SrvOpen->OpenStatus = Status;
    RxTransitionSrvOpen(SrvOpen, Status == STATUS_SUCCESS ? Condition_Good : Condition_Bad);
    RxTransitionNetFcb(Fcb, Status == STATUS_SUCCESS ? Condition_Good : Condition_Bad);
    if (Status == STATUS_SUCCESS && RxContext->pFobx == NULL)
        RxContext->pFobx = RxCreateNetFobx(RxContext, (PMRX_SRV_OPEN)SrvOpen);
    if (Status == STATUS_SUCCESS)
        Fcb->OpenCount++;
    ExReleaseResourceLite(Fcb->Header.Resource);
    return Status;
}

static NTSTATUS StepOpenOn(PRX_CONTEXT RxContext, PUNICODE_STRING Name)
{
    PV_NET_ROOT VNetRoot = (PV_NET_ROOT)RxContext->Create.pVNetRoot;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
    PSRV_OPEN SrvOpen;
    PFCB Fcb;

    Fcb = RxCreateNetFcb(RxContext, RxContext->CurrentIrp, VNetRoot, Name);
    if (Fcb == NULL)
        return Status;
    RxReferenceNetFcb(Fcb);
    SrvOpen = RxCreateSrvOpen(VNetRoot, Fcb);
    if (SrvOpen != NULL) {
        Status = StepCreate(RxContext, Fcb, SrvOpen);
        if (Status != STATUS_SUCCESS && RxContext->pFobx != NULL) {
            RxDereferenceNetFobx((PFOBX)RxContext->pFobx, LHS_LockNotHeld);
        }
        RxDereferenceSrvOpen(SrvOpen, LHS_LockNotHeld);
    }
    RxDereferenceAndFinalizeNetFcb(Fcb, RxContext, TRUE, FALSE);
    return Status;
}

static VOID StepOpenFile(ULONG Number, ULONG Slot)
{
    FILE_OBJECT *FileObject = StepFileObject();
    PRX_CONTEXT RxContext = StepBegin(IRP_MJ_CREATE, FileObject);
    UNICODE_STRING Name, Rest;
    WCHAR Buffer[80];

    Name.Buffer = Buffer;
    Name.Length = 0;
    Name.MaximumLength = sizeof(Buffer);
    RtlAppendUnicodeStringToString(&Name, &Connections[Number].Name);
    RtlAppendUnicodeToString(&Name, L"\\f");
    Buffer[Name.Length / sizeof(WCHAR)] = (WCHAR)(L'0' + FileNumber++ % 10);
    Name.Length += sizeof(WCHAR);
    RtlAppendUnicodeToString(&Name, L"\\");
    StepCreateParameters(RxContext, FILE_NON_DIRECTORY_FILE);
    StepStatus = RxFindOrConstructVirtualNetRoot(RxContext, RxContext->CurrentIrp, &Name, NET_ROOT_DISK, &Rest);
    if (StepStatus == STATUS_SUCCESS) {
        PV_NET_ROOT VNetRoot = (PV_NET_ROOT)RxContext->Create.pVNetRoot;
        StepStatus = StepOpenOn(RxContext, &Rest);
        RxDereferenceVNetRoot(VNetRoot, LHS_LockNotHeld);
    }
    if (StepStatus == STATUS_SUCCESS) {
        FileObject->FsContext = RxContext->pFcb;
        FileObject->FsContext2 = RxContext->pFobx;
        Connections[Number].Files[Slot] = FileObject;
    } else {
        KxFree(FileObject, 0, "the I/O manager");
    }
    StepEnd(RxContext);
}

VOID StepOpen(BOOLEAN System, ULONG Number, ULONG Count)
{
    ULONG Slot;

    KxEnterStep(System);
    for (Slot = 0; Slot < STEP_FILES && Count > 0 && Connections[Number].Handle != NULL; Slot++) {
        if (Connections[Number].Files[Slot] != NULL)
            continue;
        StepOpenFile(Number, Slot);
        Count--;
    }
    KxLeaveStep();
}

static PRX_CONTEXT StepBeginFile(UCHAR MajorFunction, FILE_OBJECT *FileObject)
{
    PRX_CONTEXT RxContext = StepBegin(MajorFunction, FileObject);
    PFOBX Fobx = FileObject->FsContext2;

    RxContext->pFcb = FileObject->FsContext;
    RxContext->pFobx = (PMRX_FOBX)Fobx;
    RxContext->pRelevantSrvOpen = Fobx->pSrvOpen;
    return RxContext;
}

/* [MS] Cleanup when the last handle goes, then close when nothing uses the file object. */
static VOID StepCloseFile(ULONG Number, ULONG Slot)
{
    FILE_OBJECT *FileObject = Connections[Number].Files[Slot];
    PFOBX Fobx = FileObject->FsContext2;
    PSRV_CALL SrvCall = Fobx->SrvOpen->VNetRoot->NetRoot->SrvCall;
    PRX_CONTEXT RxContext;

    RxContext = StepBeginFile(IRP_MJ_CLEANUP, FileObject);
    if (RxDevice->Dispatch->MRxCleanupFobx != NULL)
        RX_CALL(MRxCleanupFobx, RxContext, SrvCall, RxDevice->Dispatch->MRxCleanupFobx(RxContext));
    StepEnd(RxContext);
    RxContext = StepBeginFile(IRP_MJ_CLOSE, FileObject);
    if (RxDevice->Dispatch->MRxCloseSrvOpen != NULL)
        RX_CALL(MRxCloseSrvOpen, RxContext, SrvCall, RxDevice->Dispatch->MRxCloseSrvOpen(RxContext));
    SetFlag(Fobx->SrvOpen->Flags, SRVOPEN_FLAG_CLOSED);
    Fobx->SrvOpen->pFcb->OpenCount--;
    RxDereferenceNetFobx(Fobx, LHS_LockNotHeld);
    KxFree(FileObject, 0, "the I/O manager");
    Connections[Number].Files[Slot] = NULL;
    StepEnd(RxContext);
}

/* Handle: the connection's own too. */
VOID StepClose(BOOLEAN System, ULONG Number, ULONG Count, BOOLEAN Handle)
{
    ULONG Slot;

    KxEnterStep(System);
    for (Slot = STEP_FILES; Slot-- > 0 && Count > 0;) {
        if (Connections[Number].Files[Slot] == NULL)
            continue;
        StepCloseFile(Number, Slot);
        Count--;
    }
    if (Handle)
        StepCloseHandle(Number);
    KxLeaveStep();
}

/* ---- The end of a connection ---- */

VOID StepDelete(BOOLEAN System, ULONG Number, BOOLEAN Forced)
{
    PV_NET_ROOT VNetRoot;
    PRX_CONTEXT RxContext;

    KxEnterStep(System);
    VNetRoot = Connections[Number].VNetRoot;
    if (VNetRoot != NULL) {
        RxContext = StepBegin(IRP_MJ_FILE_SYSTEM_CONTROL, NULL);
        StepStatus = RxFinalizeConnection(VNetRoot->NetRoot, VNetRoot, Forced);
        StepEnd(RxContext);
        if (Connections[Number].Handle == NULL)
            Connections[Number].VNetRoot = NULL;
    }
    KxLeaveStep();
}

VOID StepFinalize(BOOLEAN System, ULONG Number, BOOLEAN Forced)
{
    PV_NET_ROOT VNetRoot = Connections[Number].VNetRoot;

    KxEnterStep(System);
    if (VNetRoot != NULL) {
        KeEnterCriticalRegion();
        RX_LOCK_EXCLUSIVE();
        RxFinalizeSrvCall(VNetRoot->NetRoot->SrvCall, Forced);
        RX_UNLOCK();
        KeLeaveCriticalRegion();
    }
    KxLeaveStep();
}

/* ---- Stop and unload ---- */

VOID StepStop(VOID)
{
    BOOLEAN Post = FALSE;
    PRX_CONTEXT RxContext;

    KxEnterStep(TRUE);
    if (RxDevice != NULL) {
        RxStopAsked = FALSE;
        StepControl(StepStopMajor, StepStopCode);
    }
    if (RxDevice != NULL && !RxStopAsked) {
        RxContext = StepBegin(IRP_MJ_DEVICE_CONTROL, NULL);
        StepStatus = RxStopMinirdr(RxContext, &Post);
        StepEnd(RxContext);
    }
    KxLeaveStep();
}

/* What is open is closed first, or nothing could be unloaded. */
VOID StepUnload(VOID)
{
    ULONG Number;

    for (Number = 0; Number < STEP_CONNECTIONS; Number++)
        if (Connections[Number].Handle != NULL)
            StepClose(FALSE, Number, STEP_FILES, TRUE);
    StepStop();
    KxEnterStep(TRUE);
    if (Driver.DriverUnload != NULL) {
        Driver.DriverUnload(&Driver);
        KxCheckRoutineEnd((PVOID)Driver.DriverUnload, "the unload routine");
    } else if (RxDevice != NULL)
        RxUnregisterMinirdr(RxDevice);
    KxNote("unloaded");
    if (RxDevice != NULL && !KxLost)
        KxFailIn((PVOID)Driver.DriverUnload, 207, "the driver is unloaded, and its device is registered still");
    KxCheckUnloaded(Driver.DriverUnload != NULL ? (PVOID)Driver.DriverUnload : (PVOID)DriverEntry);
    KxLeaveStep();
}

VOID StepElapse(LONGLONG Time)
{
    LARGE_INTEGER Interval;

    KxEnterStep(TRUE);
    Interval.QuadPart = -Time;
    KeDelayExecutionThread(KernelMode, FALSE, &Interval);
    KxLeaveStep();
}

/* What is due then begins beside the next step. When this asks what is, nobody can run. */
VOID StepElapseUntilDue(VOID)
{
    LONGLONG Due = KxTime;

    KxEnterStep(TRUE);
    KxWaitFor(&Due, Due);
    Due = KxNextDue();
    if (Due != KX_FOREVER)
        KxWaitFor(&Due, Due);
    KxLeaveStep();
}

/* Others do their step meanwhile, and may have begun. */
VOID StepExpireNextTimer(VOID)
{
    KxLetTimeGoOn();
    KxEnterStep(TRUE);
    KxExpireNextTimer();
    KxLeaveStep();
}

/* ---- What the host does ---- */

/* In an annotated scenario the host stops here and does what that says: `given`, `check`, `call`. */
VOID StepPerform(ULONG Number)
{
    KxUnknown("step %d cannot be simulated without its annotation", Number);
}

VOID StepByHost(BOOLEAN System, BOOLEAN Worker, ULONG Number)
{
    KxEnterStep(System);
    if (Worker)
        KxLane[KxCurrent()] = KX_LANE_WORKER;
    StepPerform(Number);
    KxLeaveStep();
}

/* ---- When nothing moves ---- */

/* Does somebody wait for the netname table lock, which this thread holds? */
static BOOLEAN StepBlocksNames(PKTHREAD Thread)
{
    PVOID Lock = RxDevice == NULL ? NULL : &RxDevice->pRxNetNameTable->TableLock;
    ULONG i;

    for (i = 0; i < KX_THREADS; i++)
        if (Lock != NULL && KxThreads[i].InUse && KxThreads[i].WaitingFor == Lock)
            return (BOOLEAN)(KxHeldBy(Thread, Lock) != NULL);
    return FALSE;
}

static VOID StepReport(PKTHREAD Thread)
{
    ULONG Number = Thread->Number;
    PRX_CALLBACK Call = RxCallbacks[Number];
    ULONG i;

    /* What it waits for is RDBSS's own, and nothing that the driver has heard of. */
    if (Thread->WaitCode != 0)
        KxFailOn(Number, Thread->WaitFunction, Thread->WaitCode, NULL, "%s: RDBSS waits for ever", Thread->WaitText);
    if (Call != NULL && StepBlocksNames(Thread))
        KxFailOn(Number, NULL, 23, Thread->WaitingFor, "waits, holding the netname table lock, for a thread that needs this lock");
    for (i = 0; i < KX_THREADS; i++)
        if (KxThreads[i].InUse && KxHeldBy(&KxThreads[i], Thread->WaitingFor) != NULL)
            KxFailOn(Number, NULL, 211, Thread->WaitingFor, "waits for ever for a lock that another thread holds");
    if (Call != NULL && Call->Function == (PVOID)RxDevice->Dispatch->MRxFinalizeSrvCall)
        KxFailOn(Number, NULL, 48, Thread->WaitingFor, "waits for ever in MRxFinalizeSrvCall");
    KxFailOn(Number, NULL, 211, Thread->WaitingFor, "waits for ever");
}

static BOOLEAN StepStands(ULONG i)
{
    return (BOOLEAN)(KxThreads[i].InUse && KxThreads[i].WaitingFor != NULL);
}

/*
 * The host calls this when every thread stands and nothing is due. The cause is looked for first where the mini-redirector
 * owes an answer, then in its callbacks, then in what was posted.
 */
VOID StepStuck(VOID)
{
    ULONG i;

    if (KxLost)
        KxUnknown("a wait for what RDBSS has lost");
    for (i = 0; i < KX_THREADS; i++)
        if (StepStands(i) && KxThreads[i].WaitCode != 0)
            StepReport(&KxThreads[i]);
    for (i = 0; i < KX_THREADS; i++)
        if (StepStands(i) && RxCallbacks[i] != NULL)
            StepReport(&KxThreads[i]);
    for (i = KX_THREADS; i-- > 0;)
        if (StepStands(i) && KxLane[i] != KX_LANE_THREAD)
            StepReport(&KxThreads[i]);
    for (i = 0; i < KX_THREADS; i++)
        if (StepStands(i))
            StepReport(&KxThreads[i]);
}
