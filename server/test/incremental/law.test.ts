// Any sequence of edits gives what opening the final text gives: on a small file, on the examples, and on the drivers in
// MRX_SOURCES.
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HeaderCache } from '../../src/c/headerCache.ts'
import { dumpUnit } from '../support/dump.ts'
import { caseCount, firstSeed, givenSources, Run } from '../support/longRun.ts'
import { Random } from '../support/random.ts'
import { diskLoader, memoryLoader } from '../support/sources.ts'
import { firstDeviation, firstDeviationOfOutline, firstDifference, newUnit, type Subject } from './law.ts'

const cases = caseCount(20)

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

const root = new URL('../../../', import.meta.url).pathname.replace(/\/$/, '')

/** With the bundled headers. */
function subjectsAt(paths: readonly string[]): Subject[] {
  const loader = diskLoader()
  return paths.filter(path => path.endsWith('.c')).map(path => ({ path, text: loader.read(path)!, loader }))
}

function exampleFiles(): string[] {
  return ['loopback', 'nullredir'].flatMap(example =>
    readdirSync(`${root}/examples/${example}`).map(name => `${root}/examples/${example}/${name}`),
  )
}

describe('a unit after edits equals a fresh one', () => {
  it(`on a small file, ${cases} times`, { timeout: 20_000 + cases * 2_000 }, () => {
    const subject = { path: 'main.c', text: small, loader: memoryLoader(headers) }
    const run = new Run('sequences of 25 edits, a small file')
    for (const seed of run.seeds(cases)) {
      const deviation = firstDeviation(subject, new Random(seed), 25)
      run.program(25, deviation && `seed ${seed}: ${deviation}`)
    }
    run.end()
  })

  it(`behind forced includes, ${cases} times`, { timeout: 20_000 + cases * 2_000 }, () => {
    const subject = {
      path: 'main.c',
      text: small.slice(small.indexOf('\n') + 1),
      loader: memoryLoader(headers),
      forcedIncludes: ['one.h', 'gone.h', 'two.h'],
    }
    const run = new Run('sequences of 25 edits, behind forced includes')
    for (const seed of run.seeds(cases)) {
      const deviation = firstDeviation(subject, new Random(seed), 25)
      run.program(25, deviation && `seed ${seed}: ${deviation}`)
    }
    run.end()
  })

  it(`when bodies are read later, ${cases} times`, { timeout: 20_000 + cases * 2_000 }, () => {
    const subject = { path: 'main.c', text: small, loader: memoryLoader(headers) }
    const run = new Run('sequences of 15 rounds of edits, bodies read later')
    for (const seed of run.seeds(cases)) {
      const deviation = firstDeviationOfOutline(subject, new Random(seed), 15)
      run.program(15, deviation && `seed ${seed}: ${deviation}`)
    }
    run.end()
  })

  function compareOn(name: string, paths: readonly string[]): void {
    const subjects = subjectsAt(paths)
    const run = new Run(`sequences of 6 edits, ${name}`)
    for (const seed of run.seeds(Math.ceil(cases / 10))) {
      const random = new Random(seed)
      const subject = random.pick(subjects)
      const deviation = firstDeviation(subject, random, 6, 0.05) ?? firstDeviationOfOutline(subject, random, 2)
      run.program(6, deviation && `${basename(subject.path)}, seed ${seed}: ${deviation}`)
    }
    run.end()
  }

  it('on the examples', { timeout: 60_000 + cases * 20_000 }, () => compareOn('the examples', exampleFiles()))

  const given = [...givenSources().keys()]
  it.skipIf(given.length === 0)('on the drivers in MRX_SOURCES', { timeout: 60_000 + cases * 20_000 }, () =>
    compareOn('given drivers', given),
  )

  it('when headers change and the unit is read again', () => {
    const files: Record<string, string> = { ...headers }
    const subject = { path: 'main.c', text: small, loader: memoryLoader(files) }
    const cache = new HeaderCache()
    const unit = newUnit(subject, cache)
    unit.update(small)
    const random = new Random(firstSeed())
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
