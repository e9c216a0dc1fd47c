// What VS Code loads in its extension host: one bundle, and the environment says which suites.
import { writeFileSync } from 'node:fs'
import { resultsVariable } from '../harness/inHostVariable.ts'
import { runMocha } from '../harness/mocha.ts'

declare const SUITE: 'driver' | 'simulator' | 'plain' | 'loose'

const suites = {
  driver: () => import('./driver.suite.ts'),
  simulator: () => import('./simulator.suite.ts'),
  plain: () => import('./plain.suite.ts'),
  loose: () => import('./loose.suite.ts'),
}

export async function run(): Promise<void> {
  const file = process.env[resultsVariable]!
  const results = await runMocha(suites[SUITE], known => writeFileSync(file, JSON.stringify(known)))
  if (results.failed > 0) throw new Error(results.failures.map(({ title }) => title).join(', '))
}
