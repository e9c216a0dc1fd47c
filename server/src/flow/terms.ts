// Names for values and places that a function meets, so that two names of one thing are one object. A value is what a
// place held when the function began, what a step made, or what came together; a place is a variable, what a value
// points to, or a part of a place. Terms of one analysis are equal exactly when they are the same object.

import type { Symbol } from '../c/symbol.ts'
import { compact } from '../text/compact.ts'

export type Value =
  | IntegerValue
  | AddressValue
  | FunctionValue
  | InitialValue
  | MadeValue
  | MergedValue
  | OperationValue
  | UninitializedValue

interface Numbered {
  /** Unique in its analysis. */
  readonly id: number
  /** How many terms it is made of, each as often as it occurs: what goes through a term takes as long. */
  readonly size: number
}

export interface IntegerValue extends Numbered {
  readonly kind: 'integer'
  readonly value: bigint
}

export interface AddressValue extends Numbered {
  readonly kind: 'address'
  readonly of: Place
}

export interface FunctionValue extends Numbered {
  readonly kind: 'function'
  readonly symbol: Symbol
  /** The same in all functions of the driver. */
  readonly key: string
}

/** What a place held in an era: the first one begins at the function's entry, others where something unknown may have written to it. */
export interface InitialValue extends Numbered {
  readonly kind: 'initial'
  readonly of: Place
  readonly era: Era
}

/** What began the era: a key of the state's `eras`, its step, the next key, its step … */
export type Era = readonly number[]

export const firstEra: Era = []

/** The result of a step or of an expression that is not looked into. */
export interface MadeValue extends Numbered {
  readonly kind: 'made'
  /** Number of the step in the analysis. */
  readonly step: number
  /** Of several values that one step makes. */
  readonly part: string
}

/** What a place holds where several ways meet at a block. */
export interface MergedValue extends Numbered {
  readonly kind: 'merged'
  readonly block: number
  readonly place: number
}

export interface OperationValue extends Numbered {
  readonly kind: 'operation'
  readonly operator: string
  readonly operands: readonly Value[]
}

export interface UninitializedValue extends Numbered {
  readonly kind: 'uninitialized'
  readonly of: Place
}

export type Place = VariablePlace | PointeePlace | FieldPlace | ElementPlace

export interface VariablePlace extends Numbered {
  readonly kind: 'variable'
  readonly symbol: Symbol
  /** The same in all functions of the driver, for a variable that they share. */
  readonly key: string
  /** Other functions and unknown pointers may reach it. */
  readonly isShared: boolean
  /** Of a parameter, its place among them. */
  readonly parameter: number | undefined
}

export interface PointeePlace extends Numbered {
  readonly kind: 'pointee'
  readonly pointer: Value
}

export interface FieldPlace extends Numbered {
  readonly kind: 'field'
  readonly of: Place
  readonly name: string
  /** The record's tag, and the field: fields with other labels are other memory. */
  readonly label: string
  /** A member of a union: what is written to it is written to the others. */
  readonly overlaps: boolean
}

/** Elements with an unknown index are one place, which stands for all of them. */
export interface ElementPlace extends Numbered {
  readonly kind: 'element'
  readonly of: Place
  readonly index: bigint | undefined
}

/** What is made of more terms than that is not told apart. */
export const largestTerm = 64

export class Terms {
  readonly #integers = new Map<bigint, Value>()
  readonly #addresses = new Map<Place, Value>()
  readonly #functions = new Map<string, Value>()
  readonly #initials = new Map<Place, Value>()
  /** Of other eras than the first one: most places have a few. */
  readonly #later = new Map<Place, InitialValue[]>()
  /** In a long switch it is thousands: by the place and what summed() says of the era. */
  readonly #crowded = new Map<string, InitialValue[]>()
  readonly #made = new Map<number, Value>()
  readonly #parts = new Map<string, Value>()
  readonly #merged = new Map<number, Value>()
  readonly #uninitialized = new Map<Place, Value>()
  readonly #operations = new Map<string, Map<number, Value>>()
  readonly #variables = new Map<string, Place>()
  readonly #pointees = new Map<Value, Place>()
  readonly #fields = new Map<number, Place>()
  readonly #elements = new Map<string, Place>()
  readonly #labels = new Map<string, number>()
  readonly #byId: (Value | Place | string)[] = []

