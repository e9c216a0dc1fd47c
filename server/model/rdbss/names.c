/*
 * The netname table: names of SRV_CALLs ("\server"), NET_ROOTs ("\server\share") and V_NET_ROOTs ("\;\server\share").
 * A lookup finds the longest name that is a prefix of the given one and ends at a separator in it, so never the last
 * component (OBS D11).
 */
#include "rdbss.h"

VOID RxInitializePrefixTable(PRX_PREFIX_TABLE ThisTable, ULONG TableSize, BOOLEAN CaseInsensitiveMatch)
{
    RtlZeroMemory(ThisTable, sizeof(*ThisTable));
    ThisTable->NodeTypeCode = RDBSS_NTC_PREFIX_TABLE;
    ThisTable->NodeByteSize = sizeof(*ThisTable);
    ThisTable->TableSize = TableSize;
    ThisTable->CaseInsensitiveMatch = CaseInsensitiveMatch;
    InitializeListHead(&ThisTable->MemberQueue);
    ExInitializeResourceLite(&ThisTable->TableLock);
}

VOID RxFinalizePrefixTable(PRX_PREFIX_TABLE ThisTable)
{
    ExDeleteResourceLite(&ThisTable->TableLock);
}

PRX_PREFIX_ENTRY RxPrefixTableInsertName(
    PRX_PREFIX_TABLE ThisTable, PRX_PREFIX_ENTRY ThisEntry, PVOID Container, PULONG ContainerRefCount,
    USHORT CaseInsensitiveLength, PRX_CONNECTION_ID ConnectionId)
{
    ThisEntry->ContainingRecord = Container;
    ThisEntry->ContainerRefCount = ContainerRefCount;
    ThisEntry->CaseInsensitiveLength = CaseInsensitiveLength;
    if (ConnectionId != NULL)
        ThisEntry->ConnectionId = *ConnectionId;
    /* The table's own reference (C4). */
    (*ContainerRefCount)++;
    InsertTailList(&ThisTable->MemberQueue, &ThisEntry->MemberQLinks);
    ThisTable->Version++;
    return ThisEntry;
}

VOID RxRemovePrefixTableEntry(PRX_PREFIX_TABLE ThisTable, PRX_PREFIX_ENTRY Entry)
{
    if (Entry->MemberQLinks.Flink == NULL)
        return;
    RemoveEntryList(&Entry->MemberQLinks);
    Entry->MemberQLinks.Flink = NULL;
    ThisTable->Version++;
}

static BOOLEAN RxpMatches(PRX_PREFIX_ENTRY Entry, PUNICODE_STRING Name, PRX_CONNECTION_ID ConnectionId)
{
    if (Entry->Prefix.Length >= Name->Length || Name->Buffer[Entry->Prefix.Length / sizeof(WCHAR)] != L'\\')
        return FALSE;
    if (ConnectionId != NULL && !RxEqualConnectionId(&Entry->ConnectionId, ConnectionId))
        return FALSE;
    return RtlPrefixUnicodeString(&Entry->Prefix, Name, TRUE);
}

/* The object that is found is referenced. */
PVOID RxPrefixTableLookupName(
    PRX_PREFIX_TABLE ThisTable, PUNICODE_STRING CanonicalName, PUNICODE_STRING RemainingName,
    PRX_CONNECTION_ID ConnectionId)
{
    PRX_PREFIX_ENTRY Best = NULL;
    PLIST_ENTRY Link;

    for (Link = ThisTable->MemberQueue.Flink; Link != &ThisTable->MemberQueue; Link = Link->Flink) {
        PRX_PREFIX_ENTRY Entry = CONTAINING_RECORD(Link, RX_PREFIX_ENTRY, MemberQLinks);
        if ((Best == NULL || Entry->Prefix.Length > Best->Prefix.Length) && RxpMatches(Entry, CanonicalName, ConnectionId))
            Best = Entry;
    }
    if (Best == NULL)
        return NULL;
    RemainingName->Buffer = CanonicalName->Buffer + Best->Prefix.Length / sizeof(WCHAR);
    RemainingName->Length = CanonicalName->Length - Best->Prefix.Length;
    RemainingName->MaximumLength = RemainingName->Length;
    RxReference(Best->ContainingRecord);
    return Best->ContainingRecord;
}
