// MRX057. MRxCreateSrvCall and MRxCreateVNetRoot return STATUS_PENDING whatever happens, and the callback that they are given
// is called exactly once, there or in what the work was posted to (documented, and asserted by a public RDBSS).
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { isNonZero } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { implementationsOf } from './callbackFlow.ts'
import { about, type Completion, Completions, leads } from './completions.ts'
import { statusText, writtenText } from './names.ts'
import { returnPlace, usualExits } from './returns.ts'
import type { FixDraft, Report, Rule, RuleContext } from './rule.ts'
import { blocksOn, wayTo } from './way.ts'

const pending = 0x103

/** A function that has to see to the completion of what its parameter stands for. */
interface Creation {
  readonly analysis: FunctionAnalysis
  readonly parameter: number
  readonly object: 'SRV_CALL' | 'V_NET_ROOT'
  /** RDBSS calls it, and looks at what it returns. */
  readonly isCallback: boolean
}

export const createCompletionContract: Rule = {
  code: 'MRX057',
  docs: {
    what: '`MRxCreateSrvCall` or `MRxCreateVNetRoot` returns something other than `STATUS_PENDING`, returns without having called the callback or handed the context on, or calls the callback twice.',
    why: 'RDBSS takes the outcome from the context (`Status`, or `NetRootStatus` and `VirtualNetRootStatus`) when the callback is called, and waits for that call. What the routine returns must be `STATUS_PENDING`, after a failure too: a checked RDBSS asserts it. Without the call the open waits for ever; a second call touches a context that RDBSS has freed or given to somebody else.',
    example: `
        NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
        {
            PVOID Server = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'vSlE');

            UNREFERENCED_PARAMETER(SrvCall);
      -     if (Server == NULL)
      -         return STATUS_INSUFFICIENT_RESOURCES; // MRX057
            CallbackContext->RecommunicateContext = Server;
      -     CallbackContext->Status = STATUS_SUCCESS;
      +     CallbackContext->Status = Server != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
            CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
      -     return STATUS_SUCCESS; // MRX057
      +     return STATUS_PENDING;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxCreateSrvCall = ElmCreateSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_srvcall',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_v_net_root',
    ],
  },
  *check(context) {
    const completions = new Completions(context.flow)
    const open = [
      ...callbacks(context, 'MRxCreateSrvCall', 1, 'SRV_CALL'),
      ...callbacks(context, 'MRxCreateVNetRoot', 0, 'V_NET_ROOT'),
    ]
    const seen = new Set<FunctionAnalysis>()
    const helpers = new Set<FunctionAnalysis>()
    for (let creation = open.pop(); creation !== undefined; creation = open.pop()) {
      const { analysis, parameter, object } = creation
      if (analysis.unknown !== undefined || seen.has(analysis)) continue
      seen.add(analysis)
      const posts = completions.posts(analysis, parameter)
      for (const { routine } of posts)
        if (routine !== undefined) open.push({ analysis: routine, parameter: 0, object, isCallback: false })
      const points = posts.map(({ point }) => point)
      yield* badExits(creation, points, completions.of(analysis, parameter), context)
      yield* repeated(creation, completions.of(analysis, parameter))
      for (const helper of completions.helpers(analysis, parameter)) {
        if (helpers.has(helper.analysis)) continue
        helpers.add(helper.analysis)
        yield* repeated({ ...helper, object, isCallback: false }, completions.of(helper.analysis, helper.parameter))
      }
    }
  },
}

function callbacks(context: RuleContext, member: string, parameter: number, object: Creation['object']): Creation[] {
  return [...implementationsOf(context, member)].map(analysis => ({ analysis, parameter, object, isCallback: true }))
}

// ---- Returns -----------------------------------------------------------------------------------------------------

/** One for each return: what is wrong with it first. */
function badExits(
  creation: Creation,
  posts: CallPoint[],
  completions: readonly Completion[],
  context: RuleContext,
): Report[] {
  const { analysis } = creation
  const reports = new Map<number, Report>()
  const aliases = aliasesOf(creation)
  for (const exit of usualExits(analysis)) {
    const place = returnPlace(analysis, exit)
    if (reports.has(place.start)) continue
    const wrong = notHandedOn(creation, exit, aliases) ?? notPosted(creation, exit, posts, completions)
    const fixes = wrong === undefined ? pendingInstead(exit, context.text) : []
    const message = wrong ?? otherStatus(creation, exit, posts, context)
    if (message === undefined) continue
    const { name } = analysis.definition.symbol
    reports.set(place.start, { place, message, function: name, related: [], path: wayTo(exit), fixes })
  }
  return [...reports.values()]
}

/** Values that lead to the context: itself, the calldown structure, addresses of its parts. */
function aliasesOf({ analysis, parameter }: Creation): ReadonlySet<Value> {
  return analysis.remember(about(aliasKeys, parameter), () => aliasesIn(analysis, parameter))
}

const aliasKeys: object[] = []

function aliasesIn(analysis: FunctionAnalysis, parameter: number): Set<Value> {
  const aliases = new Set<Value>()
  const isContext = (value: Value) => value === analysis.entryValue(parameter)
  for (const point of analysis.points()) {
    if (point.kind !== 'call') continue
    for (const state of analysis.before(point))
      for (const argument of point.node.arguments) {
        const value = state.value(argument)
        const place = value.kind === 'address' || value.kind === 'initial' ? value.of : undefined
        const root = place && rootOf(place)
        const isPart = value.kind === 'address' || (place?.kind === 'field' && place.name === 'SrvCalldownStructure')
        if (isContext(value) || (isPart && root?.kind === 'pointee' && isContext(root.pointer))) aliases.add(value)
      }
  }
  const context = analysis.entryField(parameter)
  return context === undefined ? aliases : aliases.add(analysis.valueAtEntry(context))
}

function notHandedOn(
  { analysis, object }: Creation,
  exit: Alternative,
  aliases: ReadonlySet<Value>,
): string | undefined {
  if ([...aliases].some(value => exit.isEscaped(value))) return undefined
  return `'${analysis.definition.symbol.name}' returns here without calling ${callbackOf(object)}, and nobody else was given the context: the open that waits for this ${object} never ends.`
}

function notPosted(
  { analysis, object }: Creation,
  exit: Alternative,
  posts: readonly CallPoint[],
  completions: readonly Completion[],
): string | undefined {
  const failed = posts.find(({ node }) => isNonZero(exit.fact(exit.value(node))))
  const blocks = failed && blocksOn(exit, analysis.graph)
  if (failed === undefined || blocks === undefined) return undefined
  const isDone = completions.some(({ block }) => blocks.has(block))
  const onWay = [...blocks].flatMap(({ points }) => points)
  if (isDone || !onWay.includes(failed) || onWay.some(point => mayComplete(analysis, point, posts))) return undefined
  return `${calledName(failed.node)} has failed on this way, and '${analysis.definition.symbol.name}' does not call ${callbackOf(object)} itself: the open that waits for this ${object} never ends.`
}

/** A call that gets something that leads to the context, whatever it does with it. */
function mayComplete(analysis: FunctionAnalysis, point: Point, posts: readonly CallPoint[]): boolean {
  if (point.kind !== 'call' || posts.includes(point)) return false
  const callee = analysis.calleeOf(point.node)
  return callee.kind !== 'routine' && callee.kind !== 'system'
}

function otherStatus(
  { analysis, object, isCallback }: Creation,
  exit: Alternative,
  posts: readonly CallPoint[],
  { text }: RuleContext,
): string | undefined {
  const { result, returned } = exit
  if (!isCallback || result === undefined) return undefined
  const fact = exit.fact(result)
  const post = posts.find(({ node }) => exit.value(node) === result)
  if (post === undefined && fact.min <= pending && fact.max >= pending) return undefined
  const written = returned?.kind === 'return' && returned.value !== undefined ? writtenText(returned.value, text) : ''
  const what = post !== undefined ? `what ${calledName(post.node)} returned` : statusText(written, fact)
  return `'${analysis.definition.symbol.name}' returns ${what} here, which is not STATUS_PENDING: RDBSS expects that in every case, and takes the outcome from the context when ${callbackOf(object)} is called.`
}

/** Where the value is a name: evaluating it does nothing else. */
function pendingInstead({ returned }: Alternative, text: RuleContext['text']): FixDraft[] {
  const value = returned?.kind === 'return' ? returned.value : undefined
  if (value === undefined || !/^\w+$/.test(writtenText(value, text))) return []
  const edits = [{ place: placeOf(value.first, value.last), newText: 'STATUS_PENDING' }]
  return [{ title: 'Return STATUS_PENDING', edits, certain: true }]
}

function callbackOf(object: Creation['object']): string {
  return object === 'SRV_CALL' ? 'CallBack' : 'Callback'
}

// ---- Twice -------------------------------------------------------------------------------------------------------

/** A completion that always follows another one, or always comes behind it. */
function* repeated({ analysis, object }: Creation, completions: readonly Completion[]): Iterable<Report> {
  for (const second of completions) {
    const first = completions.find(each => each !== second && isBefore(each, second, analysis))
    if (first === undefined) continue
    const [state] = analysis.before(second.point)
    const { node } = second.point
    const before = first.point.node
    yield {
      place: placeOf(node.first, node.last),
      message: `The creation of this ${object} is completed already when ${callbackOf(object)} is called here: its context belongs to RDBSS since the first call.`,
      function: analysis.definition.symbol.name,
      related: [{ place: placeOf(before.first, before.last), message: 'it is completed here' }],
      path: state && wayTo(state),
      fixes: [],
    }
  }
}

function isBefore(first: Completion, second: Completion, { graph }: FunctionAnalysis): boolean {
  const { points } = first.block
  if (first.block === second.block) return points.indexOf(first.point) < points.indexOf(second.point)
  if (!leads(first.block, second.block, new Set())) return false
  const follows = leads(first.block, graph.exit, new Set()) && !leads(first.block, graph.exit, new Set([second.block]))
  return follows || !leads(graph.entry, second.block, new Set([first.block]))
}
