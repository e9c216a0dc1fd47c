/*
 * The part of the hosted library that is C: what calls back into the program, and what only walks over strings. A fault
 * in here is reported where the program called it.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

int errno;

/* ---- Characters ---- */

int isdigit(int c) { return c >= '0' && c <= '9'; }
int islower(int c) { return c >= 'a' && c <= 'z'; }
int isupper(int c) { return c >= 'A' && c <= 'Z'; }
int isalpha(int c) { return islower(c) || isupper(c); }
int isalnum(int c) { return isalpha(c) || isdigit(c); }
int isblank(int c) { return c == ' ' || c == '\t'; }
int iscntrl(int c) { return (c >= 0 && c < 32) || c == 127; }
int isgraph(int c) { return c > 32 && c < 127; }
int isprint(int c) { return c >= 32 && c < 127; }
int ispunct(int c) { return isgraph(c) && !isalnum(c); }
int isspace(int c) { return c == ' ' || (c >= 9 && c <= 13); }
int isxdigit(int c) { return isdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
int tolower(int c) { return isupper(c) ? c + 32 : c; }
int toupper(int c) { return islower(c) ? c - 32 : c; }

/* ---- Strings ---- */

size_t strnlen(const char *text, size_t most)
{
    size_t length = 0;
    while (length < most && text[length] != 0)
        length++;
    return length;
}

char *strncpy(char *to, const char *from, size_t count)
{
    size_t i = 0;
    for (; i < count && from[i] != 0; i++)
        to[i] = from[i];
    for (; i < count; i++)
        to[i] = 0;
    return to;
}

void *mempcpy(void *to, const void *from, size_t size) { return (char *)memcpy(to, from, size) + size; }
char *stpcpy(char *to, const char *from) { return strcpy(to, from) + strlen(from); }

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *to, const char *from, size_t count)
{
    char *end = to + strlen(to);
    while (count-- > 0 && *from != 0)
        *end++ = *from++;
    *end = 0;
    return to;
}

int strcoll(const char *a, const char *b) { return strcmp(a, b); }

void *memchr(const void *block, int value, size_t size)
{
    const unsigned char *bytes = block;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] == (unsigned char)value)
            return (void *)(bytes + i);
    return NULL;
}

char *strchr(const char *text, int character)
{
    for (;; text++) {
        if (*text == (char)character)
            return (char *)text;
        if (*text == 0)
            return NULL;
    }
}

char *strrchr(const char *text, int character)
{
    const char *found = NULL;
    for (;; text++) {
        if (*text == (char)character)
            found = text;
        if (*text == 0)
            return (char *)found;
    }
}

char *strstr(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (;; text++) {
        if (strncmp(text, part, length) == 0)
            return (char *)text;
        if (*text == 0)
            return NULL;
    }
}

size_t strspn(const char *text, const char *accepted)
{
    size_t length = 0;
    while (text[length] != 0 && strchr(accepted, text[length]) != NULL)
        length++;
    return length;
}

size_t strcspn(const char *text, const char *rejected)
{
    size_t length = 0;
    while (text[length] != 0 && strchr(rejected, text[length]) == NULL)
        length++;
    return length;
}

char *strpbrk(const char *text, const char *accepted)
{
    text += strcspn(text, accepted);
    return *text == 0 ? NULL : (char *)text;
}

char *strtok(char *text, const char *separators)
{
    static char *rest;
    if (text != NULL)
        rest = text;
    if (rest == NULL)
        return NULL;
    rest += strspn(rest, separators);
    if (*rest == 0)
        return rest = NULL;
    char *token = rest;
    rest += strcspn(rest, separators);
    if (*rest != 0)
        *rest++ = 0;
    else
        rest = NULL;
    return token;
}

char *strdup(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy == NULL ? NULL : strcpy(copy, text);
}

char *setlocale(int category, const char *locale) { return locale == NULL || *locale == 0 || strcmp(locale, "C") == 0 ? "C" : NULL; }
char *strerror(int error) { return error == 0 ? "Success" : "Error"; }

size_t wcslen(const wchar_t *text)
{
    size_t length = 0;
    while (text[length] != 0)
        length++;
    return length;
}

