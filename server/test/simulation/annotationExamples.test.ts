// Every example of the annotation language, on a driver that keeps a list of its servers: all of them hold, and each fails on
// a driver with the mistake that it is about.
import { describe, expect, test } from 'vitest'
import { fileClauses, finalizerScenarios, points } from '../support/annotationExamples.ts'
import { driverWith, judged, type Parts } from '../support/simulated.ts'

const declarations = `NTSTATUS MyTransportSend(PVOID Server);
static LIST_ENTRY ServerList;
static FAST_MUTEX ServerListLock;
${fileClauses}
static VOID NextFunction(VOID) { }

static NTSTATUS MyDisconnect(PSERVER Server)
{
    return MyTransportSend(Server);
}
`

interface Mistakes {
  readonly status?: string
  readonly clear?: string
  readonly lock?: string
  readonly free?: string
  readonly disconnect?: string
}

function driver({ status = 'STATUS_SUCCESS', clear = 'SrvCall->Context = NULL;', ...more }: Mistakes = {}): string {
  const { lock = 'ExAcquireFastMutex(&ServerListLock);', free = 'Free(Ctx);', disconnect = 'MyDisconnect(Ctx);' } = more
  const unlock = lock === '' ? '' : 'ExReleaseFastMutex(&ServerListLock);'
  const parts: Parts = {
    declarations,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PSERVER server = Allocate();
    SrvCall->Context = server;
    if (server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ExAcquireFastMutex(&ServerListLock);
    InsertTailList(&ServerList, &server->Link);
    ExReleaseFastMutex(&ServerListLock);
    return STATUS_SUCCESS;
}
`,
    finalize: `${finalizerScenarios}NTSTATUS NTAPI MyFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force)
{
    PSERVER Ctx = SrvCall->Context;
    ${points[0]}
    if (Ctx == NULL)
        return STATUS_SUCCESS;
    ${disconnect}
    ${lock}
    RemoveEntryList(&Ctx->Link);          ${points[1]}
    ${unlock}
    ${clear}
    ${free}
    return ${status};
}
`,
    beforeRegister: 'InitializeListHead(&ServerList); ExInitializeFastMutex(&ServerListLock);',
    unload: 'NextFunction();',
  }
  return driverWith(parts)
}

const verdicts = (mistakes?: Mistakes) =>
  Object.fromEntries(
    judged(driver(mistakes)).map(({ scenario, verdict, reason }) => [scenario.name, reason ?? verdict]),
  )

test('all of them hold', () => {
  const all = judged(driver())
  expect(all.map(({ scenario, verdict, reason }) => [scenario.name, verdict, reason])).toEqual([
    ['last reference, asked by a user process', 'pass', undefined],
    ['forced while three shares are in use', 'pass', undefined],
    ['nothing was ever attached', 'pass', undefined],
    ['every allocation fails once', 'pass', undefined],
    ['a new open races the teardown', 'pass', undefined],
  ])
  const texts = new Set(all.flatMap(({ expectations }) => expectations.map(each => each.expectation.text)))
  expect(texts).toContain('expect irql <= APC_LEVEL')
  expect(texts).toContain('expect holds ServerListLock')
})

describe('each fails where the driver does otherwise', () => {
  test.each<[string, Mistakes, string]>([
    ['another status', { status: 'STATUS_UNSUCCESSFUL' }, 'last reference, asked by a user process'],
    ['no lock', { lock: '' }, 'last reference, asked by a user process'],
    ['nothing is freed', { free: '' }, 'forced while three shares are in use'],
    [
      'sent after the free',
      { disconnect: '', free: 'Free(Ctx);\n    MyTransportSend(NULL);' },
      'every allocation fails once',
    ],
  ])('%s', (_, mistakes, name) => expect(verdicts(mistakes)[name]).toBe('fail'))
})
