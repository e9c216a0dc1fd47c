// A driver whose DriverEntry is not among the sources: its callbacks run with stand-ins, and nothing passes. Who asked for one
// folder of a driver is told so, once, with where it was looked for and what helps.
import { isSource } from '../project/paths.ts'
import { scanFolders } from '../project/sourceScan.ts'
import type { CheckRequest } from '../protocol/check.ts'
import type { ScenarioReport } from '../protocol/simulate.ts'
import type { CheckedDriver } from './drivers.ts'
import type { AnalysisEngine } from './engine.ts'

/** What is asked for while the rest of the driver is elsewhere. */
const elsewhere = /defined nowhere$|no body$/

export function reasonWithoutEntry(reason: string, { callbacks }: CheckedDriver): string {
  const isWhole = callbacks?.driver.hasEntry !== false
  return isWhole || !elsewhere.test(reason) ? reason : `${reason}; DriverEntry is not among the sources`
}

/** Lines for the report: none where every driver has one, or verdicts do not hang on it. */
export function withoutEntry(
  scenarios: readonly Pick<ScenarioReport, 'verdict'>[],
  drivers: readonly CheckedDriver[],
  { paths }: CheckRequest,
  engine: AnalysisEngine,
): string[] {
  const without = drivers.filter(({ callbacks }) => callbacks?.driver.hasEntry === false)
  const [first] = without.flatMap(({ paths }) => paths)
  if (first === undefined || !scenarios.some(({ verdict }) => verdict === 'unknown')) return []
  const count = without.flatMap(({ paths }) => paths).length
  const sources = count === 1 ? first : `${first} and ${count - 1} more`
  const found = spareEntry(paths, engine)
  const advice =
    found === undefined
      ? `name its folder too, or one that holds both (looked in ${paths.join(', ')})`
      : `${found} has one, but neither it nor its folder mentions RDBSS: list both under "drivers" in .mrxrc.json`
  return [`${sources}: no DriverEntry among the sources, so that callbacks run alone and nothing passes: ${advice}`]
}

/** In the folders that were asked for, in a source that was not taken for a part of a driver. */
function spareEntry(paths: readonly string[], { files, drivers, configurations }: AnalysisEngine): string | undefined {
  const folders = paths.filter(path => files.reason?.(path) === 'folder')
  const taken = new Set(drivers.sources)
  for (const folder of scanFolders(files, folders, path => configurations.isExcluded(path)))
    for (const path of folder.files)
      if (isSource(path) && !taken.has(path) && definesEntry(files.read(path) ?? '')) return path
  return undefined
}

/** Not a call or a declaration, which a semicolon ends. */
function definesEntry(text: string): boolean {
  return /\bDriverEntry\s*\([^;{}]*\)[^;{}()]*\{/.test(text)
}
