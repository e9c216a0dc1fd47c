// The macros that exist before the first line: the compiler's (MSVC 2022, C17) and those of a WDK kernel build.
// Source of names and values: Microsoft's list of predefined macros and the defines of the WDK's project templates.

import type { Target } from './environment.ts'
import { Lexer } from './lexer.ts'
import { type BuiltinMacro, type Macro, type Origin, type Token, TokenKind } from './token.ts'

export type Dialect = 'msvc' | 'gnu'

const builtins: Record<string, BuiltinMacro> = {
  __LINE__: 'line',
  __FILE__: 'file',
  __COUNTER__: 'counter',
  __INCLUDE_LEVEL__: 'includeLevel',
  __BASE_FILE__: 'baseFile',
  _Pragma: 'pragma',
}

const msvc: Record<string, string> = {
  _MSC_VER: '1939',
  _MSC_FULL_VER: '193933523',
  _MSC_BUILD: '0',
  _MSC_EXTENSIONS: '1',
  _INTEGRAL_MAX_BITS: '64',
  _WIN32: '1',
  _MT: '1',
  __STDC_HOSTED__: '1',
  _CRT_BEST_PRACTICES_USAGE: '1',
  __BOOL_DEFINED: '1',
}

const kernelBuild: Record<string, string> = {
  _KERNEL_MODE: '1',
  WINNT: '1',
  _WIN32_WINNT: '0x0A00',
  WINVER: '0x0A00',
  NTDDI_VERSION: '0x0A00000C',
  STD_CALL: '',
}

const architectures: Record<Target['architecture'], Record<string, string>> = {
  x64: { _WIN64: '1', _M_AMD64: '100', _M_X64: '100', _AMD64_: '', AMD64: '' },
  x86: { _M_IX86: '600', _M_IX86_FP: '2', _X86_: '1', i386: '1' },
  arm64: { _WIN64: '1', _M_ARM64: '1', _ARM64_: '', ARM64: '' },
}

/** Fixed, so that the same sources give the same tokens on every day. */
const dates: Record<string, string> = {
  __DATE__: '"Jan  1 2020"',
  __TIME__: '"00:00:00"',
  __TIMESTAMP__: '"Wed Jan  1 00:00:00 2020"',
}

export interface PredefinedOptions {
  readonly target: Target
  readonly dialect: Dialect
  readonly cplusplus: boolean
  /** `NAME`, `NAME=value` or `NAME(x)=body`, in order, after the compiler's own. */
  readonly defines: readonly string[]
  /** Macros of the compiler that are taken back, as `/U` does. */
  readonly undefines?: readonly string[]
}

export function predefinedMacros(options: PredefinedOptions): Map<string, Macro> {
  const macros = new Map<string, Macro>()
  const origin: Origin = { file: '<predefined>', base: 0 }
  for (const [name, builtin] of Object.entries(builtins)) macros.set(name, builtinMacro(name, builtin, origin))
  for (const [name, body] of [...Object.entries(dates), ...languageMacros(options)])
    macros.set(name, objectMacro(name, body, origin))
  for (const name of options.undefines ?? []) macros.delete(name)
  for (const define of options.defines) {
    const macro = commandLineMacro(define)
    if (macro !== undefined) macros.set(macro.name, macro)
  }
  return macros
}

/** Of the names in `defines` and `undefines`, those that do not mean what they mean in every build. */
export function unusualNames(options: PredefinedOptions, macros: ReadonlyMap<string, Macro>): string[] {
  const usual = new Map(languageMacros(options))
  const names = [...options.defines.map(define => /^\w*/.exec(define)![0]), ...(options.undefines ?? [])]
  const isUsual = (name: string, macro: Macro | undefined) =>
    macro?.parameters === undefined && macro?.body.map(({ text }) => text).join(' ') === usual.get(name)
  return names.filter(name => !isUsual(name, macros.get(name)))
}

/** Names and bodies. */
function languageMacros({ target, dialect, cplusplus }: PredefinedOptions): [string, string][] {
  const version: [string, string] = cplusplus ? ['__cplusplus', '199711L'] : ['__STDC_VERSION__', '201710L']
  if (dialect === 'gnu') return [version, ['__STDC__', '1'], ['__STDC_HOSTED__', '1']]
  const build = [msvc, kernelBuild, architectures[target.architecture]].flatMap(each => Object.entries(each))
  // In C++ wchar_t is a type of its own, and headers that declare it ask by these names; C of MSVC knows static_assert
  // without <assert.h>.
  const words: [string, string][] = cplusplus
    ? [
        ['_NATIVE_WCHAR_T_DEFINED', '1'],
        ['_WCHAR_T_DEFINED', '1'],
      ]
    : [['static_assert', '_Static_assert']]
  return [version, ...words, ...build]
}

/** MSVC's operators that look like macros; only that dialect has them. */
export function msvcOperators(): Map<string, Macro> {
  const origin: Origin = { file: '<predefined>', base: 0 }
  return new Map([
    ['__pragma', builtinMacro('__pragma', 'msPragma', origin)],
    ['__has_include', builtinMacro('__has_include', 'hasInclude', origin)],
  ])
}

function builtinMacro(name: string, builtin: BuiltinMacro, origin: Origin): Macro {
  return { name, parameters: undefined, variadic: false, origin, start: 0, body: [], builtin }
}

function objectMacro(name: string, text: string, origin: Origin): Macro {
  return {
    name,
    parameters: undefined,
    variadic: false,
    origin,
    start: 0,
    body: tokensOf(text, origin),
    builtin: undefined,
  }
}

function tokensOf(text: string, origin: Origin): Token[] {
  const lexer = new Lexer(text, origin)
  const tokens: Token[] = []
  for (let t = lexer.nextInLine(); t !== undefined; t = lexer.nextInLine()) tokens.push(t)
  return tokens
}

/** `/D NAME` means 1, `/D NAME=` means nothing, as compilers have it. Undefined for text that is no definition. */
function commandLineMacro(define: string): Macro | undefined {
  const equals = define.search(/[=#]/)
  const head = equals < 0 ? define : define.slice(0, equals)
  const body = equals < 0 ? '1' : define.slice(equals + 1)
  const match = /^\s*([A-Za-z_$][\w$]*)(?:\(([^)]*)\))?\s*$/.exec(head)
  if (match === null) return undefined
  const macro = objectMacro(match[1]!, body, { file: '<command line>', base: 0 })
  if (match[2] === undefined) return macro
  const names = match[2]
    .split(',')
    .map(n => n.trim())
    .filter(n => n !== '')
  const variadic = names.at(-1) === '...'
  return { ...macro, parameters: variadic ? [...names.slice(0, -1), '__VA_ARGS__'] : names, variadic }
}

export function isIdentifier(token: Token | undefined): token is Token {
  return token !== undefined && token.kind === TokenKind.Identifier
}
