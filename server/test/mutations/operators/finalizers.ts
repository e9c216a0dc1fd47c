// What finalizers forget, skip or take for granted.
import type { Expression, Statement } from '../../../src/c/tree.ts'
import { descendantsOf } from '../../../src/c/walk.ts'
import { isWrittenOut } from '../../../src/project/places.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import { type FunctionSite, unwrapped } from '../site.ts'
import { insertion, perhaps } from './inserted.ts'

const finalizers = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
const pointerFinalizers = ['MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
const leftEarly = {
  MRX039: 'the return lies between the lock and its release',
  MRX003: 'Context2 stays on that way',
  MRX021: 'the back pointer stays on that way',
}

export const finalizerOperators: readonly Operator[] = [
  {
    code: 'MRX002',
    mistake: 'Context not cleared',
    *mutants(driver) {
      for (const site of keepers(driver))
        for (const statement of clearsOf(site)) yield { place: site.place(statement), edits: [site.removed(statement)] }
    },
  },
  {
    code: 'MRX002',
    mistake: 'an early return in front of the clear',
    companions: leftEarly,
    *mutants(driver) {
      for (const site of keepers(driver))
        for (const statement of clearsOf(site))
          yield {
            place: site.place(statement),
            edits: site.before(statement, perhaps('return STATUS_SUCCESS;')),
          }
    },
  },
  {
    code: 'MRX003',
    mistake: 'Context2 set and never cleared',
    *mutants(driver) {
      const finalizers = driver.implementing('MRxFinalizeSrvCall')
      if (finalizers.length === 0 || finalizers.some(site => namesContext2(site))) return
      for (const site of driver.implementing('MRxSrvCallWinnerNotify'))
        for (const node of site.nodes('assignment'))
          if (site.text(node.target) === `${site.parameter(0)}->Context`) {
            const text = `${site.parameter(0)}->Context2 = ${site.text(node.value)};`
            yield { place: site.place(node), edits: site.before(site.statementOf(node), text) }
          }
    },
  },
  {
    code: 'MRX004',
    mistake: 'the NULL test removed',
    *mutants(driver) {
      for (const site of driver.implementing('MRxFinalizeSrvCall')) yield* withoutTest(site, driver)
    },
  },
  {
    code: 'MRX004',
    mistake: 'looked at in front of the NULL test',
    *mutants(driver) {
      for (const site of driver.implementing('MRxFinalizeSrvCall'))
        for (const test of contextTests(site))
          yield {
            place: site.place(test.statement),
            edits: site.before(test.statement, `DbgPrint("%lx", *(PULONG)${test.tested});`),
          }
    },
  },
  ...['!%', '%'].map(
    (force): Operator => ({
      code: 'MRX007',
      mistake: `nothing released if (${force.replace('%', 'Force')})`,
      companions: leftEarly,
      *mutants(driver) {
        // Where Force decided before, the mutant is no mistake.
        for (const site of driver.implementing(...finalizers).filter(each => !isDecided(each))) {
          const test = `if (${force.replace('%', site.parameter(1))}) return STATUS_SUCCESS;`
          for (const statement of upToRelease(site))
            yield { place: site.place(statement), edits: site.before(statement, test) }
        }
      },
    }),
  ),
  {
    code: 'MRX051',
    mistake: 'given up where an allocation fails',
    companions: { ...leftEarly, MRX002: 'Context stays on that way' },
    *mutants(driver) {
      const text =
        "{ PVOID MutantBuffer = ExAllocatePoolWithTag(PagedPool, 64, 'tuMX'); if (MutantBuffer == NULL) return STATUS_INSUFFICIENT_RESOURCES; ExFreePoolWithTag(MutantBuffer, 'tuMX'); }"
      for (const site of driver.implementing(...finalizers))
        for (const statement of upToRelease(site))
          yield { place: site.place(statement), edits: site.before(statement, text) }
    },
  },
  {
    code: 'MRX019',
    mistake: 'an error returned to keep Context',
    companions: { ...leftEarly, MRX002: 'Context stays on that way' },
    *mutants(driver) {
      for (const site of keepers(driver))
        for (const statement of upToRelease(site)) {
          const kept = `if (${site.parameter(0)}->Context != NULL) ${perhaps('return STATUS_CONNECTION_IN_USE;')}`
          yield { place: site.place(statement), edits: site.before(statement, kept) }
        }
    },
  },
  insertion({
    code: 'MRX009',
    mistake: '*Force in the finalizer of the SRV_CALL',
    members: ['MRxFinalizeSrvCall'],
    text: site => `if (*(PBOOLEAN)${site.parameter(1)}) DbgPrint("forced");`,
  }),
  {
    code: 'MRX010',
    mistake: '*Force without a test',
    *mutants(driver) {
      for (const site of driver.implementing(...pointerFinalizers))
        for (const statement of site.statements().filter(each => !site.isTested(each, site.parameter(1))))
          yield {
            place: site.place(statement),
            edits: site.before(statement, `if (*${site.parameter(1)}) DbgPrint("forced");`),
          }
    },
  },
  {
    code: 'MRX018',
    mistake: 'STATUS_PENDING returned',
    *mutants(driver) {
      yield* returning(driver.implementing(...finalizers), 'STATUS_PENDING')
    },
  },
]

/** Does it return where Force says so? */
function isDecided(site: FunctionSite): boolean {
  const returns = (node: Statement) => [...descendantsOf(node)].some(({ kind }) => kind === 'return')
  return site.nodes('if').some(node => site.mentions(node.test, site.parameter(1)) && returns(node.then))
}

function namesContext2(site: FunctionSite): boolean {
  return site.nodes('member').some(({ name }) => name === 'Context2')
}

/** Finalizers of drivers that set the Context of a SRV_CALL; in others it is NULL from the start. */
function keepers(driver: CorrectDriver): FunctionSite[] {
  const sets = driver.functions.some(site =>
    site
      .nodes('assignment')
      .some(
        ({ target, value }) =>
          target.kind === 'member' &&
          target.name === 'Context' &&
          site.recordBehind(target.object) === '_MRX_SRV_CALL_' &&
          site.text(value) !== 'NULL',
      ),
  )
  return sets ? driver.implementing('MRxFinalizeSrvCall') : []
}

function* returning(sites: readonly FunctionSite[], status: string): Iterable<Mutant> {
  for (const site of sites)
    for (const node of site.returns())
      if (node.value !== undefined && isWrittenOut(node.first, node.last))
        yield { place: site.place(node), edits: [site.replaced(node.value, status)] }
}

/** Statements that set the object's Context, or a field of the extension behind it, to NULL. */
function clearsOf(site: FunctionSite): Statement[] {
  return site
    .nodes('assignment')
    .filter(node => site.text(node.target) === `${site.parameter(0)}->Context` && site.text(node.value) === 'NULL')
    .map(node => site.statementOf(node))
}

/** What the function keeps of its first parameter's Context: the variables that it is read into. */
function contextVariables(site: FunctionSite): Set<string> {
  const isContext = (e: Expression | undefined) =>
    e !== undefined && site.text(unwrapped(e)) === `${site.parameter(0)}->Context`
  const names = new Set<string>()
  for (const node of site.nodes('assignment')) if (isContext(node.value)) names.add(site.text(node.target))
  for (const node of site.nodes('declaration'))
    for (const { symbol, initializer } of node.declarators)
      if (symbol !== undefined && isContext(initializer)) names.add(symbol.name)
  return names
}

interface ContextTest {
  readonly statement: Extract<Statement, { kind: 'if' }>
  readonly tested: string
  readonly isNull: boolean
}

/** `if (Server != NULL)`, `if (Server)`, `if (Server == NULL)`, `if (!Server)`. */
function contextTests(site: FunctionSite): ContextTest[] {
  const variables = contextVariables(site)
  return site.nodes('if').flatMap(statement => {
    const found = nullTest(unwrapped(statement.test), site)
    return found !== undefined && variables.has(found.tested) ? [{ statement, ...found }] : []
  })
}

function nullTest(test: Expression, site: FunctionSite): { tested: string; isNull: boolean } | undefined {
  if (test.kind === 'identifier') return { tested: test.name, isNull: false }
  if (test.kind === 'unary' && test.operator === '!') return { tested: site.text(test.operand), isNull: true }
  if (test.kind !== 'binary' || site.text(test.right) !== 'NULL') return undefined
  if (test.operator !== '==' && test.operator !== '!=') return undefined
  return { tested: site.text(test.left), isNull: test.operator === '==' }
}

/** Where the variable is only freed, the test keeps nothing from being looked into. */
function* withoutTest(site: FunctionSite, driver: CorrectDriver): Iterable<Mutant> {
  for (const { statement, tested, isNull } of contextTests(site)) {
    if (!looksInto(site, tested, driver)) continue
    const body = isNull ? statement.otherwise : statement.then
    yield {
      place: site.place(statement),
      edits: [site.replaced(statement, body === undefined ? ';' : site.text(body))],
    }
  }
}

/** Somewhere the function reads or writes a field behind the variable, or passes it to a function of the driver. */
function looksInto(site: FunctionSite, variable: string, driver: CorrectDriver): boolean {
  if (site.nodes('member').some(node => node.arrow && site.text(node.object) === variable)) return true
  const calls = driver.functions.flatMap(({ name }) => site.calls(name))
  return calls.some(call => call.arguments.some(argument => site.mentions(argument, variable)))
}

/**
 * The statements of the body up to the one that gives Context, or what lies there, out of hand, or clears it. Behind that, the
 * entry may have another owner, a list for example: only running the life cycle tells whether it leaks.
 */
function upToRelease(site: FunctionSite): Statement[] {
  const variables = contextVariables(site)
  const clears = clearsOf(site)
  const body = site.definition.body.statements.filter(({ kind }) => kind !== 'declaration-statement')
  const gives = (statement: Statement) => [...variables].some(name => passesOn(site, statement, name))
  const last = body.findLastIndex(gives)
  const clear = body.findIndex(statement => clears.includes(statement))
  return body.slice(0, (clear >= 0 ? Math.min(last, clear) : last) + 1)
}

function passesOn(site: FunctionSite, statement: Statement, name: string): boolean {
  const { start, end } = site.place(statement)
  return site.nodes('call').some(call => {
    const place = site.place(call)
    return place.start >= start && place.end <= end && call.arguments.some(each => site.mentions(each, name))
  })
}
