import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { find, maximumFileSize } from '../project/files.ts'
import { normalize } from '../project/paths.ts'
import { scanFolders } from '../project/sourceScan.ts'
import { indexWorkspace } from '../project/workspaceIndex.ts'
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
  const utf32 = write('utf32.c', Buffer.from('\ufeff\0i\0', 'utf16le'))
  expect(files.reason(utf32)).toBe('binary')
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

test.skipIf(process.platform === 'win32')('what never ends or is no file is not waited for', () => {
  execFileSync('mkfifo', [`${root}/pipe.c`])
  symlinkSync('loop.c', `${root}/loop.c`)
  symlinkSync('/dev/zero', `${root}/zero.c`)
  for (const name of ['pipe.c', 'loop.c', 'zero.c']) expect(files.reason(`${root}/${name}`)).toBe('failed')
})

test.skipIf(process.platform === 'win32')('a walk meets each folder once, however many links lead to it', () => {
  mkdirSync(`${root}/cycle/inner/deep`, { recursive: true })
  write('cycle/inner/deep/a.c', '')
  write('outside.c', '')
  mkdirSync(`${root}/far`)
  write('far/b.c', '')
  for (const at of ['cycle', 'cycle/inner', 'cycle/inner/deep']) {
    symlinkSync('.', `${root}/${at}/again`)
    symlinkSync(`${root}/cycle`, `${root}/${at}/back`)
    symlinkSync(root, `${root}/${at}/top`)
    symlinkSync(`${root}/far`, `${root}/${at}/far`)
  }
  const fresh = new NodeFiles()
  const sources = [...scanFolders(fresh, [`${root}/cycle`], () => false)].flatMap(folder => folder.files)
  expect(sources).toEqual([`${root}/cycle/inner/deep/a.c`, `${root}/cycle/far/b.c`])
  expect([...indexWorkspace(fresh, `${root}/cycle`).sources.values()].sort()).toEqual([...sources].sort())
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

test('a file that comes with its folders is found when it is told of', () => {
  const deep = `${root}/new/deep/a.h`
  expect([files.list(root).some(({ name }) => name === 'new'), files.list(`${root}/new/deep`)]).toEqual([false, []])
  mkdirSync(`${root}/new/deep`, { recursive: true })
  writeFileSync(deep, '')
  files.invalidate([deep])
  expect(files.list(root).some(({ name }) => name === 'new')).toBe(true)
  expect(find(files, root, 'new/deep/a.h')).toBe(deep)
})

test.skipIf(process.platform === 'win32')('a scan finds a source once, however many links lead to it', () => {
  mkdirSync(`${root}/linked/sys`, { recursive: true })
  mkdirSync(`${root}/outside`)
  for (const path of ['linked/sys/own.c', 'linked/sys/left.c', 'outside/shared.c']) writeFileSync(`${root}/${path}`, '')
  symlinkSync('sys/own.c', `${root}/linked/a.c`)
  symlinkSync('sys/left.c', `${root}/linked/b.c`)
  for (const name of ['c.c', 'd.c']) symlinkSync(`${root}/outside/shared.c`, `${root}/linked/${name}`)
  const isExcluded = (path: string) => path.endsWith('left.c')
  const found = [...scanFolders(new NodeFiles(), [`${root}/linked`], isExcluded)].flatMap(folder => folder.files)
  expect(found.map(path => path.slice(`${root}/linked/`.length))).toEqual(['b.c', 'c.c', 'sys/own.c'])
})

test.skipIf(process.platform === 'win32')('a link to a folder is a folder, a broken one is none', () => {
  mkdirSync(`${root}/links`)
  symlinkSync(`${root}/inc`, `${root}/links/inc`)
  symlinkSync(`${root}/gone`, `${root}/links/gone`)
  const entries = [...files.list(`${root}/links`)].sort((a, b) => (a.name < b.name ? -1 : 1))
  expect(entries).toEqual([
    { name: 'gone', folder: false, link: true },
    { name: 'inc', folder: true, link: true },
  ])
  expect(files.real(`${root}/links/inc`)).toBe(files.real(`${root}/inc`))
  expect(files.real(`${root}/nowhere`)).toBe(`${root}/nowhere`)
  expect(files.list(`${root}/nowhere`)).toEqual([])
})

test('the library: packed beside the bundle, or the folders of a checkout', () => {
  const dist = `${root}/dist`
  mkdirSync(dist)
  expect(() => openLibrary(dist)).toThrow('No library found')
  writeFileSync(`${dist}/library.json.br`, brotliCompressSync(JSON.stringify({ 'model/include/mrx.h': 'packed' })))
  expect(openLibrary(dist).file('model/include/mrx.h')).toBe('packed')
  const checkout = openLibrary(import.meta.dirname)
  expect(checkout.file('model/include/mrx.h')).toContain('MINIRDR_DISPATCH')
  expect(checkout.list('knowledge/callbacks/')).toContain('knowledge/callbacks/MRxFinalizeSrvCall.md')
  expect(checkout.file('model/include')).toBeUndefined()
})
