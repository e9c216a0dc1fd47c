// What messages call things: in the author's own words.
import type { Call, Expression } from '../c/tree.ts'
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
