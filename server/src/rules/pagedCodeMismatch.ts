// MRX043. A function in a pageable section that does not say PAGED_CODE(), or the reverse.
import { calledName } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { placeOf } from '../project/places.ts'
import { ownSources } from './functions.ts'
import { callsIn } from './roots.ts'
import type { Remark, Report, Rule } from './rule.ts'
import { hasPagedCode, isPaged, keyOf, sectionsOf } from './sections.ts'

export const pagedCodeMismatch: Rule = {
  code: 'MRX043',
  docs: {
    what: 'A function that `#pragma alloc_text` or `__declspec(code_seg(…))` puts into a pageable section and that neither has `PAGED_CODE()` nor asks for the IRQL; or one with `PAGED_CODE()` that stays resident, in a file that places others by `alloc_text`.',
    why: "A call at DISPATCH_LEVEL works as long as the page happens to be in memory, and stops the system on a customer's machine. `PAGED_CODE()` finds it on the first run of a checked build, whatever is in memory. Where the pragma is missing nothing breaks: the code takes resident memory that it does not need.",
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);

        #ifdef ALLOC_PRAGMA
        #pragma alloc_text(PAGE, ElmFinalizeSrvCall)
        #endif

      - NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) // MRX043
      + NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     PAGED_CODE();
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'In a function that is pageable and runs so often that the check of checked builds costs too much.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/making-drivers-pageable',
      'Warnings C28170 and C28172',
    ],
  },
  *check(context) {
    const { placed, others } = sectionsOf(context)
    const placing = new Set(
      [...placed.entries()].flatMap(([key, { section, isByPragma }]) =>
        isByPragma && isPaged(section) ? [fileOf(key)] : [],
      ),
    )
    for (const source of ownSources(context)) {
      const { definition, path } = source
      const place = placed.get(keyOf(path, definition.symbol.name))
      const says = hasPagedCode(definition)
      if (place !== undefined && isPaged(place.section) && !says && !asksForIrql(source))
        yield report(
          source,
          `is in section ${place.section} and does not say PAGED_CODE(): a call at DISPATCH_LEVEL goes unnoticed until the page is out of memory.`,
          [{ place: placeOf(place.token), message: 'it is placed here' }],
        )
      if (place === undefined && says && placing.has(path) && !others.has(path))
        yield report(
          source,
          'says PAGED_CODE(), and no alloc_text puts it into a pageable section as others of this file.',
          [],
        )
    }
  },
}

function fileOf(key: string): string {
  return key.slice(0, key.lastIndexOf(' '))
}

function asksForIrql({ definition }: FunctionSource): boolean {
  return callsIn(definition).some(call => calledName(call) === 'KeGetCurrentIrql')
}

function report({ definition }: FunctionSource, what: string, related: readonly Remark[]): Report {
  const { name, token } = definition.symbol
  return { place: placeOf(token), message: `'${name}' ${what}`, function: name, related, fixes: [] }
}
