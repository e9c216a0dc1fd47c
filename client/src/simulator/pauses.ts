// Running again when typing pauses. An edit in reach ends what runs of the older text at once, and begins the wait anew.
import { Disposable, workspace } from 'vscode'
import { keyOf } from './enginePaths.ts'
import type { Runs } from './runs.ts'
import type { DriverVerdicts } from './verdicts.ts'

/** After the last edit, before a run begins. */
const pauseMs = 500

/** `isWanted`: of drivers that were edited. */
export function afterEdits(
  runs: Runs,
  isWanted: (driver: DriverVerdicts) => boolean,
  run: (driver: DriverVerdicts) => void,
): Disposable {
  const due = new Map<DriverVerdicts, ReturnType<typeof setTimeout>>()
  const listening = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const driver = contentChanges.length > 0 ? runs.verdicts.of(keyOf(document.uri)) : undefined
    if (driver === undefined || !isWanted(driver)) return
    runs.cancel(driver)
    clearTimeout(due.get(driver))
    due.set(
      driver,
      setTimeout(() => run(driver), pauseMs),
    )
  })
  return new Disposable(() => {
    listening.dispose()
    for (const timer of due.values()) clearTimeout(timer)
  })
}

/** What has been simulated once is simulated again, where the setting asks for it; the panel stays as it is. */
export function simulateOnPause(runs: Runs): Disposable {
  const isWanted = ({ status }: DriverVerdicts) =>
    status !== 'new' && workspace.getConfiguration('mrx').get('editor.simulateOnPause') === true
  return afterEdits(runs, isWanted, driver => void runs.run(driver))
}
