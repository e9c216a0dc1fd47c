/*
 * Cryptography: providers of algorithms, hashes and random numbers as handles that have to be closed. What a digest or a random
 * number is has no meaning here: equal data have equal digests, and no two random numbers are equal. Source: the documentation
 * of these routines.
 */
#include "kernel.h"
#include <bcrypt.h>

/* Of a hash object that the caller gives, in bytes. */
#define KX_HASH_OBJECT 256

typedef struct _KX_ALGORITHM {
    PCWSTR Name;
    ULONG DigestLength;
    ULONG Flags;
} KX_ALGORITHM, *PKX_ALGORITHM;

static const KX_ALGORITHM KxAlgorithms[] = {
    { BCRYPT_RNG_ALGORITHM, 0 },    { BCRYPT_MD4_ALGORITHM, 16 },    { BCRYPT_MD5_ALGORITHM, 16 },
    { BCRYPT_SHA1_ALGORITHM, 20 },  { BCRYPT_SHA256_ALGORITHM, 32 }, { BCRYPT_SHA384_ALGORITHM, 48 },
    { BCRYPT_SHA512_ALGORITHM, 64 }, { BCRYPT_AES_CMAC_ALGORITHM, 16 },
};

typedef struct _KX_HASH {
    KX_ALGORITHM Algorithm;
    ULONGLONG Sum;
    BOOLEAN Finished;
    /* NULL: it has its memory from the system. */
    PUCHAR Object;
} KX_HASH, *PKX_HASH;

/* ---- Providers ---- */

static BOOLEAN KxIsNamed(PCWSTR Name, PCWSTR Wanted)
{
    UNICODE_STRING First, Second;

    RtlInitUnicodeString(&First, Name);
    RtlInitUnicodeString(&Second, Wanted);
    return RtlEqualUnicodeString(&First, &Second, FALSE);
}

/* The numbers that stand for providers that nobody has to open are none. */
static PKX_ALGORITHM KxProviderAt(BCRYPT_HANDLE Handle, PCSTR Routine)
{
    PKX_ALGORITHM Algorithm = Handle;

    if (KxKind(Handle) == 0)
        KxUnknown("%s with a handle that stands for an algorithm", Routine);
    KxAtMost(Algorithm->Flags & BCRYPT_PROV_DISPATCH ? DISPATCH_LEVEL : PASSIVE_LEVEL, Routine);
    return Algorithm;
}

NTSTATUS __stdcall BCryptOpenAlgorithmProvider(
    BCRYPT_ALG_HANDLE *phAlgorithm, PCWSTR pszAlgId, PCWSTR pszImplementation, ULONG dwFlags)
{
    PKX_ALGORITHM Algorithm;
    ULONG i;

    UNREFERENCED_PARAMETER(pszImplementation);
    KxAtMost(PASSIVE_LEVEL, "BCryptOpenAlgorithmProvider");
    if (KxFails("BCryptOpenAlgorithmProvider"))
        return STATUS_NO_MEMORY;
    for (i = 0; i < RTL_NUMBER_OF(KxAlgorithms) && !KxIsNamed(KxAlgorithms[i].Name, pszAlgId); i++)
        ;
    if (i == RTL_NUMBER_OF(KxAlgorithms))
        KxUnknown("algorithms other than digests and random numbers");
    Algorithm = KxAllocate(sizeof(*Algorithm), KX_ALGORITHMS, FALSE, "BCryptCloseAlgorithmProvider");
    *Algorithm = KxAlgorithms[i];
    Algorithm->Flags = dwFlags;
    *phAlgorithm = Algorithm;
    return STATUS_SUCCESS;
}

NTSTATUS __stdcall BCryptCloseAlgorithmProvider(BCRYPT_ALG_HANDLE hAlgorithm, ULONG dwFlags)
{
    UNREFERENCED_PARAMETER(dwFlags);
    if (hAlgorithm == NULL)
        return STATUS_INVALID_HANDLE;
    KxFree(KxProviderAt(hAlgorithm, "BCryptCloseAlgorithmProvider"), 0, "BCryptCloseAlgorithmProvider");
    return STATUS_SUCCESS;
}

