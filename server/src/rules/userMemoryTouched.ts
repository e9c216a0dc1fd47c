// MRX045. Memory or handles of a user process are used in the system process, where they mean nothing: MRxFinalizeSrvCall and
// posted work run there (life cycle T7a).
import { calledName } from '../flow/access.ts'
import type { CallPoint, DereferencePoint, Point } from '../flow/graph.ts'
import { type Question, question } from '../flow/question.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { none } from '../text/compact.ts'
import { writtenText } from './names.ts'
import { at, dereference, dereferences, type Picked, type ReachedPoint, ReachedPoints, reportAt } from './reached.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { callsOnWay, inSystemProcess, type SystemPoint } from './systemProcess.ts'

type UsePoint = CallPoint | DereferencePoint

const userMode = 1
const copying = new Set([
  'memcpy',
  'memmove',
  'memset',
  'RtlCopyMemory',
  'RtlMoveMemory',
  'RtlZeroMemory',
  'RtlFillMemory',
])
const probing = new Set(['ProbeForRead', 'ProbeForWrite'])
/** By name, the argument that is a mode. */
const modes: Readonly<Record<string, number>> = { ObReferenceObjectByHandle: 3, MmProbeAndLockPages: 1 }
/** They make another process's memory or handles valid. */
const attaching = /^Ke(?:Stack)?AttachProcess$/

const uses = new ReachedPoints(use)

/** Through what a user has given, in the function itself. */
const ownAccesses = question(analysis => {
  if (analysis.unknown !== undefined) return none
  return analysis.points().flatMap(point => {
    const picked = dereference(point)
    return picked === undefined ? [] : [...at(point, picked, analysis, values => values.some(isUserPointer))]
  })
})

/** And all that its callees do with what they are given. */
const accesses: Question<readonly ReachedPoint<DereferencePoint>[]> = (analysis, flow) => {
  const below = dereferences.of(analysis, flow).filter(({ calls }) => calls.length > 0)
  return [...ownAccesses(analysis, flow), ...below]
}

export const userMemoryTouched: Rule = {
  code: 'MRX045',
  questions: [dereferences.of, ownAccesses, uses.of],
  docs: {
    what: 'In `MRxFinalizeSrvCall`, or in a routine that is posted to a worker or runs as a thread: access to `UserBuffer` or `Type3InputBuffer` of an IRP, `ProbeForRead` and `ProbeForWrite`, a handle or a buffer that is taken as one of user mode. Functions that attach to a process are left alone.',
    why: 'These routines run in a thread of the system process. The address leads to whatever is mapped there, most often to nothing, and no handler helps where the wrong process is written to; a handle is looked up in the table of the system process. What a worker needs is locked, copied or referenced before it is posted.',
    example: `
        typedef struct _ELM_REQUEST { PIRP Irp; PVOID Reply; ULONG Length; } ELM_REQUEST, *PELM_REQUEST;

        static VOID NTAPI ElmAnswer(PVOID Context)
        {
            PELM_REQUEST Request = Context;

      -     RtlCopyMemory(Request->Irp->UserBuffer, Request->Reply, Request->Length); // MRX045
      +     RtlCopyMemory(MmGetSystemAddressForMdlSafe(Request->Irp->MdlAddress, NormalPagePriority), Request->Reply, Request->Length);
        }

        NTSTATUS ElmPost(PRDBSS_DEVICE_OBJECT Device, PELM_REQUEST Request)
        {
            return RxDispatchToWorkerThread(Device, DelayedWorkQueue, ElmAnswer, Request);
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/accessing-user-space-memory',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_srvcall',
    ],
  },
  *check(context) {
    const holds = (reached: ReachedPoint<UsePoint>) =>
      reasonOf(reached) !== undefined && !callsOnWay(reached, attaching)
    for (const found of inSystemProcess<UsePoint>(context, accesses, holds)) yield report(found, context)
    for (const found of inSystemProcess<UsePoint>(context, uses.of, holds)) yield report(found, context)
  },
}

/** Where a routine touches memory or looks up a user's handle. */
function use(point: Point): Picked<CallPoint> {
  if (point.kind !== 'call') return undefined
  const name = calledName(point.node) ?? ''
  if (!copying.has(name) && !probing.has(name) && modes[name] === undefined) return undefined
  return { point, values: state => point.node.arguments.map(argument => state.value(argument)) }
}

/** What is wrong about it, as a sentence goes on. */
function reasonOf({ point, values, own, inner }: ReachedPoint<UsePoint>): string | undefined {
  const isUsers = (value: Value | undefined) => value !== undefined && isUserPointer(value)
  const memory = 'is an address of the process that made the request'
  if (point.kind === 'dereference') return isUsers(values[0]) || isUsers(own[0]) ? memory : undefined
  const name = calledName(point.node)!
  if (copying.has(name)) return [values[0], values[1], own[0], own[1]].some(isUsers) ? memory : undefined
  if (probing.has(name)) return 'is probed as an address of a user process'
  const mode = own[modes[name]!]
  const { min, max } = mode === undefined ? { min: 0, max: 0 } : inner.fact(mode)
  if (min !== userMode || max !== userMode) return undefined
  return name === 'MmProbeAndLockPages'
    ? 'is locked as memory of a user process'
    : 'is taken as a handle of a user process'
}

/** What an IRP says of the caller's memory, or a part of it. */
function isUserPointer(value: Value): boolean {
  if (value.kind === 'address') {
    const root = rootOf(value.of)
    return root.kind === 'pointee' && isUserPointer(root.pointer)
  }
  if (value.kind !== 'initial' || value.of.kind !== 'field') return false
  return value.of.label === '_IRP.UserBuffer' || value.of.name === 'Type3InputBuffer'
}

function report(found: SystemPoint<UsePoint>, { text }: RuleContext): Report {
  const { point, root } = found
  const what = point.kind === 'call' ? `What ${/^\w+/.exec(writtenText(point.node, text))} gets` : 'What is accessed'
  return reportAt(
    found,
    `${what} ${reasonOf(found)}, and '${root.definition.symbol.name}' runs in the system process: there it is something else or nothing.`,
  )
}
