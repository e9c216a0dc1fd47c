/*
 * GUID and its relatives, but for DEFINE_GUID.
 */
#ifndef _GUIDDEF_H_
#define _GUIDDEF_H_

#ifndef GUID_DEFINED
#define GUID_DEFINED

typedef struct _GUID {
    unsigned long Data1;
    unsigned short Data2;
    unsigned short Data3;
    unsigned char Data4[8];
} GUID;

#endif

#ifndef FAR
#define FAR
#endif

#ifndef EXTERN_C
#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif
#endif

#ifndef DECLSPEC_SELECTANY
#define DECLSPEC_SELECTANY __declspec(selectany)
#endif

typedef GUID *LPGUID, *PGUID;
typedef const GUID *LPCGUID;
typedef GUID IID, *LPIID;
typedef GUID CLSID, *LPCLSID;
typedef GUID FMTID, *LPFMTID;

#define REFGUID  const GUID *
#define REFIID   const IID *
#define REFCLSID const CLSID *
#define REFFMTID const FMTID *

#define IsEqualGUID(Guid1, Guid2) (memcmp((Guid1), (Guid2), sizeof(GUID)) == 0)
#define IsEqualIID(Iid1, Iid2)     IsEqualGUID(Iid1, Iid2)
#define IsEqualCLSID(Clsid1, Clsid2) IsEqualGUID(Clsid1, Clsid2)
#define InlineIsEqualGUID(Guid1, Guid2) IsEqualGUID(Guid1, Guid2)

#define STATICGUIDOF(guid) STATIC_##guid

#endif
