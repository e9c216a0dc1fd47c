/*
 * Formatted input from a string (C11 7.21.6.2). A field is copied first, as far as it can belong to a number, so that its
 * width bounds what is converted.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct directive {
    int is_skipped, width, size;
    char conversion;
    const char *set, *set_end;
};

/* Of what the length modifier says, in bytes. */
static const char *read_length(const char *format, struct directive *directive)
{
    int is_floating = strchr("aefgAEFG", format[strspn(format, "hlLjzt")]) != NULL;
    directive->size = is_floating ? sizeof(float) : sizeof(int);
    for (; *format != 0 && strchr("hlLjzt", *format) != NULL; format++) {
        if (*format == 'h')
            directive->size /= 2;
        else if (*format == 'l')
            directive->size = is_floating ? sizeof(double) : format[1] == 'l' ? sizeof(long long) : directive->size == sizeof(long long) ? directive->size : sizeof(long);
        else
            directive->size = *format == 'L' ? sizeof(long double) : *format == 'j' ? sizeof(intmax_t) : sizeof(size_t);
    }
    return format;
}

/* Behind the %; answers with what follows the directive. */
static const char *read_directive(const char *format, struct directive *directive)
{
    directive->is_skipped = *format == '*';
    format += directive->is_skipped;
    directive->width = (int)strtol(isdigit(*format) ? format : "0", NULL, 10);
    format += strspn(format, "0123456789");
    format = read_length(format, directive);
    directive->conversion = *format++;
    if (directive->conversion != '[')
        return format;
    directive->set = format;
    format += *format == '^';
    format += *format == ']';
    format = strchr(format, ']');
    directive->set_end = format;
    return format + 1;
}

static int is_in_set(char character, const struct directive *directive)
{
    const char *at = directive->set;
    int is_negated = *at == '^';
    for (at += is_negated; at < directive->set_end; at++) {
        if (at[1] == '-' && at + 2 < directive->set_end) {
            if (character >= at[0] && character <= at[2])
                return !is_negated;
            at += 2;
        } else if (*at == character)
            return !is_negated;
    }
    return is_negated;
}

static void store_integer(void *to, long long value, int size)
{
    switch (size) {
    case 1: *(signed char *)to = (signed char)value; break;
    case 2: *(short *)to = (short)value; break;
    case 4: *(int *)to = (int)value; break;
    default: *(long long *)to = value; break;
    }
}

static void store_floating(void *to, double value, int size)
{
    if (size == sizeof(float))
        *(float *)to = (float)value;
    else if (size == sizeof(double))
        *(double *)to = value;
    else
        *(long double *)to = value;
}

/* Answers with how much of the text the number takes; 0: there is none. */
static size_t scan_number(const char *text, const struct directive *directive, void *to)
{
    char field[64], *end;
    size_t most = directive->width > 0 && directive->width < 63 ? (size_t)directive->width : 63;
    size_t length = strnlen(text, most);
    memcpy(field, text, length);
    field[length] = 0;
    if (strchr("aefgAEFG", directive->conversion) != NULL) {
        double value = strtod(field, &end);
        if (end != field && to != NULL)
            store_floating(to, value, directive->size);
    } else {
        int base = strchr("xXp", directive->conversion) != NULL ? 16 : directive->conversion == 'o' ? 8 : directive->conversion == 'i' ? 0 : 10;
        long long value = (long long)strtoull(field, &end, base);
        if (end != field && to != NULL)
            store_integer(to, value, directive->conversion == 'p' ? (int)sizeof(void *) : directive->size);
    }
    return (size_t)(end - field);
}

static size_t scan_text(const char *text, const struct directive *directive, char *to)
{
    size_t most = directive->width > 0 ? (size_t)directive->width : directive->conversion == 'c' ? 1 : (size_t)-1;
    size_t length = 0;
    for (; length < most && text[length] != 0; length++) {
        if (directive->conversion == 's' && isspace(text[length]))
            break;
        if (directive->conversion == '[' && !is_in_set(text[length], directive))
            break;
    }
    if (to != NULL && length > 0) {
        memcpy(to, text, length);
        if (directive->conversion != 'c')
            to[length] = 0;
    }
    return length;
}

/* Has no definition: who comes here is told so. */
extern void conversion_of_scanf_that_is_not_known(void);

int vsscanf(const char *text, const char *format, va_list list)
{
    const char *at = text;
    int count = 0;
    while (*format != 0) {
        if (isspace(*format)) {
            format++;
            at += strspn(at, " \t\n\v\f\r");
            continue;
        }
        if (*format != '%' || format[1] == '%') {
            format += *format == '%';
            if (*at != *format)
                return count == 0 && *at == 0 ? EOF : count;
            format++;
            at++;
            continue;
        }
        struct directive directive;
        format = read_directive(format + 1, &directive);
        if (strchr("diouxXpcs[nfFeEgGaA", directive.conversion) == NULL)
            conversion_of_scanf_that_is_not_known();
        if (strchr("c[n", directive.conversion) == NULL)
            at += strspn(at, " \t\n\v\f\r");
        void *to = directive.is_skipped ? NULL : va_arg(list, void *);
        if (directive.conversion == 'n') {
            store_integer(to, at - text, directive.size);
            continue;
        }
        if (*at == 0)
            return count == 0 ? EOF : count;
        int is_text = strchr("cs[", directive.conversion) != NULL;
        size_t length = is_text ? scan_text(at, &directive, to) : scan_number(at, &directive, to);
        if (length == 0)
            return count;
        at += length;
        count += !directive.is_skipped;
    }
    return count;
}

int sscanf(const char *text, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int count = vsscanf(text, format, list);
    va_end(list);
    return count;
}

/* Standard input is at its end. */
int scanf(const char *format, ...) { return EOF; }
