import { expect, test } from 'vitest'
import { namesUpTo, valueLines } from './valueLines.ts'

const lines = `static int before(int n)
{
    return n;
}
NTSTATUS Finalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER Server = SrvCall->Context; // Force is "true"
    if (Server->Force && Log("Force", Force)) /* SrvCall */
        Free(Server);
    return Force;
}`.split('\n')

const values = [
  ['SrvCall', 'S1'],
  ['Force', 'TRUE'],
  ['Server', 'pool 1, freed'],
  ['n', '7'],
] as const

test('values stand at the lines of the body that name them, up to the one that is shown', () => {
  expect([...valueLines(lines, 8, values)]).toEqual([
    [6, 'Server = pool 1, freed, SrvCall = S1'],
    [7, 'Server = pool 1, freed, Force = TRUE'],
    [8, 'Server = pool 1, freed'],
  ])
})

test('outside of a body it is the line alone, and nothing where there is none', () => {
  expect([...valueLines(['int n = 0;', 'n = n + 1;'], 1, values)]).toEqual([[1, 'n = 7']])
  expect([...valueLines(lines, 99, values)]).toEqual([])
  expect([...valueLines(lines, 8, [])]).toEqual([])
})

test('functions, members, comments and texts are no variables', () => {
  expect(namesUpTo(['f(a->b.c, "d", \'e\', &g[h]) + Longer (i); // j'], 0).map(({ name }) => name)).toEqual([
    'a',
    'g',
    'h',
    'i',
  ])
  expect(namesUpTo(['  x + y'], 0)).toEqual([
    { line: 0, character: 2, name: 'x' },
    { line: 0, character: 6, name: 'y' },
  ])
})
