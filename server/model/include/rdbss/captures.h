/*
 * What depends on who includes rx.h: a mini-redirector defines MINIRDR__NAME. The wrapper captures its private types, a
 * mini-redirector the shared ones.
 */
#ifndef _RDBSS_CAPTURES_H_
#define _RDBSS_CAPTURES_H_

#ifndef MINIRDR__NAME
#define RxCaptureFcb  PFCB __C_Fcb = (PFCB)(RxContext->pFcb)
#define RxCaptureFobx PFOBX __C_Fobx = (PFOBX)(RxContext->pFobx)
#else
#define RxCaptureFcb  PMRX_FCB __C_Fcb = (RxContext->pFcb)
#define RxCaptureFobx PMRX_FOBX __C_Fobx = (RxContext->pFobx)
#endif

#endif
