// Several translation units as one program: what each name with linkage means, which functions are reached from the
// entry points, and their code. Everything is found and compiled before the program runs, so that the state of a
// machine never depends on what another run has compiled. A function without definition is the host's.
import { initializedParts } from '../c/initializers.ts'
import { arrayOf, functionOf, recordOf } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import { TokenKind } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Expression, FunctionDefinition, StringLiteral } from '../c/tree.ts'
import { canonical, Qualifiers, qualifiersOf, type Type } from '../c/types.ts'
import type { LayerDefinition, UnitTables } from '../c/unitTables.ts'
import type { Code } from './code.ts'
import { compileFunction, compileInitializer, type InitializedStatic } from './compiler/compileFunction.ts'
import { bytesOfUnits } from './compiler/initializers.ts'
import { alignmentOf, type Links } from './compiler/places.ts'
import { type Site, Trap } from './fault.ts'

export interface ProgramFunction {
  readonly kind: 'function'
  readonly name: string
  /** As the first unit that names it declares it. */
  readonly symbol: Symbol
  readonly type: Type
  /** Undefined: the host's. */
  code: Code | undefined
  /** As in `Program.signatures`; -1: anything, the host looks. */
  signature: number
  readonly definition: FunctionDefinition | undefined
  readonly semantics: Semantics
  readonly external: boolean
}

export interface ProgramObject {
  readonly kind: 'object'
  readonly name: string
  readonly symbol: Symbol
  readonly semantics: Semantics
  readonly size: number
  readonly alignment: number
  readonly constant: boolean
  readonly site: Site
  /** Declared only: it has an address, and what is there is not known. */
  readonly foreign: boolean
}

export interface ProgramLiteral {
  readonly kind: 'literal'
  readonly bytes: Uint8Array
  readonly site: Site
}

export type ProgramEntry = ProgramFunction | ProgramObject | ProgramLiteral

export interface Program {
  readonly units: readonly TranslationUnit[]
  readonly pointerSize: 4 | 8
  readonly longSize: 4 | 8
  /** By the number that code has for it. */
  readonly entries: readonly ProgramEntry[]
  /** Run one after the other before anything else. */
  readonly initializers: readonly Code[]
  /** Numbers of functions with external linkage by name. */
  readonly functions: ReadonlyMap<string, number>
  /** The same of objects. */
  readonly objects: ReadonlyMap<string, number>
  /** The number of what a symbol of the unit means; undefined: the program does not reach it. */
  find(symbol: Symbol, semantics: Semantics): number | undefined
  /** The number of what callers pass, as `Calls.classOf` has it. */
  signature(text: string): number
}

/** A function, by a unit's symbol for it. */
export interface Reached {
  readonly symbol: Symbol
  readonly semantics: Semantics
}

/** `roots`: names of the functions that are called from outside, where they are defined; `reached`: more of these. */
export function linkProgram(
  units: readonly TranslationUnit[],
  roots: readonly string[],
  reached: readonly Reached[] = [],
): Program {
  return new Linker(units).link(roots, reached)
}

const builtin = '__builtin_'

/** A unit, or what a precompiled header defines. */
interface UnitIndex {
  readonly number: number
  readonly semantics: Semantics
  readonly tables: UnitTables
  readonly functions: Map<string, FunctionDefinition>
  readonly initializers: Map<string, Expression>
}

interface InitializedObject extends InitializedStatic {
  readonly semantics: Semantics
  /** The function whose static it is. */
  readonly owner: ProgramFunction | undefined
}

class Linker implements Links {
  readonly #units: UnitIndex[]
  readonly #bySemantics = new Map<Semantics, UnitIndex>()
  readonly #entries: ProgramEntry[] = []
  readonly #named = new Map<string, number>()
  readonly #statics = new Map<Symbol, number>()
  readonly #literals = new Map<StringLiteral, number>()
  readonly #signatures = new Map<string, number>()
  readonly #waiting: ProgramFunction[] = []
  readonly #initialized: InitializedObject[] = []
  #compiling: ProgramFunction | undefined
  /** Of the function whose statics are initialised. */
  #labels: ReadonlyMap<string, number> | undefined

  readonly #given: readonly TranslationUnit[]

