import { describe, expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { driverWith, freedTwice, type Parts } from '../../test/support/simulated.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import type { ScenarioReport, SimulateRequest, TraceRequest } from '../protocol/simulate.ts'
import { Model } from '../simulation/model.ts'
import { simulatePaths, traceRun } from './simulate.ts'
import { Simulations } from './simulations.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)
const life = 'last reference, dropped by a user process'
const leaves: Parts = {
  finalize:
    'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n',
}

function contextOf(files: Readonly<Record<string, string>>, now = () => 0) {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))
  return { engine: engineOver(memoryFiles(texts), { library }), model, catalogue, now, formats: () => noFormats }
}

function simulated(files: Readonly<Record<string, string>>, more: Partial<SimulateRequest> = {}, now = () => 0) {
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 1_000, scenario: life, ...more }
  return simulatePaths(request, contextOf(files, now))
}

describe('simulatePaths', () => {
  test('a driver that is right passes in both profiles', () => {
    const { scenarios, stubs, unusable } = simulated({ 'driver.c': driverWith({}) })
    expect([stubs, unusable]).toEqual([[], []])
    expect(scenarios).toMatchObject([
      { function: 'MyFinalizeSrvCall', scenario: life, builtin: true, profile: 'callback-page', verdict: 'pass' },
      { file: `${folder}/driver.c`, profile: 'function-page', verdict: 'pass', violations: [] },
    ])
  })

  test('a declaration without a type does not hide what the driver does', () => {
    const old = 'OldHelp(IN PVOID Block);\nNTSTATUS OldHelp(PVOID Block)\n{\n    return Block == NULL ? 1 : 0;\n}\n'
    const { scenarios } = simulated({ 'driver.c': driverWith({}) + old })
    expect(scenarios.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
  })

  test('a source that the build file beside it does not list is no driver', () => {
    const old = '#include <rx.h>\nNTSTATUS MyFinalizeOld(PMRX_SRV_CALL SrvCall) { return STATUS_SUCCESS; }\n'
    const files = { 'driver.c': driverWith({}), 'old.c': old, sources: 'TARGETTYPE=DRIVER\nSOURCES=driver.c' }
    const { scenarios, passedOver } = simulated(files)
    expect(new Set(scenarios.map(({ file }) => file))).toEqual(new Set([`${folder}/driver.c`]))
    expect(passedOver).toEqual([{ file: `${folder}/old.c`, buildFile: `${folder}/sources` }])
    const alone = simulated(files, { paths: [`${folder}/old.c`] })
    expect([alone.scenarios[0]?.verdict, alone.passedOver]).toEqual(['unknown', []])
  })

  test('a file that no driver reaches has no life beside one; alone it says why', () => {
    const spare = '#include <rx.h>\nVOID MySpare(PMRX_SRV_CALL SrvCall) { SrvCall->Context = NULL; }\n'
    const files = { 'driver.c': driverWith({}), 'spare.c': spare }
    const { scenarios } = simulated(files)
    expect(new Set(scenarios.map(({ file }) => file))).toEqual(new Set([`${folder}/driver.c`]))
    const alone = simulated(files, { paths: [`${folder}/spare.c`] })
    expect(alone.scenarios[0]).toMatchObject({
      verdict: 'unknown',
      reason: 'there is neither a DriverEntry nor a callback',
    })
  })

  test('a violation has a place, the run that shows it, and a schedule that shows it again', () => {
    const files = { 'driver.c': driverWith(leaves) }
    const [report] = simulated(files, { profile: 'callback-page' }).scenarios
    expect(report).toMatchObject({
      verdict: 'fail',
      violations: [{ code: 'MRX002', name: 'context-not-cleared', severity: 'error', thread: 'worker-1' }],
    })
    const { run, range, file } = report!.violations[0]!
    expect(files['driver.c'].split('\n')[range.start.line]).toContain('MyFinalizeSrvCall(PMRX_SRV_CALL')
    expect(file).toBe(`${folder}/driver.c`)
    expect(run.map(({ lane, text }) => `${lane}: ${text}`)).toContain(
      'worker-1: call MRxFinalizeSrvCall S1 rc 2 lock none System',
    )
    const again = simulated(files, { profile: 'callback-page', schedule: report!.schedule! }).scenarios[0]!
    expect(again.violations).toEqual(report!.violations)
    expect(again.explored.runs).toBe(1)
  })

  test('the profile decides which thread finalizes', () => {
    const { scenarios } = simulated({ 'driver.c': driverWith(leaves) })
    expect(scenarios.map(({ violations }) => violations[0]!.thread)).toEqual(['worker-1', 'user'])
  })

  test('the profile that settings name, unless the request names one', () => {
    const files = { 'driver.c': driverWith({}), '.mrxrc.json': '{ "profile": "function-page" }' }
    const profilesOf = (more: Partial<SimulateRequest>) => simulated(files, more).scenarios.map(each => each.profile)
    expect(profilesOf({})).toEqual(['function-page'])
    expect(profilesOf({ profile: 'both' })).toEqual(['callback-page', 'function-page'])
    expect(profilesOf({ profile: 'callback-page' })).toEqual(['callback-page'])
  })

  test('where no scenario fits, the report has the names that there are', () => {
    const files = { 'driver.c': driverWith({}) }
    const { scenarios, names } = simulated(files, { scenario: 'last refrence' })
    expect([scenarios, names]).toEqual([[], expect.arrayContaining([life])])
    const none = { ...files, '.mrxrc.json': '{ "simulation": { "builtinScenarios": false } }' }
    expect(simulated(none, {}).names).toEqual([])
    expect(simulated({ 'a.c': 'int x;' }, {}).names).toBeUndefined()
  })

  test('schedules that are none, and those that the code does not offer', () => {
    const files = { 'driver.c': driverWith({}) }
    expect(simulated(files, { schedule: 'x' }).lost).toBe('"x" is no schedule')
    const [report] = simulated(files, { schedule: '1:9999=1' }).scenarios
    expect(report).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('no longer offers') })
  })

  test('a scenario of an annotation runs as it says, with its clauses', () => {
    const annotation = '/* @mrx\n * scenario "mine"\n *   expect return == 1\n *   expect irql <= APC_LEVEL\n */\n'
    const finalize = `${annotation}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    if (SrvCall->Context != NULL)\n        Free(SrvCall->Context);\n    SrvCall->Context = NULL;\n    return STATUS_SUCCESS;\n}\n`
    const files = { 'driver.c': driverWith({ finalize }) }
    const { scenarios } = simulated(files, { scenario: 'mine' })
    const line = files['driver.c'].split('\n').findIndex(each => each.includes('expect return'))
    expect(scenarios).toMatchObject([
      {
        file: `${folder}/driver.c`,
        function: 'MyFinalizeSrvCall',
        builtin: false,
        profile: 'callback-page',
        verdict: 'fail',
        expectations: [
          {
            text: 'expect return == 1',
            range: { start: { line, character: 5 } },
            verdict: 'fail',
            message: 'return is 0',
          },
          { text: 'expect irql <= APC_LEVEL', verdict: 'pass' },
        ],
        violations: [
          {
            code: 'MRX105',
            name: 'expectation-failed',
            severity: 'error',
            thread: 'worker-1',
            range: { start: { line } },
          },
        ],
      },
    ])
    expect(scenarios[0]!.violations[0]!.related.map(({ message }) => message)).toEqual([
      'MyFinalizeSrvCall returns here',
    ])
    const profiles = simulated(files, { scenario: 'mine', profile: 'both' }).scenarios.map(({ profile }) => profile)
    expect(profiles).toEqual(['callback-page', 'function-page'])
  })

  const finalizer = (annotations: string, lines = '') =>
    driverWith({
      finalize: `${annotations}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    if (SrvCall->Context != NULL)\n        Free(SrvCall->Context);\n    SrvCall->Context = NULL;\n${lines}    return STATUS_SUCCESS;\n}\n`,
    })

  test('a given that RDBSS could never produce is told at the clause', () => {
    const source = finalizer('/* @mrx\n * scenario "mine"\n *   given Force = 5\n *   expect return == 0\n */\n')
    const { scenarios, findings } = simulated({ 'driver.c': source }, { scenario: 'mine' })
    expect(scenarios).toMatchObject([
      { verdict: 'unknown', reason: expect.stringContaining('vacuous'), violations: [] },
    ])
    const line = source.split('\n').findIndex(each => each.includes('given Force'))
    expect(findings).toMatchObject([
      {
        code: 'MRX103',
        name: 'given-vacuous',
        severity: 'error',
        range: { start: { line } },
        function: 'MyFinalizeSrvCall',
      },
    ])
  })

  test('a scenario with a clause that is none decides nothing, and the one behind it does', () => {
    const source = finalizer(`/* @mrx
 * expct return == 0
 * scenario "mine"
 *   connect by user
 *   disconect by user
 * scenario "my own"
 *   expect return == 0
 *   expect call MyNothing never
 */
`)
    const { scenarios, findings } = simulated({ 'driver.c': source }, { scenario: 'm' })
    const lineOf = (text: string) => source.split('\n').findIndex(each => each.includes(text))
    expect(scenarios.filter(({ builtin }) => !builtin)).toMatchObject([
      { scenario: 'mine', verdict: 'unknown', reason: expect.stringContaining("'disconect'"), explored: { runs: 0 } },
      { scenario: 'my own', explored: { runs: expect.not.toBeOneOf([0]) } },
    ])
    expect(findings).toMatchObject([
      { code: 'MRX101', severity: 'error', range: { start: { line: lineOf('expct') } } },
      { code: 'MRX101', severity: 'error', range: { start: { line: lineOf('disconect') } } },
      { code: 'MRX102', severity: 'error', range: { start: { line: lineOf('MyNothing') } } },
    ])
  })

  test('a clause that no scenario reaches is told, once all of them were run', () => {
    const lines = '    if (SrvCall->Context != NULL) {\n        // @mrx expect irql == 0\n        return 1;\n    }\n'
    const source = finalizer('// @mrx expect irql <= APC_LEVEL\n// @mrx scenario "life"\n', lines)
    const files = { 'driver.c': source, '.mrxrc.json': '{ "simulation": { "builtinScenarios": false } }' }
    expect(simulated(files, { scenario: 'life' }).findings).toEqual([])
    const all = (text: string) =>
      simulated({ ...files, 'driver.c': text }, { scenario: undefined as unknown as string })
    const { findings, scenarios } = all(source)
    expect(scenarios.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([['life', 'pass']])
    const line = source.split('\n').findIndex(each => each.includes('expect irql == 0'))
    expect(findings).toMatchObject([{ code: 'MRX106', severity: 'warning', range: { start: { line } } }])
    const allowed = '/* @mrx\n  expect irql == 0\n allow MRX106 because "later" */'
    expect(all(source.replace('// @mrx expect irql == 0', allowed)).findings).toEqual([])
  })

  describe('behind what an author allows the run goes on, if nothing depends on it', () => {
    const allowing = (code: string) => ` // @mrx allow ${code} because "known"`
    const counting = (first: string, second: string, statement = 'Count++;') =>
      driverWith({
        declarations: `static LONG Count;\nstatic KEVENT Event;\nstatic VOID NTAPI Others(PVOID Context)\n{\n    LONG own = 0;\n    own++;\n    ${statement}${first}\n    KeSetEvent(&Event, 0, FALSE);\n}\n`,
        beforeRegister: 'KeInitializeEvent(&Event, NotificationEvent, FALSE);',
        create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Others, NULL);
    if (Context->Status == STATUS_SUCCESS) {
        Count++;${second}
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
      })
    const outcome = (source: string) => {
      const [{ verdict, violations, explored }] = simulated({ 'driver.c': source }).scenarios as [ScenarioReport]
      return [verdict, violations.map(({ code }) => code), explored.complete]
    }

    test('a race', () => {
      expect(outcome(counting('', ''))).toEqual(['fail', ['MRX210'], false])
      expect(outcome(counting('', allowing('MRX210')))).toEqual(['fail', ['MRX210'], false])
      // A race has two places, and is told at the one that comes later in the run.
      expect(outcome(counting(allowing('MRX210'), ''))).toEqual(['pass', [], true])
    })

    test.each(['InterlockedIncrement(&Count);', '(*(volatile LONG *)&Count)++;', '((UCHAR *)&Count)[1]++;'])(
      'a race of %s',
      statement => {
        expect(outcome(counting('', '', statement))).toEqual(['fail', ['MRX210'], false])
        expect(outcome(counting(allowing('MRX210'), '', statement))).toEqual(['pass', [], true])
      },
    )

    test('a race, and what it races with next is another one', () => {
      const reads = (end: string) =>
        driverWith({
          declarations: `static LONG Count;\nstatic KEVENT First, Last;\nstatic VOID NTAPI Counts(PVOID Context)\n{\n    Count++;${allowing('MRX210')}\n    KeSetEvent(&First, 0, FALSE);\n}\nstatic VOID NTAPI Reads(PVOID Context)\n{\n    LONG now = Count;${end}\n    KeSetEvent(&Last, now, FALSE);\n}\n`,
          beforeRegister:
            'KeInitializeEvent(&First, NotificationEvent, FALSE); KeInitializeEvent(&Last, NotificationEvent, FALSE);',
          create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Counts, NULL);
    if (Context->Status == STATUS_SUCCESS) {
        Count++;
        Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Reads, NULL);
        if (Context->Status == STATUS_SUCCESS)
            KeWaitForSingleObject(&Last, Executive, KernelMode, FALSE, NULL);
        KeWaitForSingleObject(&First, Executive, KernelMode, FALSE, NULL);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
        })
      expect(outcome(reads(''))).toEqual(['fail', ['MRX210'], false])
      expect(outcome(reads(allowing('MRX210')))).toEqual(['pass', [], true])
    })

    test('a block that is kept, a field that is left, a thread that goes on, a status that RDBSS passes over', () => {
      const finalizerOf = (body: string, above = '') =>
        `${above}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n${body}\n    return STATUS_SUCCESS;\n}\n`
      const kept = (end = '') =>
        driverWith({
          finalize: finalizerOf(
            '    if (SrvCall->Context != NULL)\n        Free(SrvCall->Context);\n    SrvCall->Context = NULL;',
          ),
          beforeRegister: `ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, 'tpeK');${end}`,
        })
      const left = (above = '') =>
        driverWith({
          finalize: finalizerOf('    if (SrvCall->Context != NULL)\n        Free(SrvCall->Context);', above),
        })
      const running = (above = '') =>
        driverWith({
          declarations: `${above}static VOID NTAPI MyLoop(PVOID Context)\n{\n    LARGE_INTEGER second = { .QuadPart = -10000000 };\n    for (;;)\n        KeDelayExecutionThread(KernelMode, FALSE, &second);\n}\n`,
          beforeRegister:
            'HANDLE thread; if (PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, MyLoop, NULL) == 0) ZwClose(thread);',
        })
      const succeeding = (above = '') =>
        driverWith({
          create: `${above}NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)\n{\n    Context->Status = STATUS_SUCCESS;\n    Context->SrvCalldownStructure->CallBack(Context);\n    return STATUS_SUCCESS;\n}\n`,
        })
      const above = (code: string) => `//${allowing(code).slice(3)}\n`
      expect([kept(), left(), running(), succeeding()].map(outcome)).toEqual(
        ['MRX207', 'MRX002', 'MRX060', 'MRX057'].map(code => ['fail', [code], false]),
      )
      const allowed = [
        kept(allowing('MRX207')),
        left(above('MRX002')),
        running(above('MRX060')),
        succeeding(above('MRX057')),
      ]
      expect(allowed.map(outcome)).toEqual(allowed.map(() => ['pass', [], true]))
    })

    test('a level that is too high', () => {
      const raised = (end: string, more = '') =>
        finalizer(
          '',
          `    { KIRQL old; UCHAR sid[12] = { 1, 1 }; UNICODE_STRING text = { 0 };\n    KeRaiseIrql(APC_LEVEL, &old);\n    RtlConvertSidToUnicodeString(&text, sid, TRUE);${end}\n    KeLowerIrql(old);\n    RtlFreeUnicodeString(&text);${more} }\n`,
        )
      expect(outcome(raised(''))).toEqual(['fail', ['MRX044'], false])
      expect(outcome(raised(allowing('MRX044')))).toEqual(['pass', [], true])
      expect(outcome(raised(allowing('MRX044'), ' *(PULONG)NULL = 1;'))).toEqual(['fail', [expect.anything()], false])
    })
  })

  test('what an author allows is no failure, and no pass where the run ends there', () => {
    const wait =
      '    { KEVENT e; KeInitializeEvent(&e, NotificationEvent, FALSE);\n    KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, NULL);'
    const verdict = (end: string) => simulated({ 'driver.c': finalizer('', `${wait}${end}\n    }\n`) }).scenarios[0]!
    expect(verdict('')).toMatchObject({ verdict: 'fail', violations: [{ code: 'MRX048' }] })
    expect(verdict(' // @mrx allow MRX048 because "the transport answers"')).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('MRX048 is allowed'),
      violations: [],
    })
  })

  test('stubs of the configuration', () => {
    const unload = 'if (MmPageEntireDriver(NULL) != NULL) { PULONG p = NULL; *p = 1; }'
    const files = {
      'driver.c': driverWith({ unload }),
      '.mrxrc.json': '{ "stubs": ["stub MmPageEntireDriver returns NULL"] }',
    }
    const { scenarios, stubs } = simulated(files)
    expect([scenarios[0]!.verdict, stubs]).toEqual(['pass', []])
  })

  test('a place that does not compile is told once, whoever reads the header that it stands in', () => {
    const own = '#include "own.h"\n'
    const files = {
      'driver.c': `${own}${driverWith({ unload: 'Other();', declarations: 'VOID Other(VOID);' })}`,
      'other.c': `${own}#include <ntifs.h>\nVOID Other(VOID) { }\n`,
      'own.h': '#include "none.h"\n',
    }
    expect(simulated(files).uncompiled).toMatchObject([{ file: `${folder}/own.h`, message: '"none.h" is not found' }])
  })

  describe('names to connect to', () => {
    /** Its servers begin with an m. */
    const source = driverWith({
      createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PUNICODE_STRING Name = Context->pVNetRoot->pNetRoot->pSrvCall->pSrvCallName;
    Context->NetRootStatus = Context->VirtualNetRootStatus =
        Name->Buffer[1] == L'm' ? STATUS_SUCCESS : STATUS_BAD_NETWORK_NAME;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
    })
    const verdicts = (connect: string[], scenario: string) => {
      const files = { 'driver.c': source, '.mrxrc.json': JSON.stringify({ simulation: { connect } }) }
      return simulated(files, { scenario, profile: 'callback-page' }).scenarios.map(({ verdict }) => verdict)
    }
    const usual = 'last reference, dropped by a user process'

    test('of the configuration', () => {
      expect(verdicts([], usual)).toEqual(['unknown'])
      expect(verdicts(['\\\\mine\\a'], usual)).toEqual(['pass'])
    })

    test.each([
      ['two servers at a time', ['\\\\mine\\a', '\\\\more\\a'], ['\\\\mine\\a', '\\\\MINE\\b']],
      ['two shares of one server', ['\\\\mine\\a', '\\\\more\\a', '\\\\Mine\\b'], ['\\\\mine\\a', '\\\\mine\\A']],
    ])('%s: where there are two such names', (name, fit, unfit) => {
      expect(verdicts([], name)).toEqual(['unknown'])
      expect(verdicts(fit, name)).toEqual(['pass'])
      expect(verdicts(unfit, name)).toEqual([])
    })

    test('annotated scenarios that name none', () => {
      const mine = '/* @mrx\n * scenario "mine"\n */\n'
      const files = (connect: string[]) => ({
        'driver.c': `${mine}${source}`,
        '.mrxrc.json': JSON.stringify({ simulation: { connect } }),
      })
      const verdict = (connect: string[]) => simulated(files(connect), { scenario: 'mine' }).scenarios[0]?.verdict
      expect([verdict([]), verdict(['\\\\mine\\a'])]).toEqual(['unknown', 'pass'])
    })
  })

  test('scenarios by their names', () => {
    const files = { 'driver.c': driverWith({}) }
    const names = simulated(files, { scenario: 'last reference' }).scenarios.map(({ scenario }) => scenario)
    expect(new Set(names).size).toBe(2)
    expect(simulated(files, { scenario: 'no such name' }).scenarios).toEqual([])
  })

  test.each([
    ['without DriverEntry', driverWith({}).replace('DriverEntry(', 'NotTheEntry('), 'DriverEntry is not here'],
    ['with a header that is missing', `#include "none.h"\n${driverWith({})}`, 'none.h'],
    ['that does not compile', driverWith({ unload: 'nobody = 1;' }), "'nobody' is not declared"],
    [
      'with a routine that has no body',
      driverWith({ unload: 'MmPageEntireDriver(NULL);' }),
      'depends on MmPageEntireDriver',
    ],
    ['that refuses', driverWith({ beforeRegister: 'return STATUS_UNSUCCESSFUL;' }), 'DriverEntry fails'],
  ])('a driver %s is unknown', (_, source, reason) => {
    const [report] = simulated({ 'driver.c': source }).scenarios
    expect(report).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(reason) })
  })

  test.each([
    ['struct None *none = NULL;\n    none = none + 1;', 'an object whose size is not known'],
    ['__asm { nop }', 'this statement (asm)'],
  ])('what is not supported is told with its place: %s', (unload, what) => {
    const source = driverWith({ unload })
    const line = source.slice(0, source.indexOf(unload)).split('\n').length + unload.split('\n').length - 1
    const [report] = simulated({ 'driver.c': source }).scenarios
    expect([report?.verdict, report?.reason]).toEqual(['unknown', `driver.c:${line}: not supported: ${what}`])
  })

  test('headers of a WDK on the include path change nothing', () => {
    const names = 'wdm ntddk ntifs rx mrx fcb rxcontx lowio'.split(' ')
    const kit = Object.fromEntries(names.map(name => [`km/${name}.h`, '#error']))
    const files = { 'driver.c': driverWith({}), ...kit, '.mrxrc.json': '{ "includePaths": ["km"] }' }
    const [report] = simulated(files, { scenario: 'last reference' }).scenarios
    expect([report?.verdict, report?.reason]).toEqual(['pass', undefined])
  })

  test('a driver made for an older system may declare what the bundled headers have', () => {
    const own = `
typedef struct _DUPLICATE_EXTENTS_DATA {
    HANDLE FileHandle;
    LARGE_INTEGER SourceFileOffset, TargetFileOffset, ByteCount;
} DUPLICATE_EXTENTS_DATA, *PDUPLICATE_EXTENTS_DATA;
enum { FileFsSectorSizeInformation = 11 };
NTSTATUS ZwFlushBuffersFile(PVOID File, PIO_STATUS_BLOCK Block);`
    const source = driverWith({}).replace(/(?=\n[^\n]*DriverEntry\()/, own)
    const report = simulated({ 'driver.c': source }, { scenario: 'last reference' })
    expect([report.uncompiled, report.scenarios[0]?.verdict]).toEqual([[], 'pass'])
    const twice = simulated({ 'driver.c': source.replace('enum {', 'enum { Twice, Twice,') }, { scenario: 'last' })
    expect(twice.uncompiled.map(({ message }) => message)).toEqual(["'Twice' is declared twice"])
  })

  test('a driver whose structures are not those that RDBSS hands over is unknown, and says which', () => {
    const outcome = (declaration: string) => {
      const source = driverWith({}).replace(/(?=\n[^\n]*DriverEntry\()/, `\n${declaration};`)
      const [report] = simulated({ 'driver.c': source }, { scenario: 'last reference' }).scenarios
      return [report?.verdict, report?.reason]
    }
    expect(outcome('struct _UNICODE_STRING { USHORT First, Second; PWSTR Third; }')).toEqual(['pass', undefined])
    expect(outcome('struct _UNICODE_STRING { PWSTR First; USHORT Second, Third; }')).toEqual([
      'unknown',
      "struct '_UNICODE_STRING' is laid out otherwise than in the bundled headers, which the model runs on",
    ])
    expect(outcome('struct _KUSER_SHARED_DATA { ULONG Mine; }')).toEqual(['pass', undefined])
  })

  test('a callback alone runs with stand-ins, with its Context and without', () => {
    const callback = (body: string) =>
      `#define MINIRDR__NAME my\n#include <ntifs.h>\n#include <rx.h>\ntypedef struct { LONG Value; } SERVER;\nNTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    SERVER *server = SrvCall->Context;\n    ${body}\n    SrvCall->Context = NULL;\n    return STATUS_SUCCESS;\n}\n`
    const verdicts = (body: string) =>
      simulated({ 'driver.c': callback(body) }, { profile: 'callback-page' }).scenarios.map(
        ({ verdict, reason, violations }) => [verdict, reason, violations.map(({ code }) => code)],
      )
    const right = "if (server != NULL) ExFreePoolWithTag(server, 'tseT');"
    expect(verdicts(right)).toEqual([['unknown', 'MRxCreateSrvCall is not here', []]])
    expect(verdicts('server->Value = 1;')).toEqual([['fail', undefined, ['MRX004']]])
    expect(verdicts(`${right} if (server != NULL) server->Value = 1;`)).toEqual([['fail', undefined, ['MRX005']]])
  })

  test('a budget that is spent says what is left', () => {
    let time = 0
    const [report] = simulated({ 'driver.c': driverWith({}) }, { budgetMs: 10 }, () => (time += 100)).scenarios
    expect(report).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('the time is spent') })
  })

  test('routines without a body are listed', () => {
    const unload = 'if (MyDevice == NULL) MmPageEntireDriver(NULL);'
    const { scenarios, stubs } = simulated({ 'driver.c': driverWith({ unload }) })
    expect(stubs).toEqual([{ function: 'MmPageEntireDriver', callers: 1 }])
    expect(scenarios.map(({ verdict }) => verdict)).toEqual(['pass', 'pass'])
  })

  test('what only a guessed result causes is possible, and both results are tried', () => {
    const unload = (test: string) => `if (${test}) *(volatile LONG *)NULL = 1;`
    for (const test of ['MmPageEntireDriver(NULL) != NULL', 'MmPageEntireDriver(NULL) == NULL']) {
      const [report] = simulated({ 'driver.c': driverWith({ unload: unload(test) }) }).scenarios
      expect(report).toMatchObject({ verdict: 'unknown', violations: [], possible: [{ code: 'MRX201' }] })
    }
  })
})

