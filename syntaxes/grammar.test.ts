// The grammar on annotated C. The cases are in test/, with their expectations below each line; the base grammars there take
// up comments in the same portions as the editor's own, which decides where an injection can start.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const tester = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js')

test.each(['clauses.c', 'places.c', 'places.cpp'])('%s', file => {
  const grammars = ['c', 'cpp'].flatMap(name => ['-g', join(folder, `test/${name}.tmLanguage.json`)])
  const args = [tester, '--config', join(folder, '../package.json'), ...grammars, join(folder, 'test', file)]
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(run.stdout + run.stderr).toMatch(/1 tests?|run successful/)
  expect(run.status, run.stdout).toBe(0)
})

test('the cases of C and of C++ are the same, but for the language', () => {
  const read = (name: string) => readFileSync(join(folder, 'test', name), 'utf8')
  expect(read('places.cpp').replace(/\bcpp\b/g, 'c')).toBe(read('places.c'))
})
