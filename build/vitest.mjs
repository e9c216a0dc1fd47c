// The unit tests, with their results counted from vitest's JSON report.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, tool } from './run.mjs'

/** All of them, or those that `more` arguments choose; `env` is added to the environment. */
export async function runVitest(more = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mrx-vitest-'))
  const report = join(folder, 'report.json')
  try {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more]
    const code = await run(process.execPath, [tool('vitest/vitest.mjs'), ...args], { env: { ...process.env, ...env } })
    return count(JSON.parse(readFileSync(report, 'utf8')), code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that failed outside of its tests counts as one; so does a run that failed without saying where. */
export function count({ numPassedTests, numFailedTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(each => each.status === 'failed'),
  )
  const failed = numFailedTests + broken.length
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    notRun: skippedIn(testResults.flatMap(({ assertionResults }) => assertionResults)),
  }
}

/** By name; a group of tests that were left out together in one line. */
function skippedIn(tests) {
  const groups = new Map()
  for (const { status, ancestorTitles = [], title } of tests) {
    if (status !== 'skipped' && status !== 'pending') continue
    const group = ancestorTitles[0] ?? title
    groups.set(group, [...(groups.get(group) ?? []), [...ancestorTitles, title].join(' > ')])
  }
  return [...groups].flatMap(([group, names]) => (names.length > 3 ? [`${group} (${names.length} tests)`] : names))
}
