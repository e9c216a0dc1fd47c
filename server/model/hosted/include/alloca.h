/* Memory of the running function. */
#ifndef _HOSTED_ALLOCA
#define _HOSTED_ALLOCA

#include <stddef.h>

void *alloca(size_t size);
void *_alloca(size_t size);

#endif
