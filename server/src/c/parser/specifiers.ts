// Declaration specifiers (C11 6.7): everything in front of the declarators, attributes too.
import { compact } from '../../text/compact.ts'
import { requestedAlignment } from '../recordLayout.ts'
import type { Symbol } from '../symbol.ts'
import { type Token, TokenKind } from '../token.ts'
import type { EnumDefinition, Expression, RecordDefinition, Specifiers, StorageClass } from '../tree.ts'
import {
  type Attribute,
  type CallingConvention,
  canonical,
  doubleType,
  type FloatingType,
  floatType,
  integer,
  longDoubleType,
  pointerTo,
  Qualifiers,
  qualify,
  type Type,
  type TypedefType,
  unknownType,
  voidType,
} from '../types.ts'
import { conventions, integerNames, integerWords } from './keywords.ts'
import { RecordParser, type TypeSpecifier } from './records.ts'

/** What has been read of the specifiers so far. */
interface Reading {
  /** Words of a built-in type: `unsigned`, `long`, `long`. */
  words: string[]
  /** A record, enum, typedef name or typeof. */
  type: Type | undefined
  storage: StorageClass
  inline: boolean
  noreturn: boolean
  threadLocal: boolean
  qualifiers: number
  conventions: CallingConvention[]
  attributes: Attribute[]
  definition: RecordDefinition | EnumDefinition | undefined
}

type Context = 'declaration' | 'member' | 'parameter' | 'type name'

export abstract class SpecifierParser extends RecordParser {
  abstract expression(): Expression

  /** specifiers = { storage | type | qualifier | inline | attribute | convention }+ */
  specifiers(context: Context): Specifiers {
    const first = this.peek()
    const r: Reading = {
      words: [],
      type: undefined,
      storage: undefined,
      inline: false,
      noreturn: false,
      threadLocal: false,
      qualifiers: 0,
      conventions: [],
      attributes: [],
      definition: undefined,
    }
    while (this.#specifier(r, context));
    const type = qualify(this.#typeOf(r, first, context), r.qualifiers)
    if (r.qualifiers & Qualifiers.Restrict && !/^(pointer|unknown)$/.test(canonical(type).kind))
      this.problem('semantic', 'restrict on a type that is no pointer', first)
    if ((context === 'member' || context === 'type name') && r.storage !== undefined && !this.cplusplus)
      this.problem('semantic', `'${r.storage}' in a ${context}`, first)
    const { storage, inline, threadLocal, definition } = r
    const attributes = compact(r.attributes)
    const noreturn = r.noreturn || attributes.some(a => a.name === 'noreturn')
    const last = this.last === undefined || this.peek() === first ? first : this.last
    return {
      type,
      implicitInt: r.type === undefined && r.words.length === 0,
      storage,
      inline,
      noreturn,
      threadLocal,
      conventions: compact(r.conventions),
      attributes,
      definition,
      first,
      last,
    }
  }

  /** Does a type begin at `token`, which stands `distance` tokens ahead? */
  startsType(token: Token, distance = 0): boolean {
    if (token.kind !== TokenKind.Identifier) return token.text === '[' && this.peekAt(distance + 1).text === '['
    switch (this.keyword(token)) {
      case 'type':
      case 'storage':
      case 'qualifier':
      case 'function':
      case 'attribute':
      case 'convention':
        return true
      case 'ignored':
        return token.text !== '__extension__' || this.startsType(this.peekAt(distance + 1), distance + 1)
      case undefined:
        return this.scope.lookup(token.text)?.kind === 'typedef'
    }
    return false
  }

  #specifier(r: Reading, context: Context): boolean {
    const token = this.peek()
    if (token.kind !== TokenKind.Identifier) {
      if (token.text !== '[' || this.peekAt(1).text !== '[') return false
      r.attributes.push(...this.attribute())
      return true
    }
    if (r.type !== undefined && this.atDefinitionColumn(token) && this.#beginsAnother(token)) return false
    switch (this.keyword(token)) {
      case 'storage':
        return this.#storage(r)
      case 'type':
        return this.#typeWord(r, token)
      case 'qualifier':
        return this.#qualifierWord(r, token)
      case 'function':
        this.advance()
        if (token.text === '_Noreturn') r.noreturn = true
        else if (!/^(explicit|virtual|friend)$/.test(token.text)) r.inline = true
        return true
      case 'attribute':
        this.#attributes(r)
        return true
      case 'convention':
        this.advance()
        if (conventions[token.text] !== undefined) r.conventions.push(conventions[token.text]!)
        return true
      case 'ignored':
        this.advance()
        if (token.text === '__based') this.skipBalanced()
        return true
      case undefined:
        return this.#name(r, token, context)
    }
    return false
  }

  /**
   * A second type at the start of a line begins the next declaration: this one was left unfinished. What is no type stands
   * behind one now and then, on a line of its own: `BOOLEAN`, `FORCEINLINE`, `f(…)`.
   */
  #beginsAnother(token: Token): boolean {
    let distance = 0
    let next = token
    while (/^(storage|function|qualifier|convention)$/.test(this.keyword(next) ?? '')) next = this.peekAt(++distance)
    return this.startsType(next, distance)
  }

  #storage(r: Reading): boolean {
    const { text } = this.advance()
    if (text === '_Thread_local' || text === '__thread' || text === 'thread_local') {
      r.threadLocal = true
    } else if (text !== 'mutable') {
      if (r.storage !== undefined && r.storage !== text)
        this.problem('semantic', `'${text}' after '${r.storage}'`, this.last)
      r.storage = text as StorageClass
    }
    return true
  }

