import { describe, expect, test } from 'vitest'
import { unitOf } from '../../test/support/cSource.ts'
import { dispensable, driversOf } from './drivers.ts'
import { baseName } from './paths.ts'
import { unitFacts } from './unitFacts.ts'

/** `a b* | c`: each driver's units, a star behind those without an entry. */
function groups(
  sources: Readonly<Record<string, string>>,
  groupOf: (path: string) => string | undefined = () => undefined,
) {
  const facts = Object.entries(sources).map(([path, source]) => ({ ...unitFacts(unitOf(source)), path }))
  return driversOf(facts, groupOf).map(
    ({ units, hasEntry }) => `${units.map(({ path }) => baseName(path)).join(' ')}${hasEntry ? '' : '*'}`,
  )
}

const entry = (calls: string) => `void ${calls || 'nothing'}(void); long DriverEntry(void) { ${calls}(); return 0; }`
const define = (name: string, calls = '') =>
  `${calls && `void ${calls}(void);`} void ${name}(void) { ${calls && `${calls}();`} }`

describe('without a project file', () => {
  test('what the entry reaches, over several files', () =>
    expect(groups({ '/d/a.c': define('f', 'g'), '/d/b.c': define('g'), '/d/z.c': entry('f') })).toEqual([
      'z.c a.c b.c',
    ]))

  test('a file that nothing reaches is alone', () =>
    expect(groups({ '/d/a.c': entry('f'), '/d/b.c': define('f'), '/d/c.c': define('h') })).toEqual(['a.c b.c', 'c.c*']))

  test('two entries, two drivers, what they share in both', () =>
    expect(groups({ '/d/a.c': entry('f'), '/d/b.c': entry('f'), '/d/c.c': define('f') })).toEqual([
      'a.c c.c',
      'b.c c.c',
    ]))

  test('names of each file alone are looked for once, not in every other file', () => {
    const looksFor = (count: number) => {
      let looks = 0
      class Mentions extends Set<string> {
        override has(name: string): boolean {
          looks++
          return super.has(name)
        }
      }
      const unit = (i: number) => ({
        path: `/d/${i}.c`,
        defines: new Set(['f', `f${i}`]),
        mentions: new Mentions(['g']),
      })
      expect(
        driversOf(
          Array.from({ length: count }, (_, i) => unit(i)),
          () => undefined,
        ),
      ).toHaveLength(count)
      return looks / count
    }
    expect(looksFor(60)).toBeLessThanOrEqual(looksFor(6))
  })

  test('the nearest definition of a name counts', () =>
    expect(groups({ '/d/one/a.c': entry('f'), '/d/one/f.c': define('f'), '/d/two/f.c': define('f') })).toEqual([
      'a.c f.c',
      'f.c*',
    ]))

  test('static functions reach nothing elsewhere', () =>
    expect(
      groups({ '/d/a.c': 'static void f(void) { } long DriverEntry(void) { f(); return 0; }', '/d/b.c': define('f') }),
    ).toEqual(['a.c', 'b.c*']))

  test('through a variable', () =>
    expect(groups({ '/d/a.c': 'extern int T; long DriverEntry(void) { return T; }', '/d/b.c': 'int T = 1;' })).toEqual([
      'a.c b.c',
    ]))

  test('no files, no drivers', () => expect(groups({})).toEqual([]))

  test('names that others mention are known, where there is no entry', () => {
    const sources = { '/d/a.c': define('f'), '/d/b.c': define('g', 'f') }
    const facts = Object.entries(sources).map(([path, source]) => ({ ...unitFacts(unitOf(source)), path }))
    expect(driversOf(facts, () => undefined).map(({ namedOutside }) => [...namedOutside])).toEqual([['f'], []])
  })
})

describe('with a project file', () => {
  test('its list decides', () =>
    expect(
      groups({ '/d/a.c': entry('f'), '/d/b.c': define('g'), '/d/c.c': define('f') }, path =>
        path === '/d/c.c' ? undefined : 'project',
      ),
    ).toEqual(['a.c b.c', 'c.c*']))

  test('one with two entries is two drivers', () =>
    expect(groups({ '/d/a.c': entry('f'), '/d/b.c': entry('f'), '/d/c.c': define('f') }, () => 'project')).toEqual([
      'a.c c.c',
      'b.c c.c',
    ]))
})

describe('dispensable', () => {
  /** The units whose name begins with x may be left out. */
  const left = (sources: Readonly<Record<string, string>>) => {
    const facts = Object.entries(sources).map(([path, source]) => ({ ...unitFacts(unitOf(source)), path }))
    return dispensable(facts, path => path.startsWith('x')).join(' ')
  }

  test('is what nothing else needs', () =>
    expect(left({ 'a.c': entry('f'), 'b.c': define('f'), 'x.c': define('g', 'f') })).toBe('x.c'))

  test('is a copy of what is there', () =>
    expect(left({ 'a.c': entry('f'), 'b.c': define('f'), 'x.c': define('f') })).toBe('x.c'))

  test('is no unit whose names are missing without it, at first or second hand', () => {
    const sources = { 'a.c': entry('f'), 'x1.c': define('g'), 'x2.c': define('f', 'g'), 'x3.c': define('h', 'g') }
    expect(left(sources)).toBe('x3.c')
  })

  test('is no driver', () => {
    expect(left({ 'a.c': entry('f'), 'x.c': entry('f'), 'x1.c': define('f'), 'x2.c': define('g') })).toBe('x2.c')
  })

  test('is nothing where nothing may be left out', () => expect(left({ 'a.c': define('f') })).toBe(''))
})
