// The routines that generated drivers are filled with. Each is text for one number, which its names carry, and the call
// that uses it where `RxContext`, `Server` and `Status` are in scope.

export interface Part {
  readonly text: string
  /** An expression of type NTSTATUS. */
  readonly call: string
}

export const parts: readonly ((n: number) => Part)[] = [
  queue,
  find,
  hash,
  statusTable,
  encode,
  decode,
  send,
  queryInformation,
  openTarget,
  sweep,
]

function queue(n: number): Part {
  return {
    call: `TlyQueueRequest${n}(Server, ${n}, ${n % 7})`,
    text: `/* A new request at the end of the server's list; the list owns it from here on. */
static NTSTATUS
TlyQueueRequest${n}(IN OUT PTLY_SERVER Server, IN ULONG Id, IN USHORT Operation)
{
    PTLY_REQUEST Request;

    PAGED_CODE();

    Request = ExAllocatePoolWithTag(PagedPool, sizeof(TLY_REQUEST), TLY_POOL_TAG);
    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Request, sizeof(TLY_REQUEST));
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    Request->Id = Id;
    Request->Operation = Operation;
    Request->Capacity = TLY_ALIGN(TLY_HEADER_SIZE + ${(n % 13) * 16}, 8);
    Request->Status = STATUS_PENDING;

    ExAcquireFastMutex(&Server->Mutex);
    InsertTailList(&Server->Requests, &Request->Link);
    Server->Statistics[${n % 8}] += 1;
    InterlockedIncrement(&Server->References);
    ExReleaseFastMutex(&Server->Mutex);

    return STATUS_SUCCESS;
}
`,
  }
}

function find(n: number): Part {
  return {
    call: `TlyFindRequest${n}(Server, ${n}, NULL)`,
    text: `static NTSTATUS
TlyFindRequest${n}(IN PTLY_SERVER Server, IN ULONG Id, OUT PTLY_REQUEST *Found OPTIONAL)
{
    PLIST_ENTRY Entry;
    NTSTATUS Status = STATUS_NOT_FOUND;

    PAGED_CODE();

    ExAcquireFastMutex(&Server->Mutex);
    for (Entry = Server->Requests.Flink; Entry != &Server->Requests; Entry = Entry->Flink)
    {
        PTLY_REQUEST Request = CONTAINING_RECORD(Entry, TLY_REQUEST, Link);

        if (Request->Id != Id || (Request->Flags & 0x${(n % 15) + 1}) != 0)
            continue;
        if (Found != NULL)
            *Found = Request;
        Status = STATUS_SUCCESS;
        break;
    }
    ExReleaseFastMutex(&Server->Mutex);

    return (Status == STATUS_NOT_FOUND && Found == NULL) ? STATUS_SUCCESS : Status;
}
`,
  }
}

function hash(n: number): Part {
  return {
    call: `(TlyHashName${n}(&Server->Name) != 0 ? STATUS_SUCCESS : STATUS_OBJECT_NAME_INVALID)`,
    text: `/* Not case sensitive: servers are compared as RDBSS compares them. */
static ULONG
TlyHashName${n}(IN PUNICODE_STRING Name)
{
    ULONG Hash = ${2166136261 - n}u;
    USHORT i;

    for (i = 0; i < Name->Length / sizeof(WCHAR); i++)
    {
        WCHAR Character = RtlUpcaseUnicodeChar(Name->Buffer[i]);

        if (Character == L'\\\\' && i == 0)
            continue;
        Hash ^= (ULONG)(Character & 0xff);
        Hash *= 16777619u;
        Hash ^= (ULONG)(Character >> 8);
        Hash = (Hash << ${(n % 11) + 1}) | (Hash >> ${31 - (n % 11)});
    }
    return Hash | 1;
}
`,
  }
}

const localStatuses = [
  'STATUS_SUCCESS',
  'STATUS_ACCESS_DENIED',
  'STATUS_BAD_NETWORK_NAME',
  'STATUS_BAD_NETWORK_PATH',
  'STATUS_CONNECTION_DISCONNECTED',
  'STATUS_INSUFFICIENT_RESOURCES',
  'STATUS_INVALID_PARAMETER',
  'STATUS_IO_TIMEOUT',
  'STATUS_NETWORK_NAME_DELETED',
  'STATUS_NO_SUCH_FILE',
  'STATUS_OBJECT_NAME_NOT_FOUND',
  'STATUS_SHARING_VIOLATION',
]

function statusTable(n: number): Part {
  const rows = localStatuses.map((status, i) => `    { ${n + i}, ${status}, ${i % 3 === 0 ? 'TRUE' : 'FALSE'} },`)
  return {
    call: `TlyMapStatus${n}(${n}, NULL)`,
    text: `static const TLY_STATUS_ENTRY TlyStatusTable${n}[] =
{
${rows.join('\n')}
};

static NTSTATUS
TlyMapStatus${n}(IN ULONG Remote, OUT PBOOLEAN Retry OPTIONAL)
{
    ULONG i;

    for (i = 0; i < RTL_NUMBER_OF(TlyStatusTable${n}); i++)
    {
        if (TlyStatusTable${n}[i].Remote == Remote)
        {
            if (Retry != NULL)
                *Retry = TlyStatusTable${n}[i].Retry;
            return TlyStatusTable${n}[i].Local;
        }
    }
    return STATUS_UNSUCCESSFUL;
}
`,
  }
}

