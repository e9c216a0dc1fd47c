/*
 * Floating point and extended registers that drivers keep for the thread they interrupt.
 */
#ifndef _KERNEL_REGISTERS_
#define _KERNEL_REGISTERS_

#include "ke.h"

#if defined(_M_IX86)
typedef struct _KFLOATING_SAVE {
    ULONG ControlWord;
    ULONG StatusWord;
    ULONG ErrorOffset;
    ULONG ErrorSelector;
    ULONG DataOffset;
    ULONG DataSelector;
    ULONG Cr0NpxState;
    ULONG Spare1;
} KFLOATING_SAVE, *PKFLOATING_SAVE;
#else
typedef struct _KFLOATING_SAVE {
    ULONG Dummy;
} KFLOATING_SAVE, *PKFLOATING_SAVE;
#endif

#define XSTATE_LEGACY_FLOATING_POINT      0
#define XSTATE_LEGACY_SSE                 1
#define XSTATE_GSSE                       2
#define XSTATE_MASK_LEGACY_FLOATING_POINT 0x1ULL
#define XSTATE_MASK_LEGACY_SSE            0x2ULL
#define XSTATE_MASK_LEGACY                0x3ULL
#define XSTATE_MASK_GSSE                  0x4ULL

typedef struct _XSTATE_CONTEXT {
    ULONG64 Mask;
    ULONG Length;
    ULONG Reserved1;
    struct _XSAVE_AREA *Area;
#if !defined(_WIN64)
    ULONG Reserved2;
#endif
    PVOID Buffer;
#if !defined(_WIN64)
    ULONG Reserved3;
#endif
} XSTATE_CONTEXT, *PXSTATE_CONTEXT;

#if defined(_WIN64)
typedef struct _XSTATE_SAVE {
    struct _XSTATE_SAVE *Prev;
    struct _KTHREAD *Thread;
    UCHAR Level;
    XSTATE_CONTEXT XStateContext;
} XSTATE_SAVE, *PXSTATE_SAVE;
#else
typedef struct _XSTATE_SAVE {
    union {
        struct {
            LONG64 Reserved1;
            ULONG Reserved2;
            struct _XSTATE_SAVE *Prev;
            struct _XSAVE_AREA *Reserved3;
            struct _KTHREAD *Thread;
            PVOID Reserved4;
            UCHAR Level;
        };
        XSTATE_CONTEXT XStateContext;
    };
} XSTATE_SAVE, *PXSTATE_SAVE;
#endif

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeSaveFloatingPointState(
    _Out_ PKFLOATING_SAVE FloatSave);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeRestoreFloatingPointState(
    _In_ PKFLOATING_SAVE FloatSave);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeSaveExtendedProcessorState(
    _In_ ULONG64 Mask,
    _Out_ PXSTATE_SAVE XStateSave);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
KeRestoreExtendedProcessorState(
    _In_ PXSTATE_SAVE XStateSave);

NTSYSAPI ULONG64 NTAPI
RtlGetEnabledExtendedFeatures(
    _In_ ULONG64 FeatureMask);

#endif
