/*
 * The security support provider interface as drivers call it (SECURITY_KERNEL): credentials, contexts and messages.
 */
#ifndef __SSPI_H__
#define __SSPI_H__

#include "kernel/ntdef.h"

typedef WCHAR SEC_WCHAR;
typedef CHAR SEC_CHAR;

#ifndef __SECSTATUS_DEFINED__
#define __SECSTATUS_DEFINED__
typedef LONG SECURITY_STATUS;
#endif

#define SEC_FAR
#define SEC_ENTRY __stdcall
#define SEC_TEXT  TEXT

#define ISSP_LEVEL 32
#define ISSP_MODE  0

#ifndef __SECHANDLE_DEFINED__
#define __SECHANDLE_DEFINED__
typedef struct _SecHandle {
    ULONG_PTR dwLower;
    ULONG_PTR dwUpper;
} SecHandle, *PSecHandle;
#endif

#define SecInvalidateHandle(x) \
    ((PSecHandle)(x))->dwLower = ((PSecHandle)(x))->dwUpper = ((ULONG_PTR)((INT_PTR)-1));
#define SecIsValidHandle(x)                                      \
    ((((PSecHandle)(x))->dwLower != ((ULONG_PTR)(INT_PTR)-1)) && \
     (((PSecHandle)(x))->dwUpper != ((ULONG_PTR)(INT_PTR)-1)))
#define SEC_DELETED_HANDLE ((ULONG_PTR)(-2))

typedef SecHandle CredHandle, CtxtHandle;
typedef PSecHandle PCredHandle, PCtxtHandle;

typedef LARGE_INTEGER _SECURITY_INTEGER, SECURITY_INTEGER, *PSECURITY_INTEGER;
typedef SECURITY_INTEGER TimeStamp, *PTimeStamp;
typedef UNICODE_STRING SECURITY_STRING, *PSECURITY_STRING;

/* Names are counted strings in drivers, zero-terminated ones elsewhere. */
#ifdef SECURITY_WIN32
typedef SEC_WCHAR *SECURITY_PSTR;
typedef CONST SEC_WCHAR *SECURITY_PCSTR;
#define SSPI_PSTR SEC_WCHAR *
#else
typedef PSECURITY_STRING SECURITY_PSTR;
typedef PSECURITY_STRING SECURITY_PCSTR;
#define SSPI_PSTR PSECURITY_STRING
#endif

typedef struct _SecPkgInfoW {
    unsigned long fCapabilities;
    unsigned short wVersion;
    unsigned short wRPCID;
    unsigned long cbMaxToken;
    SEC_WCHAR *Name;
    SEC_WCHAR *Comment;
} SecPkgInfoW, *PSecPkgInfoW;

#define SecPkgInfo  SecPkgInfoW
#define PSecPkgInfo PSecPkgInfoW

#define SECPKG_FLAG_INTEGRITY                    0x00000001
#define SECPKG_FLAG_PRIVACY                      0x00000002
#define SECPKG_FLAG_TOKEN_ONLY                   0x00000004
#define SECPKG_FLAG_DATAGRAM                     0x00000008
#define SECPKG_FLAG_CONNECTION                   0x00000010
#define SECPKG_FLAG_MULTI_REQUIRED               0x00000020
#define SECPKG_FLAG_CLIENT_ONLY                  0x00000040
#define SECPKG_FLAG_EXTENDED_ERROR               0x00000080
#define SECPKG_FLAG_IMPERSONATION                0x00000100
#define SECPKG_FLAG_ACCEPT_WIN32_NAME            0x00000200
#define SECPKG_FLAG_STREAM                       0x00000400
#define SECPKG_FLAG_NEGOTIABLE                   0x00000800
#define SECPKG_FLAG_GSS_COMPATIBLE               0x00001000
#define SECPKG_FLAG_LOGON                        0x00002000
#define SECPKG_FLAG_ASCII_BUFFERS                0x00004000
#define SECPKG_FLAG_FRAGMENT                     0x00008000
#define SECPKG_FLAG_MUTUAL_AUTH                  0x00010000
#define SECPKG_FLAG_DELEGATION                   0x00020000
#define SECPKG_FLAG_READONLY_WITH_CHECKSUM       0x00040000
#define SECPKG_FLAG_RESTRICTED_TOKENS            0x00080000
#define SECPKG_FLAG_NEGO_EXTENDER                0x00100000
#define SECPKG_FLAG_NEGOTIABLE2                  0x00200000
#define SECPKG_FLAG_APPCONTAINER_PASSTHROUGH     0x00400000
#define SECPKG_FLAG_APPCONTAINER_CHECKS          0x00800000
#define SECPKG_FLAG_CREDENTIAL_ISOLATION_ENABLED 0x01000000
#define SECPKG_FLAG_APPLY_LOOPBACK               0x02000000

#define SECPKG_ID_NONE 0xFFFF

