/* Streams. Standard input is always at its end; other files are in memory, and none is there before the program makes it. */
#ifndef _HOSTED_STDIO
#define _HOSTED_STDIO

#include <stdarg.h>
#include <stddef.h>

typedef struct __hosted_file {
    int number;
    struct __hosted_content *content;
    size_t at;
    int ended;
} FILE;
extern FILE __hosted_files[3];
#define stdin  (&__hosted_files[0])
#define stdout (&__hosted_files[1])
#define stderr (&__hosted_files[2])
#define EOF    (-1)
#define BUFSIZ 8192
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

int printf(const char *format, ...);
int fprintf(FILE *stream, const char *format, ...);
int sprintf(char *buffer, const char *format, ...);
int snprintf(char *buffer, size_t size, const char *format, ...);
int vprintf(const char *format, va_list list);
int vfprintf(FILE *stream, const char *format, va_list list);
int vsprintf(char *buffer, const char *format, va_list list);
int vsnprintf(char *buffer, size_t size, const char *format, va_list list);
int sscanf(const char *text, const char *format, ...);
int vsscanf(const char *text, const char *format, va_list list);
int scanf(const char *format, ...);
void perror(const char *text);
int puts(const char *text);
int putchar(int character);
int putc(int character, FILE *stream);
int fputc(int character, FILE *stream);
int fputs(const char *text, FILE *stream);
FILE *fopen(const char *name, const char *mode);
int fclose(FILE *stream);
int remove(const char *name);
size_t fread(void *data, size_t size, size_t count, FILE *stream);
int ungetc(int character, FILE *stream);
int feof(FILE *stream);
int ferror(FILE *stream);
long ftell(FILE *stream);
int fseek(FILE *stream, long offset, int from);
void rewind(FILE *stream);
size_t fwrite(const void *data, size_t size, size_t count, FILE *stream);
int fflush(FILE *stream);
int getchar(void);
int getc(FILE *stream);
int fgetc(FILE *stream);
char *fgets(char *buffer, int size, FILE *stream);

#endif
