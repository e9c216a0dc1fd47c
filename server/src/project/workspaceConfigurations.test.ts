import { describe, expect, test } from 'vitest'
import { memoryFiles } from './files.ts'
import { type Overrides, WorkspaceConfigurations } from './workspaceConfigurations.ts'

function configurations(files: Readonly<Record<string, string>>, overrides: Overrides = {}): WorkspaceConfigurations {
  return new WorkspaceConfigurations(
    memoryFiles({ '/p/src/a.c': '', ...files }),
    { ruleKeys: ['MRX011', 'callback-signature'] },
    overrides,
  )
}

describe('the nearest settings file', () => {
  test('upwards, its folders relative to itself', () => {
    const unit = configurations({
      '/p/.mrxrc.json': '{ "includePaths": ["inc", "../q", "/abs"], "defines": ["A"] }',
    }).unit('/p/src/a.c')
    expect(unit.includePaths).toEqual({ quoted: [], all: ['/p/inc', '/q', '/abs'] })
    expect(unit.defines).toEqual(['A'])
  })

  test('a nearer one replaces it', () => {
    const all = configurations({ '/p/.mrxrc.json': '{ "defines": ["A"] }', '/p/src/.mrxrc.json': '{ "arch": "x86" }' })
    expect(all.unit('/p/src/a.c')).toMatchObject({ defines: [], target: { architecture: 'x86' } })
    expect(all.unit('/p/b.c').defines).toEqual(['A'])
  })

  test('not above a workspace folder', () => {
    const all = configurations({ '/.mrxrc.json': '{ "defines": ["A"] }' })
    all.apply({}, ['/p'])
    expect(all.unit('/p/src/a.c').defines).toEqual([])
  })

  test('of simulation key by key, as the editor has it', () => {
    const all = configurations({ '/p/.mrxrc.json': '{ "simulation": { "budget": 5, "preemptions": 1 } }' })
    all.apply({ simulation: { budget: 90, builtinScenarios: false } }, ['/p'])
    const simulation = { budget: 5, preemptions: 1, builtinScenarios: false }
    expect(all.settings('/p/src/a.c').simulation).toEqual(simulation)
  })

  test('its problems, with path and line', () => {
    const all = configurations({ '/p/.mrxrc.json': '{\n  "arch": "mips"\n}' })
    expect(all.unit('/p/src/a.c').target.architecture).toBe('x64')
    expect(all.problems).toHaveLength(1)
    expect(all.problems[0]).toMatch(/^\/p\/\.mrxrc\.json:2: /)
  })

  test('that cannot be read says why, and counts as none', () => {
    const disk = memoryFiles({ '/p/src/a.c': '' })
    const list = (at: string) => [...disk.list(at), ...(at === '/p' ? [{ name: '.mrxrc.json', folder: false }] : [])]
    const all = new WorkspaceConfigurations({ ...disk, list, reason: () => 'denied' }, {})
    expect(all.unit('/p/src/a.c').defines).toEqual([])
    expect(all.problems).toEqual(['/p/.mrxrc.json: permission denied'])
  })

  test('is read anew when it changed, and only then', () => {
    const files: Record<string, string> = { '/p/.mrxrc.json': '{ "defines": ["A"] }' }
    const all = new WorkspaceConfigurations(memoryFiles(files), {})
    expect(all.unit('/p/a.c').defines).toEqual(['A'])
    files['/p/.mrxrc.json'] = '{ "defines": ["B"] }'
    expect(all.invalidate(['/p/a.c'])).toBe(false)
    expect(all.unit('/p/a.c').defines).toEqual(['A'])
    expect(all.invalidate(['/p/.mrxrc.json'])).toBe(true)
    expect(all.unit('/p/a.c').defines).toEqual(['B'])
  })
})