typedef struct _SecBuffer {
    unsigned long cbBuffer;
    unsigned long BufferType;
    _Field_size_bytes_(cbBuffer) void *pvBuffer;
} SecBuffer, *PSecBuffer;

typedef struct _SecBufferDesc {
    unsigned long ulVersion;
    unsigned long cBuffers;
    _Field_size_(cBuffers) PSecBuffer pBuffers;
} SecBufferDesc, *PSecBufferDesc;

#define SECBUFFER_VERSION                         0
#define SECBUFFER_EMPTY                           0
#define SECBUFFER_DATA                            1
#define SECBUFFER_TOKEN                           2
#define SECBUFFER_PKG_PARAMS                      3
#define SECBUFFER_MISSING                         4
#define SECBUFFER_EXTRA                           5
#define SECBUFFER_STREAM_TRAILER                  6
#define SECBUFFER_STREAM_HEADER                   7
#define SECBUFFER_NEGOTIATION_INFO                8
#define SECBUFFER_PADDING                         9
#define SECBUFFER_STREAM                          10
#define SECBUFFER_MECHLIST                        11
#define SECBUFFER_MECHLIST_SIGNATURE              12
#define SECBUFFER_TARGET                          13
#define SECBUFFER_CHANNEL_BINDINGS                14
#define SECBUFFER_CHANGE_PASS_RESPONSE            15
#define SECBUFFER_TARGET_HOST                     16
#define SECBUFFER_ALERT                           17
#define SECBUFFER_APPLICATION_PROTOCOLS           18
#define SECBUFFER_SRTP_PROTECTION_PROFILES        19
#define SECBUFFER_SRTP_MASTER_KEY_IDENTIFIER      20
#define SECBUFFER_TOKEN_BINDING                   21
#define SECBUFFER_PRESHARED_KEY                   22
#define SECBUFFER_PRESHARED_KEY_IDENTITY          23
#define SECBUFFER_DTLS_MTU                        24
#define SECBUFFER_SEND_GENERIC_TLS_EXTENSION      25
#define SECBUFFER_SUBSCRIBE_GENERIC_TLS_EXTENSION 26
#define SECBUFFER_FLAGS                           27
#define SECBUFFER_TRAFFIC_SECRETS                 28
#define SECBUFFER_ATTRMASK                        0xF0000000
#define SECBUFFER_READONLY                        0x80000000
#define SECBUFFER_READONLY_WITH_CHECKSUM          0x10000000
#define SECBUFFER_RESERVED                        0x60000000

typedef struct _SEC_NEGOTIATION_INFO {
    unsigned long Size;
    unsigned long NameLength;
    SEC_WCHAR *Name;
    void *Reserved;
} SEC_NEGOTIATION_INFO, *PSEC_NEGOTIATION_INFO;

typedef struct _SEC_CHANNEL_BINDINGS {
    unsigned long dwInitiatorAddrType;
    unsigned long cbInitiatorLength;
    unsigned long dwInitiatorOffset;
    unsigned long dwAcceptorAddrType;
    unsigned long cbAcceptorLength;
    unsigned long dwAcceptorOffset;
    unsigned long cbApplicationDataLength;
    unsigned long dwApplicationDataOffset;
} SEC_CHANNEL_BINDINGS, *PSEC_CHANNEL_BINDINGS;

#define SECURITY_NATIVE_DREP  0x00000010
#define SECURITY_NETWORK_DREP 0x00000000

#define SECPKG_CRED_INBOUND              0x00000001
#define SECPKG_CRED_OUTBOUND             0x00000002
#define SECPKG_CRED_BOTH                 0x00000003
#define SECPKG_CRED_DEFAULT              0x00000004
#define SECPKG_CRED_RESERVED             0xF0000000
#define SECPKG_CRED_AUTOLOGON_RESTRICTED 0x00000010
#define SECPKG_CRED_PROCESS_POLICY_ONLY  0x00000020

#define ISC_REQ_DELEGATE               0x00000001
#define ISC_REQ_MUTUAL_AUTH            0x00000002
#define ISC_REQ_REPLAY_DETECT          0x00000004
#define ISC_REQ_SEQUENCE_DETECT        0x00000008
#define ISC_REQ_CONFIDENTIALITY        0x00000010
#define ISC_REQ_USE_SESSION_KEY        0x00000020
#define ISC_REQ_PROMPT_FOR_CREDS       0x00000040
#define ISC_REQ_USE_SUPPLIED_CREDS     0x00000080
#define ISC_REQ_ALLOCATE_MEMORY        0x00000100
#define ISC_REQ_USE_DCE_STYLE          0x00000200
#define ISC_REQ_DATAGRAM               0x00000400
#define ISC_REQ_CONNECTION             0x00000800
#define ISC_REQ_CALL_LEVEL             0x00001000
#define ISC_REQ_FRAGMENT_SUPPLIED      0x00002000
#define ISC_REQ_EXTENDED_ERROR         0x00004000
#define ISC_REQ_STREAM                 0x00008000
#define ISC_REQ_INTEGRITY              0x00010000
#define ISC_REQ_IDENTIFY               0x00020000
#define ISC_REQ_NULL_SESSION           0x00040000
#define ISC_REQ_MANUAL_CRED_VALIDATION 0x00080000
#define ISC_REQ_RESERVED1              0x00100000
#define ISC_REQ_FRAGMENT_TO_FIT        0x00200000
#define ISC_REQ_FORWARD_CREDENTIALS    0x00400000
#define ISC_REQ_NO_INTEGRITY           0x00800000
#define ISC_REQ_USE_HTTP_STYLE         0x01000000
#define ISC_REQ_UNVERIFIED_TARGET_NAME 0x20000000
#define ISC_REQ_CONFIDENTIALITY_ONLY   0x40000000
#define ISC_REQ_MESSAGES               0x0000000100000000

