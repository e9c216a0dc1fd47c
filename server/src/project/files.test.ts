import { expect, test } from 'vitest'
import { find, findFolder, memoryFiles } from './files.ts'

const files = memoryFiles({ '/wdk/Inc/NtIfs.h': '', '/wdk/Inc/rx.h': '', '/wdk/Inc/RX.h': '', '/wdk/km/sub/a.h': '' })

test('a header is found whatever its case', () => {
  expect(find(files, '/wdk', 'inc\\ntifs.h')).toBe('/wdk/Inc/NtIfs.h')
  expect(find(files, '/wdk/Inc', '../KM/./sub/A.H')).toBe('/wdk/km/sub/a.h')
})

test('the exact spelling wins', () => {
  expect(find(files, '/wdk/Inc', 'RX.h')).toBe('/wdk/Inc/RX.h')
  expect(find(files, '/wdk/Inc', 'rx.h')).toBe('/wdk/Inc/rx.h')
})

test('a folder is no file', () => {
  expect(find(files, '/wdk', 'inc')).toBeUndefined()
  expect(find(files, '/wdk', '')).toBeUndefined()
  expect(files.read('/wdk/Inc')).toBeUndefined()
  expect([files.reason!('/wdk/Inc'), files.reason!('/wdk/x'), files.reason!('/wdk/Inc/rx.h')]).toEqual([
    'folder',
    'missing',
    undefined,
  ])
})

test('a folder is spelled as on the disk, as far as it is there', () => {
  expect(findFolder(files, '/WDK/inc')).toBe('/wdk/Inc')
  expect(findFolder(files, '/wdk/KM/none/x')).toBe('/wdk/km/none/x')
  expect(findFolder(files, 'c:/x')).toBe('c:/x')
})
