// Small concurrent programs for the exploration: a DriverEntry that makes two or three threads and waits for them, or callers
// of steps in two phases, whose work items go on beside the steps that follow. Each does a few operations on shared
// variables, locks, events and pool. Many of them have lost updates, deadlocks, accesses to what is freed; all of them end.
import type { Stage } from '../../src/simulation/scheduler.ts'
import { Random } from '../support/random.ts'

export interface ConcurrentProgram {
  readonly source: string
  /** The bound that it is explored with. */
  readonly preemptions: number
}

/** DriverEntry sets up, then phases of steps follow. */
export interface SteppedProgram extends ConcurrentProgram {
  readonly stages: readonly Stage[]
}

type Below = (limit: number) => number

const declarations = `#include <ntifs.h>
volatile LONG A, B;
LONG X, Y, R[16];
FAST_MUTEX M[2];
KEVENT E[2];
KSEMAPHORE S;
EX_RUNDOWN_REF U;
EX_PUSH_LOCK L;
KSPIN_LOCK K;
PVOID P;
KDPC D[2];
KTIMER T;
static VOID NTAPI First(PKDPC Dpc, PVOID Context, PVOID One, PVOID Other)
{
    InterlockedExchange(&A, InterlockedIncrement(&B));
    KeSetEvent(&E[0], 0, FALSE);
}
static VOID NTAPI Second(PKDPC Dpc, PVOID Context, PVOID One, PVOID Other)
{
    PVOID p = ExAllocatePoolWithTag(NonPagedPool, 8, 'tset');
    if (p) *(PLONG)p = A;
    p = InterlockedExchangePointer(&P, p);
    if (p) ExFreePool(p);
}
`

/** An operation of thread `t`. */
const operations: readonly ((random: Below, t: number) => string)[] = [
  random => `InterlockedIncrement(&${'AB'[random(2)]});`,
  (random, t) => `R[${t}] = R[${t}] * 3 + InterlockedExchange(&${'AB'[random(2)]}, ${random(4)});`,
  (random, t) => `R[${t}] += InterlockedCompareExchange(&A, ${random(3)}, ${random(3)});`,
  random => locked(random(2), `X = X * 2 + ${random(3)};`),
  random => locked(random(2), `Y = Y + X; InterlockedIncrement(&B);`),
  // A lost update.
  (_, t) => `${locked(0, `R[${t}] = X;`)} ${locked(0, `X = R[${t}] + 1;`)}`,
  random => {
    const first = random(2)
    return locked(first, locked(1 - first, 'X++; Y--;'))
  },
  random => `KeSetEvent(&E[${random(2)}], 0, FALSE);`,
  (random, t) => `R[${t}] += KeReadStateEvent(&E[${random(2)}]);`,
  (random, t) => `R[${t}] += KeWaitForSingleObject(&E[${random(2)}], Executive, KernelMode, FALSE, &soon);`,
  random => `KeResetEvent(&E[${random(2)}]);`,
  () => 'KeReleaseSemaphore(&S, 0, 1, FALSE);',
  (_, t) => `R[${t}] += KeWaitForSingleObject(&S, Executive, KernelMode, FALSE, &soon);`,
  (_, t) =>
    `{ PLONG p = ExAllocatePoolWithTag(NonPagedPool, 8, 'tset'); *p = ${t}; p = InterlockedExchangePointer(&P, p); if (p) ExFreePool(p); }`,
  () => '{ PVOID p = InterlockedExchangePointer(&P, NULL); if (p) ExFreePool(p); }',
  (_, t) => `{ PLONG p = P; if (p != NULL) R[${t}] += *p; }`,
  (random, t) => {
    const mutex = random(2)
    return `if (ExTryToAcquireFastMutex(&M[${mutex}])) { R[${t}]++; X += 5; ExReleaseFastMutex(&M[${mutex}]); }`
  },
  random => `if (InterlockedCompareExchange(&A, 0, 0) == ${1 + random(3)}) *(volatile LONG *)NULL = 1;`,
  (random, t) => `R[${t}] = ${'XY'[random(2)]};`,
  // What is behind it learns of it by the lock alone.
  random => `${'XY'[random(2)]} = ${random(3)}; ${locked(random(2), '')}`,
  (_, t) => `if (ExAcquireRundownProtection(&U)) { R[${t}] += X; ExReleaseRundownProtection(&U); } else R[${t}] += 7;`,
  (_, t) => `ExWaitForRundownProtectionRelease(&U); R[${t}] += 9;`,
  (_, t) => inCriticalRegion(`ExAcquirePushLockShared(&L); R[${t}] += Y; ExReleasePushLockShared(&L);`),
  random => inCriticalRegion(`ExAcquirePushLockExclusive(&L); Y += ${1 + random(3)}; ExReleasePushLockExclusive(&L);`),
  (random, t) => `{ KIRQL q; KeAcquireSpinLock(&K, &q); R[${t}] += Y; Y = ${random(3)}; KeReleaseSpinLock(&K, q); }`,
  (random, t) => {
    const kind = ['WaitAny', 'WaitAll'][random(2)]
    return `{ PVOID w[] = { &E[0], &E[1] }; R[${t}] += KeWaitForMultipleObjects(2, w, ${kind}, Executive, KernelMode, FALSE, &soon, NULL); }`
  },
  random => `KeInsertQueueDpc(&D[${random(2)}], NULL, NULL);`,
  random => `KeRemoveQueueDpc(&D[${random(2)}]);`,
  random => `KeSetTimer(&T, soon, &D[${random(2)}]);`,
]