wchar_t *wcscpy(wchar_t *to, const wchar_t *from)
{
    memcpy(to, from, (wcslen(from) + 1) * sizeof *to);
    return to;
}

wchar_t *wcscat(wchar_t *to, const wchar_t *from)
{
    wcscpy(to + wcslen(to), from);
    return to;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t count)
{
    for (; count > 0; a++, b++, count--)
        if (*a != *b || *a == 0)
            return *a < *b ? -1 : *a > *b;
    return 0;
}

int wcscmp(const wchar_t *a, const wchar_t *b) { return wcsncmp(a, b, (size_t)-1); }

wchar_t *wcschr(const wchar_t *text, wchar_t character)
{
    for (;; text++) {
        if (*text == character)
            return (wchar_t *)text;
        if (*text == 0)
            return NULL;
    }
}

/* ---- Numbers ---- */

int ffs(int value) { return value == 0 ? 0 : __builtin_ctz((unsigned int)value) + 1; }
double inf(void) { return 1e308 * 10; }
double huge_val(void) { return 1e308 * 10; }
float inff(void) { return (float)(1e308 * 10); }
float huge_valf(void) { return (float)(1e308 * 10); }

double nan(const char *payload)
{
    double infinity = 1e308 * 10;
    return infinity - infinity;
}

float nanf(const char *payload) { return (float)nan(payload); }

static int highest(unsigned long long value)
{
    int bit = -1;
    for (; value != 0; value >>= 1)
        bit++;
    return bit;
}

static int lowest(unsigned long long value)
{
    int bit = 0;
    for (; (value & 1) == 0; value >>= 1)
        bit++;
    return bit;
}

int __builtin_clz(unsigned int value) { return 31 - highest(value); }
int __builtin_clzl(unsigned long value) { return (int)sizeof value * 8 - 1 - highest(value); }
int __builtin_clzll(unsigned long long value) { return 63 - highest(value); }
int __builtin_ctz(unsigned int value) { return lowest(value); }
int __builtin_ctzl(unsigned long value) { return lowest(value); }
int __builtin_ctzll(unsigned long long value) { return lowest(value); }

int __builtin_popcountll(unsigned long long value)
{
    int count = 0;
    for (; value != 0; value &= value - 1)
        count++;
    return count;
}

int __builtin_popcount(unsigned int value) { return __builtin_popcountll(value); }
int __builtin_popcountl(unsigned long value) { return __builtin_popcountll(value); }
int __builtin_parity(unsigned int value) { return __builtin_popcountll(value) & 1; }

unsigned short __builtin_bswap16(unsigned short value) { return (unsigned short)(value << 8 | value >> 8); }

unsigned int __builtin_bswap32(unsigned int value)
{
    return (unsigned int)__builtin_bswap16((unsigned short)value) << 16 | __builtin_bswap16((unsigned short)(value >> 16));
}

unsigned long long __builtin_bswap64(unsigned long long value)
{
    return (unsigned long long)__builtin_bswap32((unsigned int)value) << 32 | __builtin_bswap32((unsigned int)(value >> 32));
}

void __builtin_prefetch(const void *address, ...) { }
void __builtin_trap(void) { abort(); }
void __builtin_unreachable(void) { abort(); }


int abs(int value) { return value < 0 ? -value : value; }
long labs(long value) { return value < 0 ? -value : value; }
long long llabs(long long value) { return value < 0 ? -value : value; }

div_t div(int dividend, int divisor)
{
    div_t result = { dividend / divisor, dividend % divisor };
    return result;
}

ldiv_t ldiv(long dividend, long divisor)
{
    ldiv_t result = { dividend / divisor, dividend % divisor };
    return result;
}

