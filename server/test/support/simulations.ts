// The simulator as an editor has it, over a driver in one file. The model is read once for all tests of a file.
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { noFormats } from '../../src/machine/debug/valueNames.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { Simulations } from '../../src/services/simulations.ts'
import { Model } from '../../src/simulation/model.ts'
import { engineOver } from './driver.ts'

export const driverFile = '/w/driver.c'

const library = openLibrary(import.meta.dirname)
const shared = { model: new Model(library), catalogue: Catalogue.of(library), formats: () => noFormats }

/** `now`: milliseconds; without it no time passes. `settings`: of the file beside the driver. */
export function simulationsOf(text: string, now = () => 0, settings = '{}'): Simulations {
  const files = memoryFiles({ [driverFile]: text, '/w/.mrxrc.json': settings })
  return new Simulations({ ...shared, now, engine: engineOver(files, { library }) })
}

/** What a generator leaves, with all that it said before. */
export function exhausted<T, R>(generator: Generator<T, R>): { readonly said: T[]; readonly left: R } {
  const said: T[] = []
  for (;;) {
    const next = generator.next()
    if (next.done) return { said, left: next.value }
    said.push(next.value)
  }
}
