import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Architecture, targets as architectures } from '../../src/c/environment.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { diskLoader, includeFolder } from '../support/sources.ts'
import documentedPages from './rdbss.documented.json' with { type: 'json' }
import facts from './rdbss.facts.json' with { type: 'json' }
import { clang, errorsOf, flagsFor, runClang, targets } from './rdbssClang.ts'

const x64 = targets[0]

const rdbssHeaders = [
  'backpack.h',
  'buffring.h',
  'fcb.h',
  'fcbtable.h',
  'lowio.h',
  'midatlax.h',
  'mrx.h',
  'mrxfcb.h',
  'namcache.h',
  'nodetype.h',
  'ntrxdef.h',
  'prefix.h',
  'rx.h',
  'rxce.h',
  'rxcehdlr.h',
  'rxcontx.h',
  'rxdata.h',
  'rxexcept.h',
  'rxlog.h',
  'rxovride.h',
  'rxpooltg.h',
  'rxprocs.h',
  'rxstruc.h',
  'rxtimer.h',
  'rxtrace.h',
  'rxtypes.h',
  'rxworkq.h',
  'scavengr.h',
  'struchdr.h',
]

/** A driver that uses what nothing but macros and old names bring. */
const macroUser = `#define MINIRDR__NAME Sample
#include <rx.h>
#define Dbg (DEBUG_TRACE_ALWAYS)
#define BUILD_FLAGS 5
enum { RX_DEFINE_FLAG(FlagKept, 2, BUILD_FLAGS) RX_DEFINE_FLAG(FlagDropped, 1, BUILD_FLAGS) FlagEnd };
_Static_assert(RxDeviceType(DISK) == FILE_DEVICE_DISK && sizeof(RxDeviceType(DISK)) == sizeof(DEVICE_TYPE), "type");
_Static_assert(FlagKept == 4 && FlagDropped == 0, "flags");
_Static_assert(TICKS_PER_SECOND == 1000 * TICKS_PER_MILLESECOND, "ticks");

NTSTATUS RxCommonSample(RXCOMMON_SIGNATURE)
{
    RxCaptureFcb;
    DEBUG_ONLY_DECL(ULONG Checked = 0;)
    DbgDoit(Checked++);
    DebugDoit(Checked++);
    RxDbgTrace(0, Dbg, ("%p", capFcb));
    RxDbgPrint(("%p", capFcb));
    try {
        if (capFcb == NULL) try_return(NOTHING);
        if (RxContext->pFobx == NULL) RxRaiseStatus(RxContext, STATUS_INVALID_HANDLE);
        RxNormalizeAndRaiseStatus(RxContext, STATUS_VERIFY_REQUIRED);
    try_exit: NOTHING;
    } except (CATCH_EXPECTED_EXCEPTIONS) {
        return RxProcessException(RxContext, GetExceptionCode());
    }
    return STATUS_SUCCESS;
}

NTSTATUS Dispatch(PRX_CONTEXT RxContext, LONG (*Filter)(PRX_CONTEXT, PEXCEPTION_POINTERS))
{
    try {
        return RxCommonSample(RXCOMMON_ARGUMENTS);
    } except (Filter(RxContext, GetExceptionInformation())) {
        return STATUS_UNSUCCESSFUL;
    }
}

NTSTATUS Lock(PVOID Buffer, ULONG Length, PMDL Part)
{
    NTSTATUS Status = Dispatch(NULL, RxExceptionFilter);
    PMDL Mdl;
    RxAllocateHeaderMdl(Buffer, Length, Mdl);
    if (Mdl == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    RxTakeOwnershipOfMdl(Mdl);
    RxProtectMdlFromFree(Mdl);
    RxProbeAndLockHeaderPages(Mdl, KernelMode, IoModifyAccess, Status);
    if (NT_SUCCESS(Status)) {
        RxBuildPartialHeaderMdl(Mdl, Part, Buffer, Length);
        if (RxMdlIsHeader(Part) || RxMdlIsPartial(Part) || RxMdlIsProtected(Part)) RxBuildHeaderMdlForNonPagedPool(Part);
        RxUnlockHeaderPages(Mdl);
    }
    RxUnprotectMdlFromFree(Mdl);
    if (RxMdlIsOwned(Mdl)) RxDisownMdl(Mdl);
    RxInitializeHeaderMdl(Part, Buffer, Length);
    return Status;
}

VOID Names(PFCB Fcb, PSRV_OPEN SrvOpen, PRDBSS_DEVICE_OBJECT RxDeviceObject, PRXCE_VC Vc)
{
    if (RxWriteCachingAllowed(Fcb, SrvOpen)) RxLoudFcbMsg((PUCHAR)"", NULL);
    RxNotifyReportChange(NULL, NULL, Fcb, 0, 0);
    RxForceNetTableFinalization(RxDeviceObject);
    RxInitializeBackoffPackage();
    RxTerminateThrottling(&((PFOBX)SrvOpen)->Specific.NamedPipe.ThrottlingState);
    if (RxIsWorkItemQueued(NULL) && RXCONTX_OPERATION_NAME(IRP_MJ_READ, TRUE)[0] == UCHAR_NUL) Vc->State = RXCE_VC_ACTIVE;
}
`

