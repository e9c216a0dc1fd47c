import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilerOf, type Driver, readOptions } from './compilerOptions.ts'

/** The facts that differ from none. */
function facts(driver: Driver, ...options: string[]): object {
  const read = readOptions(options, '/d', driver).facts
  const said = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(read).filter(([, value]) => said(value)))
}

describe('paths', () => {
  test.each<[Driver, string[], object]>([
    ['gcc', ['-Iinc', '-I', '../x', '-I/abs'], { includePaths: ['/d/inc', '/x', '/abs'] }],
    [
      'gcc',
      ['-isystem', 's', '-isystemt', '-iquoteq', '-idirafter', 'a'],
      { systemPaths: ['/d/s', '/d/t', '/d/a'], quotedPaths: ['/d/q'] },
    ],
    ['gcc', ['-include', 'p.h', '-include-pch', 'x.pch'], { forcedIncludes: ['p.h'] }],
    ['gcc', ['/Ifolder/a.c', '/Dx.c'], {}],
    ['gcc', ['-Xclang', '-isystem', '-Xclang', 'q'], { systemPaths: ['/d/q'] }],
    ['cl', ['/I', 'inc', '/I..\\x', '-Iy'], { includePaths: ['/d/inc', '/x', '/d/y'] }],
    [
      'cl',
      ['/external:I', 'e', '/external:If', '-imsvc', 'm', '/external:W0'],
      { systemPaths: ['/d/e', '/d/f', '/d/m'] },
    ],
    ['cl', ['/FIpre.h', '/FI', 'b.h', '/Fofile.obj', '/Fdx.pdb'], { forcedIncludes: ['pre.h', 'b.h'] }],
    ['cl', ['/clang:-isystemq'], { systemPaths: ['/d/q'] }],
    ['cl', ['/link', '/Ix'], {}],
    ['gcc', ['--', '-Ix'], {}],
    ['gcc', ['-I'], {}],
  ])('%s %j', (driver, options, expected) => expect(facts(driver, ...options)).toEqual(expected))
})

describe('macros', () => {
  test.each<[Driver, string[], object]>([
    ['gcc', ['-DA', '-D', 'B=1', '-DF(x)=x'], { defines: ['A', 'B=1', 'F(x)=x'] }],
    ['gcc', ['-DA=1', '-UA'], { undefines: ['A'] }],
    ['gcc', ['-UA', '-DA=2', '-DB', '-DA=3'], { defines: ['B', 'A=3'] }],
    ['cl', ['/DA#1', '/D', 'S="x#y"', '/UW'], { defines: ['A=1', 'S="x#y"'], undefines: ['W'] }],
    ['cl', ['/D', '/D1x', '/D=', '/D '], {}],
  ])('%s %j', (driver, options, expected) => expect(facts(driver, ...options)).toEqual(expected))
})

describe('target, language, convention, packing', () => {
  test.each<[Driver, string[], object]>([
    ['gcc', ['-target', 'i686-pc-windows-msvc'], { arch: 'x86' }],
    ['gcc', ['--target=aarch64-pc-windows-msvc', '-march=armv8-a'], { arch: 'arm64' }],
    ['gcc', ['--target=x86_64-w64-mingw32', '-m32'], { arch: 'x86' }],
    ['gcc', ['-march=x86-64'], { arch: 'x64' }],
    ['gcc', ['-march=native'], {}],
    ['cl', ['/D_ARM64_', '/D_AMD64_=0'], { arch: 'arm64', defines: ['_ARM64_', '_AMD64_=0'] }],
    ['cl', ['/arch:AVX2'], {}],
    ['gcc', ['-std=gnu11'], { standard: 'gnu11' }],
    ['cl', ['/std:c17', '/TP'], { standard: 'c17', cplusplus: true }],
    ['gcc', ['-x', 'c++'], { cplusplus: true }],
    ['gcc', ['-xc'], { cplusplus: false }],
    ['cl', ['/Gz', '/Gd'], { callingConvention: { convention: 'cdecl', words: '/Gd' } }],
    ['cl', ['-Gr', '/GS', '/Gy', '/Gm-'], { callingConvention: { convention: 'fastcall', words: '-Gr' } }],
    ['cl', ['/Gz', '/Gv'], {}],
    ['gcc', ['-mrtd'], { callingConvention: { convention: 'stdcall', words: '-mrtd' } }],
    ['cl', ['/Zp'], { pack: 1 }],
    ['cl', ['/Zp8', '/Zp3', '/Zi', '/Zc:wchar_t'], { pack: 8 }],
    ['gcc', ['-fpack-struct'], { pack: 1 }],
    ['gcc', ['-fpack-struct=4'], { pack: 4 }],
  ])('%s %j', (driver, options, expected) => expect(facts(driver, ...options)).toEqual(expected))
})

test('assembler is another language', () => {
  expect(readOptions(['-x', 'assembler-with-cpp'], '/d', 'gcc').language).toBe('other')
})

describe('the compiler', () => {
  test.each([
    ['C:\\VC\\bin\\Hostx64\\arm64\\cl.exe /c', 'cl', 'arm64', true],
    ['C:/VC/bin/x86_amd64/CL.EXE', 'cl', 'x64', true],
    ['ccache /usr/bin/i686-w64-mingw32-gcc -c', 'gcc', 'x86', true],
    ['TMP=x clang-cl-14', 'cl', undefined, true],
    ['clang --driver-mode=cl', 'cl', undefined, true],
    ['x86_64-w64-mingw32-windres a.rc', 'gcc', 'x64', false],
    ['rc.exe a.rc', 'gcc', undefined, false],
    ['', 'gcc', undefined, true],
  ])('%s', (line, driver, arch, c) => expect(compilerOf(line.split(' '))).toMatchObject({ driver, arch, c }))
})

test('any words are read', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('-I', '/D', '-Xclang', '/link', '-x', '/FI', '-include', '__proto__', '-constructor', '-DX'),
  )
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom<Driver>('cl', 'gcc'), (words, driver) => {
      const { facts } = readOptions(words, '/d', driver)
      for (const path of facts.includePaths) expect(path).toMatch(/^(\/|[a-z]:\/)/)
    }),
  )
})
