// How long `mrx simulate` may take where its arguments do not say: what settings say for the paths, else a minute.

import { type Settings, settingsFileName } from '../../project/mrxrc.ts'
import { join } from '../../project/paths.ts'
import type { SimulateRequest } from '../../protocol/simulate.ts'

const usualBudgetMs = 60_000

/** `settings`: of a file. */
export function withBudget(request: SimulateRequest, settings: (path: string) => Settings): SimulateRequest {
  if (request.budgetMs !== undefined) return request
  // What lies in a path has the settings that a folder of its name would have; of several drivers the longest counts.
  const said = request.paths.map(path => settings(join(path, settingsFileName)).simulation?.budget)
  const seconds = said.filter(each => each !== undefined)
  return { ...request, budgetMs: seconds.length === 0 ? usualBudgetMs : Math.max(...seconds) * 1_000 }
}