describe('what else counts', () => {
  test('the editor’s settings give way to the file', () => {
    const all = configurations({ '/p/.mrxrc.json': '{ "arch": "x86" }' })
    expect(all.apply({ arch: 'arm64', defines: ['E'] }, ['/p'])).toEqual([])
    expect(all.unit('/p/src/a.c')).toMatchObject({ target: { architecture: 'x86' }, defines: ['E'] })
  })

  test('the editor’s settings for the innermost folder, in place of those for all', () => {
    const all = configurations({ '/p/src/.mrxrc.json': '{ "defines": ["S"] }' })
    const ofFolders = { '/p': { arch: 'x86' }, '/p/src': { arch: 'arm64', exclude: ['b.c'] }, '/q': { arch: 'mips' } }
    const problems = all.apply({ defines: ['E'], arch: 'mips' }, ['/p', '/p/src', '/q'], ofFolders)
    expect(problems).toHaveLength(1)
    expect(all.unit('/p/a.c')).toMatchObject({ target: { architecture: 'x86' }, defines: [] })
    expect(all.unit('/p/src/a.c')).toMatchObject({ target: { architecture: 'arm64' }, defines: ['S'] })
    expect(all.unit('/else/a.c')).toMatchObject({ target: { architecture: 'x64' }, defines: ['E'] })
    expect(['/p/b.c', '/p/src/b.c'].map(path => all.isExcluded(path))).toEqual([false, true])
  })

  test('the command line wins', () => {
    const all = configurations(
      { '/p/.mrxrc.json': '{ "arch": "x86", "defines": ["A"], "includePaths": ["inc"] }' },
      { arch: 'arm64', defines: ['A=2'], includePaths: ['/first'] },
    )
    expect(all.unit('/p/src/a.c')).toMatchObject({
      target: { architecture: 'arm64' },
      defines: ['A=2'],
      includePaths: { quoted: [], all: ['/first', '/p/inc'] },
    })
  })

  test('all that a compiler is told', () => {
    const words = ['clang', '-iquote', 'q', '-Ii', '-UA', '-include', 'pre.h', '-fpack-struct=4', '-mrtd']
    const entry = { directory: '/p', file: 'src/a.c', arguments: words }
    const told = { 'compile_commands.json': JSON.stringify([entry]), 'pre.h': '' }
    const files = Object.fromEntries(Object.entries(told).map(([name, text]) => [`/p/${name}`, text]))
    const all = configurations(files)
    all.apply({}, ['/p'])
    expect(all.unit('/p/src/a.c')).toMatchObject({
      includePaths: { quoted: ['/p/q'], all: ['/p/i'] },
      undefines: ['A'],
      forcedIncludes: ['/p/pre.h'],
      pack: 4,
      defaultConvention: 'stdcall',
    })
    expect(configurations({}).unit('/p/b.c').defaultConvention).toBeUndefined()
  })

  test('a file that the command line names instead', () => {
    const all = configurations(
      { '/p/.mrxrc.json': '{ "defines": ["A"] }', '/else/my.json': '{ "defines": ["B"] }' },
      { config: '/else/my.json' },
    )
    expect(all.unit('/p/src/a.c').defines).toEqual(['B'])
  })

  test('malformed settings of the editor come back as messages', () => {
    const all = configurations({})
    expect(all.apply({ arch: 7, rules: { nothing: 'off' } }, []).length).toBe(2)
    expect(all.apply('nonsense', []).length).toBe(1)
    expect(all.unit('/p/src/a.c').target.architecture).toBe('x64')
  })

  test.each(['.cpp', '.cxx', '.cc', '.CPP'])('%s is C++', ending =>
    expect(configurations({}).unit(`/p/a${ending}`).cplusplus).toBe(true),
  )
})

describe('a compilation database above the source', () => {
  const entry = { directory: '/p', file: 'src/a.c', arguments: ['cl', '/DFROM_BUILD', '/c', 'src/a.c'] }
  const database = JSON.stringify([entry])

  test.each<[string, Record<string, string>, Overrides]>([
    ['counts where nothing marks the top of a project', { '/p/compile_commands.json': database }, {}],
    [
      'is not hidden by settings beside the source',
      { '/p/compile_commands.json': database, '/p/src/.mrxrc.json': '{}' },
      {},
    ],
    [
      'counts in a folder beside it, when their top is checked',
      { '/p/build/compile_commands.json': database },
      { paths: ['/p'] },
    ],
    [
      'counts below the top of a repository, whatever settings lie there',
      { '/p/.git/HEAD': '', '/p/build/compile_commands.json': database, '/p/src/.mrxrc.json': '{}' },
      {},
    ],
  ])('%s', (_, files, overrides) => {
    expect(configurations(files, overrides).unit('/p/src/a.c').defines).toContain('FROM_BUILD')
  })

  test('does not count above the top of a repository', () => {
    const all = configurations({ '/p/compile_commands.json': database, '/p/src/.git/HEAD': '' }, { paths: ['/p'] })
    expect(all.unit('/p/src/a.c').defines).not.toContain('FROM_BUILD')
  })
})