function encode(n: number): Part {
  return {
    call: `TlyEncodeRequest${n}(NULL, NULL, 0, NULL)`,
    text: `static NTSTATUS
TlyEncodeRequest${n}(IN PTLY_REQUEST Request OPTIONAL, OUT PUCHAR Buffer, IN ULONG Length, OUT PULONG Used)
{
    ULONG Offset = 0;
    ULONG Check = ${n};

    if (Request == NULL)
        return STATUS_SUCCESS;
    if (Length < TLY_HEADER_SIZE + Request->Length)
        return STATUS_BUFFER_TOO_SMALL;

    TLY_PUT_ULONG(Buffer, Offset, Request->Id);
    Offset += sizeof(ULONG);
    TLY_PUT_ULONG(Buffer, Offset, ((ULONG)Request->Operation << 16) | Request->Flags);
    Offset += sizeof(ULONG);

    switch (Request->Operation)
    {
        case ${n % 5}:
            TLY_PUT_ULONG(Buffer, Offset, Request->For.Transfer.Offset.LowPart);
            TLY_PUT_ULONG(Buffer, Offset + 4, (ULONG)Request->For.Transfer.Offset.HighPart);
            TLY_PUT_ULONG(Buffer, Offset + 8, Request->For.Transfer.ByteCount);
            Offset += 12;
            break;

        case ${(n % 5) + 1}:
            TLY_PUT_ULONG(Buffer, Offset, Request->For.Query.Class);
            Offset += sizeof(ULONG);
            /* fall through */

        default:
            while (Check != 0 && Offset < Length)
            {
                Buffer[Offset++] = (UCHAR)(Check & 0x7f);
                Check >>= 7;
            }
            break;
    }

    *Used = TLY_ALIGN(Offset, 4);
    return STATUS_SUCCESS;
}
`,
  }
}

function decode(n: number): Part {
  return {
    call: `TlyDecodeReply${n}(NULL, NULL, 0)`,
    text: `static NTSTATUS
TlyDecodeReply${n}(IN OUT PTLY_REQUEST Request OPTIONAL, IN const UCHAR *Buffer, IN ULONG Length)
{
    ULONG Remaining = Length;
    const UCHAR *At = Buffer;

    if (Request == NULL || Buffer == NULL)
        return STATUS_SUCCESS;

    do
    {
        ULONG Size;

        if (Remaining < TLY_HEADER_SIZE)
            return STATUS_INVALID_NETWORK_RESPONSE;
        Size = TLY_GET_ULONG(At, 0);
        if (Size < TLY_HEADER_SIZE || Size > Remaining)
            return STATUS_INVALID_NETWORK_RESPONSE;

        if (At[4] == ${n % 251})
            Request->Flags |= (USHORT)At[5];
        else if (At[4] == ${(n + 1) % 251} && Size >= TLY_HEADER_SIZE + sizeof(ULONG))
            Request->Length = min(TLY_GET_ULONG(At, 8), Request->Capacity);
        else
            Request->Status = STATUS_INVALID_NETWORK_RESPONSE;

        At += Size;
        Remaining -= Size;
    } while (Remaining > 0);

    KeSetEvent(&Request->Done, IO_NETWORK_INCREMENT, FALSE);
    return Request->Status;
}
`,
  }
}

function send(n: number): Part {
  return {
    call: `TlySendAndWait${n}(Server, NULL)`,
    text: `/* Runs at PASSIVE_LEVEL in the caller's own thread; gives up after TLY_MAXIMUM_RETRIES. */
static NTSTATUS
TlySendAndWait${n}(IN OUT PTLY_SERVER Server, IN OUT PTLY_REQUEST Request OPTIONAL)
{
    LARGE_INTEGER Timeout;
    NTSTATUS Status = STATUS_SUCCESS;
    ULONG Try;

    PAGED_CODE();

    Timeout.QuadPart = -10 * 1000 * ${(n % 50) + 1}LL;
    for (Try = 0; Request != NULL && Try < TLY_MAXIMUM_RETRIES; Try++)
    {
        ExAcquireFastMutex(&Server->Mutex);
        __try
        {
            if (Server->State == TlyBroken)
            {
                Status = STATUS_CONNECTION_DISCONNECTED;
                __leave;
            }
            if (Server->State == TlyIdle)
                Server->State = TlyConnecting;
            Server->Retries += Try;
            Server->Statistics[${n % 8}] ^= Request->Id;
        }
        __finally
        {
            ExReleaseFastMutex(&Server->Mutex);
        }
        if (!NT_SUCCESS(Status))
            break;

        Status = KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, &Timeout);
        if (Status != STATUS_TIMEOUT)
            return Request->Status;
        KeDelayExecutionThread(KernelMode, FALSE, &Timeout);
    }
    return Status;
}
`,
  }
}

