// What messages call things: in the author's own words.
import type { Call, Expression } from '../c/tree.ts'
import type { Fact } from '../flow/state.ts'
import type { Value } from '../flow/terms.ts'
import { valueText } from '../flow/termText.ts'
import { placeOf } from '../project/places.ts'
import type { RuleContext } from './rule.ts'

export function writtenText({ first, last }: Pick<Expression, 'first' | 'last'>, text: RuleContext['text']): string {
  const { file, start, end } = placeOf(first, last)
  return text(file).slice(start, end)
}

/** `server->Lock` for `&server->Lock`; where the lock has no name here, as the call that acquires it has it. */
export function lockName(lock: Value, acquisition: Call, text: RuleContext['text']): string {
  const [argument] = acquisition.arguments
  const name = valueText(lock) ?? (argument === undefined ? 'a lock' : writtenText(argument, text))
  return name.startsWith('&') ? name.slice(1) : name
}

/** `STATUS_PENDING`, `'status' (0xC000009A)`: a status that is written like this. */
export function statusText(written: string, { min, max }: Fact): string {
  if (written.startsWith('STATUS_')) return written
  const constant = min === max ? `0x${(min >>> 0).toString(16).toUpperCase().padStart(8, '0')}` : undefined
  const name = /^\w+$/.test(written) ? `'${written}'` : undefined
  if (name === undefined) return constant ?? 'a status'
  return constant === undefined ? name : `${name} (${constant})`
}