/* [MS] Without a buffer: how much there is. */
NTSTATUS __stdcall BCryptGetProperty(
    BCRYPT_HANDLE hObject, PCWSTR pszProperty, PUCHAR pbOutput, ULONG cbOutput, ULONG *pcbResult, ULONG dwFlags)
{
    PKX_ALGORITHM Algorithm;

    UNREFERENCED_PARAMETER(dwFlags);
    if (hObject == NULL)
        return STATUS_INVALID_HANDLE;
    Algorithm = KxProviderAt(hObject, "BCryptGetProperty");
    if (!KxIsNamed(pszProperty, BCRYPT_OBJECT_LENGTH) && !KxIsNamed(pszProperty, BCRYPT_HASH_LENGTH))
        KxUnknown("properties of algorithms other than lengths");
    if (KxFails("BCryptGetProperty"))
        return STATUS_UNSUCCESSFUL;
    *pcbResult = sizeof(ULONG);
    if (pbOutput == NULL)
        return STATUS_SUCCESS;
    if (cbOutput < sizeof(ULONG))
        return STATUS_BUFFER_TOO_SMALL;
    *(ULONG UNALIGNED *)pbOutput =
        KxIsNamed(pszProperty, BCRYPT_OBJECT_LENGTH) ? KX_HASH_OBJECT : Algorithm->DigestLength;
    return STATUS_SUCCESS;
}

/* ---- Contents ---- */

static ULONGLONG KxRandoms;

static ULONGLONG KxMix(ULONGLONG Sum, const UCHAR *Bytes, ULONG Length)
{
    ULONG i;

    for (i = 0; i < Length; i++)
        Sum = (Sum ^ Bytes[i]) * 0x100000001b3;
    return Sum;
}

static VOID KxSpread(ULONGLONG Sum, PUCHAR Bytes, ULONG Length)
{
    ULONG i;

    for (i = 0; i < Length; i++) {
        Sum = Sum * 6364136223846793005 + 1442695040888963407;
        Bytes[i] = (UCHAR)(Sum >> 56);
    }
}

