// Suites on mocha, wherever they run: in the extension host or in this process. What happened comes back as data.
import Mocha from 'mocha'

export interface Failure {
  title: string
  error: string
}

export interface Results {
  passed: number
  failed: number
  skipped: number
  failures: Failure[]
  /** False until the last test is done. */
  complete: boolean
  log: string[]
}

/**
 * `load` defines the suites, with the `suite` and `test` that mocha makes global. `keep` gets what is known after each test:
 * a run that hangs later has not been for nothing.
 */
export async function runMocha(
  load: () => Promise<unknown>,
  keep: (results: Results) => void = () => {},
): Promise<Results> {
  const results: Results = { passed: 0, failed: 0, skipped: 0, failures: [], complete: false, log: [] }
  const mocha = new Mocha({ ui: 'tdd', timeout: 200_000, reporter: collecting(results, keep) })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  await load()
  await new Promise<void>(resolve => mocha.run(() => resolve()))
  results.complete = true
  keep(results)
  return results
}

function collecting(results: Results, keep: (results: Results) => void): Mocha.ReporterConstructor {
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options)
      runner.on('test end', () => keep(results))
      runner.on('pass', test => {
        results.passed++
        results.log.push(`  ok    ${test.fullTitle()} (${test.duration} ms)`)
      })
      runner.on('pending', test => {
        results.skipped++
        results.log.push(`  skip  ${test.fullTitle()}`)
      })
      runner.on('fail', (test, error: Error) => {
        results.failed++
        results.failures.push({ title: test.fullTitle(), error: error.stack ?? error.message })
        results.log.push(`  FAIL  ${test.fullTitle()}\n${error.stack ?? error.message}`)
      })
    }
  }
}
