// MRX053. A driver allocates with a pool tag of RDBSS (rxpooltg.h). Tools that count pool by tag then blame RDBSS for what
// the driver leaks.

import { macrosOf } from '../c/token.ts'
import type { Expression } from '../c/tree.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { ownFunctions } from './functions.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

/** As !poolused shows them; the one that rxpooltg.h calls RX_MRX_POOLTAG is for mini-redirectors. */
const tags = new Set(
  'RxSc RxNr RxVn RxFc RxSo RxFx RxNf RxWq RxBm RxMs RxIr RxNc RxCt RxCa RxCc RxCv RxCd RxDc'.split(' '),
)

const rdbssTags = question(rdbssTagsIn)

export const rdbssPoolTag: Rule = {
  code: 'MRX053',
  questions: [rdbssTags],
  docs: {
    what: 'A block of the driver is allocated with a pool tag of RDBSS, as `RX_SRVCALL_POOLTAG`.',
    why: 'A tag says who owns a block. What the driver leaks under such a tag looks like a leak of RDBSS, and what RDBSS holds hides it. A tag of four letters of its own costs nothing.',
    example: `
      + #define ELM_NAME_POOLTAG 'nlEx'
      +
        PVOID ElmAllocateName(ULONG Size)
        {
      -     return RxAllocatePoolWithTag(PagedPool, Size, RX_MISC_POOLTAG); // MRX053
      +     return RxAllocatePoolWithTag(PagedPool, Size, ELM_NAME_POOLTAG);
        }`,
    allow: 'Where a block is handed to RDBSS, which is going to free it.',
    sources: [
      'rxpooltg.h of the WDK',
      'https://learn.microsoft.com/windows-hardware/drivers/debugger/using-poolmon-to-find-a-kernel-mode-memory-leak',
    ],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const tag of rdbssTags(analysis, context.flow))
        yield report(analysis.definition.symbol.name, tag, rdbssMacro(tag), context)
  },
}

function rdbssTagsIn(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly Expression[] {
  return compact(
    analysis.points().flatMap(point => {
      const tag = tagArgument(point, flow)
      if (tag === undefined) return []
      const values = analysis.before(point).map(state => state.value(tag))
      const isKnown = values.some(value => value.kind === 'integer' && tags.has(tagText(value.value)))
      return isKnown || rdbssMacro(tag) !== undefined ? [tag] : []
    }),
  )
}

/** The tag that an allocation is called with, where the author wrote it. */
function tagArgument(point: Point, flow: DriverAnalysis): Expression | undefined {
  if (point.kind !== 'call') return undefined
  const allocation = flow.routine(point.node)?.effects.find(({ verb }) => verb === 'allocates')
  const isPool = allocation?.as === 'pool' || allocation?.as === 'rdbss-pool'
  return isPool && typeof allocation.by === 'number' ? (point as CallPoint).node.arguments[allocation.by] : undefined
}

function rdbssMacro({ first }: Expression): string | undefined {
  return macrosOf(first).find(name => /^RX(?:CE)?_\w+_POOLTAG$/.test(name) && name !== 'RX_MRX_POOLTAG')
}

/** In the order of memory: the first letter is the lowest byte. */
function tagText(tag: bigint): string {
  return String.fromCharCode(...[0n, 8n, 16n, 24n].map(shift => Number((tag >> shift) & 0xffn)))
}

function report(name: string, tag: Expression, macro: string | undefined, { text }: RuleContext): Report {
  const place = placeOf(tag.first, tag.last)
  const written = macro ?? text(place.file).slice(place.start, place.end)
  return {
    place,
    message: `${written} is a pool tag of RDBSS: what is allocated with it counts as memory of RDBSS. Use a tag of your own.`,
    function: name,
    related: [],
    fixes: [],
  }
}
