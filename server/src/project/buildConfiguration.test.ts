import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AppliedSettings, type BuildConfiguration, BuildConfigurations } from './buildConfiguration.ts'
import { memoryFiles } from './files.ts'
import type { Settings } from './mrxrc.ts'

function builds(texts: Record<string, string>, settings?: Settings): BuildConfigurations {
  const applied: AppliedSettings[] = settings === undefined ? [] : [{ settings, folder: '/w', file: '/w/.mrxrc.json' }]
  return new BuildConfigurations({ files: memoryFiles(texts), folders: ['/w'], settingsOf: () => applied })
}

function of(path: string, texts: Record<string, string>, settings?: Settings): BuildConfiguration {
  return builds({ [path]: '', ...texts }, settings).of(path)
}

const database = (...words: string[]) =>
  JSON.stringify([{ directory: '/w/sys', file: 'a.c', arguments: ['cl', ...words] }])
const vcxproj = (files: string, type = 'Driver', defines = 'FROM_PROJECT', more = '') =>
  `<Project><PropertyGroup><ConfigurationType>${type}</ConfigurationType></PropertyGroup><ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>${defines}</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup><ItemGroup>${files
    .split(' ')
    .map(file => `<${file.endsWith('.h') ? 'ClInclude' : 'ClCompile'} Include="${file}"/>`)
    .join('')}${more}</ItemGroup></Project>`
const wdk = 'TARGETTYPE=DRIVER\nSOURCES=a.c\nC_DEFINES=-DFROM_SOURCES\nINCLUDES=..\\wdk'
const editor = (value: object) => JSON.stringify({ configurations: [{ name: 'Win32', ...value }] })

test('nothing said: the defaults of a WDK build', () => {
  expect(of('/w/sys/a.c', {})).toEqual({
    includePaths: [],
    quotedIncludePaths: [],
    defines: [],
    undefines: [],
    forcedIncludes: [],
    arch: 'x64',
    defaultCallingConvention: { convention: 'stdcall', said: undefined },
    pack: undefined,
    group: undefined,
    cplusplus: false,
    sources: [],
    problems: [],
  })
})

describe('precedence', () => {
  const all = {
    '/w/out/compile_commands.json': database('/DFROM_COMMANDS', '/I../cc'),
    '/w/build/drv.vcxproj': vcxproj('..\\sys\\a.c'),
    '/w/sys/sources': wdk,
    '/w/.vscode/c_cpp_properties.json': editor({ defines: ['FROM_EDITOR'], includePath: ['ed'] }),
  }
  const order = Object.keys(all) as (keyof typeof all)[]
  test.each(order.map((file, i) => [file, i] as const))('%s', (file, i) => {
    const left = Object.fromEntries(order.slice(i).map(name => [name, all[name]]))
    const configuration = of('/w/sys/a.c', left)
    const expected = ['FROM_COMMANDS', 'FROM_PROJECT', 'FROM_SOURCES', 'FROM_EDITOR'][i]
    expect(configuration.defines).toEqual([expected])
    expect(configuration.sources).toEqual([...new Set([file, order[3]])])
    expect(configuration.includePaths.at(-1)).toBe('/w/ed')
  })

  test('settings come on top', () => {
    const settings: Settings = {
      defines: ['FROM_COMMANDS=2', 'MINE'],
      includePaths: ['own/**'],
      arch: 'arm64',
      defaultCallingConvention: 'cdecl',
    }
    const configuration = of('/w/sys/a.c', { ...all, '/w/own/sub/x.h': '' }, settings)
    expect(configuration).toMatchObject({
      defines: ['FROM_COMMANDS=2', 'MINE'],
      includePaths: ['/w/own', '/w/own/sub', '/w/cc', '/w/ed'],
      arch: 'arm64',
      defaultCallingConvention: { convention: 'cdecl', said: { file: '/w/.mrxrc.json' } },
    })
    expect(configuration.sources[0]).toBe('/w/.mrxrc.json')
  })
})

