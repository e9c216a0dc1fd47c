/*
 * Basic types shared by the RDBSS headers.
 */
#ifndef _RXTYPES_INCL
#define _RXTYPES_INCL

#include "rxovride.h"
#include "ntifs.h"
#include "nodetype.h"

#ifndef INLINE
#define INLINE __inline
#endif

#ifndef FlagOn
#define FlagOn(Flags, SingleFlag) ((Flags) & (SingleFlag))
#endif
#ifndef BooleanFlagOn
#define BooleanFlagOn(Flags, SingleFlag) ((BOOLEAN)((((Flags) & (SingleFlag)) != 0)))
#endif
#ifndef SetFlag
#define SetFlag(Flags, SetOfFlags) { (Flags) |= (SetOfFlags); }
#endif
#ifndef ClearFlag
#define ClearFlag(Flags, SetOfFlags) { (Flags) &= ~(SetOfFlags); }
#endif
#ifndef Add2Ptr
#define Add2Ptr(Ptr, Inc) ((PVOID)((PUCHAR)(Ptr) + (Inc)))
#endif
#ifndef NOTHING
#define NOTHING
#endif

/* The three classic work queues: critical, delayed, hypercritical. */
#define RxMaximumWorkQueue (3)

typedef PVOID RX_HANDLE, *PRX_HANDLE;

typedef KSPIN_LOCK RX_SPIN_LOCK;
typedef PKSPIN_LOCK PRX_SPIN_LOCK;

typedef UNICODE_STRING RX_STRING;
typedef PUNICODE_STRING PRX_STRING;

typedef struct _BINDING_HANDLE {
    RX_HANDLE pTdiEmulationContext;
    RX_HANDLE pTransportInformation;
} RX_BINDING_HANDLE, *PRX_BINDING_HANDLE;

typedef struct _RX_BINDING_CONTEXT {
    PUNICODE_STRING pTransportName;
    ULONG QualityOfService;
    PRX_BINDING_HANDLE pBindHandle;
} RX_BINDING_CONTEXT, *PRX_BINDING_CONTEXT;

/* Byte offset in a file, as used by low I/O. */
typedef LONGLONG RXVBO;

#endif
