// `mrx check` over a real disk with whatever may lie there: it ends, with the exit code of the contract, at most one line
// of complaint for each thing that is wrong, and no stack trace.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../src/main/cli/program.ts'
import { Engine } from '../../src/main/engine.node.ts'
import { simulateEngine } from '../../src/main/simulator.node.ts'
import { normalize } from '../../src/project/paths.ts'

const root = normalize(mkdtempSync(join(tmpdir(), 'mrx-check-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const driver = `#include <ntifs.h>
#include <rx.h>
MINIRDR_DISPATCH MyDispatch;
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return 0; }
NTSTATUS DriverEntry(PDRIVER_OBJECT o, PUNICODE_STRING r) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }
`

let folders = 0

type Content = string | Uint8Array

/** Writes the files into a folder of their own and checks it, or `path` in it. */
function check(files: Readonly<Record<string, Content>>, path = '', more: readonly string[] = []) {
  const cwd = `${root}/${++folders}`
  mkdirSync(cwd)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${cwd}/${name}`), { recursive: true })
    writeFileSync(`${cwd}/${name}`, content)
  }
  return checkAt(cwd, path, more)
}

function checkAt(cwd: string, path = '', more: readonly string[] = []) {
  const engine = new Engine(import.meta.dirname)
  let [out, err] = ['', '']
  const code = run(['check', path === '' ? '.' : path, '--quiet', ...more], {
    cwd,
    version: '0',
    color: false,
    files: engine.files,
    write: () => undefined,
    catalogue: () => engine.catalogue,
    library: () => engine.library,
    engine: () => engine.checkEngine(),
    simulator: () => simulateEngine(engine, () => 0),
    exec: () => 0,
    serve: () => {},
    debug: () => {},
    out: text => void (out += text),
    err: text => void (err += text),
    now: () => 0,
  })
  const codes = [...out.matchAll(/^(.*?:\d+:\d+): .* \[(MRX\d+) /gm)].map(([, place, rule]) => `${place} ${rule}`)
  expect(err.split('\n').every(line => line === '' || line.startsWith('mrx: '))).toBe(true)
  return { code, codes, err: err.replaceAll(`${cwd}/`, '') }
}

const found = { code: 1, codes: ['a.c:4:44 MRX011'], err: '' }

describe('a source', () => {
  test.each<[string, Content]>([
    ['with CRLF', driver.replaceAll('\n', '\r\n')],
    ['with CR', driver.replaceAll('\n', '\r')],
    ['with a mark of UTF-8', `\ufeff${driver}`],
    ['in UTF-16', Buffer.from(`\ufeff${driver}`, 'utf16le')],
    ['in UTF-16, the high byte first', Buffer.from(`\ufeff${driver}`, 'utf16le').swap16()],
    ['whose last comment is never closed', `${driver}/* …\nint x;`],
    ['that includes itself', `${driver}#include "a.c"\n`],
  ])('%s is read', (_, text) => expect(check({ 'a.c': text })).toEqual(found))

  test.each([
    [
      'with a line of 10 MB',
      `${driver}int a[] = {${'1,'.repeat(5_000_000)}1};`,
      "a.c:6: ',' or '}' is expected before the end of the file",
    ],
    [
      'whose macros explode',
      `${driver}#define A0 x x\n${explosion(40)}int a = A40; int b = A40;\n`,
      "a.c:47: ';' is expected before 'x' (and in 1 other place)",
    ],
  ])('%s is read as far as that goes', { timeout: 60_000 }, (_, text, broken) => {
    const err = `mrx: ${broken}: what this breaks was not looked at\n`
    expect(check({ 'a.c': text })).toEqual({ ...found, err })
  })

  test('whose headers include each other', () =>
    expect(
      check({ 'a.c': `${driver}#include "b.h"`, 'b.h': '#include "c.h"\n', 'c.h': '#include "b.h"\n#include "a.c"\n' }),
    ).toEqual(found))

  test('with a missing header: one hint there, and nothing that depends on it', () => {
    const text = `#include "gone.h"\n${driver}GONE g(GONE x) { MyDispatch.MRxStop = GoneStop; return x; }\n`
    expect(check({ 'a.c': text })).toEqual({ ...found, codes: ['a.c:1:10 MRX901', 'a.c:5:44 MRX011'] })
    const missing =
      '#include "gone.h"\nNTSTATUS NTAPI MyStop(GONE *Context) { }\nMINIRDR_DISPATCH D = { .MRxStop = MyStop };\n'
    expect(check({ 'a.c': missing })).toEqual({ code: 0, codes: ['a.c:1:10 MRX901'], err: '' })
  })

  test.each([
    ['empty', ''],
    ['with nothing but a mark', '\ufeff'],
  ])('%s beside others is checked', (_, text) =>
    expect(check({ 'a.c': driver, 'b.c': text }, 'b.c')).toEqual({ code: 0, codes: [], err: '' }),
  )
})

function explosion(levels: number): string {
  return Array.from({ length: levels }, (_, i) => `#define A${i + 1} A${i} A${i}\n`).join('')
}

describe('what a build leaves open is told, and changes nothing', () => {
  const project = '<Project>\n<Import Project="gone.props"/><ItemGroup><ClCompile Include="a.c"/></ItemGroup></Project>'
  const entry = (define: string) => `{"directory":".","file":"a.c","arguments":["cl","/D${define}"]}`
  test.each<[string, string, string, string]>([
    ['a missing import', 'd.vcxproj', project, 'd.vcxproj:2: The import "gone.props" cannot be read.'],
    ['a missing makefile', 'sources', '!INCLUDE gone.inc\nSOURCES=a.c', 'sources:1: "gone.inc" cannot be read.'],
    [
      'two builds',
      'compile_commands.json',
      `[${entry('A')},${entry('B')}]`,
      'compile_commands.json:1: a.c is built in more than one way, with other macros (A, B); judged is what this entry makes',
    ],
  ])('%s', (_, name, text, line) =>
    expect(check({ 'a.c': driver, [name]: text })).toEqual({ ...found, err: `mrx: ${line}\n` }),
  )
})

describe('what cannot be used: exit code 2 and one line', () => {
  const nothing = 'mrx: .: nothing to check: no C or C++ source with mini-redirector code\n'
  test.each<[string, Readonly<Record<string, Content>>, string, string]>([
    ['an empty folder', {}, '', nothing],
    ['a folder without C', { 'readme.md': 'rx.h' }, '', nothing],
    ['a program', { 'a.c': 'int main(void) { return 0; }' }, '', nothing],
    ['a binary', { 'a.c': 'MZ\0rx.h' }, 'a.c', 'mrx: a.c: not a text file\n'],
    ['a path below a file', { 'a.c': driver }, 'a.c/b.c', 'mrx: a.c/b.c: no such file or folder\n'],
  ])('%s', (_, files, path, err) => expect(check(files, path)).toEqual({ code: 2, codes: [], err }))

  test('a binary in a driver’s folder; the rest is checked', () =>
    expect(check({ 'a.c': driver, 'b.c': '\0' })).toEqual({ ...found, code: 2, err: 'mrx: b.c: not a text file\n' }))

  test.each<[string, Content, string]>([
    ['broken', '{', ':1: Not valid JSON: close brace expected.'],
    ['empty', '', ':1: Not valid JSON: value expected.'],
    ['no object', '[]', ':1: The settings must be an object.'],
    ['of wrong types', '{ "defines": [1] }', ':1: "defines.0" must be a string.'],
    [
      'about a rule that does not exist',
      '{\n"rules": { "MRX11": "off" } }',
      ':2: Unknown rule "MRX11"; did you mean "MRX011"?',
    ],
    ['nested without end', '['.repeat(100_000), ':1: Nested too deeply.'],
    ['binary', '{\0}', ': not a text file'],
    ['too large', new Uint8Array(33 * 1024 * 1024), ': too large for a source file'],
  ])('settings that are %s; the rest is checked', (_, text, complaint) =>
    expect(check({ 'a.c': driver, '.mrxrc.json': text })).toEqual({
      ...found,
      code: 2,
      err: `mrx: .mrxrc.json${complaint}\n`,
    }),
  )

  test.skipIf(process.platform === 'win32')('pipes and links that lead nowhere are passed over in a folder', () => {
    const cwd = `${root}/kinds`
    mkdirSync(`${cwd}/folder.c`, { recursive: true })
    writeFileSync(`${cwd}/a.c`, driver)
    execFileSync('mkfifo', [`${cwd}/pipe.c`])
    symlinkSync('nowhere', `${cwd}/dead.c`)
    symlinkSync('.', `${cwd}/again`)
    symlinkSync('..', `${cwd}/up`)
    expect(checkAt(cwd)).toEqual(found)
    expect(checkAt(cwd, 'pipe.c')).toEqual({ code: 2, codes: [], err: 'mrx: pipe.c: cannot be read\n' })
    expect(checkAt(cwd, 'dead.c')).toEqual({ code: 2, codes: [], err: 'mrx: dead.c: no such file or folder\n' })
    expect(checkAt(cwd, 'folder.c').err).toContain('mrx: folder.c: nothing to check')
  })
})
