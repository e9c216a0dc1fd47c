import { expect, test } from 'vitest'
import { programUnits } from '../../test/support/hosted.ts'
import { hostedMachine, startMain } from './hosted/hostedProgram.ts'
import { framesOf } from './inspect.ts'

test('frames show their variables as they are', () => {
  const source = `
#include <stdlib.h>
struct pair { int a; char *text; };
static int inner(int n, double d) { long unset; float f = 0.5f; int list[3] = { n, n + 1 }; struct pair p; p.a = -1; abort(); return (int)unset + (int)(f + d) + list[0] + p.a; }
int main(void) { char *block = malloc(5), *inside = block + 2, *none = 0; unsigned char byte = 200; return inner(7, 1.5) + byte + *block + *inside + *none; }`
  const machine = hostedMachine(programUnits(source), () => undefined)
  machine.initialize()
  const thread = startMain(machine)!
  expect(machine.run(thread, 10_000)).toMatchObject({ kind: 'exit' })
  const frames = framesOf(machine, thread)
  const shown = frames.map(({ site, variables }) => [
    site.function,
    ...variables.map(({ name, value }) => `${name} = ${value}`),
  ])
  expect(shown).toEqual([
    [
      'inner',
      'n = 7',
      'd = 1.5',
      'unset = no value',
      'f = 0.5',
      'list = { 7, 8, 0 }',
      'p = { a = -1, text = no value }',
    ],
    [
      'main',
      'block = a block of 5 bytes from malloc',
      'inside = a block of 5 bytes from malloc + 2',
      'none = null',
      'byte = 200',
    ],
  ])
  expect(frames[0]!.variables.map(({ type }) => type)).toEqual([
    'int',
    'double',
    'long',
    'float',
    'int [3]',
    'struct pair',
  ])
})
