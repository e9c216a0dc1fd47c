/* A tree of names is released by recursion. */
#include <ntifs.h>
#include <rx.h>

typedef struct _BUD_NODE { struct _BUD_NODE *Left, *Right; UNICODE_STRING Name; } BUD_NODE, *PBUD_NODE;

static VOID BudFree(PBUD_NODE Node)
{
    if (Node == NULL)
        return;
    BudFree(Node->Left);
    BudFree(Node->Right);
    if (Node->Name.Buffer != NULL)
        ExFreePoolWithTag(Node->Name.Buffer, ' duB');
    ExFreePoolWithTag(Node, ' duB');
}

NTSTATUS NTAPI BudFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PBUD_NODE Root = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    BudFree(Root);
    return STATUS_SUCCESS;
}

VOID BudFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = BudFinalizeSrvCall; }
