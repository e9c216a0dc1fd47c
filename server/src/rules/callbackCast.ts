// MRX012. A cast in the registration of a callback that has the right type already. It does no harm today, and hides the
// difference on the day when the signature changes. A cast that hides a difference now is reported at the function.
import { functionOf } from '../c/predicates.ts'
import type { Cast } from '../c/tree.ts'
import type { CallingConvention, FunctionType, Type } from '../c/types.ts'
import type { Implementation, Registration } from '../project/callbacks.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { intendedMember } from './placement.ts'
import type { Report, Rule } from './rule.ts'
import { fits, isKnown, type Signature, signatureOf } from './signature.ts'

export const callbackCast: Rule = {
  code: 'MRX012',
  *check({ callbacks, text, configuration }) {
    for (const implementation of callbacks.implementations) {
      for (const registration of implementation.registrations) {
        if (intendedMember(registration, implementation, callbacks) !== undefined) continue
        const { defaultConvention } = configuration(implementation.unit.path)
        if (!isNeedless(implementation, registration, defaultConvention)) continue
        for (const cast of registration.casts) yield report(cast, implementation, registration, text)
      }
    }
  },
}

/** Every declaration has the member's type, as far as it says one, and all of it is known. */
function isNeedless(
  { symbol, definition, declarations }: Implementation,
  { member }: Registration,
  usual: CallingConvention,
): boolean {
  const own = signatureOf(symbol, definition)
  if (!isKnown(own)) return false
  const conventionOf = (type: FunctionType | undefined) => type?.convention ?? usual
  const agrees = (signature: Signature, type: Type) =>
    fits(member.type, signature) && conventionOf(functionOf(type)) === conventionOf(member.type)
  return agrees(own, symbol.type) && declarations.every(each => agrees(signatureOf(each.symbol), each.symbol.type))
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
