/*
 * Helpers every RDBSS source uses: capture macros, pool wrappers, MDL and requestor shorthands.
 */
#ifndef _RX_NTDEFS_DEFINED_
#define _RX_NTDEFS_DEFINED_

#include "rxtypes.h"

#ifndef INVALID_HANDLE_VALUE
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#endif

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

#define RxIsResourceOwnershipStateExclusive(Resource) (FlagOn((Resource)->Flag, ResourceOwnedExclusive))

#define RxMdlIsLocked(Mdl)         ((Mdl)->MdlFlags & MDL_PAGES_LOCKED)
#define RxMdlSourceIsNonPaged(Mdl) ((Mdl)->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL)

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
