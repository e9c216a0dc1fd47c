// MRX011. A callback whose declaration differs from the type of its member: RDBSS passes other arguments than the
// function reads. A cast in the registration hides it from the compiler; a prototype that differs from the definition
// hides it in another file.
import { functionOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { typeText } from '../c/typeText.ts'
import type { DriverCallbacks, Implementation, Registration } from '../project/callbacks.ts'
import type { CallbackMember } from '../project/dispatchTable.ts'
import { placeOf } from '../project/places.ts'
import { listEdits } from './parameterList.ts'
import { expectedMembers } from './placement.ts'
import type { Edit, FixDraft, Report, Rule, RuleContext } from './rule.ts'
import {
  bodyEdits,
  castRemoval,
  type Difference,
  declarationEdits,
  differencePlace,
  differencesFrom,
  differenceText,
  isHarmless,
  signatureOf,
} from './signature.ts'

export const callbackSignature: Rule = {
  code: 'MRX011',
  isAboutDeclarations: true,
  docs: {
    what: 'A callback whose return type or parameters differ from the type of the member of `MINIRDR_DISPATCH` that it is registered in. Most often `Force` is a `PBOOLEAN` in `MRxFinalizeSrvCall`, or a `BOOLEAN` in its two siblings.',
    why: 'RDBSS calls through the type of the member. `MRxFinalizeSrvCall` gets `Force` by value: read through a pointer, address 0 or 1 is touched, which is a bug check. Its siblings get a pointer, and what is not NULL is no truth value. A cast in the registration, or a prototype that differs from the definition, keeps the compiler silent.',
    example: `
      - NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) // MRX011
      + NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
      -     Table->MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)ElmFinalizeSrvCall;
      +     Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow:
      'Where a header of an older WDK declares the member otherwise and the build uses that header: what is bundled, with the declarations of today, stands in for the headers of a WDK.',
    sources: [
      'The typedefs of the callbacks in `mrx.h`',
      'https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_net_root_calldown',
    ],
  },
  *check(context) {
    for (const implementation of context.callbacks.implementations) {
      for (const member of expectedMembers(implementation, context.callbacks)) {
        yield* checkMember(implementation, member, context)
      }
    }
  },
}

function* checkMember(implementation: Implementation, member: CallbackMember, context: RuleContext): Generator<Report> {
  const { symbol, definition } = implementation
  const differences = differencesFrom(member.type, signatureOf(symbol, definition))
  if (differences.length > 0) {
    yield definitionReport(implementation, member, differences, context)
    return
  }
  for (const declaration of implementation.declarations) {
    if (declaration.symbol.token === symbol.token || declaration.symbol.declarator === undefined) continue
    const own = differencesFrom(member.type, signatureOf(declaration.symbol))
    if (own.length > 0) yield prototypeReport(implementation, declaration.symbol, member, own, context)
  }
}

function definitionReport(
  implementation: Implementation,
  member: CallbackMember,
  differences: readonly Difference[],
  context: RuleContext,
): Report {
  const { name, symbol, definition } = implementation
  const signature = signatureOf(symbol, definition)
  const how = implementation.registrations.some(r => r.member.name === member.name)
    ? `is registered as ${member.name}`
    : implementation.declaredAs.includes(member)
      ? `is declared as ${member.typedefName ?? member.name}`
      : `has the name of ${member.name}`
  const list = differences.map(difference => differenceText(difference, signature)).join('; ')
  return {
    place: differencePlace(symbol, definition, differences),
    message: `'${name}' ${how}, but ${list}. ${consequence(member, differences)}`,
    function: name,
    related: [...explanation(implementation, member), ...differingPrototypes(implementation, member)],
    fixes: signatureFix(implementation, member, differences, context),
    ...weight(differences),
  }
}

function consequence({ type }: CallbackMember, differences: readonly Difference[]): string {
  const called = `RDBSS calls it as '${typeText({ ...type, convention: undefined })}'`
  return differences.every(isHarmless)
    ? `${called}; both have the same representation, so that it works, and only a cast or an ignored warning hides it.`
    : `${called}.`
}

function weight(differences: readonly Difference[]): Pick<Report, 'severity'> {
  return differences.every(isHarmless) ? { severity: 'information' } : {}
}

function prototypeReport(
  implementation: Implementation,
  prototype: Symbol,
  member: CallbackMember,
  differences: readonly Difference[],
  context: RuleContext,
): Report {
  const { name, symbol, definition } = implementation
  const signature = signatureOf(prototype)
  const list = differences.map(difference => differenceText(difference, signature)).join('; ')
  const edits = declarationEdits(prototype, undefined, member.type, context.text)
  const defined = { place: placeOf(symbol.token), message: `'${name}' is defined here` }
  return {
    place: differencePlace(prototype, undefined, differences),
    message: `This prototype of '${name}' differs from ${definition === undefined ? member.name : 'its definition'}: ${list}.`,
    function: name,
    related: [...(definition === undefined ? [] : [defined]), ...explanation(implementation, member)],
    fixes: edits === undefined ? [] : [{ title: `Correct the prototype of '${name}'`, edits, certain: true }],
    ...weight(differences),
  }
}

function explanation(implementation: Implementation, member: CallbackMember): Report['related'] {
  const registrations = implementation.registrations.filter(r => r.member.name === member.name)
  const declared = {
    place: placeOf(member.token),
    message: `${member.name} is declared as ${member.typedefName ?? 'this type'}`,
  }
  return [...registrations.flatMap(registrationPlaces), declared]
}

function registrationPlaces({ store, casts, member }: Registration): Report['related'][number][] {
  const stored = { place: placeOf(store.value.first, store.value.last), message: `registered as ${member.name} here` }
  const hidden = casts.map(cast => ({
    place: placeOf(cast.first, cast.last),
    message: 'this cast hides the difference from the compiler',
  }))
  return [stored, ...hidden]
}

function differingPrototypes(
  { declarations, symbol, name }: Implementation,
  member: CallbackMember,
): Report['related'][number][] {
  const others = declarations.filter(({ symbol: each }) => each.token !== symbol.token && each.declarator !== undefined)
  return others
    .filter(({ symbol: each }) => differencesFrom(member.type, signatureOf(each)).length > 0)
    .map(({ symbol: each }) => ({
      place: placeOf(each.token),
      message: `this prototype of '${name}' differs in the same way`,
    }))
}

/** Another function is declared by the same function type, which cannot be right for both. */
function sharesType(implementation: Implementation, { implementations }: DriverCallbacks): boolean {
  const own = new Set(typedefNames(implementation))
  return implementations.some(other => other !== implementation && typedefNames(other).some(name => own.has(name)))
}

function typedefNames({ declarations }: Implementation): string[] {
  return declarations.flatMap(({ symbol: { type } }) => (type.kind === 'typedef' ? [type.name] : []))
}

/** One fix for the definition, its prototypes and what the body does with the parameters. */
function signatureFix(
  implementation: Implementation,
  member: CallbackMember,
  differences: readonly Difference[],
  { text, callbacks }: RuleContext,
): FixDraft[] {
  const { definition, symbol, declarations, registrations } = implementation
  if (sharesType(implementation, callbacks)) return []
  const edits = declarationEdits(symbol, definition, member.type, text)
  if (edits === undefined) return []
  const isOtherList = definition !== undefined && differences.some(({ kind }) => kind === 'count')
  const inBody = isOtherList ? listEdits(definition, member.type, text) : []
  if (inBody === undefined) return []
  const all: Edit[] = [...edits, ...inBody]
  let certain = definition === undefined || !differences.some(({ kind }) => kind === 'return' || kind === 'count')
  for (const { symbol: prototype, unit } of declarations) {
    if (prototype.token === symbol.token || prototype.declarator === undefined) continue
    // `static DROP Drop;` has the parameters that its function type declares.
    const typedef = prototype.type.kind === 'typedef' ? unit.tables.symbols.get(prototype.type.name) : undefined
    const own = declarationEdits(typedef ?? prototype, undefined, member.type, text)
    if (own === undefined) certain = false
    else all.push(...own)
  }
  for (const difference of definition === undefined ? [] : differences) {
    const body = bodyEdits(definition!, difference)
    all.push(...body.edits)
    certain &&= body.complete
  }
  const convention = functionOf(symbol.type)?.convention ?? member.type.convention
  const freed = convention === member.type.convention ? registrations.filter(r => r.member.name === member.name) : []
  const casts = freed.flatMap(({ store }) => store.casts)
  all.push(...[...new Set(casts)].flatMap(castRemoval))
  return [{ title: `Give '${implementation.name}' the signature of ${member.name}`, edits: all, certain }]
}
