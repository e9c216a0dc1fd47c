// MRX061. A password or a key goes back to the pool as it is. What is a secret is told by the author's names: a buffer that
// is called one, or a structure with such an array in it. Anything that may have overwritten it counts as zeroing.
import { arrayOf, integerOf, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Expression } from '../c/tree.ts'
import type { RecordType, Type } from '../c/types.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { isWithin, mentions, resembles, rootOf, type Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { leads } from './completions.ts'
import { ownFunctions } from './functions.ts'
import { writtenText } from './names.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

const secretName = /pass_?(?:word|wd|phrase)|secret|credential|(?:session|private|signing|encryption|crypto)_?key/i
/** Names that say something about a secret only. */
const aboutSecret =
  /(?:name|path|file|type|hint|length|len|size|count|offset|id|flags?|state|time|policy|prompt|event|lock|handle|list|link|entry)s?$/i
const zeroingName = /zero|fill|memset|wipe|scrub|clear|erase/i

/** Structures nest no deeper, or are not looked into. */
const deepest = 4

/** What is given back, and where the secret is in it. */
interface Freed {
  readonly point: CallPoint
  readonly block: Expression
  /** The names that lead to an array inside of the block; undefined: the block is the secret. */
  readonly field: readonly string[] | undefined
}

const readable = question(readableIn)

