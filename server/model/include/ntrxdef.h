/*
 * Helpers every RDBSS source uses: capture macros, pool wrappers, MDL and requestor shorthands.
 */
#ifndef _RX_NTDEFS_DEFINED_
#define _RX_NTDEFS_DEFINED_

#include "rxtypes.h"

#ifndef INVALID_HANDLE_VALUE
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#endif

/* A device type by what follows FILE_DEVICE_ in its name. */
#define RxDeviceType(Suffix) ((DEVICE_TYPE)FILE_DEVICE_##Suffix)

/* One line of an enumeration of flags, which is 0 where Mask lacks the bit. */
#define RX_DEFINE_FLAG(Name, Bit, Mask) Name = ((1 << (Bit)) & (Mask)),

/* Of the system time, 100 ns each. */
#define TICKS_PER_SECOND      (10 * 1000 * 1000)
#define TICKS_PER_MILLESECOND (10 * 1000)

#ifndef WRAPPER_CALLS_ONLY
#define RxSprintf sprintf
#endif

/* What routines below the dispatch level take and are given. */
#define RXCOMMON_SIGNATURE PRX_CONTEXT RxContext
#define RXCOMMON_ARGUMENTS RxContext

#define RxCaptureRequestPacket PIRP __C_Irp = RxContext->CurrentIrp
#define RxCaptureParamBlock    PIO_STACK_LOCATION __C_IrpSp = RxContext->CurrentIrpSp
#define RxCaptureFileObject    PFILE_OBJECT __C_FileObject = __C_IrpSp->FileObject

#define capFcb        __C_Fcb
#define capFobx       __C_Fobx
#define capReqPacket  __C_Irp
#define capPARAMS     __C_IrpSp
#define capFileObject __C_FileObject

_IRQL_requires_max_(DISPATCH_LEVEL)
PVOID
_RxAllocatePoolWithTag(
    _In_ ULONG Type,
    _In_ ULONG Size,
    _In_ ULONG Tag,
    _In_ PSZ FileName,
    _In_ ULONG LineNumber);

VOID
_RxFreePool(
    _In_ PVOID Buffer,
    _In_ PSZ FileName,
    _In_ ULONG LineNumber);

BOOLEAN
_RxCheckMemoryBlock(
    _In_ PVOID Buffer,
    _In_ PSZ FileName,
    _In_ ULONG LineNumber);

/* The macros are the pool routines themselves unless the build asks for the wrappers above. */
#ifdef RX_POOL_WRAPPER
#define RxAllocatePoolWithTag(Type, Size, Tag) _RxAllocatePoolWithTag((Type), (Size), (Tag), __FILE__, __LINE__)
#define RxFreePool(Block)                      _RxFreePool((Block), __FILE__, __LINE__)
#define RxCheckMemoryBlock(Block)              _RxCheckMemoryBlock((Block), __FILE__, __LINE__)
#else
#define RxAllocatePoolWithTag     ExAllocatePoolWithTag
#define RxFreePool                ExFreePool
#define RxCheckMemoryBlock(Block) { NOTHING; }
#endif

#define RxAllocatePool(Type, Size) RxAllocatePoolWithTag((Type), (Size), '\?\?xR')

NTSTATUS
RxDuplicateString(
    _Out_ PUNICODE_STRING *Copy,
    _In_ PUNICODE_STRING Original,
    _In_ POOL_TYPE PoolType);

#define RxIsResourceOwnershipStateExclusive(Resource) (FlagOn((Resource)->Flag, ResourceOwnedExclusive))

#define RxMdlIsLocked(Mdl)         ((Mdl)->MdlFlags & MDL_PAGES_LOCKED)
#define RxMdlSourceIsNonPaged(Mdl) ((Mdl)->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL)
#define RxMdlIsPartial(Mdl)        ((Mdl)->MdlFlags & MDL_PARTIAL)

/* RDBSS keeps no record of who may free an MDL: each counts as owned, none as protected. */
#define RxProtectMdlFromFree(Mdl)   { NOTHING; }
#define RxUnprotectMdlFromFree(Mdl) { NOTHING; }
#define RxMdlIsProtected(Mdl)       (FALSE)
#define RxTakeOwnershipOfMdl(Mdl)   { NOTHING; }
#define RxDisownMdl(Mdl)            { NOTHING; }
#define RxMdlIsOwned(Mdl)           (TRUE)