#define ISC_RET_DELEGATE               0x00000001
#define ISC_RET_MUTUAL_AUTH            0x00000002
#define ISC_RET_REPLAY_DETECT          0x00000004
#define ISC_RET_SEQUENCE_DETECT        0x00000008
#define ISC_RET_CONFIDENTIALITY        0x00000010
#define ISC_RET_USE_SESSION_KEY        0x00000020
#define ISC_RET_USED_COLLECTED_CREDS   0x00000040
#define ISC_RET_USED_SUPPLIED_CREDS    0x00000080
#define ISC_RET_ALLOCATED_MEMORY       0x00000100
#define ISC_RET_USED_DCE_STYLE         0x00000200
#define ISC_RET_DATAGRAM               0x00000400
#define ISC_RET_CONNECTION             0x00000800
#define ISC_RET_INTERMEDIATE_RETURN    0x00001000
#define ISC_RET_CALL_LEVEL             0x00002000
#define ISC_RET_EXTENDED_ERROR         0x00004000
#define ISC_RET_STREAM                 0x00008000
#define ISC_RET_INTEGRITY              0x00010000
#define ISC_RET_IDENTIFY               0x00020000
#define ISC_RET_NULL_SESSION           0x00040000
#define ISC_RET_MANUAL_CRED_VALIDATION 0x00080000
#define ISC_RET_RESERVED1              0x00100000
#define ISC_RET_FRAGMENT_ONLY          0x00200000
#define ISC_RET_FORWARD_CREDENTIALS    0x00400000
#define ISC_RET_USED_HTTP_STYLE        0x01000000
#define ISC_RET_NO_ADDITIONAL_TOKEN    0x02000000
#define ISC_RET_REAUTHENTICATION       0x08000000
#define ISC_RET_CONFIDENTIALITY_ONLY   0x40000000
#define ISC_RET_MESSAGES               0x0000000100000000

#define ASC_REQ_DELEGATE               0x00000001
#define ASC_REQ_MUTUAL_AUTH            0x00000002
#define ASC_REQ_REPLAY_DETECT          0x00000004
#define ASC_REQ_SEQUENCE_DETECT        0x00000008
#define ASC_REQ_CONFIDENTIALITY        0x00000010
#define ASC_REQ_USE_SESSION_KEY        0x00000020
#define ASC_REQ_SESSION_TICKET         0x00000040
#define ASC_REQ_ALLOCATE_MEMORY        0x00000100
#define ASC_REQ_USE_DCE_STYLE          0x00000200
#define ASC_REQ_DATAGRAM               0x00000400
#define ASC_REQ_CONNECTION             0x00000800
#define ASC_REQ_CALL_LEVEL             0x00001000
#define ASC_REQ_FRAGMENT_SUPPLIED      0x00002000
#define ASC_REQ_EXTENDED_ERROR         0x00008000
#define ASC_REQ_STREAM                 0x00010000
#define ASC_REQ_INTEGRITY              0x00020000
#define ASC_REQ_LICENSING              0x00040000
#define ASC_REQ_IDENTIFY               0x00080000
#define ASC_REQ_ALLOW_NULL_SESSION     0x00100000
#define ASC_REQ_ALLOW_NON_USER_LOGONS  0x00200000
#define ASC_REQ_ALLOW_CONTEXT_REPLAY   0x00400000
#define ASC_REQ_FRAGMENT_TO_FIT        0x00800000
#define ASC_REQ_NO_TOKEN               0x01000000
#define ASC_REQ_PROXY_BINDINGS         0x04000000
#define ASC_REQ_ALLOW_MISSING_BINDINGS 0x10000000
#define ASC_REQ_MESSAGES               0x0000000100000000

