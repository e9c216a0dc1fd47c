import { describe, expect, it } from 'vitest'
import { type PreprocessOptions, preprocess, spellings } from '../../test/support/sources.ts'
import { hosted, targets } from './environment.ts'

function values(text: string, options: PreprocessOptions = {}): string {
  return spellings(preprocess(text, options))
}

describe('predefined macros', () => {
  it('name the target', () => {
    expect(values('_M_X64 _WIN64 _AMD64_ x', { target: targets.x64 })).toBe('100 1 x')
    expect(values('_M_IX86 _WIN64 _X86_', { target: targets.x86 })).toBe('600 _WIN64 1')
    expect(values('_M_ARM64 _WIN64 _M_X64', { target: targets.arm64 })).toBe('1 1 _M_X64')
  })

  it('name the language and the dialect', () => {
    expect(values('__STDC_VERSION__ __cplusplus')).toBe('201710L __cplusplus')
    expect(values('__STDC_VERSION__ __cplusplus', { cplusplus: true })).toBe('__STDC_VERSION__ 199711L')
    expect(values('_WCHAR_T_DEFINED _NATIVE_WCHAR_T_DEFINED', { cplusplus: true })).toBe('1 1')
    expect(values('_WCHAR_T_DEFINED')).toBe('_WCHAR_T_DEFINED')
    expect(values('_MSC_VER __STDC__', { dialect: 'gnu', target: hosted })).toBe('_MSC_VER 1')
  })

  it('come from the command line', () => {
    const defines = ['A', 'B=', 'C=1 + 2', 'F(x, y)=y x', 'V(x, ...)=x __VA_ARGS__', 'D#5', '1bad', '']
    expect(values('A B C F(1, 2) V(1, 2, 3) D', { defines })).toBe('1 1 + 2 2 1 1 2 , 3 5')
  })

  it('take the place of those of the compiler', () => {
    expect(values('_WIN32_WINNT', { defines: ['_WIN32_WINNT=0x0601'] })).toBe('0x0601')
  })

  it('are taken back by the command line, but for those that it defines', () => {
    const options = { undefines: ['_MSC_VER', 'WINNT', 'unknown'], defines: ['WINNT=2'] }
    expect(values('_MSC_VER WINNT _WIN32 __LINE__', options)).toBe('_MSC_VER 2 1 1')
  })

  it('do not change from day to day', () => {
    expect(values('__DATE__ __TIME__')).toBe('"Jan  1 2020" "00:00:00"')
  })
})
