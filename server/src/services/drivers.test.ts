import { describe, expect, test, vi } from 'vitest'
import { engineOver } from '../../test/support/driver.ts'
import { Random } from '../../test/support/random.ts'
import { prelude } from '../../test/support/rdbss.ts'
import { memoryFiles } from '../project/files.ts'

const wrong = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return 0; }\n'
const fill = 'NTSTATUS DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return 0; }\n'
const count = 6

/** Drivers of two files each, with a header: entry and callback lie apart. */
function sources(): Record<string, string> {
  const disk: Record<string, string> = {}
  for (let i = 0; i < count; i++) {
    disk[`/w/${i}/drop.h`] = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n'
    disk[`/w/${i}/drop.c`] = `#include <rx.h>\n#include "drop.h"\n${wrong}`
    disk[`/w/${i}/init.c`] = `${prelude}#include "drop.h"\n${fill}`
  }
  return disk
}

function driversOn(disk: Record<string, string>) {
  const engine = engineOver(memoryFiles(disk))
  for (const path of Object.keys(disk)) if (path.endsWith('.c')) engine.drivers.add(path)
  const { drivers, units, texts } = engine
  const states = () => drivers.all().map(({ paths, reports }) => ({ paths, reports }))
  const change = (path: string, text: string) => {
    disk[path] = text
    texts.invalidate([path])
    units.headersChanged([path])
  }
  return { drivers, units, texts, states, change }
}

test('the work for many sources is as much for each as for a few', () => {
  const workFor = (count: number) => {
    const disk: Record<string, string> = {}
    for (let i = 0; i < count; i++) disk[`/w/${i}.c`] = `#include <rx.h>\n${wrong}`
    const { drivers, texts } = driversOn(disk)
    drivers.all()
    const read = vi.spyOn(texts, 'read')
    for (const path of drivers.sources) drivers.with(path)
    expect(read).not.toHaveBeenCalled()
    texts.setDocument('/w/0.c', `${disk['/w/0.c']}// more\n`)
    for (const path of drivers.sources) drivers.with(path)
    return read.mock.calls.length / count
  }
  const few = workFor(5)
  expect(workFor(50)).toBeLessThanOrEqual(few)
})

describe('drivers at rest', () => {
  test('are read again when they are asked for, with the same result', () => {
    const { drivers, units, states } = driversOn(sources())
    const before = states()
    expect(before.map(({ reports }) => reports.map(({ code }) => code))).toEqual(Array(count).fill(['MRX011']))
    const versions = drivers.all().map(({ version }) => version)
    const paths = ['/w/2/drop.c', '/w/3/drop.c']
    const [open, other] = paths.map(path => units.unit(path))
    drivers.rest(['/w/2/drop.h'], 0)
    expect([units.unit(paths[0]!) === open, units.unit(paths[1]!) === other]).toEqual([true, false])
    expect(states()).toEqual(before)
    expect(drivers.all().map(({ version }) => version)).toEqual(versions)
    expect(units.includersOf('/w/4/drop.h').sort()).toEqual(['/w/4/drop.c', '/w/4/init.c'])
  })

  test('change with their files and headers', () => {
    const disk = sources()
    const { drivers, states, change } = driversOn(disk)
    states()
    drivers.rest([], 0)
    change('/w/3/drop.c', disk['/w/3/drop.c']!.replace('PBOOLEAN', 'BOOLEAN'))
    change('/w/3/drop.h', disk['/w/3/drop.h']!.replace('PBOOLEAN', 'BOOLEAN'))
    const [right] = drivers.with('/w/3/drop.c')
    expect(right?.reports.map(({ code }) => code)).toEqual(['MRX012'])
    // Without its entry the file is a driver of its own.
    change('/w/4/init.c', '#include <rx.h>\n')
    expect(drivers.with('/w/4/drop.c').map(({ paths }) => paths)).toEqual([['/w/4/drop.c']])
    expect(drivers.with('/w/5/drop.h').map(({ paths }) => paths)).toEqual([['/w/5/init.c', '/w/5/drop.c']])
  })

  test('a few rest never', () => {
    const { drivers, units, states } = driversOn(sources())
    states()
    const unit = units.unit('/w/3/drop.c')
    drivers.rest([])
    expect(units.unit('/w/3/drop.c')).toBe(unit)
  })

  test('law: whatever rests in between, the result is that of reading everything at once', () => {
    const random = new Random(5)
    const disk = sources()
    const { drivers, states, change } = driversOn(disk)
    const paths = Object.keys(disk)
    const texts = (path: string) => [
      disk[path]!,
      '',
      sources()[path]!,
      disk[path]!.replace('PBOOLEAN', 'BOOLEAN'),
      disk[path]!.replace('DriverEntry', 'Other'),
      disk[path]!.replaceAll('Drop', 'Gone'),
    ]
    for (let step = 0; step < 60; step++) {
      const path = random.pick(paths)
      if (random.chance(0.5)) change(path, random.pick(texts(path)))
      if (random.chance(0.5)) drivers.with(random.pick(paths))
      if (random.chance(0.7)) drivers.rest(random.chance(0.5) ? [random.pick(paths)] : [], 0)
      if (step % 6 === 5) expect(states(), `step ${step}`).toEqual(driversOn({ ...disk }).states())
    }
  })
})
