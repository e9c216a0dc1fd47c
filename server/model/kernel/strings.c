/*
 * Strings that end with a zero, of both widths, safe and otherwise; and conversions of counted ones. Characters outside of
 * ASCII are kept where both sides have room for them.
 */
#include "kernel.h"

#include <ntstrsafe.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

/* ---- Characters ---- */

int iswdigit(wint_t c) { return c >= L'0' && c <= L'9'; }
int iswlower(wint_t c) { return c >= L'a' && c <= L'z'; }
int iswupper(wint_t c) { return c >= L'A' && c <= L'Z'; }
int iswalpha(wint_t c) { return iswlower(c) || iswupper(c); }
int iswspace(wint_t c) { return c == L' ' || (c >= 9 && c <= 13); }
wint_t towupper(wint_t c) { return RtlUpcaseUnicodeChar(c); }
wint_t towlower(wint_t c) { return iswupper(c) ? (wint_t)(c + 32) : c; }
WCHAR NTAPI RtlDowncaseUnicodeChar(WCHAR SourceCharacter) { return towlower(SourceCharacter); }

/* ---- Wide strings ---- */

size_t wcsnlen(const wchar_t *str, size_t maxCount)
{
    size_t length = 0;

    while (length < maxCount && str[length] != 0)
        length++;
    return length;
}

wchar_t *wcscpy(wchar_t *dst, const wchar_t *src)
{
    RtlMoveMemory(dst, src, (wcslen(src) + 1) * sizeof(wchar_t));
    return dst;
}

wchar_t *wcscat(wchar_t *dst, const wchar_t *src)
{
    wcscpy(dst + wcslen(dst), src);
    return dst;
}

wchar_t *wcsncpy(wchar_t *dst, const wchar_t *src, size_t count)
{
    size_t length = wcsnlen(src, count);

    RtlMoveMemory(dst, src, length * sizeof(wchar_t));
    RtlZeroMemory(dst + length, (count - length) * sizeof(wchar_t));
    return dst;
}

int wcsncmp(const wchar_t *str1, const wchar_t *str2, size_t maxCount)
{
    size_t i;

    for (i = 0; i < maxCount; i++)
        if (str1[i] != str2[i] || str1[i] == 0)
            return (int)str1[i] - (int)str2[i];
    return 0;
}

int wcscmp(const wchar_t *str1, const wchar_t *str2)
{
    return wcsncmp(str1, str2, (size_t)-1);
}

int _wcsnicmp(const wchar_t *str1, const wchar_t *str2, size_t maxCount)
{
    size_t i;

    for (i = 0; i < maxCount; i++)
        if (towupper(str1[i]) != towupper(str2[i]) || str1[i] == 0)
            return (int)towupper(str1[i]) - (int)towupper(str2[i]);
    return 0;
}

int _wcsicmp(const wchar_t *str1, const wchar_t *str2)
{
    return _wcsnicmp(str1, str2, (size_t)-1);
}

wchar_t *wcschr(const wchar_t *str, wchar_t value)
{
    for (;; str++) {
        if (*str == value)
            return (wchar_t *)str;
        if (*str == 0)
            return NULL;
    }
}

wchar_t *wcsrchr(const wchar_t *str, wchar_t value)
{
    const wchar_t *at = str + wcslen(str);

    for (; at > str && *at != value; at--)
        ;
    return *at == value ? (wchar_t *)at : NULL;
}

wchar_t *wcsstr(const wchar_t *str, const wchar_t *subStr)
{
    size_t length = wcslen(subStr);

    for (;; str++) {
        if (wcsncmp(str, subStr, length) == 0)
            return (wchar_t *)str;
        if (*str == 0)
            return NULL;
    }
}

int wmemcmp(wchar_t const *s1, wchar_t const *s2, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++)
        if (s1[i] != s2[i])
            return (int)s1[i] - (int)s2[i];
    return 0;
}

void *memchr(const void *buf, int value, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (((const unsigned char *)buf)[i] == (unsigned char)value)
            return (unsigned char *)buf + i;
    return NULL;
}

char *strchr(const char *str, int value)
{
    for (;; str++) {
        if (*str == (char)value)
            return (char *)str;
        if (*str == 0)
            return NULL;
    }
}

void __movsb(unsigned char *destination, unsigned char const *source, size_t count)
{
    RtlMoveMemory(destination, source, count);
}

void __stosb(unsigned char *destination, unsigned char value, size_t count)
{
    RtlFillMemory(destination, count, value);
}

/* ---- Safe strings: never without the zero at the end ---- */