  /** A place or a label. */
  named(id: number): Place | string {
    return this.#byId[id] as Place | string
  }

  value(id: number): Value {
    return this.#byId[id] as Value
  }

  place(id: number): Place {
    return this.#byId[id] as Place
  }

  // ---- Values --------------------------------------------------------------------------------------------------

  integer(value: bigint): Value {
    const { id } = this
    return this.#integers.get(value) ?? this.#new(this.#integers, value, { kind: 'integer', value, id, size: 0 })
  }

  addressOf(place: Place): Value {
    if (place.kind === 'pointee') return place.pointer
    const { id } = this
    const known = this.#addresses
    return known.get(place) ?? this.#new(known, place, { kind: 'address', of: place, id, size: place.size + 1 })
  }

  function(symbol: Symbol, key: string): Value {
    const { id } = this
    return this.#functions.get(key) ?? this.#new(this.#functions, key, { kind: 'function', symbol, key, id, size: 0 })
  }

  initial(place: Place, era: Era): Value {
    const { id } = this
    const size = place.size + 1
    if (era.length === 0) {
      const known = this.#initials
      return known.get(place) ?? this.#new(known, place, { kind: 'initial', of: place, era, id, size })
    }
    let values = this.#later.get(place)
    if (values === undefined) this.#later.set(place, (values = []))
    if (values.length >= fewEras) values = this.#crowdedAt(place, era)
    const known = values.find(value => isSameEra(value.era, era))
    if (known !== undefined) return known
    const value: InitialValue = { kind: 'initial', of: place, era: compact(era), id, size }
    values.push(value)
    this.#byId.push(value)
    return value
  }

  #crowdedAt(place: Place, era: Era): InitialValue[] {
    const key = `${place.id}/${summed(era)}`
    let values = this.#crowded.get(key)
    if (values === undefined) {
      const first = this.#later.get(place)!.filter(value => isSameEra(value.era, era))
      this.#crowded.set(key, (values = first))
    }
    return values
  }

  made(step: number, part = ''): Value {
    const { id } = this
    if (part === '')
      return this.#made.get(step) ?? this.#new(this.#made, step, { kind: 'made', step, part, id, size: 0 })
    const key = `${step}/${part}`
    return this.#parts.get(key) ?? this.#new(this.#parts, key, { kind: 'made', step, part, id, size: 0 })
  }

  merged(block: number, place: number): Value {
    const { id } = this
    const key = block * 2 * mostTerms + mostTerms + place
    return this.#merged.get(key) ?? this.#new(this.#merged, key, { kind: 'merged', block, place, id, size: 0 })
  }

  uninitialized(place: Place): Value {
    const { id } = this
    const known = this.#uninitialized
    return known.get(place) ?? this.#new(known, place, { kind: 'uninitialized', of: place, id, size: 0 })
  }

  /** Of one operand or two. */
  operation(operator: string, operands: readonly Value[]): Value {
    const [left, right] = operands
    let known = this.#operations.get(operator)
    if (known === undefined) this.#operations.set(operator, (known = new Map()))
    const key = (right === undefined ? 0 : right.id + 1) * mostTerms + left!.id
    const value = known.get(key)
    if (value !== undefined) return value
    const size = 1 + left!.size + (right?.size ?? 0)
    return this.#new(known, key, { kind: 'operation', operator, operands: compact(operands), id: this.id, size })
  }

  /** Names memory of one kind in all records: a field's label. The number is of no value and no place. */
  label(name: string): number {
    let label = this.#labels.get(name)
    if (label === undefined) {
      label = this.#byId.push(name) - 1
      this.#labels.set(name, label)
    }
    return label
  }

  // ---- Places --------------------------------------------------------------------------------------------------

  variable(symbol: Symbol, key: string, isShared: boolean, parameter: number | undefined): Place {
    const { id } = this
    const known = this.#variables
    return known.get(key) ?? this.#new(known, key, { kind: 'variable', symbol, key, isShared, parameter, id, size: 0 })
  }

  pointee(pointer: Value): Place {
    if (pointer.kind === 'address') return pointer.of
    const { id } = this
    const known = this.#pointees
    return known.get(pointer) ?? this.#new(known, pointer, { kind: 'pointee', pointer, id, size: pointer.size + 1 })
  }

  field(of: Place, name: string, label: string, overlaps: boolean): Place {
    const key = this.label(label) * mostTerms + of.id
    const { id } = this
    const known = this.#fields
    return known.get(key) ?? this.#new(known, key, { kind: 'field', of, name, label, overlaps, id, size: of.size + 1 })
  }

  /** Elements of an element of the same array: `(&a[1])[2]` is `a[3]`. */
  element(of: Place, index: bigint | undefined): Place {
    const { id } = this
    const key = `${of.id}/${index ?? '?'}`
    const known = this.#elements
    return known.get(key) ?? this.#new(known, key, { kind: 'element', of, index, id, size: of.size + 1 })
  }

  /** `count` elements behind the place. */
  behind(place: Place, count: bigint | undefined): Place {
    if (count === 0n) return place
    if (place.kind !== 'element') return this.element(place, count)
    const { of, index } = place
    const moved = index === undefined || count === undefined ? undefined : index + count
    // What is 0 elements behind a pointer is what it points to.
    return moved === 0n && of.kind === 'pointee' ? of : this.element(of, moved)
  }

  /** The number of the next term. */
  get id(): number {
    return this.#byId.length
  }

  #new<K, T extends Value | Place>(known: Map<K, T>, key: K, term: T): T {
    this.#byId.push(term)
    known.set(key, term)
    return term
  }
}

