// MRX902. The analysis of a function was given up before everything was known: jumps into the midst of loops. Rules about
// all ways are silent there, and the author should know.
import { placeOf } from '../project/places.ts'
import { ownSources } from './functions.ts'
import type { Rule } from './rule.ts'

export const functionCutShort: Rule = {
  code: 'MRX902',
  docs: {
    what: 'A function whose ways are too tangled to be followed to the end, as with jumps into the midst of loops.',
    why: 'What holds at its points is not known, so rules about bodies are silent in it, and treat calls of it as calls of something unknown. Findings may be missing; none is wrong because of it.',
    example: `
        BOOLEAN ElmIsLast(PMRX_SRV_CALL SrvCall);

      - static VOID ElmDrain(PLIST_ENTRY Entry, PMRX_SRV_CALL SrvCall) // MRX902
      - {
      - Next:
      -     Entry = Entry->Flink;
      -     if (ElmIsLast(SrvCall))
      -         goto Free;
      - Again:
      -     if (ElmIsLast(SrvCall))
      -         goto Next;
      - Free:
      -     if (Entry != NULL)
      -         ExFreePool(Entry);
      -     if (ElmIsLast(SrvCall))
      -         goto Again;
      - }
      + static VOID ElmDrain(PLIST_ENTRY Head)
      + {
      +     while (!IsListEmpty(Head))
      +         ExFreePool(RemoveHeadList(Head));
      + }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            LIST_ENTRY Entries;

            UNREFERENCED_PARAMETER(Force);
            InitializeListHead(&Entries);
      -     ElmDrain(Entries.Flink, SrvCall);
      +     ElmDrain(&Entries);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where the function is generated and nobody reads it.',
    sources: ['How functions are followed: server/ARCHITECTURE.md'],
  },
  *check(context) {
    for (const { definition, path } of ownSources(context)) {
      if (context.flow.analysis(definition, path)?.isCutShort !== true) continue
      const { name, token } = definition.symbol
      yield {
        place: placeOf(token),
        message: `'${name}' is too tangled to be followed to the end: rules about its ways are silent.`,
        function: name,
        related: [],
        fixes: [],
        severity: 'information',
      }
    }
  },
}