#define KX_SAFE(Letter, Char, Pointer, ConstPointer)                                                            \
    NTSTATUS NTAPI RtlStringCchLength##Letter(ConstPointer psz, size_t cchMax, size_t *pcchLength)                \
    {                                                                                                           \
        size_t length = 0;                                                                                      \
        if (psz == NULL || cchMax == 0 || cchMax > NTSTRSAFE_MAX_CCH)                                           \
            return STATUS_INVALID_PARAMETER;                                                                    \
        while (length < cchMax && psz[length] != 0)                                                             \
            length++;                                                                                           \
        if (pcchLength != NULL)                                                                                 \
            *pcchLength = length < cchMax ? length : 0;                                                         \
        return length < cchMax ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;                                     \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCchCopyN##Letter(Pointer pszDest, size_t cchDest, ConstPointer pszSrc, size_t cchToCopy) \
    {                                                                                                           \
        size_t i;                                                                                               \
        if (cchDest == 0 || cchDest > NTSTRSAFE_MAX_CCH)                                                        \
            return STATUS_INVALID_PARAMETER;                                                                    \
        for (i = 0; i < cchToCopy && pszSrc[i] != 0; i++) {                                                     \
            if (i == cchDest - 1) {                                                                             \
                pszDest[i] = 0;                                                                                 \
                return STATUS_BUFFER_OVERFLOW;                                                                  \
            }                                                                                                   \
            pszDest[i] = pszSrc[i];                                                                             \
        }                                                                                                       \
        pszDest[i] = 0;                                                                                         \
        return STATUS_SUCCESS;                                                                                  \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCchCopy##Letter(Pointer pszDest, size_t cchDest, ConstPointer pszSrc)                 \
    {                                                                                                           \
        return RtlStringCchCopyN##Letter(pszDest, cchDest, pszSrc, NTSTRSAFE_MAX_CCH);                          \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCchCat##Letter(Pointer pszDest, size_t cchDest, ConstPointer pszSrc)                  \
    {                                                                                                           \
        size_t length;                                                                                          \
        NTSTATUS status = RtlStringCchLength##Letter(pszDest, cchDest, &length);                                \
        return NT_SUCCESS(status) ? RtlStringCchCopy##Letter(pszDest + length, cchDest - length, pszSrc) : status; \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCbLength##Letter(ConstPointer psz, size_t cbMax, size_t *pcbLength)                   \
    {                                                                                                           \
        size_t length = 0;                                                                                      \
        NTSTATUS status = RtlStringCchLength##Letter(psz, cbMax / sizeof(Char), &length);                       \
        if (pcbLength != NULL)                                                                                  \
            *pcbLength = length * sizeof(Char);                                                                 \
        return status;                                                                                          \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCbCopyN##Letter(Pointer pszDest, size_t cbDest, ConstPointer pszSrc, size_t cbToCopy) \
    {                                                                                                           \
        return RtlStringCchCopyN##Letter(pszDest, cbDest / sizeof(Char), pszSrc, cbToCopy / sizeof(Char));      \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCbCopy##Letter(Pointer pszDest, size_t cbDest, ConstPointer pszSrc)                   \
    {                                                                                                           \
        return RtlStringCchCopy##Letter(pszDest, cbDest / sizeof(Char), pszSrc);                                \
    }                                                                                                           \
    NTSTATUS NTAPI RtlStringCbCat##Letter(Pointer pszDest, size_t cbDest, ConstPointer pszSrc)                    \
    {                                                                                                           \
        return RtlStringCchCat##Letter(pszDest, cbDest / sizeof(Char), pszSrc);                                 \
    }

KX_SAFE(A, char, NTSTRSAFE_PSTR, NTSTRSAFE_PCSTR)
KX_SAFE(W, wchar_t, NTSTRSAFE_PWSTR, NTSTRSAFE_PCWSTR)

/* ---- Counted strings ---- */

VOID NTAPI RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
    USHORT Length = SourceString == NULL ? 0 : (USHORT)strlen(SourceString);

    DestinationString->Buffer = (PCHAR)SourceString;
    DestinationString->Length = Length;
    DestinationString->MaximumLength = SourceString == NULL ? 0 : (USHORT)(Length + 1);
}

VOID NTAPI RtlInitString(PSTRING DestinationString, PCSZ SourceString)
{
    RtlInitAnsiString(DestinationString, SourceString);
}

static NTSTATUS KxChangeCase(
    PUNICODE_STRING To, PCUNICODE_STRING From, BOOLEAN Allocate, WCHAR(NTAPI *Change)(WCHAR))
{
    USHORT i;

    if (Allocate) {
        To->Buffer = ExAllocatePoolWithTag(PagedPool, From->Length + sizeof(WCHAR), 'grtS');
        if (To->Buffer == NULL)
            return STATUS_NO_MEMORY;
        To->MaximumLength = From->Length + sizeof(WCHAR);
    } else if (From->Length > To->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < From->Length / sizeof(WCHAR); i++)
        To->Buffer[i] = Change(From->Buffer[i]);
    To->Length = From->Length;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUpcaseUnicodeString(
    PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    return KxChangeCase(DestinationString, SourceString, AllocateDestinationString, RtlUpcaseUnicodeChar);
}

NTSTATUS NTAPI RtlDowncaseUnicodeString(
    PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    return KxChangeCase(DestinationString, SourceString, AllocateDestinationString, RtlDowncaseUnicodeChar);
}

NTSTATUS NTAPI RtlDuplicateUnicodeString(
    ULONG Flags, PCUNICODE_STRING SourceString, PUNICODE_STRING DestinationString)
{
    USHORT Zero = (USHORT)((Flags & RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE) != 0 ? sizeof(WCHAR) : 0);

    DestinationString->Length = SourceString->Length;
    DestinationString->MaximumLength = SourceString->Length + Zero;
    DestinationString->Buffer = NULL;
    if (DestinationString->MaximumLength == 0)
        return STATUS_SUCCESS;
    DestinationString->Buffer = ExAllocatePoolWithTag(PagedPool, DestinationString->MaximumLength, 'grtS');
    if (DestinationString->Buffer == NULL)
        return STATUS_NO_MEMORY;
    RtlMoveMemory(DestinationString->Buffer, SourceString->Buffer, SourceString->Length);
    if (Zero != 0)
        DestinationString->Buffer[SourceString->Length / sizeof(WCHAR)] = 0;
    return STATUS_SUCCESS;
}

VOID NTAPI RtlCopyLuid(PLUID DestinationLuid, PLUID SourceLuid)
{
    *DestinationLuid = *SourceLuid;
}
