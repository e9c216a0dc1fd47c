import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { includeFolder } from '../support/sources.ts'
import facts from './kernel.facts.json' with { type: 'json' }
import { clang, errorsOf, flagsFor, runClang, type Target, targets } from './rdbssClang.ts'

const x64 = targets[0]

const annotationHeaders = ['sal.h', 'concurrencysal.h', 'specstrings.h', 'driverspecs.h', 'kernelspecs.h']
const libraryHeaders = [
  'assert.h',
  'crtdefs.h',
  'ctype.h',
  'excpt.h',
  'intrin.h',
  'limits.h',
  'stdarg.h',
  'stdbool.h',
  'stddef.h',
  'stdint.h',
  'stdio.h',
  'stdlib.h',
  'string.h',
  'vadefs.h',
  'wchar.h',
  'wctype.h',
]
const kernelHeaders = [
  'basetsd.h',
  'bugcodes.h',
  'devioctl.h',
  'guiddef.h',
  'ntddk.h',
  'ntdef.h',
  'ntifs.h',
  'ntintsafe.h',
  'ntstatus.h',
  'ntstrsafe.h',
  'wdm.h',
  'wdmsec.h',
]
const headers = [...annotationHeaders, ...libraryHeaders, ...kernelHeaders]
const parts = readdirSync(join(includeFolder, 'kernel')).map(name => `kernel/${name}`)

const describeWithClang = describe.skipIf(!clang)
const mingw = '/usr/share/mingw-w64/include'
const describeWithMingw = describe.skipIf(!clang || !existsSync(join(mingw, 'ddk/ntifs.h')))

const include = (names: readonly string[]) => names.map(name => `#include <${name}>\n`).join('')
const assertion = (condition: string) => `_Static_assert(${condition}, ${JSON.stringify(condition)});`
const sizesOf = (target: Target) =>
  Object.entries(facts.sizes[target]).map(([type, size]) => assertion(`sizeof(${type}) == ${size}`))

describeWithClang('kernel headers under clang', () => {
  describe.each(targets)('%s', target => {
    it('accepts each header alone', { timeout: 120_000 }, () => {
      const alone = headers.map(name => [`${name}.c`, include([name])])
      expect(errorsOf(Object.fromEntries(alone), target)).toEqual([])
    })

    it.each([
      ['together', include(headers)],
      ['in the opposite order', include([...headers].reverse())],
      ['in a checked build', `#define DBG 1\n${include(headers)}void f(void) { PAGED_CODE(); ASSERT(TRUE); }`],
      ['twice', include([...headers, ...headers])],
    ])('accepts all headers %s', (_, source) => {
      expect(errorsOf({ 'all.c': source }, target)).toEqual([])
    })

    it('has the known sizes', () => {
      expect(errorsOf({ 'sizes.c': [include(['ntifs.h']), ...sizesOf(target)].join('\n') }, target)).toEqual([])
    })

    it('has the known values', () => {
      const values = Object.entries(facts.constants).map(([name, value]) => assertion(`${name} == ${value}`))
      expect(errorsOf({ 'values.c': [include(['ntifs.h']), ...values].join('\n') }, target)).toEqual([])
    })
  })

  it('has the known offsets on x64', () => {
    const offsets = Object.entries(facts.offsets).flatMap(([type, fields]) =>
      Object.entries(fields).map(([field, offset]) => assertion(`__builtin_offsetof(${type}, ${field}) == ${offset}`)),
    )
    expect(errorsOf({ 'offsets.c': [include(['ntifs.h']), ...offsets].join('\n') }, x64)).toEqual([])
  })

  it('tells a wrong size', () => {
    const source = `${include(['ntifs.h'])}${assertion('sizeof(IRP) == 200')}`
    expect(errorsOf({ 'wrong.c': source }, x64)).toHaveLength(1)
  })

  it('compiles what drivers do with the inlines and macros', () => {
    const source = `${include(['ntifs.h', 'ntstrsafe.h'])}
      NTSTATUS Work(PDEVICE_OBJECT device, PIRP irp) {
        PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
        LIST_ENTRY list; UNICODE_STRING name; OBJECT_ATTRIBUTES attributes; KSPIN_LOCK lock; KIRQL irql;
        PAGED_CODE();
        InitializeListHead(&list);
        while (!IsListEmpty(&list)) ExFreePoolWithTag(CONTAINING_RECORD(RemoveHeadList(&list), IRP, ThreadListEntry), 'gaT');
        RtlInitUnicodeString(&name, L"name");
        InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
        KeInitializeSpinLock(&lock); KeAcquireSpinLock(&lock, &irql); KeReleaseSpinLock(&lock, irql);
        __try { ProbeForRead(irp->UserBuffer, stack->Parameters.Read.Length, sizeof(UCHAR)); }
        __except (EXCEPTION_EXECUTE_HANDLER) { return GetExceptionCode(); }
        IoSetCompletionRoutine(irp, NULL, NULL, TRUE, TRUE, TRUE);
        IoMarkIrpPending(irp);
        return NT_SUCCESS(IoCallDriver(device, irp)) ? STATUS_PENDING : STATUS_UNSUCCESSFUL;
      }`
    expect(errorsOf({ 'work.c': source }, x64)).toEqual([])
  })

  it.each(targets)('compiles the names of Windows 8 to 10 and annotations of all ages on %s', target => {
    const source = `${include(['ntifs.h', 'ntintsafe.h', 'specstrings.h'])}
      __drv_clearDoInit(__yes) __drv_holdsCancelSpinLock() __on_failure(__post_invalid) __requires_lock_held(lock)
      VOID Find(
        _In_ PFILE_OBJECT lock,
        _Outptr_result_bytebuffer_(*Size) PVOID *Buffer,
        _Outptr_opt_result_bytebuffer_to_maybenull_(*Size, 8) PVOID *Other,
        _Deref_pre_opt_bytecap_x_(Size) _Frees_ptr_opt_ PULONG Size,
        _Unreferenced_parameter_ __deref_opt_inout_xcount_part_opt(1, 2) PCCHAR *Name);
      BOOLEAN Work(PFILE_ID_INFORMATION id, PLONG flags, LONG64 volatile *value, PFILE_INTERNAL_INFORMATION file) {
        SIZE_T size;
        __analysis_assert(size < USHORT_MAX);
        RtlInterlockedClearBits(flags, SL_IGNORE_READONLY_ATTRIBUTE);
        InterlockedExchangeNoFence64(value, (LONG64)MAXULONG64);
        InterlockedAddAcquire(flags, 1);
        if (!NT_SUCCESS(RtlSIZETMult(FIELD_SIZE(FILE_ID_128, Identifier), 2, &size))) return FALSE;
        if (FILE_ID_IS_INVALID(file->IndexNumber) || FILE_ID_128_IS_INVALID(id->FileId)) return FALSE;
        return NT_VERIFYMSG("the first process", PsInitialSystemProcess != NULL) && KERNEL_STACK_SIZE > PAGE_SIZE;
      }`
    expect(errorsOf({ 'names.c': source }, target)).toEqual([])
    expect(errorsOf({ 'names.c': source }, target, '-DDBG=1')).toEqual([])
  })
})