  constructor(units: readonly TranslationUnit[]) {
    this.#given = units
    this.#units = units.map((unit, number) => indexOf(unit, number))
    for (const index of this.#units) this.#bySemantics.set(index.semantics, index)
  }

  link(roots: readonly string[], reached: readonly Reached[]): Program {
    for (const { symbol, semantics } of reached) this.object(symbol, semantics)
    for (const name of roots) {
      const home = this.#units.find(({ functions }) => functions.has(name))
      if (home !== undefined) this.object(home.functions.get(name)!.symbol, home.semantics)
    }
    const initializers: Code[] = []
    let done = 0
    while (this.#waiting.length > 0 || done < this.#initialized.length) {
      const next = this.#waiting.pop()
      if (next !== undefined) this.#compile(next)
      else initializers.push(this.#initializer(this.#initialized[done++]!))
    }
    const functions = new Map<string, number>()
    const objects = new Map<string, number>()
    for (const [name, number] of this.#named) {
      const entry = this.#entries[number]!
      if (entry.kind === 'function' && entry.external) functions.set(name, number)
      if (entry.kind === 'object' && !name.includes(':')) objects.set(name, number)
    }
    const { pointerSize, longSize } = this.#units[0]!.semantics.target
    return {
      units: this.#given,
      pointerSize,
      longSize,
      entries: this.#entries,
      initializers,
      functions,
      objects,
      find: (symbol, semantics) => this.#find(symbol, semantics),
      signature: text => this.signature(text),
    }
  }

  #compile(entry: ProgramFunction): void {
    this.#compiling = entry
    const { code, signature } = compileFunction(entry.definition!, entry.semantics, this)
    entry.code = code
    entry.signature = signature === undefined ? -1 : this.signature(signature)
    this.#compiling = undefined
  }

  #initializer({ symbol, initializer, link, semantics, owner }: InitializedObject): Code {
    this.#labels = owner?.code?.labels
    const code = compileInitializer({ symbol, initializer, link }, semantics, this)
    this.#labels = undefined
    return code
  }

  // ---- Links ---------------------------------------------------------------------------------------------------

  #find(symbol: Symbol, semantics: Semantics): number | undefined {
    return this.#statics.get(symbol) ?? this.#named.get(this.#key(symbol, semantics))
  }

  #key(symbol: Symbol, semantics: Semantics): string {
    if (!isInternal(symbol)) return this.#externalName(symbol.name)
    return `${this.#bySemantics.get(semantics)!.number}:${symbol.name}`
  }

  object(symbol: Symbol, semantics: Semantics): number {
    const known = this.#find(symbol, semantics)
    if (known !== undefined) return known
    const own = this.#bySemantics.get(semantics)!
    const key = this.#key(symbol, semantics)
    const internal = isInternal(symbol)
    const homes = internal ? [own] : [own, ...this.#units.filter(each => each !== own)]
    const isFunction = functionOf(symbol.type) !== undefined
    return isFunction ? this.#function(key, symbol, homes, !internal) : this.#object(key, symbol, homes, semantics)
  }

  /** gcc's `__builtin_x` is the library's x, where the library has no function of the whole name. */
  #externalName(name: string): string {
    const defined = (wanted: string) => this.#units.some(({ functions }) => functions.has(wanted))
    const own = name.startsWith(builtin) && !defined(name) ? name.slice(builtin.length) : name
    return defined(own) ? own : name
  }

  #function(key: string, symbol: Symbol, homes: readonly UnitIndex[], external: boolean): number {
    const name = external ? key : symbol.name
    const home = homes.find(({ functions }) => functions.has(name))
    const inHeader = home === undefined ? this.#inHeaders(name, homes) : undefined
    const definition = home?.functions.get(name) ?? inHeader?.definition
    const { semantics } = inHeader ?? home ?? homes[0]!
    const entry: ProgramFunction = {
      kind: 'function',
      name,
      symbol,
      type: symbol.type,
      code: undefined,
      signature: -1,
      definition,
      semantics,
      external,
    }
    if (definition !== undefined) this.#waiting.push(entry)
    return this.#add(key, entry)
  }

  /** A precompiled header reads its bodies when they are asked for; names in them mean what they mean there. */
  #inHeaders(name: string, homes: readonly UnitIndex[]): LayerDefinition | undefined {
    for (const home of homes) {
      const found = home.tables.precompiled?.definition(name)
      if (found === undefined) continue
      const { semantics, tables } = found
      if (!this.#bySemantics.has(semantics)) {
        const number = this.#units.length + this.#bySemantics.size
        const index = { number, semantics, tables, functions: new Map(), initializers: new Map() }
        this.#bySemantics.set(semantics, index)
      }
      return found
    }
    return undefined
  }

  #object(key: string, symbol: Symbol, homes: readonly UnitIndex[], from: Semantics): number {
    // An object may be declared in several units, as long as one gives it its value (C11 J.5.11).
    const initializing = homes.find(({ initializers }) => initializers.has(symbol.name))
    const home = initializing ?? homes.find(each => definesObject(each, symbol.name))
    if (home === undefined) return this.#add(key, { ...objectEntry(symbol, from, symbol.type), foreign: true })
    const final = home.tables.symbols.get(symbol.name) ?? symbol
    const initializer = home.initializers.get(symbol.name)
    if (initializer === undefined && isInitialized(final))
      throw new Trap(undefined, `the object ${symbol.name}, whose initialiser stands in a header`)
    const { semantics } = home
    const entry = objectEntry(final, semantics, semantics === from ? symbol.type : final.type)
    const size = entry.size + flexiblePart(final.type, initializer, semantics)
    const number = this.#add(key, { ...entry, size })
    if (initializer !== undefined)
      this.#initialized.push({ symbol: final, initializer, link: number, semantics, owner: undefined })
    return number
  }

  staticLocal(symbol: Symbol, initializer: Expression | undefined, semantics: Semantics): void {
    if (this.#statics.has(symbol)) return
    const number = this.#entries.push(objectEntry(symbol, semantics, symbol.type)) - 1
    this.#statics.set(symbol, number)
    if (initializer !== undefined)
      this.#initialized.push({ symbol, initializer, link: number, semantics, owner: this.#compiling })
  }

  literal(literal: StringLiteral, semantics: Semantics): number {
    const known = this.#literals.get(literal)
    if (known !== undefined) return known
    const type = canonical(semantics.typeOf(literal))
    const size = (type.kind === 'array' && semantics.sizeOf(type.of)) || 1
    const site: Site = { first: literal.first, last: literal.last, function: this.#compiling?.name ?? '' }
    const number = this.#entries.push({ kind: 'literal', bytes: bytesOfUnits([...literal.units, 0], size), site }) - 1
    this.#literals.set(literal, number)
    return number
  }

  signature(text: string): number {
    const known = this.#signatures.get(text)
    if (known !== undefined) return known
    this.#signatures.set(text, this.#signatures.size)
    return this.#signatures.size - 1
  }

  label(name: string): number | undefined {
    return this.#labels?.get(name)
  }

  #add(key: string, entry: ProgramEntry): number {
    const number = this.#entries.push(entry) - 1
    this.#named.set(key, number)
    return number
  }
}

