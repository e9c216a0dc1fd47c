/*
 * Cryptography next generation as drivers call it: random numbers, hashes, ciphers and keys.
 */
#ifndef __BCRYPT_H__
#define __BCRYPT_H__

#include "ntdef.h"

typedef PVOID BCRYPT_HANDLE, BCRYPT_ALG_HANDLE, BCRYPT_KEY_HANDLE, BCRYPT_HASH_HANDLE, BCRYPT_SECRET_HANDLE;

#define BCRYPT_SUCCESS(Status) (((NTSTATUS)(Status)) >= 0)

#define BCRYPT_HKDF_HASH_ALGORITHM         L"HkdfHashAlgorithm"
#define BCRYPT_RSA_ALGORITHM               L"RSA"
#define BCRYPT_RSA_SIGN_ALGORITHM          L"RSA_SIGN"
#define BCRYPT_DH_ALGORITHM                L"DH"
#define BCRYPT_DSA_ALGORITHM               L"DSA"
#define BCRYPT_RC2_ALGORITHM               L"RC2"
#define BCRYPT_RC4_ALGORITHM               L"RC4"
#define BCRYPT_AES_ALGORITHM               L"AES"
#define BCRYPT_DES_ALGORITHM               L"DES"
#define BCRYPT_DESX_ALGORITHM              L"DESX"
#define BCRYPT_3DES_ALGORITHM              L"3DES"
#define BCRYPT_3DES_112_ALGORITHM          L"3DES_112"
#define BCRYPT_MD2_ALGORITHM               L"MD2"
#define BCRYPT_MD4_ALGORITHM               L"MD4"
#define BCRYPT_MD5_ALGORITHM               L"MD5"
#define BCRYPT_SHA1_ALGORITHM              L"SHA1"
#define BCRYPT_SHA256_ALGORITHM            L"SHA256"
#define BCRYPT_SHA384_ALGORITHM            L"SHA384"
#define BCRYPT_SHA512_ALGORITHM            L"SHA512"
#define BCRYPT_AES_GMAC_ALGORITHM          L"AES-GMAC"
#define BCRYPT_AES_CMAC_ALGORITHM          L"AES-CMAC"
#define BCRYPT_ECDSA_P256_ALGORITHM        L"ECDSA_P256"
#define BCRYPT_ECDSA_P384_ALGORITHM        L"ECDSA_P384"
#define BCRYPT_ECDSA_P521_ALGORITHM        L"ECDSA_P521"
#define BCRYPT_ECDH_P256_ALGORITHM         L"ECDH_P256"
#define BCRYPT_ECDH_P384_ALGORITHM         L"ECDH_P384"
#define BCRYPT_ECDH_P521_ALGORITHM         L"ECDH_P521"
#define BCRYPT_RNG_ALGORITHM               L"RNG"
#define BCRYPT_RNG_FIPS186_DSA_ALGORITHM   L"FIPS186DSARNG"
#define BCRYPT_RNG_DUAL_EC_ALGORITHM       L"DUALECRNG"
#define BCRYPT_SP800108_CTR_HMAC_ALGORITHM L"SP800_108_CTR_HMAC"
#define BCRYPT_SP80056A_CONCAT_ALGORITHM   L"SP800_56A_CONCAT"
#define BCRYPT_PBKDF2_ALGORITHM            L"PBKDF2"
#define BCRYPT_CAPI_KDF_ALGORITHM          L"CAPI_KDF"

