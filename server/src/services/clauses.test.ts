// The editor's help inside of annotations: completion, hover, colours. `$0` is the cursor.
import { describe, expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { serviceOver } from '../../test/support/languageService.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import { tokenTypes } from './semanticTokens.ts'

const library = openLibrary(import.meta.dirname)
const path = `${folder}/driver.c`

function opened(source: string) {
  const at = source.indexOf('$0')
  const text = source.replace('$0', '')
  const service = serviceOver(engineOver(memoryFiles({}), { library }), library)
  service.openDocument(path, 'c', text)
  const before = text.slice(0, Math.max(at, 0)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)!.length }
  return { service, position, text }
}

const driver = (clauses: string, body = '') => `#include <ntifs.h>
#include <rx.h>
typedef struct _SERVER { LIST_ENTRY Link; LONG Value; } SERVER, *PSERVER;
static FAST_MUTEX ServerLock;
static VOID MyDrop(PSERVER Server);
${clauses}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    ${body}
    return STATUS_SUCCESS;
}
`

function labels(clauses: string, body?: string): string[] {
  const { service, position } = opened(driver(clauses, body))
  return service.completions(path, position).map(({ label }) => label)
}

describe('completion', () => {
  test.each([
    ['// @mrx $0', ['scenario', 'given', 'expect', 'connect']],
    ['// @mrx exp$0', ['expect', 'explore']],
    ['/* @mrx\n * scenario "a"\n *   $0\n */', ['connect', 'disconnect', 'finalize']],
    ['// @mrx connect $0', ['as', 'by']],
    ['// @mrx finalize by $0', ['user', 'system', 'worker']],
    ['// @mrx expect call MyDrop $0', ['once', 'exactly', 'on', 'before']],
    ['// @mrx expect $0', ['SrvCall', 'Force', 'return', 'irql', 'old', 'no', 'ServerLock']],
    ['// @mrx expect call $0', ['MyDrop', 'MyFinalizeSrvCall']],
    ['// @mrx inject $0', ['allocation', 'post', 'MyDrop']],
    ['// @mrx given irql = $0', ['PASSIVE_LEVEL', 'APC_LEVEL']],
    ['// @mrx allow $0', ['MRX005', 'MRX048']],
    ['// @mrx expect SrvCall->$0', ['Context', 'pSrvCallName']],
    ['// @mrx expect ((PSERVER)SrvCall->Context)->$0', ['Link', 'Value']],
    ['/* @mrx\n * scenario "a"\n *   connect as first\n *   open on $0\n */', ['first']],
  ])('%s', (clauses, wanted) => expect(labels(clauses)).toEqual(expect.arrayContaining(wanted)))

  test.each([
    ['// @mrx expect irql <= $0', ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL']],
    ['// @mrx expect irql == old(irql) && irql < D$0', ['DISPATCH_LEVEL']],
    ['// @mrx expect return == $0', ['STATUS_SUCCESS', 'STATUS_PENDING', 'STATUS_FILE_CLOSED']],
    ['// @mrx inject MyDrop returns STATUS_$0', ['STATUS_UNSUCCESSFUL', 'STATUS_FILE_CLOSED']],
  ])('constants where they are compared: %s', (clauses, wanted) => {
    const found = labels(clauses, 'if (Force) return STATUS_FILE_CLOSED; // not STATUS_OF_MINE')
    expect(found).toEqual(expect.arrayContaining(wanted))
    expect(found.filter(name => /^STATUS_/.test(name)).length).toBeLessThan(20)
    expect(found).not.toContain('STATUS_OF_MINE')
  })

  test('constants nowhere else', () =>
    expect(labels('// @mrx expect $0').filter(name => /_LEVEL$|^STATUS_/.test(name))).toEqual([]))

  test.each(['expect call $0', 'stub $0', 'inject $0'])('what is called and has no body here: %s', clause => {
    const found = labels(`// @mrx ${clause}`, 'ExFreePoolWithTag(server, 0); MySend(server);')
    expect(found).toEqual(expect.arrayContaining(['MyDrop', 'ExFreePoolWithTag']))
    expect(found).not.toContain('ExAllocatePoolWithTag')
  })

  describe('the likeliest functions come first', () => {
    const body = 'ExFreePoolWithTag(server, 0); XSend(server); AHelp(); MyLocal();'
    const declarations =
      'NTSTATUS XSend(PVOID P); NTSTATUS AnUnused(VOID); VOID AHelp(VOID);\nstatic VOID MyLocal(VOID) { }\n'
    const sorted = (clause: string) => {
      const { service, position } = opened(driver(`// @mrx ${clause}\n\n${declarations}`, body))
      // AHelp has its body in another file of the driver.
      service.openDocument(`${folder}/help.c`, 'c', '#include <ntifs.h>\n#include <rx.h>\nVOID AHelp(VOID) { }\n')
      const entry =
        '#include <ntifs.h>\n#include <rx.h>\nNTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL S, BOOLEAN F);\nVOID AHelp(VOID);\nMINIRDR_DISPATCH T;\nNTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)\n{\n    T.MRxFinalizeSrvCall = MyFinalizeSrvCall;\n    AHelp();\n    return 0;\n}\n'
      service.openDocument(`${folder}/entry.c`, 'c', entry)
      const found = service.completions(path, position)
      return found.sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label)
    }

    test('for a stub: what is called, and has a body nowhere', () => {
      const found = sorted('stub $0')
      expect(found.slice(0, 3)).toEqual(['XSend', 'AnUnused', 'MyDrop'])
      expect(found).toEqual(expect.arrayContaining(['AHelp', 'ExFreePoolWithTag', 'MyLocal', 'MyFinalizeSrvCall']))
    })

    test('for a failure: what is called, and is not in this file', () => {
      const found = sorted('inject $0').filter(label => !['allocation', 'post'].includes(label))
      expect(found.slice(0, 3)).toEqual(['AHelp', 'ExFreePoolWithTag', 'XSend'])
      expect(found).toContain('MyLocal')
    })
  })

  test('locals at a point', () => {
    expect(labels('', '// @mrx expect $0')).toEqual(expect.arrayContaining(['server', 'SrvCall']))
    expect(labels('', '// @mrx expect server->$0')).toEqual(['Link', 'Value'])
  })

  test('nothing elsewhere', () => {
    expect(labels('// plain $0')).toEqual([])
    expect(labels('// @mrx scenario "in a te$0xt"')).toEqual([])
    expect(labels('', 'server->$0Value = 1; // @mrx expect irql == 0')).toEqual([])
  })
})

