// MRX013. A callback with another calling convention than its member. On x86 the two sides then disagree about who takes
// the arguments off the stack. An explicit convention is judged on every architecture; a missing one only where it means
// something else: the build says so, or all other callbacks of the driver carry it.

import { functionOf } from '../c/predicates.ts'
import type { CallingConvention } from '../c/types.ts'
import { conventionText } from '../c/typeText.ts'
import type { Implementation } from '../project/callbacks.ts'
import type { CallbackMember } from '../project/dispatchTable.ts'
import { placeOf } from '../project/places.ts'
import type { Severity } from '../protocol/finding.ts'
import { expectedMembers, fitsEverywhere } from './placement.ts'
import type { FixDraft, Report, Rule, RuleContext } from './rule.ts'
import { castRemoval } from './signature.ts'

/** Others that must carry the convention before its absence in one is a finding. */
const enoughOthers = 2

export const callbackCallingConvention: Rule = {
  code: 'MRX013',
  isAboutDeclarations: true,
  docs: {
    what: 'A callback with another calling convention than its member has. A convention that is written is judged for every processor; a missing one only where the build gives it another meaning, or where all other callbacks of the driver have it.',
    why: 'The members are NTAPI, which is `__stdcall`: on x86 the callee takes the arguments off the stack. A `__cdecl` routine leaves that to its caller, so that the stack pointer of RDBSS is wrong after the call, and it returns into nowhere. On x64 and ARM64 there is one convention only, and the mistake sleeps until the driver is built for x86.',
    example: `
      - static NTSTATUS __cdecl ElmStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device) // MRX013
      + static NTSTATUS NTAPI ElmStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
        {
            return RxContext != NULL && Device != NULL ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
      -     Table->MRxStop = (PVOID)ElmStop;
      +     Table->MRxStop = ElmStop;
        }`,
    allow: 'Where the driver is never built for x86 and the convention comes from a macro that cannot be changed.',
    sources: [
      'The typedefs of the callbacks in `mrx.h`',
      'https://learn.microsoft.com/en-us/cpp/cpp/stdcall',
      'https://learn.microsoft.com/en-us/cpp/build/reference/gd-gr-gv-gz-calling-convention',
    ],
  },
  *check(context) {
    for (const implementation of context.callbacks.implementations) {
      for (const member of expectedMembers(implementation, context.callbacks)) {
        const report = checkMember(implementation, member, context)
        if (report !== undefined) yield report
      }
    }
  },
}

function conventionOf({ symbol }: Implementation): CallingConvention | undefined {
  return functionOf(symbol.type)?.convention
}

function checkMember(implementation: Implementation, member: CallbackMember, context: RuleContext): Report | undefined {
  const { defaultConvention: usual, target } = context.configuration(implementation.unit.path)
  const { name } = implementation
  const actual = conventionOf(implementation)
  const wanted = member.type.convention ?? usual
  if (wanted === undefined) return undefined
  const called = `${member.name} is called as ${conventionText(wanted)}${wanted === 'stdcall' ? ' (NTAPI)' : ''}`
  const isX86 = target.architecture === 'x86'
  if (actual !== undefined) {
    if (actual === wanted) return undefined
    const what = `'${name}' is ${conventionText(actual)}, but ${called}: ${mechanism}`
    return report(implementation, member, what, wanted, context)
  }
  if (usual !== undefined && usual !== wanted) {
    const what = `'${name}' is ${conventionText(usual)} in this build, but ${called}: ${mechanism}`
    // The other architectures have one convention only, whatever the build says.
    return report(implementation, member, what, wanted, context, isX86 ? undefined : 'information')
  }
  if (member.type.convention === undefined || !othersCarry(wanted, implementation, context)) return undefined
  const what = `'${name}' has no calling convention, unlike the driver's other callbacks. ${called}: where the build's default is another one, ${mechanism}`
  return report(implementation, member, what, wanted, context, 'warning')
}

const mechanism = 'on x86 the two sides disagree about who clears the stack.'

function othersCarry(wanted: CallingConvention, implementation: Implementation, { callbacks }: RuleContext): boolean {
  const others = callbacks.implementations.filter(other => other !== implementation && other.registrations.length > 0)
  return others.length >= enoughOthers && others.every(other => conventionOf(other) === wanted)
}

function report(
  implementation: Implementation,
  member: CallbackMember,
  message: string,
  wanted: CallingConvention,
  context: RuleContext,
  severity?: Severity,
): Report {
  const { name, symbol, registrations } = implementation
  const own = registrations.filter(r => r.member.name === member.name)
  return {
    place: placeOf(symbol.token),
    message,
    function: name,
    related: [
      ...own.map(({ store }) => ({
        place: placeOf(store.value.first, store.value.last),
        message: `registered as ${member.name} here`,
      })),
      { place: placeOf(member.token), message: `${member.name} is declared as ${member.typedefName ?? 'this type'}` },
    ],
    fixes: conventionFix(implementation, member, wanted, context),
    ...(severity !== undefined && { severity }),
  }
}

const writtenConvention =
  /(?<!\w)(?:_{1,2}(?:cdecl|stdcall|fastcall|vectorcall)|CDECL|FASTCALL|STDCALL|NTAPI|WINAPI|APIENTRY|CALLBACK)(?!\w)/

/** Replaces the written convention, or puts NTAPI in front of the name; in all declarations alike. */
function conventionFix(
  implementation: Implementation,
  member: CallbackMember,
  wanted: CallingConvention,
  { text }: RuleContext,
): FixDraft[] {
  const { name, declarations, registrations } = implementation
  const word = wanted === 'stdcall' ? 'NTAPI' : conventionText(wanted)
  const edits = declarations.flatMap(({ symbol }) => {
    if (symbol.declarator === undefined || symbol.specifiers === undefined) return []
    if (functionOf(symbol.declarator.type)?.convention === wanted) return []
    const { file, start } = placeOf(symbol.token)
    const front = placeOf(symbol.specifiers.first).start
    const written = writtenConvention.exec(text(file).slice(front, start))
    if (written !== null) {
      const at = front + written.index
      return [{ place: { file, start: at, end: at + written[0].length }, newText: word }]
    }
    return [{ place: { file, start, end: start }, newText: `${word} ` }]
  })
  if (edits.length === 0) return []
  // With the right convention it needs no cast.
  const own = fitsEverywhere(implementation, member.type)
    ? registrations.filter(r => r.member.name === member.name)
    : []
  const casts = [...new Set(own.flatMap(({ store }) => store.casts))]
  return [{ title: `Declare '${name}' as ${word}`, edits: [...edits, ...casts.flatMap(castRemoval)], certain: true }]
}