describe('without DriverEntry', () => {
  const callback = (body: string) =>
    `#define MINIRDR__NAME my
#include <ntifs.h>
#include <rx.h>
typedef struct { PVOID Inner; ERESOURCE Lock; } SERVER;
KEVENT Done;
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    SERVER *server = SrvCall->Context;
    SrvCall->Context = NULL;
    ${body}
    return STATUS_SUCCESS;
}
`
  test.each([
    ['what is in Context', 'if (server != NULL) ExDeleteResourceLite(&server->Lock);'],
    ['what Context leads to', 'if (server != NULL) ExFreePool(server->Inner);'],
    ['a variable of the driver', 'KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);'],
  ])('what depends on %s is possible, and no more', (_, body) => {
    const [report] = simulated({ 'driver.c': callback(body) }, { profile: 'callback-page' }).scenarios
    expect(report).toMatchObject({ verdict: 'unknown', violations: [] })
    expect(report!.possible).toHaveLength(1)
  })

  test('what the callback does in any case is a violation', () => {
    const [report] = simulated(
      { 'driver.c': callback('KfRaiseIrql(APC_LEVEL);') },
      { profile: 'callback-page' },
    ).scenarios
    expect(report).toMatchObject({ verdict: 'fail', violations: [{ code: 'MRX041' }] })
  })
})

