// Any sequence of edits gives what opening the final text gives. MRX_CASES=2000 runs at length.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HeaderCache } from '../../src/c/headerCache.ts'
import type { SourceLoader } from '../../src/c/preprocessor.ts'
import { dumpUnit } from '../support/dump.ts'
import { Random } from '../support/random.ts'
import { memoryLoader } from '../support/sources.ts'
import { firstDeviation, firstDifference, newUnit, type Subject } from './law.ts'

const cases = Number(process.env.MRX_CASES ?? 20)
const firstSeed = Number(process.env.MRX_SEED ?? 1)

const headers = {
  'one.h': `#pragma once
#include "two.h"
extern int one; typedef struct T { int a; } T;
#define H1 X0 + 1
int hh = H1;
`,
  'two.h': `#ifndef TWO
#define TWO
#if 0
x
#endif
int two(T *, S0);
#endif
`,
}

const small = `#include "one.h"
#define X0 1
#define X1 X0 + 2
typedef struct S0 { int a; } S0, *PS0;
int g0 = X1;
static int f0(IN int a, PS0 b)
{
  return g0 + b->a + X1;
}
#if X0
int g2;
#else
int g3;
#endif
int f1(void) { int i; for (i = 0; i < 3; i++) g0 += f0(i, 0); return __LINE__; }
`

/** The examples with the bundled headers. */
function exampleSubjects(): Subject[] {
  const root = new URL('../../../', import.meta.url).pathname.replace(/\/$/, '')
  const texts = new Map<string, string | undefined>()
  const read = (path: string) => {
    if (!texts.has(path)) texts.set(path, contentsOf(path))
    return texts.get(path)
  }
  const loader: SourceLoader = {
    read,
    resolve: (name, _angled, from) =>
      [`${from.slice(0, from.lastIndexOf('/'))}/${name}`, `${root}/server/model/include/${name}`].find(
        path => read(path) !== undefined,
      ),
  }
  return ['loopback', 'nullredir'].flatMap(example =>
    readdirSync(`${root}/examples/${example}`)
      .filter(name => name.endsWith('.c'))
      .map(name => `${root}/examples/${example}/${name}`)
      .map(path => ({ path, text: read(path)!, loader })),
  )
}

function contentsOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

describe('a unit after edits equals a fresh one', () => {
  it(`on a small file, ${cases} times`, { timeout: 20_000 + cases * 2_000 }, () => {
    const subject = { path: 'main.c', text: small, loader: memoryLoader(headers) }
    for (let seed = firstSeed; seed < firstSeed + cases; seed++)
      expect(firstDeviation(subject, new Random(seed), 25), `seed ${seed}`).toBeUndefined()
  })

  it(`behind forced includes, ${cases} times`, { timeout: 20_000 + cases * 2_000 }, () => {
    const subject = {
      path: 'main.c',
      text: small.slice(small.indexOf('\n') + 1),
      loader: memoryLoader(headers),
      forcedIncludes: ['one.h', 'gone.h', 'two.h'],
    }
    for (let seed = firstSeed; seed < firstSeed + cases; seed++)
      expect(firstDeviation(subject, new Random(seed), 25), `seed ${seed}`).toBeUndefined()
  })

  it('on the examples', { timeout: 60_000 + cases * 20_000 }, () => {
    const subjects = exampleSubjects()
    for (let seed = firstSeed; seed < firstSeed + Math.ceil(cases / 10); seed++) {
      const random = new Random(seed)
      const subject = random.pick(subjects)
      expect(firstDeviation(subject, random, 6), `${subject.path}, seed ${seed}`).toBeUndefined()
    }
  })

  it('when headers change and the unit is read again', () => {
    const files: Record<string, string> = { ...headers }
    const subject = { path: 'main.c', text: small, loader: memoryLoader(files) }
    const cache = new HeaderCache()
    const unit = newUnit(subject, cache)
    unit.update(small)
    const random = new Random(firstSeed)
    const variants = [
      'typedef long T;\n',
      '#define g0 g9\n',
      '#pragma once\n#include "two.h"\n',
      '#if 1\n',
      'int one\n',
    ]
    for (let i = 0; i < 30; i++) {
      files[random.pick(['one.h', 'two.h'])] = random.pick([...variants, headers['one.h'], headers['two.h']])
      unit.reread()
      const fresh = newUnit(subject)
      fresh.update(small)
      expect(firstDifference(dumpUnit(unit), dumpUnit(fresh)), `change ${i}`).toBeUndefined()
    }
  })

  it('for units that share headers', () => {
    const cache = new HeaderCache()
    const loader = memoryLoader(headers)
    for (const prefix of ['', '#define X0 5\n', '#define X0 5\n#define X1\n', '#include "two.h"\n', 'int a;\n', '']) {
      const subject = { path: 'main.c', text: prefix + small, loader }
      const [sharing, alone] = [newUnit(subject, cache), newUnit(subject)]
      for (const unit of [sharing, alone]) unit.update(subject.text)
      expect(firstDifference(dumpUnit(sharing), dumpUnit(alone))).toBeUndefined()
    }
  })
})
