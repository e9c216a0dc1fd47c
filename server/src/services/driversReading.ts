// The drivers that read one file, for whoever runs them. What lies beside the file mostly is all of the driver, and is soon
// read; a driver in several folders needs all that the workspace has.
import { addSources } from './check.ts'
import type { CheckedDriver } from './drivers.ts'
import type { AnalysisEngine } from './engine.ts'
import type { SimulationContext } from './simulate.ts'

export function driversReading(
  file: string,
  { engine, readFolders }: Pick<SimulationContext, 'engine' | 'readFolders'>,
): CheckedDriver[] {
  addSources({ paths: [file], includePaths: [], defines: [] }, engine)
  const drivers = engine.drivers.with(file)
  if (readFolders === undefined || (drivers.length > 0 && drivers.every(driver => isWhole(driver, engine))))
    return drivers
  readFolders()
  return engine.drivers.with(file)
}

/** Is there a definition, or a page, of all that it names? */
function isWhole({ callbacks }: CheckedDriver, { library }: AnalysisEngine): boolean {
  if (callbacks === undefined || !callbacks.driver.hasEntry) return false
  const { units } = callbacks.driver
  const isKnown = (name: string) =>
    units.some(({ defines }) => defines.has(name)) || library.file(`knowledge/routines/${name}.md`) !== undefined
  return units.every(({ mentions }) => [...mentions].every(isKnown))
}
