import { expect, test } from 'vitest'
import { memoryFiles } from '../../project/files.ts'
import { WorkspaceConfigurations } from '../../project/workspaceConfigurations.ts'
import { withBudget } from './requestBudget.ts'

const files = memoryFiles({
  '/w/a/driver.c': '',
  '/w/a/.mrxrc.json': '{ "simulation": { "budget": 0.5 } }',
  '/w/b/src/driver.c': '',
  '/w/b/.mrxrc.json': '{ "simulation": { "budget": 20 } }',
  '/w/c/driver.c': '',
})

test.each([
  [['/w/a'], undefined, 500],
  [['/w/a/driver.c'], undefined, 500],
  [['/w/b/src'], undefined, 20_000],
  [['/w/a', '/w/b'], undefined, 20_000],
  [['/w/c'], undefined, 60_000],
  [['/w/a'], 3_000, 3_000],
])('%j, and --budget %s: %s ms', (paths, asked, budgetMs) => {
  const configurations = new WorkspaceConfigurations(files, {}, {})
  const request = { paths, includePaths: [], defines: [], ...(asked !== undefined && { budgetMs: asked }) }
  expect(withBudget(request, path => configurations.settings(path)).budgetMs).toBe(budgetMs)
})
