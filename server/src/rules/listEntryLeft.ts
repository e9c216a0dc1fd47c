// MRX036. A block freed while a list entry in it is still linked: nothing on any way to the free takes it off its list.
import { descendantsOf } from '../c/walk.ts'
import { storedBlocks } from './allocations.ts'
import { releasesIn } from './freedBlocks.ts'
import { type LeftObject, leftInBlocks, leftReport } from './leftInBlocks.ts'
import { frees, objectUses } from './objectUses.ts'
import { eachPlaceOnce } from './returns.ts'
import { callsIn } from './roots.ts'
import type { Rule, RuleContext } from './rule.ts'

export const listEntryLeft: Rule = {
  code: 'MRX036',
  questions: [releasesIn, storedBlocks],
  docs: {
    what: 'A block that is freed with a `LIST_ENTRY` in it that the driver links to a list, and that no way to the free removes. Nothing is said where another function takes such entries off their list without freeing them.',
    why: 'The neighbours still point to the freed block. The next walk over the list, insertion or removal reads or writes freed memory, long after the finalizer has returned.',
    example: `
        typedef struct _ELM_SERVER { LIST_ENTRY Link; ULONG State; } ELM_SERVER, *PELM_SERVER;

        LIST_ENTRY ElmServers;

        VOID ElmRemember(PELM_SERVER Server)
        {
            InsertTailList(&ElmServers, &Server->Link);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX036
      +         RemoveEntryList(&Server->Link);
      +         RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-removeentrylist'],
  },
  *check(context) {
    const left = [...leftInBlocks(context, ({ verb }) => verb === 'links', 'unlinks')]
    const reports = left
      .filter(each => !isUnlinkedElsewhere(each, context) && !isRelinkedByHand(each))
      .map(each => leftReport(each, told, 'it is put on a list here'))
    yield* eachPlaceOnce(reports)
  },
}

function told(name: string): string {
  return `This block is freed while '${name}' is still on its list: the next walk or insertion there touches freed memory.`
}

/** Some function takes such entries off and does not free them: they may be off already when this one does. */
function isUnlinkedElsewhere({ use }: LeftObject, context: RuleContext): boolean {
  for (const { verb, tag, field, source } of objectUses(context))
    if (verb === 'unlinks' && tag === use.tag && field === use.field && !frees(source, context)) return true
  for (const source of context.flow.functions.values()) {
    if (frees(source, context)) continue
    const takes = callsIn(source.definition).some(call =>
      context.flow.routine(call)?.effects.some(({ verb, subject }) => verb === 'unlinks' && subject === 'result'),
    )
    if (takes && names(source.definition.body, use.field)) return true
  }
  return false
}

/** `entry->Flink->Blink = entry->Blink`, written out. */
function isRelinkedByHand({ freed: { analysis } }: LeftObject): boolean {
  return [...analysis.points()].some(
    point => point.kind === 'assign' && point.target.kind === 'member' && /^[FB]link$/.test(point.target.name),
  )
}

/** The field, as CONTAINING_RECORD or an access has it. */
function names(body: Parameters<typeof descendantsOf>[0], field: string): boolean {
  for (const node of descendantsOf(body)) {
    if (node.kind === 'member' && node.name === field) return true
    if (node.kind === 'offsetof' && node.designators.some(each => each.kind === 'member' && each.name === field))
      return true
  }
  return false
}
