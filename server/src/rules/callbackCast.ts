// MRX012. A cast in the registration of a callback that has the right type already. It does no harm today, and hides the
// difference on the day when the signature changes. A cast that hides a difference now is reported at the function.
import { compatible, equalTags } from '../c/compatibility.ts'
import { calledFunction, isVoid, pointerOf } from '../c/predicates.ts'
import type { Cast, Expression } from '../c/tree.ts'
import type { Implementation, Registration } from '../project/callbacks.ts'
import { placeOf } from '../project/places.ts'
import { hasTypeOf, intendedMember } from './placement.ts'
import type { Report, Rule } from './rule.ts'
import { castRemoval } from './signature.ts'

export const callbackCast: Rule = {
  code: 'MRX012',
  isAboutDeclarations: true,
  docs: {
    what: 'A cast in the registration of a callback that has the type of its member already.',
    why: 'Today it changes nothing. On the day when the signature or the calling convention changes, by an edit or by another header, the cast keeps the compiler silent, and RDBSS calls the routine with arguments that it does not expect.',
    example: `
        NTSTATUS NTAPI ElmFlush(PRX_CONTEXT RxContext)
        {
            UNREFERENCED_PARAMETER(RxContext);
            return STATUS_SUCCESS;
        }

        MINIRDR_DISPATCH ElmDispatch = {
      -     .MRxFlush = (PMRX_CALLDOWN)ElmFlush, // MRX012
      +     .MRxFlush = ElmFlush,
        };`,
    allow:
      'Where one source is built with several WDKs whose declarations differ, so that one of the builds needs the cast.',
    sources: ['C11, 6.3.2.3 (8): calling a function through a pointer of an incompatible type is undefined'],
  },
  *check({ callbacks, configuration }) {
    for (const implementation of callbacks.implementations) {
      for (const registration of implementation.registrations) {
        if (intendedMember(registration, implementation, callbacks) !== undefined) continue
        // Where nobody says otherwise, it is that of WDK builds.
        const { defaultConvention = 'stdcall' } = configuration(implementation.unit.path)
        if (!hasTypeOf(implementation, registration.member, defaultConvention)) continue
        for (const cast of needlessCasts(registration)) yield report(cast, implementation, registration)
      }
    }
  },
}

/** Casts of a function, or of a pointer with its type, that the table or a variable on the way takes as they are. */
function needlessCasts({ member, flows, unit }: Registration): Cast[] {
  return flows.flatMap((flow, i) =>
    flow.casts.filter(cast => {
      const type = calledFunction(unit.semantics.typeOf(uncast(cast)))
      if (type === undefined || !compatible(member.type, type, equalTags)) return false
      // What the variable's type is does not show: a cast to a third function type may be what it takes.
      const to = pointerOf(cast.typeName.type)?.to
      return i === 0 || (to !== undefined && (isVoid(to) || compatible(member.type, to, equalTags)))
    }),
  )
}

function uncast(cast: Cast): Expression {
  let e: Expression = cast
  while (e.kind === 'cast' || e.kind === 'parenthesized') e = e.kind === 'cast' ? e.operand : e.expression
  return e
}

function report(cast: Cast, { name }: Implementation, { member }: Registration): Report {
  const edits = castRemoval(cast)
  return {
    place: placeOf(cast.first, cast.last),
    message: `'${name}' has the type of ${member.name} already: the cast would hide a difference from the compiler.`,
    function: name,
    related: [
      { place: placeOf(member.token), message: `${member.name} is declared as ${member.typedefName ?? 'this type'}` },
    ],
    fixes: edits.length > 0 ? [{ title: 'Remove the cast', edits, certain: true }] : [],
    severity: 'hint',
  }
}