test('who said the calling convention', () => {
  const configuration = of('/w/sys/a.c', { '/w/compile_commands.json': database('/Gd', '/D_X86_=1') })
  expect(configuration).toMatchObject({
    arch: 'x86',
    defaultCallingConvention: { convention: 'cdecl', said: { file: '/w/compile_commands.json', words: '/Gd' } },
  })
})

test('macros of another processor than the wanted one are left out', () => {
  const texts = { '/w/compile_commands.json': database('/D_AMD64_', '/DAMD64', '/D_WIN64', '/DA') }
  expect(of('/w/sys/a.c', texts).arch).toBe('x64')
  expect(of('/w/sys/a.c', texts, { arch: 'x86' }).defines).toEqual(['A'])
})

test('entries for other languages are ignored, those for the wanted processor preferred', () => {
  const entry = (...words: string[]) => ({ directory: '/w/sys', file: 'A.c', arguments: words })
  const texts = {
    '/w/compile_commands.json': JSON.stringify([
      entry('gcc', '-x', 'assembler-with-cpp', '-DASM'),
      entry('cl', '/TP', '/DCPP', '/D_AMD64_'),
      entry('cl', '/DX86', '/D_X86_'),
      entry('cl', '/DC', '/D_AMD64_'),
    ]),
  }
  expect(of('/w/sys/a.c', texts, { arch: 'x64' }).defines).toEqual(['C', '_AMD64_'])
  expect(of('/w/sys/a.c', texts, { arch: 'x86' }).defines).toEqual(['X86', '_X86_'])
})

describe('groups', () => {
  test('a project that lists the file; what is not there is no member', () => {
    const texts = {
      '/w/build/drv.vcxproj': vcxproj('..\\sys\\A.c ..\\sys\\b.c ..\\sys\\gone.c'),
      '/w/sys/b.c': '',
    }
    const { group } = of('/w/sys/a.c', texts)
    expect(group).toEqual({
      id: '/w/build/drv.vcxproj',
      name: 'drv',
      kind: 'driver',
      members: ['/w/sys/a.c', '/w/sys/b.c'],
    })
  })

  test('a driver wins over a nearer test program', () => {
    const texts = {
      '/w/sys/test.vcxproj': vcxproj('a.c', 'Application', 'TEST'),
      '/w/build/drv.vcxproj': vcxproj('..\\sys\\a.c'),
    }
    expect(of('/w/sys/a.c', texts).defines).toEqual(['FROM_PROJECT'])
  })

  test('a library belongs to the one driver that it is linked into', () => {
    const reference = '<ProjectReference Include="..\\lib\\lib.vcxproj"/>'
    const projects = {
      '/w/lib/lib.vcxproj': vcxproj('l.c', 'StaticLibrary', 'LIB'),
      '/w/sys/drv.vcxproj': vcxproj('a.c', 'Driver', 'DRV', reference),
      '/w/sys/a.c': '',
    }
    const { group, defines } = of('/w/lib/l.c', projects)
    expect([group?.id, group?.members, defines]).toEqual(['/w/sys/drv.vcxproj', ['/w/sys/a.c', '/w/lib/l.c'], ['LIB']])
    const sources = {
      '/w/lib/sources': 'TARGETTYPE=DRIVER_LIBRARY\nSOURCES=l.c',
      '/w/sys/sources': 'TARGETTYPE=DRIVER\nSOURCES=a.c\nTARGETLIBS=..\\lib\\obj$(BUILD_ALT_DIR)\\*\\lib.lib',
      '/w/sys/a.c': '',
    }
    expect(of('/w/lib/l.c', sources).group).toMatchObject({
      id: '/w/sys/sources',
      members: ['/w/sys/a.c', '/w/lib/l.c'],
    })
  })

  test('the objects of one build target', () => {
    const entry = (file: string, target: string) => ({
      directory: '/w/sys',
      file,
      command: `gcc -o CMakeFiles/${target}.dir/${file}.obj -c ${file}`,
    })
    const commands = JSON.stringify([entry('a.c', 'drv'), entry('b.c', 'drv'), entry('t.c', 'test')])
    const texts = { '/w/build/compile_commands.json': commands, '/w/sys/b.c': '', '/w/sys/t.c': '' }
    expect(of('/w/sys/a.c', texts).group).toMatchObject({ name: 'drv', members: ['/w/sys/a.c', '/w/sys/b.c'] })
  })

  test('settings name drivers', () => {
    const texts = { '/w/sys/a.c': '', '/w/sys/b.c': '', '/w/test/c.c': '' }
    const { group } = of('/w/sys/a.c', texts, { drivers: { mine: ['sys/*.c'] } })
    expect(group).toEqual({
      id: '/w/.mrxrc.json#mine',
      name: 'mine',
      kind: 'driver',
      members: ['/w/sys/a.c', '/w/sys/b.c'],
    })
  })
})

