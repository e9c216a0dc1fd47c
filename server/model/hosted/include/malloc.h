/* Where Windows declares what stdlib.h does not. */
#include <alloca.h>
#include <stdlib.h>