#define ASC_RET_DELEGATE              0x00000001
#define ASC_RET_MUTUAL_AUTH           0x00000002
#define ASC_RET_REPLAY_DETECT         0x00000004
#define ASC_RET_SEQUENCE_DETECT       0x00000008
#define ASC_RET_CONFIDENTIALITY       0x00000010
#define ASC_RET_USE_SESSION_KEY       0x00000020
#define ASC_RET_SESSION_TICKET        0x00000040
#define ASC_RET_ALLOCATED_MEMORY      0x00000100
#define ASC_RET_USED_DCE_STYLE        0x00000200
#define ASC_RET_DATAGRAM              0x00000400
#define ASC_RET_CONNECTION            0x00000800
#define ASC_RET_CALL_LEVEL            0x00002000
#define ASC_RET_THIRD_LEG_FAILED      0x00004000
#define ASC_RET_EXTENDED_ERROR        0x00008000
#define ASC_RET_STREAM                0x00010000
#define ASC_RET_INTEGRITY             0x00020000
#define ASC_RET_LICENSING             0x00040000
#define ASC_RET_IDENTIFY              0x00080000
#define ASC_RET_NULL_SESSION          0x00100000
#define ASC_RET_ALLOW_NON_USER_LOGONS 0x00200000
#define ASC_RET_ALLOW_CONTEXT_REPLAY  0x00400000
#define ASC_RET_FRAGMENT_ONLY         0x00800000
#define ASC_RET_NO_TOKEN              0x01000000
#define ASC_RET_NO_ADDITIONAL_TOKEN   0x02000000
#define ASC_RET_MESSAGES              0x0000000100000000

#define SECPKG_CRED_ATTR_NAMES              1
#define SECPKG_CRED_ATTR_SSI_PROVIDER       2
#define SECPKG_CRED_ATTR_KDC_PROXY_SETTINGS 3
#define SECPKG_CRED_ATTR_CERT               4
#define SECPKG_CRED_ATTR_PAC_BYPASS         5

#define SECPKG_ATTR_SIZES                       0
#define SECPKG_ATTR_NAMES                       1
#define SECPKG_ATTR_LIFESPAN                    2
#define SECPKG_ATTR_DCE_INFO                    3
#define SECPKG_ATTR_STREAM_SIZES                4
#define SECPKG_ATTR_KEY_INFO                    5
#define SECPKG_ATTR_AUTHORITY                   6
#define SECPKG_ATTR_PROTO_INFO                  7
#define SECPKG_ATTR_PASSWORD_EXPIRY             8
#define SECPKG_ATTR_SESSION_KEY                 9
#define SECPKG_ATTR_PACKAGE_INFO                10
#define SECPKG_ATTR_USER_FLAGS                  11
#define SECPKG_ATTR_NEGOTIATION_INFO            12
#define SECPKG_ATTR_NATIVE_NAMES                13
#define SECPKG_ATTR_FLAGS                       14
#define SECPKG_ATTR_USE_VALIDATED               15
#define SECPKG_ATTR_CREDENTIAL_NAME             16
#define SECPKG_ATTR_TARGET_INFORMATION          17
#define SECPKG_ATTR_ACCESS_TOKEN                18
#define SECPKG_ATTR_TARGET                      19
#define SECPKG_ATTR_AUTHENTICATION_ID           20
#define SECPKG_ATTR_LOGOFF_TIME                 21
#define SECPKG_ATTR_NEGO_KEYS                   22
#define SECPKG_ATTR_PROMPTING_NEEDED            24
#define SECPKG_ATTR_UNIQUE_BINDINGS             25
#define SECPKG_ATTR_ENDPOINT_BINDINGS           26
#define SECPKG_ATTR_CLIENT_SPECIFIED_TARGET     27
#define SECPKG_ATTR_LAST_CLIENT_TOKEN_STATUS    30
#define SECPKG_ATTR_NEGO_PKG_INFO               31
#define SECPKG_ATTR_NEGO_STATUS                 32
#define SECPKG_ATTR_CONTEXT_DELETED             33
#define SECPKG_ATTR_DTLS_MTU                    34
#define SECPKG_ATTR_SUBJECT_SECURITY_ATTRIBUTES 128
#define SECPKG_ATTR_APPLICATION_PROTOCOL        35
#define SECPKG_ATTR_NEGOTIATED_TLS_EXTENSIONS   36
#define SECPKG_ATTR_IS_LOOPBACK                 37
#define SECPKG_ATTR_NEGO_INFO_FLAG_NO_KERBEROS  0x1
#define SECPKG_ATTR_NEGO_INFO_FLAG_NO_NTLM      0x2

#define SECPKG_CONTEXT_EXPORT_RESET_NEW  0x00000001
#define SECPKG_CONTEXT_EXPORT_DELETE_OLD 0x00000002
#define SECPKG_CONTEXT_EXPORT_TO_KERNEL  0x00000004

#define SECQOP_WRAP_NO_ENCRYPT 0x80000001
#define SECQOP_WRAP_OOB_DATA   0x40000000

#define SEC_WINNT_AUTH_IDENTITY_ANSI       0x1
#define SEC_WINNT_AUTH_IDENTITY_UNICODE    0x2
#define SEC_WINNT_AUTH_IDENTITY_MARSHALLED 0x4
#define SEC_WINNT_AUTH_IDENTITY_ONLY       0x8

#define SEC_WINNT_AUTH_IDENTITY_VERSION 0x200

