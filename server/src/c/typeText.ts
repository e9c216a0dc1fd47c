// Types as C writes them, with the author's typedef names: `NTSTATUS (PMRX_SRV_CALL SrvCall, BOOLEAN Force)`. A declarator
// is built from the name outwards, as it is read. Law (tested): what is printed for a type with named parts reads back
// as the same type.
import { type CallingConvention, type FunctionType, Qualifiers, type Type } from './types.ts'

const conventionWords: Record<CallingConvention, string> = {
  cdecl: '__cdecl',
  stdcall: '__stdcall',
  fastcall: '__fastcall',
  vectorcall: '__vectorcall',
  thiscall: '__thiscall',
  ms_abi: '__attribute__((ms_abi))',
  sysv_abi: '__attribute__((sysv_abi))',
}

export function conventionText(convention: CallingConvention): string {
  return conventionWords[convention]
}

const qualifierWords: readonly (readonly [number, string])[] = [
  // In front of the others, or clang takes them for no part of the pointer.
  [Qualifiers.Ptr32, '__ptr32'],
  [Qualifiers.Ptr64, '__ptr64'],
  [Qualifiers.Const, 'const'],
  [Qualifiers.Volatile, 'volatile'],
  [Qualifiers.Restrict, '__restrict'],
  [Qualifiers.Atomic, '_Atomic'],
  [Qualifiers.Unaligned, '__unaligned'],
]

function qualifierText(qualifiers: number): string[] {
  return qualifierWords.filter(([bit]) => (qualifiers & bit) !== 0).map(([, word]) => word)
}

/** `type` as a type name, or as the declaration of `name`. */
export function typeText(type: Type, name = ''): string {
  return declared(type, 0, name, false)
}

/** Types nest this deep at most in a message. */
const deepest = 200

/** `type` with further qualifiers, around the declarator `inner`, which says the convention already when `said`. */
function declared(type: Type, qualifiers: number, inner: string, said: boolean, depth = 0): string {
  if (depth > deepest) return '…'
  switch (type.kind) {
    case 'qualified':
      return declared(type.of, qualifiers | type.qualifiers, inner, said, depth)
    case 'pointer': {
      const to = withoutQualifiers(type.to)
      const star = spaced(`*${qualifierText(qualifiers).join(' ')}`, inner, qualifiers === 0)
      if (to.kind !== 'function' && to.kind !== 'array') return declared(type.to, 0, star, false, depth + 1)
      const convention =
        to.kind === 'function' && to.convention !== undefined ? `${conventionText(to.convention)} ` : ''
      return declared(type.to, 0, `(${convention}${star})`, true, depth + 1)
    }
    case 'array': {
      const length = type.length !== undefined ? String(type.length) : type.size !== undefined ? '*' : ''
      // Qualifiers of an array are its elements'.
      return declared(type.of, qualifiers, `${inner}[${length}]`, false, depth + 1)
    }
    case 'function': {
      const convention = type.convention !== undefined && !said ? `${conventionText(type.convention)} ` : ''
      return declared(type.returns, 0, `${convention}${inner}(${parametersText(type, depth)})`, false, depth + 1)
    }
  }
  return spaced([...qualifierText(qualifiers), specifierText(type)].join(' '), inner, false)
}

function spaced(left: string, right: string, tight: boolean): string {
  return right === '' || tight ? left + right : `${left} ${right}`
}

function withoutQualifiers(type: Type): Type {
  return type.kind === 'qualified' ? withoutQualifiers(type.of) : type
}

function parametersText({ parameters, variadic, prototyped }: FunctionType, depth: number): string {
  if (!prototyped) return ''
  const texts = parameters.map(({ type, name }) => declared(type, 0, name ?? '', false, depth + 1))
  if (variadic) texts.push('...')
  return texts.length === 0 ? 'void' : texts.join(', ')
}

function specifierText(type: Exclude<Type, { kind: 'qualified' | 'pointer' | 'array' | 'function' }>): string {
  switch (type.kind) {
    case 'void':
      return 'void'
    case 'integer':
      return type.name === 'bool' ? '_Bool' : type.name
    case 'floating':
      return type.complex ? `${type.name} _Complex` : type.name
    case 'record':
      return `${type.keyword} ${type.tag ?? '<unnamed>'}`
    case 'enum':
      return `enum ${type.tag ?? '<unnamed>'}`
    case 'typedef':
      return type.name
    case 'unknown':
      return '?'
  }
}
