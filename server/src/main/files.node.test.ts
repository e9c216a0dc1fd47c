import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { find, maximumFileSize } from '../project/files.ts'
import { normalize } from '../project/paths.ts'
import { NodeFiles } from './files.node.ts'
import { openLibrary } from './library.node.ts'

const root = normalize(mkdtempSync(join(tmpdir(), 'mrx-files-')))
const files = new NodeFiles()
afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(`${root}/${name}`, content)
  return `${root}/${name}`
}

test('text in the encodings that drivers are written in', () => {
  expect(files.read(write('utf8.c', '\ufeffint ü;'))).toBe('int ü;')
  expect(files.read(write('latin.c', Buffer.from('int \xfc;', 'latin1')))).toBe('int ü;')
  expect(files.read(write('utf16.c', Buffer.from('\ufeffint ü;', 'utf16le')))).toBe('int ü;')
  expect(files.read(write('utf16be.c', Buffer.from('\ufeffint ü;', 'utf16le').swap16()))).toBe('int ü;')
  expect(files.read(write('empty.c', ''))).toBe('')
})

test('what is no text says why', () => {
  mkdirSync(`${root}/folder.c`)
  const large = write('large.c', '')
  truncateSync(large, maximumFileSize + 1)
  const cases = [`${root}/none.c`, `${root}/utf8.c/none.c`, `${root}/folder.c`, write('driver.sys', 'MZ\0\x90'), large]
  expect(cases.map(path => files.read(path))).toEqual(cases.map(() => undefined))
  expect(cases.map(path => files.reason(path))).toEqual(['missing', 'missing', 'folder', 'binary', 'too large'])
  expect(files.reason(`${root}/utf8.c`)).toBeUndefined()
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read says so', () => {
  const secret = write('secret.c', 'int a;')
  chmodSync(secret, 0)
  expect(files.reason(secret)).toBe('denied')
})

test('listings are remembered until they are invalidated', () => {
  mkdirSync(`${root}/inc`)
  expect(files.list(`${root}/inc`)).toEqual([])
  const header = write('inc/Late.h', '')
  expect(find(files, root, 'inc/late.h')).toBeUndefined()
  files.invalidate([header])
  expect(find(files, root, 'inc/late.h')).toBe(header)
  rmSync(header)
  files.invalidate()
  expect(files.list(`${root}/inc`)).toEqual([])
})

test.skipIf(process.platform === 'win32')('a link to a folder is a folder, a broken one is none', () => {
  mkdirSync(`${root}/links`)
  symlinkSync(`${root}/inc`, `${root}/links/inc`)
  symlinkSync(`${root}/gone`, `${root}/links/gone`)
  const kinds = Object.fromEntries(files.list(`${root}/links`).map(entry => [entry.name, entry.folder]))
  expect(kinds).toEqual({ inc: true, gone: false })
  expect(files.list(`${root}/nowhere`)).toEqual([])
})

test('the library: packed beside the bundle, or the folders of a checkout', () => {
  const dist = `${root}/dist`
  mkdirSync(dist)
  expect(() => openLibrary(dist)).toThrow('No library found')
  writeFileSync(`${dist}/library.json`, JSON.stringify({ 'model/include/mrx.h': 'packed' }))
  expect(openLibrary(dist).file('model/include/mrx.h')).toBe('packed')
  const checkout = openLibrary(import.meta.dirname)
  expect(checkout.file('model/include/mrx.h')).toContain('MINIRDR_DISPATCH')
  expect(checkout.list('knowledge/callbacks/')).toContain('knowledge/callbacks/MRxFinalizeSrvCall.md')
  expect(checkout.file('model/include')).toBeUndefined()
})
