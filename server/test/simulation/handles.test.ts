// What is open, or referenced, and how it ends: what is left when the driver is gone is told by what it is, where it began.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, type Parts, placeText, run } from '../support/simulated.ts'

/** Of a life of the driver that ends with its image; what is not known says why. */
function shown(parts: Parts): string[] {
  const { violations, unknown } = run(loaded(driverWith(parts)), ['connect', 'disconnect', 'unload'])
  const all = violations.map(rule => `${rule.code} ${placeText(rule)} ${rule.message}`)
  return unknown === undefined ? all : [...all, unknown]
}

/** `what` is said of the marked line. */
function saysAtMark(parts: Parts, code: string, what: string): void {
  const line = driverWith(parts)
    .split('\n')
    .findIndex(each => each.includes('// here'))
  expect(shown(parts)).toEqual([`${code} driver.c:${line + 1} ${what}`])
}

const opening =
  'OBJECT_ATTRIBUTES oa; HANDLE handle; InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);'

describe('a handle that is never closed', () => {
  test.each([
    ['ZwOpenKey(&handle, KEY_READ, &oa);', 'MRX207', 'A key that is opened here is never closed'],
    ['ZwCreateKey(&handle, KEY_READ, &oa, 0, NULL, 0, NULL);', 'MRX207', 'A key that is opened here is never closed'],
    [
      'ZwCreateSection(&handle, 0, &oa, NULL, PAGE_READWRITE, SEC_COMMIT, NULL);',
      'MRX207',
      'A section that is created here is never closed',
    ],
    [
      'IO_STATUS_BLOCK ios; ZwOpenFile(&handle, 0, &oa, &ios, 0, 0);',
      'MRX037',
      'A file that is opened here is never closed',
    ],
    [
      'FsRtlRegisterUncProvider(&handle, NULL, FALSE);',
      'MRX207',
      'A provider of names that is registered here is never deregistered',
    ],
  ])('%s', (open, code, what) => {
    saysAtMark({ beforeRegister: `{ ${opening} ${open} // here\n }` }, code, what)
    expect(shown({ beforeRegister: `{ ${opening} ${open} ZwClose(handle); }` })).toEqual([])
  })
})
