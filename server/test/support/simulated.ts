// Drivers in memory that run on the simulator, and a small one whose parts tests replace. The model is compiled once for all
// tests of a file.
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { placeOf } from '../../src/project/places.ts'
import { HeaderAnnotations } from '../../src/services/annotationReports.ts'
import { timeBudget } from '../../src/simulation/budget.ts'
import { builtinScenarios, scavengedLife, usualLives } from '../../src/simulation/builtinScenarios.ts'
import { ScheduledChoices } from '../../src/simulation/choices.ts'
import { type LoadedDriver, type SystemSnapshot, snapshotOf } from '../../src/simulation/driverProgram.ts'
import { collected } from '../../src/simulation/expectations/collect.ts'
import type { Judgement } from '../../src/simulation/judge.ts'
import { Model } from '../../src/simulation/model.ts'
import { type Run, type RunRequest, runScenario } from '../../src/simulation/run.ts'
import { type Scenario, scenarioOf, scenarioOfAnnotation } from '../../src/simulation/scenario.ts'
import type { BrokenRule } from '../../src/simulation/scheduler.ts'
import { type Loading, loadDriver, simulate } from '../../src/simulation/simulate.ts'
import { LineMap } from '../../src/text/lineMap.ts'
import { engineOver, filesOf, folder, type Sources } from './driver.ts'

const library = openLibrary(import.meta.dirname)
const model = new Model(library)
/** What lies in x86/ is built for it. */
const settings = memoryFiles({ [`${folder}/x86/.mrxrc.json`]: '{ "arch": "x86" }' })
const engine = engineOver(settings, { library })

export interface Simulated {
  readonly system: LoadedDriver
  readonly start: SystemSnapshot
}

export function loadingOf(sources: Sources) {
  const texts = Object.entries(filesOf(sources))
  for (const [path, text] of texts) engine.texts.setDocument(path, text)
  const units = texts.filter(([path]) => path.endsWith('.c')).map(([path]) => engine.units.unit(path)!)
  const headers = new HeaderAnnotations({
    text: path => engine.texts.read(path),
    changes: () => engine.units.headerChanges,
  })
  const annotations = collected(units.map(unit => ({ unit, annotations: headers.around(unit) })))
  return loadDriver({ units, defines: [], callbacks: [], annotations }, model)
}

const endless = timeBudget(() => 0, Infinity)

/** The scenarios that its annotations hold; else the built-in ones of these names. */
export function judged(sources: Sources, builtin?: readonly string[]): readonly Judgement[] {
  const loading = loadingOf(sources)
  if ('problem' in loading) throw new Error(loading.problem)
  const scenarios =
    builtin === undefined
      ? loading.system.annotations.scenarios.map(each => scenarioOfAnnotation(each))
      : builtinScenarios.filter(({ name }) => builtin.includes(name))
  return judgementsOf(loading, scenarios)
}

function judgementsOf(loading: Loading, scenarios: readonly Scenario[]): Judgement[] {
  const { judgements } = simulate(loading, { scenarios, profiles: ['callback-page'], budget: endless })
  return judgements.flatMap(each => each ?? [])
}

/** `pass expect no leaks`, `fail expect …: message`: the clauses of all scenarios; one that does not pass says why. */
export function clauseVerdicts(sources: Sources, builtin?: readonly string[]): string[] {
  return judged(sources, builtin).flatMap(({ expectations }) =>
    expectations.map(({ expectation, verdict, message }) => {
      const why = message === undefined ? '' : `: ${message}`
      return `${verdict} ${expectation.text.replace(/^expect /, '')}${why}`
    }),
  )
}

/** A driver that can run. */
export function loaded(sources: Sources): Simulated {
  const loading = loadingOf(sources)
  if ('problem' in loading) throw new Error(loading.problem)
  return { system: loading.system, start: snapshotOf(loading.system) }
}

export function run(
  { system, start }: Simulated,
  clauses: readonly string[],
  { choices = new ScheduledChoices(), profile = 'callback-page', ...more }: Partial<RunRequest> = {},
): Run {
  return runScenario(system, start, { scenario: scenarioOf({ name: 'test', clauses }), profile, choices, ...more })
}

/** Those that most mistakes show in. */
const shortScenarios = [...usualLives, scavengedLife]

/** `MRX005 driver.c:12`, each once, in three of the built-in scenarios or those named; what is not known says why. */
export function violations(sources: Sources, names: readonly string[] = shortScenarios): string[] {
  const scenarios = builtinScenarios.filter(({ name }) => names.includes(name))
  const found = judgementsOf(loadingOf(sources), scenarios).flatMap(judgement => [
    ...judgement.violations.map(({ rule }) => `${rule.code} ${placeText(rule)}`),
    ...(judgement.reason === undefined ? [] : [judgement.reason]),
  ])
  return [...new Set(found)].sort()
}

export function placeText({ site }: Pick<BrokenRule, 'site'>): string {
  if (site === undefined) return 'nowhere'
  const { file, start } = placeOf(site.first)
  const line = new LineMap(engine.texts.read(file) ?? '').position(start).line + 1
  return `${file.slice(file.lastIndexOf('/') + 1)}:${line}`
}