interface Page {
  header: string
  name: string
  kind: string
  parameters?: string[]
  irql?: string
}
const pages: Page[] = documentedPages

const includeAll = `${rdbssHeaders.map(name => `#include <${name}>`).join('\n')}\n`
const describeWithClang = describe.skipIf(!clang)

const assertion = (condition: string) => `_Static_assert(${condition}, ${JSON.stringify(condition)});`
const offsetIs = (type: string, field: string, offset: number) =>
  assertion(`__builtin_offsetof(${type}, ${field}) == ${offset}`)
const typeIs = (type: string, field: string, fieldType: string) =>
  assertion(`__builtin_types_compatible_p(__typeof__(((${type} *)0)->${field}), ${fieldType})`)

function layoutAssertions(): string[] {
  const lines = [assertion(`sizeof(MINIRDR_DISPATCH) == ${facts.dispatchSize}`)]
  for (const { type, size, fields } of facts.structures) {
    if (size !== undefined) lines.push(assertion(`sizeof(${type}) == ${size}`))
    for (const [field, offset, fieldType] of fields) {
      lines.push(offsetIs(type, String(field), Number(offset)))
      if (fieldType !== undefined) lines.push(typeIs(type, String(field), String(fieldType)))
    }
  }
  for (const [member, offset] of facts.dispatch) {
    lines.push(offsetIs('MINIRDR_DISPATCH', String(member), Number(offset)))
  }
  return lines
}

/** Types, values and member order hold on every architecture, offsets only on the one they were taken from. */
function targetIndependentAssertions(): string[] {
  const lines: string[] = []
  for (const [member, , type] of facts.dispatch) {
    const element = member === 'MRxLowIOSubmit' ? 'MRxLowIOSubmit[0]' : String(member)
    lines.push(typeIs('MINIRDR_DISPATCH', element, String(type)))
  }
  for (const [name, returns, parameters] of facts.callbacks as [string, string, string[]][]) {
    lines.push(assertion(`__builtin_types_compatible_p(${name}, ${returns} (NTAPI *)(${parameters.join(', ')}))`))
  }
  for (const [name, value] of Object.entries(facts.constants)) lines.push(assertion(`${name} == ${value}`))
  for (const [name, tag] of Object.entries(facts.poolTags)) lines.push(assertion(`${name} == '${tag}'`))
  for (const { type, fields } of facts.order) {
    fields.slice(1).forEach((field, index) => {
      lines.push(assertion(`__builtin_offsetof(${type}, ${fields[index]}) < __builtin_offsetof(${type}, ${field})`))
    })
  }
  return lines
}

describeWithClang('RDBSS headers under clang', () => {
  describe.each(targets)('%s', target => {
    it('accepts each header alone', { timeout: 60_000 }, () => {
      const alone = rdbssHeaders.map(name => [`${name}.c`, `#include <${name}>\n`])
      expect(errorsOf(Object.fromEntries(alone), target)).toEqual([])
    })

    it.each([
      ['together', []],
      ['in a checked build', ['-DDBG=1']],
      ['for a mini-redirector', ['-DMINIRDR__NAME=Sample', '-DMONOLITHIC_MINIRDR']],
      ['for a checked mini-redirector', ['-DDBG=1', '-DMINIRDR__NAME=Sample']],
      ['with the pool wrapper', ['-DRX_POOL_WRAPPER']],
      ['with the file size lock', ['-DUSE_FILESIZE_LOCK']],
    ])('accepts all headers %s', (_, defines) => {
      expect(errorsOf({ 'all.c': includeAll }, target, ...defines)).toEqual([])
    })

    it.each([[[]], [['-DDBG=1']]])('expands what macros bring, with %s', defines => {
      expect(errorsOf({ 'macros.c': macroUser }, target, '-Werror', ...defines)).toEqual([])
    })

    it('has the documented types, values and member order', () => {
      expect(errorsOf({ 'facts.c': [includeAll, ...targetIndependentAssertions()].join('\n') }, target)).toEqual([])
    })
  })

  it('has the known sizes and offsets on x64', () => {
    expect(errorsOf({ 'layout.c': [includeAll, ...layoutAssertions()].join('\n') }, x64)).toEqual([])
  })

  it('tells a wrong fact', () => {
    const wrong = [includeAll, offsetIs('MRX_SRV_CALL', 'Context', 16), typeIs('MRX_SRV_CALL', 'Flags', 'USHORT')]
    expect(errorsOf({ 'wrong.c': wrong.join('\n') }, x64)).toHaveLength(2)
  })

  it('tells BOOLEAN from PBOOLEAN in the finalizers', () => {
    const siblings = ['V_NET_ROOT', 'NET_ROOT'].map(name =>
      assertion(
        `__builtin_types_compatible_p(PMRX_FINALIZE_${name}_CALLDOWN, NTSTATUS (NTAPI *)(PMRX_${name}, BOOLEAN))`,
      ),
    )
    expect(errorsOf({ 'force.c': [includeAll, ...siblings].join('\n') }, x64)).toHaveLength(2)
  })
})