#define BCRYPT_KDF_HASH              L"HASH"
#define BCRYPT_KDF_HMAC              L"HMAC"
#define BCRYPT_KDF_TLS_PRF           L"TLS_PRF"
#define BCRYPT_KDF_SP80056A_CONCAT   L"SP800_56A_CONCAT"
#define BCRYPT_KDF_RAW_SECRET        L"TRUNCATE"
#define BCRYPT_KDF_HKDF              L"HKDF"
#define BCRYPT_OPAQUE_KEY_BLOB       L"OpaqueKeyBlob"
#define BCRYPT_KEY_DATA_BLOB         L"KeyDataBlob"
#define BCRYPT_AES_WRAP_KEY_BLOB     L"Rfc3565KeyWrapBlob"
#define BCRYPT_ALGORITHM_NAME        L"AlgorithmName"
#define BCRYPT_AUTH_TAG_LENGTH       L"AuthTagLength"
#define BCRYPT_BLOCK_LENGTH          L"BlockLength"
#define BCRYPT_BLOCK_SIZE_LIST       L"BlockSizeList"
#define BCRYPT_CHAINING_MODE         L"ChainingMode"
#define BCRYPT_CHAIN_MODE_CBC        L"ChainingModeCBC"
#define BCRYPT_CHAIN_MODE_CCM        L"ChainingModeCCM"
#define BCRYPT_CHAIN_MODE_CFB        L"ChainingModeCFB"
#define BCRYPT_CHAIN_MODE_ECB        L"ChainingModeECB"
#define BCRYPT_CHAIN_MODE_GCM        L"ChainingModeGCM"
#define BCRYPT_CHAIN_MODE_NA         L"ChainingModeN/A"
#define BCRYPT_EFFECTIVE_KEY_LENGTH  L"EffectiveKeyLength"
#define BCRYPT_HASH_BLOCK_LENGTH     L"HashBlockLength"
#define BCRYPT_HASH_LENGTH           L"HashDigestLength"
#define BCRYPT_HASH_OID_LIST         L"HashOIDList"
#define BCRYPT_INITIALIZATION_VECTOR L"IV"
#define BCRYPT_KEY_LENGTH            L"KeyLength"
#define BCRYPT_KEY_LENGTHS           L"KeyLengths"
#define BCRYPT_KEY_OBJECT_LENGTH     L"KeyObjectLength"
#define BCRYPT_KEY_STRENGTH          L"KeyStrength"
#define BCRYPT_OBJECT_LENGTH         L"ObjectLength"
#define BCRYPT_PADDING_SCHEMES       L"PaddingSchemes"
#define BCRYPT_PROVIDER_HANDLE       L"ProviderHandle"
#define BCRYPT_SIGNATURE_LENGTH      L"SignatureLength"
#define BCRYPT_PUBLIC_KEY_BLOB       L"PUBLICBLOB"
#define BCRYPT_PRIVATE_KEY_BLOB      L"PRIVATEBLOB"
#define BCRYPT_RSAPUBLIC_BLOB        L"RSAPUBLICBLOB"
#define BCRYPT_RSAPRIVATE_BLOB       L"RSAPRIVATEBLOB"
#define BCRYPT_ECCPUBLIC_BLOB        L"ECCPUBLICBLOB"
#define BCRYPT_ECCPRIVATE_BLOB       L"ECCPRIVATEBLOB"

#define MS_PRIMITIVE_PROVIDER L"Microsoft Primitive Provider"

#define BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO_VERSION 1
#define BCRYPT_AUTH_MODE_CHAIN_CALLS_FLAG             0x00000001
#define BCRYPT_AUTH_MODE_IN_PROGRESS_FLAG             0x00000002
#define BCRYPT_PROV_DISPATCH                          0x00000001
#define BCRYPT_BLOCK_PADDING                          0x00000001
#define BCRYPT_PAD_NONE                               0x00000001
#define BCRYPT_PAD_PKCS1                              0x00000002
#define BCRYPT_PAD_OAEP                               0x00000004
#define BCRYPT_PAD_PSS                                0x00000008
#define BCRYPT_KEY_DATA_BLOB_VERSION1                 0x1
#define BCRYPT_ALG_HANDLE_HMAC_FLAG                   0x00000008
#define BCRYPT_HASH_REUSABLE_FLAG                     0x00000020
#define BCRYPT_RNG_USE_ENTROPY_IN_BUFFER              0x00000001
#define BCRYPT_USE_SYSTEM_PREFERRED_RNG               0x00000002

