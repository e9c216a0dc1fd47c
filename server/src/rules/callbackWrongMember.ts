// MRX015. A callback stored in a sibling's member: RDBSS calls it with another object, at another time.
import type { Expression } from '../c/tree.ts'
import type { Implementation, Registration } from '../project/callbacks.ts'
import { isWrittenOut, type Place, placeOf } from '../project/places.ts'
import { hasTypeOf, intendedMember, type Misplacement } from './placement.ts'
import type { FixDraft, Report, Rule, RuleContext } from './rule.ts'
import { castRemoval } from './signature.ts'

export const callbackWrongMember: Rule = {
  code: 'MRX015',
  isAboutDeclarations: true,
  docs: {
    what: 'A callback that is registered in the member of a sibling: written for another type, or named after another member, whose place is empty or taken by somebody else.',
    why: 'RDBSS calls each member with its own kind of object, at its own time. A routine for a `SRV_CALL` that gets a `NET_ROOT` reads the fields of another structure: `Context` lies elsewhere, and what it frees is not what it allocated. A cast or a positional initialiser hides the slip from the compiler.',
    example: `
        NTSTATUS NTAPI ElmFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
        {
            VNetRoot->Context = Force == NULL ? NULL : VNetRoot->Context;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
      -     Table->MRxFinalizeNetRoot = (PMRX_FINALIZE_NET_ROOT_CALLDOWN)ElmFinalizeVNetRoot; // MRX015
      +     Table->MRxFinalizeVNetRoot = ElmFinalizeVNetRoot;
        }`,
    allow: 'Where one routine serves two members of the same type on purpose, and only its name says otherwise.',
    sources: ['https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/mrx/ns-mrx-_minirdr_dispatch'],
  },
  *check(context) {
    for (const implementation of context.callbacks.implementations) {
      for (const registration of implementation.registrations) {
        const meant = intendedMember(registration, implementation, context.callbacks)
        if (meant !== undefined) yield report(implementation, registration, meant, context)
      }
    }
  },
}

function report(
  implementation: Implementation,
  registration: Registration,
  { member: meant, certain }: Misplacement,
  context: RuleContext,
): Report {
  const { name, symbol } = implementation
  const { member, store, casts } = registration
  const hidden = casts.map(cast => ({
    place: placeOf(cast.first, cast.last),
    message: 'this cast hides the difference from the compiler',
  }))
  return {
    place: placeOf(store.value.first, store.value.last),
    message: certain
      ? `'${name}' is registered as ${member.name}, but it is written for ${meant.name}. RDBSS calls the two for other objects or at other times.`
      : `'${name}' is registered as ${member.name}, but it is named after ${meant.name}, where nothing is stored.`,
    function: name,
    related: [
      { place: placeOf(symbol.token), message: `'${name}' is declared here` },
      ...hidden,
      { place: placeOf(meant.token), message: `${meant.name} is declared as ${meant.typedefName ?? 'this type'}` },
    ],
    fixes: memberFix(implementation, registration, { member: meant, certain }, context),
    ...(!certain && { severity: 'information' as const }),
  }
}

/** Stores to the right member instead, where the member is named and the right one is not stored to elsewhere. */
function memberFix(
  implementation: Implementation,
  registration: Registration,
  { member: meant, certain: isCertain }: Misplacement,
  { callbacks, text, configuration }: RuleContext,
): FixDraft[] {
  const place = memberNamePlace(registration, text)
  if (place === undefined) return []
  const certain = isCertain && !callbacks.stores.has(meant.name)
  // In its own place it needs no cast.
  const { defaultConvention = 'stdcall' } = configuration(implementation.unit.path)
  const casts = hasTypeOf(implementation, meant, defaultConvention) ? registration.store.casts : []
  const edits = [{ place, newText: meant.name }, ...casts.flatMap(castRemoval)]
  return [{ title: `Store it in ${meant.name}`, edits, certain }]
}

function memberNamePlace({ store, member }: Registration, text: (path: string) => string): Place | undefined {
  if (store.form === 'assignment') return targetName(store.target)
  if (store.form !== 'initializer') return undefined
  // `.MRxFinalizeNetRoot = value`
  const value = placeOf(store.value.first, store.value.last)
  const source = text(value.file)
  const designator = new RegExp(`\\.\\s*${member.name}\\s*=\\s*$`).exec(source.slice(0, value.start))
  if (designator === null) return undefined
  const start = designator.index + designator[0].indexOf(member.name)
  return { file: value.file, start, end: start + member.name.length }
}

function targetName(target: Expression | undefined): Place | undefined {
  if (target?.kind !== 'member' || !isWrittenOut(target.nameToken, target.nameToken)) return undefined
  return placeOf(target.nameToken)
}
