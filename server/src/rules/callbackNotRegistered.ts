// MRX014. A function that is clearly the callback, and a dispatch table of its driver that does not have it: RDBSS skips
// an empty member in silence, and what the callback would have released leaks.
import type { DriverCallbacks, Implementation } from '../project/callbacks.ts'
import type { CallbackMember } from '../project/dispatchTable.ts'
import type { Flow } from '../project/functionFlows.ts'
import { isWrittenOut, type Place, placeOf } from '../project/places.ts'
import type { Edit, FixDraft, Report, Rule, RuleContext } from './rule.ts'
import { fits, isKnown, signatureOf } from './signature.ts'

export const callbackNotRegistered: Rule = {
  code: 'MRX014',
  isAboutDeclarations: true,
  needsEveryBody: true,
  docs: {
    what: 'A function that is clearly a callback, by its declared type or by its name, and that no dispatch table of its driver has. Nothing is said where the table is filled in a way that cannot be followed.',
    why: 'RDBSS skips an empty member in silence and goes on. What the callback would have released is never released: without `MRxFinalizeSrvCall` every server leaks its connection and its `Context`.',
    example: `
        MINIRDR_DISPATCH ElmDispatch;

        NTSTATUS NTAPI ElmMRxStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
        {
            return RxContext->RxDeviceObject == Device ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
        }

      - NTSTATUS NTAPI ElmMRxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) // MRX014
      + NTSTATUS NTAPI ElmMRxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
        {
            ElmDispatch.MRxStart = ElmMRxStart;
      +     ElmDispatch.MRxFinalizeSrvCall = ElmMRxFinalizeSrvCall;
            return RxDriverEntry(DriverObject, RegistryPath);
        }`,
    allow: 'Where the routine is kept for a later version, or another driver that shares the source registers it.',
    sources: ['https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/mrx/ns-mrx-_minirdr_dispatch'],
  },
  *check(context) {
    const { callbacks } = context
    // Without a store there is no table here, or one that is filled in a way that cannot be followed.
    if (callbacks.stores.size === 0 || callbacks.isOpen) return
    for (const implementation of callbacks.implementations) {
      const member = missingMember(implementation, callbacks)
      if (member === undefined || isConditional(implementation.name, member.name, context)) continue
      yield report(implementation, member, context)
    }
  },
}

/** Is the member or the function named in a branch of #if that this configuration leaves out? */
function isConditional(name: string, member: string, { callbacks, text }: RuleContext): boolean {
  const mention = new RegExp(`(?<!\\w)(?:${member}|${name.replaceAll('$', '\\$')})(?!\\w)`)
  const chunks = callbacks.driver.units.flatMap(({ unit }) => unit.chunks)
  return chunks.some(({ notes }) =>
    notes.inactive.some(({ origin, start, end }) =>
      mention.test(text(origin.file).slice(origin.base + start, origin.base + end)),
    ),
  )
}

/** So many that are named alike are no accident. */
const severalCallbacks = 3

/** The member that the function is for, when nothing is stored to it. */
function missingMember(implementation: Implementation, callbacks: DriverCallbacks): CallbackMember | undefined {
  const { stores, driver } = callbacks
  const { registrations, definition, symbol, declaredAs, namedAs, isUsed } = implementation
  // One that is called is a part of another callback; one whose address is kept may arrive in the table from there.
  if (registrations.length > 0 || definition === undefined || isUsed) return undefined
  if (symbol.linkage === 'external' && driver.namedOutside.has(implementation.name)) return undefined
  const member = declaredAs.length === 1 ? declaredAs[0] : namedAs
  if (member === undefined || stores.has(member.name) || member.isArray) return undefined
  const signature = signatureOf(symbol, definition)
  if (!isKnown(signature) || !fits(member.type, signature)) return undefined
  return declaredAs.length === 1 || isTelling(implementation.name, member, callbacks) ? member : undefined
}

/**
 * `XyzFlush(PRX_CONTEXT)` may be anything. A name with MRx in it leaves no doubt, nor does a type that only one member has,
 * nor a driver that has registered XyzStart, XyzStop and XyzCreate.
 */
