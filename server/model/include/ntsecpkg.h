/*
 * Types shared by security packages and their kernel-mode halves.
 */
#ifndef _NTSECPKG_
#define _NTSECPKG_

#include "ntsecapi.h"
#include "sspi.h"

typedef ULONG_PTR LSA_SEC_HANDLE, *PLSA_SEC_HANDLE;

typedef enum _LSA_TOKEN_INFORMATION_TYPE {
    LsaTokenInformationNull,
    LsaTokenInformationV1,
    LsaTokenInformationV2,
    LsaTokenInformationV3
} LSA_TOKEN_INFORMATION_TYPE, *PLSA_TOKEN_INFORMATION_TYPE;

typedef enum _SECPKG_NAME_TYPE {
    SecNameSamCompatible,
    SecNameAlternateId,
    SecNameFlat,
    SecNameDN,
    SecNameSPN
} SECPKG_NAME_TYPE;

#endif
