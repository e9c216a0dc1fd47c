// MRX037. The handle of a connection lies in a structure that is freed, and nothing in the whole driver closes it. A way that
// forgets to close what others do close is left to a run.
import type { Call, Expression, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { childrenOf, descendantsOf, type TreeNode } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import type { Effect } from '../knowledge/effects.ts'
import { stripped } from '../project/functionFlows.ts'
import { placeOf } from '../project/places.ts'
import { type FreedBlock, freedBlocks, membersOf, releasesIn } from './freedBlocks.ts'
import { callsIn } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { ownerOf, storesIn } from './stores.ts'

const opening = new Set(['ZwCreateFile', 'ZwOpenFile', 'NtCreateFile', 'NtOpenFile', 'IoCreateFile'])

export const connectionNotClosed: Rule = {
  code: 'MRX037',
  questions: [releasesIn],
  docs: {
    what: 'A structure is freed with a handle in it that the driver opens with `ZwCreateFile` or the like, and no function of the driver closes that field, copies it or hands it to anybody who could.',
    why: '`MRxFinalizeSrvCall` is expected to close the connection to its server. The handle in the table of the system process outlives the structure: the session stays open on the server, and each connection leaves one more behind until the next boot.',
    example: `
        typedef struct _ELM_SERVER { HANDLE Pipe; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS ElmConnect(PELM_SERVER Server, POBJECT_ATTRIBUTES Attributes)
        {
            IO_STATUS_BLOCK IoStatus;

            return ZwOpenFile(&Server->Pipe, GENERIC_READ, Attributes, &IoStatus, 0, 0);
        }

        VOID ElmDisconnect(PMRX_SRV_CALL SrvCall)
        {
            PELM_SERVER Server = SrvCall->Context;

            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX037
      +         ZwClose(Server->Pipe);
      +         RxFreePool(Server);
            }
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-zwclose',
    ],
  },
  *check(context) {
    const opened = openedFields(context)
    if (opened.size === 0) return
    for (const source of context.flow.functions.values())
      for (const field of keptAlive(source, opened, context)) opened.delete(field)
    for (const freed of freedBlocks(context)) {
      if (freed.states.some(state => state.isFresh(freed.block))) continue
      for (const { tag, field } of membersOf(freed.record, freed.analysis.semantics)) {
        const open = opened.get(`${tag}.${field}`)
        if (open !== undefined && opened.delete(`${tag}.${field}`)) yield report(freed, field, open)
      }
    }
  },
}

// ---- Opened ------------------------------------------------------------------------------------------------------

/** By tag and name, the call that opens a handle into the field, at once or through a variable. */
function openedFields(context: RuleContext): Map<string, Call> {
  const opened = new Map<string, Call>()
  for (const source of context.flow.functions.values()) {
    for (const call of callsIn(source.definition)) {
      if (!opening.has(calledName(call) ?? '')) continue
      const target = addressed(call.arguments[0])
      if (target?.kind === 'member') opened.set(keyOf(target, source), call)
      if (target?.kind !== 'identifier') continue
      for (const { tag, field, value } of storesIn(source, context)) {
        const stored = uncast(value)
        if (stored.kind === 'identifier' && stored.symbol === target.symbol) opened.set(`${tag}.${field}`, call)
      }
    }
  }
  return opened
}

function addressed(argument: Expression | undefined): Expression | undefined {
  const address = argument && uncast(argument)
  return address?.kind === 'unary' && address.operator === '&' ? stripped(address.operand) : undefined
}

function keyOf(member: MemberAccess, { semantics }: FunctionSource): string {
  return `${ownerOf(member, semantics)?.tag}.${member.name}`
}

// ---- And closed --------------------------------------------------------------------------------------------------

/** The fields that the function closes, or gives to somebody who might. */
function* keptAlive(
  source: FunctionSource,
  opened: ReadonlyMap<string, Call>,
  { flow }: RuleContext,
): Iterable<string> {
  for (const { member, parent } of memberUses(source.definition)) {
    const key = keyOf(member, source)
    if (opened.has(key) && !isHarmless(member, parent, source, flow)) yield key
  }
}

/** Each member, with what it stands in; parentheses, casts and `&` in between do not count. */
function* memberUses({ body }: FunctionDefinition): Iterable<{ member: MemberAccess; parent: TreeNode | undefined }> {
  const open: { node: TreeNode; parent: TreeNode | undefined }[] = [{ node: body, parent: undefined }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parent } = next
    if (node.kind === 'member') yield { member: node, parent }
    const isWrapping =
      node.kind === 'parenthesized' || node.kind === 'cast' || (node.kind === 'unary' && node.operator === '&')
    for (const child of childrenOf(node)) open.push({ node: child, parent: isWrapping ? parent : node })
  }
}

/** It is compared, overwritten, or used by a routine that leaves the handle open. */
function isHarmless(
  member: MemberAccess,
  parent: TreeNode | undefined,
  source: FunctionSource,
  flow: DriverAnalysis,
): boolean {
  switch (parent?.kind) {
    case 'assignment':
      return stripped(parent.target) === member
    case 'binary':
      return parent.operator !== '+' && parent.operator !== '-'
    case 'unary':
      return parent.operator === '!'
    case 'if':
    case 'while':
    case 'conditional':
      return uncast(parent.test) === member
    case 'call':
      return flow.routine(parent)?.effects.every(effect => !takes(effect, member, parent, source)) ?? false
  }
  return false
}

/** The routine closes the handle, puts it somewhere, or tells it to whoever looks at its result. */
function takes({ verb, by }: Effect, member: MemberAccess, call: Call, source: FunctionSource): boolean {
  const isGiven = typeof by === 'number' && uncast(call.arguments[by]!) === member
  switch (verb) {
    case 'closes':
    case 'keeps':
    case 'runs':
      return true
    case 'exchanges':
      return isGiven || !isThrownAway(call, source)
    case 'writes':
      return typeof by === 'number' && addressed(call.arguments[by]) === member
  }
  return false
}

/** Nobody looks at what the call returns. */
function isThrownAway(call: Call, { definition }: FunctionSource): boolean {
  return descendantsOf(definition.body).some(
    node => node.kind === 'expression-statement' && node.expression !== undefined && uncast(node.expression) === call,
  )
}

function report({ analysis, free, record }: FreedBlock, field: string, open: Call): Report {
  return {
    place: placeOf(free.first, free.last),
    message: `The handle in '${field}' of this ${record.tag?.replace(/^_/, '') ?? 'structure'} is never closed: the structure goes, and the connection stays open.`,
    function: analysis.definition.symbol.name,
    related: [{ place: placeOf(open.first, open.last), message: 'it is opened here' }],
    fixes: [],
  }
}
