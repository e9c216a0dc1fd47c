// MRX026. A driver writes to what belongs to RDBSS alone: the count of references of an object, or the half of a SRV_CALL
// that mini-redirectors do not see unless they cast MRX_SRV_CALL to SRV_CALL.
import { macrosOf } from '../c/token.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { type Place, rootOf } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { ownFunctions } from './functions.ts'
import type { Report, Rule } from './rule.ts'

const privateWrites = question(privateWritesIn)

export const privateFieldTouched: Rule = {
  code: 'MRX026',
  questions: [privateWrites],
  docs: {
    what: '`NodeReferenceCount` of an RDBSS object, or a field of the private half of `SRV_CALL`, is written by the driver.',
    why: 'RDBSS decides by these fields, under its own locks, when an object is finalized and freed. A count that changes behind its back frees an object that is in use or keeps one for ever; a private field has another place in another Windows.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     SrvCall->NodeReferenceCount = 1; // MRX026
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ifs/the-srv-call-structure'],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const { point, field } of privateWrites(analysis, context.flow)) yield report(analysis, point, field)
  },
}

function privateWritesIn(analysis: FunctionAnalysis): readonly { point: Point; field: Place }[] {
  return compact(
    analysis.points().flatMap(point => {
      const written = writtenBy(point)
      if (written === undefined || isOfRdbss(point)) return []
      const field = analysis.before(point).flatMap(state => privateField(written(state)) ?? [])[0]
      return field === undefined ? [] : [{ point, field }]
    }),
  )
}

/** The place that a store or an interlocked operation writes to. */
function writtenBy(point: Point): ((state: Alternative) => Place | undefined) | undefined {
  if (point.kind === 'assign') return state => state.place(point.target)
  if (point.kind !== 'call' || !/^_?Interlocked/.test(calledName(point.node) ?? '')) return undefined
  const [target] = point.node.arguments
  return state => {
    const value = target && state.value(target)
    return value?.kind === 'address' ? value.of : undefined
  }
}

/** RxReferenceSrvCallAtDpc and its like are RDBSS's own way to count. */
function isOfRdbss(point: Point): boolean {
  return (point.kind === 'call' || point.kind === 'assign') && macrosOf(point.node.first).some(name => /^Rx/.test(name))
}

/** The outermost private field that the place is in. */
function privateField(place: Place | undefined): Place | undefined {
  if (place === undefined || rootOf(place).kind !== 'pointee') return undefined
  for (let p = place; p.kind === 'field' || p.kind === 'element'; p = p.of)
    if (p.kind === 'field' && /^_SRV_CALL\.|^_(?:MRX|NODE)_\w*\.NodeReferenceCount$/.test(p.label)) return p
  return undefined
}

function report({ definition }: FunctionAnalysis, point: Point, field: Place): Report {
  const { node } = point as Extract<Point, { kind: 'call' | 'assign' }>
  const name = field.kind === 'field' ? field.name : ''
  return {
    place: placeOf(node.first, node.last),
    message: `${name} belongs to RDBSS, which decides by it when the object goes: only its own routines may change it.`,
    function: definition.symbol.name,
    related: [],
    fixes: [],
  }
}
