import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompileFacts } from './compileFacts.ts'
import { memoryFiles } from './files.ts'
import type { Architecture } from './mrxrc.ts'
import { readVcxproj, type Vcxproj } from './vcxproj.ts'

const configurations = `<ItemGroup Label="ProjectConfigurations">${[
  'Release|x64',
  'Debug|x64',
  'Debug|Win32',
  'Debug|ARM64',
]
  .map(name => `<ProjectConfiguration Include="${name}"/>`)
  .join('')}</ItemGroup>`

function project(body: string, arch?: Architecture, texts: Record<string, string> = {}): Vcxproj {
  return readVcxproj(`<Project>${configurations}${body}</Project>`, '/w/sys/drv.vcxproj', memoryFiles(texts), arch)
}

/** The facts of a.c where its item definitions say `metadata`. */
function facts(metadata: string, properties = '', arch?: Architecture): CompileFacts {
  const definition = `<ItemDefinitionGroup><ClCompile>${metadata}</ClCompile></ItemDefinitionGroup>`
  const read = project(`${properties}${definition}<ItemGroup><ClCompile Include="a.c"/></ItemGroup>`, arch)
  expect(read.problems).toEqual([])
  return read.sources[0]!.facts
}

describe('configuration', () => {
  test.each([
    [undefined, 'Debug|x64', 'x64'],
    ['x86', 'Debug|Win32', 'x86'],
    ['arm64', 'Debug|ARM64', 'arm64'],
  ] as const)('for %s', (arch, configuration, expected) => {
    const read = project('<ItemGroup><ClCompile Include="a.c"/></ItemGroup>', arch)
    expect([read.configuration, read.sources[0]!.facts.arch]).toEqual([configuration, expected])
  })

  test('a platform that the project lacks is not invented', () => {
    const only = '<Project><ItemGroup><ProjectConfiguration Include="R|Win32"/></ItemGroup></Project>'
    expect(readVcxproj(only, '/w/a.vcxproj', memoryFiles({}), 'arm64').configuration).toBe('R|Win32')
  })

  test('conditions choose', () => {
    const when = (name: string, value: string) =>
      `<PreprocessorDefinitions Condition="'$(Configuration)|$(Platform)'=='${name}'">${value}</PreprocessorDefinitions>`
    const metadata = when('Debug|x64', 'D;%(PreprocessorDefinitions)') + when('Debug|Win32', 'W')
    expect(facts(metadata).defines).toEqual(['D'])
    expect(facts(metadata, '', 'x86').defines).toEqual(['W'])
  })
})

describe('metadata', () => {
  test.each([
    [
      '<AdditionalIncludeDirectories>..\\inc;$(DDK_INC_PATH);"my inc";%(AdditionalIncludeDirectories)</AdditionalIncludeDirectories>',
      { includePaths: ['/w/inc', '/w/sys/my inc'] },
    ],
    [
      '<AdditionalIncludeDirectories>$(ProjectDir)a;$(SolutionDir)b;$(MSBuildThisFileDirectory)c\\$(Platform);$([X]::Y(1))z</AdditionalIncludeDirectories>',
      { includePaths: ['/w/sys/a', '/w/sys/b', '/w/sys/c/x64'] },
    ],
    [
      '<PreprocessorDefinitions>A;B=1; C ;%(PreprocessorDefinitions)</PreprocessorDefinitions>',
      { defines: ['A', 'B=1', 'C'] },
    ],
    [
      '<PreprocessorDefinitions>A</PreprocessorDefinitions><PreprocessorDefinitions>B;%(PreprocessorDefinitions)</PreprocessorDefinitions>',
      { defines: ['B', 'A'] },
    ],
    [
      '<CallingConvention>Cdecl</CallingConvention>',
      { callingConvention: { convention: 'cdecl', words: '<CallingConvention>Cdecl' } },
    ],
    [
      '<AdditionalOptions>/Gr /DX="a b" $(Mine) %(AdditionalOptions)</AdditionalOptions>',
      { defines: ['X=a b'], callingConvention: { convention: 'fastcall', words: '/Gr' } },
    ],
    ['<StructMemberAlignment>4Bytes</StructMemberAlignment>', { pack: 4 }],
    ['<ForcedIncludeFiles>pre.h;%(ForcedIncludeFiles)</ForcedIncludeFiles>', { forcedIncludes: ['pre.h'] }],
    ['<CompileAs>CompileAsCpp</CompileAs>', { cplusplus: true }],
    [
      '<CompileAs>Default</CompileAs><LanguageStandard_C>stdc17</LanguageStandard_C>',
      { cplusplus: false, standard: 'c17' },
    ],
    ['<UndefinePreprocessorDefinitions>A</UndefinePreprocessorDefinitions>', { undefines: ['A'] }],
  ])('%s', (metadata, expected) => expect(facts(metadata)).toMatchObject(expected))

  test('a file has its own', () => {
    const { sources } =
      project(`<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>ALL</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>
      <ItemGroup><ClCompile Include="a.c"><PreprocessorDefinitions>ONE;%(PreprocessorDefinitions)</PreprocessorDefinitions></ClCompile>
      <ClCompile Include="b.cpp;c.c"/><ClCompile Include="d.c"><ExcludedFromBuild Condition="'$(Platform)'=='x64'">true</ExcludedFromBuild></ClCompile></ItemGroup>`)
    expect(sources.map(source => [source.path, source.facts.defines, source.facts.cplusplus])).toEqual([
      ['/w/sys/a.c', ['ONE', 'ALL'], false],
      ['/w/sys/b.cpp', ['ALL'], true],
      ['/w/sys/c.c', ['ALL'], false],
    ])
    expect(sources[2]!.facts).not.toBe(sources[1]!.facts)
  })

  test('a checked build with the driver toolset has DBG', () => {
    const properties =
      '<PropertyGroup><PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset><UseDebugLibraries>true</UseDebugLibraries></PropertyGroup>'
    expect(facts('', properties).defines).toEqual(['DBG=1'])
    expect(facts('').defines).toEqual([])
  })
})

