/*
 * Generic tables. How they are balanced cannot be seen, so each is a list in the order of its elements; the first member of
 * its right children leads to the next. Source: the documentation of these routines.
 */
#include "kernel.h"

/* Of both kinds: Entry is what lies in front of an element, FIRST where the first one is found. */
#define KX_TABLE(Suffix, TABLE, ENTRY, FIRST, COMPARE, ALLOCATE, FREE)                                                   \
                                                                                                                         \
    VOID NTAPI RtlInitializeGenericTable##Suffix(                                                                        \
        TABLE *Table, COMPARE CompareRoutine, ALLOCATE AllocateRoutine, FREE FreeRoutine, PVOID TableContext)            \
    {                                                                                                                    \
        RtlZeroMemory(Table, sizeof(*Table));                                                                            \
        Table->CompareRoutine = CompareRoutine;                                                                          \
        Table->AllocateRoutine = AllocateRoutine;                                                                        \
        Table->FreeRoutine = FreeRoutine;                                                                                \
        Table->TableContext = TableContext;                                                                              \
    }                                                                                                                    \
                                                                                                                         \
    /* Where the link to the first element lies that is not less; Equal: it is that one. */                              \
    static PVOID *KxPlaceIn##Suffix##Table(TABLE *Table, PVOID Buffer, PBOOLEAN Equal)                                   \
    {                                                                                                                    \
        PVOID *Link = (PVOID *)&(FIRST);                                                                                 \
        RTL_GENERIC_COMPARE_RESULTS Result = GenericLessThan;                                                            \
                                                                                                                         \
        while (*Link != NULL) {                                                                                          \
            Result = Table->CompareRoutine(Table, Buffer, (ENTRY *)*Link + 1);                                           \
            if (Result != GenericGreaterThan)                                                                            \
                break;                                                                                                   \
            Link = (PVOID *)&((ENTRY *)*Link)->Links.RightChild;                                                         \
        }                                                                                                                \
        *Equal = (BOOLEAN)(*Link != NULL && Result == GenericEqual);                                                     \
        return Link;                                                                                                     \
    }                                                                                                                    \
                                                                                                                         \
    PVOID NTAPI RtlInsertElementGenericTable##Suffix(                                                                    \
        TABLE *Table, PVOID Buffer, CLONG BufferSize, PBOOLEAN NewElement)                                               \
    {                                                                                                                    \
        BOOLEAN Equal;                                                                                                   \
        PVOID *Link = KxPlaceIn##Suffix##Table(Table, Buffer, &Equal);                                                   \
        ENTRY *New = *Link;                                                                                              \
                                                                                                                         \
        if (!Equal) {                                                                                                    \
            New = Table->AllocateRoutine(Table, (CLONG)sizeof(*New) + BufferSize);                                       \
            if (New != NULL) {                                                                                           \
                RtlZeroMemory(New, sizeof(*New));                                                                        \
                RtlCopyMemory(New + 1, Buffer, BufferSize);                                                              \
                New->Links.RightChild = *Link;                                                                           \
                *Link = New;                                                                                             \
                Table->NumberGenericTableElements++;                                                                     \
            }                                                                                                            \
        }                                                                                                                \
        if (NewElement != NULL)                                                                                          \
            *NewElement = (BOOLEAN)(!Equal && New != NULL);                                                              \
        return New == NULL ? NULL : New + 1;                                                                             \
    }                                                                                                                    \
                                                                                                                         \
    BOOLEAN NTAPI RtlDeleteElementGenericTable##Suffix(TABLE *Table, PVOID Buffer)                                       \
    {                                                                                                                    \
        BOOLEAN Equal;                                                                                                   \
        PVOID *Link = KxPlaceIn##Suffix##Table(Table, Buffer, &Equal);                                                   \
        ENTRY *Old = *Link;                                                                                              \
                                                                                                                         \
        if (!Equal)                                                                                                      \
            return FALSE;                                                                                                \
        *Link = Old->Links.RightChild;                                                                                   \
        Table->NumberGenericTableElements--;                                                                             \
        Table->OrderedPointer = NULL;                                                                                    \
        Table->FreeRoutine(Table, Old);                                                                                  \
        return TRUE;                                                                                                     \
    }                                                                                                                    \
                                                                                                                         \
    PVOID NTAPI RtlLookupElementGenericTable##Suffix(TABLE *Table, PVOID Buffer)                                         \
    {                                                                                                                    \
        BOOLEAN Equal;                                                                                                   \
        PVOID *Link = KxPlaceIn##Suffix##Table(Table, Buffer, &Equal);                                                   \
                                                                                                                         \
        return Equal ? (ENTRY *)*Link + 1 : NULL;                                                                        \
    }                                                                                                                    \
                                                                                                                         \
    PVOID NTAPI RtlGetElementGenericTable##Suffix(TABLE *Table, ULONG I)                                                 \
    {                                                                                                                    \
        ENTRY *Entry = (ENTRY *)(FIRST);                                                                                 \
                                                                                                                         \
        while (Entry != NULL && I-- > 0)                                                                                 \
            Entry = (ENTRY *)Entry->Links.RightChild;                                                                    \
        return Entry == NULL ? NULL : Entry + 1;                                                                         \
    }                                                                                                                    \
                                                                                                                         \
    PVOID NTAPI RtlEnumerateGenericTableWithoutSplaying##Suffix(TABLE *Table, PVOID *RestartKey)                         \
    {                                                                                                                    \
        ENTRY *Entry = *RestartKey == NULL ? (ENTRY *)(FIRST) : (ENTRY *)((ENTRY *)*RestartKey)->Links.RightChild;       \
                                                                                                                         \
        *RestartKey = Entry;                                                                                             \
        return Entry == NULL ? NULL : Entry + 1;                                                                         \
    }                                                                                                                    \
                                                                                                                         \
    PVOID NTAPI RtlEnumerateGenericTable##Suffix(TABLE *Table, BOOLEAN Restart)                                          \
    {                                                                                                                    \
        PVOID Key = Restart ? NULL : Table->OrderedPointer;                                                              \
        PVOID Element = RtlEnumerateGenericTableWithoutSplaying##Suffix(Table, &Key);                                    \
                                                                                                                         \
        Table->OrderedPointer = Key;                                                                                     \
        return Element;                                                                                                  \
    }                                                                                                                    \
                                                                                                                         \
    BOOLEAN NTAPI RtlIsGenericTableEmpty##Suffix(TABLE *Table)                                                           \
    {                                                                                                                    \
        return (BOOLEAN)(Table->NumberGenericTableElements == 0);                                                        \
    }                                                                                                                    \
                                                                                                                         \
    ULONG NTAPI RtlNumberGenericTableElements##Suffix(TABLE *Table)                                                      \
    {                                                                                                                    \
        return Table->NumberGenericTableElements;                                                                        \
    }

typedef struct _KX_SPLAY_ENTRY {
    RTL_SPLAY_LINKS Links;
    LIST_ENTRY InsertOrder;
} KX_SPLAY_ENTRY;

typedef struct _KX_AVL_ENTRY {
    RTL_BALANCED_LINKS Links;
} KX_AVL_ENTRY;

KX_TABLE(, RTL_GENERIC_TABLE, KX_SPLAY_ENTRY, Table->TableRoot, PRTL_GENERIC_COMPARE_ROUTINE,
         PRTL_GENERIC_ALLOCATE_ROUTINE, PRTL_GENERIC_FREE_ROUTINE)
KX_TABLE(Avl, RTL_AVL_TABLE, KX_AVL_ENTRY, Table->BalancedRoot.RightChild, PRTL_AVL_COMPARE_ROUTINE,
         PRTL_AVL_ALLOCATE_ROUTINE, PRTL_AVL_FREE_ROUTINE)
