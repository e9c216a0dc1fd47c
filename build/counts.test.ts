import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { packLibrary } from './bundle.mjs'
import { staleness } from './dependencies.mjs'
import { count } from './vitest.mjs'
import { count as countInVscode } from './vscode.mjs'

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mrx-build-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

describe('results of vitest', () => {
  const file = (status: string, ...each: string[]) => ({
    status,
    assertionResults: each.map(status => ({ status, title: `${status} one` })),
  })

  test('a file that cannot be loaded is a failure', () => {
    const testResults = [file('passed', 'passed'), file('failed')]
    expect(count({ numPassedTests: 1, numFailedTests: 0, testResults }, 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('a failed test is counted once', () => {
    const testResults = [file('failed', 'passed', 'failed')]
    expect(count({ numPassedTests: 1, numFailedTests: 1, testResults }, 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('a run that fails without a failed test is not a success', () => {
    expect(count({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1).failed).toBe(1)
  })

  test('what was left out is named', () => {
    const testResults = [file('passed', 'passed', 'skipped')]
    expect(count({ numPassedTests: 1, numFailedTests: 0, testResults }, 0).notRun).toEqual(['skipped one'])
  })

  test('a group that was left out together is one line', () => {
    const each = (title: string) => ({ status: 'skipped', ancestorTitles: ['with clang'], title })
    const four = [{ status: 'passed', assertionResults: ['a', 'b', 'c', 'd'].map(each) }]
    const two = [{ status: 'passed', assertionResults: ['a', 'b'].map(each) }]
    const notRun = (testResults: object[]) => count({ numPassedTests: 0, numFailedTests: 0, testResults }, 0).notRun
    expect(notRun(four)).toEqual(['with clang (4 tests)'])
    expect(notRun(two)).toEqual(['with clang > a', 'with clang > b'])
  })
})

test('a run in VS Code that tells nothing, or ends badly, is a failure', () => {
  expect(countInVscode({ passed: 3, failed: 0, notRun: ['desktop: no display'] }, 0)).toEqual({
    passed: 3,
    failed: 0,
    notRun: ['desktop: no display'],
  })
  expect(countInVscode({ passed: 3, failed: 2 }, 1)).toMatchObject({ passed: 3, failed: 2 })
  expect(countInVscode({ passed: 3, failed: 0 }, 1).failed).toBe(1)
  expect(countInVscode(undefined, 0).failed).toBe(1)
})

describe('dependencies', () => {
  const lock = (packages: object) => JSON.stringify({ packages: { '': {}, ...packages } })
  const check = (wants: object, has?: object) =>
    staleness(
      folderWith({
        'package-lock.json': lock(wants),
        ...(has !== undefined && { 'node_modules/.package-lock.json': lock(has) }),
      }),
    )

  test('are installed when missing, of another version, or not all there', () => {
    const a = { 'node_modules/a': { version: '1.0.0' } }
    expect(check(a)).toBe('node_modules is missing or incomplete')
    expect(check(a, {})).toBe('a is missing')
    expect(check(a, { 'node_modules/a': { version: '1.0.1' } })).toBe('a is 1.0.1, not 1.0.0')
    expect(check(a, a)).toBeUndefined()
  })

  test('for other systems may be missing', () => {
    expect(check({ 'node_modules/x-win32': { version: '1.0.0', optional: true } }, {})).toBeUndefined()
  })
})

test('the library has the declarations and the pages, and nothing for authors', () => {
  const server = folderWith({
    'model/include/b.h': 'b',
    'model/include/a.h': 'a',
    'knowledge/FORMAT.md': '',
    'knowledge/callbacks/x.md': 'x',
    'src/y.ts': '',
  })
  expect(Object.entries(packLibrary(server))).toEqual([
    ['knowledge/callbacks/x.md', 'x'],
    ['model/include/a.h', 'a'],
    ['model/include/b.h', 'b'],
  ])
})
