// A field of the SRV_CALL that is not NULL at a return of MRxFinalizeSrvCall, and the fix that clears it there.
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { returnPlace, usualExits } from './returns.ts'
import type { FixDraft, Remark, Report, RuleContext } from './rule.ts'
import { storesTo } from './stores.ts'
import { wayTo } from './way.ts'

/** Where the driver stores to the field; a field that it never uses is NULL from the start. */
export function firstStore(context: RuleContext, field: string): Remark | undefined {
  for (const { target } of storesTo(context, '_MRX_SRV_CALL_', field))
    return { place: placeOf(target.first, target.last), message: 'the driver stores it here' }
  return undefined
}

/** It holds what it held at the entry, not known to be NULL, or something that is not NULL. */
export function isLeft(analysis: FunctionAnalysis, exit: Alternative, field: string): boolean {
  const place = analysis.entryField(0, field)
  if (place === undefined) return false
  const held = exit.held(place)
  const nullness = exit.nullness(held)
  return held === analysis.valueAtEntry(place) ? nullness !== 'null' : nullness === 'non-null'
}

export function leftReport(
  analysis: FunctionAnalysis,
  exit: Alternative,
  { field, evidence, why }: { field: string; evidence: Remark; why: string },
  left: readonly Alternative[],
  { text }: RuleContext,
): Report {
  const { definition } = analysis
  const found = left.filter(({ returned }) => returned === exit.returned)
  const others = usualExits(analysis).filter(each => !left.includes(each))
  const name = `${definition.parameters[0]?.name ?? 'SrvCall'}->${field}`
  return {
    place: returnPlace(analysis, exit),
    message: `'${name}' is not NULL when '${definition.symbol.name}' returns here: ${why}`,
    function: definition.symbol.name,
    related: [evidence, ...wayTo(exit, { found, others })],
    fixes: clearing(name, analysis, exit, text),
  }
}

/** In front of a return that is a statement of the body itself, where a second statement changes nothing else. */
function clearing(
  name: string,
  { definition }: FunctionAnalysis,
  { returned }: Alternative,
  text: RuleContext['text'],
): FixDraft[] {
  const node = returned?.kind === 'return' ? returned.node : undefined
  if (node?.kind !== 'return' || !definition.body.statements.includes(node)) return []
  if (!isWrittenOut(node.first, node.last)) return []
  const { file, start } = placeOf(node.first)
  const line = text(file).slice(text(file).lastIndexOf('\n', start - 1) + 1, start)
  if (line.trim() !== '') return []
  const edits = [{ place: { file, start, end: start }, newText: `${name} = NULL;\n${line}` }]
  return [{ title: `Clear '${name}' before the return`, edits, certain: false }]
}
