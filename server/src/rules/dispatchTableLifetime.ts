// MRX017. RxRegisterMinirdr keeps the pointer to the table and copies nothing: a table on the stack is gone when the function
// returns, one in a block when that is freed.
import type { Point } from '../flow/graph.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { callsTo } from './reached.ts'
import { type Registered, registeredTables, registrations, tableArgument } from './registeredTable.ts'
import { usualExits } from './returns.ts'
import type { Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

export const dispatchTableLifetime: Rule = {
  code: 'MRX017',
  questions: [registrations.of],
  docs: {
    what: 'The dispatch table that is registered is a local variable, or is freed while it is registered.',
    why: 'RDBSS stores the pointer that RxRegisterMinirdr gets and calls through it until the driver is unregistered. A table on the stack is overwritten by the next calls: RDBSS jumps to whatever lies there then.',
    example: `
        PRDBSS_DEVICE_OBJECT ElmDeviceObject;
      + static MINIRDR_DISPATCH ElmDispatch;

        NTSTATUS ElmRegister(PDRIVER_OBJECT DriverObject, PUNICODE_STRING DeviceName)
        {
      -     MINIRDR_DISPATCH Dispatch;
      -
      -     ZeroAndInitializeNodeType(&Dispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
      -     return RxRegisterMinirdr(&ElmDeviceObject, DriverObject, &Dispatch, // MRX017
      +     ZeroAndInitializeNodeType(&ElmDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
      +     return RxRegisterMinirdr(&ElmDeviceObject, DriverObject, &ElmDispatch,
                                     0, DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nf-mrx-rxregisterminirdr'],
  },
  *check(context) {
    const told = new Set<Point>()
    for (const registered of registeredTables(context)) {
      if (told.has(registered.point)) continue
      const report = isOnStack(registered.table) ? onStack(registered) : freed(registered)
      if (report === undefined) continue
      told.add(registered.point)
      yield report
    }
  },
}

function isOnStack(table: Value): boolean {
  const root = table.kind === 'address' ? rootOf(table.of) : undefined
  return root?.kind === 'variable' && root.symbol.linkage === 'none' && root.symbol.storage !== 'static'
}

function onStack(registered: Registered): Report {
  const { from, table, analysis, state } = registered
  const root = table.kind === 'address' ? rootOf(table.of) : undefined
  const argument = tableArgument(registered)
  const name = root?.kind === 'variable' ? root.symbol.name : ''
  const related =
    root?.kind === 'variable' ? [{ place: placeOf(root.symbol.token), message: `'${name}' is declared here` }] : []
  return {
    place: placeOf(argument.first, argument.last),
    message: `'${name}' is gone when '${from.definition.symbol.name}' returns, and RDBSS keeps calling through it: the table must live as long as the driver is registered.`,
    function: analysis.definition.symbol.name,
    related: [...related, ...callsTo(registered), ...wayTo(state)],
    fixes: [],
  }
}

/** In the same function, behind a registration that succeeded, with nothing that takes it back. */
function freed(registered: Registered): Report | undefined {
  const { from, table, point, calls } = registered
  if (calls.length > 0 || from.summary.reaches.some(({ routine }) => routine.name === 'RxUnregisterMinirdr')) return
  const exit = usualExits(from).find(state => state.freed(table)?.isSure === true && state.fact(point.node).min >= 0)
  const call = exit?.freed(table)?.call
  if (exit === undefined || call === undefined) return undefined
  return {
    place: placeOf(call.first, call.last),
    message: 'This frees the dispatch table, and the driver stays registered: RDBSS keeps calling through the table.',
    function: from.definition.symbol.name,
    related: [{ place: placeOf(point.node.first, point.node.last), message: 'it is registered here' }, ...wayTo(exit)],
    fixes: [],
  }
}
