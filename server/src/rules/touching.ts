// Which arguments of a call a routine of the kernel or of RDBSS looks behind: by the effects of its page, or since a format
// says that text is read there.
import type { Call, Expression } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { RoutineEffects, Verb } from '../knowledge/effects.ts'

/** Clauses of effects by which a routine reads or writes what it is given. */
const touching: ReadonlySet<Verb> = new Set<Verb>([
  'acquires',
  'releases',
  'initializes',
  'deletes',
  'starts',
  'stops',
  'links',
  'unlinks',
  'zeroes',
  'writes',
  'exchanges',
])

export function touchedArguments({ arguments: given }: Call, routine: RoutineEffects | undefined): Expression[] {
  const byEffect = (routine?.effects ?? []).flatMap(({ verb, subject }) =>
    typeof subject === 'number' && touching.has(verb) ? (given[subject] ?? []) : [],
  )
  return [...byEffect, ...readTexts(given)]
}

/** Behind a format, what `%s`, `%ws` and `%wZ` print: a pointer is followed. */
function readTexts(given: readonly Expression[]): Expression[] {
  const at = given.findIndex(argument => uncast(argument).kind === 'string-literal')
  const format = given[at] && uncast(given[at])
  if (format?.kind !== 'string-literal') return []
  const text = String.fromCharCode(...format.units).replaceAll('%%', '')
  const conversions = [...text.matchAll(/%[-+ #0]*[\d.*]*(?:h|hh|l|ll|w|I|I32|I64|z|t)?([a-zA-Z])/g)]
  // A width that is an argument itself moves the others.
  if (/%[-+ #0]*[\d.]*\*/.test(text)) return []
  return conversions.flatMap(([, kind], i) => (/[sSZ]/.test(kind!) ? (given[at + 1 + i] ?? []) : []))
}
