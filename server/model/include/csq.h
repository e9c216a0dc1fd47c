/*
 * Cancel-safe IRP queues; wdm.h declares them, this header remains for older sources.
 */
#ifndef _CSQ_H_
#define _CSQ_H_

#include "wdm.h"

#endif