test('what the project is, its headers and what it is linked with', () => {
  const read =
    project(`<PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
    <ItemGroup><ClInclude Include="a.h"/><ProjectReference Include="..\\lib\\lib.vcxproj"/></ItemGroup>`)
  expect(read).toMatchObject({
    name: 'drv',
    configurationType: 'Driver',
    driverType: 'WDM',
    headers: ['/w/sys/a.h'],
    references: ['/w/lib/lib.vcxproj'],
  })
})

test('wildcards are looked up', () => {
  const texts = { '/w/sys/a.c': '', '/w/sys/b.C': '', '/w/sys/sub/c.c': '', '/w/other/d.c': '' }
  const names = (include: string) =>
    project(`<ItemGroup><ClCompile Include="${include}" Exclude="b.c"/></ItemGroup>`, undefined, texts).sources.map(
      source => source.path,
    )
  expect(names('*.c')).toEqual(['/w/sys/a.c'])
  expect(names('**\\*.c')).toEqual(['/w/sys/a.c', '/w/sys/sub/c.c'])
  expect(names('..\\other\\?.c')).toEqual(['/w/other/d.c'])
})

describe('imports', () => {
  const use =
    '<Import Project="..\\my.props"/><ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>$(Mine)</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup><ItemGroup><ClCompile Include="a.c"/></ItemGroup>'
  const defines = (texts: Record<string, string>) => project(use, undefined, texts).sources[0]!.facts.defines

  test('bring properties, definitions and files', () => {
    expect(
      defines({ '/w/My.props': '<Project><PropertyGroup><Mine>A;$(MSBuildThisFile)</Mine></PropertyGroup></Project>' }),
    ).toEqual(['A'])
    expect(
      defines({
        '/w/Directory.Build.props': '<Project><PropertyGroup><Mine>B</Mine></PropertyGroup></Project>',
        '/w/my.props': '<Project/>',
      }),
    ).toEqual(['B'])
  })

  test('that are missing, broken or go in circles are problems', () => {
    const problems = (texts: Record<string, string>) =>
      project(use, undefined, texts).problems.map(problem => [problem.message, problem.file])
    expect(problems({})).toEqual([['The import "..\\my.props" cannot be read.', '/w/sys/drv.vcxproj']])
    expect(
      problems({
        '/w/my.props': '<Project><Import Project="b.props"/></Project>',
        '/w/b.props': '<Project><Import Project="my.props"/></Project>',
      }),
    ).toEqual([['The import of "my.props" is a cycle.', '/w/b.props']])
    expect(problems({ '/w/my.props': '<Project>' })[0]![1]).toBe('/w/my.props')
  })

  test('of Visual Studio are passed over, conditions on files hold', () => {
    expect(
      project(
        '<Import Project="$(VCTargetsPath)\\x.props"/><Import Project="no.props" Condition="exists(\'no.props\')"/>',
      ).problems,
    ).toEqual([])
  })

  test('Choose takes one branch', () => {
    const choose =
      '<Choose><When Condition="false"><PropertyGroup><DriverType>A</DriverType></PropertyGroup></When><Otherwise><PropertyGroup><DriverType>B</DriverType></PropertyGroup></Otherwise></Choose>'
    expect(project(choose).driverType).toBe('B')
  })
})

describe('bad text', () => {
  test.each([
    ['', 0],
    ['<Project><a></Project>', 12],
    ['not xml', 0],
    [`<P>${'<a>'.repeat(50_000)}`, 0],
  ])('%.30s', (text, least) => {
    const { problems } = readVcxproj(text, '/w/a.vcxproj', memoryFiles({}))
    expect(problems.length).toBe(1)
    expect(problems[0]!.file).toBe('/w/a.vcxproj')
    expect(problems[0]!.start).toBeGreaterThanOrEqual(least)
  })

  test('properties that double themselves end', () => {
    const doubling = `<PropertyGroup><A>xxxxxxxx</A>${'<A>$(A)$(A)</A>'.repeat(60)}</PropertyGroup>`
    expect(
      project(
        `${doubling}<ItemDefinitionGroup><ClCompile>${'<Q>%(Q)%(Q)y</Q>'.repeat(60)}</ClCompile></ItemDefinitionGroup>`,
      ).problems,
    ).toEqual([])
  })

  test('no mutation throws', () => {
    const good = `<Project>${configurations}<Import Project="my.props" Condition="!('$(A)'=='b') or Exists('x')"/><PropertyGroup><A>$(A);$(B.C(1))</A></PropertyGroup><ItemDefinitionGroup><ClCompile><AdditionalOptions>/I "$(A)</AdditionalOptions></ClCompile></ItemDefinitionGroup><ItemGroup><ClCompile Include="*.c;$(A)"/></ItemGroup></Project>`
    const files = memoryFiles({ '/w/my.props': '<Project><Import Project="a.vcxproj"/></Project>', '/w/a.c': '' })
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(8), fc.string({ maxLength: 4 }), (at, cut, insert) => {
        const text = good.slice(0, at) + insert + good.slice(at + cut)
        for (const problem of readVcxproj(text, '/w/a.vcxproj', files).problems)
          expect(problem.start).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 400 },
    )
  })
})
