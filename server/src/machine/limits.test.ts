// What is too much for the machine: it says so, and goes on living.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { endingOf, mainWith, outputOf, runProgram } from '../../test/support/hosted.ts'

describe('endless loops', () => {
  const steps = 5_000_000
  test.each([
    ['that wait', 'volatile int go = 1;\n  while (go)\n    ;', 'while (go)'],
    ['without a test', 'for (;;)\n    ;', ';'],
    ['that call', 'while (go(1))\n    ;', 'while (go(1))'],
    ['that write what is there already', 'char a[9000];\n  for (;;) a[8999] = 1;', 'for (;;) a[8999] = 1;'],
  ])('%s are known long before the budget is spent', (_, body, line) => {
    const source = mainWith(`  ${body}`, 'static int go(int n) { return n; }')
    const run = runProgram(source, { steps })
    expect(run.ending).toMatchObject({ kind: 'fault', code: 'MRX217' })
    expect(run.steps).toBeLessThan(1_100_000)
    expect([`MRX217 at ${line}`, 'MRX217 at ;', 'MRX217 at static int go(int n) { return n; }']).toContain(
      endingOf(source, { steps }),
    )
  })

  test('that count on end at the budget; long ones are not taken for endless', () => {
    const counting = (end: string) => mainWith(`unsigned long long n = 0;\nwhile (n != ${end}) n++;`)
    const { ending, steps: executed } = runProgram(counting('~0ull'), { steps: 2_000_000 })
    expect([ending.kind, executed]).toEqual(['fault', 2_000_000])
    expect(runProgram(counting('700000'), { steps }).ending).toMatchObject({ kind: 'exit', status: 0 })
  })
})

describe('recursion', () => {
  test.each([
    ['of small frames', 'static int f(int n) {\n  return f(n + 1) + 1; }'],
    ['of large frames', 'static int f(int n) { char a[4000]; a[0] = n;\n  return f(n + 1) + a[0]; }'],
    [
      'with records',
      'struct s { int a[100]; };\nstatic int f(struct s s) {\n  return f(s) + 1; }\n#define f(n) f((struct s){ n })',
    ],
  ])('%s is a stack overflow', (_, f) => {
    expect(endingOf(`${f}\nint main(void) { return f(1); }`)).toMatch(/^MRX209 at return f\(/)
  })
})

describe('memory', () => {
  test('allocations of a gigabyte fail as malloc does', () => {
    const body = `char *p = malloc(1u << 28); p[7] = 7;
  printf("%d%d%d%d", malloc(1u << 30) == NULL, malloc(-1) == NULL, calloc(1ul << 40, 1ul << 40) == NULL, realloc(p, 1u << 30) == NULL);
  printf("%d", p[7]); free(p); printf("%d", malloc(1u << 28) != NULL);`
    expect(outputOf(mainWith(body))).toBe('111171')
  })

  test('objects of a gigabyte are told at their line', () => {
    expect(endingOf('static char a[1u << 30];\nint main(void) { return a[0]; }')).toBe(
      'unsupported: an object that large: a, 1073741824 bytes at static char a[1u << 30];',
    )
    expect(endingOf(mainWith('char a[1u << 30];\na[0] = 1;'))).toMatch(/^MRX209 at /)
  })

  test('a million live objects take less than a gigabyte', () => {
    const before = process.memoryUsage().rss
    const source = mainWith('for (int i = 0; i < 1000000; i++) if (malloc(64) == NULL) return 1;')
    expect(runProgram(source, { steps: 1e8 }).ending).toMatchObject({ kind: 'exit', status: 0 })
    expect(process.memoryUsage().rss - before).toBeLessThan(10 ** 9)
  })

  test('a program that is run again and again leaves nothing behind', () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const source = mainWith(
      'for (int i = 0; i < 10000; i++) { char *p = malloc(1000); p[i % 1000] = 1; if (i % 2) free(p); }',
    )
    const leftByOneRun = 5000 * 1000 // what the program itself does not free, bytes
    const used: number[] = []
    for (let i = 0; i < 12; i++) {
      expect(outputOf(source)).toBe('')
      collect()
      used.push(process.memoryUsage().heapUsed)
    }
    // V8's own code and caches grow by up to about a megabyte meanwhile.
    expect(used[11]! - used[5]!).toBeLessThan(leftByOneRun)
  })
})

test('what is not supported is said once, where it is reached first', () => {
  const body = 'for (int i = 0; i < 3; i++) {\n  puts("once");\n  _Complex double z = i;\n  z = z * z;\n  }'
  const { output, ending } = runProgram(mainWith(body))
  expect([output, ending.kind]).toEqual(['once\n', 'unsupported'])
  expect(endingOf(mainWith(body))).toBe('unsupported: complex numbers at _Complex double z = i;')
})