function isInternal({ linkage, storage }: Symbol): boolean {
  return linkage === 'internal' || (linkage === 'none' && storage === 'static')
}

function objectEntry(symbol: Symbol, semantics: Semantics, type: Type): ProgramObject {
  const size = semantics.sizeOf(symbol.type) ?? semantics.sizeOf(type) ?? incompleteArray(symbol.type, semantics)
  if (size === undefined) throw new Trap(undefined, `the object ${symbol.name}, whose size is not known`)
  const alignment = alignmentOf(symbol, semantics)
  const element = canonical(symbol.type)
  const qualifiers = qualifiersOf(symbol.type) | (element.kind === 'array' ? qualifiersOf(element.of) : 0)
  const site = { first: symbol.token, last: symbol.token, function: '' }
  const constant = (qualifiers & Qualifiers.Const) !== 0
  return { kind: 'object', name: symbol.name, symbol, semantics, size, alignment, constant, site, foreign: false }
}

/** Bytes that a flexible array at the record's end gets from the initialiser (GNU and Microsoft). */
function flexiblePart(type: Type, initializer: Expression | undefined, semantics: Semantics): number {
  const record = recordOf(type)
  const last = record && semantics.body(record)?.members.at(-1)
  const array = last && arrayOf(last.type)
  if (initializer === undefined || array === undefined || array.length !== undefined) return 0
  let length = 0
  for (const { path, value } of initializedParts(type, initializer, semantics)) {
    const [first, second] = path
    if (first?.kind !== 'member' || first.member !== last) continue
    if (second?.kind === 'element') length = Math.max(length, Number(second.end) + 1)
    else if (value.kind === 'string-literal') length = value.units.length + 1
  }
  return length * (semantics.sizeOf(array.of) ?? 0)
}

/** `int a[];` at the end of a unit has one element (C11 6.9.2p5). */
function incompleteArray(type: Type, semantics: Semantics): number | undefined {
  const array = canonical(type)
  return array.kind === 'array' && array.size === undefined ? semantics.sizeOf(array.of) : undefined
}

function indexOf(unit: TranslationUnit, number: number): UnitIndex {
  const functions = new Map<string, FunctionDefinition>()
  const initializers = new Map<string, Expression>()
  for (const declaration of unit.chunks.flatMap(chunk => chunk.declarations)) {
    if (declaration.kind === 'function-definition') functions.set(declaration.symbol.name, declaration)
    if (declaration.kind !== 'declaration') continue
    for (const { symbol, initializer } of declaration.declarators)
      if (symbol !== undefined && initializer !== undefined) initializers.set(symbol.name, initializer)
  }
  const { semantics, tables } = unit
  return { number, semantics, tables, functions, initializers }
}

function definesObject({ tables, initializers }: UnitIndex, name: string): boolean {
  if (initializers.has(name)) return true
  for (let s = tables.symbols.get(name); s !== undefined; s = s.previous)
    if (s.kind === 'object' && s.storage !== 'extern') return true
  return false
}

function isInitialized(symbol: Symbol): boolean {
  for (let s: Symbol | undefined = symbol; s !== undefined; s = s.previous)
    if (s.defined && s.token.kind === TokenKind.Identifier) return true
  return false
}