describe('a compilation database that nothing can be read from', () => {
  const broken = '[\n  { "file": \n'
  const problemsWith = (more: Readonly<Record<string, string>>) => {
    const all = configurations(more)
    all.apply({}, ['/p'])
    for (const path of ['/p/src/a.c', '/p/src/b.c']) all.unit(path)
    return all.problems
  }

  test.each(['/p/compile_commands.json', '/p/build/compile_commands.json'])('is told once: %s', path => {
    const [problem, ...more] = problemsWith({ [path]: broken })
    expect(problem?.startsWith(`${path}:3: `)).toBe(true)
    expect(more).toEqual([])
  })

  test.each([
    ['that is empty', { '/p/compile_commands.json': '[]' }],
    ['of others', { '/p/other/test/compile_commands.json': broken }],
    [
      'where another description lists the sources',
      { '/p/compile_commands.json': broken, '/p/src/sources': 'SOURCES=a.c b.c' },
    ],
  ])('but none %s', (_, files) => expect(problemsWith({ '/p/src/b.c': '', ...files })).toEqual([]))

  test('and no more once it is mended', () => {
    const files: Record<string, string> = { '/p/src/a.c': '', '/p/compile_commands.json': broken }
    const all = new WorkspaceConfigurations(memoryFiles(files), {})
    all.apply({}, ['/p'])
    all.unit('/p/src/a.c')
    expect(all.problems).toHaveLength(1)
    files['/p/compile_commands.json'] = '[]'
    all.invalidate(['/p/compile_commands.json'])
    all.unit('/p/src/a.c')
    expect(all.problems).toEqual([])
  })
})

