import { expect, test } from 'vitest'
import type { Files } from './files.ts'
import { memoryFiles } from './files.ts'
import { expandIncludePath, walk } from './folders.ts'

test('a recursive include path is the folders that lead to headers', () => {
  const files = memoryFiles({
    '/w/inc/a/b/x.h': '',
    '/w/inc/c/main.c': '',
    '/w/inc/d.inl': '',
    '/w/inc/.git/y.h': '',
    '/w/inc/node_modules/z.h': '',
  })
  expect(expandIncludePath(files, '/w/inc/**')).toEqual(['/w/inc', '/w/inc/a', '/w/inc/a/b'])
  expect(expandIncludePath(files, '/w/inc/*')).toEqual(['/w/inc'])
  expect(expandIncludePath(files, '/w/other/**')).toEqual(['/w/other'])
  expect(expandIncludePath(files, '/w/inc')).toEqual(['/w/inc'])
})

test('folders that hold themselves are walked to an end', () => {
  const files: Files = {
    read: () => undefined,
    list: () => [
      { name: 'loop', folder: true },
      { name: 'again', folder: true },
      { name: 'a.h', folder: false },
    ],
  }
  const walked = [...walk(files, '/w', { depth: 50, entries: 1_000 })]
  expect(walked.length).toBe(333)
  expect(walked.slice(0, 3).map(step => step.folder)).toEqual(['/w', '/w/again', '/w/loop'])
})
