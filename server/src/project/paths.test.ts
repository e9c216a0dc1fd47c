import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extension, isWithin, normalize, parent, pathToUri, relative, resolve, uriToPath } from './paths.ts'

describe('normalize', () => {
  test.each([
    ['C:\\driver\\sys\\..\\inc\\a.h', 'c:/driver/inc/a.h'],
    ['/home//me/./a.c', '/home/me/a.c'],
    ['/../a.c', '/a.c'],
    ['\\\\server\\share\\a.c', '//server/share/a.c'],
    ['\\\\?\\C:\\long\\a.c', 'c:/long/a.c'],
    ['D:', 'd:/'],
    ['../a/../b', '../b'],
  ])('%s is %s', (from, to) => expect(normalize(from)).toBe(to))

  test('what is normal stays', () => {
    fc.assert(fc.property(fc.string(), text => normalize(normalize(text)) === normalize(text)))
  })
})

describe('resolve', () => {
  test.each([
    ['c:/wdk', 'inc\\km', 'c:/wdk/inc/km'],
    ['c:/wdk', '\\other', 'c:/other'],
    ['c:/wdk', 'D:\\other', 'd:/other'],
    ['/a/b', '../c', '/a/c'],
    ['/a/b', '/c', '/c'],
    ['c:/wdk', '\\\\server\\inc', '//server/inc'],
  ])('%s and %s give %s', (folder, path, expected) => expect(resolve(folder, path)).toBe(expected))
})

test('parent of a root is the root', () => {
  expect([parent('/'), parent('/a'), parent('c:/'), parent('c:/a'), parent('c:/a/b')]).toEqual([
    '/',
    '/',
    'c:/',
    'c:/',
    'c:/a',
  ])
})

test('relative leads back to the path', () => {
  expect(relative('/a/b', '/a/c/d.c')).toBe('../c/d.c')
  expect(relative('c:/a', 'd:/b.c')).toBe('d:/b.c')
  const names = fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 4 })
  fc.assert(
    fc.property(names, names, (folder, path) => {
      const [from, to] = [`/${folder.join('/')}`, `/${path.join('/')}`]
      expect(resolve(from, relative(from, to))).toBe(to)
    }),
  )
})

test('a folder with a longer name is not within', () => {
  expect(isWithin('/a/bc/d.c', '/a/b')).toBe(false)
  expect(isWithin('/a/b/d.c', '/a/b')).toBe(true)
  expect(isWithin('/a', '/')).toBe(true)
})

test('a dot file has no extension', () => {
  expect([extension('/a/.mrxrc'), extension('/a.b/C'), extension('/a/X.CPP')]).toEqual(['', '', '.cpp'])
})

describe('URIs', () => {
  test.each([
    ['file:///c%3A/my%20driver/a%23b.c', 'c:/my driver/a#b.c'],
    ['file:///C:/driver/a.c', 'c:/driver/a.c'],
    ['file:///home/me/%C3%BC.c', '/home/me/ü.c'],
    ['file://server/share/a.c', '//server/share/a.c'],
    ['untitled:Untitled-1', '/untitled://Untitled-1'],
    ['vscode-vfs://github/owner/repo/a.c', '/vscode-vfs:/github/owner/repo/a.c'],
  ])('%s is %s', (uri, path) => expect(uriToPath(uri)).toBe(path))

  test('a path comes back from its URI', () => {
    const name = fc.string({ minLength: 1 }).filter(text => !/[\\/\0:]/.test(text) && !/^\.{1,2}$/.test(text))
    const roots = fc.constantFrom('/', 'c:/', '//server/share/', '/vscode-vfs:/github/')
    fc.assert(
      fc.property(roots, fc.array(name, { minLength: 1, maxLength: 3 }), (root, names) => {
        const path = root + names.join('/')
        expect(uriToPath(pathToUri(path))).toBe(path)
      }),
    )
    expect(pathToUri(uriToPath('untitled:Untitled-1'))).toBe('untitled:Untitled-1')
  })
})