describe('a project or database that is of use only in part', () => {
  const told = (files: Readonly<Record<string, string>>) => {
    const all = configurations({ '/p/src/b.c': '', ...files })
    all.apply({}, ['/p'])
    for (const path of ['/p/src/a.c', '/p/src/b.c']) all.unit(path)
    return [all.problems, all.incomplete]
  }
  const project = (imports: string) =>
    `<Project>\n${imports}\n<ItemGroup><ClCompile Include="a.c;b.c"/></ItemGroup></Project>`
  const entry = (file: string) => ({ directory: '/p', file, arguments: ['gcc', '@x.rsp', '-c', file] })

  test('is told once, with what is missing', () => {
    const database = JSON.stringify([entry('src/a.c'), entry('src/b.c')])
    const line = '/p/compile_commands.json:1: The response file "x.rsp" cannot be read.'
    expect(told({ '/p/compile_commands.json': database })).toEqual([[], [line]])
    expect(told({ '/p/compile_commands.json': database, '/p/x.rsp': '-DA' })).toEqual([[], []])
    const missing = '/p/src/d.vcxproj:2: The import "..\\common.props" cannot be read.'
    expect(told({ '/p/src/d.vcxproj': project('<Import Project="..\\common.props"/>') })).toEqual([[], [missing]])
    const list = '!INCLUDE ..\\common.inc\nSOURCES=a.c b.c'
    expect(told({ '/p/src/sources': list })).toEqual([[], ['/p/src/sources:1: "..\\common.inc" cannot be read.']])
    const unlisted = ['/p/src/sources:1: "list.inc" cannot be read.']
    expect(told({ '/p/src/sources': '!INCLUDE list.inc' })).toEqual([[], unlisted])
  })

  test.each([
    ['in two', '<Project>\n<ItemGroup><ClCompile Include="a.c"/>', 2],
    ['by a merge', `<Project>\n<<<<<<< HEAD\n${project('')}`, 2],
  ])('but one that is cut %s is of no use at all', (_, text, line) => {
    const [problems, incomplete] = told({ '/p/src/d.vcxproj': text })
    expect(problems).toEqual([expect.stringMatching(`^/p/src/d.vcxproj:${line}: Not valid XML: `)])
    expect(incomplete).toEqual([])
  })

  test('and not one that may not be read', () => {
    const files = memoryFiles({ '/p/src/a.c': '', '/p/src/d.vcxproj': '' })
    const all = new WorkspaceConfigurations({ ...files, read: path => (path.endsWith('.c') ? '' : undefined) }, {})
    all.apply({}, ['/p'])
    all.unit('/p/src/a.c')
    expect([all.problems, all.incomplete]).toEqual([[], []])
  })

  const guarded = (condition: string) => `<Import Project="..\\x.props" Condition="${condition}"/>`
  const set = (text: string, condition = '') => `<PropertyGroup${condition}><Own>${text}</Own></PropertyGroup>`
  const own = '<Import Project="$(Own)x.props"/>'
  test.each([
    '<Import Project="$(VCTargetsPath)\\Microsoft.Cpp.props"/>',
    '<Import Project="$(UserRootDir)\\Microsoft.Cpp.user.props" Condition="exists(\'$(UserRootDir)\\Microsoft.Cpp.user.props\')"/>',
    '<Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk"/>',
    '<Import Project="$(SolutionDir)common.props"/>',
    '<Import Project="$([MSBuild]::GetPathOfFileAbove(x.props))"/>',
    guarded("Exists('..\\x.props')"),
    guarded("'$(WDKContentRoot)'==''"),
    `<ImportGroup Condition="'$(Kit)'!='yes'"><Import Project="x.props"/></ImportGroup>`,
    `<Choose><When Condition="'$(Kit)'!=''"/><Otherwise>${set('sub\\')}</Otherwise></Choose>${own}`,
    set('..\\a\\') + set('..\\b\\', ` Condition="'$(Kit)'!=''"`) + own,
    set('..\\a\\') + own.replace('$(Own)', '$(SolutionDir)$(Own)'),
    `<PropertyGroup><Own Condition="'$(Own)'==''">..\\a\\</Own></PropertyGroup>${own}`,
    '<Import Project="..\\INC\\Mine.Props"/>',
  ])('not what only the kit or the caller of the build knows: %s', imports => {
    expect(told({ '/p/src/d.vcxproj': project(imports), '/p/inc/mine.props': '<Project/>' })).toEqual([[], []])
  })

  test('and so are the settings of C/C++ in VS Code', () => {
    const broken = told({ '/p/.vscode/c_cpp_properties.json': '{ "configurations": [{ "defines": [1] }] ' })
    expect(broken).toEqual([[], [expect.stringMatching(/^\/p\/\.vscode\/c_cpp_properties\.json:1: /)]])
  })

  test('while what the project itself decides is told', () => {
    const missing = [expect.stringContaining(' cannot be read.')]
    expect(told({ '/p/src/d.vcxproj': project(set('..\\a\\') + own) })).toEqual([[], missing])
    const debug = guarded("'$(Configuration)'=='Debug'")
    expect(told({ '/p/src/d.vcxproj': project(debug) })).toEqual([[], missing])
  })

  test.each([
    '!INCLUDE $(NTMAKEENV)\\makefile.def',
    '!INCLUDE <other.mak>',
    '!IFDEF NIGHTLY\n!INCLUDE a.inc\n!ELSE\n!INCLUDE b.inc\n!ENDIF',
    '!IF "$(KIND)"==""\n!INCLUDE a.inc\n!ENDIF',
    '!IFNDEF ROOT\nROOT=..\\a\n!ENDIF\n!INCLUDE $(ROOT)\\x.inc',
    '!IFNDEF ROOT\n!INCLUDE outer.inc\n!ENDIF',
    '!IF EXIST(gone.inc)\n!INCLUDE gone.inc\n!ENDIF',
    '!INCLUDE lib\\outer2.inc',
  ])('nor of makefiles: %s', text => {
    const files = {
      '/p/src/outer.inc': '!INCLUDE gone.inc',
      '/p/src/lib/outer2.inc': '!INCLUDE there.inc',
      '/p/src/there.inc': 'A=1',
    }
    expect(told({ '/p/src/sources': `${text}\nSOURCES=a.c b.c`, ...files })).toEqual([[], []])
  })
})