describe('files that no description lists', () => {
  const texts = {
    '/w/sys/a.c': '',
    '/w/sys/sources': wdk,
    '/w/tool/t.c': '',
    '/w/tool/tool.vcxproj': vcxproj('t.c', 'Application', 'TOOL'),
  }
  test.each([
    ['/w/sys/a.h', ['FROM_SOURCES'], '/w/sys/sources'],
    ['/w/inc/shared.h', ['FROM_SOURCES'], '/w/sys/sources'],
    ['/w/tool/t.h', ['TOOL'], '/w/tool/tool.vcxproj'],
    ['/w/sys/new.c', ['FROM_SOURCES'], undefined],
    ['/w/other/new.c', [], undefined],
  ])('%s', (path, defines, group) => {
    const configuration = of(path, texts)
    expect([configuration.defines, configuration.group?.id]).toEqual([defines, group])
  })

  test('a header that a project lists is read as its C files are', () => {
    const more = { ...texts, '/w/p/drv.vcxproj': vcxproj('..\\tool\\t.h ..\\sys\\a.c') }
    expect(of('/w/tool/t.h', more).group?.id).toBe('/w/p/drv.vcxproj')
  })
})

test('folders are spelled as on the disk', () => {
  const texts = { '/w/sys/sources': 'SOURCES=A.C\nINCLUDES=..\\INC', '/w/Inc/x.h': '' }
  expect(of('/w/sys/a.c', texts).includePaths).toEqual(['/w/Inc'])
})

describe('includes that no search path leads to', () => {
  const files = ['/w/inc/x.h', '/w/zz/x.h', '/w/aa/x.h', '/w/deep/er/x.h', '/w/deep/er/y.h', '/w/sys/sub/y.h']
  const index = builds(Object.fromEntries(files.map(file => [file, ''])))
  test.each([
    ['x.h', '/w/sys/a.c', '/w/inc/x.h'],
    ['X.H', '/w/deep/a.c', '/w/deep/er/x.h'],
    ['..\\er\\x.h', '/w/sys/a.c', '/w/deep/er/x.h'],
    ['y.h', '/w/sys/a.c', '/w/sys/sub/y.h'],
    ['none/x.h', '/w/sys/a.c', undefined],
    ['z.h', '/w/sys/a.c', undefined],
    ['', '/w/sys/a.c', undefined],
  ])('%s in %s', (name, from, expected) => expect(index.findInclude(name, from)).toBe(expected))
})

describe('outside of all folders', () => {
  test('the top of the project bounds the search', () => {
    const texts = {
      '/x/p/.git/HEAD': '',
      '/x/p/build/d.vcxproj': vcxproj('..\\sys\\a.c'),
      '/x/compile_commands.json': '[',
    }
    const configuration = of('/x/p/sys/a.c', texts)
    expect([configuration.defines, configuration.problems]).toEqual([['FROM_PROJECT'], []])
  })
})

