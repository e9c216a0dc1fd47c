import { describe, expect, test } from 'vitest'
import { engineOver } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import { memoryFiles } from '../project/files.ts'

const wrong = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return 0; }\n'
const count = 120

/** Drivers of two files each, with a header: entry and callback lie apart. */
function manyDrivers() {
  const disk: Record<string, string> = {}
  for (let i = 0; i < count; i++) {
    disk[`/w/${i}/drop.h`] = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n'
    disk[`/w/${i}/drop.c`] = `#include <rx.h>\n#include "drop.h"\n${wrong}`
    disk[`/w/${i}/init.c`] =
      `${prelude}#include "drop.h"\nNTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }\n`
  }
  const engine = engineOver(memoryFiles(disk))
  for (const path of Object.keys(disk)) if (path.endsWith('.c')) engine.drivers.add(path)
  const { drivers, units, texts } = engine
  const states = () => drivers.all().map(({ paths, version, reports }) => ({ paths, version, reports }))
  const change = (path: string, text: string) => {
    disk[path] = text
    texts.invalidate([path])
    units.headersChanged([path])
  }
  return { disk, drivers, units, states, change }
}

describe('drivers at rest', () => {
  test('are read again when they are asked for, with the same result', () => {
    const { drivers, units, states } = manyDrivers()
    const before = states()
    expect(before.map(({ reports }) => reports.map(({ code }) => code))).toEqual(Array(count).fill(['MRX011']))
    const [open, other] = ['/w/7/drop.c', '/w/8/drop.c'].map(path => units.unit(path))
    drivers.rest(['/w/7/drop.h'])
    expect([units.unit('/w/7/drop.c') === open, units.unit('/w/8/drop.c') === other]).toEqual([true, false])
    expect(states()).toEqual(before)
    expect(units.includersOf('/w/9/drop.h').sort()).toEqual(['/w/9/drop.c', '/w/9/init.c'])
  })

  test('change with their files and headers', () => {
    const { disk, drivers, states, change } = manyDrivers()
    states()
    drivers.rest([])
    change('/w/3/drop.c', disk['/w/3/drop.c']!.replace('PBOOLEAN', 'BOOLEAN'))
    change('/w/3/drop.h', disk['/w/3/drop.h']!.replace('PBOOLEAN', 'BOOLEAN'))
    const [right] = drivers.with('/w/3/drop.c')
    expect(right?.reports.map(({ code }) => code)).toEqual(['MRX012'])
    // Without its entry the file is a driver of its own.
    drivers.rest([])
    change('/w/4/init.c', '#include <rx.h>\n')
    expect(drivers.with('/w/4/drop.c').map(({ paths }) => paths)).toEqual([['/w/4/drop.c']])
    expect(drivers.with('/w/5/drop.h').map(({ paths }) => paths)).toEqual([['/w/5/init.c', '/w/5/drop.c']])
  })

  test('a few rest never', () => {
    const { drivers, units } = manyDrivers()
    const unit = units.unit('/w/8/drop.c')
    drivers.index('/w/8/drop.c')
    drivers.rest([])
    expect(units.unit('/w/8/drop.c')).toBe(unit)
  })
})
