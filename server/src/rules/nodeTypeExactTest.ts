// MRX062. An assertion or a bug check compares the type code of an object exactly. While the object waits for the scavenger
// the code has one bit more (RX_SCAVENGER_MASK, observed). Objects that RDBSS hands over are referenced and carry no mark, so
// this is about pointers that the driver has kept itself.

import { macrosOf } from '../c/token.ts'
import type { Binary, Expression, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { placeOf } from '../project/places.ts'
import { ownSources } from './functions.ts'
import { writtenText } from './names.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { ownerOf } from './stores.ts'

/** Type codes of the objects that the scavenger takes. */
const marked = new Set([0xeb10n, 0xeb11n, 0xeb12n])

export const nodeTypeExactTest: Rule = {
  code: 'MRX062',
  docs: {
    what: 'An assertion or a bug check compares the type code of a SRV_CALL, NET_ROOT or V_NET_ROOT exactly, through a pointer that the driver keeps in a structure of its own.',
    why: 'While an object without users waits for the scavenger its type code carries the bit 0x1000: 0xFB10 for a SRV_CALL. The object is sound, and the comparison fails all the same. Only an object that is referenced, as those that callbacks are called for, has no mark.',
    example: `
        typedef struct _ELM_SERVER { PMRX_SRV_CALL SrvCall; ULONG Requests; } ELM_SERVER, *PELM_SERVER;

        VOID ElmCount(PELM_SERVER Server)
        {
      -     if (NodeType(Server->SrvCall) != RDBSS_NTC_SRVCALL) // MRX062
      +     if ((NodeType(Server->SrvCall) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_SRVCALL)
                KeBugCheck(RDR_FILE_SYSTEM);
            Server->Requests += 1;
        }`,
    allow: 'Where the driver holds a reference to the object as long as it keeps the pointer.',
    sources: [
      'nodetype.h of the WDK: RX_SCAVENGER_MASK',
      'Observed in a public implementation of RDBSS: marked objects',
    ],
  },
  *check(context) {
    for (const source of ownSources(context)) for (const test of testsIn(source)) yield report(test, source, context)
  },
}

const known = new WeakMap<FunctionDefinition, readonly ExactTest[]>()

function testsIn(source: FunctionSource): readonly ExactTest[] {
  let tests = known.get(source.definition)
  if (tests === undefined) known.set(source.definition, (tests = [...foundIn(source)]))
  return tests
}

function* foundIn(source: FunctionSource): Iterable<ExactTest> {
  for (const node of descendantsOf(source.definition.body)) {
    const stops = node.kind === 'if' && endsInBugCheck(node.then, node.otherwise)
    const asserts = node.kind === 'conditional' && macrosOf(node.first).some(name => /ASSERT/.test(name))
    if (stops || asserts) yield* exactTests(node.test, source)
  }
}

function endsInBugCheck(...branches: readonly (Parameters<typeof descendantsOf>[0] | undefined)[]): boolean {
  return branches.some(
    branch =>
      branch !== undefined &&
      descendantsOf(branch).some(node => node.kind === 'call' && /^KeBugCheck(?:Ex)?$/.test(calledName(node) ?? '')),
  )
}

interface ExactTest {
  readonly comparison: Binary
  /** The pointer to the object, in the driver's own structure. */
  readonly kept: MemberAccess
}

function exactTests(test: Expression, source: FunctionSource): ExactTest[] {
  return descendantsOf(test).flatMap(node => {
    if (node.kind !== 'binary' || (node.operator !== '==' && node.operator !== '!=')) return []
    const isCode = (e: Expression) => marked.has(source.semantics.fold(e) ?? 0n)
    const read = isCode(node.right) ? node.left : isCode(node.left) ? node.right : undefined
    const kept = read && keptObject(uncast(read), source)
    return kept === undefined ? [] : [{ comparison: node, kept }]
  })
}

/** `Server->SrvCall` of `NodeType(Server->SrvCall)` and `Server->SrvCall->NodeTypeCode`. */
function keptObject(read: Expression, { semantics }: FunctionSource): MemberAccess | undefined {
  const isType = read.kind === 'unary' && read.operator === '*' && macrosOf(read.first).includes('NodeType')
  const isField = read.kind === 'member' && read.name === 'NodeTypeCode'
  const object = isType ? uncast(read.operand) : isField ? uncast(read.object) : undefined
  if (object?.kind !== 'member') return undefined
  const owner = ownerOf(object, semantics)
  return owner !== undefined && !isBundled(owner.token.origin.file) && !/^_MRX_/.test(owner.tag ?? '')
    ? object
    : undefined
}

function report({ comparison, kept }: ExactTest, { definition }: FunctionSource, { text }: RuleContext): Report {
  return {
    place: placeOf(comparison.first, comparison.last),
    message: `The type code of '${writtenText(kept, text)}' carries RX_SCAVENGER_MASK while the object waits for the scavenger, and this exact comparison fails then.`,
    function: definition.symbol.name,
    related: [],
    fixes: [],
  }
}
