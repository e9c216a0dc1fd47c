import { describe, expect, test } from 'vitest'
import { configurationsOver, engineOver, folder } from '../../test/support/driver.ts'
import { prelude, smallLibrary } from '../../test/support/rdbss.ts'
import { Knowledge } from '../knowledge/pages.ts'
import { memoryFiles } from '../project/files.ts'
import { LineMap } from '../text/lineMap.ts'
import type { LanguageService } from './languageService.ts'
import { createLanguageService } from './service.ts'

const right = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return 0; }\n'
const wrong = right.replace('BOOLEAN', 'PBOOLEAN')
const fill = 'NTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = Drop; return 0; }\n'
const body =
  'NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context) { return STATUS_SUCCESS; }\nvoid Fill(void) { MyDispatch.MRxCreateSrvCall = MyCreateSrvCall; }\n'
const path = `${folder}/driver.c`

interface Workspace {
  readonly service: LanguageService
  /** The disk; a change counts once the service is told. */
  readonly disk: Record<string, string>
  readonly log: string[]
  codes(file?: string): string[]
}

function open(disk: Record<string, string>, folders: readonly string[] = [folder]): Workspace {
  const log: string[] = []
  const files = memoryFiles(disk)
  const configurations = configurationsOver(files)
  const engine = engineOver(files, {}, configurations)
  const service = createLanguageService({
    engine,
    knowledge: Knowledge.of(smallLibrary()),
    applySettings: (...settings) => configurations.apply(...settings),
    settingsProblems: () => configurations.problems,
    configurationChanged: paths => configurations.invalidate(paths),
    log: message => log.push(message),
  })
  service.setFolders(folders)
  settle(service)
  return { service, disk, log, codes: (file = path) => service.findings(file).map(({ code }) => code) }
}

function settle(service: LanguageService): void {
  for (let i = 0; i < 100; i++) {
    const { done, total } = service.index(1_000)
    if (done === total) return
  }
  throw new Error('indexing does not end')
}

describe('bodies', () => {
  const opened = () => {
    const workspace = open({})
    workspace.service.openDocument(path, 'c', `${prelude}${wrong}${fill}${body}`)
    expect(workspace.codes()).toEqual(['MRX011'])
    return workspace
  }

  test('come after what declarations show', () => {
    const { service, codes } = opened()
    const first = service.resultId(path)
    expect(service.finish(Infinity)).toBe('done')
    expect(service.resultId(path)).not.toBe(first)
    expect(codes()).toEqual(['MRX011', 'MRX057'])
    expect(service.finish(Infinity)).toBe('nothing')
  })

  test('are followed a piece at a time, and an edit in between begins anew', () => {
    const { service, codes } = opened()
    const pieces = () => {
      let count = 1
      for (; service.finish(0) === 'more'; count++) expect(codes()).toEqual(['MRX011'])
      return count
    }
    expect(service.finish(0)).toBe('more')
    service.changeDocument(path, [{ text: `${prelude}${wrong}${fill}${body}// at the end` }])
    expect(codes()).toEqual(['MRX011'])
    expect(pieces()).toBeGreaterThan(1)
    expect(codes()).toEqual(['MRX011', 'MRX057'])
  })

  test('keep what was found while something else is edited, where it stands now', () => {
    const { service, codes } = opened()
    service.finish(Infinity)
    const lineOf = () => service.findings(path).find(({ code }) => code === 'MRX057')!.range.start.line
    const before = lineOf()
    service.changeDocument(path, [{ text: `${prelude}${right}// more\n${fill}${body}` }])
    expect(codes()).toEqual(['MRX057'])
    expect(lineOf()).toBe(before + 1)
    service.changeDocument(path, [{ text: `${prelude}${right}// more\n${fill}${body}// at the end` }])
    expect(lineOf()).toBe(before + 1)
    expect(service.finish(Infinity)).toBe('done')
    expect(lineOf()).toBe(before + 1)
  })

  test('let go of what is edited, and are followed again', () => {
    const { service, codes } = opened()
    service.finish(Infinity)
    expect(codes()).toEqual(['MRX011', 'MRX057'])
    const text = `${prelude}${right}${fill}${body}`
    service.changeDocument(path, [
      { text: text.replace('return STATUS_SUCCESS; }\nvoid Fill', 'return  STATUS_SUCCESS; }\nvoid Fill') },
    ])
    expect(codes()).toEqual([])
    service.finish(Infinity)
    expect(codes()).toEqual(['MRX057'])
  })
})

