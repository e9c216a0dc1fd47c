/*
 * What ntdef.h brings that does not depend on INITGUID.
 */
#ifndef _NTDEF_
#define _NTDEF_

#include "../specstrings.h"
#include "../kernelspecs.h"
#include "../excpt.h"
#include "../stdarg.h"
#include "../string.h"
#include "../ctype.h"
#include "../basetsd.h"
#include "guid.h"

/* Words that mark parameters, and storage. */

#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif
#ifndef NOTHING
#define NOTHING
#endif
#ifndef CRITICAL
#define CRITICAL
#endif
#ifndef ANYSIZE_ARRAY
#define ANYSIZE_ARRAY 1
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef NULL
#define NULL ((void *)0)
#endif
#ifndef NULL64
#define NULL64 ((void * POINTER_64)0)
#endif
#ifndef EXTERN_C
#define EXTERN_C extern
#endif
#define EXTERN_C_START
#define EXTERN_C_END

#define NTAPI          __stdcall
#define FASTCALL       __fastcall
#define DECLSPEC_IMPORT __declspec(dllimport)
#define DECLSPEC_NORETURN __declspec(noreturn)
#define DECLSPEC_NOTHROW __declspec(nothrow)
#define DECLSPEC_NOINLINE __declspec(noinline)
#define DECLSPEC_NOVTABLE
#define DECLSPEC_UUID(x)
#define DECLSPEC_ADDRSAFE
#define DECLSPEC_GUARD_SUPPRESS
#define DECLSPEC_NOINITALL
#define DECLSPEC_RESTRICT __declspec(restrict)
#define DECLSPEC_HOTPATCH
#define DECLSPEC_CHPE_PATCHABLE
#ifndef DECLSPEC_ALIGN
#define DECLSPEC_ALIGN(x) __declspec(align(x))
#endif
#ifndef DECLSPEC_SELECTANY
#define DECLSPEC_SELECTANY __declspec(selectany)
#endif
#define DECLSPEC_DEPRECATED_DDK
#define DECLSPEC_DEPRECATED_DDK_WINXP
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(SYSTEM_CACHE_ALIGNMENT_SIZE)
#ifndef SYSTEM_CACHE_ALIGNMENT_SIZE
#if defined(_M_IX86) || defined(_M_X64)
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#else
#define SYSTEM_CACHE_ALIGNMENT_SIZE 128
#endif
#endif
#ifndef MEMORY_ALLOCATION_ALIGNMENT
#if defined(_WIN64)
#define MEMORY_ALLOCATION_ALIGNMENT 16
#else
#define MEMORY_ALLOCATION_ALIGNMENT 8
#endif
#endif
#if defined(_WIN64)
#define POINTER_ALIGNMENT DECLSPEC_ALIGN(8)
#else
#define POINTER_ALIGNMENT
#endif
#ifndef FORCEINLINE
#define FORCEINLINE static __inline
#endif
#define CFORCEINLINE FORCEINLINE
#define STKALLOC_INLINE FORCEINLINE
#define NTSYSAPI     DECLSPEC_IMPORT
#define NTSYSCALLAPI DECLSPEC_IMPORT
#define NTKERNELAPI  DECLSPEC_IMPORT
#define NTHALAPI     DECLSPEC_IMPORT
#define RESTRICTED_POINTER
#if defined(_M_X64) || defined(_M_ARM64) || defined(_M_ARM)
#define UNALIGNED   __unaligned
#define UNALIGNED64 __unaligned
#else
#define UNALIGNED
#define UNALIGNED64
#endif
#define MAX_NATURAL_ALIGNMENT sizeof(ULONG_PTR)
#define FIRMWARE_PTR_ULONG ULONG

#define DEFAULT_UNREACHABLE default: __assume(0)
#define UNREFERENCED_PARAMETER(P)         ((void)(P))
#define DBG_UNREFERENCED_PARAMETER(P)     ((void)(P))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))

#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define DUMMYUNIONNAME6
#define DUMMYUNIONNAME7
#define DUMMYUNIONNAME8
#define DUMMYUNIONNAME9
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define DUMMYSTRUCTNAME4
#define DUMMYSTRUCTNAME5
#define DUMMYSTRUCTNAME6

/* Scalars. */

