/*
 * Dynamic hash tables: chains in the order of their signatures, as many as there are buckets. Which bucket an entry is in
 * cannot be told from outside; so a table that grows or shrinks puts all entries into new chains. What enumerates a table lies
 * in its chains, behind the entry that it has come to, with a signature that no entry has. Source: the documentation of these
 * routines, and the fields that macros read.
 */
#include "kernel.h"

#define KX_LEAST_BUCKETS 128
#define KX_ENUMERATES    0

/* In Flags: the table itself is to be freed. */
enum { KX_OWN_HEADER = 1 };

static ULONG_PTR KxSignature(ULONG_PTR Signature)
{
    return Signature == KX_ENUMERATES ? KX_ENUMERATES + 1 : Signature;
}

static PRTL_DYNAMIC_HASH_TABLE_ENTRY KxEntryAt(PLIST_ENTRY Link)
{
    return CONTAINING_RECORD(Link, RTL_DYNAMIC_HASH_TABLE_ENTRY, Linkage);
}

/* ---- Chains ---- */

static PLIST_ENTRY KxChain(PRTL_DYNAMIC_HASH_TABLE Table, ULONG_PTR Signature)
{
    return (PLIST_ENTRY)Table->Directory + (Signature >> Table->Shift) % Table->TableSize;
}

static VOID KxLink(PRTL_DYNAMIC_HASH_TABLE Table, PLIST_ENTRY Head, PLIST_ENTRY Previous, PLIST_ENTRY Link)
{
    Table->NonEmptyBuckets += IsListEmpty(Head);
    InsertHeadList(Previous, Link);
}

static VOID KxUnlink(PRTL_DYNAMIC_HASH_TABLE Table, PLIST_ENTRY Head, PLIST_ENTRY Link)
{
    RemoveEntryList(Link);
    Table->NonEmptyBuckets -= IsListEmpty(Head);
}

/* The entry behind that place in its chain; NULL: there is none. */
static PRTL_DYNAMIC_HASH_TABLE_ENTRY KxNextEntry(PLIST_ENTRY Head, PLIST_ENTRY Link)
{
    do
        Link = Link->Flink;
    while (Link != Head && KxEntryAt(Link)->Signature == KX_ENUMERATES);
    return Link == Head ? NULL : KxEntryAt(Link);
}

/* In front of the first entry whose signature is not less. */
static VOID KxFindPlace(
    PRTL_DYNAMIC_HASH_TABLE Table, ULONG_PTR Signature, PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
    PRTL_DYNAMIC_HASH_TABLE_ENTRY Next;

    Context->ChainHead = Context->PrevLinkage = KxChain(Table, Signature);
    Context->Signature = Signature;
    while ((Next = KxNextEntry(Context->ChainHead, Context->PrevLinkage)) != NULL && Next->Signature < Signature)
        Context->PrevLinkage = &Next->Linkage;
}

/* ---- Tables ---- */

/* All entries get chains of their own among so many; FALSE: there is no memory for them. */
static BOOLEAN KxSetBuckets(PRTL_DYNAMIC_HASH_TABLE Table, ULONG Count)
{
    PLIST_ENTRY Old = Table->Directory;
    ULONG OldCount = Table->TableSize;
    PLIST_ENTRY New;
    ULONG i;

    if (KxFails("allocation"))
        return FALSE;
    Table->Directory = New = KxAllocate(Count * sizeof(LIST_ENTRY), 'hsaH', FALSE, "RtlDeleteHashTable");
    for (i = 0; i < Count; i++)
        InitializeListHead(New + i);
    Table->TableSize = Count;
    Table->NonEmptyBuckets = 0;
    for (i = 0; i < OldCount; i++)
        while (!IsListEmpty(Old + i)) {
            PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry = KxEntryAt(RemoveTailList(Old + i));
            RTL_DYNAMIC_HASH_TABLE_CONTEXT Place;
            KxFindPlace(Table, Entry->Signature, &Place);
            KxLink(Table, Place.ChainHead, Place.PrevLinkage, &Entry->Linkage);
        }
    if (Old != NULL)
        KxFree(Old, 0, "RtlDeleteHashTable");
    return TRUE;
}

BOOLEAN NTAPI RtlCreateHashTable(PRTL_DYNAMIC_HASH_TABLE *HashTable, ULONG Shift, ULONG Flags)
{
    PRTL_DYNAMIC_HASH_TABLE Table = *HashTable;
    BOOLEAN Own = (BOOLEAN)(Table == NULL);

    KxAtMost(DISPATCH_LEVEL, "RtlCreateHashTable");
    if (Flags != 0)
        KxUnknown("flags of RtlCreateHashTable");
    if (Own && KxFails("allocation"))
        return FALSE;
    if (Own)
        Table = KxAllocate(sizeof(*Table), 'hsaH', FALSE, "RtlDeleteHashTable");
    RtlZeroMemory(Table, sizeof(*Table));
    Table->Flags = Own ? KX_OWN_HEADER : 0;
    Table->Shift = Shift;
    if (!KxSetBuckets(Table, KX_LEAST_BUCKETS)) {
        if (Own)
            KxFree(Table, 0, "RtlDeleteHashTable");
        return FALSE;
    }
    *HashTable = Table;
    return TRUE;
}

