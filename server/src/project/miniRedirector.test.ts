import { expect, test } from 'vitest'
import { nearMiniRedirectors } from './miniRedirector.ts'

/** Headers lie in `/inc`. */
function near(files: Readonly<Record<string, string>>): string[] {
  const header = (name: string) => (`/inc/${name}` in files ? `/inc/${name}` : undefined)
  const sources = Object.keys(files).filter(path => path.endsWith('.c'))
  return nearMiniRedirectors(sources, { read: path => files[path], header })
}

const headers = {
  '/inc/all.h': '#include "types.h"\n',
  '/inc/types.h': '#include <rx.h>\n',
  '/inc/round.h': '#include "back.h"\n',
  '/inc/back.h': '#include "round.h"\n',
}

test('folders that share a header behind which another one mentions mini-redirectors', () =>
  expect(near({ ...headers, '/a/a.c': '#include "all.h"\n', '/a/b.c': '', '/b/c.c': '#include "all.h"\n' })).toEqual([
    '/a/a.c',
    '/a/b.c',
    '/b/c.c',
  ]))

test('others, and headers that include each other', () =>
  expect(
    near({ ...headers, '/a/a.c': '#include "round.h"\n', '/b/b.c': '#include "back.h"\n#include <all.h>\n' }),
  ).toEqual([]))
