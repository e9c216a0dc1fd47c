import { describe, expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { driverWith } from '../../test/support/simulated.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import type { SimulateRequest } from '../protocol/simulate.ts'
import { Model } from '../simulation/model.ts'
import { simulatePaths } from './simulate.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)
const life = 'last reference, dropped by a user process'

function simulated(files: Readonly<Record<string, string>>, more: Partial<SimulateRequest> = {}) {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))
  const engine = engineOver(memoryFiles(texts), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 1_000, scenario: life, ...more }
  return simulatePaths(request, { engine, model, catalogue, now: () => 0, formats: () => noFormats })
}

describe('of a driver whose DriverEntry is elsewhere', () => {
  const whole = driverWith({})
  const away = { 'sys/driver.c': whole.replace('DriverEntry(', 'NotTheEntry(') }

  test('the report says once where it was looked for and what helps', () => {
    const { incomplete } = simulated(away, { paths: [`${folder}/sys`] })
    expect(incomplete).toEqual([
      `${folder}/sys/driver.c: no DriverEntry among the sources, so that callbacks run alone and nothing passes: name its folder too, or one that holds both (looked in ${folder}/sys)`,
    ])
    expect(simulated({ 'driver.c': whole }).incomplete).toEqual([])
  })

  test('or which source has one that nothing ties to it', () => {
    const entry =
      'NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)\n{\n    return MyStart();\n}\n'
    const files = {
      ...away,
      'entry/declares.c': 'NTSTATUS DriverEntry(void);\nint f(void) { return 0; }',
      'entry/entry.c': entry,
    }
    const { incomplete } = simulated(files)
    expect(incomplete).toEqual([
      expect.stringContaining(
        `${folder}/entry/entry.c has one, but neither it nor its folder mentions RDBSS: list both under`,
      ),
    ])
  })

  test('and a reason that it would be gone with names it', () => {
    const unload = 'extern LONG MyElsewhere;\n    MyElsewhere = 1;'
    const part = driverWith({})
      .replace('DriverEntry(', 'NotTheEntry(')
      .replace('SrvCall->Context = NULL;', `${unload}\n    SrvCall->Context = NULL;`)
    const [report] = simulated({ 'driver.c': part }).scenarios
    expect(report?.reason).toMatch(/MyElsewhere, which is defined nowhere; DriverEntry is not among the sources$/)
  })
})