/** Parameter names of every routine clang sees, by routine name. */
function declaredParameters(): Map<string, string[]> {
  const dump = ['-fsyntax-only', ...flagsFor(x64), '-Xclang', '-ast-dump', '-Xclang', '-ast-dump-filter=Rx']
  const { stdout } = runClang({ 'all.c': includeAll }, dump)
  const routines = new Map<string, string[]>()
  let current: string[] | undefined
  for (const line of stdout.split('\n')) {
    const routine = /^FunctionDecl .* (?:used |implicit )*(\w+) '[^']*'/.exec(line)
    if (routine) routines.set(routine[1]!, (current = []))
    const parameter = /^[|`]-ParmVarDecl .*?(?: used)? (\w+) '/.exec(line)
    if (parameter) current?.push(parameter[1]!)
    if (line === '') current = undefined
  }
  return routines
}

const headerText = (name: string) => readFileSync(join(includeFolder, name), 'utf8')
const routines = pages.filter(page => page.kind === 'routine')

describeWithClang('routines documented for RDBSS', () => {
  it('covers the pages of the RDBSS folders', () => {
    expect(routines.length).toBeGreaterThan(100)
    expect(new Set(pages.map(page => page.name)).size).toBe(pages.length)
  })

  it('are declared, as routine or macro, by rx.h and the connection engine', () => {
    const uses = pages.map(({ name, kind }) =>
      kind === 'routine' ? `__typeof__(&${name}) use_${name};` : kind === 'callback' ? `${name} use_${name};` : '',
    )
    const source = ['#include <rx.h>', '#include <rxce.h>', ...uses, 'struct _RX_CONTEXT use_RX_CONTEXT;'].join('\n')
    expect(errorsOf({ 'documented.c': source }, x64)).toEqual([])
  })

  it('have the documented parameters in their order', () => {
    const declared = declaredParameters()
    const documented = (page: Page) => page.parameters!.filter(name => name !== '...').map(name => name.toLowerCase())
    for (const page of routines) {
      expect([page.name, declared.get(page.name)?.map(name => name.toLowerCase())]).toEqual([
        page.name,
        documented(page),
      ])
    }
  })

  it('carry the documented IRQL limit', () => {
    for (const { header, name } of routines.filter(page => page.irql === '<= APC_LEVEL')) {
      const annotated = new RegExp(
        `_IRQL_requires_max_\\(APC_LEVEL\\)\\s+(?:_Must_inspect_result_\\s+)?[\\w *\\n]*?\\b${name}\\(`,
      )
      expect([name, annotated.test(headerText(header))]).toEqual([name, true])
    }
  })
})

describe('RDBSS headers in the front end', () => {
  it.each<Architecture>(['x64', 'x86', 'arm64'])('expand what macros bring, on %s', architecture => {
    const target = architectures[architecture]
    const options = { path: '/macros.c', target, dialect: 'msvc', cplusplus: false, configuration: 'test' } as const
    const problems = [[], ['DBG=1']].flatMap(defines => {
      const unit = new TranslationUnit({ ...options, defines: ['_KERNEL_MODE=1', ...defines] }, diskLoader())
      unit.update(macroUser)
      return unit.problems.map(({ message }) => message)
    })
    expect(problems).toEqual([])
  })
})

describe('RDBSS header files', () => {
  it('are the ones the checks above know', () => {
    const belongs = (name: string) => /^(rx|mrx)/.test(name) || rdbssHeaders.includes(name)
    expect(readdirSync(includeFolder).filter(belongs).sort()).toEqual([...rdbssHeaders].sort())
  })

  it.each(rdbssHeaders)('%s says what it is and guards itself', name => {
    const text = headerText(name)
    expect(text).toMatch(/^\/\*\n \* [^\n]{20,}\n/)
    const guard = /^#ifndef (\w+)\n#define \1\n/m.exec(text)
    expect(guard).not.toBeNull()
  })
})
