/* What compilers know without a header, in front of every hosted program. gcc's __builtin_x is the library's x. */
#if defined(_WIN64)
#define __BUILTIN_SIZE unsigned long long
#elif defined(_WIN32)
#define __BUILTIN_SIZE unsigned int
#else
#define __BUILTIN_SIZE unsigned long
#endif

int __builtin_abs(int value);
long __builtin_labs(long value);
long long __builtin_llabs(long long value);
void __builtin_abort(void);
void __builtin_exit(int status);
void *__builtin_alloca(__BUILTIN_SIZE size);
void *__builtin_malloc(__BUILTIN_SIZE size);
void *__builtin_calloc(__BUILTIN_SIZE count, __BUILTIN_SIZE size);
void *__builtin_realloc(void *block, __BUILTIN_SIZE size);
void __builtin_free(void *block);
void *__builtin_memcpy(void *to, const void *from, __BUILTIN_SIZE size);
void *__builtin_memmove(void *to, const void *from, __BUILTIN_SIZE size);
void *__builtin_mempcpy(void *to, const void *from, __BUILTIN_SIZE size);
void *__builtin_memset(void *to, int value, __BUILTIN_SIZE size);
int __builtin_memcmp(const void *a, const void *b, __BUILTIN_SIZE size);
void *__builtin_memchr(const void *block, int value, __BUILTIN_SIZE size);
__BUILTIN_SIZE __builtin_strlen(const char *text);
char *__builtin_strcpy(char *to, const char *from);
char *__builtin_strdup(const char *text);
char *__builtin_stpcpy(char *to, const char *from);
char *__builtin_strncpy(char *to, const char *from, __BUILTIN_SIZE count);
char *__builtin_strcat(char *to, const char *from);
char *__builtin_strncat(char *to, const char *from, __BUILTIN_SIZE count);
int __builtin_strcmp(const char *a, const char *b);
int __builtin_strncmp(const char *a, const char *b, __BUILTIN_SIZE count);
char *__builtin_strchr(const char *text, int character);
char *__builtin_strrchr(const char *text, int character);
char *__builtin_strstr(const char *text, const char *part);
__BUILTIN_SIZE __builtin_strspn(const char *text, const char *accepted);
__BUILTIN_SIZE __builtin_strcspn(const char *text, const char *rejected);
char *__builtin_strpbrk(const char *text, const char *accepted);
int __builtin_printf(const char *format, ...);
int __builtin_sprintf(char *buffer, const char *format, ...);
int __builtin_snprintf(char *buffer, __BUILTIN_SIZE size, const char *format, ...);
int __builtin_puts(const char *text);
int __builtin_putchar(int character);
double __builtin_sqrt(double x);
double __builtin_fabs(double x);
float __builtin_fabsf(float x);
double __builtin_floor(double x);
double __builtin_ceil(double x);
double __builtin_pow(double x, double y);
double __builtin_copysign(double x, double y);
double __builtin_inf(void);
float __builtin_inff(void);
double __builtin_huge_val(void);
float __builtin_huge_valf(void);
double __builtin_nan(const char *payload);
float __builtin_nanf(const char *payload);
int __builtin_ffs(int value);
int __builtin_clz(unsigned int value);
int __builtin_clzl(unsigned long value);
int __builtin_clzll(unsigned long long value);
int __builtin_ctz(unsigned int value);
int __builtin_ctzl(unsigned long value);
int __builtin_ctzll(unsigned long long value);
int __builtin_popcount(unsigned int value);
int __builtin_popcountl(unsigned long value);
int __builtin_popcountll(unsigned long long value);
int __builtin_parity(unsigned int value);
unsigned short __builtin_bswap16(unsigned short value);
unsigned int __builtin_bswap32(unsigned int value);
unsigned long long __builtin_bswap64(unsigned long long value);
void __builtin_trap(void);
void __builtin_unreachable(void);
void __builtin_prefetch(const void *address, ...);
void __builtin_va_start();
void __builtin_va_end();
void __builtin_va_copy();
int __builtin_constant_p();
void __va_start();
#undef __BUILTIN_SIZE
