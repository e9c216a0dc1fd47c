// The driver's own blocks: used after they were freed, freed twice, freed by the wrong routine.
import type { Call, Expression, Statement } from '../../../src/c/tree.ts'
import { isWrittenOut } from '../../../src/project/places.ts'
import type { Mutant, Operator } from '../operator.ts'
import { type FunctionSite, recordOfPointer, unwrapped } from '../site.ts'

const allocations = ['ExAllocatePool2', 'ExAllocatePoolWithTag', 'RxAllocatePoolWithTag']
const frees = ['ExFreePoolWithTag', 'ExFreePool', 'RxFreePool']

interface FreeSite {
  readonly site: FunctionSite
  readonly call: Call
  readonly statement: Statement
  readonly block: string
}

export const blockOperators: readonly Operator[] = [
  atFrees('MRX005', 'read after its free', ({ site, statement, block }) =>
    site.after(statement, `DbgPrint("%lx", *(PULONG)${block});`),
  ),
  atFrees('MRX005', 'written after its free', ({ site, statement, block }) =>
    site.after(statement, `*(PULONG)${block} = 0;`),
  ),
  {
    code: 'MRX005',
    mistake: 'freed in front of its last use',
    companions: {
      MRX033: 'the last use deletes its resource',
      MRX034: 'the last use stops its timer',
      MRX035: 'the last use deletes an object in it',
      MRX036: 'the last use takes it off its list',
      MRX061: 'the last use clears the secret',
      MRX006: 'another way frees it behind that',
    },
    *mutants(driver) {
      for (const { site, statement, block } of freesIn(driver.functions)) {
        const siblings = site.siblings(statement)
        for (const earlier of siblings.slice(0, siblings.indexOf(statement)).reverse()) {
          if (assigns(site, earlier, block)) break
          if (!uses(site, earlier, block)) continue
          const edits = [...site.before(earlier, site.text(statement)), site.removed(statement)]
          yield { place: site.place(statement), edits }
        }
      }
    },
  },
  atFrees('MRX006', 'freed twice', ({ site, statement }) => site.after(statement, site.text(statement))),
  atFrees('MRX006', 'freed twice through a variable', ({ site, call, statement, block }) => [
    ...site.before(statement, `PVOID MutantBlock = ${block};`),
    ...site.after(statement, `${site.text(call).replace(block, 'MutantBlock')};`),
  ]),
  {
    code: 'MRX052',
    mistake: 'freed with another tag',
    *mutants(driver) {
      for (const { site, call } of ownFreesIn(driver.functions)) {
        const tag = call.arguments[1]
        if (tag !== undefined) yield { place: site.place(call), edits: [site.replaced(tag, "'gnrW'")] }
      }
    },
  },
  {
    code: 'MRX052',
    mistake: 'freed by the other family',
    *mutants(driver) {
      for (const { site, call, block } of ownFreesIn(driver.functions)) {
        const isOwn = site.text(call.callee) === 'RxFreePool'
        const text = isOwn ? `ExFreePoolWithTag(${block}, 'gnrW')` : `RxFreePool(${block})`
        yield { place: site.place(call), edits: [site.replaced(call, text)] }
      }
    },
  },
  {
    code: 'MRX053',
    mistake: 'a tag of RDBSS',
    companions: { MRX052: 'it is freed with the tag that it had' },
    *mutants(driver) {
      for (const site of driver.functions)
        for (const call of site.calls(...allocations)) {
          const tag = call.arguments[2]
          if (tag !== undefined) yield { place: site.place(call), edits: [site.replaced(tag, "('cSxR')")] }
        }
    },
  },
]

function atFrees(code: string, mistake: string, edits: (free: FreeSite) => Mutant['edits']): Operator {
  return {
    code,
    mistake,
    companions: { MRX004: 'what it looks into may be NULL as well' },
    *mutants(driver) {
      for (const free of freesIn(driver.functions)) yield { place: free.site.place(free.statement), edits: edits(free) }
    },
  }
}

function* freesIn(sites: readonly FunctionSite[]): Iterable<FreeSite> {
  for (const site of sites)
    for (const call of site.calls(...frees)) {
      const statement = site.statementOf(call)
      const [block] = call.arguments
      const isWritten = [call, block].every(node => node !== undefined && isWrittenOut(node.first, node.last))
      if (block !== undefined && isWritten && statement.kind === 'expression-statement')
        yield { site, call, statement, block: site.text(block) }
    }
}

/** Frees of structures that the driver shows how it allocates. */
function* ownFreesIn(sites: readonly FunctionSite[]): Iterable<FreeSite> {
  const made = new Set(sites.flatMap(site => recordsMadeIn(site)))
  for (const free of freesIn(sites)) {
    const [block] = free.call.arguments
    const record = block && free.site.recordBehind(unwrapped(block))
    if (record !== undefined && made.has(record)) yield free
  }
}

/** Tags of the structures that the function allocates. */
export function recordsMadeIn(site: FunctionSite): string[] {
  const isMade = (value: Expression | undefined) =>
    value !== undefined && allocations.some(name => site.text(value).includes(name))
  const targets = site.nodes('assignment').flatMap(node => (isMade(node.value) ? [site.recordBehind(node.target)] : []))
  const declared = site
    .nodes('declaration')
    .flatMap(({ declarators }) =>
      declarators.flatMap(({ symbol, initializer }) =>
        symbol && isMade(initializer) ? [recordOfPointer(symbol)] : [],
      ),
    )
  return [...targets, ...declared].flatMap(tag => tag ?? [])
}

function assigns(site: FunctionSite, statement: Statement, variable: string): boolean {
  const { start, end } = site.place(statement)
  return site.nodes('assignment').some(node => {
    const place = site.place(node)
    return place.start >= start && place.end <= end && site.text(node.target) === variable
  })
}

/** Looks into the block: `Block->Field`. */
function uses(site: FunctionSite, statement: Statement, block: string): boolean {
  const { start, end } = site.place(statement)
  return site.nodes('member').some(node => {
    const place = site.place(node)
    return place.start >= start && place.end <= end && node.arrow && site.text(node.object) === block
  })
}
