/* Variable arguments: a list is a pointer to the next one. */
#ifndef _HOSTED_STDARG
#define _HOSTED_STDARG

typedef char *va_list;
#define __gnuc_va_list va_list
#define va_start(list, last) __builtin_va_start(list, last)
#define va_arg(list, type)   __builtin_va_arg(list, type)
#define va_end(list)         ((void)0)
#define va_copy(to, from)    ((void)((to) = (from)))

#endif
