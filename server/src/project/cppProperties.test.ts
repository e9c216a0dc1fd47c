// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the settings look like this
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CppProperties, readCppProperties } from './cppProperties.ts'
import { memoryFiles } from './files.ts'

const path = '/w/.vscode/c_cpp_properties.json'

function read(value: object | string, texts: Record<string, string> = {}): CppProperties {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return readCppProperties(text, path, '/w', memoryFiles(texts))
}

function configuration(values: object, env?: object): CppProperties {
  return read({ env, configurations: [values] }, { '/w/pre.h': '', '/w/inc/a/x.h': '' })
}

test('the configuration named Win32 is taken, else the first', () => {
  const [linux, win32] = [
    { name: 'Linux', defines: ['L'] },
    { name: 'Win32', defines: ['W'] },
  ]
  expect(read({ configurations: [linux, win32] }).facts?.defines).toEqual(['W'])
  expect(read({ configurations: [linux] }).facts?.defines).toEqual(['L'])
})

describe('variables', () => {
  test.each([
    [
      ['${workspaceFolder}/inc', 'sys', '${workspaceFolderBasename}'],
      ['/w/inc', '/w/sys', '/w/w'],
    ],
    [['${default}', '${env:WDK}/km', '${config:x}', '${userHome}/y', 'z'], ['/w/z']],
    [
      ['${both}', '${one}${/}sub', '${env:one}'],
      ['/w/p', '/q', '/w/one/sub', '/w/one'],
    ],
    [['${loop}', '${a${one}}'], []],
    [['inc/**'], ['/w/inc', '/w/inc/a']],
    [['C:\\WDK\\km'], ['c:/WDK/km']],
  ])('%j', (includePath, expected) => {
    const env = { both: ['p', '/q'], one: '${workspaceFolder}/one', loop: '${loop}x' }
    expect(configuration({ includePath }, env).facts?.includePaths).toEqual(expected)
  })

  test('that multiply end', () => {
    const env = Object.fromEntries([...Array(9).keys()].map(i => [`v${i}`, Array(100).fill(`\${v${i + 1}}`)]))
    expect(configuration({ defines: ['${v0}'] }, { ...env, v9: 'A' }).problems).toEqual([])
  })
})

describe('architecture', () => {
  test.each([
    [{ intelliSenseMode: 'windows-msvc-x86' }, 'x86'],
    [{ intelliSenseMode: 'msvc-arm64' }, 'arm64'],
    [{ intelliSenseMode: 'linux-gcc-arm64' }, undefined],
    [{ intelliSenseMode: '${default}', compilerPath: 'C:\\VC\\bin\\Hostx64\\x86\\cl.exe' }, 'x86'],
    [{ compilerPath: '/usr/bin/x86_64-w64-mingw32-gcc' }, 'x64'],
    [{ defines: ['_ARM64_'] }, 'arm64'],
    [{}, undefined],
  ])('%j is %s', (values, arch) => expect(configuration(values).facts?.arch).toBe(arch))
})

test('options of the compiler count', () => {
  const { facts } = configuration({
    compilerPath: 'C:/Program Files/VC/cl.exe /Gz /Iq',
    compilerArgs: ['/Zp8', '/DA=1'],
    defines: ['A=2', 'B'],
    forcedInclude: ['${workspaceFolder}/pre.h', 'pre.h', 'far.h'],
    cStandard: 'c17',
  })
  expect(facts).toMatchObject({
    includePaths: ['/w/q'],
    defines: ['A=2', 'B'],
    forcedIncludes: ['/w/pre.h', '/w/pre.h', 'far.h'],
    callingConvention: { convention: 'stdcall', words: '/Gz' },
    pack: 8,
    standard: 'c17',
  })
})

test('compilation databases are named in one text or several', () => {
  expect(configuration({ compileCommands: '${workspaceFolder}/out/c.json' }).compileCommands).toEqual(['/w/out/c.json'])
  expect(configuration({ compileCommands: ['a.json', 'b.json'] }).compileCommands).toEqual(['/w/a.json', '/w/b.json'])
})

describe('problems are said where they stand', () => {
  test.each([
    ['{ "configurations": {} }', '"configurations" must be an array of objects.', '{ "configurations": {} }'],
    ['[]', '"configurations" must be an array of objects.', '[]'],
    ['{ "configurations": [ {"defines": [1]} ] }', '"defines" must be text.', '1'],
    ['{ // x\n "configurations": [ {"includePath": {},} ] }', '"includePath" must be text.', '{}'],
    ['{ "configurations" }', 'Not valid JSON: colon expected.', '}'],
  ])('%s', (text, message, marked) => {
    const { problems } = read(text)
    expect(problems.map(p => [p.file, p.message, text.slice(p.start, p.end)])).toEqual([[path, message, marked]])
  })
})

test('no mutation throws', () => {
  const good =
    '{"env":{"a":["${b}"],"b":"${a}"},"configurations":[{"name":"Win32","includePath":["${a}/**","/**"],"defines":["X=${b}"]}]}'
  fc.assert(
    fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 6 }), (at, cut, insert) => {
      const { facts, problems } = read(good.slice(0, at) + insert + good.slice(at + cut))
      expect(facts !== undefined || problems.length > 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})