describe('bodies that wait', () => {
  const callback = 'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return 0; }\n'
  const start = 'void Start(void) { MyDispatch.MRxStart = (PVOID)0; }\nint busy(int i) { return i + 1; }\n'
  const codesOf = (text: string) => {
    const { service, codes } = open({})
    service.openDocument(path, 'c', `${prelude}${callback}${start}${text}`)
    const first = codes()
    service.finish(Infinity)
    return { first, last: codes(), service }
  }

  test('may register what no other body does', () => {
    const { first, last } = codesOf('void Fill(void) { busy(2); }\n')
    expect([first, last]).toEqual([[], ['MRX014']])
    const passed = `void Set(PVOID f) { MyDispatch.MRxFinalizeSrvCall = f; }
void Pass(PVOID f) { Set(f); }
void Fill(void) { Pass((PVOID)MyFinalizeSrvCall); }
`
    const { first: before, last: after } = codesOf(passed)
    expect(before).not.toContain('MRX014')
    expect(after).not.toContain('MRX014')
  })
})

describe('documents', () => {
  test('what is open counts, not what is on the disk', () => {
    const { service, codes } = open({ [path]: `${prelude}${right}${fill}` })
    expect(codes()).toEqual([])
    service.openDocument(path, 'c', `${prelude}${wrong}${fill}`)
    expect(codes()).toEqual(['MRX011'])
    service.closeDocument(path)
    expect(codes()).toEqual([])
  })

  test('a document outside of all folders is a driver of its own', () => {
    const { service, codes } = open({})
    service.openDocument('/else/x.c', 'c', `${prelude}${wrong}${fill}`)
    expect(codes('/else/x.c')).toEqual(['MRX011'])
    service.closeDocument('/else/x.c')
    expect(codes('/else/x.c')).toEqual([])
  })

  test('a closed document outside of all folders is part of no driver any more', () => {
    const fills = `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`
    const server = `${folder}/server.c`
    const { service, codes } = open({ [server]: `#include <rx.h>\n${wrong}`, '/else/driver.c': fills })
    expect(codes(server)).toEqual([])
    service.openDocument('/else/driver.c', 'c', fills)
    expect(codes(server)).toEqual(['MRX011'])
    service.closeDocument('/else/driver.c')
    expect(codes(server)).toEqual([])
  })

  describe('a document outside of all folders is read with what lies beside it', () => {
    const [init, server, deep] = ['/else/init.c', '/else/server.c', '/else/deep/other.c']
    const fills = `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`
    const opened = (text: string, disk: Record<string, string>, folders: readonly string[] = []) => {
      const workspace = open({ [server]: text, ...disk }, folders)
      workspace.service.openDocument(server, 'c', text)
      settle(workspace.service)
      return workspace
    }

    test.each([[[]], [[folder]]])('with the folders %j', folders =>
      expect(opened(`#include <rx.h>\n${wrong}`, { [init]: fills }, folders).codes(server)).toEqual(['MRX011']),
    )

    test('by the header that it takes', () => {
      const disk = { '/else/precomp.h': '#include <rx.h>\n', [init]: fills }
      expect(opened(`#include "precomp.h"\n${wrong}`, disk).codes(server)).toEqual(['MRX011'])
    })

    test('not with what lies deeper, and not where it is no driver', () => {
      expect(opened(`#include <rx.h>\n${wrong}`, { [deep]: fills }).codes(server)).toEqual([])
      expect(opened('int Drop(void) { return 0; }\n', { [init]: fills }).codes(server)).toEqual([])
    })

    test('until the last one of the folder is closed', () => {
      const { service, codes } = opened(`#include <rx.h>\n${wrong}`, { [init]: fills })
      service.openDocument(init, 'c', fills)
      service.closeDocument(server)
      expect(codes(server)).toEqual(['MRX011'])
      service.closeDocument(init)
      expect(codes(server)).toEqual([])
      service.openDocument(server, 'c', `#include <rx.h>\n${wrong}`)
      settle(service)
      expect(codes(server)).toEqual(['MRX011'])
    })

    test('as soon as the last folder of the workspace goes', () => {
      const { service, codes } = opened(`#include <rx.h>\n${wrong}`, { [init]: fills }, ['/else'])
      service.setFolders([])
      settle(service)
      expect(codes(server)).toEqual(['MRX011'])
    })
  })

  test('a closed document that the scan finds stays, whatever it mentions', () => {
    const server = `${folder}/server.c`
    const { service, codes } = open({
      [path]: `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`,
      [server]: '#include "my.h"\nint Drop(void) { return 0; }\n',
    })
    service.openDocument(server, 'c', `#include <rx.h>\n${right}`)
    expect(codes(server)).toEqual([])
    service.closeDocument(server)
    expect(codes(server)).toEqual(['MRX901', 'MRX011'])
  })

  test('changes in ranges, several at once, each in the text before it', () => {
    const { service, codes } = open({})
    const text = `${prelude}${right}${fill}`
    service.openDocument(path, 'c', text)
    const at = text.indexOf('BOOLEAN Force')
    const position = new LineMap(text).position(at)
    service.changeDocument(path, [
      { range: { start: position, end: position }, text: 'X\n' },
      { range: { start: position, end: { line: position.line + 1, character: 0 } }, text: 'P' },
    ])
    expect(codes()).toEqual(['MRX011'])
    service.changeDocument(path, [{ text }])
    expect(codes()).toEqual([])
  })

  test('a document that comes to mention mini-redirectors becomes a driver', () => {
    const { service, codes } = open({})
    service.openDocument('/else/x.c', 'c', 'int x;\n')
    expect(codes('/else/x.c')).toEqual([])
    service.changeDocument('/else/x.c', [{ text: `${prelude}${wrong}${fill}` }])
    expect(codes('/else/x.c')).toEqual(['MRX011'])
  })

  test('a document that mentions no mini-redirectors any more is left alone', () => {
    const { service, codes } = open({})
    service.openDocument('/else/x.c', 'c', `${prelude}${wrong}${fill}`)
    expect(codes('/else/x.c')).toEqual(['MRX011'])
    service.changeDocument('/else/x.c', [{ text: 'int x;\n#include "gone.h"\n' }])
    expect(codes('/else/x.c')).toEqual([])
  })

  test('the sources of a folder are left alone when nothing in it mentions them any more', () => {
    const [header, source] = [`${folder}/my.h`, `${folder}/x.c`]
    const plain = 'int x;\n#include "gone.h"\n'
    const { service, disk, codes } = open({ [header]: '#include <rx.h>\n', [source]: plain })
    expect(codes(source)).toEqual(['MRX901'])
    service.openDocument(header, 'c', '#include <rx.h>\n')
    service.changeDocument(header, [{ text: 'int y;\n' }])
    expect(codes(source)).toEqual([])
    service.closeDocument(header)
    expect(codes(source)).toEqual(['MRX901'])
    disk[header] = 'int y;\n'
    service.filesChanged([header])
    settle(service)
    expect(codes(source)).toEqual([])
  })

  test('changing a document that was never opened does no harm', () => {
    const { service, codes } = open({})
    service.changeDocument('/else/y.c', [{ text: `${prelude}${wrong}${fill}` }])
    service.closeDocument('/else/z.c')
    expect(codes('/else/y.c')).toEqual(['MRX011'])
  })

  test('an unsaved header', () => {
    const { service, codes } = open({
      [`${folder}/my.h`]: 'typedef BOOLEAN MY_FLAG;\n',
      [path]: `${prelude}#include "my.h"\n${right.replace('BOOLEAN', 'MY_FLAG')}${fill}`,
    })
    expect(codes()).toEqual([])
    service.openDocument(`${folder}/my.h`, 'c', 'typedef PBOOLEAN MY_FLAG;\n')
    expect(codes()).toEqual(['MRX011'])
    service.changeDocument(`${folder}/my.h`, [{ text: 'typedef BOOLEAN MY_FLAG;\n' }])
    expect(codes()).toEqual([])
    service.changeDocument(`${folder}/my.h`, [{ text: 'typedef PBOOLEAN MY_FLAG;\n' }])
    service.closeDocument(`${folder}/my.h`)
    expect(codes()).toEqual([])
  })

  test('a missing header that is there as a document only', () => {
    const header = `${folder}/my.h`
    const { service, codes } = open({ [path]: `${prelude}#include "my.h"\n${right}${fill}` })
    expect(codes()).toEqual(['MRX901'])
    service.openDocument(header, 'c', 'int x;\n')
    expect(codes()).toEqual([])
    service.closeDocument(header)
    expect(codes()).toEqual(['MRX901'])
  })
})