typedef struct _SEC_WINNT_AUTH_IDENTITY_W {
    unsigned short *User;
    unsigned long UserLength;
    unsigned short *Domain;
    unsigned long DomainLength;
    unsigned short *Password;
    unsigned long PasswordLength;
    unsigned long Flags;
} SEC_WINNT_AUTH_IDENTITY_W, *PSEC_WINNT_AUTH_IDENTITY_W;

typedef struct _SEC_WINNT_AUTH_IDENTITY_EXW {
    unsigned long Version;
    unsigned long Length;
    unsigned short *User;
    unsigned long UserLength;
    unsigned short *Domain;
    unsigned long DomainLength;
    unsigned short *Password;
    unsigned long PasswordLength;
    unsigned long Flags;
    unsigned short *PackageList;
    unsigned long PackageListLength;
} SEC_WINNT_AUTH_IDENTITY_EXW, *PSEC_WINNT_AUTH_IDENTITY_EXW;

#define SEC_WINNT_AUTH_IDENTITY    SEC_WINNT_AUTH_IDENTITY_W
#define SEC_WINNT_AUTH_IDENTITY_EX SEC_WINNT_AUTH_IDENTITY_EXW

typedef struct _SecPkgContext_Sizes {
    unsigned long cbMaxToken;
    unsigned long cbMaxSignature;
    unsigned long cbBlockSize;
    unsigned long cbSecurityTrailer;
} SecPkgContext_Sizes, *PSecPkgContext_Sizes;

typedef struct _SecPkgContext_StreamSizes {
    unsigned long cbHeader;
    unsigned long cbTrailer;
    unsigned long cbMaximumMessage;
    unsigned long cBuffers;
    unsigned long cbBlockSize;
} SecPkgContext_StreamSizes, *PSecPkgContext_StreamSizes;

typedef struct _SecPkgContext_NamesW {
    SEC_WCHAR *sUserName;
} SecPkgContext_NamesW, *PSecPkgContext_NamesW;

typedef struct _SecPkgContext_Lifespan {
    TimeStamp tsStart;
    TimeStamp tsExpiry;
} SecPkgContext_Lifespan, *PSecPkgContext_Lifespan;

typedef struct _SecPkgContext_DceInfo {
    unsigned long AuthzSvc;
    void *pPac;
} SecPkgContext_DceInfo, *PSecPkgContext_DceInfo;

typedef struct _SecPkgContext_KeyInfoW {
    SEC_WCHAR *sSignatureAlgorithmName;
    SEC_WCHAR *sEncryptAlgorithmName;
    unsigned long KeySize;
    unsigned long SignatureAlgorithm;
    unsigned long EncryptAlgorithm;
} SecPkgContext_KeyInfoW, *PSecPkgContext_KeyInfoW;

typedef struct _SecPkgContext_AuthorityW {
    SEC_WCHAR *sAuthorityName;
} SecPkgContext_AuthorityW, *PSecPkgContext_AuthorityW;

typedef struct _SecPkgContext_SessionKey {
    unsigned long SessionKeyLength;
    _Field_size_bytes_(SessionKeyLength) unsigned char *SessionKey;
} SecPkgContext_SessionKey, *PSecPkgContext_SessionKey;

typedef struct _SecPkgContext_PackageInfoW {
    PSecPkgInfoW PackageInfo;
} SecPkgContext_PackageInfoW, *PSecPkgContext_PackageInfoW;

typedef struct _SecPkgContext_NegotiationInfoW {
    PSecPkgInfoW PackageInfo;
    unsigned long NegotiationState;
} SecPkgContext_NegotiationInfoW, *PSecPkgContext_NegotiationInfoW;

typedef struct _SecPkgContext_Flags {
    unsigned long Flags;
} SecPkgContext_Flags, *PSecPkgContext_Flags;

typedef struct _SecPkgContext_ClientSpecifiedTarget {
    SEC_WCHAR *sTargetName;
} SecPkgContext_ClientSpecifiedTarget, *PSecPkgContext_ClientSpecifiedTarget;

#define SecPkgContext_Names  SecPkgContext_NamesW
#define PSecPkgContext_Names PSecPkgContext_NamesW
#define SecPkgContext_KeyInfo  SecPkgContext_KeyInfoW
#define PSecPkgContext_KeyInfo PSecPkgContext_KeyInfoW
#define SecPkgContext_Authority  SecPkgContext_AuthorityW
#define PSecPkgContext_Authority PSecPkgContext_AuthorityW
#define SecPkgContext_PackageInfo  SecPkgContext_PackageInfoW
#define PSecPkgContext_PackageInfo PSecPkgContext_PackageInfoW
#define SecPkgContext_NegotiationInfo  SecPkgContext_NegotiationInfoW
#define PSecPkgContext_NegotiationInfo PSecPkgContext_NegotiationInfoW

