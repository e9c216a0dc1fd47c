// MRX029. Flags of a SRV_CALL are shared: RDBSS keeps bits of its own in them (a mailslot server, a forced finalization), so
// a driver adds and takes away single bits of its own and never stores a whole value.
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { AssignPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { ownFunctions } from './functions.ts'
import type { FixDraft, Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

/** SRVCALL_FLAG_FORCE_FINALIZED, which RDBSS sets when it is told to finalize at once. */
const forceFinalized = 0x20n

const losses = question(lossesIn)

export const srvCallFlagsOverwritten: Rule = {
  code: 'MRX029',
  questions: [losses],
  docs: {
    what: '`SrvCall->Flags` is assigned with `=`, or `SRVCALL_FLAG_FORCE_FINALIZED` in it is changed.',
    why: 'The driver and RDBSS share these flags. A constant that is stored wipes out the bits that RDBSS has set, for example that the server was asked for as a mailslot, or that it is being finalized by force.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
        {
            UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
            UNREFERENCED_PARAMETER(RecommunicateContext);
      -     SrvCall->Flags = SRVCALL_FLAG_DFS_AWARE_SERVER; // MRX029
      +     SrvCall->Flags |= SRVCALL_FLAG_DFS_AWARE_SERVER;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ifs/the-srv-call-structure'],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const { point, state } of losses(analysis, context.flow)) yield report(analysis, point, state)
  },
}

function lossesIn(analysis: FunctionAnalysis): readonly { point: AssignPoint; state: Alternative }[] {
  return compact(
    analysis.points().flatMap(point => {
      if (point.kind !== 'assign' || point.node.kind !== 'assignment') return []
      const state = analysis.before(point).find(each => loss(point, each) !== undefined)
      return state === undefined ? [] : [{ point, state }]
    }),
  )
}

/** What the assignment does to bits of RDBSS, if it is sure. */
function loss({ node, target }: AssignPoint, state: Alternative): string | undefined {
  const place = state.place(target)
  if (place?.kind !== 'field' || place.label !== '_MRX_SRV_CALL_.Flags' || rootOf(place).kind !== 'pointee')
    return undefined
  if (node.kind !== 'assignment') return undefined
  const value = state.value(node.value)
  if (node.operator !== '=') return changedBit(node.operator.slice(0, -1), value)
  if (value.kind === 'integer') return 'overwrites all flags of the SRV_CALL, those that RDBSS has set as well'
  if (value.kind !== 'operation' || value.operands[0] !== state.value(target)) return undefined
  return changedBit(value.operator, value.operands[1])
}

function changedBit(operator: string, mask: Value | undefined): string | undefined {
  if (mask?.kind !== 'integer') return undefined
  const isNamed = (mask.value & forceFinalized) !== 0n
  if (operator === '&' && !isNamed) return 'clears SRVCALL_FLAG_FORCE_FINALIZED, which only RDBSS changes'
  if ((operator === '|' || operator === '^') && isNamed)
    return 'changes SRVCALL_FLAG_FORCE_FINALIZED, which only RDBSS sets'
  return undefined
}

function report({ definition }: FunctionAnalysis, point: AssignPoint, state: Alternative): Report {
  const { node } = point
  return {
    place: placeOf(node.first, node.last),
    message: `This ${loss(point, state)}.`,
    function: definition.symbol.name,
    related: wayTo(state),
    fixes: addingFix(point, state),
  }
}

/** `=` -> `|=`, where bits are set and none of RDBSS among them. */
function addingFix({ node, target }: AssignPoint, state: Alternative): FixDraft[] {
  if (node.kind !== 'assignment' || node.operator !== '=' || !isWrittenOut(node.first, target.last)) return []
  const value = state.value(node.value)
  if (value.kind !== 'integer' || value.value === 0n || (value.value & forceFinalized) !== 0n) return []
  const between = { ...placeOf(target.last), start: placeOf(target.last).end, end: placeOf(node.value.first).start }
  return [{ title: 'Set these flags, keep the others', edits: [{ place: between, newText: ' |= ' }], certain: true }]
}
