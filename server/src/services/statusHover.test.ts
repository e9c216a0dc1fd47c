// Hover on statuses, with the bundled headers. `$0` is the cursor.
import { describe, expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { serviceOver } from '../../test/support/languageService.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'

const library = openLibrary(import.meta.dirname)
const path = `${folder}/driver.c`

function hover(body: string): string | undefined {
  const service = serviceOver(engineOver(memoryFiles({}), { library }), library)
  const marked = `#include <ntifs.h>\n#include <rx.h>\n#include <tdi.h>\n${body}\n`
  const before = marked.slice(0, marked.indexOf('$0')).split('\n')
  service.openDocument(path, 'c', marked.replace('$0', ''))
  const found = service.hover(path, { line: before.length - 1, character: before.at(-1)!.length })
  return (found?.contents as { value: string } | undefined)?.value
}

const pending = '**STATUS_PENDING** · NTSTATUS `0x00000103` · success: `NT_SUCCESS` is true'

describe('a status', () => {
  test.each([
    ['that is returned', 'NTSTATUS f(void) { return STATUS_PEN$0DING; }'],
    ['that is compared with', 'int f(NTSTATUS s) { return s == STATUS_PEN$0DING; }'],
    ['as an argument', 'void g(NTSTATUS s); void f(void) { g(STATUS_PEN$0DING); }'],
    ['in a branch that is left out', '#if 0\nreturn STATUS_PEN$0DING;\n#endif'],
    ['in an annotation', '// @mrx stub Send returns STATUS_PEN$0DING\nvoid Send(void);'],
  ])('%s', (_, source) => {
    expect(hover(source)).toContain(pending)
    expect(hover(source)).toContain('compare with it before results are read')
  })

  test.each([
    ['STATUS_ACCESS_DENIED', '`0xC0000022` · error: `NT_SUCCESS` is false'],
    ['STATUS_BUFFER_OVERFLOW', '`0x80000005` · warning: `NT_SUCCESS` is false'],
    ['STATUS_OBJECT_NAME_EXISTS', '`0x40000000` · informational: `NT_SUCCESS` is true'],
    ['TDI_PENDING', '**TDI_PENDING** → **STATUS_PENDING** · NTSTATUS `0x00000103`'],
  ])('%s', (name, expected) => expect(hover(`NTSTATUS f(void) { return $0${name}; }`)).toContain(expected))

  test('of the author: value and severity, and no meaning', () =>
    expect(hover('#define MY_STATUS_LOST ((NTSTATUS)0xE0000001L)\nNTSTATUS f(void) { return MY_STATUS_$0LOST; }')).toBe(
      '**MY_STATUS_LOST** · NTSTATUS `0xE0000001` · error: `NT_SUCCESS` is false',
    ))

  test.each([
    ['a number', '#define STATUS_MINE 5\nint f(void) { return STATUS_$0MINE; }'],
    ['a call', '#define STATUS_OF(x) ((NTSTATUS)0xC0000001L)\nint f(void) { return STATUS_$0OF(1); }'],
    ['macros that mean each other', '#define A B\n#define B A\nint f(void) { return $0A; }'],
    ['a local of that name', '#undef STATUS_PENDING\nint f(void) { int STATUS_PENDING = 1; return STATUS_$0PENDING; }'],
  ])('is not %s', (_, source) => expect(hover(source)).toBeUndefined())
})

test('whatever has a meaning is a status of the headers, told in whole sentences', () => {
  const meanings: Record<string, string> = JSON.parse(library.file('knowledge/statuses.json')!)
  const header = library.file('model/include/ntstatus.h')!
  const names = Object.keys(meanings)
  expect(names.filter(name => !header.includes(`#define ${name} ((NTSTATUS)0x`))).toEqual([])
  expect(names.filter(name => !/^[A-Z].+\.$/.test(meanings[name]!))).toEqual([])
})
