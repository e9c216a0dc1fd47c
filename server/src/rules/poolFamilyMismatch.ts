// MRX052. A block is freed by the routine of another family, or with another tag, than it was allocated with. Where the block
// comes from another function (through Context, a list), its type tells: all blocks of a structure that the driver declares
// itself are allocated somewhere in the driver.
import type { Call, Expression } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { Allocation } from '../flow/callContext.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { storedBlocks, structureOf } from './allocations.ts'
import { ownFunctions } from './functions.ts'
import { type ReachedPoint, releases, reportAt } from './reached.ts'
import type { FixDraft, Report, Rule, RuleContext } from './rule.ts'

export const poolFamilyMismatch: Rule = {
  code: 'MRX052',
  questions: [releases.of, storedBlocks],
  docs: {
    what: 'A block is freed by a routine that does not belong to the one that allocated it, or with another tag.',
    why: 'RxAllocatePoolWithTag belongs to RxFreePool, ExAllocatePool2 and its relatives to ExFreePool and ExFreePoolWithTag, a lookaside list to itself. The wrappers of RDBSS may keep a header of their own in front of the block, and Driver Verifier stops the system when ExFreePoolWithTag is called with another tag than the block has.',
    example: `
        typedef struct _ELM_SERVER { ULONG Requests; } ELM_SERVER, *PELM_SERVER;

        PELM_SERVER ElmAllocateServer(VOID)
        {
            return ExAllocatePoolWithTag(PagedPool, sizeof(ELM_SERVER), 'vSlE');
        }

        VOID ElmTryServer(VOID)
        {
            PELM_SERVER Server = ElmAllocateServer();

            if (Server != NULL) {
      -         ExFreePoolWithTag(Server, 'rSlE'); // MRX052
      +         ExFreePoolWithTag(Server, 'vSlE');
            }
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/ntrxdef/nf-ntrxdef-_rxfreepool',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exfreepoolwithtag',
    ],
  },
  *check(context) {
    const byType = allocationsByType(context)
    const told = new Set<Point>()
    for (const analysis of ownFunctions(context))
      for (const reached of releases.of(analysis, context.flow)) {
        if (told.has(reached.point)) continue
        const allocation = mismatched(reached, byType, context)
        if (allocation === undefined) continue
        told.add(reached.point)
        yield report(reached, allocation, context)
      }
  },
}

// ---- Allocations and their types -------------------------------------------------------------------------------------

/** Undefined: some block of that type comes from where nobody sees it allocated. */
type AllocationsByType = ReadonlyMap<string, Allocation[] | undefined>

function allocationsByType(context: RuleContext): AllocationsByType {
  const byType = new Map<string, Allocation[] | undefined>()
  for (const analysis of ownFunctions(context))
    for (const {
      tag,
      value,
      allocations: [allocation],
    } of storedBlocks(analysis, context.flow)) {
      if (tag === undefined || (byType.has(tag) && byType.get(tag) === undefined)) continue
      if (allocation !== undefined) byType.set(tag, [...(byType.get(tag) ?? []), allocation])
      else if (isFromOutside(value, analysis)) byType.set(tag, undefined)
    }
  return byType
}

/** What a routine returns that is no part of the driver and has no page. */
function isFromOutside(value: Expression, analysis: FunctionAnalysis): boolean {
  const e = uncast(value)
  return e.kind === 'call' && !['routine', 'function'].includes(analysis.calleeOf(e).kind)
}

// ---- Releases ----------------------------------------------------------------------------------------------------------

interface Release {
  readonly name: string
  readonly family: string | undefined
  readonly tag: bigint | undefined
  readonly tagArgument: Expression | undefined
}

function releaseOf({ point, inner }: ReachedPoint<CallPoint>, { flow }: RuleContext): Release {
  const routine = flow.routine(point.node)!
  const { as, by } = routine.effects.find(({ verb }) => verb === 'frees')!
  const tagArgument = typeof by === 'number' && as !== 'lookaside' ? point.node.arguments[by] : undefined
  const tag = tagArgument && inner.value(tagArgument)
  return { name: routine.name, family: as, tag: tag?.kind === 'integer' ? tag.value : undefined, tagArgument }
}

/** The allocation that the free does not belong to. */
function mismatched(
  reached: ReachedPoint<CallPoint>,
  byType: AllocationsByType,
  context: RuleContext,
): Allocation | undefined {
  const release = releaseOf(reached, context)
  const allocation = reached.state.allocation(reached.values[0]!)
  if (allocation !== undefined) return areApart(allocation, release) ? allocation : undefined
  if (reached.calls.length > 0 || isOfOtherField(reached.values[0]!)) return undefined
  const block = blockArgument(reached.point.node, context)
  const type = block && structureOf(block, reached.analysis)
  const all = type === undefined ? undefined : byType.get(type)
  return all?.every(each => areApart(each, release)) ? all[0] : undefined
}

/** What a field of a structure holds may come from where nobody sees it; Context is what the driver itself put there. */
function isOfOtherField(value: Value): boolean {
  return value.kind === 'initial' && value.of.kind === 'field' && !/^Context2?$/.test(value.of.name)
}

function blockArgument(call: Call, { flow }: RuleContext): Expression | undefined {
  const subject = flow.routine(call)?.effects.find(({ verb }) => verb === 'frees')?.subject
  return typeof subject === 'number' ? call.arguments[subject] : undefined
}

function areApart(allocation: Allocation, release: Release): boolean {
  if (allocation.family !== release.family) return true
  const tag = tagOf(allocation)
  const isTagged = tag !== undefined && release.tag !== undefined && release.tag !== 0n
  return isTagged && plainTag(tag) !== plainTag(release.tag!)
}

function tagOf({ tag }: Allocation): bigint | undefined {
  return tag?.kind === 'integer' ? tag.value : undefined
}

/** Without the bit that marks protected pool. */
function plainTag(tag: bigint): bigint {
  return tag & 0x7fffffffn
}

// ---- Reports -----------------------------------------------------------------------------------------------------------

function report(reached: ReachedPoint<CallPoint>, allocation: Allocation, context: RuleContext): Report {
  const release = releaseOf(reached, context)
  const allocating = context.flow.routine(allocation.call)!.name
  const { first, last } = allocation.call
  const why =
    allocation.family === release.family
      ? `with the tag ${tagText(release.tag!)} a block that ${allocating} gave the tag ${tagText(tagOf(allocation)!)}: Driver Verifier stops the system`
      : `a block of ${allocating}, which has other routines to free it`
  return reportAt(reached, `${release.name} frees ${why}.`, {
    related: [{ place: placeOf(first, last), message: 'it is allocated here' }],
    fixes: fixes(reached.point.node, allocation, release, context),
  })
}

/** `'vSlE'`, as the source has it. */
function tagText(tag: bigint): string {
  const bytes = [24n, 16n, 8n, 0n].map(shift => Number((tag >> shift) & 0xffn))
  return bytes.every(byte => byte >= 0x20 && byte < 0x7f)
    ? `'${String.fromCharCode(...bytes)}'`
    : `0x${(tag & 0xffffffffn).toString(16)}`
}

function fixes(call: Call, allocation: Allocation, release: Release, context: RuleContext): FixDraft[] {
  const written = (e: Expression) => {
    const { file, start, end } = placeOf(e.first, e.last)
    return context.text(file).slice(start, end)
  }
  if (allocation.family === release.family) {
    const { by } = context.flow.routine(allocation.call)!.effects.find(({ verb }) => verb === 'allocates')!
    const tag = typeof by === 'number' ? allocation.call.arguments[by] : undefined
    const { tagArgument } = release
    if (tag === undefined || tagArgument === undefined) return []
    const [from, to] = [placeOf(tag.first, tag.last), placeOf(tagArgument.first, tagArgument.last)]
    if (from.file !== to.file || !isPlainTag(tag)) return []
    return [{ title: `Free it with ${written(tag)}`, edits: [{ place: to, newText: written(tag) }], certain: true }]
  }
  const routine = { pool: 'ExFreePool', 'rdbss-pool': 'RxFreePool' }[allocation.family ?? '']
  const block = blockArgument(call, context)
  const isPool = release.family === 'pool' || release.family === 'rdbss-pool'
  if (routine === undefined || block === undefined || !isPool || !isWrittenOut(call.last, call.last)) return []
  const place = placeOf(call.first, call.last)
  return [{ title: `Call ${routine}`, edits: [{ place, newText: `${routine}(${written(block)})` }], certain: true }]
}

/** It stands in the call as a constant, not as a parameter of a helper. */
function isPlainTag({ kind }: Expression): boolean {
  return kind === 'character-constant' || kind === 'integer-constant' || kind === 'parenthesized'
}