/** Lines of the source with a comment `// MRXnnn`, as `violations` has them. */
export function expected(source: string): string[] {
  const marks = source.split('\n').flatMap((line, i) => {
    const codes = /\/\/ ((?:MRX\d{3} ?)+)/.exec(line)?.[1]?.trim().split(' ') ?? []
    return codes.map(code => `${code} driver.c:${i + 1}`)
  })
  return marks.sort()
}

/** What a test replaces in the driver; the rest is right. */
export interface Parts {
  readonly declarations?: string
  readonly allocate?: string
  readonly free?: string
  readonly create?: string
  readonly winner?: string
  readonly finalize?: string
  readonly createVNetRoot?: string
  readonly finalizeNetRoot?: string
  readonly finalizeVNetRoot?: string
  readonly members?: string
  readonly beforeRegister?: string
  readonly unload?: string
  /** Behind the line of the table, and that of the unload routine. */
  readonly table?: string
  readonly unloadMark?: string
}

const right: Required<Parts> = {
  declarations: '',
  allocate: `static PSERVER Allocate(VOID)
{
    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG);
    if (server != NULL)
        RtlZeroMemory(server, sizeof(*server));
    return server;
}
`,
  free: `static VOID Free(PSERVER server)
{
    ExFreePoolWithTag(server, TAG);
}
`,
  create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
  winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
  finalize: `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
    return STATUS_SUCCESS;
}
`,
  createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
  finalizeNetRoot: `NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    return STATUS_SUCCESS;
}
`,
  finalizeVNetRoot: `NTSTATUS NTAPI MyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    return STATUS_SUCCESS;
}
`,
  members: '',
  beforeRegister: '',
  unload: '',
  table: '',
  unloadMark: '',
}

export function driverWith(parts: Parts): string {
  const part = { ...right, ...parts }
  return `#define MINIRDR__NAME my
#include <ntifs.h>
#include <rx.h>
#define TAG 'tseT'
typedef struct _SERVER { LIST_ENTRY Link; LONG Value; HANDLE Handle; PVOID Pointer; KTIMER Timer; KDPC Dpc; ERESOURCE Lock; } SERVER, *PSERVER;
static MINIRDR_DISPATCH MyDispatch;${part.table}
PRDBSS_DEVICE_OBJECT MyDevice;
${part.declarations}${part.allocate}${part.free}${part.create}${part.winner}${part.finalize}${part.createVNetRoot}${part.finalizeNetRoot}${part.finalizeVNetRoot}
VOID NTAPI MyExtractNetRootName(PUNICODE_STRING Path, PMRX_SRV_CALL SrvCall, PUNICODE_STRING Name, PUNICODE_STRING Rest)
{
    Name->Buffer = Path->Buffer + SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    Name->Length = Name->MaximumLength = Path->Length - SrvCall->pSrvCallName->Length;
}
NTSTATUS NTAPI MyCreate(PRX_CONTEXT RxContext)
{
    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    return RxContext->pFobx == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
VOID NTAPI MyUnload(PDRIVER_OBJECT DriverObject)${part.unloadMark}
{
    ${part.unload}
    RxUnregisterMinirdr(MyDevice);
}
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\\\Device\\\\My");
    NTSTATUS status;
    ZeroAndInitializeNodeType(&MyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MyDispatch));
    MyDispatch.MRxCreateSrvCall = MyCreateSrvCall;
    MyDispatch.MRxSrvCallWinnerNotify = MyWinnerNotify;
    MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall;
    MyDispatch.MRxExtractNetRootName = MyExtractNetRootName;
    MyDispatch.MRxCreateVNetRoot = MyCreateVNetRoot;
    MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot;
    MyDispatch.MRxFinalizeVNetRoot = MyFinalizeVNetRoot;
    MyDispatch.MRxCreate = MyCreate;
    ${part.members}
    ${part.beforeRegister}
    status = RxRegisterMinirdr(&MyDevice, DriverObject, &MyDispatch, 0, &name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0);
    if (NT_SUCCESS(status))
        DriverObject->DriverUnload = MyUnload;
    return status;
}
`
}

/** A driver whose finalizer frees Context twice. */
export const freedTwice = driverWith({
  finalize: `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    Free(server);
    Free(server);
    return STATUS_SUCCESS;
}
`,
})

/** What the driver asks when it is loaded; a condition that does not hold stops it. */
export function holds(declarations: string, ...conditions: string[]): string[] {
  return holdsWith('', declarations, ...conditions)
}

/** The same with functions of the driver. */
export function holdsWith(functions: string, declarations: string, ...conditions: string[]): string[] {
  const asked = conditions.map(each => `if (!(${each})) KeBugCheck(1);`).join('\n    ')
  const source = driverWith({ declarations: functions, beforeRegister: `{ ${declarations}\n    ${asked} }` })
  const { violations, unknown } = run(loaded(source), ['connect'])
  return [...violations.map(({ message }) => message), ...(unknown === undefined ? [] : [unknown])]
}
