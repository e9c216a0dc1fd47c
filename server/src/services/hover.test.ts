import { describe, expect, test } from 'vitest'
import { engineOf, folder, type Sources } from '../../test/support/driver.ts'
import { serviceOver } from '../../test/support/languageService.ts'
import { prelude, smallLibrary } from '../../test/support/rdbss.ts'

const page = (kind: string, head: string, body: string) => `---\n${head}\nkind: ${kind}\n---\n\n${body}\n`

const library = smallLibrary({
  'knowledge/callbacks/MRxFinalizeSrvCall.md': page(
    'callback',
    'name: MRxFinalizeSrvCall\ntypedef: PMRX_FINALIZE_SRVCALL_CALLDOWN',
    'The last callback for a server.\n\n## Parameters\n\n### SrvCall\nThe server.\n\n### Force\nA BOOLEAN by value.',
  ),
  'knowledge/callbacks/MRxFlush.md': page('callback', 'name: MRxFlush\ntypedef: PMRX_CALLDOWN', 'Writes out.'),
  'knowledge/routines/RxFinalizeSrvCall.md': page(
    'routine',
    'name: RxFinalizeSrvCall',
    'Calls the callback.\n\n## Parameters\n\n### ThisSrvCall\nThe server that ends.',
  ),
  'knowledge/routines/ZeroAndInitializeNodeType.md': page('routine', 'name: ZeroAndInitializeNodeType', 'A macro.'),
  'knowledge/structures/SRV_CALL.md': page(
    'structure',
    'name: SRV_CALL\nalias: MRX_SRV_CALL',
    'A server.\n\n## Fields\n\n### Context\nYours.',
  ),
  'knowledge/structures/MINIRDR_DISPATCH.md': page('structure', 'name: MINIRDR_DISPATCH', 'The table.'),
  'knowledge/enumerations/LOWIO_OPS.md': page(
    'enumeration',
    'name: LOWIO_OPS',
    'Operations.\n\n## Values\n\n### LOWIO_OP_READ\n0, read.',
  ),
})

/** The hover at `$0`; in `file`, or in the only source. */
function hoverOf(sources: Sources): string | undefined {
  const files = typeof sources === 'string' ? { 'driver.c': sources } : sources
  const [name, marked] = Object.entries(files).find(([, text]) => text.includes('$0'))!
  const at = marked.indexOf('$0')
  const engine = engineOf({ ...files, [name]: marked.replace('$0', '') }, { library })
  const service = serviceOver(engine, library)
  engine.drivers.all()
  const before = marked.slice(0, at).split('\n')
  const hover = service.hover(`${folder}/${name}`, { line: before.length - 1, character: before.at(-1)!.length })
  return hover === undefined ? undefined : (hover.contents as { value: string }).value
}

const drop = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Forced)'
const fill = 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }'