#define BCRYPT_KEY_DATA_BLOB_MAGIC 0x4d42444b

/* Algorithms that need no opening. */
#define BCRYPT_MD2_ALG_HANDLE         ((BCRYPT_ALG_HANDLE)0x00000001)
#define BCRYPT_MD4_ALG_HANDLE         ((BCRYPT_ALG_HANDLE)0x00000011)
#define BCRYPT_MD5_ALG_HANDLE         ((BCRYPT_ALG_HANDLE)0x00000021)
#define BCRYPT_SHA1_ALG_HANDLE        ((BCRYPT_ALG_HANDLE)0x00000031)
#define BCRYPT_SHA256_ALG_HANDLE      ((BCRYPT_ALG_HANDLE)0x00000041)
#define BCRYPT_SHA384_ALG_HANDLE      ((BCRYPT_ALG_HANDLE)0x00000051)
#define BCRYPT_SHA512_ALG_HANDLE      ((BCRYPT_ALG_HANDLE)0x00000061)
#define BCRYPT_RC4_ALG_HANDLE         ((BCRYPT_ALG_HANDLE)0x00000071)
#define BCRYPT_RNG_ALG_HANDLE         ((BCRYPT_ALG_HANDLE)0x00000081)
#define BCRYPT_HMAC_MD5_ALG_HANDLE    ((BCRYPT_ALG_HANDLE)0x00000091)
#define BCRYPT_HMAC_SHA1_ALG_HANDLE   ((BCRYPT_ALG_HANDLE)0x000000a1)
#define BCRYPT_HMAC_SHA256_ALG_HANDLE ((BCRYPT_ALG_HANDLE)0x000000b1)
#define BCRYPT_HMAC_SHA384_ALG_HANDLE ((BCRYPT_ALG_HANDLE)0x000000c1)
#define BCRYPT_HMAC_SHA512_ALG_HANDLE ((BCRYPT_ALG_HANDLE)0x000000d1)

typedef struct __BCRYPT_KEY_LENGTHS_STRUCT {
    ULONG dwMinLength;
    ULONG dwMaxLength;
    ULONG dwIncrement;
} BCRYPT_KEY_LENGTHS_STRUCT;

typedef struct _BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO {
    ULONG cbSize;
    ULONG dwInfoVersion;
    PUCHAR pbNonce;
    ULONG cbNonce;
    PUCHAR pbAuthData;
    ULONG cbAuthData;
    PUCHAR pbTag;
    ULONG cbTag;
    PUCHAR pbMacContext;
    ULONG cbMacContext;
    ULONG cbAAD;
    ULONGLONG cbData;
    ULONG dwFlags;
} BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO, *PBCRYPT_AUTHENTICATED_CIPHER_MODE_INFO;

#define BCRYPT_INIT_AUTH_MODE_INFO(Info)                                          \
    RtlZeroMemory(&(Info), sizeof(BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO));         \
    (Info).cbSize = sizeof(BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO);                 \
    (Info).dwInfoVersion = BCRYPT_AUTHENTICATED_CIPHER_MODE_INFO_VERSION

typedef struct _BCryptBuffer {
    ULONG cbBuffer;
    ULONG BufferType;
    PVOID pvBuffer;
} BCryptBuffer, *PBCryptBuffer;

typedef struct _BCryptBufferDesc {
    ULONG ulVersion;
    ULONG cBuffers;
    PBCryptBuffer pBuffers;
} BCryptBufferDesc, *PBCryptBufferDesc;

#define BCRYPTBUFFER_VERSION 0

