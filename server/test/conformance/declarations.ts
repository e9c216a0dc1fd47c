// Declarations out of a seed: enumerations, structures and unions with bit-fields, packing, alignment and anonymous
// members, and objects of their types.
import type { Random } from '../support/random.ts'
import { declare, type FunctionShape, type MemberShape, type RecordShape, type Shape } from './shapes.ts'

export interface DeclaredObject {
  readonly name: string
  readonly shape: Shape
}

export interface GeneratedDeclarations {
  readonly source: string
  readonly records: readonly RecordShape[]
  readonly objects: readonly DeclaredObject[]
  readonly enumerators: readonly string[]
}

export interface DeclarationOptions {
  /** Microsoft's words, or those of gcc. */
  readonly dialect: 'msvc' | 'gnu'
  readonly records: number
}

const integerTypes = [
  'char',
  'signed char',
  'unsigned char',
  'short',
  'unsigned short',
  'int',
  'unsigned int',
  'long',
  'unsigned long',
  'long long',
  'unsigned long long',
  '_Bool',
]
const microsoftTypes = ['__int8', '__int16', '__int32', '__int64', 'unsigned __int64']
const floatingTypes = ['float', 'double', 'long double']
const alignments = [1, 2, 4, 8, 16, 32]

export function generateDeclarations(random: Random, options: DeclarationOptions): GeneratedDeclarations {
  return new DeclarationGenerator(random, options).generate()
}

class DeclarationGenerator {
  readonly #random: Random
  readonly #options: DeclarationOptions
  readonly #lines: string[] = []
  readonly #records: RecordShape[] = []
  readonly #enums: string[] = []
  readonly #enumerators: string[] = []
  readonly #typedefs: Shape[] = []
  #names = 0
  #packs = 0

  constructor(random: Random, options: DeclarationOptions) {
    this.#random = random
    this.#options = options
  }