describe('hover', () => {
  const hover = (clauses: string) => {
    const { service, position, text } = opened(driver(clauses))
    const found = service.hover(path, position)
    const line = text.split('\n')[position.line]!
    const { start, end } = found?.range ?? { start: position, end: position }
    return [
      line.slice(start.character, end.character),
      (found?.contents as { value?: string } | undefined)?.value ?? '',
    ]
  }

  test('a word of the grammar', () => {
    expect(hover('// @mrx expect SrvCall->Context unch$0anged')).toEqual([
      'unchanged',
      expect.stringContaining('at the entry'),
    ])
    expect(hover('// @mrx sce$0nario "x"')[1]).toContain('The clauses that follow')
  })

  test('a routine has its page', () => {
    expect(hover('// @mrx expect call RxFinalize$0SrvCall once')[1]).toContain('RxFinalizeSrvCall')
  })

  test('nothing is said of other names', () => expect(hover('// @mrx expect call My$0Drop once')[1]).toBe(''))
})

test('colours: words, texts, functions, names, members', () => {
  const { service, text } = opened(
    '// @mrx inject MyDrop returns 1\n/* @mrx expect call MyDrop(SrvCall->Context, _) on worker in "a b" */\n// expect nothing\n',
  )
  const { data } = service.semanticTokens(path)
  const told: string[] = []
  let [line, character] = [0, 0]
  for (let i = 0; i < data.length; i += 5) {
    line += data[i]!
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!
    told.push(`${text.split('\n')[line]!.slice(character, character + data[i + 2]!)} ${tokenTypes[data[i + 3]!]}`)
  }
  const words = told.filter(each => !each.endsWith('operator'))
  expect(words).toEqual([
    'inject keyword',
    'MyDrop function',
    'returns keyword',
    '1 number',
    'expect keyword',
    'call keyword',
    'MyDrop function',
    'SrvCall variable',
    'Context property',
    '_ variable',
    'on keyword',
    'worker keyword',
    'in keyword',
    '"a b" string',
  ])
})