describe('changes', () => {
  const start = () => {
    const texts: Record<string, string> = {
      '/w/sys/a.c': '',
      '/w/sys/sources': '!INCLUDE common.inc\nSOURCES=a.c',
      '/w/sys/common.inc': 'C_DEFINES=-DA',
      '/w/inc/x.h': '',
    }
    const all = builds(texts)
    expect(all.of('/w/sys/a.c').defines).toEqual(['A'])
    return { texts, all }
  }

  test('of a file that a description includes', () => {
    const { texts, all } = start()
    texts['/w/sys/common.inc'] = 'C_DEFINES=-DB'
    expect(all.filesChanged(['/w/sys/common.inc'])).toBe(true)
    expect(all.of('/w/sys/a.c').defines).toEqual(['B'])
  })

  test('of a text change nothing', () => {
    const { all } = start()
    const before = all.of('/w/sys/a.c')
    expect(all.filesChanged(['/w/sys/a.c', '/w/inc/x.h', '/w/readme.md', '/elsewhere/b.c'])).toBe(false)
    expect(all.of('/w/sys/a.c')).toBe(before)
  })

  test('new descriptions, headers and folders count', () => {
    const { texts, all } = start()
    texts['/w/sys/y.h'] = ''
    expect(all.filesChanged(['/w/sys/y.h'])).toBe(true)
    expect(all.findInclude('y.h', '/w/sys/a.c')).toBe('/w/sys/y.h')
    texts['/w/drv.vcxproj'] = vcxproj('sys\\a.c')
    expect(all.filesChanged(['/w/drv.vcxproj'])).toBe(true)
    expect(all.of('/w/sys/a.c').defines).toEqual(['FROM_PROJECT'])
    delete texts['/w/inc/x.h']
    expect(all.filesChanged(['/w/inc'])).toBe(true)
  })
})

describe('bad descriptions', () => {
  test.each<[Record<string, string>, string]>([
    [{ '/w/compile_commands.json': '[' }, '/w/compile_commands.json'],
    [{ '/w/d.vcxproj': '<Project a.c' }, '/w/d.vcxproj'],
    [{ '/w/sys/sources': '!IF 1\nSOURCES=b.c' }, '/w/sys/sources'],
    [{ '/w/.vscode/c_cpp_properties.json': '{' }, '/w/.vscode/c_cpp_properties.json'],
    [{ '/w/.vscode/c_cpp_properties.json': editor({ compileCommands: 'no.json' }) }, '/w/no.json'],
  ])('%j', (texts, file) => {
    const { problems, defines } = of('/w/sys/a.c', texts)
    expect([problems.map(problem => problem.file), defines]).toEqual([[file], []])
  })

  test('no mutation throws', () => {
    const good: Record<string, string> = {
      '/w/compile_commands.json': database('/DA', '@r.rsp'),
      '/w/drv.vcxproj': vcxproj('sys\\a.c', 'Driver', '$(A)', '<ProjectReference Include="drv.vcxproj"/>'),
      '/w/sys/sources': wdk,
      '/w/.vscode/c_cpp_properties.json': editor({ includePath: ['**'] }),
    }
    const names = fc.constantFrom(...Object.keys(good))
    fc.assert(
      fc.property(names, fc.nat(400), fc.nat(9), fc.string({ maxLength: 5 }), (name, at, cut, insert) => {
        const text = good[name]!
        const changed = { ...good, [name]: text.slice(0, at) + insert + text.slice(at + cut), '/w/sys/a.c': '' }
        const configuration = of('/w/sys/a.c', changed)
        for (const { start, end } of configuration.problems) expect(start).toBeLessThanOrEqual(end)
      }),
      { numRuns: 200 },
    )
  })
})

