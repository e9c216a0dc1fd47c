import { describe, expect, test } from 'vitest'
import { engineOver } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import { type Files, memoryFiles, type Unreadable } from '../project/files.ts'
import { checkPaths } from './check.ts'

const wrong = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return 0; }\n'
const driver = {
  '/a/init.c': `${prelude}#include "my.h"\nNTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }\n`,
  '/a/my.h': 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n',
  '/a/server.c': `#include <rx.h>\n#include "my.h"\n${wrong}`,
  '/a/tool/main.c': 'int main(void) { return 0; }\n',
}

function check(paths: readonly string[], files: Readonly<Record<string, string>> = driver) {
  const report = checkPaths({ paths, includePaths: [], defines: [] }, engineOver(memoryFiles(files)))
  return { ...report, lines: report.findings.map(({ file, code }) => `${file} ${code}`) }
}

describe('what is asked for is reported', () => {
  test('a folder with what lies below it', () => {
    const { files, lines, unusable } = check(['/a'])
    expect(files).toEqual(['/a/init.c', '/a/my.h', '/a/server.c'])
    expect(lines).toEqual(['/a/server.c MRX011'])
    expect(unusable).toEqual([])
  })

  test('a file, with the rest of its driver read', () => {
    expect(check(['/a/server.c'])).toMatchObject({ files: ['/a/server.c'], lines: ['/a/server.c MRX011'] })
    expect(check(['/a/init.c'])).toMatchObject({ files: ['/a/init.c'], lines: [] })
  })

  test('with sources elsewhere that mention RDBSS only in a header that they take', () => {
    const files = {
      '/a/core/init.c': driver['/a/init.c'].replace('"my.h"', '"../inc/my.h"'),
      '/a/inc/my.h': `#include <rx.h>\ntypedef PMRX_SRV_CALL MY_CALL;\nNTSTATUS NTAPI Drop();\n`,
      '/a/net/names.h': '#include "../inc/my.h"\n',
      '/a/net/drop.c': `#include "names.h"\n${wrong.replace('PMRX_SRV_CALL', 'MY_CALL')}`,
      '/a/tool/main.c': '#include "gone.h"\n#include "main.h"\nint main(void) { return 0; }\n',
      '/a/tool/main.h': '#include "main.h"\n',
    }
    expect(check(['/a'], files)).toMatchObject({ lines: ['/a/net/drop.c MRX011'] })
    expect(check(['/a'], files).files).not.toContain('/a/tool/main.c')
  })

  test('but for what settings exclude', () => {
    const files = { ...driver, '/a/.mrxrc.json': '{ "exclude": ["tool", "*.c"] }' }
    expect(check(['/a'], files)).toMatchObject({ files: [], excluded: ['/a/tool', '/a/init.c', '/a/server.c'] })
    expect(check(['/a/server.c'], files)).toMatchObject({ files: ['/a/server.c'], excluded: [] })
  })

  test('a header', () => {
    const right = {
      ...driver,
      '/a/server.c': driver['/a/server.c'].replace('P,', ',').replace(wrong, wrong.replace('PBOOLEAN', 'BOOLEAN')),
    }
    expect(check(['/a/my.h'], right)).toMatchObject({ files: ['/a/my.h'], lines: ['/a/my.h MRX011'] })
  })

  test('several paths, each file once, in the order of their names', () => {
    expect(check(['/a/server.c', '/a', '/a/server.c']).lines).toEqual(['/a/server.c MRX011'])
  })
})

describe('a source of another folder, which knows nothing of RDBSS itself', () => {
  const sources = {
    '/a/.git/HEAD': '',
    '/a/inc/my.h':
      '#include <rx.h>\ntypedef PMRX_SRV_CALL SERVER;\nNTSTATUS NTAPI Drop(SERVER Server, PBOOLEAN Force);\n',
    '/a/lib/drop.c': '#include "my.h"\nNTSTATUS NTAPI Drop(SERVER Server, PBOOLEAN Force) { return 0; }\n',
    '/a/lib/other.c': 'int other(void) { return 0; }\n',
    '/a/sys/init.c': `${prelude}#include "../inc/my.h"\nNTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }\n`,
  }
  const project =
    '<Project><ItemDefinitionGroup><ClCompile><AdditionalIncludeDirectories>..\\inc</AdditionalIncludeDirectories></ClCompile></ItemDefinitionGroup><ItemGroup><ClCompile Include="init.c" /><ClCompile Include="..\\lib\\drop.c" /></ItemGroup></Project>'

  test('belongs to the driver when a project builds both', () => {
    const files = { ...sources, '/a/sys/a.vcxproj': project }
    expect(check(['/a'], files)).toMatchObject({
      files: ['/a/inc/my.h', '/a/lib/drop.c', '/a/sys/init.c'],
      lines: ['/a/lib/drop.c MRX011'],
    })
    expect(check(['/a/sys'], files)).toMatchObject({ files: ['/a/sys/init.c'], lines: [] })
  })

  test('is left in peace otherwise', () => {
    expect(check(['/a'], sources).files).not.toContain('/a/lib/drop.c')
    const excluded = { ...sources, '/a/sys/a.vcxproj': project, '/a/.mrxrc.json': '{ "exclude": ["lib"] }' }
    expect(check(['/a'], excluded).files).not.toContain('/a/lib/drop.c')
  })
})

