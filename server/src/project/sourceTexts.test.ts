import { describe, expect, test } from 'vitest'
import { smallLibrary } from '../../test/support/rdbss.ts'
import { BundledHeaders, bundledFolder } from './bundledHeaders.ts'
import { memoryFiles } from './files.ts'
import { type IncludeName, type IncludePaths, SourceTexts } from './sourceTexts.ts'

const files = [
  '/s/a.c',
  '/s/own.h',
  '/q/own.h',
  '/q/q.h',
  '/q/wrap.h',
  '/i/q.h',
  '/i/wrap.h',
  '/i/sub/rx.h',
  '/j/wrap.h',
]
const paths: IncludePaths = { quoted: ['/q'], all: ['/i', '/j'] }

function resolve(include: Partial<IncludeName>): string | undefined {
  const texts = new SourceTexts(
    memoryFiles(Object.fromEntries(files.map(path => [path, '']))),
    new BundledHeaders(smallLibrary()),
  )
  return texts.resolve({ name: '', angled: false, from: '/s/a.c', ...include }, paths, name => `/elsewhere/${name}`)
}

describe('a quoted name', () => {
  test('is looked for beside the file, in the quoted folders, then in all', () => {
    expect(resolve({ name: 'own.h' })).toBe('/s/own.h')
    expect(resolve({ name: 'q.h' })).toBe('/q/q.h')
    expect(resolve({ name: 'sub/rx.h' })).toBe('/i/sub/rx.h')
  })

  test('then among the bundled headers, then elsewhere', () => {
    expect(resolve({ name: 'RX.h' })).toBe(`${bundledFolder}/rx.h`)
    expect(resolve({ name: 'none.h' })).toBe('/elsewhere/none.h')
  })
})

test('an angled name is not looked for in the quoted folders', () => {
  expect(resolve({ name: 'q.h', angled: true })).toBe('/i/q.h')
  expect(resolve({ name: 'own.h', angled: true })).toBe('/elsewhere/own.h')
})

test.each(['/i/sub/rx.h', '/I/Sub/../SUB/rx.h', '\\i\\sub\\RX.H'])('an absolute name: %s', name =>
  expect(resolve({ name })).toBe('/i/sub/rx.h'),
)

describe('#include_next', () => {
  const next = (from: string, name = 'wrap.h', angled = true) => resolve({ name, angled, from, next: true })

  test('goes on behind the folder of the file', () => {
    expect([next('/q/wrap.h'), next('/i/wrap.h'), next('/j/wrap.h')]).toEqual(['/i/wrap.h', '/j/wrap.h', undefined])
    expect(next('/q/wrap.h', 'q.h', false)).toBe('/i/q.h')
  })

  test('ends with the bundled headers, and asks nobody else', () => {
    expect(next('/i/sub/rx.h', 'sub/rx.h')).toBeUndefined()
    expect(next('/i/wrap.h', 'rx.h')).toBe(`${bundledFolder}/rx.h`)
  })

  test('of a file in no folder of the path begins with the first', () =>
    expect(next('/s/own.h', 'own.h')).toBe('/q/own.h'))
})

describe('a Windows kit', () => {
  const headers = ['rx.h', 'mrx.h', 'wdm.h', 'ntifs.h', 'ntdef.h', 'ntstatus.h', 'fcb.h', 'lowio.h', 'only.h']
  const ofC = ['stdarg.h', 'stddef.h', 'stdio.h', 'string.h', 'limits.h', 'errno.h', 'ctype.h', 'wchar.h']
  const known = [...headers.slice(0, -1), ...ofC].map(header => [`model/include/${header}`, ''])
  const library = smallLibrary(Object.fromEntries(known))
  const bundled = `${bundledFolder}/rx.h`

  function resolved(name: string, extra: Partial<IncludeName> = {}, kit = headers, others: readonly string[] = []) {
    const disk = Object.fromEntries([...kit.map(header => `/kits/km/${header}`), ...others].map(path => [path, '']))
    const texts = new SourceTexts(memoryFiles(disk), new BundledHeaders(library))
    const all = ['/i', '/kits/km', '/kits']
    return texts.resolve({ name, angled: true, from: '/s/a.c', ...extra }, { quoted: [], all })
  }

  test('gives way to what is bundled, however it is named', () => {
    const names = ['rx.h', 'RX.H', 'km/rx.h', '../km/rx.h', '/kits/km/rx.h']
    expect(names.map(name => resolved(name))).toEqual(names.map(() => bundled))
    expect(resolved('rx.h', { angled: false, from: '/kits/km/only.h' })).toBe(bundled)
  })

  test('counts for the rest', () => expect(resolved('only.h')).toBe('/kits/km/only.h'))

  test("does not hide the driver's own", () => {
    expect(resolved('rx.h', {}, headers, ['/i/rx.h'])).toBe('/i/rx.h')
    expect(resolved('rx.h', { angled: false }, headers, ['/s/rx.h'])).toBe('/s/rx.h')
  })

  test('is no folder with a few wrappers, and no C library of a project', () => {
    expect(resolved('rx.h', {}, ['rx.h', 'wdm.h', 'ntifs.h'])).toBe('/kits/km/rx.h')
    expect(resolved('string.h', {}, [...ofC, 'rx.h'])).toBe('/kits/km/string.h')
  })

  test('that comes later is known then', () => {
    const disk: Record<string, string> = { '/i/rx.h': '', '/i/own.h': '' }
    const texts = new SourceTexts(memoryFiles(disk), new BundledHeaders(library))
    const include = { name: 'rx.h', angled: true, from: '/s/a.c' }
    const found = () => texts.resolve(include, { quoted: [], all: ['/i'] })
    expect(found()).toBe('/i/rx.h')
    for (const header of headers) disk[`/i/${header}`] = ''
    texts.invalidate(['/i/wdm.h'])
    expect(found()).toBe(bundled)
  })
})