describe('the disk', () => {
  test('a source changes, goes and comes back', () => {
    const { service, disk, codes } = open({ [path]: `${prelude}${right}${fill}` })
    disk[path] = `${prelude}${wrong}${fill}`
    expect(codes()).toEqual([])
    service.filesChanged([path])
    expect(codes()).toEqual(['MRX011'])
    delete disk[path]
    service.filesChanged([path])
    expect(codes()).toEqual([])
    disk[path] = `${prelude}${wrong}${fill}`
    service.filesChanged([path])
    settle(service)
    expect(codes()).toEqual(['MRX011'])
  })

  test('a missing header comes', () => {
    const { service, disk, codes } = open({ [path]: `${prelude}#include "my.h"\n${right}${fill}` })
    expect(codes()).toEqual(['MRX901'])
    disk[`${folder}/my.h`] = 'int x;\n'
    service.filesChanged([`${folder}/my.h`])
    settle(service)
    expect(codes()).toEqual([])
    delete disk[`${folder}/my.h`]
    service.filesChanged([`${folder}/my.h`])
    settle(service)
    expect(codes()).toEqual(['MRX901'])
  })

  test('a file that joins two parts of a driver', () => {
    const server = `${folder}/server.c`
    const { service, disk, codes } = open({
      [path]: `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`,
    })
    expect(codes(server)).toEqual([])
    disk[server] = `#include <rx.h>\n${wrong}`
    service.filesChanged([server])
    settle(service)
    expect(codes(server)).toEqual(['MRX011'])
  })
})

