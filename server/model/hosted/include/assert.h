/* Assertions: one that does not hold ends the program as abort() does. */
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
void __hosted_assert(const char *expression, const char *file, int line);
#define assert(expression) ((expression) ? (void)0 : __hosted_assert(#expression, __FILE__, __LINE__))
#endif
#ifndef static_assert
#define static_assert _Static_assert
#endif
