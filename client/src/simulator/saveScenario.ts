// A failing run becomes a scenario in the author's file: a regression test without a harness.
import { window } from 'vscode'
import { type SaveParams, saveRequest } from '../../../server/src/protocol/requests.ts'
import type { SavedScenario, ScenarioReport } from '../../../server/src/protocol/simulate.ts'
import type { TracedRun } from '../../../server/src/protocol/trace.ts'
import type { Server } from '../languageClient.ts'
import { uriOf } from './enginePaths.ts'
import type { DriverVerdicts } from './verdicts.ts'
import { writeEdit } from './writeEdit.ts'

/** The first of the driver's runs that fails, of that scenario or of any. */
export function failingRun({ scenarios }: DriverVerdicts, scenario?: string): ScenarioReport | undefined {
  return scenarios.find(each => each.verdict === 'fail' && (scenario === undefined || each.scenario === scenario))
}

/** What names a run, from a report or from a trace; undefined: nothing that could be had again. */
export function runToSave(run: ScenarioReport | TracedRun): SaveParams | undefined {
  const { file, scenario, profile, schedule } = run
  if (schedule === undefined) return undefined
  const code = 'violations' in run ? run.violations[0]?.code : run.violation?.code
  return { uri: uriOf(file).toString(), scenario, profile, schedule, ...(code !== undefined && { code }) }
}

/** The edit is made and shown, and not saved; it can be taken back as any other. The name of the scenario. */
export async function saveScenario(run: SaveParams, server: Server): Promise<string | undefined> {
  const answer = await server.request<SavedScenario | { problem: string }>(saveRequest, run).catch(problemOf)
  if (answer === undefined || 'problem' in answer) {
    const problem = answer?.problem ?? 'the language server is not running.'
    void window.showWarningMessage(`MRx: the run cannot be saved: ${problem}`)
    return undefined
  }
  const { name, edit } = answer
  return (await writeEdit(edit)) ? name : undefined
}

function problemOf(error: unknown): { problem: string } {
  return { problem: error instanceof Error ? error.message : String(error) }
}