  generate(): GeneratedDeclarations {
    this.#enumeration()
    for (let i = 0; i < this.#options.records; i++) {
      if (this.#random.chance(0.2)) this.#enumeration()
      if (this.#random.chance(0.25)) this.#typedef()
      this.#pack()
      this.#lines.push(this.#record())
    }
    for (; this.#packs > 0; this.#packs--) this.#lines.push('#pragma pack(pop)')
    const objects = this.#objects()
    const source = `${this.#lines.join('\n')}\n`
    return { source, records: this.#records, objects, enumerators: this.#enumerators }
  }

  #name(prefix: string): string {
    return `${prefix}${this.#names++}`
  }

  // ---- Enumerations and typedefs ------------------------------------------------------------------------------------

  #enumeration(): void {
    const random = this.#random
    const tag = this.#name('E')
    const names = Array.from({ length: 1 + random.below(4) }, () => this.#name('e'))
    const list = names.map(name => (random.chance(0.3) ? `${name} = ${random.below(200) - 100}` : name))
    const underlying =
      this.#options.dialect === 'msvc' && random.chance(0.2) ? ` : ${random.pick(integerTypes.slice(1, 7))}` : ''
    // Values that every underlying type holds.
    this.#lines.push(`enum ${tag}${underlying} { ${(underlying === '' ? list : names).join(', ')} };`)
    this.#enums.push(`enum ${tag}`)
    this.#enumerators.push(...names)
  }

  #typedef(): void {
    const name = this.#name('T')
    const shape = this.#shape(1)
    // gcc has no arrays of elements that are aligned more than they are large.
    const isAligned = this.#options.dialect === 'msvc' && this.#random.chance(0.3)
    const align = isAligned ? ` __attribute__((aligned(${this.#random.pick(alignments)})))` : ''
    this.#lines.push(`typedef ${declare(shape, name)}${align};`)
    if (shape.kind === 'integer' || shape.kind === 'floating')
      this.#typedefs.push({ ...shape, text: name, qualifiers: '' })
    else if (shape.kind === 'record') this.#typedefs.push({ ...shape, text: name, qualifiers: '' })
  }

  // ---- Records ------------------------------------------------------------------------------------------------------

  #pack(): void {
    const random = this.#random
    const value = random.pick([1, 2, 4, 8, 16])
    switch (random.below(7)) {
      case 0:
        this.#lines.push(`#pragma pack(push, ${value})`)
        this.#packs++
        break
      case 1:
        this.#lines.push(`#pragma pack(push)`, `#pragma pack(${value})`)
        this.#packs++
        break
      case 2:
        if (this.#packs === 0) break
        this.#lines.push('#pragma pack(pop)')
        this.#packs--
        break
      case 3:
        this.#lines.push(random.chance(0.5) ? '#pragma pack()' : `#pragma pack(${value})`)
    }
  }

  #record(): string {
    const random = this.#random
    const tag = this.#name('S')
    const keyword = random.chance(0.25) ? 'union' : 'struct'
    const { text, members } = this.#members(keyword, 0, 1 + random.below(7))
    const shape: RecordShape = { kind: 'record', text: `${keyword} ${tag}`, qualifiers: '', members }
    this.#records.push(shape)
    return `${keyword} ${this.#recordAttribute()}${tag} { ${text} }${random.chance(0.08) ? ' __attribute__((packed))' : ''};`
  }

  #recordAttribute(): string {
    if (!this.#random.chance(0.2)) return ''
    const value = this.#random.pick(alignments)
    if (this.#options.dialect === 'msvc' && this.#random.chance(0.7)) return `__declspec(align(${value})) `
    return `__attribute__((aligned(${value}))) `
  }

  #members(keyword: string, depth: number, count: number): { text: string; members: MemberShape[] } {
    const texts: string[] = []
    const members: MemberShape[] = []
    for (let i = 0; i < count; i++) {
      const random = this.#random
      if (random.chance(0.4)) texts.push(this.#bitField(members))
      else if (depth < 2 && random.chance(0.12)) texts.push(this.#anonymous(members, depth))
      else texts.push(this.#member(members))
    }
    // A flexible array needs a named member in front of it.
    const flexible = keyword === 'struct' && depth === 0 && members.length > 0 && this.#random.chance(0.06)
    if (flexible) texts.push(`${this.#random.pick(integerTypes)} ${this.#name('m')}[];`)
    return { text: texts.join(' '), members }
  }

  #member(members: MemberShape[]): string {
    const random = this.#random
    const name = this.#name('m')
    const shape = this.#shape(0)
    members.push({ name, shape, bitField: false })
    const declaration = declare(shape, name)
    if (!random.chance(0.12)) return `${declaration};`
    if (random.chance(0.3)) return `${declaration} __attribute__((packed));`
    const value = random.pick(alignments)
    return this.#options.dialect === 'msvc' && random.chance(0.5)
      ? `__declspec(align(${value})) ${declaration};`
      : `${declaration} __attribute__((aligned(${value})));`
  }

  #bitField(members: MemberShape[]): string {
    const random = this.#random
    const text = random.chance(0.15) ? random.pick(this.#enums) : random.pick(this.#integerTypes())
    const most =
      { _Bool: 1, char: 8, short: 16 }[
        text.replace(/^(un)?signed |__int8|__int16/, m => (m === '__int8' ? 'char' : m === '__int16' ? 'short' : ''))
      ] ?? 32
    // Enumerations may have an underlying type of 8 bits.
    const width = random.below(text.startsWith('enum') ? 7 : most + 1)
    const attribute = random.chance(0.05) ? ` __attribute__((aligned(${random.pick(alignments)})))` : ''
    if (width === 0 || random.chance(0.1)) return `${text} : ${width};`
    const name = this.#name('b')
    members.push({ name, shape: { kind: 'integer', text, qualifiers: '' }, bitField: true })
    return `${text} ${name} : ${width}${attribute};`
  }

  #anonymous(members: MemberShape[], depth: number): string {
    const keyword = this.#random.chance(0.5) ? 'union' : 'struct'
    const inner = this.#members(keyword, depth + 1, 1 + this.#random.below(3))
    members.push(...inner.members)
    return `${keyword} { ${inner.text} };`
  }

  // ---- Types --------------------------------------------------------------------------------------------------------

  #integerTypes(): readonly string[] {
    return this.#options.dialect === 'msvc' ? [...integerTypes, ...microsoftTypes] : integerTypes
  }

  #shape(depth: number): Shape {
    const random = this.#random
    const choice = depth > 2 ? random.below(60) : random.below(100)
    if (choice < 45) return { kind: 'integer', text: random.pick(this.#integerTypes()), qualifiers: '' }
    if (choice < 53) return { kind: 'floating', text: random.pick(floatingTypes), qualifiers: '' }
    if (choice < 60) return { kind: 'integer', text: random.pick(this.#enums), qualifiers: '' }
    if (choice < 68) return { kind: 'pointer', to: this.#pointee(depth + 1), qualifiers: this.#pointerQualifiers() }
    if (choice < 76) return { kind: 'array', of: this.#shape(depth + 1), length: 1 + random.below(4) }
    if (choice < 82) return { kind: 'pointer', to: this.#function(depth + 1), qualifiers: '' }
    if (choice < 90 && this.#records.length > 0) return random.pick(this.#records)
    return this.#typedefs.length > 0 ? random.pick(this.#typedefs) : { kind: 'integer', text: 'int', qualifiers: '' }
  }

  #pointerQualifiers(): string {
    if (this.#options.dialect !== 'msvc') return ''
    return this.#random.chance(0.08) ? this.#random.pick(['__ptr32 ', '__ptr64 ']) : ''
  }

  #pointee(depth: number): Shape {
    const shape = this.#shape(depth)
    if (!this.#random.chance(0.3) || shape.kind === 'array' || shape.kind === 'function') return shape
    const qualifiers = this.#random.pick(['const ', 'volatile ', 'const volatile '])
    return shape.qualifiers === '' ? { ...shape, qualifiers } : shape
  }

  #function(depth: number): FunctionShape {
    const parameters = Array.from({ length: this.#random.below(3) }, () => this.#value(depth + 1))
    const words = this.#options.dialect === 'msvc' ? ['', '', '__stdcall ', '__fastcall ', '__cdecl '] : ['']
    return { kind: 'function', returns: this.#value(depth + 1), parameters, convention: this.#random.pick(words) }
  }

  /** What a function can return. */
  #value(depth: number): Shape {
    const shape = this.#shape(depth)
    return shape.kind === 'array' || shape.kind === 'function'
      ? { kind: 'integer', text: 'int', qualifiers: '' }
      : shape
  }

  #objects(): DeclaredObject[] {
    const objects: DeclaredObject[] = []
    const add = (shape: Shape) => objects.push({ name: this.#name('g'), shape })
    for (const record of this.#records) {
      add(this.#random.chance(0.3) ? { ...record, qualifiers: 'const ' } : record)
      add({
        kind: 'pointer',
        to: this.#random.chance(0.3) ? { ...record, qualifiers: 'const ' } : record,
        qualifiers: '',
      })
    }
    for (const text of this.#integerTypes())
      add({ kind: 'integer', text, qualifiers: this.#random.pick(['', '', 'const ', 'volatile ']) })
    for (const text of floatingTypes) add({ kind: 'floating', text, qualifiers: '' })
    for (let i = 0; i < 6; i++) add(this.#shape(0))
    for (let i = 0; i < 3; i++) add(this.#function(0))
    for (const { name, shape } of objects) {
      // Behind a pointer to a function clang reads a convention as the pointed-to function's.
      const convention = shape.kind === 'function' && shape.returns.kind !== 'pointer' ? shape.convention : ''
      this.#lines.push(`extern ${declare(shape, convention + name)};`)
    }
    return objects
  }
}