#ifndef VOID
#define VOID void
#endif
typedef char CHAR;
typedef short SHORT;
typedef long LONG;
typedef int INT;
typedef signed char SCHAR, *PSCHAR;
typedef unsigned char UCHAR;
typedef unsigned short USHORT;
typedef unsigned long ULONG;
typedef unsigned long CLONG;
typedef short CSHORT;
typedef char CCHAR, *PCCHAR;
typedef double DOUBLE;
typedef __int64 LONGLONG;
typedef unsigned __int64 ULONGLONG;
typedef ULONGLONG DWORDLONG;
typedef UCHAR BOOLEAN;
typedef unsigned char FCHAR;
typedef unsigned short FSHORT;
typedef unsigned long FLONG;
typedef LONGLONG USN;
typedef ULONG LOGICAL, *PLOGICAL;
typedef LONG NTSTATUS;
typedef NTSTATUS *PNTSTATUS;
typedef unsigned long LCID, *PLCID;
typedef unsigned short LANGID;
typedef LONG HRESULT;
typedef LONGLONG *PLONGLONG;
typedef ULONGLONG *PULONGLONG;
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;

typedef void *PVOID;
typedef void * POINTER_64 PVOID64;
typedef PVOID HANDLE;
typedef HANDLE *PHANDLE;
#define DECLARE_HANDLE(name) struct name##__ { int unused; }; typedef struct name##__ *name
typedef CHAR *PCHAR, *LPCH, *PCH;
typedef CONST CHAR *LPCCH, *PCCH;
typedef CHAR *NPSTR, *LPSTR, *PSTR;
typedef PSTR *PZPSTR;
typedef CONST PSTR *PCZPSTR;
typedef CONST CHAR *LPCSTR, *PCSTR;
typedef PCSTR *PZPCSTR;
typedef CHAR *PZZSTR;
typedef CONST CHAR *PCZZSTR;
typedef SHORT *PSHORT;
typedef LONG *PLONG;
typedef UCHAR *PUCHAR;
typedef CONST UCHAR *PCUCHAR;
typedef USHORT *PUSHORT;
typedef CONST USHORT *PCUSHORT;
typedef ULONG *PULONG;
typedef CONST ULONG *PCULONG;
typedef CONST VOID *PCVOID;
typedef CSHORT *PCSHORT;
typedef CLONG *PCLONG;
typedef BOOLEAN *PBOOLEAN;
typedef PCHAR PSZ;
typedef CONST CHAR *PCSZ;
typedef LONGLONG *PUSN;

#if !defined(_WCHAR_T_DEFINED) && !defined(__cplusplus)
#define _WCHAR_T_DEFINED
typedef unsigned short wchar_t;
#endif
typedef wchar_t WCHAR;
typedef WCHAR *PWCHAR, *LPWCH, *PWCH;
typedef CONST WCHAR *LPCWCH, *PCWCH;
typedef WCHAR *NWPSTR, *LPWSTR, *PWSTR;
typedef PWSTR *PZPWSTR;
typedef CONST WCHAR *LPCWSTR, *PCWSTR;
typedef PCWSTR *PZPCWSTR;
typedef WCHAR UNALIGNED *LPUWSTR, *PUWSTR;
typedef CONST WCHAR UNALIGNED *LPCUWSTR, *PCUWSTR;
typedef WCHAR *PZZWSTR;
typedef CONST WCHAR *PCZZWSTR;
typedef WCHAR *PNZWCH;
typedef CONST WCHAR *PCNZWCH;
typedef WCHAR TCHAR, *PTCHAR;
typedef PWSTR PTSTR, LPTSTR;
typedef PCWSTR PCTSTR, LPCTSTR;
#ifndef TEXT
#define TEXT(quote) L##quote
#endif

#define FALSE 0
#define TRUE  1

#define MINCHAR  0x80
#define MAXCHAR  0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG  0x80000000
#define MAXLONG  0x7fffffff
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXLONGLONG (0x7fffffffffffffff)
#define MINLONGLONG ((LONGLONG)~MAXLONGLONG)
#define MAXULONGLONG ((ULONGLONG)~((ULONGLONG)0))

/* Network compartments. */

typedef enum {
    UNSPECIFIED_COMPARTMENT_ID = 0,
    DEFAULT_COMPARTMENT_ID
} COMPARTMENT_ID, *PCOMPARTMENT_ID;

/* Large integers. */

