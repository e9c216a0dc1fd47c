/*
 * The C run-time library as the kernel has it: the C locale, no error numbers but those that are returned. Formats are the
 * host's.
 */
#include "kernel.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- Characters ---- */

int isdigit(int c) { return c >= '0' && c <= '9'; }
int islower(int c) { return c >= 'a' && c <= 'z'; }
int isupper(int c) { return c >= 'A' && c <= 'Z'; }
int isalpha(int c) { return islower(c) || isupper(c); }
int isalnum(int c) { return isalpha(c) || isdigit(c); }
int isspace(int c) { return c == ' ' || (c >= 9 && c <= 13); }
int isprint(int c) { return c >= ' ' && c <= '~'; }
int ispunct(int c) { return c > ' ' && c <= '~' && !isalnum(c); }
int isxdigit(int c) { return isdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
int toupper(int c) { return islower(c) ? c - 32 : c; }
int tolower(int c) { return isupper(c) ? c + 32 : c; }
int iswxdigit(wint_t c) { return c < 128 && isxdigit(c); }
int iswalnum(wint_t c) { return iswalpha(c) || iswdigit(c); }

/* ---- Strings with a zero at the end ---- */

size_t strnlen(const char *str, size_t maxCount)
{
    size_t length = 0;

    while (length < maxCount && str[length] != 0)
        length++;
    return length;
}

char *strcat(char *dst, const char *src)
{
    strcpy(dst + strlen(dst), src);
    return dst;
}

char *strncpy(char *dst, const char *src, size_t count)
{
    size_t length = strnlen(src, count);

    RtlMoveMemory(dst, src, length);
    RtlZeroMemory(dst + length, count - length);
    return dst;
}

char *strncat(char *dst, const char *src, size_t count)
{
    size_t length = strnlen(src, count);
    char *end = dst + strlen(dst);

    RtlMoveMemory(end, src, length);
    end[length] = 0;
    return dst;
}

wchar_t *wcsncat(wchar_t *dst, const wchar_t *src, size_t count)
{
    size_t length = wcsnlen(src, count);
    wchar_t *end = dst + wcslen(dst);

    RtlMoveMemory(end, src, length * sizeof(wchar_t));
    end[length] = 0;
    return dst;
}

char *strrchr(const char *str, int value)
{
    const char *at = str + strlen(str);

    for (; at > str && *at != (char)value; at--)
        ;
    return *at == (char)value ? (char *)at : NULL;
}

char *strstr(const char *str, const char *subStr)
{
    size_t length = strlen(subStr);

    for (;; str++) {
        if (strncmp(str, subStr, length) == 0)
            return (char *)str;
        if (*str == 0)
            return NULL;
    }
}

int _strnicmp(const char *str1, const char *str2, size_t maxCount)
{
    size_t i;

    for (i = 0; i < maxCount; i++) {
        int a = tolower((unsigned char)str1[i]);
        int b = tolower((unsigned char)str2[i]);
        if (a != b || a == 0)
            return a - b;
    }
    return 0;
}

int _stricmp(const char *str1, const char *str2)
{
    return _strnicmp(str1, str2, (size_t)-1);
}

char *_strupr(char *str)
{
    char *at;

    for (at = str; *at != 0; at++)
        *at = (char)toupper((unsigned char)*at);
    return str;
}

char *_strlwr(char *str)
{
    char *at;

    for (at = str; *at != 0; at++)
        *at = (char)tolower((unsigned char)*at);
    return str;
}

wchar_t *_wcsupr(wchar_t *str)
{
    wchar_t *at;

    for (at = str; *at != 0; at++)
        *at = towupper(*at);
    return str;
}

wchar_t *_wcslwr(wchar_t *str)
{
    wchar_t *at;

    for (at = str; *at != 0; at++)
        *at = towlower(*at);
    return str;
}

/* ---- Those that know how much room there is: what does not fit leaves an empty string ---- */

/* Prefix: str or wcs. */
#define KX_SECURE(Prefix, Char)                                                                        \
                                                                                                       \
    errno_t Prefix##ncpy_s(Char *dst, rsize_t size, const Char *src, rsize_t maxCount)                 \
    {                                                                                                  \
        size_t length;                                                                                 \
                                                                                                       \
        if (dst == NULL && size == 0 && maxCount == 0)                                                 \
            return 0;                                                                                  \
        if (dst == NULL || size == 0)                                                                  \
            return EINVAL;                                                                             \
        dst[0] = 0;                                                                                    \
        if (src == NULL)                                                                               \
            return maxCount == 0 ? 0 : EINVAL;                                                         \
        length = Prefix##nlen(src, maxCount < size ? maxCount : size);                                 \
        if (length == size && maxCount != _TRUNCATE)                                                   \
            return ERANGE;                                                                             \
        RtlMoveMemory(dst, src, (length < size ? length : size - 1) * sizeof(Char));                   \
        dst[length < size ? length : size - 1] = 0;                                                    \
        return length < size ? 0 : STRUNCATE;                                                          \
    }                                                                                                  \
                                                                                                       \
    errno_t Prefix##cpy_s(Char *dst, rsize_t size, const Char *src)                                    \
    {                                                                                                  \
        size_t length;                                                                                 \
                                                                                                       \
        if (dst == NULL || size == 0)                                                                  \
            return EINVAL;                                                                             \
        length = src == NULL ? 0 : Prefix##nlen(src, size);                                            \
        if (src == NULL || length == size) {                                                           \
            dst[0] = 0;                                                                                \
            return src == NULL ? EINVAL : ERANGE;                                                      \
        }                                                                                              \
        RtlMoveMemory(dst, src, (length + 1) * sizeof(Char));                                          \
        return 0;                                                                                      \
    }                                                                                                  \
                                                                                                       \
    errno_t Prefix##cat_s(Char *dst, rsize_t size, const Char *src)                                    \
    {                                                                                                  \
        size_t length = dst == NULL ? size : Prefix##nlen(dst, size);                                  \
        errno_t error = length == size ? EINVAL : Prefix##cpy_s(dst + length, size - length, src);     \
                                                                                                       \
        if (error != 0 && dst != NULL && size != 0)                                                    \
            dst[0] = 0;                                                                                \
        return error;                                                                                  \
    }

KX_SECURE(str, char)
KX_SECURE(wcs, wchar_t)

errno_t memcpy_s(void *dst, rsize_t dstSize, const void *src, rsize_t count)
{
    if (count == 0)
        return 0;
    if (dst == NULL)
        return EINVAL;
    if (src == NULL || dstSize < count) {
        RtlZeroMemory(dst, dstSize);
        return src == NULL ? EINVAL : ERANGE;
    }
    RtlCopyMemory(dst, src, count);
    return 0;
}

errno_t memmove_s(void *dst, rsize_t dstSize, const void *src, rsize_t count)
{
    if (count == 0)
        return 0;
    if (dst == NULL || src == NULL)
        return EINVAL;
    if (dstSize < count)
        return ERANGE;
    RtlMoveMemory(dst, src, count);
    return 0;
}

/* ---- Numbers ---- */

typedef struct _KX_NUMBER {
    ULONGLONG Value;
    BOOLEAN Minus;
    BOOLEAN Overflow;
    /* Where it ends; 0: there is none. */
    size_t End;
} KX_NUMBER;

static int KxUnit(const void *Text, int Width, size_t i)
{
    return Width == 1 ? ((const unsigned char *)Text)[i] : ((const wchar_t *)Text)[i];
}

static int KxDigitOf(int Unit)
{
    if (Unit < 128 && isalpha(Unit))
        return tolower(Unit) - 'a' + 10;
    return Unit < 128 && isdigit(Unit) ? Unit - '0' : 36;
}

/* White space, a sign, 0x where the base is 16 or is to be found out, and digits. Most: of what has no sign. */
static KX_NUMBER KxParse(const void *Text, int Width, int Base, ULONGLONG Most)
{
    KX_NUMBER Number = { 0, FALSE, FALSE, 0 };
    size_t i = 0;

    while (KxUnit(Text, Width, i) < 128 && isspace(KxUnit(Text, Width, i)))
        i++;
    if (KxUnit(Text, Width, i) == '-' || KxUnit(Text, Width, i) == '+')
        Number.Minus = (BOOLEAN)(KxUnit(Text, Width, i++) == '-');
    if ((Base == 0 || Base == 16) && KxUnit(Text, Width, i) == '0' && (KxUnit(Text, Width, i + 1) | 32) == 'x'
        && KxDigitOf(KxUnit(Text, Width, i + 2)) < 16) {
        Base = 16;
        i += 2;
    }
    if (Base == 0)
        Base = KxUnit(Text, Width, i) == '0' ? 8 : 10;
    for (; KxDigitOf(KxUnit(Text, Width, i)) < Base; Number.End = ++i) {
        int Digit = KxDigitOf(KxUnit(Text, Width, i));
        Number.Overflow |= Number.Value > (Most - Digit) / Base;
        Number.Value = Number.Value * Base + Digit;
    }
    return Number;
}

static LONGLONG KxSigned(KX_NUMBER Number, LONGLONG Max)
{
    ULONGLONG Limit = (ULONGLONG)Max + Number.Minus;

    if (Number.Overflow || Number.Value > Limit)
        Number.Value = Limit;
    return (LONGLONG)(Number.Minus ? 0 - Number.Value : Number.Value);
}

static ULONG KxUnsigned(KX_NUMBER Number)
{
    if (Number.Overflow)
        return ULONG_MAX;
    return (ULONG)(Number.Minus ? 0 - Number.Value : Number.Value);
}

/* Prefix: str or wcs; without digits the number ends where the text begins. */
#define KX_NUMBERS(Prefix, Char)                                             \
                                                                             \
    long Prefix##tol(const Char *str, Char **end, int radix)                 \
    {                                                                        \
        KX_NUMBER Number = KxParse(str, sizeof(Char), radix, ULONG_MAX);     \
                                                                             \
        if (end != NULL)                                                     \
            *end = (Char *)str + Number.End;                                 \
        return (long)KxSigned(Number, LONG_MAX);                             \
    }                                                                        \
                                                                             \
    unsigned long Prefix##toul(const Char *str, Char **end, int radix)       \
    {                                                                        \
        KX_NUMBER Number = KxParse(str, sizeof(Char), radix, ULONG_MAX);     \
                                                                             \
        if (end != NULL)                                                     \
            *end = (Char *)str + Number.End;                                 \
        return KxUnsigned(Number);                                           \
    }

KX_NUMBERS(str, char)
KX_NUMBERS(wcs, wchar_t)

int atoi(const char *str) { return (int)strtol(str, NULL, 10); }
long atol(const char *str) { return strtol(str, NULL, 10); }
int _wtoi(const wchar_t *str) { return (int)wcstol(str, NULL, 10); }
long _wtol(const wchar_t *str) { return wcstol(str, NULL, 10); }
__int64 _atoi64(const char *str) { return KxSigned(KxParse(str, 1, 10, ULLONG_MAX), LLONG_MAX); }
__int64 _wtoi64(const wchar_t *str) { return KxSigned(KxParse(str, 2, 10, ULLONG_MAX), LLONG_MAX); }
int abs(int x) { return x < 0 ? -x : x; }
long labs(long x) { return x < 0 ? -x : x; }

/* ---- Bytes in the other order, and bits turned around ---- */

unsigned short _byteswap_ushort(unsigned short value)
{
    return (unsigned short)(value >> 8 | value << 8);
}

unsigned long _byteswap_ulong(unsigned long value)
{
    return (unsigned long)_byteswap_ushort((unsigned short)value) << 16 | _byteswap_ushort((unsigned short)(value >> 16));
}

unsigned __int64 _byteswap_uint64(unsigned __int64 value)
{
    return (unsigned __int64)_byteswap_ulong((unsigned long)value) << 32 | _byteswap_ulong((unsigned long)(value >> 32));
}

unsigned int _rotl(unsigned int value, int shift) { return value << (shift & 31) | value >> (-shift & 31); }
unsigned int _rotr(unsigned int value, int shift) { return value >> (shift & 31) | value << (-shift & 31); }

/* ---- Sorting and searching ---- */

typedef int(__cdecl *KX_ORDER)(const void *, const void *);

static VOID KxSwap(PUCHAR a, PUCHAR b, size_t Size)
{
    size_t i;

    for (i = 0; i < Size; i++) {
        UCHAR Byte = a[i];
        a[i] = b[i];
        b[i] = Byte;
    }
}

/* The element of that number goes down a heap of so many until none below is greater. */
static VOID KxSink(PUCHAR Base, size_t Root, size_t Count, size_t Size, KX_ORDER Compare)
{
    size_t Child;

    while ((Child = 2 * Root + 1) < Count) {
        if (Child + 1 < Count && Compare(Base + Child * Size, Base + (Child + 1) * Size) < 0)
            Child++;
        if (Compare(Base + Root * Size, Base + Child * Size) >= 0)
            return;
        KxSwap(Base + Root * Size, Base + Child * Size, Size);
        Root = Child;
    }
}

/* By a heap: what is equal comes in no particular order. */
void qsort(void *base, size_t count, size_t size, KX_ORDER compare)
{
    size_t i;

    for (i = count / 2; i > 0; i--)
        KxSink(base, i - 1, count, size, compare);
    for (i = count; i > 1; i--) {
        KxSwap(base, (PUCHAR)base + (i - 1) * size, size);
        KxSink(base, 0, i - 1, size, compare);
    }
}

void *bsearch(const void *key, const void *base, size_t count, size_t size, KX_ORDER compare)
{
    size_t low = 0;

    while (low < count) {
        size_t middle = low + (count - low) / 2;
        PUCHAR at = (PUCHAR)base + middle * size;
        int order = compare(key, at);
        if (order == 0)
            return at;
        if (order < 0)
            count = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