describe('traceRun', () => {
  const files = { 'driver.c': driverWith(leaves) }
  const plain = { paths: [folder], includePaths: [], defines: [], file: `${folder}/driver.c` }
  const traced = (more: Partial<TraceRequest> = {}) =>
    traceRun({ ...plain, scenario: life, profile: 'callback-page', schedule: '1:', ...more }, contextOf(files))

  test('is of the run that a report names', () => {
    const trace = traced()
    if ('problem' in trace) throw new Error(trace.problem)
    const { violation } = trace.run
    expect(trace.run).toMatchObject({ function: 'MyFinalizeSrvCall', scenario: life, schedule: '1:', verdict: 'fail' })
    expect(violation).toMatchObject({ code: 'MRX002', name: 'context-not-cleared', step: trace.steps.length - 1 })
    expect(trace.files.map(({ path }) => path)).toContain(`${folder}/driver.c`)
  })

  test('tells what the violation would be in a dump', () => {
    const context = contextOf({ 'driver.c': freedTwice })
    const named = { scenario: life, profile: 'callback-page', schedule: '1:' } as const
    const trace = traceRun({ ...plain, ...named }, context)
    if ('problem' in trace) throw new Error(trace.problem)
    expect(trace.run.violation!.bugcheck).toMatchObject({ code: '0xC2', name: 'BAD_POOL_CALLER' })
    expect(trace.run.violation!.bugcheck!.parameters![0]).toEqual(['0x7', 'the block is free already'])
    const [report] = simulatePaths({ ...plain, ...named, budgetMs: 1_000 }, context).scenarios
    expect(report!.violations[0]!.bugcheck).toBe('0xC2 BAD_POOL_CALLER, at the call')
    expect(report).toMatchObject({ caller: 'user', forced: false, injects: false })
  })

  test('expressions are watched over the run of those steps', () => {
    const simulations = new Simulations(contextOf(files))
    const named = { file: `${folder}/driver.c`, scenario: life, profile: 'callback-page', schedule: '1:' } as const
    const watched = simulations.watch(named, ['SrvCall->Context', 'Nothing'])
    const trace = simulations.trace(named)
    if ('problem' in watched || 'problem' in trace) throw new Error('no run')
    expect(watched.steps).toBe(trace.steps.length)
    expect(watched.watches[0]!.values.map(([, value]) => value)).toContain('pool 1')
    expect(watched.watches[1]).toEqual({ expression: 'Nothing', values: [], problem: "'Nothing' is not declared" })
    expect(simulations.watch({ ...named, schedule: 'x' }, [])).toEqual({ problem: '"x" is no schedule' })
    expect(simulations.watch({ ...named, file: `${folder}/other.c` }, [])).toEqual({
      problem: 'No driver with mini-redirector code reads this file.',
    })
  })

  test('says what is not there', () => {
    expect(traced({ file: `${folder}/other.c` })).toEqual({
      problem: `${folder}/other.c: no driver with mini-redirector code`,
    })
    expect(traced({ scenario: 'life' })).toEqual({ problem: 'no scenario "life"' })
    expect(traced({ schedule: '7' })).toEqual({ problem: '"7" is no schedule' })
    expect(traced({ schedule: '1:90000=1' })).toEqual({
      problem: 'the code no longer offers the choices of this schedule',
    })
  })
})
