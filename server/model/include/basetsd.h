/*
 * Integer types of fixed and of pointer width.
 */
#ifndef _BASETSD_H_
#define _BASETSD_H_

typedef signed char INT8, *PINT8;
typedef signed short INT16, *PINT16;
typedef signed int INT32, *PINT32;
typedef signed __int64 INT64, *PINT64;
typedef unsigned char UINT8, *PUINT8;
typedef unsigned short UINT16, *PUINT16;
typedef unsigned int UINT32, *PUINT32;
typedef unsigned __int64 UINT64, *PUINT64;

typedef signed int LONG32, *PLONG32;
typedef unsigned int ULONG32, *PULONG32;
typedef unsigned int DWORD32, *PDWORD32;
typedef __int64 LONG64, *PLONG64;
typedef unsigned __int64 ULONG64, *PULONG64;
typedef unsigned __int64 DWORD64, *PDWORD64;

#ifndef POINTER_64
#if defined(_WIN64)
#define POINTER_64 __ptr64
#define POINTER_32
#else
#define POINTER_64
#define POINTER_32
#endif
#endif

#if defined(_WIN64)

#define __int3264 __int64
#define ADDRESS_TAG_BIT 0x40000000000UI64

typedef __int64 INT_PTR, *PINT_PTR;
typedef unsigned __int64 UINT_PTR, *PUINT_PTR;
typedef __int64 LONG_PTR, *PLONG_PTR;
typedef unsigned __int64 ULONG_PTR, *PULONG_PTR;
typedef __int64 SHANDLE_PTR;
typedef unsigned __int64 HANDLE_PTR;
typedef unsigned int UHALF_PTR, *PUHALF_PTR;
typedef int HALF_PTR, *PHALF_PTR;

#define MAXINT_PTR   0x7fffffffffffffffI64
#define MININT_PTR   0x8000000000000000I64
#define MAXUINT_PTR  0xffffffffffffffffUI64
#define MAXLONG_PTR  0x7fffffffffffffffI64
#define MINLONG_PTR  0x8000000000000000I64
#define MAXULONG_PTR 0xffffffffffffffffUI64

#else

#define __int3264 __int32
#define ADDRESS_TAG_BIT 0x80000000UL

typedef int INT_PTR, *PINT_PTR;
typedef unsigned int UINT_PTR, *PUINT_PTR;
typedef long LONG_PTR, *PLONG_PTR;
typedef unsigned long ULONG_PTR, *PULONG_PTR;
typedef long SHANDLE_PTR;
typedef unsigned long HANDLE_PTR;
typedef unsigned short UHALF_PTR, *PUHALF_PTR;
typedef short HALF_PTR, *PHALF_PTR;

#define MAXINT_PTR   0x7fffffff
#define MININT_PTR   0x80000000
#define MAXUINT_PTR  0xffffffffU
#define MAXLONG_PTR  0x7fffffffL
#define MINLONG_PTR  0x80000000L
#define MAXULONG_PTR 0xffffffffUL

#endif

typedef ULONG_PTR SIZE_T, *PSIZE_T;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;
typedef ULONG_PTR DWORD_PTR, *PDWORD_PTR;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;

#define MAXUINT8  ((UINT8)~((UINT8)0))
#define MAXINT8   ((INT8)(MAXUINT8 >> 1))
#define MININT8   ((INT8)~MAXINT8)
#define MAXUINT16 ((UINT16)~((UINT16)0))
#define MAXINT16  ((INT16)(MAXUINT16 >> 1))
#define MININT16  ((INT16)~MAXINT16)
#define MAXUINT32 ((UINT32)~((UINT32)0))
#define MAXINT32  ((INT32)(MAXUINT32 >> 1))
#define MININT32  ((INT32)~MAXINT32)
#define MAXUINT64 ((UINT64)~((UINT64)0))
#define MAXINT64  ((INT64)(MAXUINT64 >> 1))
#define MININT64  ((INT64)~MAXINT64)
#define MAXULONG32 ((ULONG32)~((ULONG32)0))
#define MAXLONG32 ((LONG32)(MAXULONG32 >> 1))
#define MINLONG32 ((LONG32)~MAXLONG32)
#define MAXULONG64 ((ULONG64)~((ULONG64)0))
#define MAXLONG64 ((LONG64)(MAXULONG64 >> 1))
#define MINLONG64 ((LONG64)~MAXLONG64)
#define MAXUINT   (~0u)
#define MAXINT    ((int)(MAXUINT >> 1))
#define MININT    (~MAXINT)
#define MAXSSIZE_T ((SSIZE_T)(MAXSIZE_T >> 1))
#define MAXSIZE_T ((SIZE_T)~((SIZE_T)0))

#define HandleToULong(h)   ((ULONG)(ULONG_PTR)(h))
#define HandleToLong(h)    ((LONG)(LONG_PTR)(h))
#define HandleToUlong(h)   HandleToULong(h)
#define ULongToHandle(ul)  ((HANDLE)(ULONG_PTR)(ul))
#define UlongToHandle(ul)  ULongToHandle(ul)
#define LongToHandle(l)    ((HANDLE)(LONG_PTR)(l))
#define PtrToUlong(p)      ((ULONG)(ULONG_PTR)(p))
#define PtrToULong(p)      PtrToUlong(p)
#define PtrToLong(p)       ((LONG)(LONG_PTR)(p))
#define PtrToUint(p)       ((unsigned int)(UINT_PTR)(p))
#define PtrToInt(p)        ((int)(INT_PTR)(p))
#define PtrToUshort(p)     ((unsigned short)(ULONG_PTR)(p))
#define PtrToShort(p)      ((short)(LONG_PTR)(p))
#define IntToPtr(i)        ((void *)(INT_PTR)(int)(i))
#define UIntToPtr(ui)      ((void *)(UINT_PTR)(unsigned int)(ui))
#define UintToPtr(ui)      UIntToPtr(ui)
#define LongToPtr(l)       ((void *)(LONG_PTR)(long)(l))
#define ULongToPtr(ul)     ((void *)(ULONG_PTR)(unsigned long)(ul))
#define UlongToPtr(ul)     ULongToPtr(ul)
#define Ptr32ToPtr(p)      ((void *)(ULONG_PTR)(unsigned long)(p))
#define PtrToPtr32(p)      ((void *)(p))
#define PtrToPtr64(p)      ((void *)(p))
#define Ptr64ToPtr(p)      ((void *)(p))

#endif
