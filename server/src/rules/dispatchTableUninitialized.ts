// MRX016. A dispatch table without its type code, or in a block that was never cleared. MINIRDR_CALL asserts the code 0xEBFF
// and then calls whatever a member holds that the driver did not set.
import type { Declaration, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { ownFunctions } from './functions.ts'
import { callsTo } from './reached.ts'
import { type Registered, registeredTables, registrations, tableArgument } from './registeredTable.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

/** RDBSS_NTC_MINIRDR_DISPATCH */
const nodeTypeCode = 0xebffn

/** Allocations whose blocks hold what was there before. */
const leavesGarbage = /^(?:_?RxAllocatePool|ExAllocatePool(?:WithTag|WithQuotaTag|Uninitialized)?$|FsRtlAllocatePool)/

export const dispatchTableUninitialized: Rule = {
  code: 'MRX016',
  questions: [registrations.of],
  docs: {
    what: 'A dispatch table is registered whose `NodeTypeCode` is set nowhere, or whose block was not cleared.',
    why: 'RDBSS asserts that the table begins with RDBSS_NTC_MINIRDR_DISPATCH, and takes every member that is not NULL for a routine. In a block from the pool, members that the driver leaves alone hold what was there before. ZeroAndInitializeNodeType does both.',
    example: `
        PRDBSS_DEVICE_OBJECT ElmDeviceObject;
        static MINIRDR_DISPATCH ElmDispatch;

        NTSTATUS ElmRegister(PDRIVER_OBJECT DriverObject, PUNICODE_STRING DeviceName)
        {
      -     RtlZeroMemory(&ElmDispatch, sizeof(MINIRDR_DISPATCH));
      -     return RxRegisterMinirdr(&ElmDeviceObject, DriverObject, &ElmDispatch, // MRX016
      +     ZeroAndInitializeNodeType(&ElmDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
      +     return RxRegisterMinirdr(&ElmDeviceObject, DriverObject, &ElmDispatch,
                                     0, DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nf-mrx-rxregisterminirdr'],
  },
  *check(context) {
    const isCodeMissing = !context.callbacks.isOpen && !hasNodeTypeCode(context)
    const told = new Set<Registered['point']>()
    for (const registered of registeredTables(context)) {
      const what = isCodeMissing
        ? 'NodeTypeCode of the table is set nowhere in the driver: RDBSS asserts that it is RDBSS_NTC_MINIRDR_DISPATCH.'
        : isGarbage(registered, context)
          ? 'The block of this table was not cleared: RDBSS calls through every member that is not NULL, and those that are not set hold what was there before.'
          : undefined
      if (what === undefined || told.has(registered.point)) continue
      told.add(registered.point)
      yield report(registered, what)
    }
  },
}

function report(registered: Registered, message: string): Report {
  const argument = tableArgument(registered)
  return {
    place: placeOf(argument.first, argument.last),
    message,
    function: registered.analysis.definition.symbol.name,
    related: callsTo(registered),
    fixes: [],
  }
}

/** The code stands somewhere in the driver's sources: in a call of ZeroAndInitializeNodeType, an assignment, an initialiser. */
function hasNodeTypeCode({ callbacks }: RuleContext): boolean {
  return callbacks.driver.units.some(({ unit }) =>
    unit.chunks.some(({ declarations }) => declarations.some(mentionsNodeTypeCode)),
  )
}

const known = new WeakMap<Declaration, boolean>()

function mentionsNodeTypeCode(declaration: Declaration): boolean {
  let mentions = known.get(declaration)
  if (mentions === undefined) {
    mentions = descendantsOf(declaration).some(node => node.kind === 'integer-constant' && node.value === nodeTypeCode)
    known.set(declaration, mentions)
  }
  return mentions
}

/** Allocated by the driver, and given to nobody and nothing that might have filled it, here or where it comes from. */
function isGarbage({ from, table, state, point: registration }: Registered, context: RuleContext): boolean {
  const call = state.allocation(table)?.call
  if (call === undefined || !leavesGarbage.test(context.flow.routine(call)?.name ?? '')) return false
  if (isFilled(from, (_, value) => value === table, registration)) return false
  for (const analysis of ownFunctions(context))
    if (analysis !== from && isFilled(analysis, (each, value) => each.allocation(value)?.call === call)) return false
  return true
}

/** Is the block given to a call, or written as a whole? */
function isFilled(
  analysis: FunctionAnalysis,
  isBlock: (state: Alternative, value: Value) => boolean,
  registration?: Point,
): boolean {
  for (const point of analysis.points()) {
    const states = analysis.before(point)
    if (point.kind === 'assign' && states.some(each => isWhole(each, point.target))) return true
    if (point.kind !== 'call' || point === registration || calledName(point.node)?.includes('Free')) continue
    if (point.node.arguments.some(argument => states.some(each => isBlock(each, each.value(argument))))) return true
  }
  return false

  function isWhole(state: Alternative, target: Expression): boolean {
    const place = state.place(target)
    return place?.kind === 'pointee' && isBlock(state, place.pointer)
  }
}
