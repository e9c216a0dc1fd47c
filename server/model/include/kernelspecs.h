/*
 * Interrupt request levels by name, for annotations that stand before wdm.h does.
 */
#ifndef KERNELSPECS_H
#define KERNELSPECS_H

#include "driverspecs.h"

#define PASSIVE_LEVEL 0
#define LOW_LEVEL     0
#define APC_LEVEL     1
#define DISPATCH_LEVEL 2

#if defined(_M_IX86)
#define CMCI_LEVEL     5
#define PROFILE_LEVEL  27
#define CLOCK1_LEVEL   28
#define CLOCK2_LEVEL   28
#define IPI_LEVEL      29
#define POWER_LEVEL    30
#define HIGH_LEVEL     31
#define CLOCK_LEVEL    (CLOCK2_LEVEL)
#else
#define CMCI_LEVEL     5
#define CLOCK_LEVEL    13
#define IPI_LEVEL      14
#define DRS_LEVEL      14
#define POWER_LEVEL    14
#define PROFILE_LEVEL  15
#define HIGH_LEVEL     15
#endif

#endif
