// Records and enumerations (C11 6.7.2.1, 6.7.2.2): tags, member lists, bit-fields, enumerators. A tag's meaning depends on
// whether its type was introduced before, in this scope or an outer one (6.7.2.3).
import { compact, joined } from '../../text/compact.ts'
import { fits } from '../arithmetic.ts'
import type { Target } from '../environment.ts'
import { arrayOf, functionOf, isBool, recordOf } from '../predicates.ts'
import type { Symbol } from '../symbol.ts'
import type { Token } from '../token.ts'
import type {
  Declarator,
  EnumDefinition,
  Expression,
  MemberDeclaration,
  RecordDefinition,
  Specifiers,
} from '../tree.ts'
import {
  type Attribute,
  canonical,
  type EnumType,
  type IntegerType,
  integer,
  type Member,
  type RecordBody,
  type RecordType,
  type Type,
  unknownType,
} from '../types.ts'
import { DeclaratorParser } from './declarators.ts'

/** `struct S`, or a definition right here. */
export interface TypeSpecifier {
  readonly type: Type
  readonly definition: RecordDefinition | EnumDefinition | undefined
}

/** What is between the braces. */
interface MemberList {
  readonly members: Member[]
  /** C++: what is no part of an object. */
  readonly others: Member[]
  readonly names: Set<string>
  readonly declarations: MemberDeclaration[]
  broken: boolean
  hasDestructor: boolean
}

export abstract class RecordParser extends DeclaratorParser {
  abstract declareTypeName(name: Token, type: Type): void
  abstract conditional(): Expression
  abstract declareEnumerator(name: Token, value: bigint | undefined, underlying: IntegerType | undefined): Symbol
  abstract staticAssert(): unknown

  // ---- Records -------------------------------------------------------------------------------------------------

  /** record = ( "struct" | "union" ) { attribute } [ tag ] [ "{" { member } "}" ] */
  record(keyword: RecordType['keyword']): TypeSpecifier {
    const keywordToken = this.last
    const attributes: Attribute[] = []
    while (this.keyword(this.peek()) === 'attribute' || this.keyword(this.peek()) === 'ignored') {
      if (this.keyword(this.peek()) === 'ignored') this.advance()
      else attributes.push(...this.attribute())
    }
    const tag = this.isName(this.peek()) ? this.advance() : undefined
    const hasBase = this.cplusplus && this.#baseClause()
    if (!this.at('{')) {
      if (tag === undefined) {
        this.missing('a tag or a member list')
        return { type: unknownType, definition: undefined }
      }
      return { type: this.#recordReference(tag, keyword), definition: undefined }
    }
    const introduced = this.#introducedRecord(tag, keyword)
    const type = introduced ?? this.#newRecord(tag, tag ?? keywordToken, keyword)
    const first = keywordToken
    const { packing } = this.pp.tables
    // SAL on members is the members' own.
    const list = this.annotated(() =>
      this.nested(
        () => this.#memberList(type),
        () => ({ ...emptyList(), broken: true }),
      ),
    ).value
    while (this.at('__attribute__') || this.at('__attribute')) attributes.push(...this.attribute())
    const body = bodyOf(list, packing, attributes, hasBase)
    // Complete by now, it was defined inside of itself; the two would go round in circles.
    if (this.pp.tables.body(type) !== undefined) this.problem('semantic', `'${tag!.text}' is defined twice`, tag!)
    // A type that an earlier declaration introduced may be shared with other units: its body is kept aside.
    else if (introduced === undefined) type.body = body
    else this.pp.tables.set('bodies', type, body)
    const definition: RecordDefinition = {
      kind: 'record-definition',
      type,
      members: compact(list.declarations),
      first,
      last: this.last,
    }
    // C++: the tag is a type name as well.
    if (this.cplusplus && tag !== undefined) this.declareTypeName(tag, type)
    return { type, definition }
  }

  #baseClause(): boolean {
    if (!this.at(':')) return false
    while (!this.at('{') && !this.at(';') && !this.atEnd()) this.advance()
    return true
  }