describe('left out by the build file beside it', () => {
  const leftOutBy = (texts: Record<string, string>, settings?: Settings) =>
    of('/w/sys/old.c', { '/w/sys/a.c': '', ...texts }, settings).leftOutBy
  const sources = (text: string) => ({ '/w/sys/sources': text })
  const project = (text: string) => ({ '/w/sys/drv.vcxproj': text })

  test.each([
    ['sources', sources('SOURCES=a.c'), '/w/sys/sources'],
    ['what it includes', { ...sources('!INCLUDE x.inc'), '/w/sys/x.inc': 'SOURCES=A.C' }, '/w/sys/sources'],
    ['a project', project(vcxproj('a.c')), '/w/sys/drv.vcxproj'],
    ['both', { ...sources('SOURCES=a.c'), ...project(vcxproj('a.c')) }, '/w/sys/sources'],
    ['names that hold its own', sources('SOURCES=a.c not-old.c told.c old.cpp'), '/w/sys/sources'],
  ])('%s', (_, texts, file) => expect(leftOutBy(texts)).toBe(file))

  test.each<[string, Record<string, string>, Settings?]>([
    ['no build file', {}],
    ['it is listed', sources('SOURCES=a.c OLD.c')],
    ['it is listed elsewhere', { ...sources('SOURCES=a.c'), '/w/build/drv.vcxproj': vcxproj('..\\sys\\old.c') }],
    [
      'a compile command',
      { ...sources('SOURCES=a.c'), '/w/compile_commands.json': database().replace('a.c', 'old.c') },
    ],
    ['one of two lists', { ...sources('SOURCES=a.c'), ...project(vcxproj('old.c')) }],
    [
      'one of two lists names it',
      { ...sources('SOURCES=a.c'), ...project(vcxproj('a.c', 'Driver', 'OLD', '<!-- old.c -->')) },
    ],
    ['for another processor', sources('SOURCES=a.c\nI386_SOURCES=old.c')],
    ['under a condition', sources('SOURCES=a.c\n!IF $(WITH)\nSOURCES=$(SOURCES) old.c\n!ENDIF')],
    ['in a comment', sources('SOURCES=a.c \\\n # old.c \\\n')],
    ['by its object', sources('SOURCES=a.c\nTARGETLIBS=obj\\Old.obj')],
    [
      'excluded from one build',
      project(
        vcxproj(
          'a.c',
          'Driver',
          '',
          '<ClCompile Include="old.c"><ExcludedFromBuild>true</ExcludedFromBuild></ClCompile>',
        ),
      ),
    ],
    ['a name that only the environment knows', sources('SOURCES=a.c $(MORE)')],
    ['a list that only the environment knows', sources('SOURCES=$(SOURCES) a.c')],
    ['a file that only the environment knows', sources('!INCLUDE $(COMMON)\\x.inc\nSOURCES=a.c')],
    ['a file that is not there', sources('!INCLUDE x.inc\nSOURCES=a.c')],
    ['a list of another folder', sources('SOURCES=..\\b.c')],
    ['an empty list', sources('TARGETTYPE=DRIVER')],
    ['sources that are not there', sources('SOURCES=gone.c')],
    ['wildcards', project(vcxproj('a*.c'))],
    ['names made of properties', project(vcxproj('a.c $(Name).c'))],
    ['a project that is no XML', project('<Project')],
    ['the settings', sources('SOURCES=a.c'), { drivers: { mine: ['sys/*.c'] } }],
    ['a build file of the folder above', { '/w/sources': 'SOURCES=sys\\a.c' }],
  ])('in doubt: %s', (_, texts, settings) => expect(leftOutBy(texts, settings)).toBeUndefined())

  test('is never said of a header', () => {
    expect(of('/w/sys/old.h', { '/w/sys/a.c': '', ...sources('SOURCES=a.c') }).leftOutBy).toBeUndefined()
  })
})