#define RxAllocateMdl(Buffer, BufferSize) IoAllocateMdl((Buffer), (BufferSize), FALSE, FALSE, NULL)

/* Stores in Status what MmProbeAndLockPages raises, or success. */
#define RxProbeAndLockPages(Mdl, Mode, Access, Status)    \
    {                                                     \
        (Status) = STATUS_SUCCESS;                        \
        __try {                                           \
            MmProbeAndLockPages((Mdl), (Mode), (Access)); \
        } __except (EXCEPTION_EXECUTE_HANDLER) {          \
            (Status) = GetExceptionCode();                \
        }                                                 \
    }

/* Header MDLs: so many bytes before the buffer, in the same page, are left to the headers of the transports. */
#define TRANSPORT_HEADER_SIZE 128

#define RxInitializeHeaderMdl(Mdl, Va, Length)            \
    {                                                     \
        MmInitializeMdl((Mdl), (Va), (Length));           \
        if ((Mdl)->ByteOffset >= TRANSPORT_HEADER_SIZE) { \
            (Mdl)->MdlFlags |= MDL_NETWORK_HEADER;        \
        }                                                 \
    }

/* Stores the new MDL in Mdl, NULL if there is none. */
#define RxAllocateHeaderMdl(Buffer, BufferSize, Mdl)                       \
    {                                                                      \
        (Mdl) = RxAllocateMdl((Buffer), (BufferSize));                     \
        if ((Mdl) != NULL && (Mdl)->ByteOffset >= TRANSPORT_HEADER_SIZE) { \
            (Mdl)->MdlFlags |= MDL_NETWORK_HEADER;                         \
        }                                                                  \
    }

#define RxMdlIsHeader(Mdl) (FlagOn((Mdl)->MdlFlags, MDL_NETWORK_HEADER))

#define RxBuildPartialHeaderMdl(SourceMdl, TargetMdl, Va, Length)                           \
    {                                                                                       \
        IoBuildPartialMdl((SourceMdl), (TargetMdl), (Va), (Length));                        \
        if (RxMdlIsHeader(SourceMdl) && (TargetMdl)->ByteOffset >= TRANSPORT_HEADER_SIZE) { \
            (TargetMdl)->MdlFlags |= MDL_NETWORK_HEADER;                                    \
        }                                                                                   \
    }

#define RxBuildHeaderMdlForNonPagedPool(Mdl)                 MmBuildMdlForNonPagedPool(Mdl)
#define RxProbeAndLockHeaderPages(Mdl, Mode, Access, Status) RxProbeAndLockPages(Mdl, Mode, Access, Status)
#define RxUnlockHeaderPages(Mdl)                             MmUnlockPages(Mdl)

#define RxGetRequestorProcess(RxContext)   IoGetRequestorProcess((RxContext)->CurrentIrp)
#define RxGetRequestorProcessId(RxContext) IoGetRequestorProcessId((RxContext)->CurrentIrp)
#define RxMarkContextPending(RxContext)    IoMarkIrpPending((RxContext)->CurrentIrp)
#define RxSetCancelRoutine(Irp, Routine)   IoSetCancelRoutine((Irp), (Routine))

/* Cc needs AllocationSize >= FileSize: round it up by whole clusters. */
#define RxAdjustAllocationSizeforCC(Fcb)                                                              \
    {                                                                                                 \
        if ((Fcb)->Header.FileSize.QuadPart > (Fcb)->Header.AllocationSize.QuadPart) {                \
            PMRX_NET_ROOT __NetRoot = (Fcb)->pNetRoot;                                                \
            ULONGLONG __ClusterSize = __NetRoot->DiskParameters.ClusterSize;                          \
            ULONGLONG __FileSize = (Fcb)->Header.FileSize.QuadPart;                                   \
            ASSERT(__ClusterSize != 0);                                                               \
            (Fcb)->Header.AllocationSize.QuadPart = (__FileSize + __ClusterSize) & ~(__ClusterSize - 1); \
        }                                                                                             \
        ASSERT((Fcb)->Header.ValidDataLength.QuadPart <= (Fcb)->Header.FileSize.QuadPart);            \
    }

#endif