  #qualifierWord(r: Reading, token: Token): boolean {
    this.advance()
    if (token.text === '_Atomic' && this.at('(') && r.type === undefined && r.words.length === 0) {
      this.advance()
      r.type = qualify(this.typeName().type, Qualifiers.Atomic)
      this.expect(')')
    } else {
      r.qualifiers |= this.qualifier(token) ?? 0
    }
    return true
  }

  #attributes(r: Reading): void {
    const attributes = this.attribute()
    r.attributes.push(...attributes)
    for (const a of attributes) if (conventions[a.name] !== undefined) r.conventions.push(conventions[a.name]!)
  }

  #typeWord(r: Reading, token: Token): boolean {
    switch (token.text) {
      case 'struct':
      case 'union':
      case 'class':
        return this.#once(r, token, () => this.#defined(r, this.record(token.text as 'struct')))
      case 'enum':
        return this.#once(r, token, () => this.#defined(r, this.enumeration()))
      case 'typeof':
      case '__typeof':
      case '__typeof__':
      case 'decltype':
        return this.#once(r, token, () => this.#typeof())
      case '__auto_type':
        return this.#once(r, token, () => unknownType)
      case '__builtin_va_list':
        return this.#once(r, token, () => pointerTo(integer('char')))
      case 'wchar_t':
      case '__wchar_t':
        return this.#once(r, token, () => integer('unsigned short'))
      case 'typename':
        this.advance()
        return true
    }
    this.advance()
    r.words.push(token.text)
    return true
  }

  #once(r: Reading, token: Token, parse: () => Type): boolean {
    this.advance()
    if (r.type !== undefined || r.words.length > 0)
      this.problem('semantic', `'${token.text}' after another type`, token)
    r.type = parse()
    return true
  }

  #defined(r: Reading, { type, definition }: TypeSpecifier): Type {
    r.definition = definition
    return type
  }

  #typeof(): Type {
    if (!this.expect('(')) return unknownType
    const type = this.startsType(this.peek()) ? this.typeName().type : this.semantics.typeOf(this.expression())
    this.expect(')')
    return type
  }

  /** A typedef name, or a name that nobody declared where a type must stand. */
  #name(r: Reading, token: Token, context: Context): boolean {
    if (r.type !== undefined || r.words.length > 0) return this.#unknownAnnotation(token)
    const symbol = this.scope.lookup(token.text)
    if (symbol?.kind === 'typedef') {
      // `T T;` in a block declares T anew; `T` alone in front of `;` or `=` is a declarator only after another type.
      this.advance()
      r.type = typedefType(symbol)
      if (this.cplusplus) this.#templateArguments()
      return true
    }
    if (symbol !== undefined) return false
    if (!this.#standsForType(token, context)) return false
    this.advance()
    while (this.cplusplus && this.accept('::')) if (this.isName(this.peek())) this.advance()
    if (this.cplusplus) this.#templateArguments()
    const next = this.peek()
    // `MY_STATUS NTAPI f()`: the type stands in front of the convention.
    const isType = this.keyword(next) === 'convention' && !this.startsType(this.peekAt(1), 1)
    if (this.startsType(next) && !isType) {
      // An unknown macro in front of a type: `MYDRIVER_API NTSTATUS f()`.
      this.problem('semantic', `'${token.text}' is not declared`, token)
      return true
    }
    this.problem('semantic', `unknown type '${token.text}'`, token)
    r.type = unknownType
    return true
  }

  /** `NTSTATUS UNKNOWN_API f(…)`: a name between a type and the declared name is passed over. */
  #unknownAnnotation(token: Token): boolean {
    const next = this.peekAt(1)
    if (this.scope.lookup(token.text) !== undefined || !this.isName(next)) return false
    const behind = this.peekAt(2).text
    if (behind !== '(' && behind !== ';' && behind !== '=' && behind !== ',' && behind !== '[') return false
    this.problem('semantic', `'${token.text}' is not declared`, token)
    this.advance()
    return true
  }

  /** Is an undeclared name meant as a type? */
  #standsForType(token: Token, context: Context): boolean {
    const next = this.peekAt(1)
    if (this.isName(next) || this.startsType(next, 1)) return true
    if (context === 'parameter' || context === 'type name') return true
    if (context === 'member') return next.text === '*' || next.text === '('
    if (this.cplusplus && next.text === '::') return this.isName(this.peekAt(2)) && this.isName(this.peekAt(3))
    // `Foo *x;` at file level; in a block statements() decides before coming here.
    return (
      next.text === '*' &&
      (this.isName(this.peekAt(2)) || this.peekAt(2).text === '*') &&
      token.kind === TokenKind.Identifier
    )
  }

  /** C++: `vector<int>` is one name. */
  #templateArguments(): void {
    if (!this.at('<')) return
    let depth = 0
    do {
      const token = this.peek()
      if (token.kind === TokenKind.End || token.text === ';' || token.text === '{') return
      if (token.text === '<') depth++
      else if (token.text === '>') depth--
      else if (token.text === '>>') depth -= 2
      this.advance()
    } while (depth > 0)
  }

  // ---- The type that the words make ----------------------------------------------------------------------------

  #typeOf(r: Reading, first: Token, context: Context): Type {
    if (r.type !== undefined) {
      if (r.words.length > 0) this.problem('semantic', `'${r.words[0]}' beside another type`, first)
      return r.type
    }
    if (r.words.length === 0) return this.#implicitInt(r, first, context)
    const type = builtinType(r.words)
    if (type === undefined) this.problem('semantic', `'${r.words.join(' ')}' is not a type`, first)
    return type ?? unknownType
  }

  /** C90's implicit int: `static f()`; compilers warn. */
  #implicitInt(r: Reading, first: Token, context: Context): Type {
    const said = r.storage ?? r.conventions[0] ?? r.attributes[0]
    if (said !== undefined || r.qualifiers !== 0 || r.inline) return integer('int')
    if (!this.at('(') && !this.isName(first)) this.missing('a type')
    else if (context === 'member') this.problem('semantic', 'a member without a type', first)
    return integer('int')
  }

  // ---- Attributes ----------------------------------------------------------------------------------------------

  /** attribute = "__declspec" "(" … ")" | "__attribute__" "((" … "))" | "_Alignas" "(" … ")" | "[[" … "]]" */
  attribute(): Attribute[] {
    const token = this.advance()
    if (token.text === '[') {
      this.advance()
      const attributes = this.#attributeList(']')
      this.expect(']')
      this.expect(']')
      return attributes
    }
    if (!this.expect('(')) return []
    if (token.text === '_Alignas' || token.text === 'alignas') {
      const alignment = this.startsType(this.peek())
        ? this.semantics.alignOf(this.typeName().type)
        : this.semantics.fold(this.conditional())
      this.expect(')')
      return [{ name: 'align', token, arguments: [], value: alignment === undefined ? undefined : BigInt(alignment) }]
    }
    const double = token.text.startsWith('__attribute') && this.accept('(')
    const attributes = this.#attributeList(')')
    this.expect(')')
    if (double) this.expect(')')
    return attributes
  }

  #attributeList(close: string): Attribute[] {
    const attributes: Attribute[] = []
    while (!this.at(close) && !this.atEnd()) {
      if (this.accept(',') || this.accept('::')) continue
      const token = this.advance()
      if (token.kind !== TokenKind.Identifier) {
        this.problem('semantic', `'${token.text}' is no attribute`, token)
        continue
      }
      attributes.push(this.#attributeNamed(token))
    }
    return attributes
  }

  #attributeNamed(token: Token): Attribute {
    const name = token.text.replace(/^__(.*)__$/, '$1')
    const tokens: Token[] = []
    let value: bigint | undefined
    if (this.at('(')) {
      if (name === 'align' || name === 'aligned' || name === 'vector_size') {
        this.advance()
        if (!this.at(')')) value = this.semantics.fold(this.conditional())
        this.expect(')')
      } else {
        this.#attributeArguments(tokens)
      }
    }
    return { name, token, arguments: tokens, value }
  }

  #attributeArguments(tokens: Token[]): void {
    let depth = 0
    do {
      const token = this.peek()
      if (token.kind === TokenKind.End || token.text === '{' || token.text === ';') return
      this.advance()
      if (token.text === '(') depth++
      else if (token.text === ')') depth--
      tokens.push(token)
    } while (depth > 0)
  }
}