/* The entries are their owner's. */
VOID NTAPI RtlDeleteHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
    KxAtMost(DISPATCH_LEVEL, "RtlDeleteHashTable");
    if (HashTable->NumEnumerators != 0)
        KxFail(218, "deletes a hash table that is being enumerated");
    KxFree(HashTable->Directory, 0, "RtlDeleteHashTable");
    HashTable->Directory = NULL;
    if ((HashTable->Flags & KX_OWN_HEADER) != 0)
        KxFree(HashTable, 0, "RtlDeleteHashTable");
}

/* By one bucket; not while it is being enumerated. */

BOOLEAN NTAPI RtlExpandHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
    KxAtMost(DISPATCH_LEVEL, "RtlExpandHashTable");
    return (BOOLEAN)(HashTable->NumEnumerators == 0 && KxSetBuckets(HashTable, HashTable->TableSize + 1));
}

BOOLEAN NTAPI RtlContractHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
    KxAtMost(DISPATCH_LEVEL, "RtlContractHashTable");
    if (HashTable->NumEnumerators != 0 || HashTable->TableSize == KX_LEAST_BUCKETS)
        return FALSE;
    return KxSetBuckets(HashTable, HashTable->TableSize - 1);
}

/* ---- Entries ---- */

/* A context that knows a place already is where the entry goes. */
BOOLEAN NTAPI RtlInsertEntryHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry, ULONG_PTR Signature,
    PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
    RTL_DYNAMIC_HASH_TABLE_CONTEXT Own;

    Entry->Signature = KxSignature(Signature);
    if (Context == NULL || Context->ChainHead == NULL) {
        Context = Context == NULL ? &Own : Context;
        KxFindPlace(HashTable, Entry->Signature, Context);
    }
    KxLink(HashTable, Context->ChainHead, Context->PrevLinkage, &Entry->Linkage);
    HashTable->NumEntries++;
    return TRUE;
}

BOOLEAN NTAPI RtlRemoveEntryHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry, PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
    if (HashTable->NumEntries == 0)
        KxFail(218, "removes an entry from a hash table that has none");
    KxUnlink(HashTable, KxChain(HashTable, Entry->Signature), &Entry->Linkage);
    HashTable->NumEntries--;
    if (Context != NULL && Context->ChainHead == NULL)
        KxFindPlace(HashTable, Entry->Signature, Context);
    return TRUE;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlLookupEntryHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, ULONG_PTR Signature, PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
    RTL_DYNAMIC_HASH_TABLE_CONTEXT Own;
    PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry;

    Signature = KxSignature(Signature);
    Context = Context == NULL ? &Own : Context;
    KxFindPlace(HashTable, Signature, Context);
    Entry = KxNextEntry(Context->ChainHead, Context->PrevLinkage);
    return Entry != NULL && Entry->Signature == Signature ? Entry : NULL;
}

/* The next one of the same signature. */
PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlGetNextEntryHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
    PRTL_DYNAMIC_HASH_TABLE_ENTRY Current = KxNextEntry(Context->ChainHead, Context->PrevLinkage);
    PRTL_DYNAMIC_HASH_TABLE_ENTRY Next = Current == NULL ? NULL : KxNextEntry(Context->ChainHead, &Current->Linkage);

    UNREFERENCED_PARAMETER(HashTable);
    if (Next == NULL || Next->Signature != Context->Signature)
        return NULL;
    Context->PrevLinkage = &Current->Linkage;
    return Next;
}

/* ---- All entries ---- */

BOOLEAN NTAPI RtlInitEnumerationHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
    Enumerator->ChainHead = HashTable->Directory;
    Enumerator->BucketIndex = 0;
    Enumerator->HashEntry.Signature = KX_ENUMERATES;
    KxLink(HashTable, Enumerator->ChainHead, Enumerator->ChainHead, &Enumerator->HashEntry.Linkage);
    HashTable->NumEnumerators++;
    return TRUE;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlEnumerateEntryHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
    PLIST_ENTRY Head = Enumerator->ChainHead;
    ULONG Bucket = Enumerator->BucketIndex;
    PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry = KxNextEntry(Head, &Enumerator->HashEntry.Linkage);

    while (Entry == NULL && ++Bucket < HashTable->TableSize) {
        Head = (PLIST_ENTRY)HashTable->Directory + Bucket;
        Entry = KxNextEntry(Head, Head);
    }
    if (Entry == NULL)
        return NULL;
    KxUnlink(HashTable, Enumerator->ChainHead, &Enumerator->HashEntry.Linkage);
    KxLink(HashTable, Head, &Entry->Linkage, &Enumerator->HashEntry.Linkage);
    Enumerator->ChainHead = Head;
    Enumerator->BucketIndex = Bucket;
    return Entry;
}

VOID NTAPI RtlEndEnumerationHashTable(
    PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
    if (HashTable->NumEnumerators == 0)
        KxFail(218, "ends the enumeration of a hash table that nobody enumerates");
    KxUnlink(HashTable, Enumerator->ChainHead, &Enumerator->HashEntry.Linkage);
    HashTable->NumEnumerators--;
    Enumerator->ChainHead = NULL;
}