describe('actions', () => {
  const actions = (source: string) => {
    const { service, position } = opened(source)
    return service.codeActions(path, { start: position, end: position }).flatMap(({ title, edit }) => {
      const [change] = Object.values(edit?.changes ?? {}).flat()
      return change === undefined || !/stub|Propose/.test(title)
        ? []
        : [[title, change.newText, change.range.start.line]]
    })
  }

  test('a stub for a routine whose body is not here', () => {
    expect(actions(driver('', 'My$0Drop(server);'))).toEqual([
      ["Write a stub for 'MyDrop'", '// @mrx stub MyDrop takes 1 ms\n\n', 6],
    ])
    const status = driver('NTSTATUS MySend(PVOID Server);', 'My$0Send(server);')
    expect(actions(status)[0]![1]).toBe('// @mrx stub MySend returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL\n\n')
    expect(actions(driver('', 'Ex$0FreePool(server);'))).toEqual([])
  })

  test('a stub gives what SAL says that callers may read', () => {
    const asked = driver(
      'NTSTATUS MyAsk(_In_ PVOID Server, _Out_ PULONG Length, _Out_opt_ PULONG More, _Out_writes_(9) PCHAR Text,\n' +
        '    _Out_ PNTSTATUS Status, _Out_ PUNICODE_STRING Name, _Out_ PVOID *Block, _Out_ PBOOLEAN Ready);',
      'My$0Ask(server, 0, 0, 0, 0, 0, 0, 0);',
    )
    expect(actions(asked)[0]![1]).toBe(
      '// @mrx stub MyAsk sets *Length = 0, sets *Status = STATUS_SUCCESS, sets *Block = NULL, sets *Ready = FALSE, returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL\n\n',
    )
  })

  test('a stub stands above what is written above the function', () => {
    const annotated = driver('/* @mrx\n * scenario "a"\n *   disconnect\n */', 'My$0Drop(server);')
    const [[, , line]] = actions(annotated) as [[string, string, number]]
    expect(annotated.split('\n')[line]).toBe('/* @mrx')
  })

  test('a stub by its name: where it is called, once, and nowhere else', () => {
    const { service, text } = opened(driver('// @mrx expect return == STATUS_SUCCESS', 'MyDrop(server);'))
    const edit = service.stubEdit(path, 'MyDrop')!
    expect(edit).toMatchObject({ file: path, newText: '// @mrx stub MyDrop takes 1 ms\n\n' })
    expect(text.split('\n')[edit.range.start.line]).toBe('// @mrx expect return == STATUS_SUCCESS')
    expect(service.stubEdit(path, 'MySend')).toBeUndefined()
    expect(service.stubEdit(path, '(')).toBeUndefined()
    expect(service.stubEdit('/w/nowhere.c', 'MyDrop')).toBeUndefined()
  })

  test('expectations for a callback that has none', () => {
    const source = driver('')
      .replace('MyFinalizeSrvCall(', 'My$0FinalizeSrvCall(')
      .replace('typedef struct', 'MINIRDR_DISPATCH MyDispatch;\nVOID Fill(VOID);\ntypedef struct')
    const registered = `${source}VOID Fill(VOID)\n{\n    MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall;\n}\n`
    const [[title, text]] = actions(registered) as [[string, string, number]]
    expect(title).toBe("Propose expectations for 'MyFinalizeSrvCall'")
    expect(text).toContain(' * expect SrvCall->Context == NULL\n')
    expect(text.startsWith('/* @mrx\n')).toBe(true)
    expect(actions(registered.replace('NTSTATUS NTAPI My', '// @mrx expect irql == 0\nNTSTATUS NTAPI My'))).toEqual([])
  })
})
