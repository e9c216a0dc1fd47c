import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CompileCommand, readCompileCommand, readCompileCommands } from './compileCommands.ts'
import { memoryFiles } from './files.ts'

function command(entry: object, texts: Record<string, string> = {}): CompileCommand {
  const database = readCompileCommands(JSON.stringify([entry]), '/w/build/compile_commands.json')
  expect(database.problems).toEqual([])
  return readCompileCommand(database, database.entries[0]!, memoryFiles(texts))
}

test('paths are meant from the directory, which is meant from the database', () => {
  const { facts } = command({ directory: '../sys', file: 'a.c', arguments: ['clang', '-I../inc', '-Dx="a b"', 'a.c'] })
  expect(facts).toMatchObject({ includePaths: ['/w/inc'], defines: ['x="a b"'] })
})

test('a command on a drive is split as Windows does, elsewhere as a shell does', () => {
  const windows = command({ directory: 'C:\\w', file: 'a.c', command: 'cl /Ic:\\my\\inc /DS=\\"x\\" a.c' })
  expect(windows.facts).toMatchObject({ includePaths: ['c:/my/inc'], defines: ['S="x"'] })
  const posix = command({ directory: '/w', file: 'a.c', command: String.raw`gcc '-DS="x"' -Imy\ inc a.c` })
  expect(posix.facts).toMatchObject({ includePaths: ['/w/my inc'], defines: ['S="x"'] })
})

describe('response files', () => {
  const entry = { directory: '/w', file: 'a.c', arguments: ['cl', '@a.rsp', '/DLAST'] }

  test('stand for their words', () => {
    const texts = { '/w/a.rsp': '/DA\r\n@b.rsp', '/w/b.rsp': '/I "my inc"' }
    const { facts, dependencies } = command(entry, texts)
    expect(facts).toMatchObject({ includePaths: ['/w/my inc'], defines: ['A', 'LAST'] })
    expect(dependencies).toEqual(['/w/a.rsp', '/w/b.rsp'])
  })

  test('that are missing or name themselves are problems of their entry', () => {
    const messages = (texts: Record<string, string>) => command(entry, texts).problems.map(problem => problem.message)
    expect(messages({})).toEqual(['The response file "a.rsp" cannot be read.'])
    expect(messages({ '/w/a.rsp': '/DA @b.rsp', '/w/b.rsp': '@a.rsp' })).toEqual([
      'The response file "a.rsp" names itself.',
    ])
    expect(command(entry).facts.defines).toEqual(['LAST'])
    expect(command(entry).problems[0]).toMatchObject({ file: '/w/build/compile_commands.json', start: 1 })
  })

  test('that multiply end', () => {
    const texts = Object.fromEntries([...Array(18).keys()].map(i => [`/w/${i}.rsp`, `@${i + 1}.rsp `.repeat(9)]))
    const { facts } = command({ directory: '/w', file: 'a.c', arguments: ['cl', '@0.rsp'] }, texts)
    expect(facts.defines).toEqual([])
  })
})

test('a forced include is the file beside, or a name to search', () => {
  const entry = { directory: '/w', file: 'a.c', arguments: ['cl', '/FIpre.h', '/FIother.h'] }
  expect(command(entry, { '/w/pre.h': '' }).facts.forcedIncludes).toEqual(['/w/pre.h', 'other.h'])
})

test.each([
  [['gcc', '-c', 'a.c'], 'a.c', 'c'],
  [['cl', '/TP'], 'a.c', 'c++'],
  [['clang'], 'a.cpp', 'c++'],
  [['gcc', '-x', 'assembler-with-cpp'], 'a.c', 'other'],
  [['rc.exe'], 'a.rc', 'other'],
  [['nvcc'], 'a.c', 'other'],
])('language of %j', (words, file, language) => {
  expect(command({ directory: '/w', file, arguments: words }).language).toBe(language)
})

test.each([
  [['gcc', '-o', 'CMakeFiles/drv.dir/sys/a.c.obj'], undefined, '/w/CMakeFiles/drv.dir'],
  [['cl', '/FoCMakeFiles\\drv.dir\\a.c.obj'], undefined, '/w/CMakeFiles/drv.dir'],
  [['gcc'], 'sys/drv.sys.p/a.c.obj', '/w/sys/drv.sys.p'],
  [['gcc', '-o', 'a.o'], undefined, undefined],
])('build target of %j %s', (words, output, target) => {
  expect(command({ directory: '/w', file: 'a.c', arguments: words, output }).target).toBe(target)
})

describe('bad entries are left out with their place', () => {
  test.each([
    ['[{"file":"a.c","arguments":["cl"]}, 1]', 'An entry must be an object.', '1'],
    ['[{"directory":"/"}]', 'An entry needs "file".', '{"directory":"/"}'],
    ['[{"file":"a.c","directory":1}]', '"directory" must be a string.', '{"file":"a.c","directory":1}'],
    ['[{"file":"a.c"}]', 'An entry needs "arguments" or "command".', '{"file":"a.c"}'],
    ['[{"file":"a","arguments":[1]}]', '"arguments" must be an array of strings.', '{"file":"a","arguments":[1]}'],
    ['{}', 'A compilation database must be an array.', '{}'],
    ['[', 'Not valid JSON: close bracket expected.', ''],
  ])('%s', (text, message, marked) => {
    const { problems } = readCompileCommands(text, '/c.json')
    expect(problems.map(problem => [problem.message, text.slice(problem.start, problem.end)])[0]).toEqual([
      message,
      marked,
    ])
    expect(problems[0]!.file).toBe('/c.json')
  })

  test('the good ones stay', () => {
    const { entries } = readCompileCommands('[1, {"file":"a.c","command":"cl"}, null, // x\n]', '/w/c.json')
    expect(entries.map(entry => entry.file)).toEqual(['/w/a.c'])
  })
})

test('no mutation of a database throws', () => {
  const good = JSON.stringify([
    { directory: 'c:\\w', file: 'a.c', command: 'cl /I "inc" /DX=\\"1\\" @r.rsp /TP /Foa.dir/x' },
    { directory: '/w', file: '../b.c', arguments: ['gcc', '-I', 'x', '-x', 'c', '@', '@r.rsp'], output: 'a.p/b.o' },
  ])
  const files = memoryFiles({ '/w/r.rsp': '@r.rsp "' })
  fc.assert(
    fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 6 }), (at, cut, insert) => {
      const database = readCompileCommands(good.slice(0, at) + insert + good.slice(at + cut), '/w/c.json')
      for (const entry of database.entries) readCompileCommand(database, entry, files)
      expect(database.entries.length + database.problems.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})