function typedefType({ name, type, attributes }: Symbol): TypedefType {
  const alignment = requestedAlignment(attributes)
  return alignment > 0 ? { kind: 'typedef', name, of: type, alignment } : { kind: 'typedef', name, of: type }
}

/** GNU's further floating types, as those of ours that are stored alike or come near. */
const extendedFloating: Readonly<Record<string, FloatingType>> = {
  __bf16: floatType,
  _Float16: floatType,
  _Float32: floatType,
  _Float32x: doubleType,
  _Float64: doubleType,
  _Float64x: longDoubleType,
  _Float128: longDoubleType,
  __float128: longDoubleType,
}

/** The type that words like `unsigned long int` mean, in any order; undefined: no such type. */
function builtinType(words: readonly string[]): Type | undefined {
  const count = (word: string) => words.filter(w => w === word).length
  if (words.length === 1 && words[0] === 'void') return voidType
  if (count('_Bool') + count('bool') > 0) return words.length === 1 ? integer('bool') : undefined
  const complex = words.includes('_Complex')
  const plain = words.filter(w => w !== '_Complex')
  if (plain.includes('float')) return plain.length === 1 ? { ...floatType, complex } : undefined
  if (plain.includes('double') || (complex && plain.length === 0)) {
    if (plain.length <= 1) return { ...doubleType, complex }
    return plain.length === 2 && plain.includes('long') ? { ...longDoubleType, complex } : undefined
  }
  const extended = plain.length === 1 ? extendedFloating[plain[0]!] : undefined
  if (extended !== undefined) return { ...extended, complex }
  return integerType(words)
}

function integerType(words: readonly string[]): Type | undefined {
  // `unsigned unsigned` and `short short` say one thing twice, which compilers only warn of.
  const sign = (word: string) => (word.includes('unsigned') ? 'unsigned' : 'signed')
  const signs = [...new Set(words.filter(w => /signed/.test(w)).map(sign))]
  const named = words.filter(w => !/signed/.test(w)).map(w => integerWords[w])
  const rest = named.filter((w, i) => w !== 'short' || named.indexOf(w) === i)
  if (signs.length > 1 || rest.includes(undefined)) return undefined
  const longs = rest.filter(w => w === 'long').length
  const ints = rest.filter(w => w === 'int').length
  const others = rest.filter(w => w !== 'long' && w !== 'int')
  if (ints > 1 || longs > 2 || others.length > 1) return undefined
  if (others[0] !== undefined && (longs > 0 || (ints > 0 && others[0] !== 'short'))) return undefined
  const base = others[0] ?? (longs === 2 ? 'long long' : longs === 1 ? 'long' : ints === 1 ? 'int' : '')
  const name = integerNames[[...signs, base].filter(w => w !== '').join(' ')]
  return name === undefined ? undefined : integer(name)
}