static int digit_of(int c)
{
    if (isdigit(c))
        return c - '0';
    return isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

/* The magnitude; more than the greatest one is that and `overflow`. */
static unsigned long long magnitude(const char *text, char **end, int base, int *negative, int *overflow)
{
    const char *at = text;
    unsigned long long value = 0;
    while (isspace(*at))
        at++;
    *negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    if ((base == 0 || base == 16) && *at == '0' && (at[1] == 'x' || at[1] == 'X') && digit_of(at[2]) < 16) {
        base = 16;
        at += 2;
    } else if (base == 0)
        base = *at == '0' ? 8 : 10;
    const char *first = at;
    *overflow = 0;
    for (; digit_of(*at) < base; at++) {
        if (value > (ULLONG_MAX - digit_of(*at)) / base)
            *overflow = 1;
        value = value * base + digit_of(*at);
    }
    if (end != NULL)
        *end = (char *)(at == first ? text : at);
    if (*overflow)
        value = ULLONG_MAX;
    return value;
}

static long long bounded(const char *text, char **end, int base, long long most)
{
    int negative, overflow;
    unsigned long long value = magnitude(text, end, base, &negative, &overflow);
    if (value > (unsigned long long)most + negative) {
        errno = ERANGE;
        return negative ? -most - 1 : most;
    }
    return negative ? (long long)(0 - value) : (long long)value;
}

static unsigned long long unsigned_bounded(const char *text, char **end, int base, unsigned long long most)
{
    int negative, overflow;
    unsigned long long value = magnitude(text, end, base, &negative, &overflow);
    if (overflow || value > most) {
        errno = ERANGE;
        return most;
    }
    return negative ? 0 - value : value;
}

long strtol(const char *text, char **end, int base) { return (long)bounded(text, end, base, LONG_MAX); }
long long strtoll(const char *text, char **end, int base) { return bounded(text, end, base, LLONG_MAX); }
unsigned long strtoul(const char *text, char **end, int base) { return (unsigned long)unsigned_bounded(text, end, base, ULONG_MAX); }
unsigned long long strtoull(const char *text, char **end, int base) { return unsigned_bounded(text, end, base, ULLONG_MAX); }
int atoi(const char *text) { return (int)strtol(text, NULL, 10); }
long atol(const char *text) { return strtol(text, NULL, 10); }
long long atoll(const char *text) { return strtoll(text, NULL, 10); }
double atof(const char *text) { return strtod(text, NULL); }

static unsigned int random_state = 1;

void srand(unsigned int seed) { random_state = seed; }

int rand(void)
{
    random_state = random_state * 1103515245u + 12345u;
    return (int)(random_state >> 1);
}

/* ---- Sorting and searching ---- */

static void swap(char *a, char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char byte = a[i];
        a[i] = b[i];
        b[i] = byte;
    }
}

static void sift(char *base, size_t root, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    for (;;) {
        size_t child = 2 * root + 1;
        if (child >= count)
            return;
        if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0)
            child++;
        if (compare(base + root * size, base + child * size) >= 0)
            return;
        swap(base + root * size, base + child * size, size);
        root = child;
    }
}

/* Heapsort. */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *bytes = base;
    for (size_t root = count / 2; root-- > 0;)
        sift(bytes, root, count, size, compare);
    for (size_t end = count; end-- > 1;) {
        swap(bytes, bytes + end * size, size);
        sift(bytes, 0, end, size, compare);
    }
}

void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    const char *bytes = base;
    while (count > 0) {
        const char *middle = bytes + count / 2 * size;
        int order = compare(key, middle);
        if (order == 0)
            return (void *)middle;
        if (order > 0) {
            bytes = middle + size;
            count -= count / 2 + 1;
        } else
            count /= 2;
    }
    return NULL;
}

/* ---- The rest ---- */

char *getenv(const char *name) { return NULL; }
clock_t clock(void) { return 0; }
double difftime(time_t end, time_t start) { return (double)(end - start); }

time_t time(time_t *result)
{
    if (result != NULL)
        *result = 1577836800;
    return 1577836800;
}

static void (*at_exit[32])(void);
static int at_exit_count;

int atexit(void (*function)(void))
{
    if (at_exit_count == 32)
        return 1;
    at_exit[at_exit_count++] = function;
    return 0;
}

void __hosted_exit(int status);

void exit(int status)
{
    while (at_exit_count > 0)
        at_exit[--at_exit_count]();
    __hosted_exit(status);
}