/* [MS] No provider: that of the system, if the flag says so. */
NTSTATUS __stdcall BCryptGenRandom(BCRYPT_ALG_HANDLE hAlgorithm, PUCHAR pbBuffer, ULONG cbBuffer, ULONG dwFlags)
{
    if (hAlgorithm == NULL && (dwFlags & BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0)
        return STATUS_INVALID_HANDLE;
    if (hAlgorithm != NULL)
        KxProviderAt(hAlgorithm, "BCryptGenRandom");
    KxAtMost(DISPATCH_LEVEL, "BCryptGenRandom");
    if (KxFails("BCryptGenRandom"))
        return STATUS_UNSUCCESSFUL;
    KxSpread(++KxRandoms, pbBuffer, cbBuffer);
    return STATUS_SUCCESS;
}

/* ---- Hashes ---- */

static PKX_HASH KxHashAt(BCRYPT_HASH_HANDLE Handle, PCSTR Routine)
{
    PKX_HASH Hash = Handle;

    KxAtMost(Hash->Algorithm.Flags & BCRYPT_PROV_DISPATCH ? DISPATCH_LEVEL : PASSIVE_LEVEL, Routine);
    /* Its memory is the caller's, and has to be there. */
    if (Hash->Object != NULL)
        Hash->Object[0]++;
    return Hash;
}

static PKX_HASH KxUnfinished(BCRYPT_HASH_HANDLE Handle, PCSTR Routine)
{
    PKX_HASH Hash = KxHashAt(Handle, Routine);

    if (Hash->Finished && (Hash->Algorithm.Flags & BCRYPT_HASH_REUSABLE_FLAG) == 0)
        KxUnknown("%s with a hash that is finished", Routine);
    return Hash;
}

static NTSTATUS KxNewHash(const KX_ALGORITHM *Algorithm, BCRYPT_HASH_HANDLE *Handle, PUCHAR Object, ULONG Length)
{
    PKX_HASH Hash;

    if (Object != NULL && Length < KX_HASH_OBJECT)
        return STATUS_BUFFER_TOO_SMALL;
    if (KxFails("BCryptCreateHash"))
        return STATUS_NO_MEMORY;
    Hash = KxAllocate(sizeof(*Hash), KX_DIGEST, FALSE, "BCryptDestroyHash");
    RtlZeroMemory(Hash, sizeof(*Hash));
    Hash->Algorithm = *Algorithm;
    Hash->Object = Object;
    if (Object != NULL)
        RtlZeroMemory(Object, Length);
    *Handle = Hash;
    return STATUS_SUCCESS;
}

NTSTATUS __stdcall BCryptCreateHash(
    BCRYPT_ALG_HANDLE hAlgorithm, BCRYPT_HASH_HANDLE *phHash, PUCHAR pbHashObject, ULONG cbHashObject, PUCHAR pbSecret,
    ULONG cbSecret, ULONG dwFlags)
{
    PKX_ALGORITHM Algorithm;
    NTSTATUS Status;

    if (hAlgorithm == NULL)
        return STATUS_INVALID_HANDLE;
    Algorithm = KxProviderAt(hAlgorithm, "BCryptCreateHash");
    if (Algorithm->DigestLength == 0)
        return STATUS_NOT_SUPPORTED;
    Status = KxNewHash(Algorithm, phHash, pbHashObject, cbHashObject);
    if (!NT_SUCCESS(Status))
        return Status;
    ((PKX_HASH)*phHash)->Algorithm.Flags |= dwFlags & BCRYPT_HASH_REUSABLE_FLAG;
    ((PKX_HASH)*phHash)->Sum = KxMix(Algorithm->DigestLength, pbSecret, cbSecret);
    return STATUS_SUCCESS;
}

NTSTATUS __stdcall BCryptDuplicateHash(
    BCRYPT_HASH_HANDLE hHash, BCRYPT_HASH_HANDLE *phNewHash, PUCHAR pbHashObject, ULONG cbHashObject, ULONG dwFlags)
{
    PKX_HASH Hash = KxUnfinished(hHash, "BCryptDuplicateHash");
    NTSTATUS Status = KxNewHash(&Hash->Algorithm, phNewHash, pbHashObject, cbHashObject);

    UNREFERENCED_PARAMETER(dwFlags);
    if (NT_SUCCESS(Status))
        ((PKX_HASH)*phNewHash)->Sum = Hash->Sum;
    return Status;
}

NTSTATUS __stdcall BCryptHashData(BCRYPT_HASH_HANDLE hHash, PUCHAR pbInput, ULONG cbInput, ULONG dwFlags)
{
    PKX_HASH Hash = KxUnfinished(hHash, "BCryptHashData");

    UNREFERENCED_PARAMETER(dwFlags);
    if (KxFails("BCryptHashData"))
        return STATUS_UNSUCCESSFUL;
    Hash->Finished = FALSE;
    Hash->Sum = KxMix(Hash->Sum, pbInput, cbInput);
    return STATUS_SUCCESS;
}

/* [MS] The output is as long as the digest. */
NTSTATUS __stdcall BCryptFinishHash(BCRYPT_HASH_HANDLE hHash, PUCHAR pbOutput, ULONG cbOutput, ULONG dwFlags)
{
    PKX_HASH Hash = KxUnfinished(hHash, "BCryptFinishHash");

    UNREFERENCED_PARAMETER(dwFlags);
    if (cbOutput != Hash->Algorithm.DigestLength)
        return STATUS_INVALID_PARAMETER;
    if (KxFails("BCryptFinishHash"))
        return STATUS_UNSUCCESSFUL;
    KxSpread(Hash->Sum, pbOutput, cbOutput);
    Hash->Finished = TRUE;
    Hash->Sum = Hash->Algorithm.DigestLength;
    return STATUS_SUCCESS;
}

NTSTATUS __stdcall BCryptDestroyHash(BCRYPT_HASH_HANDLE hHash)
{
    if (hHash == NULL)
        return STATUS_INVALID_HANDLE;
    KxFree(KxHashAt(hHash, "BCryptDestroyHash"), 0, "BCryptDestroyHash");
    return STATUS_SUCCESS;
}

NTSTATUS __stdcall BCryptHash(
    BCRYPT_ALG_HANDLE hAlgorithm, PUCHAR pbSecret, ULONG cbSecret, PUCHAR pbInput, ULONG cbInput, PUCHAR pbOutput,
    ULONG cbOutput)
{
    BCRYPT_HASH_HANDLE Hash;
    NTSTATUS Status = BCryptCreateHash(hAlgorithm, &Hash, NULL, 0, pbSecret, cbSecret, 0);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = BCryptHashData(Hash, pbInput, cbInput, 0);
    if (NT_SUCCESS(Status))
        Status = BCryptFinishHash(Hash, pbOutput, cbOutput, 0);
    BCryptDestroyHash(Hash);
    return Status;
}
