// The words with a meaning of their own, in C11, MSVC's and GNU's dialects, and what they are to the parser.
import { internAll } from '../intern.ts'
import type { CallingConvention, IntegerName } from '../types.ts'

export type KeywordClass =
  | 'type' // int, struct, typeof …
  | 'storage'
  | 'qualifier'
  | 'function' // inline, _Noreturn
  | 'attribute' // __declspec, __attribute__, _Alignas
  | 'convention'
  | 'statement'
  | 'expression' // sizeof, _Generic …
  | 'ignored' // __w64, __extension__ in front of declarations

const table: Record<KeywordClass, string> = {
  type: `void char short int long float double signed unsigned _Bool _Complex _Imaginary struct union enum
    __int8 __int16 __int32 __int64 __int128 __signed __signed__ __unsigned _int8 _int16 _int32 _int64
    typeof __typeof __typeof__ __auto_type __builtin_va_list __wchar_t _Float16 _Float32 _Float32x _Float64 _Float64x _Float128
    __float128 __bf16`,
  storage: 'typedef extern static auto register _Thread_local __thread',
  qualifier: `const volatile restrict __const __const__ __volatile __volatile__ __restrict __restrict__ _Atomic __unaligned _unaligned
    __ptr32 __ptr64 __sptr __uptr`,
  function: 'inline __inline __inline__ _inline __forceinline _forceinline _Noreturn',
  attribute: '__declspec _declspec __attribute__ __attribute _Alignas',
  convention: `__cdecl _cdecl __stdcall _stdcall __fastcall _fastcall __vectorcall __thiscall __clrcall __regcall __pascal _pascal`,
  statement: `if else while do for switch case default break continue goto return asm __asm __asm__ _asm
    __try _try __except _except __finally _finally __leave _leave _Static_assert`,
  expression: `sizeof _Alignof __alignof __alignof__ _alignof _Generic __func__ __FUNCTION__ __PRETTY_FUNCTION__ __FUNCSIG__ __FUNCDNAME__
    __builtin_offsetof __builtin_va_arg __builtin_types_compatible_p __builtin_choose_expr __noop __assume __real__ __real __imag__ __imag __uuidof`,
  ignored: '__extension__ __w64 _w64 __single_inheritance __multiple_inheritance __virtual_inheritance __based',
}

const cplusplusTable: Partial<Record<KeywordClass, string>> = {
  type: 'bool class wchar_t char16_t char32_t decltype typename',
  storage: 'mutable thread_local',
  function: 'explicit virtual friend constexpr consteval',
  expression:
    'true false nullptr this new delete static_cast reinterpret_cast const_cast dynamic_cast alignof noexcept throw typeid',
  attribute: 'alignas',
  statement: 'try catch static_assert',
}

export const keywords = new Map<string, KeywordClass>()
export const cplusplusKeywords = new Map<string, KeywordClass>()
for (const [cls, words] of Object.entries(table)) {
  for (const word of words.split(/\s+/)) keywords.set(word, cls as KeywordClass)
}
for (const [word, cls] of keywords) cplusplusKeywords.set(word, cls)
for (const [cls, words] of Object.entries(cplusplusTable)) {
  for (const word of words.split(/\s+/)) cplusplusKeywords.set(word, cls as KeywordClass)
}
internAll(cplusplusKeywords.keys())

export const conventions: Readonly<Record<string, CallingConvention>> = {
  __cdecl: 'cdecl',
  _cdecl: 'cdecl',
  __stdcall: 'stdcall',
  _stdcall: 'stdcall',
  __fastcall: 'fastcall',
  _fastcall: 'fastcall',
  __vectorcall: 'vectorcall',
  __thiscall: 'thiscall',
  __pascal: 'stdcall',
  _pascal: 'stdcall',
  cdecl: 'cdecl',
  stdcall: 'stdcall',
  fastcall: 'fastcall',
  vectorcall: 'vectorcall',
  thiscall: 'thiscall',
  ms_abi: 'ms_abi',
  sysv_abi: 'sysv_abi',
}

/** Words of one meaning under several spellings. */
export const integerWords: Readonly<Record<string, 'char' | 'short' | 'int' | 'long' | 'int64' | 'int128'>> = {
  char: 'char',
  short: 'short',
  int: 'int',
  long: 'long',
  __int8: 'char',
  _int8: 'char',
  __int16: 'short',
  _int16: 'short',
  __int32: 'int',
  _int32: 'int',
  __int64: 'int64',
  _int64: 'int64',
  __int128: 'int128',
}

/** `long unsigned int` in canonical order of words -> the type. */
export const integerNames: Readonly<Record<string, IntegerName>> = {
  char: 'char',
  'signed char': 'signed char',
  'unsigned char': 'unsigned char',
  short: 'short',
  'signed short': 'short',
  'unsigned short': 'unsigned short',
  int: 'int',
  signed: 'int',
  'signed int': 'int',
  unsigned: 'unsigned int',
  'unsigned int': 'unsigned int',
  long: 'long',
  'signed long': 'long',
  'unsigned long': 'unsigned long',
  'long long': 'long long',
  'signed long long': 'long long',
  'unsigned long long': 'unsigned long long',
  int64: 'long long',
  'signed int64': 'long long',
  'unsigned int64': 'unsigned long long',
  int128: '__int128',
  'signed int128': '__int128',
  'unsigned int128': 'unsigned __int128',
}
