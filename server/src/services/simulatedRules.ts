// What only a simulation finds of the annotations themselves, with its pages.
import type { RuleDocs } from '../protocol/ruleDocs.ts'
import { reported } from './ownRules.ts'

/** A scenario whose start RDBSS could never bring about. */
export const givenVacuous = 'MRX103'
/** A clause that no scenario reaches. */
export const expectationUnreached = 'MRX106'

const grammar = 'The grammar of expectation annotations, version 1'

export const simulatedRules: readonly { readonly code: string; readonly docs: RuleDocs }[] = [
  {
    code: givenVacuous,
    docs: {
      what: 'A `given` that RDBSS could never produce: a parameter with a value that it does not pass, a field of its own objects, a count of references or an IRQL at which it does not call. The finding lies on the clause.',
      why: 'The callback would be judged in a situation that does not exist. Such a scenario proves nothing, so its verdict is unknown and never passed.',
      example: `
          // @mrx scenario "the end of a server"
        - /* @mrx given Force = 2 */ // MRX103
        + /* @mrx given Force = TRUE */
          // @mrx expect return == STATUS_SUCCESS
          NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
          {
              SrvCall->Context = NULL;
              return STATUS_SUCCESS;
          }`,
      sources: [grammar, 'The runs of `mrx simulate`'],
    },
  },
  {
    code: 'MRX105',
    docs: {
      what: 'A clause that a run of the code breaks. The finding lies on the clause, related places show where it was judged, and the run shows how it came to that. `mrx simulate --schedule` makes the run again.',
      why: 'The run is a legal order of events: what the clause demands does not always hold.',
      example: `
          // @mrx scenario "the end of a server"
          NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
          {
              SrvCall->Context = NULL;
        -     SrvCall->Context2 = SrvCall; /* @mrx expect SrvCall->Context2 == NULL */ // MRX105
        +     SrvCall->Context2 = NULL; /* @mrx expect SrvCall->Context2 == NULL */
              return STATUS_SUCCESS;
          }`,
      allow: 'Better correct the code or the clause: a clause that may be broken says nothing.',
      sources: [grammar, 'The runs of `mrx simulate`'],
    },
  },
  {
    code: expectationUnreached,
    docs: {
      what: 'A clause in front of the first scenario, or in a body, that no scenario reaches, built-in ones included. It is told once all of them were run to their ends.',
      why: 'What is never reached is never judged. A clause in code that cannot run, or in a function that nobody calls, looks like one that holds.',
      example: `
          // @mrx scenario "the end of a server"
          NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
          {
              SrvCall->Context = NULL;
        -     if (SrvCall->Context != NULL)
        -         return STATUS_UNSUCCESSFUL; /* @mrx expect irql <= APC_LEVEL */ // MRX106
        +     SrvCall->Context2 = NULL; /* @mrx expect irql <= APC_LEVEL */
              return STATUS_SUCCESS;
          }`,
      allow: 'Where the code is for a part of the life that the simulation does not reach.',
      sources: [grammar, 'The runs of `mrx simulate`'],
    },
  },
]

/** Everything that has a page. */
export const explained: typeof reported = [...reported, ...simulatedRules]
