/* A worker of the driver is told and waited for through an event on its own stack, by pointer in a list. */
#include <ntifs.h>
#include <rx.h>

typedef struct _HAY_COMMAND { LIST_ENTRY Link; PKEVENT Done; ULONG What; } HAY_COMMAND, *PHAY_COMMAND;

static LIST_ENTRY HayCommands;
static KSPIN_LOCK HayLock;
static KEVENT HayWake;

static VOID NTAPI HayThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    for (;;) {
        PLIST_ENTRY Entry;

        KeWaitForSingleObject(&HayWake, Executive, KernelMode, FALSE, NULL);
        while ((Entry = ExInterlockedRemoveHeadList(&HayCommands, &HayLock)) != NULL) {
            PHAY_COMMAND Command = CONTAINING_RECORD(Entry, HAY_COMMAND, Link);

            KeSetEvent(Command->Done, IO_NO_INCREMENT, FALSE);
        }
    }
}

NTSTATUS HayBegin(PHANDLE Thread)
{
    return PsCreateSystemThread(Thread, SYNCHRONIZE, NULL, NULL, NULL, HayThread, NULL);
}

NTSTATUS NTAPI HayFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    HAY_COMMAND Command;
    KEVENT Done;

    UNREFERENCED_PARAMETER(Force);
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    Command.Done = &Done;
    Command.What = 1;
    ExInterlockedInsertTailList(&HayCommands, &Command.Link, &HayLock);
    KeSetEvent(&HayWake, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID HayFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = HayFinalizeSrvCall; }
