/*
 * Pool tags RDBSS itself uses. A mini-redirector allocates with tags of its own.
 */
#ifndef _RXPOOLTG_H_
#define _RXPOOLTG_H_

#include "ntifs.h"

#define RX_SRVCALL_POOLTAG           ('cSxR')
#define RX_NETROOT_POOLTAG           ('rNxR')
#define RX_V_NETROOT_POOLTAG         ('nVxR')
#define RX_FCB_POOLTAG               ('cFxR')
#define RX_SRVOPEN_POOLTAG           ('oSxR')
#define RX_FOBX_POOLTAG              ('xFxR')
#define RX_NONPAGEDFCB_POOLTAG       ('fNxR')
#define RX_WORKQ_POOLTAG             ('qWxR')
#define RX_BUFFERING_MANAGER_POOLTAG ('mBxR')
#define RX_MISC_POOLTAG              ('sMxR')
#define RX_IRPC_POOLTAG              ('rIxR')
#define RX_MRX_POOLTAG               ('xMxR')
#define RX_NAME_CACHE_POOLTAG        ('cNxR')

#define RXCE_TRANSPORT_POOLTAG  ('tCxR')
#define RXCE_ADDRESS_POOLTAG    ('aCxR')
#define RXCE_CONNECTION_POOLTAG ('cCxR')
#define RXCE_VC_POOLTAG         ('vCxR')
#define RXCE_TDI_POOLTAG        ('dCxR')

extern ULONG RxExplodePoolTags;

/* One tag per purpose only when RxExplodePoolTags is set. */
#define RX_DEFINE_POOLTAG(ExplodedPoolTag, DefaultPoolTag) \
    ((RxExplodePoolTags == 0) ? (DefaultPoolTag) : (ExplodedPoolTag))

#define RX_DIRCTL_POOLTAG RX_DEFINE_POOLTAG('cDxR', RX_MISC_POOLTAG)

#endif
