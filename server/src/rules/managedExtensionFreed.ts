// MRX032. A Context freed by a driver whose MRxFlags let RDBSS manage that extension: it lies inside of the object's own block.

import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { question } from '../flow/question.ts'
import type { Happening } from '../flow/state.ts'
import type { Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { ownFunctions } from './functions.ts'
import { isManaged, managedBy } from './managedExtensions.ts'
import { eachPlaceOnce } from './returns.ts'
import type { Report, Rule } from './rule.ts'

const freedExtensions = question(extensionsFreedIn)

export const managedExtensionFreed: Rule = {
  code: 'MRX032',
  questions: [freedExtensions],
  docs: {
    what: 'A call that frees the Context of a NET_ROOT, V_NET_ROOT, FCB, SRV_OPEN or FOBX, in a driver that sets the flag of `MRxFlags` by which RDBSS manages that extension.',
    why: 'RDBSS allocates a managed extension together with the object, in one block, and frees both together. The pointer leads into the middle of that block: freeing it corrupts the pool, and later RDBSS frees it once more.',
    example: `
        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION;
        }

        NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
      +     UNREFERENCED_PARAMETER(NetRoot);
      -     if (NetRoot->Context != NULL)
      -         RxFreePool(NetRoot->Context); // MRX032
      -     NetRoot->Context = NULL;
            return STATUS_SUCCESS;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ifs/the-mini-redirector-structure',
      'Observed in a public implementation of RDBSS: how objects and their extensions are allocated',
    ],
  },
  *check(context) {
    // RDBSS allocates none for a SRV_CALL, whatever the flags say (MRX031).
    const managed = new Set(Object.keys(managedBy).filter(tag => tag !== '_MRX_SRV_CALL_' && isManaged(context, tag)))
    if (managed.size === 0) return
    const reports: Report[] = []
    for (const analysis of ownFunctions(context))
      for (const { tag, happening } of freedExtensions(analysis, context.flow))
        if (managed.has(tag)) reports.push(report(tag, happening, analysis.definition.symbol.name))
    yield* eachPlaceOnce(reports)
  },
}

function extensionsFreedIn(analysis: FunctionAnalysis): readonly { tag: string; happening: Happening }[] {
  return compact(
    analysis.exits().flatMap(({ freedBlocks }) =>
      freedBlocks.flatMap(({ block, happening }) => {
        const tag = extensionOf(block)
        return tag === undefined ? [] : [{ tag, happening }]
      }),
    ),
  )
}

/** The tag of the structure whose Context the value was. */
function extensionOf(value: Value): string | undefined {
  if (value.kind !== 'initial' || value.of.kind !== 'field' || value.of.name !== 'Context') return undefined
  const [tag] = value.of.label.split('.')
  return tag
}

function report(tag: string, { call }: Happening, name: string): Report {
  return {
    place: placeOf(call.first, call.last),
    message: `This Context belongs to RDBSS: MRxFlags has ${managedBy[tag]!.flag}, so it lies in the object's own block and goes with it.`,
    function: name,
    related: [],
    fixes: [],
  }
}