/** So many are looked through. */
const fewEras = 32

/** Of two eras it is hardly ever the same. */
function summed(era: Era): number {
  let sum = 0
  for (const each of era) sum = (sum * 31 + each) | 0
  return sum
}

function isSameEra(a: Era, b: Era): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** More terms, blocks and steps than any analysis has. */
const mostTerms = 2 ** 26

/** The variable or pointer that the place is a part of. */
export function rootOf(place: Place): VariablePlace | PointeePlace {
  let p = place
  while (p.kind === 'field' || p.kind === 'element') p = p.of
  return p
}

/** Of the address of a member, or of one in it: what points to the whole. */
export function objectOf(pointer: Value): Value {
  if (pointer.kind !== 'address') return pointer
  const root = rootOf(pointer.of)
  return root.kind === 'pointee' ? objectOf(root.pointer) : pointer
}

/** Is `place` equal to `whole`, or a part of it? */
export function isWithin(place: Place, whole: Place): boolean {
  let p = place
  for (;;) {
    if (p === whole) return true
    if (p.kind !== 'field' && p.kind !== 'element') return false
    p = p.of
  }
}

/** Is the value, or a pointer that the place is reached through, made of something that `test` holds for? */
export function placeMentions(place: Place, test: (value: Value) => boolean): boolean {
  const root = rootOf(place)
  return root.kind === 'pointee' && mentions(root.pointer, test)
}

/** As placeMentions(), of a value: itself, its operands, and the pointers that it was read through. */
export function mentions(value: Value, test: (value: Value) => boolean): boolean {
  if (test(value)) return true
  switch (value.kind) {
    case 'address':
    case 'initial':
      return placeMentions(value.of, test)
    case 'operation':
      for (const each of value.operands) if (mentions(each, test)) return true
  }
  return false
}

/** The same but for when it was read: `p->Lock` before a call that may have changed `p->Lock`, and behind it. */
export function resembles(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a.kind === 'initial' && b.kind === 'initial') return placesResemble(a.of, b.of)
  return a.kind === 'address' && b.kind === 'address' && placesResemble(a.of, b.of)
}

function placesResemble(a: Place, b: Place): boolean {
  if (a === b) return true
  if (a.kind === 'pointee') return b.kind === 'pointee' && resembles(a.pointer, b.pointer)
  if (a.kind === 'field') return b.kind === 'field' && a.label === b.label && placesResemble(a.of, b.of)
  return a.kind === 'element' && b.kind === 'element' && a.index === b.index && placesResemble(a.of, b.of)
}

/** What the place held when the function began. */
export function isEntryValue(value: Value): value is InitialValue {
  return value.kind === 'initial' && value.era.length === 0
}
