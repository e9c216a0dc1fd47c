// Mistakes with something that a driver had not had before: its server gets one more field, and a new function at the end of
// the file puts something in it, that nobody takes out again when the server is freed.
import type { Call, Expression } from '../../../src/c/tree.ts'
import type { Edit } from '../../../src/rules/rule.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import { calledBy, type FunctionSite, recordOfPointer, unwrapped } from '../site.ts'
import { recordsMadeIn } from './blocks.ts'
import { perhaps, reachedFrom } from './inserted.ts'

interface Grown {
  readonly code: string
  readonly mistake: string
  readonly field: string
  /** The driver calls none of these. */
  readonly unless?: RegExp
  readonly fits?: (driver: CorrectDriver) => boolean
  /** Functions; `%` stands for the structure that `Server` points to. */
  readonly functions: string
}

/** A server that the finalizer frees, or what it calls. */
interface Server {
  readonly site: FunctionSite
  /** Its free. */
  readonly call: Call
  readonly tag: string
}

const start = (body: string) => `VOID MutantStart(struct % *Server) { ${body} }`
const attributes =
  'OBJECT_ATTRIBUTES Attributes; IO_STATUS_BLOCK Iosb; InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);'

const declared = 'NTSTATUS NTAPI MutantCreate(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)'
const creation = `struct % *MutantServer; ${declared} { OBJECT_ATTRIBUTES Attributes; IO_STATUS_BLOCK Iosb; InitializeObjectAttributes(&Attributes, SrvCall->pSrvCallName, OBJ_CASE_INSENSITIVE, NULL, NULL); Context->Status = ZwOpenFile(&MutantServer->MutantSession, GENERIC_READ, &Attributes, &Iosb, 0, 0); Context->SrvCalldownStructure->CallBack(Context); return STATUS_PENDING; }`