describe('an implementation', () => {
  const registered = '`Drop` is registered as `MRxFinalizeSrvCall` in [driver.c:8](file:///driver/driver.c#L8).'

  test.each([
    ['its definition', `${drop.replace('Drop', 'Dr$0op')} { return 0; }\n\n${fill}`, 8],
    ['its end', `${drop.replace('Drop', 'Drop$0')} { return 0; }\n\n${fill}`, 8],
    ['where it is stored', `${drop} { return 0; }\n\n${fill.replace('= Drop', '= D$0rop')}`, 8],
  ])('%s', (_, source) => {
    const text = hoverOf(`${prelude}${source}\n`)
    expect(text).toContain('NTSTATUS __stdcall Drop(PMRX_SRV_CALL Server, BOOLEAN Forced);')
    expect(text).toContain(registered)
    expect(text).toContain('The last callback for a server.')
  })

  test('in another file, by its prototype in a header', () => {
    const text = hoverOf({
      'my.h': `NTSTATUS NTAPI Dr$0op(PMRX_SRV_CALL Server, BOOLEAN Forced);\n`,
      'init.c': `${prelude}#include "my.h"\nNTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = Drop; return 0; }\n`,
      'server.c': `#include <rx.h>\n#include "my.h"\n${drop} { return 0; }\n`,
    })
    expect(text).toContain('is registered as `MRxFinalizeSrvCall` in [init.c:7](file:///driver/init.c#L7)')
  })

  test('through a macro', () => {
    const text = hoverOf(`${prelude}
#define PUT(member, routine) MyDispatch.member = routine
${drop.replace('Drop', 'D$0rop')} { return 0; }
void Fill(void) { PUT(MRxFinalizeSrvCall, Drop); }
`)
    expect(text).toContain('`Drop` is registered as `MRxFinalizeSrvCall` in [driver.c:9](file:///driver/driver.c#L9)')
  })

  test('that nobody registers', () => {
    const text = hoverOf(`${prelude}${drop.replace('Drop', 'MyFinalize$0SrvCall')} { return 0; }\n`)
    expect(text).toContain('looks like `MRxFinalizeSrvCall` (by its name); no registration of it was found.')
  })
})

describe('a parameter', () => {
  test.each([
    ['where it is declared', `${drop.replace('Forced', 'For$0ced')} { return 0; }\n${fill}`],
    ['where it is used', `${drop} { return Forc$0ed ? 1 : 0; }\n${fill}`],
    ['as a macro’s argument', `${drop} { UNREFERENCED_PARAMETER(For$0ced); return 0; }\n${fill}`],
    ['as an argument that a macro drops', `#define Log(x)\n${drop} { Log(F$0orced); return 0; }\n${fill}`],
    ['in a branch that is left out', `${drop} {\n#if 0\n  return F$0orced;\n#endif\n  return 0; }\n${fill}`],
    ['of a prototype', `${drop.replace('Forced', 'For$0ced')};\n${drop} { return 0; }\n${fill}`],
    [
      'of a K&R definition',
      `NTSTATUS NTAPI Drop(Server, Forced) PMRX_SRV_CALL Server; BOOLEAN For$0ced; { return 0; }\n${fill}`,
    ],
  ])('%s', (_, source) => {
    const text = hoverOf(`${prelude}${source}\n`)
    expect(text).toContain('`Forced` of `Drop` is the parameter `Force` of `MRxFinalizeSrvCall`.')
    expect(text).toContain('A BOOLEAN by value.')
  })

  test('of a prototype in a header', () =>
    expect(
      hoverOf({
        'my.h': 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN For$0ced);\n',
        'driver.c': `${prelude}#include "my.h"\n${drop} { return 0; }\n${fill}\n`,
      }),
    ).toContain('A BOOLEAN by value.'))

  test('of a routine’s prototype', () =>
    expect(
      hoverOf(`${prelude}NTSTATUS NTAPI RxFinalizeSrvCall(PVOID This$0SrvCall, BOOLEAN ForceFinalize);\n`),
    ).toContain('The server that ends.'))
})

