// Annotations are kept with the chunks of a unit: after any edits they are those of the final text read at once. And
// whatever stands in comments, a check of the file comes to its end.
import { describe, expect, test } from 'vitest'
import { type Annotation, unitAnnotations } from '../../src/annotations/annotations.ts'
import { printClause } from '../../src/annotations/print.ts'
import { endOf, startOf, writtenAt } from '../../src/c/token.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import { engineOf, folder } from '../support/driver.ts'
import { Random } from '../support/random.ts'
import { prelude } from '../support/rdbss.ts'
import { edited } from './edits.ts'
import { firstDifference, newUnit } from './law.ts'

const text = `typedef int T; int global;
// @mrx allow MRX012 because "x"

/* @mrx
 * scenario "a"
 *   connect by user
 *   given global = (T) & global
 *   expect old(p) == \\
 *     global
 */
static int f(int *p) // @mrx expect p
{
    int a = *p; // @mrx expect a == *p
    // @mrx allow MRX011 because "y"
    if (a) { /* @mrx expect a */
        g(a,
          p); // @mrx allow MRX015 because "z"
    } // @mrx expcet a
    return a;
}
#if 1
// @mrx stub g returns 1 | blocks
int table[] = {
    1, // @mrx allow MRX012 because "w"
    2 };
#else
// @mrx stub g blocks
#endif
int g(int, int *); // @mrx
`

const clauses = [
  '// @mrx expect global == 1',
  '/* @mrx\n * stop\n */',
  '// @mrx expcet',
  '@mrx',
  ' * @mrx unload',
  '// @mrx allow MRX012 because "q"\n',
  'typedef long U;',
  '#define T',
]

/** What is read, with every place as it is in the file. */
function dump(unit: TranslationUnit): string {
  return unitAnnotations(unit)
    .map(annotation => described(annotation))
    .join('\n')
}

function described({ origin: { base }, attachment, clauses, problems, comments }: Annotation): string {
  const at = ({ start, end }: { start: number; end: number }) => `${base + start}-${base + end}`
  const reach = attachment.kind === 'file' ? [] : attachment.reach.map(at)
  const own =
    attachment.kind === 'point'
      ? `${attachment.where} ${startOf(writtenAt(attachment.statement.first))}-${endOf(writtenAt(attachment.statement.last))}`
      : attachment.kind === 'function'
        ? attachment.symbol.name
        : ''
  return [
    `${attachment.kind} ${own} [${reach.join(' ')}] comments ${comments.map(at).join(' ')}`,
    ...clauses.map(clause => `  ${at(clause)} ${printClause(clause)}`),
    ...problems.map(problem => `  ${at(problem)} ! ${problem.message}`),
  ].join('\n')
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))('edits, seed %i', seed => {
  const random = new Random(seed)
  const subject = { path: '/a.c', text, loader: { read: () => undefined, resolve: () => undefined } }
  const unit = newUnit(subject)
  let now = text
  unit.update(now)
  for (let i = 0; i < 60; i++) {
    now = random.chance(0.3) ? withClause(now, random) : edited(now, random)
    // A text that went to pieces tells little.
    if (!now.includes('@mrx') || now.length > 4_000) now = text
    unit.update(now)
    const fresh = newUnit(subject)
    fresh.update(now)
    expect(firstDifference(dump(unit), dump(fresh)), `edit ${i}\n${now}`).toBeUndefined()
  }
})

function withClause(now: string, random: Random): string {
  const at = random.below(now.length + 1)
  return now.slice(0, at) + random.pick(clauses) + now.slice(at)
}

describe('any comments in a driver', () => {
  test.each(Array.from({ length: 15 }, (_, seed) => seed))('seed %i', seed => {
    const random = new Random(1_000 + seed)
    let now = `${prelude}${text}`
    const engine = engineOf(now)
    const path = `${folder}/driver.c`
    for (let i = 0; i < 20; i++) {
      now = random.chance(0.6) ? withClause(now, random) : edited(now, random)
      engine.texts.setDocument(path, now)
      for (const { range } of engine.findingsIn(path)) expect(range.start.line).toBeLessThanOrEqual(range.end.line)
      expect(engine.drivers.all().flatMap(({ broken }) => broken)).toEqual([])
    }
  })
})
