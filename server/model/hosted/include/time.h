/* Time is virtual: it begins at 2020-01-01 and stands still. */
#ifndef _HOSTED_TIME
#define _HOSTED_TIME

#include <stddef.h>

typedef long long time_t;
typedef long clock_t;
#define CLOCKS_PER_SEC 1000000L

time_t time(time_t *result);
clock_t clock(void);
double difftime(time_t end, time_t start);

#endif