export const grownOperators: readonly Operator[] = [
  grown({
    code: 'MRX033',
    mistake: 'a resource that nobody deletes',
    field: 'ERESOURCE MutantLock;',
    functions: start('ExInitializeResourceLite(&Server->MutantLock);'),
  }),
  grown({
    code: 'MRX034',
    mistake: 'a timer that nobody stops',
    // Who waits may have waited until it had fired.
    unless: /^(?:KeWait|KeDelay|ZwWait|ExWait|ExQueueWorkItem)/,
    field: 'KTIMER MutantTimer;',
    functions: start(
      'LARGE_INTEGER Due = { .QuadPart = -10 }; KeInitializeTimer(&Server->MutantTimer); KeSetTimer(&Server->MutantTimer, Due, NULL);',
    ),
  }),
  grown({
    code: 'MRX035',
    mistake: 'a file lock that nobody takes down',
    field: 'FILE_LOCK MutantLocks;',
    functions: start('FsRtlInitializeFileLock(&Server->MutantLocks, NULL, NULL);'),
  }),
  grown({
    code: 'MRX035',
    mistake: 'a lookaside list that nobody deletes',
    field: 'NPAGED_LOOKASIDE_LIST MutantBlocks;',
    functions: start("ExInitializeNPagedLookasideList(&Server->MutantBlocks, NULL, NULL, 0, 64, 'tuMX', 0);"),
  }),
  grown({
    code: 'MRX036',
    mistake: 'on a list that nobody takes it off',
    field: 'LIST_ENTRY MutantLink;',
    functions: `extern LIST_ENTRY MutantList; ${start('InsertTailList(&MutantList, &Server->MutantLink);')}`,
  }),
  grown({
    code: 'MRX037',
    mistake: 'a handle that nobody closes',
    field: 'HANDLE MutantSession;',
    functions: start(
      `${attributes} if (!NT_SUCCESS(ZwOpenFile(&Server->MutantSession, GENERIC_READ, &Attributes, &Iosb, 0, 0))) Server->MutantSession = NULL;`,
    ),
  }),
  grown({
    code: 'MRX060',
    mistake: 'a thread that nobody tells to stop',
    // What may tell a thread to stop.
    unless: /^(?:Ke(?!Enter|Leave)|Zw|Interlocked|IoCancel|ObDereference|Ex(?:Wait|ReleaseRundown))/,
    fits: storesNothing,
    field: 'LONG MutantRounds;',
    functions: `static VOID NTAPI MutantLoop(PVOID Context) { struct % *Server = Context; LARGE_INTEGER Delay = { .QuadPart = -10000000LL }; for (;;) { KeDelayExecutionThread(KernelMode, FALSE, &Delay); Server->MutantRounds++; } } ${start(
      'HANDLE Thread; if (NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, MutantLoop, Server))) ZwClose(Thread);',
    )}`,
  }),
  grown({
    code: 'MRX061',
    mistake: 'a password that nobody clears',
    field: 'WCHAR MutantPassword[32];',
    functions: '',
  }),
  {
    code: 'MRX021',
    mistake: 'a back pointer that is left where the entry lives on',
    *mutants(driver) {
      for (const { site, call, tag } of serversOf(driver).filter(each => isFinalizer(each.site, driver))) {
        const added = endOfRecord(tag, driver)
        if (added === undefined) continue
        const bind = `VOID MutantBind(struct ${tag} *Server, PMRX_SRV_CALL SrvCall) { Server->MutantSrvCall = SrvCall; }`
        const edits = [
          { place: added, newText: ' PMRX_SRV_CALL MutantSrvCall; ' },
          site.replaced(site.statementOf(call), perhaps(`${site.text(call)};`)),
          atEnd(site, driver, bind),
        ]
        yield { place: site.place(call), edits }
      }
    },
  },
  {
    code: 'MRX046',
    mistake: "a handle of the caller's process that the finalizer closes",
    *mutants(driver) {
      if (driver.implementing('MRxCreateSrvCall').length > 0) return
      for (const { site, call, tag } of serversOf(driver).filter(each => isFinalizer(each.site, driver))) {
        const added = endOfRecord(tag, driver)
        const registration = registeredBeside(site, 'MRxCreateSrvCall', 'MutantCreate', driver)
        if (added === undefined || registration === undefined) continue
        const [block] = call.arguments
        const edits = [
          { place: added, newText: ' HANDLE MutantSession; ' },
          registration,
          ...site.before(site.statementOf(call), `ZwClose(((struct ${tag} *)${site.text(block!)})->MutantSession);`),
          atEnd(site, driver, creation.replaceAll('%', tag)),
        ]
        yield { place: site.place(call), edits }
      }
    },
  },
  {
    code: 'MRX030',
    mistake: 'the SRV_CALL as a marker in its own Context',
    companions: { MRX002: 'nothing else had set Context' },
    *mutants(driver) {
      for (const { site, call } of serversOf(driver))
        if (isFinalizer(site, driver))
          yield {
            place: site.place(call),
            edits: [atEnd(site, driver, 'VOID MutantMark(PMRX_SRV_CALL SrvCall) { SrvCall->Context = SrvCall; }')],
          }
    },
  },
]

function grown({ code, mistake, field, functions, unless, fits = () => true }: Grown): Operator {
  const isTold = (site: FunctionSite) => site.nodes('call').some(call => unless?.test(calledBy(call)))
  return {
    code,
    mistake,
    *mutants(driver): Iterable<Mutant> {
      if (driver.functions.some(isTold) || !fits(driver)) return
      // A function that makes servers would have to call the new one.
      const made = driver.functions.flatMap(recordsMadeIn)
      for (const { site, call, tag } of serversOf(driver).filter(each => !made.includes(each.tag))) {
        const added = endOfRecord(tag, driver)
        if (added === undefined) continue
        const edits = [{ place: added, newText: ` ${field} ` }]
        const text = functions.replaceAll('%', tag)
        yield { place: site.place(call), edits: text === '' ? edits : [...edits, atEnd(site, driver, text)] }
      }
    },
  }
}