function queryInformation(n: number): Part {
  return {
    call: `TlyQueryInformation${n}(RxContext)`,
    text: `static NTSTATUS
TlyQueryInformation${n}(IN OUT PRX_CONTEXT RxContext)
{
    PVOID Buffer = RxContext->Info.Buffer;
    LONG Room = RxContext->Info.LengthRemaining;

    PAGED_CODE();

    switch (RxContext->Info.FileInformationClass)
    {
        case FileBasicInformation:
        {
            PFILE_BASIC_INFORMATION Basic = Buffer;

            if (Room < (LONG)sizeof(FILE_BASIC_INFORMATION))
                return STATUS_BUFFER_TOO_SMALL;
            RtlZeroMemory(Basic, sizeof(FILE_BASIC_INFORMATION));
            Basic->FileAttributes = FILE_ATTRIBUTE_NORMAL;
            Basic->LastWriteTime.QuadPart = ${n} * 864000000000LL;
            RxContext->Info.LengthRemaining -= sizeof(FILE_BASIC_INFORMATION);
            return STATUS_SUCCESS;
        }

        case FileStandardInformation:
        {
            PFILE_STANDARD_INFORMATION Standard = Buffer;

            if (Room < (LONG)sizeof(FILE_STANDARD_INFORMATION))
                return STATUS_BUFFER_TOO_SMALL;
            RtlZeroMemory(Standard, sizeof(FILE_STANDARD_INFORMATION));
            Standard->NumberOfLinks = 1;
            Standard->EndOfFile.QuadPart = ${n * 3};
            RxContext->Info.LengthRemaining -= sizeof(FILE_STANDARD_INFORMATION);
            return STATUS_SUCCESS;
        }

        default:
            return STATUS_NOT_IMPLEMENTED;
    }
}
`,
  }
}

function openTarget(n: number): Part {
  return {
    call: `TlyOpenTarget${n}(RxContext)`,
    text: `static NTSTATUS
TlyOpenTarget${n}(IN OUT PRX_CONTEXT RxContext)
{
    PMRX_SRV_OPEN SrvOpen = RxContext->pRelevantSrvOpen;
    PUNICODE_STRING Name = GET_ALREADY_PREFIXED_NAME(SrvOpen, RxContext->pFcb);
    ULONG Options = RxContext->Create.NtCreateParameters.CreateOptions;
    BOOLEAN Directory = BooleanFlagOn(Options, FILE_DIRECTORY_FILE);

    PAGED_CODE();

    if (Name->Length <= ${(n % 4) + 1} * sizeof(WCHAR))
        Directory = TRUE;
    if (Directory && BooleanFlagOn(Options, FILE_NON_DIRECTORY_FILE))
        return STATUS_FILE_IS_A_DIRECTORY;
    if (!Directory && RxContext->Create.NtCreateParameters.Disposition == FILE_CREATE)
        return STATUS_OBJECT_NAME_COLLISION;

    RxContext->pFobx = RxCreateNetFobx(RxContext, SrvOpen);
    if (RxContext->pFobx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    SrvOpen->BufferingFlags |= FCB_STATE_DISABLE_LOCAL_BUFFERING;
    RxContext->Create.ReturnedCreateInformation = Directory ? FILE_OPENED : FILE_EXISTS;
    return STATUS_SUCCESS;
}
`,
  }
}

function sweep(n: number): Part {
  return {
    call: `TlySweepRequests${n}(Server, STATUS_CANCELLED)`,
    text: `/* Completes everything that waits, oldest first, with one status. */
static NTSTATUS
TlySweepRequests${n}(IN OUT PTLY_SERVER Server, IN NTSTATUS Status)
{
    LIST_ENTRY Finished;
    ULONG Count = 0;

    PAGED_CODE();

    InitializeListHead(&Finished);
    ExAcquireFastMutex(&Server->Mutex);
    while (!IsListEmpty(&Server->Requests) && Count < ${(n % 64) + 1})
    {
        PLIST_ENTRY Entry = RemoveHeadList(&Server->Requests);

        InsertTailList(&Finished, Entry);
        Count++;
    }
    ExReleaseFastMutex(&Server->Mutex);

    while (!IsListEmpty(&Finished))
    {
        PTLY_REQUEST Request = CONTAINING_RECORD(RemoveHeadList(&Finished), TLY_REQUEST, Link);

        Request->Status = Status;
        if (Request->Buffer != NULL)
            ExFreePoolWithTag(Request->Buffer, TLY_POOL_TAG);
        ExFreePoolWithTag(Request, TLY_POOL_TAG);
        if (InterlockedDecrement(&Server->References) == 0)
            Server->State = TlyIdle;
    }
    return STATUS_SUCCESS;
}
`,
  }
}