describe('names of RDBSS', () => {
  test.each([
    ['a member in a store', 'void Fill(void) { MyDispatch.MRxFin$0alizeSrvCall = NULL; }', 'The last callback'],
    [
      'a member through a pointer',
      'void Fill(PMINIRDR_DISPATCH T) { T->MRxFin$0alizeSrvCall = NULL; }',
      'The last callback',
    ],
    [
      'a designator',
      'MINIRDR_DISPATCH T = { .MRxStart = MyStart, .MRxFin$0alizeSrvCall = NULL };',
      'The last callback',
    ],
    [
      'a nested designator',
      'struct { MINIRDR_DISPATCH T; } G = { .T = { .MRxFin$0alizeSrvCall = NULL } };',
      'The last callback',
    ],
    [
      'a chain of designators',
      'struct { MINIRDR_DISPATCH T; } G = { .T.MRxFin$0alizeSrvCall = NULL };',
      'The last callback',
    ],
    [
      'a designator of a compound literal',
      'void Fill(void) { MyDispatch = (MINIRDR_DISPATCH){ .MRxFin$0alizeSrvCall = NULL }; }',
      'The last callback',
    ],
    ['the pointer type', 'PMRX_FINALIZE_$0SRVCALL_CALLDOWN Routine;', 'is the type of the member `MRxFinalizeSrvCall`'],
    [
      'the pointer type in a cast',
      'PVOID f(PVOID p) { return (PMRX_$0FINALIZE_SRVCALL_CALLDOWN)p; }',
      'The last callback',
    ],
    ['the routine', 'void f(PVOID p) { RxFin$0alizeSrvCall(p, FALSE); }', 'Calls the callback.'],
    ['the structure', 'void f(MRX_SRV$0_CALL *s);', 'A server.'],
    ['the pointer to it', 'void f(PMRX_SRV$0_CALL s);', '**PMRX_SRV_CALL** → **SRV_CALL**'],
    ['a field', 'PVOID f(PMRX_SRV_CALL s) { return s->Con$0text; }', '**Context** · field of `SRV_CALL`'],
    ['a field of a field', 'PVOID f(PMRX_NET_ROOT n) { return n->pSrvCall->Con$0text; }', 'field of `SRV_CALL`'],
    ['a macro', 'void f(void) { ZeroAndInit$0ializeNodeType(&MyDispatch, 1, 2); }', 'A macro.'],
    ['an enumerator', 'void f(void) { MyDispatch.MRxLowIOSubmit[LOWIO_$0OP_READ] = 0; }', '0, read.'],
    ['the name in a branch that is left out', '#if 0\nRxFin$0alizeSrvCall();\n#endif', 'Calls the callback.'],
  ])('%s', (_, source, expected) => expect(hoverOf(`${prelude}${source}\n`)).toContain(expected))

  test('a field used in a header', () =>
    expect(
      hoverOf({
        'my.h': 'static __inline PVOID ContextOf(PMRX_SRV_CALL s) { return s->Con$0text; }\n',
        'driver.c': `${prelude}#include "my.h"\n`,
      }),
    ).toContain('field of `SRV_CALL`'))
})

describe('nothing on', () => {
  test.each([
    ['a plain type', 'NT$0STATUS Status;'],
    ['a variable', 'ULONG Cou$0nt;'],
    ['a local of the name of a routine', 'void f(void) { int RxFinal$0izeSrvCall = 0; }'],
    ['a parameter of some function', 'void Helper(PVOID Fo$0rce) { }'],
    ['a field of the author’s own structure', 'struct S { PVOID Context; } *s; PVOID f(void) { return s->Con$0text; }'],
    ['a designator of the author’s own structure', 'struct S { PVOID Context; } s = { .Con$0text = NULL };'],
    ['a function of the author', 'void Hel$0per(void);'],
    ['a keyword', 'stat$0ic int x;'],
    ['a number', 'int x = 1$02;'],
    ['a string', 'char *s = "RxFin$0alizeSrvCall";'],
    ['a comment', '/* RxFin$0alizeSrvCall */'],
    ['white space', 'int x; $0 int y;'],
    ['a broken declaration', 'int )( $0 ;'],
  ])('%s', (_, source) => expect(hoverOf(`${prelude}${source}\n`)).toBeUndefined())

  test('a file that has nothing to do with drivers', () => {
    const engine = engineOf({ 'driver.c': prelude, 'README.txt': '' }, { library })
    const service = serviceOver(engine, library)
    service.openDocument('/elsewhere/main.c', 'c', 'int RxFinalizeSrvCall;')
    expect(service.hover('/elsewhere/main.c', { line: 0, character: 6 })).toBeUndefined()
    expect(service.hover('/elsewhere/missing.c', { line: 0, character: 6 })).toBeUndefined()
  })
})
