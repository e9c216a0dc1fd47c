import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryFiles } from './files.ts'
import type { Architecture } from './mrxrc.ts'
import { readWdkDirs, readWdkSources, type WdkSources } from './wdkSources.ts'

function read(text: string, texts: Record<string, string> = {}, arch?: Architecture): WdkSources {
  return readWdkSources(text, '/w/sys/sources', memoryFiles(texts), arch)
}

test('the usual file', () => {
  const sources = read(`TARGETNAME=drv
TARGETTYPE = driver
INCLUDES=..\\inc; \\
	$(DDK_INC_PATH); "my inc"
C_DEFINES=$(C_DEFINES) -DA -DB=1 #-- why
TARGETLIBS=$(TARGETLIBS) $(DDK_LIB_PATH)\\rxce.lib \\
   ..\\lib\\obj$(BUILD_ALT_DIR)\\*\\lib.lib
# SOURCES=none.c \\
SOURCES=a.c \\
  # b.c is old
  ..\\c.c drv.rc d.cpp
`)
  expect(sources).toMatchObject({
    name: 'drv',
    targetType: 'DRIVER',
    sources: ['/w/sys/a.c', '/w/c.c', '/w/sys/d.cpp'],
    libraries: ['/w/lib'],
    problems: [],
  })
  expect(sources.facts).toMatchObject({ includePaths: ['/w/inc', '/w/sys/my inc'], defines: ['A', 'B=1'], arch: 'x64' })
})

describe('macros', () => {
  test.each([
    ['X=-DA\nC_DEFINES=$(X) $(X:A=B)', ['A', 'B']],
    ['C_DEFINES=-D$(LATER)\nLATER=Z', ['Z']],
    ['C_DEFINES=-DA\nC_DEFINES=$(C_DEFINES) -DB', ['A', 'B']],
    ['A=$(B)\nB=$(A)\nC_DEFINES=-DX $(A) -DY', ['X', 'Y']],
    ['UNICODE=1', ['UNICODE', '_UNICODE']],
    ['C_DEFINES=-DV=$(_NT_TARGET_VERSION_WIN7) -DQ=^#x', ['V=0x601', 'Q=#x']],
    ['USER_C_FLAGS=/GS /DU\nC_DEFINES=/DS=\\"x\\"', ['S="x"', 'U']],
  ])('%s', (text, defines) => expect(read(text).facts.defines).toEqual(defines))

  test('that double themselves end', () => {
    const same = `A=xxxxxxxx\n${'A=$(A)$(A)\n'.repeat(60)}C_DEFINES=$(A)`
    const chain = `${[...Array(28).keys()].map(i => `A${i}=$(A${i + 1})$(A${i + 1})`).join('\n')}\nA28=x\nC_DEFINES=$(A0)`
    expect([read(same).problems, read(chain).problems]).toEqual([[], []])
  })
})

describe('conditions', () => {
  const choice = (condition: string) => `!${condition}\nC_DEFINES=-DYES\n!ELSE\nC_DEFINES=-DNO\n!ENDIF`
  test.each([
    ['IF 1', 'YES'],
    ['if 0', 'NO'],
    ['IF "$(_BUILDARCH)"=="AMD64"', 'YES'],
    ['IF $(AMD64)', 'YES'],
    ['IF $(386)', 'NO'],
    ['IF defined(NOTHING) || "a" != "b"', 'YES'],
    ['IF !DEFINED(_BUILDARCH) && 1', 'NO'],
    ['IFDEF BUILDARCH', 'YES'],
    ['IFNDEF BUILDARCH', 'NO'],
    ['IF $(_NT_TARGET_VERSION_WIN7) >= 0x600', 'YES'],
    ['IF exist(a.inc) && (1 == 2)', 'NO'],
    ['IF ((', 'NO'],
    ['IF "$(UNKNOWN)" == ""', 'YES'],
  ])('%s', (condition, expected) => expect(read(choice(condition)).facts.defines).toEqual([expected]))

  test('nest, chain, and hide text that is no makefile', () => {
    const text =
      '!IF 0\nsome text\n!IF 1\nC_DEFINES=-DA\n!ENDIF\n!ELSE IF 0\nC_DEFINES=-DB\n!ELSEIF 1\nC_DEFINES=-DC\n!ELSE\nC_DEFINES=-DD\n!ENDIF'
    expect(read(text)).toMatchObject({ facts: { defines: ['C'] }, problems: [] })
  })

  test('that do not pair are problems at their line', () => {
    const text = '!ENDIF\n!ELSE\n!IF 1\nC_DEFINES=-DA'
    const marked = read(text).problems.map(problem => [problem.message, text.slice(problem.start, problem.end)])
    expect(marked).toEqual([
      ['!ENDIF without !IF.', '!ENDIF'],
      ['!ELSE without !IF.', '!ELSE'],
      ['This condition has no !ENDIF.', '!IF 1'],
    ])
  })
})