/** Size and field offsets of each named record, as clang lays them out. */
function layoutsIn(dump: string): Map<string, string> {
  const layouts = new Map<string, string>()
  for (const block of dump.split('*** Dumping AST Record Layout').slice(1)) {
    const name = /Type: (?:struct|union) (\w+)\s*$/m.exec(block)?.[1]
    const size = /Size:(\d+)/.exec(block)?.[1]
    const offsets = /FieldOffsets: \[([^\]]*)\]/.exec(block)?.[1]
    if (name && size) layouts.set(name, `${Number(size) / 8}: ${offsets ?? ''}`)
  }
  return layouts
}

const dumpFlags = ['-fdump-record-layouts-complete', '-fdump-record-layouts-simple'].flatMap(flag => ['-Xclang', flag])
const ntifs = { 'ntifs.c': include(['ntifs.h']) }

function mingwLayouts(architecture: string): Map<string, string> {
  const flags = [
    '-D_KERNEL_MODE',
    '-D_WIN32_WINNT=0x0A00',
    '-DNTDDI_VERSION=0x0A000008',
    '-I',
    mingw,
    '-I',
    `${mingw}/ddk`,
  ]
  const target = `--target=${architecture}-w64-mingw32`
  return layoutsIn(runClang(ntifs, [target, '-w', '-fsyntax-only', ...flags, ...dumpFlags]).stdout)
}

const ourLayouts = (target: Target) =>
  layoutsIn(runClang(ntifs, ['-w', '-fsyntax-only', ...flagsFor(target), ...dumpFlags]).stdout)

describeWithMingw('kernel structures beside those of mingw', () => {
  it.each([
    ['x86_64', targets[0]],
    ['i686', targets[1]],
  ] as const)('have the same layout on %s, known differences aside', (architecture, target) => {
    const theirs = mingwLayouts(architecture)
    const ours = ourLayouts(target)
    const shared = [...ours.keys()].filter(name => theirs.has(name))
    const differing = shared.filter(name => ours.get(name) !== theirs.get(name))
    expect(shared.length).toBeGreaterThan(300)
    expect(differing.filter(name => !(name in facts.differencesFromMingw))).toEqual([])
  })

  it('know no difference that is none', () => {
    const pairs = [
      [ourLayouts(targets[0]), mingwLayouts('x86_64')],
      [ourLayouts(targets[1]), mingwLayouts('i686')],
    ] as const
    for (const name of Object.keys(facts.differencesFromMingw)) {
      expect([name, pairs.some(([ours, theirs]) => ours.get(name) !== theirs.get(name))]).toEqual([name, true])
    }
  })
})

describe('kernel header files', () => {
  it.each([...headers, ...parts])('%s says what it is and guards itself', name => {
    const text = readFileSync(join(includeFolder, name), 'utf8')
    expect(text).toMatch(/^\/\*\n \* [^\n]{20,}\n/)
    // DEFINE_GUID changes its meaning each time.
    if (name !== 'guiddef.h') expect(text).toMatch(/^#ifndef (\w+)\n#define \1\b/m)
  })

  it('are reached from ntifs.h', () => {
    const reached = new Set<string>()
    const visit = (name: string) => {
      if (reached.has(name)) return
      reached.add(name)
      const text = readFileSync(join(includeFolder, name), 'utf8')
      for (const [, included] of text.matchAll(/^#include "([^"]+)"/gm)) visit(resolved(name, included!))
    }
    visit('ntifs.h')
    expect(parts.filter(part => !reached.has(part))).toEqual([])
  })
})

const resolved = (from: string, included: string) =>
  from.startsWith('kernel/') ? (included.startsWith('../') ? included.slice(3) : `kernel/${included}`) : included