const timerOperations: typeof operations = [
  random => `KeSetTimer(&T, soon, &D[${random(2)}]);`,
  (_, t) => `R[${t}] = R[${t}] * 3 + KeCancelTimer(&T);`,
  (_, t) => `R[${t}] = R[${t}] * 3 + KeReadStateTimer(&T);`,
  (_, t) => `R[${t}] = R[${t}] * 3 + KeWaitForSingleObject(&T, Executive, KernelMode, FALSE, &soon);`,
  (_, t) => `R[${t}] += (LONG)KeQueryInterruptTime();`,
  () => 'KeFlushQueuedDpcs();',
]

function inCriticalRegion(body: string): string {
  return `KeEnterCriticalRegion(); ${body} KeLeaveCriticalRegion();`
}

function locked(mutex: number, body: string): string {
  return `ExAcquireFastMutex(&M[${mutex}]); ${body} ExReleaseFastMutex(&M[${mutex}]);`
}

export function concurrentProgram(seed: number): ConcurrentProgram {
  const generator = new Random(seed)
  const random = (limit: number) => generator.below(limit)
  const threads = 2 + random(2)
  const most = threads === 2 ? 4 : 3
  const bodies = Array.from({ length: threads }, (_, t) =>
    Array.from({ length: 1 + random(most) }, () => operations[random(operations.length)]!(random, t)),
  )
  const functions = bodies.map(
    (body, t) => `static VOID NTAPI T${t}(PVOID Context)\n{\n${soon}    ${body.join('\n    ')}\n}\n`,
  )
  return { source: `${declarations}${functions.join('')}${entry(threads)}`, preemptions: 1 + random(2) }
}

/** Threads of callers, at whose numbers no other thread begins. */
const callerThreads = [23, 22, 21, 20]

/** Statements of a step, after it has posted work items that do others. */
export interface StepBody {
  readonly posts: readonly string[]
  readonly does: string
}

/** Phases of one or two callers with a step or two each; some steps post a work item, which does the operations of another. */
export function steppedProgram(seed: number): SteppedProgram {
  const generator = new Random(seed)
  const random = (limit: number) => generator.below(limit)
  let bodies = 0
  const body = () => {
    const t = bodies++
    const some = Array.from({ length: 1 + random(2) }, () => operations[random(operations.length)]!(random, t))
    return some.join('\n    ')
  }
  const step = (): StepBody => ({ posts: random(3) > 0 ? [body()] : [], does: body() })
  const phases = [1 + random(2), 1 + random(2)]
  return programOf(
    phases.map(callers => Array.from({ length: callers }, () => Array.from({ length: 1 + random(3 - callers) }, step))),
  )
}

/** A timer is set; then callers have a step each, and meanwhile time goes on to when the next timer is due. */
export function timedProgram(seed: number): SteppedProgram {
  const generator = new Random(seed)
  const random = (limit: number) => generator.below(limit)
  const step = (t: number): StepBody => {
    const some = Array.from({ length: 1 + random(2) }, () => {
      const all = random(3) > 0 ? timerOperations : operations
      return all[random(all.length)]!(random, t)
    })
    return { posts: [], does: some.join('\n    ') }
  }
  const sets = { posts: [], does: timerOperations[0]!(random, 0) }
  const program = programOf([[[sets]], Array.from({ length: 1 + random(2) }, (_, i) => [step(i + 1)])])
  const clock = { routine: 'StepExpireNextTimer', arguments: [], text: 'a timer expires' }
  const [load, first, { callers }] = program.stages as [Stage, Stage, Stage]
  return { ...program, stages: [load, first, { callers: [{ thread: callerThreads[3]!, calls: [clock] }, ...callers] }] }
}

/** Everything that programs have, as a second group of threads has it for itself. */
function ofSecondGroup(text: string, areLocksShared = false): string {
  const names = /\b(?:[ABXYRUPELKMSDT]|First|Second)\b/g
  return text.replace(names, name => (areLocksShared && name === 'M' ? name : `${name}_2`))
}

