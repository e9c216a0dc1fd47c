// MRX046. A handle is opened in the process of whoever connects, without OBJ_KERNEL_HANDLE, and closed in the system process,
// which has another table of handles (documented at MRxCreateSrvCall; life cycle C7, T7a).
import { calledName, uncast } from '../flow/access.ts'
import type { CallPoint } from '../flow/graph.ts'
import { type Place, rootOf } from '../flow/terms.ts'
import { stripped } from '../project/functionFlows.ts'
import { placeOf } from '../project/places.ts'
import { writtenText } from './names.ts'
import { callOf, type Found, foundBelow, ReachedPoints, reportAt } from './reached.ts'
import type { FixDraft, Remark, Report, Rule, RuleContext } from './rule.ts'
import { asksForProcess, inSystemProcess } from './systemProcess.ts'

const kernelHandle = 0x200
const opening = ['ZwCreateFile', 'ZwOpenFile', 'NtCreateFile', 'NtOpenFile', 'IoCreateFile', 'ZwOpenKey', 'ZwCreateKey']
const closing = ['ZwClose', 'NtClose', 'ObCloseHandle']
/** They run in the thread of the request. */
const inCaller = ['MRxCreateSrvCall', 'MRxCreateVNetRoot', 'MRxCreate', 'MRxDevFcbXXXControlFile']

const openings = new ReachedPoints(callOf(...opening))
const closings = new ReachedPoints(callOf(...closing))

export const userHandle: Rule = {
  code: 'MRX046',
  questions: [openings.of, closings.of],
  docs: {
    what: 'A file or key is opened without `OBJ_KERNEL_HANDLE` in a callback that runs in the thread of the request, its handle is kept in a field, and `MRxFinalizeSrvCall` or posted work closes that field.',
    why: 'The handle goes to the table of the process that connects. `MRxFinalizeSrvCall` runs in the system process: there the number is no handle, or that of something else, which is closed. Until then the user may use and close the handle, and it is gone with the process. A kernel handle is good in every process; posting the creation to a worker, as RDBSS recommends, makes the handle one of the system process.',
    example: `
        typedef struct _ELM_SERVER { HANDLE Pipe; UNICODE_STRING Name; } ELM_SERVER, *PELM_SERVER;
        PELM_SERVER ElmAllocateServer(VOID);

        NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
        {
            PELM_SERVER Server = ElmAllocateServer();
            OBJECT_ATTRIBUTES Attributes;
            IO_STATUS_BLOCK IoStatus;

            UNREFERENCED_PARAMETER(SrvCall);
      -     InitializeObjectAttributes(&Attributes, &Server->Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
      -     CallbackContext->Status = ZwOpenFile(&Server->Pipe, GENERIC_READ, &Attributes, &IoStatus, 0, 0); // MRX046
      +     InitializeObjectAttributes(&Attributes, &Server->Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
      +     CallbackContext->Status = ZwOpenFile(&Server->Pipe, GENERIC_READ, &Attributes, &IoStatus, 0, 0);
            CallbackContext->RecommunicateContext = Server;
            CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
            return STATUS_PENDING;
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
                if (KeGetCurrentIrql() == PASSIVE_LEVEL)
                    ZwClose(Server->Pipe);
                ExFreePoolWithTag(Server, 'vSlE');
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxCreateSrvCall = ElmCreateSrvCall;
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_srvcall',
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/object-handles',
    ],
  },
  *check(context) {
    const closes = closedFields(context)
    if (closes.size === 0) return
    for (const found of foundBelow(context, inCaller, openings, each => isOfUser(each) && !asksForProcess(each))) {
      const label = keptIn(found)
      const close = label === undefined ? undefined : closes.get(label)
      if (close !== undefined) yield report(found, close, context)
    }
  },
}

/** By the label of the field that held the handle, where it is closed in the system process. */
function closedFields(context: RuleContext): Map<string, Remark> {
  const closes = new Map<string, Remark>()
  for (const { point, values, own, root } of inSystemProcess(context, closings.of)) {
    const place = placeOf(point.node.first, point.node.last)
    const message = `it is closed here, below '${root.definition.symbol.name}', in the system process`
    for (const value of [values[0], own[0]]) {
      const of = value?.kind === 'initial' ? value.of : undefined
      if (of?.kind === 'field' && !closes.has(of.label)) closes.set(of.label, { place, message })
    }
  }
  return closes
}

/** The attributes are known, and OBJ_KERNEL_HANDLE is not among them. */
function isOfUser({ own, inner }: Found<CallPoint>): boolean {
  const attributes = own[2]
  if (attributes === undefined) return false
  const { min, max } = inner.fact(inner.heldIn(attributes, '_OBJECT_ATTRIBUTES', 'Attributes'))
  return min === max && (min & kernelHandle) === 0
}

// ---- Where the handle goes ---------------------------------------------------------------------------------------

/** The label of the field that the handle is stored to, at once or through a variable. */
function keptIn({ own, values, analysis, callback }: Found<CallPoint>): string | undefined {
  for (const [value, where] of [
    [values[0], callback],
    [own[0], analysis],
  ] as const) {
    const target = value?.kind === 'address' ? value.of : undefined
    if (target?.kind === 'field' && rootOf(target).kind === 'pointee') return target.label
    const label = target?.kind === 'variable' ? storedTo(target, where) : undefined
    if (label !== undefined) return label
  }
  return undefined
}

/** `server->Pipe = handle`. */
function storedTo(variable: Place, analysis: Found['analysis']): string | undefined {
  for (const point of analysis.points()) {
    if (point.kind !== 'assign' || point.node.kind !== 'assignment') continue
    const value = uncast(point.node.value)
    const [state] = analysis.before(point)
    if (value.kind !== 'identifier' || state?.place(value) !== variable) continue
    const target = state.place(point.target)
    if (target?.kind === 'field') return target.label
  }
  return undefined
}

function report(found: Found<CallPoint>, close: Remark, { text }: RuleContext): Report {
  const { node } = found.point
  const callback = found.callback.definition.symbol.name
  return reportAt(
    found,
    `${calledName(node)} gives a handle of the process that runs '${callback}' (no OBJ_KERNEL_HANDLE), and it is closed in the system process: there it is no handle, or that of something else.`,
    { related: [close], fixes: kernelAttribute(found, text) },
  )
}

/** `OBJ_CASE_INSENSITIVE` -> `OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE`, where the attributes are set once. */
function kernelAttribute({ analysis }: Found<CallPoint>, text: RuleContext['text']): FixDraft[] {
  const sets = [...analysis.points()].flatMap(point => {
    if (point.kind !== 'assign' || point.node.kind !== 'assignment') return []
    const place = analysis.before(point)[0]?.place(point.target)
    return place?.kind === 'field' && place.label === '_OBJECT_ATTRIBUTES.Attributes'
      ? [stripped(point.node.value)]
      : []
  })
  const [value] = sets
  if (sets.length !== 1 || value === undefined) return []
  const written = writtenText(value, text)
  if (!/^(?:0|OBJ_[\w\s|]+)$/.test(written)) return []
  const newText = written === '0' ? 'OBJ_KERNEL_HANDLE' : `${written} | OBJ_KERNEL_HANDLE`
  const edits = [{ place: placeOf(value.first, value.last), newText }]
  return [{ title: 'Open a kernel handle', edits, certain: true }]
}