typedef union _LARGE_INTEGER {
    struct {
        ULONG LowPart;
        LONG HighPart;
    };
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    struct {
        ULONG LowPart;
        ULONG HighPart;
    };
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
    ULONG LowPart;
    LONG HighPart;
} LUID, *PLUID;

typedef struct _FLOAT128 {
    __int64 LowPart;
    __int64 HighPart;
} FLOAT128, *PFLOAT128;

typedef struct DECLSPEC_ALIGN(16) _M128A {
    ULONGLONG Low;
    LONGLONG High;
} M128A, *PM128A;

#define Int32x32To64(a, b)     (((LONGLONG)((LONG)(a))) * ((LONGLONG)((LONG)(b))))
#define UInt32x32To64(a, b)    (((ULONGLONG)((ULONG)(a))) * ((ULONGLONG)((ULONG)(b))))
#define Int64ShllMod32(a, b)   (((ULONGLONG)(a)) << (b))
#define Int64ShraMod32(a, b)   (((LONGLONG)(a)) >> (b))
#define Int64ShrlMod32(a, b)   (((ULONGLONG)(a)) >> (b))

/* Strings. */

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    _Field_size_bytes_part_opt_(MaximumLength, Length) PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING, UTF8_STRING, *PUTF8_STRING;

typedef CONST STRING *PCSTRING, *PCOEM_STRING, *PCANSI_STRING, *PCUTF8_STRING;

typedef struct _CSTRING {
    USHORT Length;
    USHORT MaximumLength;
    CONST char *Buffer;
} CSTRING;

