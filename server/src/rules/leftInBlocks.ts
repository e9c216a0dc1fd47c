// Objects that a driver sets up in its structures (a resource that it initialises, an entry that it links, a timer that it
// starts) and that nothing undoes on any way to where the block is freed.

import type { Call } from '../c/tree.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { Verb } from '../knowledge/effects.ts'
import { placeOf } from '../project/places.ts'
import { leadsTo, makersOf } from './allocations.ts'
import { type FreedBlock, freedBlocks, type MemberStep, membersOf, type Release } from './freedBlocks.ts'
import { type ObjectUse, objectUses } from './objectUses.ts'
import type { Remark, Report, RuleContext } from './rule.ts'
import { recordName } from './stores.ts'

export interface LeftObject {
  readonly freed: Release
  /** Where the driver sets it up. */
  readonly use: ObjectUse
  readonly path: readonly MemberStep[]
}

export function* leftInBlocks(
  context: RuleContext,
  isSetUp: (use: ObjectUse) => boolean,
  undoing: Verb,
): Iterable<LeftObject> {
  const uses = new Map<string, ObjectUse>()
  for (const use of objectUses(context)) {
    const key = `${use.tag}.${use.field}`
    if (isSetUp(use) && !uses.has(key)) uses.set(key, use)
  }
  if (uses.size === 0) return
  const always = new Map<ObjectUse, boolean>()
  const isAlways = (use: ObjectUse, tag: string) => {
    let known = always.get(use)
    if (known === undefined) always.set(use, (known = isAlwaysSetUp(use, tag, context)))
    return known
  }
  for (const freed of freedBlocks(context)) {
    for (const { tag, field, path } of membersOf(freed.record, freed.analysis.semantics)) {
      const use = uses.get(`${tag}.${field}`)
      if (use === undefined || !freed.states.every(state => isLeft(state, freed, path, use.verb, undoing))) continue
      if (
        freed.states.every(state => state.isFresh(freed.block)) ||
        isAlways(use, recordName(freed.record, freed.analysis.semantics))
      )
        yield { freed, use, path }
    }
  }
}

/** Wherever such a block is made, the object in it is set up, there or in what is called there. */
export function isAlwaysSetUp(use: Pick<ObjectUse, 'source'>, tag: string, context: RuleContext): boolean {
  return makersOf(tag, context).every(maker => leadsTo(maker, use.source.definition, context))
}

/** Of a new block it is known what was done; of others, that nothing has undone it here. */
function isLeft(
  state: Alternative,
  { block }: FreedBlock,
  path: readonly MemberStep[],
  doing: Verb,
  undoing: Verb,
): boolean {
  const last = state.object(state.memberOf(block, path))
  // What failed has set nothing up.
  if (state.isFresh(block)) return last?.verb === doing && last.isSure && state.fact(last.call).max >= 0
  if (last !== undefined) return last.verb === doing
  // An entry that was taken off its list is the block itself where it is its first member. And what the block is called may
  // have been read anew since: `Delete(&p->Part->Lock); Unknown(); Free(p->Part)`.
  return state.object(block)?.verb !== undoing && !state.hasDone(undoing, state.placeOf(block, path))
}

export function leftReport(
  { freed, use, path }: Omit<LeftObject, 'use'> & { readonly use: Pick<ObjectUse, 'call'> },
  message: (name: string) => string,
  remark: string,
): Report {
  const { analysis, free } = freed
  return {
    place: placeOf(free.first, free.last),
    message: message(path.map(({ name }) => name).join('.')),
    function: analysis.definition.symbol.name,
    related: [at(use.call, remark)],
    fixes: [],
  }
}

export function at({ first, last }: Call, message: string): Remark {
  return { place: placeOf(first, last), message }
}