  #recordReference(tag: Token, keyword: RecordType['keyword']): Type {
    const alone = this.at(';')
    const known = alone ? this.scope.ownTag(tag.text) : this.scope.lookupTag(tag.text)
    if (known !== undefined) {
      if (known.kind !== 'record' || (known.keyword === 'union') !== (keyword === 'union')) {
        this.problem('semantic', `'${tag.text}' is not a ${keyword}`, tag)
      }
      return known
    }
    return this.#newRecord(tag, tag, keyword)
  }

  #newRecord(tag: Token | undefined, token: Token, keyword: RecordType['keyword']): RecordType {
    const type: RecordType = { kind: 'record', keyword, tag: tag?.text, token, body: undefined }
    if (tag !== undefined) this.scope.bindTag(tag.text, type)
    if (this.cplusplus && tag !== undefined) this.declareTypeName(tag, type)
    return type
  }

  /** The incomplete record of this scope that a member list for `tag` completes. */
  #introducedRecord(tag: Token | undefined, keyword: RecordType['keyword']): RecordType | undefined {
    const known = tag === undefined ? undefined : this.scope.ownTag(tag.text)
    if (known === undefined) return undefined
    if (known.kind !== 'record' || (known.keyword === 'union') !== (keyword === 'union')) {
      this.problem('semantic', `'${tag!.text}' is not a ${keyword}`, tag!)
      return undefined
    }
    if (this.pp.tables.body(known) === undefined) return known
    this.conflict(`'${keyword} ${tag!.text}' is defined twice`, tag!, known.token)
    return undefined
  }

  #memberList(record: RecordType): MemberList {
    this.advance()
    const list = emptyList()
    const recoveries = this.recoveries
    while (!this.at('}') && !this.atEnd()) {
      if (this.accept(';')) continue
      if (this.cplusplus) this.#noteHidden(list)
      if (this.at('_Static_assert')) this.staticAssert()
      else if (this.cplusplus && (this.#accessLabel() || this.skipsMember(record.tag))) continue
      else if (this.atDefinitionColumn(this.peek()) && this.#looksLikeFunction()) break
      else list.declarations.push(this.#member(record, list))
    }
    this.expect('}')
    list.broken ||= this.recoveries > recoveries
    return list
  }

  /** What the next member does to objects beside what is written: an end of its own, a table of virtual functions. */
  #noteHidden(list: MemberList): void {
    list.hasDestructor ||= this.atDestructor()
    list.broken ||= this.at('virtual')
  }

  /** At file level's first column, a name and a parenthesis behind a type: the record's closing brace was lost. */
  #looksLikeFunction(): boolean {
    let distance = 1
    while (this.isName(this.peekAt(distance)) && distance < 6) distance++
    return (
      this.peekAt(distance).text === '(' && this.peekAt(distance + 1).text !== '*' && distance > 1 && !this.cplusplus
    )
  }

  #accessLabel(): boolean {
    if (!/^(public|private|protected)$/.test(this.peek().text) || this.peekAt(1).text !== ':') return false
    this.advance()
    this.advance()
    return true
  }

  /** member = specifiers [ declarator [ ":" width ] { "," declarator [ ":" width ] } ] ";" */
  #member(record: RecordType, list: MemberList): MemberDeclaration {
    const first = this.peek()
    const specifiers = this.specifiers('member')
    const declarators: Declarator[] = []
    if (this.at(';') && isAnonymous(specifiers)) {
      this.#addAnonymous(specifiers, list)
    } else if (!this.at(';')) {
      do declarators.push(this.#memberDeclarator(record, specifiers, list))
      while (this.accept(','))
    }
    if (this.cplusplus) this.#skipMemberTail()
    const hasBody = this.cplusplus && this.last.text === '}' && this.peek() !== first
    if (hasBody) this.accept(';')
    else if (!this.accept(';')) this.#memberRecovery(first)
    return { kind: 'member-declaration', specifiers, declarators: compact(declarators), first, last: this.last }
  }

  #addAnonymous(specifiers: Specifiers, { members, names }: MemberList): void {
    const record = recordOf(specifiers.type)
    if (record === undefined || this.semantics.body(record) === undefined)
      return this.problem('semantic', `a member of an incomplete type`, specifiers.last)
    for (const name of this.#memberNames(specifiers.type)) this.#declareMember(names, name, specifiers.last)
    members.push({
      name: undefined,
      type: specifiers.type,
      token: specifiers.last,
      width: undefined,
      bitField: false,
      attributes: specifiers.attributes,
    })
  }

  /** C++: the body of a method, `= 0` and `= default`, an initialiser. */
  #skipMemberTail(): void {
    this.skipFunctionTail()
    if (this.accept('=')) this.skipTo(';')
    if (this.at('{')) this.skipBalanced()
  }

  #memberRecovery(first: Token): void {
    this.missing(`';'`)
    if (this.peek() === first) this.skipBalanced()
    this.skipTo(';', '}')
    this.accept(';')
  }

  #memberDeclarator(record: RecordType, specifiers: Specifiers, list: MemberList): Declarator {
    const declarator: Declarator = this.at(':')
      ? {
          name: undefined,
          type: specifiers.type,
          parts: [],
          attributes: [],
          convention: undefined,
          first: this.peek(),
          last: this.peek(),
        }
      : this.declarator(specifiers, 'named')
    const bitField = this.accept(':')
    const width = bitField ? this.constant(this.conditional()) : undefined
    let attributes = joined(specifiers.attributes, declarator.attributes)
    while (this.at('__attribute__') || this.at('__attribute')) attributes = joined(attributes, this.attribute())
    const name = declarator.name?.text
    this.#checkMember(record, declarator, list.members, width)
    const token = declarator.name ?? declarator.first
    const isPart = !this.cplusplus || (specifiers.storage !== 'static' && functionOf(declarator.type) === undefined)
    // Functions may share a name.
    if (name !== undefined && isPart) this.#declareMember(list.names, name, token)
    const members = isPart ? list.members : list.others
    members.push({
      name,
      type: declarator.type,
      token,
      width: width === undefined ? undefined : Number(width),
      bitField,
      attributes,
    })
    return declarator
  }

  #checkMember(
    record: RecordType,
    declarator: Declarator,
    members: readonly Member[],
    width: bigint | undefined,
  ): void {
    const token = declarator.name ?? declarator.first
    const type = canonical(declarator.type)
    if (type.kind === 'function' && !this.cplusplus) this.problem('semantic', 'a member cannot be a function', token)
    if (type.kind === 'void') this.problem('semantic', 'a member cannot be void', token)
    const before = members.at(-1)
    if (before !== undefined && record.keyword === 'struct' && isFlexible(before.type))
      this.problem('semantic', `member '${before.name}' of unknown length is not the last one`, before.token)
    if (type.kind === 'record' && (type === record || this.pp.tables.body(type) === undefined))
      this.problem('semantic', `a member of an incomplete type`, token)
    if (width === undefined) return
    if (width < 0n) this.problem('semantic', 'a bit-field with a negative width', token)
    if (width === 0n && declarator.name !== undefined)
      this.problem('semantic', 'a named bit-field without width', token)
    const size = this.semantics.sizeOf(declarator.type)
    const bits = size === undefined ? undefined : isBool(type) ? 1n : BigInt(size) * 8n
    if (type.kind !== 'integer' && type.kind !== 'enum' && type.kind !== 'unknown')
      this.problem('semantic', 'a bit-field of no integer type', token)
    else if (bits !== undefined && width > bits) this.problem('semantic', 'a bit-field wider than its type', token)
  }

  /** `names`: those of the record so far, anonymous members' included. */
  #declareMember(names: Set<string>, name: string, token: Token): void {
    if (names.has(name)) this.problem('semantic', `member '${name}' is declared twice`, token)
    names.add(name)
  }

  /** The names that an anonymous member brings. */
  #memberNames(type: Type): string[] {
    const record = recordOf(type)
    const body = record && this.semantics.body(record)
    return (body?.members ?? []).flatMap(m => (m.name !== undefined ? [m.name] : this.#memberNames(m.type)))
  }

  // ---- Enumerations --------------------------------------------------------------------------------------------

  /** enum = "enum" [ tag ] [ ":" type ] [ "{" enumerator { "," enumerator } [ "," ] "}" ] */
  enumeration(): TypeSpecifier {
    const keywordToken = this.last
    while (this.keyword(this.peek()) === 'attribute') this.attribute()
    if (this.cplusplus && (this.at('class') || this.at('struct'))) this.advance()
    const tag = this.isName(this.peek()) ? this.advance() : undefined
    const written = this.#underlyingType()
    if (!this.at('{')) return { type: this.#enumReference(tag, written ?? integer('int')), definition: undefined }
    const known = tag === undefined ? undefined : this.scope.ownTag(tag.text)
    if (known !== undefined && (known.kind !== 'enum' || this.pp.tables.enums.has(known))) {
      this.conflict(`'${tag!.text}' is defined twice`, tag!, known.token)
    }
    const enumerators = this.#enumerators(written)
    const underlying = written ?? underlyingOf(enumerators, this.semantics.target)
    const type: EnumType =
      known?.kind === 'enum' ? known : { kind: 'enum', tag: tag?.text, token: tag ?? keywordToken, underlying }
    if (tag !== undefined && known !== type) this.scope.bindTag(tag.text, type)
    this.pp.tables.set('enums', type, true)
    const definition: EnumDefinition = {
      kind: 'enum-definition',
      type,
      enumerators,
      first: keywordToken,
      last: this.last,
    }
    if (this.cplusplus && tag !== undefined) this.declareTypeName(tag, type)
    return { type, definition }
  }

  /** `: unsigned char`, as Microsoft's C and C23 have it. */
  #underlyingType(): IntegerType | undefined {
    if (!this.at(':') || !this.startsType(this.peekAt(1), 1)) return undefined
    this.advance()
    const type = canonical(this.specifiers('type name').type)
    return type.kind === 'integer' ? type : undefined
  }

  #enumReference(tag: Token | undefined, underlying: IntegerType): Type {
    if (tag === undefined) {
      this.missing('a tag or a list of enumerators')
      return unknownType
    }
    const known = this.scope.lookupTag(tag.text)
    if (known?.kind === 'enum') return known
    if (known !== undefined) this.problem('semantic', `'${tag.text}' is not an enum`, tag)
    const type: EnumType = { kind: 'enum', tag: tag.text, token: tag, underlying }
    this.scope.bindTag(tag.text, type)
    return type
  }

  #enumerators(underlying: IntegerType | undefined): Symbol[] {
    this.advance()
    const enumerators: Symbol[] = []
    let next: bigint | undefined = 0n
    while (!this.at('}') && !this.atEnd()) {
      const name = this.peek()
      if (!this.isName(name)) {
        this.missing('the name of an enumerator')
        this.skipTo('}', ',', ';')
        if (this.at(';') || (!this.at('}') && !this.at(','))) break
      } else {
        this.advance()
        while (this.keyword(this.peek()) === 'attribute') this.attribute()
        if (this.accept('=')) next = this.constant(this.conditional())
        enumerators.push(this.declareEnumerator(name, next, underlying))
        if (next !== undefined) next = BigInt.asIntN(64, next + 1n)
      }
      if (!this.accept(',') && !this.at('}')) {
        this.missing(`',' or '}'`)
        this.skipTo(',', '}', ';')
        if (!this.accept(',')) break
      }
    }
    if (enumerators.length === 0 && !this.cplusplus) this.problem('semantic', 'no enumerators', this.peek())
    this.expect('}')
    return enumerators
  }
}

