// What is found beside the rules, with its pages: annotations that are wrong, allows that silence nothing, and what keeps a
// source from being read as its build reads it.
import type { RuleDocs } from '../protocol/ruleDocs.ts'
import { rules } from '../rules/index.ts'
import { annotationName, annotationSyntax } from './annotationReports.ts'
import { errorReached, missingInclude } from './readingLimits.ts'
import { unusedAllow } from './suppression.ts'

const ownRules: readonly { readonly code: string; readonly docs: RuleDocs }[] = [
  {
    code: annotationSyntax,
    docs: {
      what: 'A clause after `@mrx` that does not fit the grammar, or that stands where it can mean nothing. The finding lies on the exact word, with the nearest correct one where there is one.',
      why: 'A clause that cannot be read is never judged. If it were passed over, a misspelt expectation would look like one that holds.',
      example: `
        - /* @mrx expcet irql <= APC_LEVEL */ // MRX101
        + /* @mrx expect irql <= APC_LEVEL */
          VOID ElmPing(VOID);`,
      sources: ['The grammar of expectation annotations, version 1'],
    },
  },
  {
    code: annotationName,
    docs: {
      what: 'A name in a clause that nothing has: no parameter, local, global, macro, function, member, connection, thread or scenario. Nothing is said where a header is missing that may declare it.',
      why: 'The clause would be about nothing: it could neither hold nor fail.',
      example: `
        - /* @mrx expect SrvCal->Context == NULL */ // MRX102
        + /* @mrx expect SrvCall->Context == NULL */
          VOID ElmDisconnect(PMRX_SRV_CALL SrvCall);`,
      allow: 'Where the name comes from a part of the build that cannot be seen here.',
      sources: ['The grammar of expectation annotations, version 1'],
    },
  },
  {
    code: unusedAllow,
    docs: {
      what: 'An `@mrx allow` that silences nothing, though its code was looked for. Where a run of `mrx simulate` can show the mistake too, the allow may be there for the run, and this is information.',
      why: 'What it was written for is gone or was never there. Left behind, it silences the next finding of that kind, with a reason that was given for another one.',
      example: `
        - /* @mrx allow MRX012 because "older compilers" */ // MRX104
          VOID ElmPing(VOID);`,
      sources: ['The grammar of expectation annotations, version 1'],
    },
  },
  {
    code: missingInclude,
    docs: {
      what: 'An `#include` that leads nowhere: the header is on no search path, and no declaration of that name is bundled.',
      why: 'What the header declares is unknown, so that nothing that depends on it is judged. Findings may be missing; none is wrong because of it.',
      example: `
        - #include "elmversion.h" // MRX901
        + #include <ntddk.h>

          MINIRDR_DISPATCH ElmDispatch;`,
      allow:
        'Where the header is made by the build and declares nothing that RDBSS or the kernel has to do with. Better name its folder in `includePaths`.',
      sources: ['`includePaths` in `.mrxrc.json`, and the build files that are read'],
    },
  },
  {
    code: errorReached,
    docs: {
      what: 'An `#error` outside of the bundled headers that is reached. The build, which passes, does not reach it.',
      why: 'The build defines a macro that is not known here, or another value of it. Whatever asks for it is read otherwise than it is built: code is left out or taken in, declarations are other ones, and names that only the build knows are not asked for in annotations.',
      example: `
        + #define ELM_PROTOCOL 2
          #ifndef ELM_PROTOCOL
        - #error "the build says which protocol" // MRX903
        + #error "the build says which protocol"
          #endif

          MINIRDR_DISPATCH ElmDispatch;`,
      allow: 'Where the `#error` is there to be passed over by other tools. Better give the macro in `defines`.',
      sources: ['`defines` in `.mrxrc.json`, and the build files that are read'],
    },
  },
]

/** Everything that can be reported. */
export const reported: readonly { readonly code: string; readonly docs?: RuleDocs }[] = [...rules, ...ownRules]