describe('sources that are built in more than one way', () => {
  const told = (files: Readonly<Record<string, string>>) => {
    const all = configurations({ '/p/src/b.c': '', ...files })
    all.apply({}, ['/p'])
    for (const path of ['/p/src/a.c', '/p/src/b.c']) all.unit(path)
    return [...all.problems, ...all.incomplete, ...all.otherBuilds]
  }
  const entry = (file: string, ...options: string[]) =>
    `{"directory":"/p","file":"src/${file}","arguments":["gcc","-DALL",${options.map(each => `"${each}",`).join('')}"-c"]}`
  const database = (...entries: string[]) => ({ '/p/compile_commands.json': `[\n${entries.join(',\n')}\n]` })

  test('in a database: which entry counts is told once', () => {
    const two = [entry('b.c'), entry('a.c', '-DOLD', '-DLEVEL=1'), entry('a.c', '-DLEVEL=2')]
    const line =
      '/p/compile_commands.json:3: src/a.c is built in more than one way, with other macros (LEVEL, OLD); judged is what this entry makes'
    expect(told(database(...two))).toEqual([line])
    const both = told(database(...two, entry('b.c', '-DOLD')))
    expect(both).toEqual([
      '/p/compile_commands.json:3: src/a.c and 1 more are built in more than one way, with other macros (LEVEL, OLD); judged is what the first entry of each makes',
    ])
  })

  test.each([
    ['alike', [entry('a.c'), entry('a.c')]],
    ['for debugging and for release', [entry('a.c', '-DDBG=1', '-D_DEBUG'), entry('a.c', '-DNDEBUG')]],
    ['with a processor that is named or not', [entry('a.c', '-m64', '-D_AMD64_=1', '-D_WIN64'), entry('a.c', '-m64')]],
    ['for two processors', [entry('a.c', '-m64', '-DWIDE'), entry('a.c', '-m32', '-DNARROW')]],
    ['as C and as C++', [entry('a.c'), entry('a.c', '-xc++', '-DPLUS')]],
  ])('but not where it is %s', (_, entries) => expect(told(database(...entries))).toEqual([]))

  const configured = (name: string, defines: string) =>
    `<ItemDefinitionGroup Condition="'$(Configuration)|$(Platform)'=='${name}'"><ClCompile><PreprocessorDefinitions>${defines}</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>`
  const project = (...configurations: (readonly [string, string])[]) => ({
    '/p/src/d.vcxproj': `<Project><ItemGroup>${configurations.map(([name]) => `<ProjectConfiguration Include="${name}"/>`).join('')}</ItemGroup>${configurations.map(each => configured(...each)).join('')}<ItemGroup><ClCompile Include="a.c;b.c"/></ItemGroup></Project>`,
  })

  test('in a project: the configuration', () => {
    const line =
      '/p/src/d.vcxproj:1: a.c and 1 more are built in more than one way, with other macros (TRACE); judged is what Debug|x64 makes'
    expect(told(project(['Release|x64', 'A'], ['Debug|x64', 'A;TRACE']))).toEqual([line])
    expect(told(project(['Release|x64', 'A;NDEBUG'], ['Debug|x64', 'A;DBG=1'], ['Debug|Win32', 'B']))).toEqual([])
  })
})

describe('patterns', () => {
  test('exclude', () => {
    const all = configurations({ '/p/.mrxrc.json': '{ "exclude": ["gen/**", "**/*_p.c"] }' })
    expect(['/p/gen', '/p/gen/x.c', '/p/src/a_p.c'].map(path => all.isExcluded(path))).toEqual([true, true, true])
    expect(all.isExcluded('/p/src/a.c')).toBe(false)
  })

  test('exclude, as the editor says, from the folder of the workspace', () => {
    const all = configurations({
      '/w/p/.mrxrc.json': '{ "arch": "x86" }',
      '/w/q/.mrxrc.json': '{ "exclude": ["c.c"] }',
    })
    all.apply({ exclude: ['p/gen/**', 'old', 'q/b.c'] }, ['/w'])
    expect(['/w/p/gen/x.c', '/w/old/deep/x.c', '/w/q/c.c'].map(path => all.isExcluded(path))).toEqual([
      true,
      true,
      true,
    ])
    expect(['/w/p/x.c', '/w/golden/x.c', '/w/q/b.c'].map(path => all.isExcluded(path))).toEqual([false, false, false])
  })

  test('exclude, whatever the case; patterns that would take for ever match nothing', () => {
    const slow = JSON.stringify({ exclude: [`${'*a'.repeat(40)}b`, '', '[', '(((', 'GEN/**'] })
    const all = configurations({ '/p/.mrxrc.json': slow })
    expect([`/p/${'a'.repeat(200)}.c`, '/p/gen/x.c'].map(path => all.isExcluded(path))).toEqual([false, true])
  })

  test('drivers', () => {
    const all = configurations({ '/p/.mrxrc.json': '{ "drivers": { "one": ["src/*.c"], "two": ["b.c"] } }' })
    expect(['/p/src/a.c', '/p/b.c', '/p/c.c', '/x.c'].map(path => all.groupOf(path))).toEqual([
      '/p/.mrxrc.json#one',
      '/p/.mrxrc.json#two',
      undefined,
      undefined,
    ])
  })
})
