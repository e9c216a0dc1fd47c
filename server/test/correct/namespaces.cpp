// Namespaces of C++: one without a name, and one whose functions have the names of others.
extern "C" {
#include <ntifs.h>
#include <rx.h>
}

namespace {

constexpr ULONG Tag = 'niaR';

struct Server {
    LIST_ENTRY Link;
    FAST_MUTEX Lock;
    LONG References;
    PFILE_OBJECT Connection;
};

MINIRDR_DISPATCH Table;
LIST_ENTRY Servers;
FAST_MUTEX ServersLock;

struct Releaser {
    FAST_MUTEX *m;
    ~Releaser() { ExReleaseFastMutex(m); }
};

Server *Find(LONG id)
{
    ExAcquireFastMutex(&ServersLock);
    Releaser releaser = { &ServersLock };
    for (PLIST_ENTRY e = Servers.Flink; e != &Servers; e = e->Flink) {
        auto s = CONTAINING_RECORD(e, Server, Link);
        if (s->References == id)
            return s;
    }
    return nullptr;
}

void Unlink(Server *server)
{
    ExAcquireFastMutex(&ServersLock);
    RemoveEntryList(&server->Link);
    ExReleaseFastMutex(&ServersLock);
}

void Release(Server *server)
{
    if (server == nullptr || InterlockedDecrement(&server->References) != 0)
        return;
    if (server->Connection != nullptr)
        ObDereferenceObject(server->Connection);
    ExFreePoolWithTag(server, Tag);
}

NTSTATUS NTAPI SrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    UNREFERENCED_PARAMETER(Winner);
    SrvCall->Context = Recommunicate;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    auto server = static_cast<Server *>(SrvCall->Context);
    SrvCall->Context = nullptr;
    if (server != nullptr) {
        Unlink(server);
        Release(server);
    }
    return STATUS_SUCCESS;
}

}

namespace Share {

void Release(PMRX_NET_ROOT netRoot)
{
    netRoot->Context = nullptr;
}

NTSTATUS NTAPI FinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    Release(NetRoot);
    return STATUS_SUCCESS;
}

}

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    InitializeListHead(&Servers);
    ExInitializeFastMutex(&ServersLock);
    ZeroAndInitializeNodeType(&Table, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    Table.MRxSrvCallWinnerNotify = SrvCallWinnerNotify;
    Table.MRxFinalizeSrvCall = FinalizeSrvCall;
    Table.MRxFinalizeNetRoot = Share::FinalizeNetRoot;
    return STATUS_SUCCESS;
}