function isTelling(name: string, member: CallbackMember, { members, implementations }: DriverCallbacks): boolean {
  if (name.toLowerCase().endsWith(member.name.toLowerCase())) return true
  const sameType = [...members.values()].filter(other => other.typedefName === member.typedefName)
  if (member.typedefName !== undefined && sameType.length === 1) return true
  const named = (other: CallbackMember) => other.name.replace(/^MRx/, '')
  if (!name.endsWith(named(member))) return false
  const prefix = name.slice(0, -named(member).length)
  const likeIt = implementations.filter(each =>
    each.registrations.some(registration => each.name === prefix + named(registration.member)),
  )
  return likeIt.length >= severalCallbacks
}

function report(implementation: Implementation, member: CallbackMember, context: RuleContext): Report {
  const { name, symbol } = implementation
  const sibling = nearestStore(member, context.callbacks)
  return {
    place: placeOf(symbol.token),
    message: `'${name}' is not registered: nothing is stored in ${member.name}, and RDBSS skips an empty member in silence.`,
    function: name,
    related: [
      ...(sibling === undefined
        ? []
        : [{ place: placeOf(sibling.value.first, sibling.value.last), message: 'the dispatch table is filled here' }]),
      { place: placeOf(member.token), message: `${member.name} is declared as ${member.typedefName ?? 'this type'}` },
    ],
    fixes: sibling === undefined ? [] : registerFix(implementation, member, sibling, context),
  }
}

/** The store to the nearest member in front of `member`, else the first one. */
function nearestStore(member: CallbackMember, { members, stores }: DriverCallbacks): Flow | undefined {
  let nearest: Flow | undefined
  for (const name of members.keys()) {
    const store = stores.get(name)?.flow
    if (store !== undefined) nearest = store
    if (name === member.name && nearest !== undefined) return nearest
  }
  return nearest
}

/** One more line like the sibling's; certain when the function is declared where the table is filled. */
function registerFix(
  implementation: Implementation,
  member: CallbackMember,
  sibling: Flow,
  { text, callbacks }: RuleContext,
): FixDraft[] {
  const { to, target, value, form } = sibling
  if (to.kind !== 'member' || !isWrittenOut(value.first, value.last)) return []
  const end = placeOf(value.last)
  const source = text(end.file)
  const title = `Register '${implementation.name}' as ${member.name}`
  const unit = callbacks.driver.units.find(({ path }) => path === end.file)?.unit
  const certain = unit?.tables.symbols.has(implementation.name) === true
  if (form === 'assignment' && target?.kind === 'member' && isWrittenOut(target.first, target.last)) {
    const semicolon = source.indexOf(';', end.end)
    if (semicolon < 0 || source.slice(end.end, semicolon).trim() !== '') return []
    const object = placeOf(target.first, target.last)
    const front = source.slice(object.start, placeOf(target.nameToken).start)
    const newText = `\n${indent(source, object.start)}${front}${member.name} = ${implementation.name};`
    const at = behindComments(source, semicolon + 1) ?? semicolon + 1
    return [{ title, edits: [insertion(end.file, at, newText)], certain }]
  }
  const designated = new RegExp(`\\.\\s*${to.member}\\s*=\\s*$`).exec(source.slice(0, placeOf(value.first).start))
  if (form !== 'initializer' || designated === null) return []
  const item = `\n${indent(source, designated.index)}.${member.name} = ${implementation.name}`
  return [{ title, edits: itemEdits(end, item, source), certain }]
}

/** One more item behind that which ends there: what is written behind it on its line is said of it, and stays there. */
function itemEdits({ file, end }: Place, item: string, source: string): Edit[] {
  const comma = new RegExp(`^(?:\\s|${comment})*,`).exec(source.slice(end))
  if (comma !== null) {
    const behind = end + comma[0].length
    return [insertion(file, behindComments(source, behind) ?? behind, `${item},`)]
  }
  const at = behindComments(source, end) ?? end
  return at === end ? [insertion(file, at, `,${item}`)] : [insertion(file, end, ','), insertion(file, at, item)]
}

function insertion(file: string, at: number, newText: string): Edit {
  return { place: { file, start: at, end: at }, newText }
}

const comment = String.raw`\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/(?:\\\r?\n|[^\r\n])*`
const restOfLine = new RegExp(`^(?:[ \\t]|${comment})*(?=[\\r\\n]|$)`)

/** The end of the line, if nothing but comments follows there. */
function behindComments(source: string, at: number): number | undefined {
  const rest = restOfLine.exec(source.slice(at))?.[0]
  return rest === undefined ? undefined : at + rest.trimEnd().length
}

function indent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0]
}
