// MRX012. A cast in the registration of a callback that has the right type already. It does no harm today, and hides the
// difference on the day when the signature changes. A cast that hides a difference now is reported at the function.
import type { Cast } from '../c/tree.ts'
import type { Implementation, Registration } from '../project/callbacks.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { intendedMember } from './placement.ts'
import type { Report, Rule } from './rule.ts'
import { fits, signatureOf } from './signature.ts'

export const callbackCast: Rule = {
  code: 'MRX012',
  *check({ callbacks, text }) {
    for (const implementation of callbacks.implementations) {
      for (const registration of implementation.registrations) {
        if (intendedMember(registration, implementation, callbacks) !== undefined) continue
        if (!fits(registration.member.type, signatureOf(implementation.symbol, implementation.definition))) continue
        for (const cast of registration.casts) yield report(cast, implementation, registration, text)
      }
    }
  },
}

function report(
  cast: Cast,
  { name }: Implementation,
  { member }: Registration,
  text: (path: string) => string,
): Report {
  const place = placeOf(cast.first, cast.last)
  const operand = placeOf(cast.operand.first, cast.operand.last)
  const writtenOut = isWrittenOut(cast.first, cast.last)
  const newText = text(operand.file).slice(operand.start, operand.end)
  return {
    place,
    message: `'${name}' has the type of ${member.name} already: the cast would hide a difference from the compiler.`,
    function: name,
    related: [
      { place: placeOf(member.token), message: `${member.name} is declared as ${member.typedefName ?? 'this type'}` },
    ],
    fixes: writtenOut ? [{ title: 'Remove the cast', edits: [{ place, newText }], certain: true }] : [],
    severity: 'hint',
  }
}
