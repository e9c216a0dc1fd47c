/*
 * Compiler intrinsics that kernel code calls directly. Those of one processor stand under its macro.
 */
#ifndef __INTRIN_H_
#define __INTRIN_H_

#include "stddef.h"

void _ReadWriteBarrier(void);
void _ReadBarrier(void);
void _WriteBarrier(void);
void *_ReturnAddress(void);
void *_AddressOfReturnAddress(void);
__declspec(noreturn) void __fastfail(unsigned int code);
void __debugbreak(void);
void __nop(void);

unsigned char _BitScanForward(unsigned long *index, unsigned long mask);
unsigned char _BitScanReverse(unsigned long *index, unsigned long mask);
unsigned char _bittest(long const *base, long offset);
unsigned char _bittestandset(long *base, long offset);
unsigned char _bittestandreset(long *base, long offset);
unsigned char _bittestandcomplement(long *base, long offset);
unsigned char _interlockedbittestandset(long volatile *base, long offset);
unsigned char _interlockedbittestandreset(long volatile *base, long offset);

long _InterlockedIncrement(long volatile *addend);
long _InterlockedDecrement(long volatile *addend);
long _InterlockedExchange(long volatile *target, long value);
long _InterlockedExchangeAdd(long volatile *addend, long value);
long _InterlockedCompareExchange(long volatile *destination, long exchange, long comparand);
long _InterlockedAnd(long volatile *value, long mask);
long _InterlockedOr(long volatile *value, long mask);
long _InterlockedXor(long volatile *value, long mask);
short _InterlockedIncrement16(short volatile *addend);
short _InterlockedDecrement16(short volatile *addend);
short _InterlockedExchange16(short volatile *target, short value);
short _InterlockedCompareExchange16(short volatile *destination, short exchange, short comparand);
short _InterlockedAnd16(short volatile *value, short mask);
short _InterlockedOr16(short volatile *value, short mask);
short _InterlockedXor16(short volatile *value, short mask);
char _InterlockedExchange8(char volatile *target, char value);
char _InterlockedCompareExchange8(char volatile *destination, char exchange, char comparand);
char _InterlockedAnd8(char volatile *value, char mask);
char _InterlockedOr8(char volatile *value, char mask);
char _InterlockedXor8(char volatile *value, char mask);
__int64 _InterlockedCompareExchange64(__int64 volatile *destination, __int64 exchange, __int64 comparand);
void *_InterlockedExchangePointer(void *volatile *target, void *value);
void *_InterlockedCompareExchangePointer(void *volatile *destination, void *exchange, void *comparand);

#if defined(_WIN64)
unsigned char _BitScanForward64(unsigned long *index, unsigned __int64 mask);
unsigned char _BitScanReverse64(unsigned long *index, unsigned __int64 mask);
unsigned char _bittest64(__int64 const *base, __int64 offset);
unsigned char _bittestandset64(__int64 *base, __int64 offset);
unsigned char _bittestandreset64(__int64 *base, __int64 offset);
unsigned char _bittestandcomplement64(__int64 *base, __int64 offset);
unsigned char _interlockedbittestandset64(__int64 volatile *base, __int64 offset);
unsigned char _interlockedbittestandreset64(__int64 volatile *base, __int64 offset);
__int64 _InterlockedIncrement64(__int64 volatile *addend);
__int64 _InterlockedDecrement64(__int64 volatile *addend);
__int64 _InterlockedExchange64(__int64 volatile *target, __int64 value);
__int64 _InterlockedExchangeAdd64(__int64 volatile *addend, __int64 value);
__int64 _InterlockedAnd64(__int64 volatile *value, __int64 mask);
__int64 _InterlockedOr64(__int64 volatile *value, __int64 mask);
__int64 _InterlockedXor64(__int64 volatile *value, __int64 mask);
unsigned char _InterlockedCompareExchange128(__int64 volatile *destination, __int64 exchangeHigh, __int64 exchangeLow, __int64 *comparand);
#endif

#if defined(_M_X64) || defined(_M_IX86)
void _mm_pause(void);
void _mm_mfence(void);
void _mm_lfence(void);
void _mm_sfence(void);
unsigned __int64 __rdtsc(void);
void __cpuid(int info[4], int function);
void __cpuidex(int info[4], int function, int subfunction);
unsigned __int64 __readmsr(unsigned long reg);
void __writemsr(unsigned long reg, unsigned __int64 value);
void __halt(void);
void _disable(void);
void _enable(void);
void __stosb(unsigned char *destination, unsigned char value, size_t count);
void __stosd(unsigned long *destination, unsigned long value, size_t count);
void __movsb(unsigned char *destination, unsigned char const *source, size_t count);
#endif

#if defined(_M_X64)
unsigned __int64 __umulh(unsigned __int64 a, unsigned __int64 b);
__int64 __mulh(__int64 a, __int64 b);
unsigned __int64 _umul128(unsigned __int64 a, unsigned __int64 b, unsigned __int64 *high);
void __faststorefence(void);
unsigned char __readgsbyte(unsigned long offset);
unsigned __int64 __readgsqword(unsigned long offset);
#endif

#if defined(_M_ARM64)
void __dmb(unsigned int type);
void __dsb(unsigned int type);
void __isb(unsigned int type);
void __yield(void);
#endif

#endif