describe('settings and folders', () => {
  test('a rule is switched off, and what is malformed is told', () => {
    const { service, codes } = open({ [path]: `${prelude}${wrong}${fill}` })
    expect(service.configure({ rules: { MRX011: 'off' } })).toEqual([])
    settle(service)
    expect(codes()).toEqual([])
    expect(service.configure({ arch: 'mips' }).length).toBe(1)
    settle(service)
    expect(codes()).toEqual(['MRX011'])
  })

  test('a rule is switched off in one folder', () => {
    const other = '/other/x.c'
    const files = { [path]: `${prelude}${wrong}${fill}`, [other]: `${prelude}${wrong}${fill}` }
    const { service, codes } = open(files, [folder, '/other'])
    service.configure({}, { '/other': { rules: { MRX011: 'off' } } })
    settle(service)
    expect([codes(), codes(other)]).toEqual([['MRX011'], []])
    service.setFolders(['/other'])
    settle(service)
    expect(codes(other)).toEqual([])
  })

  test('settings that say the same again change nothing, and are as malformed as before', () => {
    const { service } = open({ [path]: `${prelude}${wrong}${fill}` })
    const before = service.resultId(path)
    expect(service.configure({})).toEqual([])
    expect(service.resultId(path)).toBe(before)
    const problems = service.configure({ arch: 'mips' })
    expect(problems.length).toBe(1)
    expect(service.resultId(path)).not.toBe(before)
    expect(service.configure({ arch: 'mips' })).toEqual(problems)
  })

  test('.mrxrc.json comes and goes', () => {
    const rc = `${folder}/.mrxrc.json`
    const { service, disk, codes } = open({ [path]: `${prelude}${wrong}${fill}` })
    disk[rc] = '{ "rules": { "MRX011": "hint" } }'
    service.filesChanged([rc])
    settle(service)
    expect(service.findings(path).map(({ severity }) => severity)).toEqual(['hint'])
    delete disk[rc]
    service.filesChanged([rc])
    settle(service)
    expect(codes()).toEqual(['MRX011'])
  })

  test('a folder leaves, another comes', () => {
    const other = '/other/x.c'
    const { service, codes } = open({ [path]: `${prelude}${wrong}${fill}`, [other]: `${prelude}${wrong}${fill}` })
    expect([codes(), codes(other)]).toEqual([['MRX011'], []])
    service.setFolders(['/other'])
    settle(service)
    expect([codes(), codes(other)]).toEqual([[], ['MRX011']])
  })

  test('an excluded file is left alone, open or not', () => {
    const { service, codes } = open({
      [path]: `${prelude}${wrong}${fill}`,
      [`${folder}/.mrxrc.json`]: '{ "exclude": ["driver.c"] }',
    })
    expect(codes()).toEqual([])
    service.openDocument(path, 'c', `${prelude}${wrong}${fill}`)
    expect(codes()).toEqual([])
  })
})