typedef struct _UNICODE_STRING {
    USHORT Length;
    USHORT MaximumLength;
    _Field_size_bytes_part_opt_(MaximumLength, Length) PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;

typedef CONST UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING32 {
    USHORT Length;
    USHORT MaximumLength;
    ULONG Buffer;
} STRING32, *PSTRING32, UNICODE_STRING32, *PUNICODE_STRING32, ANSI_STRING32, *PANSI_STRING32;

typedef struct _STRING64 {
    USHORT Length;
    USHORT MaximumLength;
    ULONGLONG Buffer;
} STRING64, *PSTRING64, UNICODE_STRING64, *PUNICODE_STRING64, ANSI_STRING64, *PANSI_STRING64;

#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL    ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)
#define MAX_USTRING  (sizeof(WCHAR) * (MAXUSHORT / sizeof(WCHAR)))

#define DECLARE_CONST_UNICODE_STRING(Variable, Text) \
    const WCHAR Variable##_buffer[] = Text; \
    const UNICODE_STRING Variable = { sizeof(Text) - sizeof(WCHAR), sizeof(Text), (PWCH)Variable##_buffer }
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(Variable, Text) \
    extern const DECLSPEC_SELECTANY UNICODE_STRING Variable = { sizeof(Text) - sizeof(WCHAR), sizeof(Text), (PWCH)(Text) }
#define DECLARE_UNICODE_STRING_SIZE(Variable, Characters) \
    WCHAR Variable##_buffer[Characters]; \
    UNICODE_STRING Variable = { 0, (Characters) * sizeof(WCHAR), Variable##_buffer }
#define RTL_CONSTANT_STRING(Text) \
    { sizeof(Text) - sizeof((Text)[0]), sizeof(Text), (Text) }

/* Lists. */

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY, *RESTRICTED_POINTER PRLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct LIST_ENTRY32 {
    ULONG Flink;
    ULONG Blink;
} LIST_ENTRY32, *PLIST_ENTRY32;

typedef struct LIST_ENTRY64 {
    ULONGLONG Flink;
    ULONGLONG Blink;
} LIST_ENTRY64, *PLIST_ENTRY64;

typedef struct _RTL_BALANCED_NODE {
    union {
        struct _RTL_BALANCED_NODE *Children[2];
        struct {
            struct _RTL_BALANCED_NODE *Left;
            struct _RTL_BALANCED_NODE *Right;
        };
    };
    union {
        UCHAR Red : 1;
        UCHAR Balance : 2;
        ULONG_PTR ParentValue;
    };
} RTL_BALANCED_NODE, *PRTL_BALANCED_NODE;

/* Objects and processors. */

typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor;
    PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef CONST OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

typedef struct _OBJECT_ATTRIBUTES32 {
    ULONG Length;
    ULONG RootDirectory;
    ULONG ObjectName;
    ULONG Attributes;
    ULONG SecurityDescriptor;
    ULONG SecurityQualityOfService;
} OBJECT_ATTRIBUTES32, *POBJECT_ATTRIBUTES32;

typedef struct _OBJECT_ATTRIBUTES64 {
    ULONG Length;
    ULONG64 RootDirectory;
    ULONG64 ObjectName;
    ULONG Attributes;
    ULONG64 SecurityDescriptor;
    ULONG64 SecurityQualityOfService;
} OBJECT_ATTRIBUTES64, *POBJECT_ATTRIBUTES64;

#define OBJ_HANDLE_TAGBITS            0x00000003L
#define OBJ_INHERIT                   0x00000002L
#define OBJ_PERMANENT                 0x00000010L
#define OBJ_EXCLUSIVE                 0x00000020L
#define OBJ_CASE_INSENSITIVE          0x00000040L
#define OBJ_OPENIF                    0x00000080L
#define OBJ_OPENLINK                  0x00000100L
#define OBJ_KERNEL_HANDLE             0x00000200L
#define OBJ_FORCE_ACCESS_CHECK        0x00000400L
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800L
#define OBJ_DONT_REPARSE              0x00001000L
#define OBJ_VALID_ATTRIBUTES          0x00001FF2L

#define InitializeObjectAttributes(Attributes_, Name_, Flags_, Root_, Security_) \
    { \
        (Attributes_)->Length = sizeof(OBJECT_ATTRIBUTES); \
        (Attributes_)->RootDirectory = (Root_); \
        (Attributes_)->Attributes = (Flags_); \
        (Attributes_)->ObjectName = (Name_); \
        (Attributes_)->SecurityDescriptor = (Security_); \
        (Attributes_)->SecurityQualityOfService = NULL; \
    }
#define RTL_INIT_OBJECT_ATTRIBUTES(Name_, Flags_) \
    { sizeof(OBJECT_ATTRIBUTES), NULL, (PUNICODE_STRING)(Name_), (Flags_), NULL, NULL }
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(Name_, Flags_) RTL_INIT_OBJECT_ATTRIBUTES(Name_, Flags_)

typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR Number;
    UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
    KAFFINITY Mask;
    USHORT Group;
    USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

#define ALL_PROCESSOR_GROUPS 0xffff

typedef enum _EVENT_TYPE {
    NotificationEvent,
    SynchronizationEvent
} EVENT_TYPE;

typedef enum _TIMER_TYPE {
    NotificationTimer,
    SynchronizationTimer
} TIMER_TYPE;

typedef enum _WAIT_TYPE {
    WaitAll,
    WaitAny,
    WaitNotification,
    WaitDequeue,
    WaitDpc
} WAIT_TYPE;

typedef enum _NT_PRODUCT_TYPE {
    NtProductWinNt = 1,
    NtProductLanManNt,
    NtProductServer
} NT_PRODUCT_TYPE, *PNT_PRODUCT_TYPE;

typedef enum _SUITE_TYPE {
    SmallBusiness,
    Enterprise,
    BackOffice,
    CommunicationServer,
    TerminalServer,
    SmallBusinessRestricted,
    EmbeddedNT,
    DataCenter,
    SingleUserTS,
    Personal,
    Blade,
    EmbeddedRestricted,
    SecurityAppliance,
    StorageServer,
    ComputeServer,
    WHServer,
    PhoneNT,
    MaxSuiteType
} SUITE_TYPE;

struct _CONTEXT;
struct _EXCEPTION_RECORD;

typedef EXCEPTION_DISPOSITION NTAPI
EXCEPTION_ROUTINE(
    _Inout_ struct _EXCEPTION_RECORD *ExceptionRecord,
    _In_ PVOID EstablisherFrame,
    _Inout_ struct _CONTEXT *ContextRecord,
    _In_ PVOID DispatcherContext);
typedef EXCEPTION_ROUTINE *PEXCEPTION_ROUTINE;

/* Status tests. */

#define NT_SUCCESS(Status)     (((NTSTATUS)(Status)) >= 0)
#define NT_INFORMATION(Status) ((((ULONG)(Status)) >> 30) == 1)
#define NT_WARNING(Status)     ((((ULONG)(Status)) >> 30) == 2)
#define NT_ERROR(Status)       ((((ULONG)(Status)) >> 30) == 3)
#define APPLICATION_ERROR_MASK       0x20000000
#define ERROR_SEVERITY_SUCCESS       0x00000000
#define ERROR_SEVERITY_INFORMATIONAL 0x40000000
#define ERROR_SEVERITY_WARNING       0x80000000
#define ERROR_SEVERITY_ERROR         0xC0000000

/* Structures and arrays. */

#ifndef FIELD_OFFSET
#define FIELD_OFFSET(type, field) ((LONG)__builtin_offsetof(type, field))
#endif
#define UFIELD_OFFSET(type, field) ((ULONG)__builtin_offsetof(type, field))
#define TYPE_ALIGNMENT(t)          __alignof(t)
#define PROBE_ALIGNMENT(t)         TYPE_ALIGNMENT(ULONG)
#define PROBE_ALIGNMENT32(t)       TYPE_ALIGNMENT(ULONG)
#ifndef CONTAINING_RECORD
#define CONTAINING_RECORD(address, type, field) \
    ((type *)((PCHAR)(address) - (ULONG_PTR)__builtin_offsetof(type, field)))
#endif
#define FIELD_SIZE(type, field)             (sizeof(((type *)0)->field))
#define RTL_FIELD_SIZE(type, field)         (sizeof(((type *)0)->field))
#define RTL_FIELD_TYPE(type, field)         (((type *)0)->field)
#define RTL_SIZEOF_THROUGH_FIELD(type, field) (__builtin_offsetof(type, field) + RTL_FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(Struct, Size, Field) \
    ((((PCHAR)(&(Struct)->Field)) + sizeof((Struct)->Field)) <= (((PCHAR)(Struct)) + (Size)))
#define RTL_NUMBER_OF(A)      (sizeof(A) / sizeof((A)[0]))
#define RTL_NUMBER_OF_V1(A)   RTL_NUMBER_OF(A)
#define RTL_NUMBER_OF_V2(A)   RTL_NUMBER_OF(A)
#ifndef ARRAYSIZE
#define ARRAYSIZE(A)          RTL_NUMBER_OF(A)
#endif
#define _ARRAYSIZE(A)         RTL_NUMBER_OF(A)
#define RTL_NUMBER_OF_FIELD(type, field) (RTL_NUMBER_OF(RTL_FIELD_TYPE(type, field)))
#define RTL_BITS_OF(x)        (sizeof(x) * 8)
#define RTL_BITS_OF_FIELD(type, field) (RTL_BITS_OF(RTL_FIELD_TYPE(type, field)))
#define RTL_PADDING_BETWEEN_FIELDS(type, f1, f2) \
    (__builtin_offsetof(type, f2) - RTL_SIZEOF_THROUGH_FIELD(type, f1))
#define ARGUMENT_PRESENT(ArgumentPointer) ((CHAR *)((ULONG_PTR)(ArgumentPointer)) != (CHAR *)NULL)
#ifndef C_ASSERT
#define C_ASSERT(e) _Static_assert(e, #e)
#endif
#define DEFINE_ENUM_FLAG_OPERATORS(type)

#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif

/* Languages. */

#define MAKELANGID(p, s)  ((((USHORT)(s)) << 10) | (USHORT)(p))
#define PRIMARYLANGID(lgid) ((USHORT)(lgid) & 0x3ff)
#define SUBLANGID(lgid)   ((USHORT)(lgid) >> 10)
#define MAKELCID(lgid, srtid) ((ULONG)((((ULONG)((USHORT)(srtid))) << 16) | ((ULONG)((USHORT)(lgid)))))
#define LANG_NEUTRAL      0x00
#define SUBLANG_NEUTRAL   0x00
#define SUBLANG_DEFAULT   0x01
#define SUBLANG_SYS_DEFAULT 0x02
#define SORT_DEFAULT      0x0
#define LANG_SYSTEM_DEFAULT   MAKELANGID(LANG_NEUTRAL, SUBLANG_SYS_DEFAULT)
#define LANG_USER_DEFAULT     MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT)
#define LOCALE_SYSTEM_DEFAULT MAKELCID(LANG_SYSTEM_DEFAULT, SORT_DEFAULT)
#define LOCALE_USER_DEFAULT   MAKELCID(LANG_USER_DEFAULT, SORT_DEFAULT)

#endif
