/* Atomic operations. A hosted program has one thread, so that each is what it does without another one. */
#ifndef _HOSTED_STDATOMIC
#define _HOSTED_STDATOMIC

#include <stddef.h>
#include <stdint.h>

typedef enum {
    memory_order_relaxed,
    memory_order_consume,
    memory_order_acquire,
    memory_order_release,
    memory_order_acq_rel,
    memory_order_seq_cst
} memory_order;

typedef _Atomic _Bool atomic_bool;
typedef _Atomic char atomic_char;
typedef _Atomic signed char atomic_schar;
typedef _Atomic unsigned char atomic_uchar;
typedef _Atomic short atomic_short;
typedef _Atomic unsigned short atomic_ushort;
typedef _Atomic int atomic_int;
typedef _Atomic unsigned int atomic_uint;
typedef _Atomic long atomic_long;
typedef _Atomic unsigned long atomic_ulong;
typedef _Atomic long long atomic_llong;
typedef _Atomic unsigned long long atomic_ullong;
typedef _Atomic size_t atomic_size_t;
typedef _Atomic ptrdiff_t atomic_ptrdiff_t;
typedef _Atomic intptr_t atomic_intptr_t;
typedef _Atomic uintptr_t atomic_uintptr_t;
typedef struct { _Bool set; } atomic_flag;

#define ATOMIC_FLAG_INIT       { 0 }
#define ATOMIC_VAR_INIT(value) (value)

#define __hosted_replaced(object, expression) \
    ({ __typeof__(object) __object = (object); __typeof__(*__object + 0) __old = *__object; *__object = (expression); __old; })

#define atomic_init(object, value)                  ((void)(*(object) = (value)))
#define atomic_thread_fence(order)                  ((void)(order))
#define atomic_signal_fence(order)                  ((void)(order))
#define atomic_is_lock_free(object)                 ((void)(object), 1)
#define atomic_load(object)                         (*(object))
#define atomic_load_explicit(object, order)         atomic_load(object)
#define atomic_store(object, value)                 ((void)(*(object) = (value)))
#define atomic_store_explicit(object, value, order) atomic_store(object, value)

#define atomic_exchange(object, value)  __hosted_replaced(object, value)
#define atomic_fetch_add(object, value) __hosted_replaced(object, __old + (value))
#define atomic_fetch_sub(object, value) __hosted_replaced(object, __old - (value))
#define atomic_fetch_or(object, value)  __hosted_replaced(object, __old | (value))
#define atomic_fetch_xor(object, value) __hosted_replaced(object, __old ^ (value))
#define atomic_fetch_and(object, value) __hosted_replaced(object, __old & (value))

#define atomic_exchange_explicit(object, value, order)  atomic_exchange(object, value)
#define atomic_fetch_add_explicit(object, value, order) atomic_fetch_add(object, value)
#define atomic_fetch_sub_explicit(object, value, order) atomic_fetch_sub(object, value)
#define atomic_fetch_or_explicit(object, value, order)  atomic_fetch_or(object, value)
#define atomic_fetch_xor_explicit(object, value, order) atomic_fetch_xor(object, value)
#define atomic_fetch_and_explicit(object, value, order) atomic_fetch_and(object, value)

#define atomic_compare_exchange_strong(object, expected, desired) \
    ({ __typeof__(object) __at = (object); __typeof__(expected) __expected = (expected); \
       _Bool __equal = *__at == *__expected; \
       if (__equal) *__at = (desired); else *__expected = *__at; \
       __equal; })
#define atomic_compare_exchange_weak(object, expected, desired) atomic_compare_exchange_strong(object, expected, desired)
#define atomic_compare_exchange_strong_explicit(object, expected, desired, success, failure) \
    atomic_compare_exchange_strong(object, expected, desired)
#define atomic_compare_exchange_weak_explicit(object, expected, desired, success, failure) \
    atomic_compare_exchange_strong(object, expected, desired)

#define atomic_flag_test_and_set(flag) __hosted_replaced(&(flag)->set, 1)
#define atomic_flag_clear(flag)        ((void)((flag)->set = 0))

#endif
