/*
 * Pages and MDLs: sizes, alignment and the fields drivers reach by macro.
 */
#ifndef _KERNEL_MMINLINE_
#define _KERNEL_MMINLINE_

#define PAGE_ALIGN(Va)     ((PVOID)((ULONG_PTR)(Va) & ~(PAGE_SIZE - 1)))
#define BYTE_OFFSET(Va)    ((ULONG)((LONG_PTR)(Va) & (PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(Size) (((ULONG_PTR)(Size) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1))
#define BYTES_TO_PAGES(Size) (((Size) >> PAGE_SHIFT) + (((Size) & (PAGE_SIZE - 1)) != 0))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(Va, Size) \
    ((ULONG)((BYTE_OFFSET(Va) + ((SIZE_T)(Size)) + (PAGE_SIZE - 1)) >> PAGE_SHIFT))
#define COMPUTE_PAGES_SPANNED(Va, Size) ADDRESS_AND_SIZE_TO_SPAN_PAGES(Va, Size)

#define ALIGN_DOWN_BY(length, alignment)   ((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment) - 1))
#define ALIGN_UP_BY(length, alignment)     (ALIGN_DOWN_BY(((ULONG_PTR)(length) + (alignment) - 1), alignment))
#define ALIGN_DOWN(length, type)           ((ULONG)(length) & ~(sizeof(type) - 1))
#define ALIGN_UP(length, type)             (ALIGN_DOWN(((ULONG)(length) + sizeof(type) - 1), type))
#define ALIGN_DOWN_POINTER_BY(a, alignment) ((PVOID)((ULONG_PTR)(a) & ~((ULONG_PTR)(alignment) - 1)))
#define ALIGN_UP_POINTER_BY(a, alignment)  (ALIGN_DOWN_POINTER_BY(((ULONG_PTR)(a) + (alignment) - 1), alignment))
#define ALIGN_DOWN_POINTER(a, type)        ALIGN_DOWN_POINTER_BY(a, sizeof(type))
#define ALIGN_UP_POINTER(a, type)          ALIGN_UP_POINTER_BY(a, sizeof(type))

#define MmGetMdlPfnArray(Mdl)      ((PPFN_NUMBER)((Mdl) + 1))
#define MmGetMdlVirtualAddress(Mdl) ((PVOID)((PCHAR)((Mdl)->StartVa) + (Mdl)->ByteOffset))
#define MmGetMdlByteCount(Mdl)     ((Mdl)->ByteCount)
#define MmGetMdlByteOffset(Mdl)    ((Mdl)->ByteOffset)
#define MmGetMdlBaseVa(Mdl)        ((Mdl)->StartVa)

#define MmInitializeMdl(Mdl_, Va_, Length_) \
    { \
        (Mdl_)->Next = (PMDL)NULL; \
        (Mdl_)->Size = (CSHORT)(sizeof(MDL) + (sizeof(PFN_NUMBER) * ADDRESS_AND_SIZE_TO_SPAN_PAGES((Va_), (Length_)))); \
        (Mdl_)->MdlFlags = 0; \
        (Mdl_)->StartVa = (PVOID)PAGE_ALIGN((PVOID)(Va_)); \
        (Mdl_)->ByteOffset = BYTE_OFFSET((PVOID)(Va_)); \
        (Mdl_)->ByteCount = (ULONG)(Length_); \
    }

#define MmPrepareMdlForReuse(Mdl_) \
    if (((Mdl_)->MdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED) != 0) { \
        MmUnmapLockedPages((Mdl_)->MappedSystemVa, (Mdl_)); \
    }

_IRQL_requires_max_(DISPATCH_LEVEL)
_Post_maybenull_
_Must_inspect_result_
FORCEINLINE PVOID MmGetSystemAddressForMdlSafe(_Inout_ PMDL Mdl, _In_ ULONG Priority)
{
    if (Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
        return Mdl->MappedSystemVa;
    }
    return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, Priority);
}
#define MmGetSystemAddressForMdl(Mdl) MmGetSystemAddressForMdlSafe((Mdl), HighPagePriority)

#define MdlMappingNoWrite   0x80000000
#define MdlMappingNoExecute 0x40000000

extern PVOID MmHighestUserAddress;
extern PVOID MmSystemRangeStart;
extern ULONG_PTR MmUserProbeAddress;
#define MM_HIGHEST_USER_ADDRESS MmHighestUserAddress
#define MM_SYSTEM_RANGE_START   MmSystemRangeStart
#define MM_USER_PROBE_ADDRESS   MmUserProbeAddress

#endif
