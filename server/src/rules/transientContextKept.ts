// MRX056. A structure that lives as long as one request is kept in the Context of an object that outlives it: RX_CONTEXT, the
// callback context and the calldown structure of a creation. RDBSS frees them when the request or the creation is over.

import { pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Type } from '../c/types.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { AssignPoint, Block, Point } from '../flow/graph.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { leads } from './completions.ts'
import { writtenText } from './names.ts'
import { type Found, foundAnywhere, type Picked, ReachedPoints, reportAt } from './reached.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

/** What belongs to a file may well follow one request of it. */
const fieldLabel = /^_MRX_(?:SRV_CALL|NET_ROOT|V_NET_ROOT)_\.Context2?$/

/** By tag, until when it lives. */
const transient: Readonly<Record<string, string>> = {
  _RX_CONTEXT: 'the request is completed',
  _MRX_SRVCALL_CALLBACK_CONTEXT: 'the creation is over',
  _MRX_SRVCALLDOWN_STRUCTURE: 'the creation is over',
  _MRX_CREATENETROOT_CONTEXT: 'the creation is over',
}

/** Fields that lead from one of them to another one. */
const leading: Readonly<Record<string, string>> = {
  '_MRX_SRVCALL_CALLBACK_CONTEXT.SrvCalldownStructure': '_MRX_SRVCALLDOWN_STRUCTURE',
  '_MRX_SRVCALLDOWN_STRUCTURE.RxContext': '_RX_CONTEXT',
  '_MRX_CREATENETROOT_CONTEXT.RxContext': '_RX_CONTEXT',
}

const stores = new ReachedPoints(storeToContext)

export const transientContextKept: Rule = {
  code: 'MRX056',
  questions: [stores.of],
  docs: {
    what: 'A pointer to an `RX_CONTEXT`, to the callback context or to the calldown structure of a creation, or into one of them, is stored in the `Context` of a SRV_CALL, NET_ROOT or V_NET_ROOT and stays there.',
    why: 'The object outlives what the pointer leads to: RDBSS frees the calldown structure, with the callback context in it, when the creation is over, and the RX_CONTEXT when the request is completed. Whoever looks at `Context` later, at the latest the finalizer, reads freed pool.',
    example: `
        NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
        {
      -     SrvCall->Context = CallbackContext; // MRX056
      +     UNREFERENCED_PARAMETER(SrvCall);
      +     CallbackContext->RecommunicateContext = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'vSlE');
            CallbackContext->Status = STATUS_SUCCESS;
            CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
            return STATUS_PENDING;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxCreateSrvCall = ElmCreateSrvCall;
        }`,
    allow:
      'Where the pointer is taken out again, by a function that the check does not see, before the request is over.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_srvcall',
      'Observed in a public implementation of RDBSS: the calldown structure is freed at the end of the creation',
    ],
  },
  *check(context) {
    for (const found of foundAnywhere(context, stores, each => tagOf(each) !== undefined))
      if (!isReplaced(found)) yield report(found, context)
  },
}

function storeToContext(point: Point, analysis: FunctionAnalysis): Picked<AssignPoint> {
  if (point.kind !== 'assign' || labelOf(point, analysis) === undefined) return undefined
  const { node } = point
  return node.kind === 'assignment' && node.operator === '='
    ? { point, values: state => [state.value(node.value)] }
    : undefined
}

/** `_MRX_SRV_CALL_.Context` */
function labelOf(point: Point, analysis: FunctionAnalysis): string | undefined {
  const target = point.kind === 'assign' ? uncast(point.target) : undefined
  if (target?.kind !== 'member' || !target.name.startsWith('Context')) return undefined
  const [state] = analysis.before(point)
  const place = state?.place(target)
  return place?.kind === 'field' && fieldLabel.test(place.label) ? place.label : undefined
}

// ---- What is stored ----------------------------------------------------------------------------------------------

function tagOf({ point: { node }, analysis, values }: Found<AssignPoint>): string | undefined {
  const [value] = values
  if (node.kind !== 'assignment' || value === undefined) return undefined
  return tagOfPointer(value) ?? tagTo(analysis.semantics.typeOf(uncast(node.value)))
}

/** Of the record that the value points to, or into. */
function tagOfPointer(value: Value): string | undefined {
  if (value.kind === 'address') {
    const root = rootOf(value.of)
    return root.kind === 'pointee' ? tagOfPointer(root.pointer) : undefined
  }
  if (value.kind !== 'initial') return undefined
  if (value.of.kind === 'variable') return tagTo(value.of.symbol.type)
  return value.of.kind === 'field' ? leading[value.of.label] : undefined
}

function tagTo(type: Type): string | undefined {
  const to = pointerOf(valueType(type))?.to
  const tag = to && recordOf(to)?.tag
  return tag !== undefined && tag in transient ? tag : undefined
}

// ---- What becomes of it ------------------------------------------------------------------------------------------

/** Something else is stored to the field later. */
function isReplaced({ point, analysis }: Found<AssignPoint>): boolean {
  const label = labelOf(point, analysis)
  const { blocks } = analysis.graph
  const own = blocks.find(({ points }) => points.includes(point))
  const isLater = (block: Block, other: Point) =>
    block === own ? block.points.indexOf(other) > block.points.indexOf(point) : leads(own!, block, new Set())
  return blocks.some(block =>
    block.points.some(other => other !== point && labelOf(other, analysis) === label && isLater(block, other)),
  )
}

function report(found: Found<AssignPoint>, { text }: RuleContext): Report {
  const { node } = found.point
  const stored = node.kind === 'assignment' ? writtenText(node.value, text) : ''
  const target = writtenText(found.point.target, text)
  const tag = tagOf(found)!
  return reportAt(
    found,
    `'${stored}' is kept in '${target}', and RDBSS frees this ${tag.replace(/^_(?:MRX_)?/, '')} when ${transient[tag]}: what is found there later is freed memory.`,
  )
}