test('a header of others that is not there is told where one of theirs includes it, for it limits what is said', () => {
  const files = {
    ...driver,
    '/a/server.c': `#include <rx.h>\n#include "../sdk/kit.h"\n#include "my.h"\n${wrong}`,
    '/sdk/kit.h': '#include "gone.h"\nNTSTATUS NTAPI Odd(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n',
  }
  expect(check(['/a'], files)).toMatchObject({
    files: ['/a/init.c', '/a/my.h', '/a/server.c'],
    lines: ['/a/server.c MRX011', '/sdk/kit.h MRX901'],
  })
  expect(check(['/a/init.c'], files).lines).toEqual([])
})

test('an #error is told where it is reached, and names that annotations have from elsewhere are left alone', () => {
  const config = '#ifndef KIT_TARGET\n#error "say for // which" /* 1 */\n#endif\n'
  const clause =
    '// @mrx expect KitState == 1\nNTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);\n'
  const files = { '/a/init.c': `${prelude}#include "../sdk/config.h"\n${clause}`, '/sdk/config.h': config }
  const { findings, lines } = check(['/a'], files)
  expect(lines).toEqual(['/sdk/config.h MRX903'])
  expect(findings[0]?.message).toMatch(/^#error "say for \/\/ which": the build/)
  expect(check(['/a'], { ...files, '/sdk/config.h': `#define KIT_TARGET 1\n${config}` }).lines).toEqual([
    '/a/init.c MRX102',
  ])
})

describe('nothing to check', () => {
  test.each([
    ['a folder without sources', ['/b'], { '/b/read.me': 'x' }],
    ['a program that is no driver', ['/a/tool'], driver],
    ['an empty folder', ['/empty'], {}],
  ])('%s', (_, paths, files) => expect(check(paths, files as Record<string, string>).files).toEqual([]))
})

test('what cannot be read in a folder is told, if it may be a source of the driver', () => {
  const why: Record<string, Unreadable> = {
    'no.h': 'denied',
    'bin.c': 'binary',
    'pipe.c': 'failed',
    'dead.c': 'missing',
  }
  const disk = memoryFiles(driver)
  const files: Files = {
    read: path => disk.read(path),
    list: folder => [
      ...disk.list(folder),
      ...(folder === '/a' || folder === '/a/tool' ? Object.keys(why).map(name => ({ name, folder: false })) : []),
    ],
    reason: path => why[path.slice(path.lastIndexOf('/') + 1)] ?? disk.reason?.(path),
  }
  const { unusable, findings } = checkPaths({ paths: ['/a'], includePaths: [], defines: [] }, engineOver(files))
  expect(unusable).toEqual([
    '/a/bin.c: not a text file',
    '/a/no.h: permission denied',
    '/a/tool/no.h: permission denied',
  ])
  expect(findings.map(({ code }) => code)).toEqual(['MRX011'])
})

test('excluded files are passed over unless they are named', () => {
  const files = { ...driver, '/a/.mrxrc.json': '{ "exclude": ["server.c"] }' }
  expect(check(['/a'], files).files).toEqual(['/a/init.c', '/a/my.h'])
  expect(check(['/a/server.c'], files).files).toEqual(['/a/server.c'])
})

describe('a source that the build file beside it does not list', () => {
  const files = {
    ...driver,
    '/a/sources': 'TARGETTYPE=DRIVER\nSOURCES=init.c server.c',
    '/a/old.c': `#include <rx.h>\n#include "old.h"\n${wrong.replace('Drop', 'Lose')}NTSTATUS Other(void) { Lose(0, 0); return 0; }\n`,
    '/a/old.h': '#include "gone.h"\n',
  }
  const passed = [{ file: '/a/old.c', buildFile: '/a/sources' }]

  test('is passed over, with its headers', () => {
    expect(check(['/a'], files)).toMatchObject({
      files: ['/a/init.c', '/a/my.h', '/a/server.c'],
      lines: ['/a/server.c MRX011'],
      unusable: [],
      passedOver: passed,
    })
  })

  test('is looked at when it is named, alone or beside the folder', () => {
    const named = { files: ['/a/old.c'], lines: ['/a/old.h MRX901'], passedOver: [] }
    expect(check(['/a/old.c'], files)).toMatchObject(named)
    expect(check(['/a', '/a/old.c'], files)).toMatchObject({ passedOver: [] })
    expect(check(['/a', '/a/old.c'], files).files).toContain('/a/old.c')
  })

  test('says nothing where another file is named', () => {
    expect(check(['/a/server.c'], files)).toMatchObject({ lines: ['/a/server.c MRX011'], passedOver: [] })
  })

  test('is read where a source includes it', () => {
    const included = { ...files, '/a/init.c': `${files['/a/init.c']}#include "old.c"\n` }
    const { files: checked, passedOver } = check(['/a'], included)
    expect([checked.includes('/a/old.c'), passedOver]).toEqual([true, []])
  })

  test('is looked at when a listed one needs it', () => {
    const needed = {
      ...files,
      '/a/server.c': `${files['/a/server.c']}NTSTATUS Other(void);\nvoid f(void) { Other(); }\n`,
    }
    const { files: checked, passedOver } = check(['/a'], needed)
    expect([checked.includes('/a/old.c'), passedOver]).toEqual([true, []])
  })

  test('is looked at when the list is not known in full', () => {
    const doubtful = { ...files, '/a/sources': `${files['/a/sources']} $(MORE)` }
    const { files: checked, passedOver } = check(['/a'], doubtful)
    expect([checked.includes('/a/old.c'), passedOver]).toEqual([true, []])
  })
})

test('drivers listed in .mrxrc.json are grouped as it says', () => {
  const part = (name: string) => `#include <rx.h>\nMINIRDR_DISPATCH ${name};\n`
  const files = {
    '/a/one.c': `${part('One')}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\nvoid f(void) { One.MRxFinalizeSrvCall = Drop; }\n`,
    '/a/two.c': `#include <rx.h>\n${wrong}`,
  }
  expect(check(['/a'], files).lines).toEqual([])
  const grouped = { ...files, '/a/.mrxrc.json': '{ "drivers": { "mine": ["*.c"] } }' }
  expect(check(['/a'], grouped).lines).toEqual(['/a/two.c MRX011'])
})

test('what the build files say of a source counts: a missing forced include is one hint at its start', () => {
  const words = ['cl', '/FIgone.h', '/FIpre.h', '/U_WIN32', '/DFORCED', '/Gz']
  const report = check(['/a'], {
    '/a/compile_commands.json': JSON.stringify([{ directory: '/a', file: 'x.c', arguments: words }]),
    '/a/pre.h': '#ifndef _WIN32\n#include <rx.h>\n#endif\n',
    '/a/x.c': `/* MINIRDR_DISPATCH */ ${wrong}MINIRDR_DISPATCH D;\nvoid f(void) { D.MRxFinalizeSrvCall = (PVOID)Drop; }\n`,
  })
  expect(report.lines).toEqual(['/a/x.c MRX901', '/a/x.c MRX011'])
  expect(report.findings[0]?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })
  expect(report.findings[0]?.message).toContain('"gone.h", which the build includes first, is not found')
})

test('any text is read without harm', () => {
  const texts = [
    '',
    '\0\0',
    '#include',
    '{{{{((((',
    'MINIRDR_DISPATCH',
    `${prelude}void f( { MyDispatch.MRxStart = = ;`,
    '"'.repeat(999),
  ]
  for (const text of texts) expect(check(['/x'], { '/x/x.c': `#include <rx.h>\n${text}` }).unusable).toEqual([])
})

describe('what cannot be read', () => {
  const half = (text: string) => check(['/a'], { ...driver, '/a/server.c': driver['/a/server.c'] + text }).halfRead
  const body = (statement: string) => `VOID Later(void)\n{\n${statement}\n}\n`

  test('is told once a file, at the first place', () => {
    expect(half('')).toEqual([])
    expect(half(body('<<<<<<< HEAD\n=======\n>>>>>>> topic'))).toMatchObject([
      { file: '/a/server.c', range: { start: { line: 5 } }, message: expect.stringContaining("'<<'") },
    ])
  })

  test('but not where a header is missing that may have declared it', () =>
    expect(half(`#include "lost.h"\n${body('LOST x y;')}`)).toEqual([]))
})
