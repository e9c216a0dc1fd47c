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
  /** How many terms it is made of, one inside the other. */
  readonly depth: number
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

type Draft<T> = T extends unknown ? Omit<T, 'id' | 'depth'> : never

/** What is made of more terms than that is not told apart. */
export const deepestTerm = 24

export class Terms {
  readonly #integers = new Map<bigint, Value>()
  readonly #addresses = new Map<Place, Value>()
  readonly #functions = new Map<string, Value>()
  readonly #initials = new Map<Place, Value>()
  /** Of other eras than the first one. */
  readonly #later = new Map<string, Value>()
  readonly #made = new Map<string, Map<number, Value>>()
  readonly #merged = new Map<number, Map<number, Value>>()
  readonly #uninitialized = new Map<Place, Value>()
  readonly #operations = new Map<string, Map<number, Value>>()
  readonly #variables = new Map<string, Place>()
  readonly #pointees = new Map<Value, Place>()
  readonly #fields = new Map<string, Map<Place, Place>>()
  readonly #elements = new Map<Place, Map<bigint | undefined, Place>>()
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
    return this.#integers.get(value) ?? this.#value(this.#integers, value, { kind: 'integer', value })
  }

  addressOf(place: Place): Value {
    if (place.kind === 'pointee') return place.pointer
    return this.#addresses.get(place) ?? this.#value(this.#addresses, place, { kind: 'address', of: place })
  }

  function(symbol: Symbol, key: string): Value {
    return this.#functions.get(key) ?? this.#value(this.#functions, key, { kind: 'function', symbol, key })
  }

  initial(place: Place, era: Era): Value {
    if (era.length === 0)
      return this.#initials.get(place) ?? this.#value(this.#initials, place, { kind: 'initial', of: place, era })
    const key = `${place.id}/${era.join(';')}`
    return this.#later.get(key) ?? this.#value(this.#later, key, { kind: 'initial', of: place, era: compact(era) })
  }

  made(step: number, part = ''): Value {
    const known = mapIn(this.#made, part)
    return known.get(step) ?? this.#value(known, step, { kind: 'made', step, part })
  }

  merged(block: number, place: number): Value {
    const known = mapIn(this.#merged, block)
    return known.get(place) ?? this.#value(known, place, { kind: 'merged', block, place })
  }

  uninitialized(place: Place): Value {
    const known = this.#uninitialized
    return known.get(place) ?? this.#value(known, place, { kind: 'uninitialized', of: place })
  }

  /** Of one operand or two. */
  operation(operator: string, operands: readonly Value[]): Value {
    const [left, right] = operands
    const known = mapIn(this.#operations, operator)
    const key = (right === undefined ? 0 : right.id + 1) * mostTerms + left!.id
    return known.get(key) ?? this.#value(known, key, { kind: 'operation', operator, operands: compact(operands) })
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
    const known = this.#variables
    return known.get(key) ?? this.#place(known, key, { kind: 'variable', symbol, key, isShared, parameter })
  }

  pointee(pointer: Value): Place {
    if (pointer.kind === 'address') return pointer.of
    return this.#pointees.get(pointer) ?? this.#place(this.#pointees, pointer, { kind: 'pointee', pointer })
  }

  field(of: Place, name: string, label: string, overlaps: boolean): Place {
    const known = mapIn(this.#fields, label)
    return known.get(of) ?? this.#place(known, of, { kind: 'field', of, name, label, overlaps })
  }

  /** Elements of an element of the same array: `(&a[1])[2]` is `a[3]`. */
  element(of: Place, index: bigint | undefined): Place {
    const known = mapIn(this.#elements, of)
    return known.get(index) ?? this.#place(known, index, { kind: 'element', of, index })
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

  #value<K>(known: Map<K, Value>, key: K, draft: Draft<Value>): Value {
    const value = Object.assign(draft, { id: this.#byId.length, depth: valueDepth(draft) }) as Value
    this.#byId.push(value)
    known.set(key, value)
    return value
  }

  #place<K>(known: Map<K, Place>, key: K, draft: Draft<Place>): Place {
    const place = Object.assign(draft, { id: this.#byId.length, depth: placeDepth(draft) }) as Place
    this.#byId.push(place)
    known.set(key, place)
    return place
  }
}

/** More than any analysis makes. */
const mostTerms = 2 ** 26

function mapIn<K, L, T>(maps: Map<K, Map<L, T>>, key: K): Map<L, T> {
  let map = maps.get(key)
  if (map === undefined) maps.set(key, (map = new Map()))
  return map
}

function valueDepth(draft: Draft<Value>): number {
  switch (draft.kind) {
    case 'address':
    case 'initial':
      return draft.of.depth + 1
    case 'operation':
      return 1 + Math.max(...draft.operands.map(({ depth }) => depth))
  }
  return 0
}

function placeDepth(draft: Draft<Place>): number {
  if (draft.kind === 'variable') return 0
  return 1 + (draft.kind === 'pointee' ? draft.pointer.depth : draft.of.depth)
}

/** The variable or pointer that the place is a part of. */
export function rootOf(place: Place): VariablePlace | PointeePlace {
  let p = place
  while (p.kind === 'field' || p.kind === 'element') p = p.of
  return p
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
      return value.operands.some(each => mentions(each, test))
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