#define KDF_HASH_ALGORITHM   0x0
#define KDF_SECRET_PREPEND   0x1
#define KDF_SECRET_APPEND    0x2
#define KDF_HMAC_KEY         0x3
#define KDF_TLS_PRF_LABEL    0x4
#define KDF_TLS_PRF_SEED     0x5
#define KDF_SECRET_HANDLE    0x6
#define KDF_TLS_PRF_PROTOCOL 0x7
#define KDF_ALGORITHMID      0x8
#define KDF_PARTYUINFO       0x9
#define KDF_PARTYVINFO       0xA
#define KDF_SUPPPUBINFO      0xB
#define KDF_SUPPPRIVINFO     0xC
#define KDF_LABEL            0xD
#define KDF_CONTEXT          0xE
#define KDF_SALT             0xF
#define KDF_ITERATION_COUNT  0x10

typedef struct _BCRYPT_KEY_BLOB {
    ULONG Magic;
} BCRYPT_KEY_BLOB;

typedef struct _BCRYPT_KEY_DATA_BLOB_HEADER {
    ULONG dwMagic;
    ULONG dwVersion;
    ULONG cbKeyData;
} BCRYPT_KEY_DATA_BLOB_HEADER, *PBCRYPT_KEY_DATA_BLOB_HEADER;

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptOpenAlgorithmProvider(
    _Out_ BCRYPT_ALG_HANDLE *phAlgorithm,
    _In_ PCWSTR pszAlgId,
    _In_opt_ PCWSTR pszImplementation,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptGetProperty(
    _In_ BCRYPT_HANDLE hObject,
    _In_ PCWSTR pszProperty,
    _Out_writes_bytes_opt_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptSetProperty(
    _In_ BCRYPT_HANDLE hObject,
    _In_ PCWSTR pszProperty,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptCloseAlgorithmProvider(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptGenerateSymmetricKey(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _Out_ BCRYPT_KEY_HANDLE *phKey,
    _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject,
    _In_ ULONG cbKeyObject,
    _In_reads_bytes_opt_(cbSecret) PUCHAR pbSecret,
    _In_ ULONG cbSecret,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptGenerateKeyPair(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _Out_ BCRYPT_KEY_HANDLE *phKey,
    _In_ ULONG dwLength,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptEncrypt(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_reads_bytes_opt_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_opt_ VOID *pPaddingInfo,
    _Inout_updates_bytes_opt_(cbIV) PUCHAR pbIV,
    _In_ ULONG cbIV,
    _Out_writes_bytes_opt_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDecrypt(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_opt_ VOID *pPaddingInfo,
    _Inout_updates_bytes_opt_(cbIV) PUCHAR pbIV,
    _In_ ULONG cbIV,
    _Out_writes_bytes_opt_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptExportKey(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_opt_ BCRYPT_KEY_HANDLE hExportKey,
    _In_ PCWSTR pszBlobType,
    _Out_writes_bytes_opt_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptImportKey(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _In_opt_ BCRYPT_KEY_HANDLE hImportKey,
    _In_ PCWSTR pszBlobType,
    _Out_ BCRYPT_KEY_HANDLE *phKey,
    _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject,
    _In_ ULONG cbKeyObject,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptImportKeyPair(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _In_opt_ BCRYPT_KEY_HANDLE hImportKey,
    _In_ PCWSTR pszBlobType,
    _Out_ BCRYPT_KEY_HANDLE *phKey,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDuplicateKey(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _Out_ BCRYPT_KEY_HANDLE *phNewKey,
    _Out_writes_bytes_opt_(cbKeyObject) PUCHAR pbKeyObject,
    _In_ ULONG cbKeyObject,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptFinalizeKeyPair(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDestroyKey(
    _In_ BCRYPT_KEY_HANDLE hKey);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDestroySecret(
    _In_ BCRYPT_SECRET_HANDLE hSecret);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptSignHash(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_opt_ VOID *pPaddingInfo,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _Out_writes_bytes_opt_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptVerifySignature(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_opt_ VOID *pPaddingInfo,
    _In_reads_bytes_(cbHash) PUCHAR pbHash,
    _In_ ULONG cbHash,
    _In_reads_bytes_(cbSignature) PUCHAR pbSignature,
    _In_ ULONG cbSignature,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptSecretAgreement(
    _In_ BCRYPT_KEY_HANDLE hPrivKey,
    _In_ BCRYPT_KEY_HANDLE hPubKey,
    _Out_ BCRYPT_SECRET_HANDLE *phAgreedSecret,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDeriveKey(
    _In_ BCRYPT_SECRET_HANDLE hSharedSecret,
    _In_ PCWSTR pwszKDF,
    _In_opt_ BCryptBufferDesc *pParameterList,
    _Out_writes_bytes_(cbDerivedKey) PUCHAR pbDerivedKey,
    _In_ ULONG cbDerivedKey,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptKeyDerivation(
    _In_ BCRYPT_KEY_HANDLE hKey,
    _In_opt_ BCryptBufferDesc *pParameterList,
    _Out_writes_bytes_(cbDerivedKey) PUCHAR pbDerivedKey,
    _In_ ULONG cbDerivedKey,
    _Out_ ULONG *pcbResult,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptCreateHash(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _Out_ BCRYPT_HASH_HANDLE *phHash,
    _Out_writes_bytes_opt_(cbHashObject) PUCHAR pbHashObject,
    _In_ ULONG cbHashObject,
    _In_reads_bytes_opt_(cbSecret) PUCHAR pbSecret,
    _In_ ULONG cbSecret,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptHashData(
    _In_ BCRYPT_HASH_HANDLE hHash,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptFinishHash(
    _In_ BCRYPT_HASH_HANDLE hHash,
    _Out_writes_bytes_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDuplicateHash(
    _In_ BCRYPT_HASH_HANDLE hHash,
    _Out_ BCRYPT_HASH_HANDLE *phNewHash,
    _Out_writes_bytes_opt_(cbHashObject) PUCHAR pbHashObject,
    _In_ ULONG cbHashObject,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDestroyHash(
    _In_ BCRYPT_HASH_HANDLE hHash);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptHash(
    _In_ BCRYPT_ALG_HANDLE hAlgorithm,
    _In_reads_bytes_opt_(cbSecret) PUCHAR pbSecret,
    _In_ ULONG cbSecret,
    _In_reads_bytes_(cbInput) PUCHAR pbInput,
    _In_ ULONG cbInput,
    _Out_writes_bytes_(cbOutput) PUCHAR pbOutput,
    _In_ ULONG cbOutput);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptGenRandom(
    _In_opt_ BCRYPT_ALG_HANDLE hAlgorithm,
    _Out_writes_bytes_(cbBuffer) PUCHAR pbBuffer,
    _In_ ULONG cbBuffer,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDeriveKeyCapi(
    _In_ BCRYPT_HASH_HANDLE hHash,
    _In_opt_ BCRYPT_ALG_HANDLE hTargetAlg,
    _Out_writes_bytes_(cbDerivedKey) PUCHAR pbDerivedKey,
    _In_ ULONG cbDerivedKey,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
__stdcall
BCryptDeriveKeyPBKDF2(
    _In_ BCRYPT_ALG_HANDLE hPrf,
    _In_reads_bytes_opt_(cbPassword) PUCHAR pbPassword,
    _In_ ULONG cbPassword,
    _In_reads_bytes_opt_(cbSalt) PUCHAR pbSalt,
    _In_ ULONG cbSalt,
    _In_ ULONGLONG cIterations,
    _Out_writes_bytes_(cbDerivedKey) PUCHAR pbDerivedKey,
    _In_ ULONG cbDerivedKey,
    _In_ ULONG dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
__stdcall
BCryptGetFipsAlgorithmMode(
    _Out_ BOOLEAN *pfEnabled);

#endif