describe('result ids', () => {
  test('name what the findings depend on', () => {
    const { service, disk } = open({ [path]: `${prelude}${right}${fill}` })
    const first = service.resultId(path)
    expect(service.resultId(path)).toBe(first)
    disk[path] = `${prelude}${wrong}${fill}`
    service.filesChanged([path])
    expect(service.resultId(path)).not.toBe(first)
  })

  test('documents with other findings are affected, once', () => {
    const server = `${folder}/server.c`
    const { service } = open({
      [path]: `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`,
      [server]: `#include <rx.h>\n${right}`,
    })
    service.openDocument(path, 'c', `${prelude}NTSTATUS NTAPI Drop(PMRX_SRV_CALL, BOOLEAN);\n${fill}`)
    service.openDocument(server, 'c', `#include <rx.h>\n${right}`)
    expect(service.takeAffected()).toEqual([])
    for (const each of [path, server]) service.resultId(each)
    expect(service.takeAffected()).toEqual([])
    service.changeDocument(server, [{ text: `#include <rx.h>\n${wrong}` }])
    expect([...service.takeAffected()].sort()).toEqual([path, server])
    expect(service.takeAffected()).toEqual([])
  })

  test('what an annotation of a header speaks of changes in another header', () => {
    const header = `${folder}/my.h`
    const types = `${folder}/types.h`
    const record = 'typedef struct _MY { int Count; } *PMY;\n'
    const { service, codes } = open({
      [path]: `${prelude}#include "types.h"\n#include "my.h"\n${right}${fill}`,
      [types]: record,
      [header]: '// @mrx expect My->Count == 0\nNTSTATUS Stop(PMY My);\n',
    })
    expect(codes(header)).toEqual([])
    service.openDocument(types, 'c', record.replace('Count', 'Number'))
    expect(codes(header)).toEqual(['MRX102'])
    service.changeDocument(types, [{ text: record }])
    expect(codes(header)).toEqual([])
  })

  test('law: equal ids, equal findings; and any history gives what the last state gives', () => {
    const header = `${folder}/my.h`
    const server = `${folder}/server.c`
    const choices: Record<string, readonly string[]> = {
      [header]: ['typedef BOOLEAN MY_FLAG;\n', 'typedef PBOOLEAN MY_FLAG;\n', '#include "gone.h"\n'],
      [server]: ['BOOLEAN', 'PBOOLEAN', 'MY_FLAG'].map(
        t => `#include <rx.h>\n#include "my.h"\n${right.replace('BOOLEAN', t)}`,
      ),
      [path]: [
        `${prelude}#include "my.h"\n${fill}`,
        `${prelude}${fill}`,
        `${prelude}void f(void) { MyDispatch.MRxStart = MyStart; }\n`,
      ],
    }
    const start = Object.fromEntries(Object.entries(choices).map(([file, texts]) => [file, texts[0]!]))
    const { service, disk } = open({ ...start })
    const known = new Map<string, string>()
    let seed = 7
    const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    const opened = new Map<string, string>()
    for (let step = 0; step < 150; step++) {
      const file = Object.keys(choices)[random(3)]!
      const text = choices[file]![random(3)]!
      const action = random(4)
      if (action === 0 && opened.has(file)) {
        service.closeDocument(file)
        opened.delete(file)
      } else if (action === 1) {
        disk[file] = text
        service.filesChanged([file])
      } else {
        if (opened.has(file)) service.changeDocument(file, [{ text }])
        else service.openDocument(file, 'c', text)
        opened.set(file, text)
      }
      for (const each of Object.keys(choices)) {
        const key = `${each} ${service.resultId(each)}`
        const found = JSON.stringify(service.findings(each))
        expect(known.get(key) ?? found).toBe(found)
        known.set(key, found)
      }
      if (step % 25 !== 24) continue
      const fresh = open({ ...disk, ...Object.fromEntries(opened) })
      for (const each of Object.keys(choices)) expect(service.findings(each)).toEqual(fresh.service.findings(each))
    }
  })
})

