// MRX902. The analysis of a function was given up before everything was known. Rules about all ways are silent there, and the
// author should know.
import { placeOf } from '../project/places.ts'
import { ownSources } from './functions.ts'
import type { Rule } from './rule.ts'

export const functionCutShort: Rule = {
  code: 'MRX902',
  docs: {
    what: 'A function whose ways are too tangled to be followed to the end, as a loop over a switch with hundreds of ways through it.',
    why: 'What holds at its points is not known, so rules about bodies are silent in it, and treat calls of it as calls of something unknown. Findings may be missing; none is wrong because of it.',
    example: `
        typedef struct _ELM_STEP { struct _ELM_STEP *Next; ULONG Code; LONG K; } ELM_STEP, *PELM_STEP;
        LONG ElmStep(PELM_STEP Step, LONG A);

      - #define ONE(n) case n: if (A > Step->K) { X = A; continue; } K = X; if (K == n) return; A = K; continue;
      - #define FOUR(n) ONE(n) ONE(n + 1) ONE(n + 2) ONE(n + 3)
      - #define SIXTEEN(n) FOUR(n) FOUR(n + 4) FOUR(n + 8) FOUR(n + 12)
      -
      - static VOID ElmRun(PELM_STEP Step) // MRX902
      + static VOID ElmRun(PELM_STEP Step)
        {
      -     LONG A = 0, X = 0, K = 0;
      +     LONG A = 0;

            while (Step != NULL) {
                Step = Step->Next;
      -         switch (Step->Code) {
      -             SIXTEEN(0) SIXTEEN(16) SIXTEEN(32) SIXTEEN(48)
      -         }
      +         A = ElmStep(Step, A);
            }
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            ELM_STEP First = { NULL, 0, 0 };

            UNREFERENCED_PARAMETER(SrvCall);
            UNREFERENCED_PARAMETER(Force);
            ElmRun(&First);
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
