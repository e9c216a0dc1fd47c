import { expect, test } from 'vitest'
import { programUnits } from '../../test/support/hosted.ts'
import { endOf, startOf } from '../c/token.ts'
import { Coverage } from './coverage.ts'
import type { Site } from './fault.ts'
import { hashOf } from './hash.ts'
import { hostedMachine, startMain } from './hosted/hostedProgram.ts'
import type { Machine } from './machine.ts'

const source = `
static int sign(int n)
{
  if (n > 0 && n < 100)
    return 1;
  if (!n)
    return 0;
  return -1;
}
static int never(void) { return 5; }
int main(int argc, char **argv)
{
  int sum = 0;
  for (int i = 0; i < 3; i++)
    sum += sign(i);
  switch (sum) {
  case 2: sum++; break;
  case 3: case 4: sum--; break;
  default: sum = never();
  }
  do sum--; while (sum > 10);
  return sum;
}
`

function machineOf(text: string): Machine {
  const machine = hostedMachine(programUnits(text), () => undefined)
  expect(machine.initialize()).toBeUndefined()
  return machine
}

function covered(text: string) {
  const machine = machineOf(text)
  const coverage = new Coverage(machine, ({ first }) => first.origin.file === '/test.c')
  machine.functions = coverage.watched(machine.functions)
  expect(startMain(machine)).toBe(machine.threads[0])
  return { machine, coverage }
}

const textOf = ({ first, last }: Site) => source.slice(startOf(first), endOf(last)).split('\n')[0]!

test('notes the statements that were executed, and where tests went', () => {
  const { machine, coverage } = covered(source)
  expect(machine.run(machine.threads[0]!, 1_000)).toEqual({ kind: 'finished' })
  const functions = coverage.functions()
  const statements = functions.flatMap(each => each.statements)
  const missed = statements.filter(({ isReached }) => !isReached).map(({ site }) => textOf(site))
  expect(missed.filter(text => text !== '}').sort()).toEqual(
    ['return -1;', 'return 5;', 'sum = never();', 'sum--;', 'break;'].sort(),
  )
  const tests = functions.flatMap(each => each.tests)
  const ways = tests.map(({ site, ways: each }) => {
    const taken = each.filter(({ isTaken }) => isTaken).map(({ label }) => label)
    return `${textOf(site)}: ${taken.sort().join(', ')} of ${each.length}`
  })
  expect(ways.sort()).toEqual([
    'i < 3: false, true of 2',
    'n < 100: true of 2',
    'n > 0: false, true of 2',
    'n: false of 2',
    'sum > 10: false of 2',
    'sum: case 2 of 3',
  ])
  expect(functions.map(({ name }) => name).sort()).toEqual(['main', 'never', 'sign'])
})

test('changes neither the run nor its length', () => {
  const plain = machineOf(source)
  startMain(plain)
  const { machine } = covered(source)
  for (let i = 0; i < 100; i++) {
    const stops = [plain, machine].map(each => each.run(each.threads[0]!, 1))
    expect(stops[1]).toEqual(stops[0])
    expect([machine.steps, hashOf(machine)]).toEqual([plain.steps, hashOf(plain)])
  }
})

test('what is not watched is left as it is', () => {
  const machine = machineOf(source)
  const coverage = new Coverage(machine, () => false)
  const watched = coverage.watched(machine.functions)
  expect(watched.every((each, i) => each === machine.functions[i])).toBe(true)
  expect(coverage.functions()).toEqual([])
})

test('a test of a value that is not initialised is the fault that it is', () => {
  const { machine } = covered('int main(void) { int n; if (n) return 1; return 0; }')
  expect(machine.run(machine.threads[0]!, 100)).toMatchObject({ kind: 'fault', code: 'MRX205' })
})