typedef
VOID
(SEC_ENTRY *SEC_GET_KEY_FN)(
    VOID *Arg,
    VOID *Principal,
    unsigned long KeyVer,
    VOID **Key,
    SECURITY_STATUS *Status);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
AcquireCredentialsHandleW(
    _In_opt_ SSPI_PSTR pPrincipal,
    _In_ SSPI_PSTR pPackage,
    _In_ unsigned long fCredentialUse,
    _In_opt_ void *pvLogonId,
    _In_opt_ void *pAuthData,
    _In_opt_ SEC_GET_KEY_FN pGetKeyFn,
    _In_opt_ void *pvGetKeyArgument,
    _Out_ PCredHandle phCredential,
    _Out_opt_ PTimeStamp ptsExpiry);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
FreeCredentialsHandle(
    _In_ PCredHandle phCredential);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QueryCredentialsAttributesW(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _Inout_ void *pBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
InitializeSecurityContextW(
    _In_opt_ PCredHandle phCredential,
    _In_opt_ PCtxtHandle phContext,
    _In_opt_ SSPI_PSTR pTargetName,
    _In_ unsigned long fContextReq,
    _In_ unsigned long Reserved1,
    _In_ unsigned long TargetDataRep,
    _In_opt_ PSecBufferDesc pInput,
    _In_ unsigned long Reserved2,
    _Inout_opt_ PCtxtHandle phNewContext,
    _Inout_opt_ PSecBufferDesc pOutput,
    _Out_ unsigned long *pfContextAttr,
    _Out_opt_ PTimeStamp ptsExpiry);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
AcceptSecurityContext(
    _In_opt_ PCredHandle phCredential,
    _In_opt_ PCtxtHandle phContext,
    _In_opt_ PSecBufferDesc pInput,
    _In_ unsigned long fContextReq,
    _In_ unsigned long TargetDataRep,
    _Inout_opt_ PCtxtHandle phNewContext,
    _Inout_opt_ PSecBufferDesc pOutput,
    _Out_ unsigned long *pfContextAttr,
    _Out_opt_ PTimeStamp ptsExpiry);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
CompleteAuthToken(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pToken);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
DeleteSecurityContext(
    _In_ PCtxtHandle phContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
ApplyControlToken(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pInput);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QueryContextAttributesW(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _Out_ void *pBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
SetContextAttributesW(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _In_reads_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
ImpersonateSecurityContext(
    _In_ PCtxtHandle phContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
RevertSecurityContext(
    _In_ PCtxtHandle phContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QuerySecurityContextToken(
    _In_ PCtxtHandle phContext,
    _Out_ void **Token);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
MakeSignature(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fQOP,
    _In_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
VerifySignature(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo,
    _Out_opt_ unsigned long *pfQOP);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
EncryptMessage(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fQOP,
    _Inout_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
DecryptMessage(
    _In_ PCtxtHandle phContext,
    _Inout_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo,
    _Out_opt_ unsigned long *pfQOP);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
EnumerateSecurityPackagesW(
    _Out_ unsigned long *pcPackages,
    _Outptr_ PSecPkgInfoW *ppPackageInfo);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QuerySecurityPackageInfoW(
    _In_ SSPI_PSTR pPackageName,
    _Outptr_ PSecPkgInfoW *ppPackageInfo);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
FreeContextBuffer(
    _Inout_ void *pvContextBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
ExportSecurityContext(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fFlags,
    _Out_ PSecBuffer pPackedContext,
    _Out_ void **pToken);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
AddCredentialsW(
    _In_ PCredHandle phCredential,
    _In_opt_ SSPI_PSTR pPrincipal,
    _In_ SSPI_PSTR pPackage,
    _In_ unsigned long fCredentialUse,
    _In_opt_ void *pAuthData,
    _In_opt_ SEC_GET_KEY_FN pGetKeyFn,
    _In_opt_ void *pvGetKeyArgument,
    _Out_opt_ PTimeStamp ptsExpiry);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
SetCredentialsAttributesW(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _In_reads_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QueryContextAttributesExW(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _Out_writes_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
QueryCredentialsAttributesExW(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _Inout_updates_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

_IRQL_requires_max_(PASSIVE_LEVEL)
SECURITY_STATUS
SEC_ENTRY
ImportSecurityContextW(
    _In_ SSPI_PSTR pszPackage,
    _In_ PSecBuffer pPackedContext,
    _In_ void *Token,
    _Out_ PCtxtHandle phContext);

#define AcquireCredentialsHandle     AcquireCredentialsHandleW
#define QueryCredentialsAttributes   QueryCredentialsAttributesW
#define InitializeSecurityContext    InitializeSecurityContextW
#define QueryContextAttributes       QueryContextAttributesW
#define SetContextAttributes         SetContextAttributesW
#define EnumerateSecurityPackages    EnumerateSecurityPackagesW
#define QuerySecurityPackageInfo     QuerySecurityPackageInfoW
#define AddCredentials               AddCredentialsW
#define SetCredentialsAttributes     SetCredentialsAttributesW
#define QueryContextAttributesEx     QueryContextAttributesExW
#define QueryCredentialsAttributesEx QueryCredentialsAttributesExW
#define ImportSecurityContext        ImportSecurityContextW

typedef
SECURITY_STATUS
(SEC_ENTRY *ACQUIRE_CREDENTIALS_HANDLE_FN_W)(
    _In_opt_ SSPI_PSTR pPrincipal,
    _In_ SSPI_PSTR pPackage,
    _In_ unsigned long fCredentialUse,
    _In_opt_ void *pvLogonId,
    _In_opt_ void *pAuthData,
    _In_opt_ SEC_GET_KEY_FN pGetKeyFn,
    _In_opt_ void *pvGetKeyArgument,
    _Out_ PCredHandle phCredential,
    _Out_opt_ PTimeStamp ptsExpiry);

typedef
SECURITY_STATUS
(SEC_ENTRY *FREE_CREDENTIALS_HANDLE_FN)(
    _In_ PCredHandle phCredential);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_CREDENTIALS_ATTRIBUTES_FN_W)(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _Inout_ void *pBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *INITIALIZE_SECURITY_CONTEXT_FN_W)(
    _In_opt_ PCredHandle phCredential,
    _In_opt_ PCtxtHandle phContext,
    _In_opt_ SSPI_PSTR pTargetName,
    _In_ unsigned long fContextReq,
    _In_ unsigned long Reserved1,
    _In_ unsigned long TargetDataRep,
    _In_opt_ PSecBufferDesc pInput,
    _In_ unsigned long Reserved2,
    _Inout_opt_ PCtxtHandle phNewContext,
    _Inout_opt_ PSecBufferDesc pOutput,
    _Out_ unsigned long *pfContextAttr,
    _Out_opt_ PTimeStamp ptsExpiry);

typedef
SECURITY_STATUS
(SEC_ENTRY *ACCEPT_SECURITY_CONTEXT_FN)(
    _In_opt_ PCredHandle phCredential,
    _In_opt_ PCtxtHandle phContext,
    _In_opt_ PSecBufferDesc pInput,
    _In_ unsigned long fContextReq,
    _In_ unsigned long TargetDataRep,
    _Inout_opt_ PCtxtHandle phNewContext,
    _Inout_opt_ PSecBufferDesc pOutput,
    _Out_ unsigned long *pfContextAttr,
    _Out_opt_ PTimeStamp ptsExpiry);

typedef
SECURITY_STATUS
(SEC_ENTRY *COMPLETE_AUTH_TOKEN_FN)(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pToken);

typedef
SECURITY_STATUS
(SEC_ENTRY *DELETE_SECURITY_CONTEXT_FN)(
    _In_ PCtxtHandle phContext);

typedef
SECURITY_STATUS
(SEC_ENTRY *APPLY_CONTROL_TOKEN_FN)(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pInput);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_CONTEXT_ATTRIBUTES_FN_W)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _Out_ void *pBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *SET_CONTEXT_ATTRIBUTES_FN_W)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _In_reads_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *IMPERSONATE_SECURITY_CONTEXT_FN)(
    _In_ PCtxtHandle phContext);

typedef
SECURITY_STATUS
(SEC_ENTRY *REVERT_SECURITY_CONTEXT_FN)(
    _In_ PCtxtHandle phContext);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_SECURITY_CONTEXT_TOKEN_FN)(
    _In_ PCtxtHandle phContext,
    _Out_ void **Token);

typedef
SECURITY_STATUS
(SEC_ENTRY *MAKE_SIGNATURE_FN)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fQOP,
    _In_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo);

typedef
SECURITY_STATUS
(SEC_ENTRY *VERIFY_SIGNATURE_FN)(
    _In_ PCtxtHandle phContext,
    _In_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo,
    _Out_opt_ unsigned long *pfQOP);

typedef
SECURITY_STATUS
(SEC_ENTRY *ENCRYPT_MESSAGE_FN)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fQOP,
    _Inout_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo);

typedef
SECURITY_STATUS
(SEC_ENTRY *DECRYPT_MESSAGE_FN)(
    _In_ PCtxtHandle phContext,
    _Inout_ PSecBufferDesc pMessage,
    _In_ unsigned long MessageSeqNo,
    _Out_opt_ unsigned long *pfQOP);

typedef
SECURITY_STATUS
(SEC_ENTRY *ENUMERATE_SECURITY_PACKAGES_FN_W)(
    _Out_ unsigned long *pcPackages,
    _Outptr_ PSecPkgInfoW *ppPackageInfo);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_SECURITY_PACKAGE_INFO_FN_W)(
    _In_ SSPI_PSTR pPackageName,
    _Outptr_ PSecPkgInfoW *ppPackageInfo);

typedef
SECURITY_STATUS
(SEC_ENTRY *FREE_CONTEXT_BUFFER_FN)(
    _Inout_ void *pvContextBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *EXPORT_SECURITY_CONTEXT_FN)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long fFlags,
    _Out_ PSecBuffer pPackedContext,
    _Out_ void **pToken);

typedef
SECURITY_STATUS
(SEC_ENTRY *ADD_CREDENTIALS_FN_W)(
    _In_ PCredHandle phCredential,
    _In_opt_ SSPI_PSTR pPrincipal,
    _In_ SSPI_PSTR pPackage,
    _In_ unsigned long fCredentialUse,
    _In_opt_ void *pAuthData,
    _In_opt_ SEC_GET_KEY_FN pGetKeyFn,
    _In_opt_ void *pvGetKeyArgument,
    _Out_opt_ PTimeStamp ptsExpiry);

typedef
SECURITY_STATUS
(SEC_ENTRY *SET_CREDENTIALS_ATTRIBUTES_FN_W)(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _In_reads_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_CONTEXT_ATTRIBUTES_EX_FN_W)(
    _In_ PCtxtHandle phContext,
    _In_ unsigned long ulAttribute,
    _Out_writes_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *QUERY_CREDENTIALS_ATTRIBUTES_EX_FN_W)(
    _In_ PCredHandle phCredential,
    _In_ unsigned long ulAttribute,
    _Inout_updates_bytes_(cbBuffer) void *pBuffer,
    _In_ unsigned long cbBuffer);

typedef
SECURITY_STATUS
(SEC_ENTRY *IMPORT_SECURITY_CONTEXT_FN_W)(
    _In_ SSPI_PSTR pszPackage,
    _In_ PSecBuffer pPackedContext,
    _In_ void *Token,
    _Out_ PCtxtHandle phContext);

#define SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION   1
#define SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION_2 2
#define SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION_3 3
#define SECURITY_SUPPORT_PROVIDER_INTERFACE_VERSION_4 4

typedef struct _SECURITY_FUNCTION_TABLE_W {
    unsigned long dwVersion;
    ENUMERATE_SECURITY_PACKAGES_FN_W EnumerateSecurityPackagesW;
    QUERY_CREDENTIALS_ATTRIBUTES_FN_W QueryCredentialsAttributesW;
    ACQUIRE_CREDENTIALS_HANDLE_FN_W AcquireCredentialsHandleW;
    FREE_CREDENTIALS_HANDLE_FN FreeCredentialsHandle;
    void *Reserved2;
    INITIALIZE_SECURITY_CONTEXT_FN_W InitializeSecurityContextW;
    ACCEPT_SECURITY_CONTEXT_FN AcceptSecurityContext;
    COMPLETE_AUTH_TOKEN_FN CompleteAuthToken;
    DELETE_SECURITY_CONTEXT_FN DeleteSecurityContext;
    APPLY_CONTROL_TOKEN_FN ApplyControlToken;
    QUERY_CONTEXT_ATTRIBUTES_FN_W QueryContextAttributesW;
    IMPERSONATE_SECURITY_CONTEXT_FN ImpersonateSecurityContext;
    REVERT_SECURITY_CONTEXT_FN RevertSecurityContext;
    MAKE_SIGNATURE_FN MakeSignature;
    VERIFY_SIGNATURE_FN VerifySignature;
    FREE_CONTEXT_BUFFER_FN FreeContextBuffer;
    QUERY_SECURITY_PACKAGE_INFO_FN_W QuerySecurityPackageInfoW;
    void *Reserved3;
    void *Reserved4;
    EXPORT_SECURITY_CONTEXT_FN ExportSecurityContext;
    IMPORT_SECURITY_CONTEXT_FN_W ImportSecurityContextW;
    ADD_CREDENTIALS_FN_W AddCredentialsW;
    void *Reserved8;
    QUERY_SECURITY_CONTEXT_TOKEN_FN QuerySecurityContextToken;
    ENCRYPT_MESSAGE_FN EncryptMessage;
    DECRYPT_MESSAGE_FN DecryptMessage;
    SET_CONTEXT_ATTRIBUTES_FN_W SetContextAttributesW;
    SET_CREDENTIALS_ATTRIBUTES_FN_W SetCredentialsAttributesW;
    void *Reserved9;
    QUERY_CONTEXT_ATTRIBUTES_EX_FN_W QueryContextAttributesExW;
    QUERY_CREDENTIALS_ATTRIBUTES_EX_FN_W QueryCredentialsAttributesExW;
} SecurityFunctionTableW, *PSecurityFunctionTableW;

#define SecurityFunctionTable  SecurityFunctionTableW
#define PSecurityFunctionTable PSecurityFunctionTableW

typedef
PSecurityFunctionTableW
(SEC_ENTRY *INIT_SECURITY_INTERFACE_W)(void);

PSecurityFunctionTableW
SEC_ENTRY
InitSecurityInterfaceW(void);

#define InitSecurityInterface    InitSecurityInterfaceW
#define INIT_SECURITY_INTERFACE  INIT_SECURITY_INTERFACE_W
#define FreeCredentialHandle     FreeCredentialsHandle

#endif