test('indexing goes in slices and says how far it is', () => {
  const disk = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`${folder}/${i}.c`, `#include <rx.h>\nint x${i};\n`]),
  )
  const { service } = open({})
  Object.assign(disk, { [path]: `${prelude}${fill}` })
  const other = open(disk, [])
  other.service.setFolders([folder])
  const first = other.service.index(0)
  expect(first.done).toBeLessThanOrEqual(first.total)
  settle(other.service)
  expect(other.service.index(10)).toEqual({ done: 21, total: 21 })
  expect(service.index(10)).toEqual({ done: 0, total: 0 })
})

test('code actions for the finding under the cursor, and one for all', () => {
  const { service } = open({ [path]: `${prelude}${wrong}${fill}` })
  const [finding] = service.findings(path)
  const actions = service.codeActions(path, { start: finding!.range.start, end: finding!.range.start })
  expect(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred])).toEqual([
    ["Give 'Drop' the signature of MRxFinalizeSrvCall", 'quickfix', true],
    ["Allow MRX011 in 'Drop' because …", 'quickfix.mrx.allow', undefined],
    ['Allow MRX011 in this file because …', 'quickfix.mrx.allow', undefined],
    ['Explain MRX011', 'quickfix', undefined],
  ])
  expect(service.fixAll(path)).toMatchObject({ title: 'Fix all certain MRx findings', kind: 'source.fixAll.mrx' })
  expect(Object.keys(actions[0]!.edit!.changes!)).toEqual(['file:///driver/driver.c'])
  const elsewhere = service.codeActions(path, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })
  expect(elsewhere).toEqual([])
  expect(
    service.codeActions('/nowhere.c', { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }),
  ).toEqual([])
})

test('what only a run shows can be allowed where it is, where the text is a driver', () => {
  const { service } = open({ [path]: `${prelude}${wrong}${fill}` })
  const { range } = service.findings(path)[0]!
  expect(service.allowEdits(path, 'MRX005', range).map(({ title }) => title)).toEqual([
    "Allow MRX005 in 'Drop' because …",
    'Allow MRX005 in this file because …',
  ])
  expect(service.allowEdits(path, 'MRX101', range)).toEqual([])
  expect(service.allowEdits('/nowhere.c', 'MRX005', range)).toEqual([])
})

describe('settings files', () => {
  const settings = `${folder}/.mrxrc.json`

  test('what is wrong in them is told once, and again when it comes back', () => {
    const { service, disk } = open({
      [path]: `${prelude}${right}${fill}`,
      [settings]: '{ "rules": { "MRX11": "off" } }',
    })
    const problem = `${settings}:1: Unknown rule "MRX11"; did you mean "MRX011"?`
    expect(service.takeSettingsProblems()).toEqual([problem])
    expect(service.takeSettingsProblems()).toEqual([])
    const change = (text: string) => {
      disk[settings] = text
      service.filesChanged([settings])
      settle(service)
      return service.takeSettingsProblems()
    }
    expect(change('{}')).toEqual([])
    expect(change('{ "rules": { "MRX11": "off" } }')).toEqual([problem])
  })

  test('set single rules; the editor’s word holds for the others', () => {
    const cast = 'NTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }\n'
    const files = { [path]: `${prelude}${right}${cast}`, [settings]: '{ "rules": { "MRX014": "warning" } }' }
    const { service, codes } = open(files)
    expect(codes()).toEqual(['MRX012'])
    service.configure({ rules: { 'callback-cast': 'off' } })
    settle(service)
    expect(codes()).toEqual([])
  })
})
