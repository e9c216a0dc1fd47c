/*
 * Streams of the hosted library. The standard ones are the host's; all other files are in memory, and begin empty.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct __hosted_content {
    struct __hosted_content *next;
    char *name;
    unsigned char *bytes;
    size_t size, capacity;
};

FILE __hosted_files[3] = { { 0 }, { 1 }, { 2 } };

static struct __hosted_content *contents;

void __hosted_write(int stream, const void *data, size_t size);
int __hosted_vfprintf(int stream, const char *format, va_list list);

/* ---- Opening ---- */

static struct __hosted_content *content_named(const char *name)
{
    struct __hosted_content *content = contents;
    while (content != NULL && strcmp(content->name, name) != 0)
        content = content->next;
    return content;
}

static struct __hosted_content *new_content(const char *name)
{
    struct __hosted_content *content = calloc(1, sizeof *content);
    if (content == NULL)
        return NULL;
    content->name = strdup(name);
    content->next = contents;
    return contents = content;
}

FILE *fopen(const char *name, const char *mode)
{
    struct __hosted_content *content = content_named(name);
    if (content == NULL && *mode == 'r')
        return NULL;
    if (content == NULL)
        content = new_content(name);
    FILE *stream = calloc(1, sizeof *stream);
    if (content == NULL || stream == NULL)
        return NULL;
    if (*mode == 'w')
        content->size = 0;
    stream->number = 3;
    stream->content = content;
    stream->at = *mode == 'a' ? content->size : 0;
    return stream;
}

int fclose(FILE *stream)
{
    if (stream->content != NULL)
        free(stream);
    return 0;
}

int fflush(FILE *stream) { return 0; }

int remove(const char *name)
{
    for (struct __hosted_content **at = &contents; *at != NULL; at = &(*at)->next) {
        struct __hosted_content *content = *at;
        if (strcmp(content->name, name) != 0)
            continue;
        *at = content->next;
        free(content->name);
        free(content->bytes);
        free(content);
        return 0;
    }
    return -1;
}

/* ---- Writing ---- */

static int make_room(struct __hosted_content *content, size_t size)
{
    if (size <= content->capacity)
        return 1;
    size_t capacity = size * 2;
    unsigned char *bytes = realloc(content->bytes, capacity);
    if (bytes == NULL)
        return 0;
    content->bytes = bytes;
    content->capacity = capacity;
    return 1;
}

static size_t put(FILE *stream, const void *data, size_t size)
{
    struct __hosted_content *content = stream->content;
    if (content == NULL) {
        __hosted_write(stream->number, data, size);
        return size;
    }
    if (!make_room(content, stream->at + size))
        return 0;
    memcpy(content->bytes + stream->at, data, size);
    stream->at += size;
    if (stream->at > content->size)
        content->size = stream->at;
    return size;
}

size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
{
    return size == 0 ? 0 : put(stream, data, size * count) / size;
}

int fputc(int character, FILE *stream)
{
    unsigned char byte = (unsigned char)character;
    return put(stream, &byte, 1) == 1 ? byte : EOF;
}

int putc(int character, FILE *stream) { return fputc(character, stream); }
int putchar(int character) { return fputc(character, stdout); }

int fputs(const char *text, FILE *stream)
{
    put(stream, text, strlen(text));
    return 0;
}

int vfprintf(FILE *stream, const char *format, va_list list)
{
    if (stream->content == NULL)
        return __hosted_vfprintf(stream->number, format, list);
    int length = vsnprintf(NULL, 0, format, list);
    char *text = malloc((size_t)length + 1);
    if (text == NULL)
        return -1;
    vsnprintf(text, (size_t)length + 1, format, list);
    put(stream, text, (size_t)length);
    free(text);
    return length;
}

int fprintf(FILE *stream, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int length = vfprintf(stream, format, list);
    va_end(list);
    return length;
}

int vprintf(const char *format, va_list list) { return vfprintf(stdout, format, list); }

void perror(const char *text) { fprintf(stderr, "%s: %s\n", text, strerror(errno)); }

/* ---- Reading ---- */

int fgetc(FILE *stream)
{
    struct __hosted_content *content = stream->content;
    if (content != NULL && stream->at < content->size)
        return content->bytes[stream->at++];
    stream->ended = 1;
    return EOF;
}

int getc(FILE *stream) { return fgetc(stream); }
int getchar(void) { return fgetc(stdin); }

int ungetc(int character, FILE *stream)
{
    if (character == EOF || stream->at == 0)
        return EOF;
    stream->content->bytes[--stream->at] = (unsigned char)character;
    stream->ended = 0;
    return character;
}

size_t fread(void *data, size_t size, size_t count, FILE *stream)
{
    unsigned char *bytes = data;
    for (size_t i = 0; i < size * count; i++) {
        int byte = fgetc(stream);
        if (byte == EOF)
            return i / size;
        bytes[i] = (unsigned char)byte;
    }
    return size == 0 ? 0 : count;
}

char *fgets(char *buffer, int size, FILE *stream)
{
    int length = 0;
    while (length + 1 < size) {
        int byte = fgetc(stream);
        if (byte == EOF)
            break;
        buffer[length++] = (char)byte;
        if (byte == '\n')
            break;
    }
    if (length == 0)
        return NULL;
    buffer[length] = 0;
    return buffer;
}

/* ---- Places ---- */

int feof(FILE *stream) { return stream->ended; }
int ferror(FILE *stream) { return 0; }
long ftell(FILE *stream) { return (long)stream->at; }

int fseek(FILE *stream, long offset, int from)
{
    if (stream->content == NULL)
        return -1;
    long start = from == SEEK_SET ? 0 : from == SEEK_CUR ? (long)stream->at : (long)stream->content->size;
    if (start + offset < 0 || start + offset > (long)stream->content->size)
        return -1;
    stream->at = (size_t)(start + offset);
    stream->ended = 0;
    return 0;
}

void rewind(FILE *stream) { fseek(stream, 0, SEEK_SET); }
