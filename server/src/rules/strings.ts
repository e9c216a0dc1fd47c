// Strings that RDBSS hangs on its objects, and where a driver frees one: the structure or the text that it points to.

import type { CallPoint } from '../flow/graph.ts'
import type { InitialValue, Value } from '../flow/terms.ts'
import { callOf, type Found, foundAnywhere, freedBlock, ReachedPoints } from './reached.ts'
import type { RuleContext } from './rule.ts'

const freeing = callOf('RtlFreeUnicodeString', 'RtlFreeAnsiString', 'RtlFreeOemString')

/** Of strings and of any blocks. */
export const stringReleases = new ReachedPoints<CallPoint>(
  (point, analysis, flow) => freeing(point, analysis, flow) ?? freedBlock(point, analysis, flow),
)

export interface FreedString extends Found<CallPoint> {
  /** What the field held. */
  readonly string: InitialValue
  /** `pDomainName` */
  readonly field: string
}

/** Each place where what one of these fields leads to is freed, or the text behind it. `labels`: `_MRX_SRV_CALL_.pDomainName`. */
export function* freedStrings(context: RuleContext, labels: readonly string[]): Iterable<FreedString> {
  const stringIn = ({ values, state }: Found<CallPoint>) => {
    const string = values[0] === undefined ? undefined : stringOf(values[0])
    const isString = string?.of.kind === 'field' && labels.includes(string.of.label)
    return isString && state.nullness(values[0]!) !== 'null' ? string : undefined
  }
  for (const found of foundAnywhere(context, stringReleases, each => stringIn(each) !== undefined)) {
    const string = stringIn(found)!
    if (string.of.kind === 'field') yield { ...found, string, field: string.of.name }
  }
}

/** The pointer to the string itself, from that or from its `Buffer`. */
function stringOf(value: Value): InitialValue | undefined {
  if (value.kind !== 'initial') return undefined
  if (value.of.kind !== 'field' || value.of.name !== 'Buffer') return value
  const string = value.of.of
  return string.kind === 'pointee' && string.pointer.kind === 'initial' ? string.pointer : undefined
}