test.each([
  ['SOURCES=a.c\nTARGETLIBS=$(UNKNOWN)\\a.lib', true],
  ['MORE=b.c\nSOURCES=a.c $(MORE)', true],
  ['SOURCES=a.c $(UNKNOWN)', false],
  ['SOURCES=a.c\nAMD64_SOURCES=$(UNKNOWN).c', false],
  ['!INCLUDE $(UNKNOWN)\\x.inc\nSOURCES=a.c', false],
])('the list is whole: %s', (text, whole) => expect(read(text).isWhole).toBe(whole))

test('sources for one processor', () => {
  const text = 'SOURCES=a.c\nI386_SOURCES=b.c\nAMD64_SOURCES=amd64\\c.c d.asm'
  expect(read(text).sources).toEqual(['/w/sys/a.c', '/w/sys/amd64/c.c'])
  expect(read(text, { '/w/sys/i386/b.c': '' }, 'x86').sources).toEqual(['/w/sys/a.c', '/w/sys/i386/b.c'])
})

test.each([
  ['386_STDCALL=0', { convention: 'cdecl', words: '386_STDCALL=0' }],
  ['386_STDCALL=1', { convention: 'stdcall', words: '386_STDCALL=1' }],
  ['USER_C_FLAGS=/Gr', { convention: 'fastcall', words: '/Gr' }],
  ['', undefined],
])('calling convention of %s', (text, expected) =>
  expect(read(text, {}, 'x86').facts.callingConvention).toEqual(expected),
)

describe('!INCLUDE', () => {
  test('of a local file', () => {
    const sources = read('!include ..\\Sources.inc\nC_DEFINES=$(C_DEFINES) -DB', { '/w/sources.inc': 'C_DEFINES=-DA' })
    expect(sources).toMatchObject({ facts: { defines: ['A', 'B'] }, dependencies: ['/w/sources.inc'], problems: [] })
  })

  test('of the build environment is passed over; missing files and cycles are problems', () => {
    expect(read('!INCLUDE $(NTMAKEENV)\\makefile.def').problems).toEqual([])
    expect(read('!INCLUDE a.inc').problems[0]!.message).toBe('"a.inc" cannot be read.')
    const cycle = read('!INCLUDE a.inc', { '/w/sys/a.inc': '!INCLUDE sources\n!INCLUDE a.inc', '/w/sys/sources': '' })
    expect(cycle.problems.map(problem => problem.file)).toEqual(['/w/sys/a.inc', '/w/sys/a.inc'])
  })
})

test('dirs', () => {
  const text = 'DIRS= sys \\\n   ..\\lib\nOPTIONAL_DIRS=test{all}'
  expect(readWdkDirs(text, '/w/src/dirs', memoryFiles({})).folders).toEqual(['/w/src/sys', '/w/lib', '/w/src/test'])
})

test('no mutation throws', () => {
  const good =
    'A=$(B:x=y)\nB=$(A)^\n!IF "$(A)"=="b" || defined(A)\nSOURCES=a.c \\\n b.c #x\n!ELSE\n!INCLUDE x.inc\n!ENDIF\n'
  const files = { '/w/sys/x.inc': '!INCLUDE sources\n!IF (' }
  fc.assert(
    fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 6 }), (at, cut, insert) => {
      const text = good.slice(0, at) + insert + good.slice(at + cut)
      for (const problem of read(text, files).problems) expect(problem.start).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 500 },
  )
})