/** Without a written type: int with MSVC, whatever the values; the first type that holds them all with gcc. */
function underlyingOf(enumerators: readonly Symbol[], target: Target): IntegerType {
  if (target.abi === 'microsoft') return integer('int')
  const values = enumerators.map(({ value }) => value ?? 0n)
  const names = values.some(value => value < 0n)
    ? (['int', 'long'] as const)
    : (['unsigned int', 'unsigned long'] as const)
  const holding = names.map(integer).find(type => values.every(value => fits(value, type, target)))
  return holding ?? integer(names[1])
}

/** `struct { … };` and Microsoft's `struct Tag;` and `TYPEDEF;` inside a record: its members become the parent's. */
function isAnonymous(specifiers: Specifiers): boolean {
  return canonical(specifiers.type).kind === 'record'
}

/** `T a[];` as the last member. */
function isFlexible(type: Type): boolean {
  const array = arrayOf(type)
  return array !== undefined && array.length === undefined && array.size === undefined
}

function emptyList(): MemberList {
  return { members: [], others: [], names: new Set(), declarations: [], broken: false, hasDestructor: false }
}

function bodyOf(list: MemberList, pack: number, attributes: readonly Attribute[], hasBase: boolean): RecordBody {
  const { others, hasDestructor } = list
  const body: RecordBody = { members: compact(list.members), pack, attributes, broken: list.broken || hasBase }
  if (others.length === 0 && !hasDestructor && !hasBase) return body
  return { ...body, others, hasDestructor: hasDestructor || hasBase }
}
