// How a function's type differs from the one that a member of the dispatch table declares, and the edits that make a
// declaration fit. Shared by the rules about signatures; types of different units are compared by their tags.
import { compatible, compatibleUnqualified, equalTags } from '../c/compatibility.ts'
import { functionOf, integerOf, isUnknown, isVoid, pointerOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { endOf, startOf, type Vanished, vanishedUse, writtenAt } from '../c/token.ts'
import type { Cast, Declarator, FunctionDefinition, Parameter, ParameterList } from '../c/tree.ts'
import {
  canonical,
  type FunctionType,
  type IntegerType,
  type ParameterType,
  type Type,
  unknownType,
} from '../c/types.ts'
import { typeText } from '../c/typeText.ts'
import { usesOf } from '../project/parameterUses.ts'
import { isWrittenOut, type Place, placeOf } from '../project/places.ts'
import type { Edit } from './rule.ts'

export type Difference =
  | { readonly kind: 'return'; readonly expected: Type; readonly actual: Type }
  | { readonly kind: 'parameter'; readonly index: number; readonly expected: Type; readonly actual: Type }
  | { readonly kind: 'count'; readonly expected: number; readonly actual: number }
  | { readonly kind: 'variadic' }

/** What is known of a function's own type. */
export interface Signature {
  readonly returns: Type
  /** Undefined: declared without a prototype. */
  readonly parameters: readonly ParameterType[] | undefined
  readonly variadic: boolean
}

/** As this declaration says; a K&R definition has the parameters that it declares. */
export function signatureOf(symbol: Symbol, definition?: FunctionDefinition): Signature {
  const type = (symbol.declarator && functionOf(symbol.declarator.type)) ?? functionOf(symbol.type)
  if (type === undefined || isHalfWritten(symbol.declarator))
    return { returns: unknownType, parameters: undefined, variadic: false }
  const { returns, variadic } = type
  if (type.prototyped) return { returns, parameters: type.parameters, variadic }
  if (definition === undefined) return { returns, parameters: undefined, variadic }
  return { returns, parameters: definition.parameters.map(({ name, type: own }) => ({ name, type: own })), variadic }
}

/** Its parameters have no end yet, or its body has no beginning: `f(int a) g(a);` */
function isHalfWritten(declarator: Declarator | undefined): boolean {
  const [list, next] = declarator?.parts ?? []
  return list?.kind === 'parameters' && (list.broken || next?.kind === 'parameters')
}

export function differencesFrom(expected: FunctionType, actual: Signature): Difference[] {
  const differences: Difference[] = []
  if (!compatible(expected.returns, actual.returns, equalTags)) {
    differences.push({ kind: 'return', expected: expected.returns, actual: actual.returns })
  }
  if (actual.parameters === undefined) return differences
  if (actual.parameters.length !== expected.parameters.length) {
    differences.push({ kind: 'count', expected: expected.parameters.length, actual: actual.parameters.length })
  }
  for (const [index, own] of actual.parameters.entries()) {
    const wanted = expected.parameters[index]?.type
    if (wanted === undefined || compatibleUnqualified(wanted, own.type, equalTags)) continue
    differences.push({ kind: 'parameter', index, expected: wanted, actual: own.type })
  }
  if (expected.variadic !== actual.variadic) differences.push({ kind: 'variadic' })
  return differences
}

/** RDBSS and the function agree about every bit that is passed: only the C types differ. */
export function isHarmless(difference: Difference): boolean {
  if (difference.kind !== 'parameter' && difference.kind !== 'return') return false
  const [a, b] = [canonical(difference.expected), canonical(difference.actual)]
  if (a.kind === 'pointer' && b.kind === 'pointer') return isVoid(b.to) || compatibleUnqualified(a.to, b.to, equalTags)
  const [x, y] = [integerOf(a), integerOf(b)]
  return x !== undefined && y !== undefined && widthRank(x) === widthRank(y)
}

/** Equal for integers of one width: Windows has 32 bits in int and long, and 8 in bool. */
function widthRank({ rank }: IntegerType): number {
  return rank === 0 ? 1 : rank === 3 ? 4 : rank
}

/** No part of the function's type is unknown. */
export function isKnown({ returns, parameters }: Signature): boolean {
  return parameters !== undefined && ![returns, ...parameters.map(({ type }) => type)].some(holdsUnknown)
}

function holdsUnknown(type: Type): boolean {
  const to = pointerOf(type)?.to
  return isUnknown(type) || (to !== undefined && holdsUnknown(to))
}

export function fits(expected: FunctionType, actual: Signature): boolean {
  return differencesFrom(expected, actual).length === 0
}

/** `parameter 2 'Force' is 'PBOOLEAN' and must be 'BOOLEAN'`. */
export function differenceText(difference: Difference, { parameters }: Signature): string {
  switch (difference.kind) {
    case 'return':
      return `it returns '${typeText(difference.actual)}' and must return '${typeText(difference.expected)}'`
    case 'count':
      return `it has ${plural(difference.actual)} and must have ${difference.expected}`
    case 'parameter': {
      const name = parameters?.[difference.index]?.name
      const which =
        name === undefined ? `parameter ${difference.index + 1}` : `parameter ${difference.index + 1} '${name}'`
      return `${which} is '${typeText(difference.actual)}' and must be '${typeText(difference.expected)}'`
    }
    case 'variadic':
      return 'only one of them takes a variable number of arguments'
  }
}

function plural(count: number): string {
  return count === 0 ? 'no parameters' : count === 1 ? '1 parameter' : `${count} parameters`
}

// ---- Places -----------------------------------------------------------------------------------------------------

export function parameterListOf(declarator: Declarator | undefined): ParameterList | undefined {
  const list = declarator?.parts[0]
  return list?.kind === 'parameters' ? list : undefined
}

/** Where the first difference shows in a declaration: the parameter or the name. */
export function differencePlace(
  symbol: Symbol,
  definition: FunctionDefinition | undefined,
  differences: readonly Difference[],
): Place {
  const only = differences.length === 1 ? differences[0] : undefined
  if (only?.kind === 'parameter') {
    const parameter = parameterListOf(symbol.declarator)?.parameters[only.index]
    const old = definition?.parameters[only.index]
    if (parameter?.symbol !== undefined || parameter?.declarator.name === undefined) {
      if (parameter !== undefined) return placeOf(parameter.specifiers.first, parameter.last)
    } else if (old?.specifiers !== undefined && old.declarator !== undefined) {
      return placeOf(old.specifiers.first, old.declarator.last)
    }
  }
  return placeOf(symbol.token)
}

// ---- Edits ------------------------------------------------------------------------------------------------------

/** Edits that make one declaration fit; undefined: some part of it is not written out where it could be replaced. */
export function declarationEdits(
  symbol: Symbol,
  definition: FunctionDefinition | undefined,
  expected: FunctionType,
  text: (path: string) => string,
): Edit[] | undefined {
  const differences = differencesFrom(expected, signatureOf(symbol, definition))
  const list = parameterListOf(symbol.declarator)
  const edits: Edit[] = []
  for (const difference of differences) {
    const own = difference.kind === 'return' ? returnEdit(symbol, difference, text) : undefined
    if (difference.kind === 'variadic' || (difference.kind === 'return' && own === undefined)) return undefined
    if (own !== undefined) edits.push(own)
  }
  const inList = differences.filter(({ kind }) => kind === 'parameter' || kind === 'count')
  if (inList.length === 0) return edits
  if (list === undefined) return undefined
  const listEdits = list.identifiers
    ? oldStyleEdits(definition, inList, text)
    : inList.some(({ kind }) => kind === 'count')
      ? wholeListEdits(list, expected, text)
      : inList.map(difference => parameterEdits(list, difference, expected)).reduce(joined, [])
  return listEdits && [...edits, ...listEdits]
}

function joined(all: Edit[] | undefined, more: Edit[] | undefined): Edit[] | undefined {
  return all && more && [...all, ...more]
}

/** Replaces the type's word in front of the name. */
function returnEdit(
  symbol: Symbol,
  difference: Extract<Difference, { kind: 'return' }>,
  text: (path: string) => string,
): Edit | undefined {
  const { specifiers, declarator } = symbol
  if (specifiers === undefined || declarator === undefined || declarator.parts.length > 1) return undefined
  const front = placeOf(specifiers.first, specifiers.last)
  const actual = typeText(difference.actual)
  const words = isVoid(difference.actual) ? `${actual}|VOID|void` : actual
  const slice = text(front.file).slice(front.start, front.end)
  const found = [...slice.matchAll(new RegExp(`(?<!\\w)(?:${words.replaceAll('*', '\\*')})(?!\\w)`, 'g'))]
  if (found.length !== 1) return undefined
  const start = front.start + found[0]!.index
  const place = { file: front.file, start, end: start + found[0]![0].length }
  return { place, newText: typeText(difference.expected) }
}

function parameterEdits(list: ParameterList, difference: Difference, expected: FunctionType): Edit[] | undefined {
  if (difference.kind !== 'parameter') return []
  const parameter = list.parameters[difference.index]
  if (parameter === undefined || !isWrittenOut(parameter.specifiers.first, parameter.last)) return undefined
  const type = expected.parameters[difference.index]!.type
  const place = placeOf(parameter.specifiers.first, parameter.last)
  const newText = typeText(type, parameter.declarator.name?.text)
  const becomesValue = pointerOf(difference.actual) !== undefined && pointerOf(type) === undefined
  return [{ place, newText }, ...(becomesValue ? parameter.annotations.flatMap(inputEdit) : [])]
}

/** SAL and direction macros of a pointer that something is written through, for a value. */
const asInput: Readonly<Record<string, string>> = {
  _Inout_: '_In_',
  _Inout_opt_: '_In_',
  _Out_: '_In_',
  _Out_opt_: '_In_',
  _In_opt_: '_In_',
  OUT: 'IN',
  __inout: '__in',
  __out: '__in',
}

function inputEdit(vanished: Vanished, index: number, all: readonly Vanished[]): Edit[] {
  const { use, macro } = vanishedUse(vanished)
  const replacement = asInput[macro.name]
  if (replacement === undefined || writtenAt(use) !== use) return []
  const place = placeOf(use)
  const before = index > 0 ? vanishedUse(all[index - 1]!) : undefined
  if (macro.name === 'OUT' && before?.macro.name === 'IN') {
    // `IN OUT` becomes `IN`.
    return [{ place: { ...place, start: endOf(writtenAt(before.use)) }, newText: '' }]
  }
  return [{ place, newText: replacement }]
}

function oldStyleEdits(
  definition: FunctionDefinition | undefined,
  differences: readonly Difference[],
  text: (path: string) => string,
): Edit[] | undefined {
  const edits: Edit[] = []
  for (const difference of differences) {
    const symbol = difference.kind === 'parameter' ? definition?.parameters[difference.index] : undefined
    if (symbol?.specifiers === undefined || symbol.declarator === undefined || difference.kind !== 'parameter')
      return undefined
    if (!isWrittenOut(symbol.specifiers.first, symbol.declarator.last)) return undefined
    const place = placeOf(symbol.specifiers.first, symbol.declarator.last)
    const source = text(place.file)
    // `PBOOLEAN A, B;` says the type of both.
    if (source.slice(place.start, place.end).includes(',') || !/^\s*;/.test(source.slice(place.end))) return undefined
    edits.push({ place, newText: typeText(difference.expected, symbol.name) })
  }
  return edits
}

/** Rewrites the list; parameters that are right stay as they were written. */
function wholeListEdits(
  list: ParameterList,
  expected: FunctionType,
  text: (path: string) => string,
): Edit[] | undefined {
  if (!isWrittenOut(list.open, list.close)) return undefined
  const inside = { ...placeOf(list.open, list.close) }
  const source = text(inside.file)
  const prefix = directionPrefix(list.parameters)
  const written = list.parameters.map(parameter => ({
    parameter,
    text: source.slice(startOfParameter(parameter), endOfParameter(parameter)),
  }))
  const texts = expected.parameters.map(({ name, type }, i) => {
    const own = written[i]
    const isRight = own !== undefined && compatibleUnqualified(type, own.parameter.declarator.type, equalTags)
    return isRight ? own.text : `${prefix}${typeText(type, own?.parameter.declarator.name?.text ?? name)}`
  })
  const between = /\n/.test(source.slice(inside.start, inside.end)) ? `,\n${indentOf(source, inside.start)}    ` : ', '
  const start = list.parameters.length > 0 ? startOfParameter(list.parameters[0]!) : inside.start + 1
  return [
    {
      place: { file: inside.file, start, end: inside.end - 1 },
      newText: texts.length === 0 ? 'VOID' : texts.join(between),
    },
  ]
}

/** `_In_ ` or `IN ` where the other parameters are written that way. */
function directionPrefix(parameters: readonly Parameter[]): string {
  const names = parameters.flatMap(({ annotations }) => annotations.map(vanished => vanishedUse(vanished).macro.name))
  if (names.some(name => /^_(In|Out)/.test(name))) return '_In_ '
  return names.some(name => name === 'IN' || name === 'OUT') ? 'IN ' : ''
}

function startOfParameter({ specifiers, annotations }: Parameter): number {
  const uses = annotations.map(vanished => startOf(writtenAt(vanishedUse(vanished).use)))
  return Math.min(startOf(writtenAt(specifiers.first)), ...uses)
}

function endOfParameter({ last, annotations }: Parameter): number {
  const uses = annotations.map(vanished => endOf(writtenAt(vanishedUse(vanished).use)))
  return Math.max(endOf(writtenAt(last)), ...uses)
}

function indentOf(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^\s*/.exec(line)![0]
}

/** Takes `(type)` away, where it is written out. */
export function castRemoval({ first, last, operand }: Cast): Edit[] {
  if (!isWrittenOut(first, last)) return []
  const { file, start } = placeOf(first)
  return [{ place: { file, start, end: placeOf(operand.first).start }, newText: '' }]
}

// ---- Uses of a parameter ----------------------------------------------------------------------------------------

/** Edits in a body for a parameter that gains or loses one level of pointer; `complete`: no use is left that they miss. */
export function bodyEdits(
  definition: FunctionDefinition,
  difference: Difference,
): { edits: Edit[]; complete: boolean } {
  if (difference.kind !== 'parameter') return { edits: [], complete: difference.kind === 'count' }
  const parameter = definition.parameters[difference.index]
  const wasPointer = pointerOf(difference.actual) !== undefined
  const becomesPointer = pointerOf(difference.expected) !== undefined
  if (parameter === undefined || wasPointer === becomesPointer) return { edits: [], complete: parameter === undefined }
  const uses = usesOf(parameter, definition)
  if (wasPointer) {
    const edits = uses.dereferenced
      .filter(use => isWrittenOut(use.first, use.last))
      .map(use => ({ place: placeOf(use.first, use.last), newText: parameter.name }))
    return { edits: distinct(edits), complete: uses.plain.length === 0 && edits.length === uses.dereferenced.length }
  }
  const edits = uses.plain
    .filter(token => isWrittenOut(token, token))
    .map(token => ({ place: placeOf(token), newText: valueBehind(parameter.name, difference.actual) }))
  return { edits: distinct(edits), complete: edits.length === uses.plain.length && uses.dereferenced.length === 0 }
}

/** RDBSS passes its FALSE as NULL where it owes a PBOOLEAN. */
function valueBehind(name: string, was: Type): string {
  return was.kind === 'typedef' && was.name === 'BOOLEAN' ? `(${name} != NULL && *${name})` : `(*${name})`
}

/** A macro that uses its argument twice shows one place twice. */
function distinct(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map(edit => [`${edit.place.file}:${edit.place.start}`, edit])).values()]
}