/** Callers whose steps run at the same time, in two groups that share nothing, or their locks. */
export function groupedProgram(seed: number): SteppedProgram {
  const generator = new Random(seed)
  const random = (limit: number) => generator.below(limit)
  const areLocksShared = random(2) > 0
  let bodies = 0
  const step = (isSecond: boolean): StepBody => {
    const some = Array.from({ length: 1 + random(2) }, () => operations[random(operations.length)]!(random, bodies))
    bodies++
    const does = some.join('\n    ')
    return { posts: [], does: isSecond ? ofSecondGroup(does, areLocksShared) : does }
  }
  const callers = [false, false, true, ...(random(2) === 0 ? [true] : [])]
  const { source, ...program } = programOf([callers.map(isSecond => [step(isSecond)])])
  const [include, ...declared] = declarations.split('\n')
  const all = [include, ...declared, ofSecondGroup(declared.join('\n'))].join('\n')
  const setsUp = `${initialise}${ofSecondGroup(initialise)}`
  return { ...program, source: source.replace(declarations, () => all).replace(initialise, () => setsUp) }
}

/** Of the steps of each caller in each phase. */
export function programOf(phases: readonly (readonly (readonly StepBody[])[])[]): SteppedProgram {
  const bodies: string[] = []
  const steps: string[] = []
  const call = ({ posts, does }: StepBody) => {
    const number = steps.length
    const posting = posts.map(each => `    Post(${bodies.push(each) - 1});\n`).join('')
    const routine = bodies.push(does) - 1
    steps.push(
      `VOID Step${number}(VOID)\n{\n    KxEnterStep(FALSE);\n${posting}    T${routine}(NULL);\n    KxLeaveStep();\n}\n`,
    )
    return { routine: `Step${number}`, arguments: [], text: `step ${number}` }
  }
  const stages = phases.map(callers => ({
    callers: callers.map((calls, i) => ({ thread: callerThreads[i]!, calls: calls.map(call) })),
  }))
  const threads = bodies.map((text, t) => `static VOID NTAPI T${t}(PVOID Context)\n{\n${soon}    ${text}\n}\n`)
  const all = bodies.map((_, t) => `T${t}`).join(', ')
  const source = `${declarations}${stepDeclarations}${threads.join('')}static PWORKER_THREAD_ROUTINE const All[] = { ${all} };
${posting}${steps.join('')}${setUp(steps.length)}`
  const load = { callers: [{ thread: 2, calls: [{ routine: 'SetUp', arguments: [], text: 'set up' }] }] }
  return { source, preemptions: 1, stages: [load, ...stages] }
}

const soon = '    LARGE_INTEGER soon = { .QuadPart = -10 };\n'

const stepDeclarations = `VOID KxEnterStep(BOOLEAN System);
VOID KxLeaveStep(VOID);
extern BOOLEAN StepLoaded;
typedef struct _JOB { WORK_QUEUE_ITEM Item; ULONG Number; } JOB, *PJOB;
`

const posting = `static VOID NTAPI Work(PVOID Parameter)
{
    PJOB Job = Parameter;
    ULONG Number = Job->Number;
    ExFreePool(Job);
    All[Number](NULL);
}
static VOID Post(ULONG Number)
{
    PJOB Job = ExAllocatePoolWithTag(NonPagedPool, sizeof(JOB), 'tset');
    Job->Number = Number;
    ExInitializeWorkItem(&Job->Item, Work, Job);
    ExQueueWorkItem(&Job->Item, DelayedWorkQueue);
}
`

const initialise = `    for (i = 0; i < 2; i++) {
        ExInitializeFastMutex(&M[i]);
        KeInitializeEvent(&E[i], i == 0 ? NotificationEvent : SynchronizationEvent, FALSE);
    }
    KeInitializeSemaphore(&S, 1, 100);
    ExInitializeRundownProtection(&U);
    ExInitializePushLock(&L);
    KeInitializeSpinLock(&K);
    KeInitializeDpc(&D[0], First, NULL);
    KeInitializeDpc(&D[1], Second, NULL);
    KeInitializeTimer(&T);
`

/** What is called from outside is reached from DriverEntry, which is not called itself. */
const setUp = (steps: number) => `VOID SetUp(VOID)
{
    int i;
    KxEnterStep(TRUE);
${initialise}    StepLoaded = TRUE;
    KxLeaveStep();
}
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    SetUp();
${Array.from({ length: steps }, (_, i) => `    Step${i}();\n`).join('')}    return STATUS_SUCCESS;
}
`

function entry(threads: number): string {
  const made = Array.from(
    { length: threads },
    (_, t) => `    PsCreateSystemThread(&h, 0, NULL, NULL, NULL, T${t}, NULL);
    ObReferenceObjectByHandle(h, 0, NULL, KernelMode, &t[${t}], NULL);
    ZwClose(h);\n`,
  )
  return `NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PVOID t[${threads}];
    HANDLE h;
    int i;
${initialise}${made.join('')}    for (i = 0; i < ${threads}; i++) {
        KeWaitForSingleObject(t[i], Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(t[i]);
    }
    KeCancelTimer(&T);
    KeFlushQueuedDpcs();
    if (P != NULL)
        ExFreePool(P);
    return STATUS_UNSUCCESSFUL;
}
`
}