export const secretNotZeroed: Rule = {
  code: 'MRX061',
  questions: [readable],
  docs: {
    what: 'A buffer that is named as a password, a key or another secret, or a structure with such an array in it (at any depth), is freed and nothing in the function has overwritten it.',
    why: 'Freeing leaves the bytes where they are. The next owner of the pool block finds the secret, and so does everybody who gets a memory dump. `RtlSecureZeroMemory` in front of the free is never optimized away.',
    example: `
        typedef struct _ELM_SERVER { UNICODE_STRING Password; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         ExFreePoolWithTag(Server->Password.Buffer, 'wPlE'); // MRX061
      +         RtlSecureZeroMemory(Server->Password.Buffer, Server->Password.MaximumLength);
      +         ExFreePoolWithTag(Server->Password.Buffer, 'wPlE');
                ExFreePoolWithTag(Server, 'vSlE');
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where the name says more than there is: the buffer holds no secret, or only an encrypted one.',
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-rtlsecurezeromemory'],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const { freed, state } of readable(analysis, context.flow)) yield report(analysis, freed, state, context)
  },
}

function readableIn(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly { freed: Freed; state: Alternative }[] {
  return compact(
    analysis.points().flatMap(point => {
      const freed = point.kind === 'call' ? secretAt(point, analysis, flow) : undefined
      const state = freed && analysis.before(freed.point).find(each => isReadable(each, freed, analysis, flow))
      return freed === undefined || state === undefined ? [] : [{ freed, state }]
    }),
  )
}

// ---- What is a secret --------------------------------------------------------------------------------------------

function secretAt(point: CallPoint, { semantics }: FunctionAnalysis, flow: DriverAnalysis): Freed | undefined {
  const subject = flow.routine(point.node)?.effects.find(({ verb }) => verb === 'frees')?.subject
  const block = typeof subject === 'number' ? point.node.arguments[subject] : undefined
  if (block === undefined) return undefined
  const to = pointerOf(valueType(semantics.typeOf(uncast(block))))?.to
  const record = to && recordOf(to)
  if (record === undefined) return isSecret(nameOf(block)) ? { point, block, field: undefined } : undefined
  const field = secretField(record, semantics)
  return field === undefined ? undefined : { point, block, field }
}

function isSecret(name: string): boolean {
  return secretName.test(name) && !aboutSecret.test(name)
}

/** Of the variable or field; the `Buffer` of a string is called as the string. */
function nameOf(block: Expression): string {
  const e = uncast(block)
  if (e.kind === 'identifier') return e.name
  if (e.kind !== 'member') return ''
  return e.name === 'Buffer' ? nameOf(e.object) : e.name
}

/** An array of the structure, or of one inside of it, by the names that lead there. */
function secretField(record: RecordType, semantics: Semantics, depth = deepest): readonly string[] | undefined {
  for (const { name, type } of semantics.body(record)?.members ?? []) {
    if (name !== undefined && isSecret(name) && isText(type)) return [name]
    const inner = depth > 0 ? recordOf(valueType(type)) : undefined
    const field = inner && secretField(inner, semantics, depth - 1)
    if (field !== undefined) return name === undefined ? field : [name, ...field]
  }
  return undefined
}

function isText(type: Type): boolean {
  const element = arrayOf(type)?.of
  return element !== undefined && integerOf(valueType(element)) !== undefined
}

// ---- What has become of it ---------------------------------------------------------------------------------------

function isReadable(state: Alternative, freed: Freed, analysis: FunctionAnalysis, flow: DriverAnalysis): boolean {
  const block = state.value(freed.block)
  if (state.isExceptional || state.isFresh(block) || state.nullness(block) === 'null') return false
  if (state.object(block)?.verb === 'zeroes') return false
  return !pointsBefore(freed.point, analysis).some(point => mayOverwrite(point, block, freed, analysis, flow))
}

function pointsBefore(point: Point, { graph }: FunctionAnalysis): Point[] {
  const own = graph.blocks.find(({ points }) => points.includes(point))!
  return graph.blocks.flatMap(block => {
    if (block === own) return block.points.slice(0, block.points.indexOf(point))
    return leads(block, own, new Set()) ? block.points : []
  })
}

function mayOverwrite(
  point: Point,
  block: Value,
  { field }: Freed,
  analysis: FunctionAnalysis,
  flow: DriverAnalysis,
): boolean {
  if (point.kind === 'call')
    return (
      analysis.before(point).some(state => point.node.arguments.some(each => isOf(state.value(each), block))) &&
      overwrites(point, analysis, flow)
    )
  if (point.kind !== 'assign') return false
  return analysis.before(point).some(state => {
    const place = state.place(point.target)
    const root = place && rootOf(place)
    if (root?.kind !== 'pointee' || !resembles(root.pointer, block)) return false
    const isWhole = place === root || point.target.kind === 'index'
    return field === undefined || field.includes(nameOf(point.target)) || isWhole
  })
}

/** The block itself, a part of it, or what it is a part of or was reached through. */
function isOf(value: Value, block: Value): boolean {
  if (resembles(value, block) || mentions(block, each => resembles(each, value))) return true
  if (value.kind !== 'address') return false
  const root = rootOf(value.of)
  if (root.kind === 'pointee' && resembles(root.pointer, block)) return true
  return block.kind === 'initial' && isWithin(block.of, value.of)
}

function overwrites({ node }: CallPoint, analysis: FunctionAnalysis, flow: DriverAnalysis): boolean {
  const callee = analysis.calleeOf(node)
  if (callee.kind === 'unknown' || zeroingName.test(calledName(node) ?? '')) return true
  if (callee.kind === 'routine') return callee.routine.effects.some(({ verb }) => verb === 'zeroes')
  if (callee.kind === 'system') return false
  const { definition, path, reaches } = callee.summary
  if (reaches.some(({ routine }) => zeroingName.test(routine.name))) return true
  const below = flow.analysis(definition, path)
  return below === undefined || [...below.points()].some(writesBytes)
}

/** As a loop over a buffer does, and no store to a field. */
function writesBytes(point: Point): boolean {
  return point.kind === 'dereference' && point.writes && point.node.kind !== 'member'
}

function report(analysis: FunctionAnalysis, freed: Freed, state: Alternative, { text }: RuleContext): Report {
  const { node } = freed.point
  const block = writtenText(freed.block, text)
  const secret = freed.field === undefined ? 'the secret in it' : `the secret in its '${freed.field.join('.')}'`
  return {
    place: placeOf(node.first, node.last),
    message: `'${block}' is freed with ${secret}: the next owner of the pool block and every memory dump can read it. Zero it first.`,
    function: analysis.definition.symbol.name,
    related: [],
    path: wayTo(state),
    fixes: [],
  }
}