/** What is freed below the finalizer through a variable, each structure once; a count of references would decide when. */
function serversOf(driver: CorrectDriver): Server[] {
  const servers = new Map<string, Server>()
  if (driver.functions.some(counts)) return []
  const contexts = new Set(driver.implementing('MRxFinalizeSrvCall').flatMap(site => contextRecords(site)))
  for (const site of reachedFrom(driver, ['MRxFinalizeSrvCall']))
    for (const call of site.calls('ExFreePoolWithTag', 'ExFreePool', 'RxFreePool')) {
      const [block] = call.arguments
      const tag = block && site.recordBehind(unwrapped(block))
      if (tag !== undefined && contexts.has(tag)) servers.set(tag, { site, call, tag })
    }
  return [...servers.values()]
}

/** Any store that a thread could see may be what tells it. */
function storesNothing(driver: CorrectDriver): boolean {
  return reachedFrom(driver, ['MRxFinalizeSrvCall']).every(site =>
    site
      .nodes('assignment')
      .every(({ target }) =>
        target.kind === 'identifier'
          ? target.symbol?.linkage === 'none'
          : site.text(target) === `${site.parameter(0)}->Context`,
      ),
  )
}

function isFinalizer(site: FunctionSite, driver: CorrectDriver): boolean {
  return driver.implementing('MRxFinalizeSrvCall').includes(site)
}

/** `Table->MRxFinalizeSrvCall = X;` once more, for another member; undefined: an initialiser does it. */
function registeredBeside(site: FunctionSite, member: string, name: string, driver: CorrectDriver): Edit | undefined {
  const file = driver.files.find(each => new RegExp(`MRxFinalizeSrvCall\\s*=\\s*${site.name};`).test(driver.text(each)))
  const found = file && new RegExp(`\\w+(?:\\.|->)MRxFinalizeSrvCall\\s*=\\s*${site.name};`).exec(driver.text(file))
  if (!file || !found) return undefined
  const store = found[0].replace('MRxFinalizeSrvCall', member).replace(site.name, name)
  return { place: { file, start: found.index, end: found.index }, newText: `{ extern ${declared}; ${store} } ` }
}

function counts(site: FunctionSite): boolean {
  const isMember = ({ operand }: { operand: Expression }) => operand.kind === 'member'
  return (
    site.calls('InterlockedDecrement').length > 0 ||
    site.nodes('assignment').some(({ operator, target }) => operator === '-=' && target.kind === 'member') ||
    [...site.nodes('unary'), ...site.nodes('postfix')].some(node => node.operator === '--' && isMember(node))
  )
}

/** Tags of the structures that the function looks at Context as. */
function contextRecords(site: FunctionSite): string[] {
  const isContext = (value: Expression | undefined) =>
    value !== undefined && site.text(unwrapped(value)) === `${site.parameter(0)}->Context`
  const assigned = site
    .nodes('assignment')
    .map(node => (isContext(node.value) ? site.recordBehind(node.target) : undefined))
  const declared = site
    .nodes('declaration')
    .flatMap(({ declarators }) => declarators)
    .map(({ symbol, initializer }) =>
      symbol !== undefined && isContext(initializer) ? recordOfPointer(symbol) : undefined,
    )
  return [...assigned, ...declared].flatMap(tag => tag ?? [])
}

/** In front of the brace that ends the structure; undefined: it has none in the driver's own files. */
function endOfRecord(tag: string, driver: CorrectDriver): Edit['place'] | undefined {
  for (const file of driver.files) {
    const text = driver.text(file)
    const found = new RegExp(`struct\\s+${tag}\\s*\\{`).exec(text)
    if (found === null) continue
    let depth = 0
    for (let at = found.index + found[0].length - 1; at < text.length; at++) {
      if (text[at] === '{') depth++
      if (text[at] === '}' && --depth === 0) return { file, start: at, end: at }
    }
  }
  return undefined
}

function atEnd({ file }: FunctionSite, driver: CorrectDriver, text: string): Edit {
  const at = driver.text(file).length
  return { place: { file, start: at, end: at }, newText: `\n${text}\n` }
}
