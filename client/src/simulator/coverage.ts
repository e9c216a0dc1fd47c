// Coverage as the editor shows it: which statements the scenarios of a run reached, and which ways their tests took.
import { BranchCoverage, DeclarationCoverage, FileCoverage, StatementCoverage, type TestRun } from 'vscode'
import type { CoveredFile } from '../../../server/src/protocol/simulate.ts'
import { uriOf } from './enginePaths.ts'
import { rangeOf } from './testMessages.ts'

type Details = (StatementCoverage | DeclarationCoverage)[]

/** The editor asks for details later, of the object that it was given. */
const known = new WeakMap<FileCoverage, CoveredFile>()

export function addCoverage(run: TestRun, files: readonly CoveredFile[] = []): void {
  for (const covered of files) {
    const file = FileCoverage.fromDetails(uriOf(covered.file), detailsOf(covered))
    known.set(file, covered)
    run.addCoverage(file)
  }
}

export async function loadDetails(_: TestRun, file: FileCoverage): Promise<Details> {
  const covered = known.get(file)
  return covered === undefined ? [] : detailsOf(covered)
}

function detailsOf({ functions, statements }: CoveredFile): Details {
  return [
    ...functions.map(({ name, range, isReached }) => new DeclarationCoverage(name, isReached, rangeOf(range))),
    ...statements.map(({ range, isReached, branches }) => {
      const taken = branches.map(each => new BranchCoverage(each.isTaken, rangeOf(each.range), each.label))
      return new StatementCoverage(isReached, rangeOf(range), taken)
    }),
  ]
}
