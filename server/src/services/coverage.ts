// What the runs of a driver executed of its files, by places of the author's text: a statement that a macro wrote is where the
// macro is used, and one that the machine has twice (a finalizer, an inline function of a header) is one.
import { type Token, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Declaration, FunctionDefinition } from '../c/tree.ts'
import { Coverage, type CoveredFunction } from '../machine/coverage.ts'
import type { Site } from '../machine/fault.ts'
import { type Place, placeOf } from '../project/places.ts'
import type { CoveredFile, CoveredStatement } from '../protocol/simulate.ts'
import type { LoadedDriver } from '../simulation/driverProgram.ts'
import { originOf } from '../simulation/model.ts'
import type { FindingWriter } from './findings.ts'

/** The driver's own functions note from now on what is executed of them. */
export function watched({ machine }: LoadedDriver): Coverage {
  const coverage = new Coverage(machine, isOwn)
  machine.functions = coverage.watched(machine.functions)
  return coverage
}

/** `units`: of the driver. A function that nothing calls is in no program; it is there, and was not reached. */
export function coveredFiles(
  coverage: Coverage,
  units: readonly TranslationUnit[],
  findings: Pick<FindingWriter, 'range'>,
): CoveredFile[] {
  const files = new Map<string, FileStatements>()
  const inFile = (file: string) => {
    let statements = files.get(file)
    if (statements === undefined) files.set(file, (statements = new FileStatements(file, findings)))
    return statements
  }
  for (const covered of coverage.functions()) {
    const first = covered.statements.find(({ site }) => isOwn(site))
    if (first !== undefined) inFile(fileAndPlace(first.site).file).add(covered)
  }
  for (const { chunks } of units)
    for (const { symbol, first, last } of chunks.flatMap(chunk => chunk.declarations.filter(isDefinition)))
      if (isOwn({ first, last, function: '' }))
        inFile(placeOf(symbol.token).file).addUncalled(symbol.name, symbol.token)
  return [...files.values()].map(each => each.covered)
}

function isDefinition(declaration: Declaration): declaration is FunctionDefinition {
  return declaration.kind === 'function-definition'
}

function isOwn({ first }: Site): boolean {
  return originOf(writtenAt(first).origin.file) === 'driver'
}

function fileAndPlace({ first, last }: Site): Place {
  return placeOf(first, last)
}

class FileStatements {
  readonly covered: CoveredFile
  readonly #findings: Pick<FindingWriter, 'range'>
  readonly #known = new Map<string, CoveredStatement>()

  constructor(file: string, findings: Pick<FindingWriter, 'range'>) {
    this.covered = { file, functions: [], statements: [] }
    this.#findings = findings
  }

  add({ name, definedAt, statements, tests }: CoveredFunction): void {
    const ordered = [...statements].sort((a, b) => a.pc - b.pc)
    const isReached = statements.some(each => each.isReached)
    if (definedAt !== undefined)
      this.covered.functions.push({ name, range: this.#findings.range(placeOf(definedAt)), isReached })
    for (const [i, { pc, site, isReached: isRun }] of ordered.entries()) {
      if (!this.#isHere(site) || isClosingBrace(site)) continue
      const end = ordered[i + 1]?.pc ?? Number.POSITIVE_INFINITY
      const statement = this.#statement(site)
      statement.isReached ||= isRun
      for (const test of tests)
        if (test.pc >= pc && test.pc < end && this.#isHere(test.site)) this.#test(statement, test)
    }
  }

  /** Where it is not known already. */
  addUncalled(name: string, token: Token): void {
    const { functions } = this.covered
    const range = this.#findings.range(placeOf(token))
    if (!functions.some(each => each.name === name)) functions.push({ name, range, isReached: false })
  }

  #isHere(site: Site): boolean {
    return fileAndPlace(site).file === this.covered.file
  }

  #statement(site: Site): CoveredStatement {
    const range = this.#findings.range(fileAndPlace(site))
    const key = JSON.stringify(range)
    let known = this.#known.get(key)
    if (known === undefined) {
      this.#known.set(key, (known = { range, isReached: false, branches: [] }))
      this.covered.statements.push(known)
    }
    return known
  }

  #test({ branches }: CoveredStatement, { site, ways }: CoveredFunction['tests'][number]): void {
    const range = this.#findings.range(fileAndPlace(site))
    for (const { label, isTaken } of ways) {
      const known = branches.find(each => each.label === label && sameRange(each.range, range))
      if (known === undefined) branches.push({ label, range, isTaken })
      else known.isTaken ||= isTaken
    }
  }
}

function sameRange(a: CoveredStatement['range'], b: CoveredStatement['range']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Where a function ends that returns nothing: no statement of the author's. */
function isClosingBrace({ first, last }: { first: Token; last: Token }): boolean {
  return first === last && first.text === '}'
}
