// The debugger's commands over small programs: where they end, and that every position looks the same from both sides.
import { describe, expect, test } from 'vitest'
import { programUnits } from '../../../test/support/hosted.ts'
import { Random } from '../../../test/support/random.ts'
import { LineMap } from '../../text/lineMap.ts'
import { hashOf } from '../hash.ts'
import { hostedMachine, startMain } from '../hosted/hostedProgram.ts'
import type { Machine, MachineSnapshot, Stop } from '../machine.ts'
import { Debugger, type DebuggerOptions, type Pause } from './debugger.ts'
import { type Execution, ThreadExecution } from './execution.ts'

/** A machine with a thread for each function, or one for main. */
function started(source: string, functions: readonly string[] = []): Machine {
  const machine = hostedMachine(programUnits(source), () => undefined)
  expect(machine.initialize()).toBeUndefined()
  if (functions.length === 0) expect(startMain(machine)).toBe(machine.threads[0])
  for (const name of functions) expect(machine.start(machine.newThread(), name)).toBe(true)
  return machine
}

function debuggerOf(source: string, options: DebuggerOptions = {}) {
  const machine = started(source)
  const own = new Debugger(new ThreadExecution(machine, machine.threads[0]!), {
    steppable: ({ file }) => file === '/test.c',
    ...options,
  })
  /** `function: the statement where it stands`. */
  const where = (): string => {
    const [frame] = own.frames()
    return frame === undefined ? 'nowhere' : `${frame.function}: ${source.slice(frame.place.start, frame.place.end)}`
  }
  const on = (text: string) => ({ file: '/test.c', start: source.indexOf(text), end: source.indexOf(text) + 1 })
  return { machine, own, where, on }
}

const calls = `
static int twice(int n) {
  int result = n + n;
  return result;
}
int main(void) {
  int sum = 0;
  for (int i = 0; i < 2; i++)
    sum += twice(i);
  return sum;
}
`

/** The places where repeated commands lead, to the end or `most` of them. */
function walk(source: string, command: (own: Debugger) => Pause, most = 30): string[] {
  const { own, where } = debuggerOf(source)
  const places = [where()]
  for (let i = 0; i < most && command(own).reason === 'step'; i++) places.push(where())
  return [...places, own.pause.reason]
}

describe('steps', () => {
  test('over a call', () => {
    expect(walk(calls, own => own.step('over'))).toEqual([
      'main: sum = 0',
      'main: i = 0',
      'main: i < 2',
      'main: sum += twice(i);',
      'main: i++',
      'main: i < 2',
      'main: sum += twice(i);',
      'main: i++',
      'main: i < 2',
      'main: return sum;',
      'finished',
    ])
  })

  test('into a call, and behind it to the caller', () => {
    expect(walk(calls, own => own.step('in')).slice(3, 9)).toEqual([
      'main: sum += twice(i);',
      'twice: result = n + n',
      'twice: return result;',
      'main: sum += twice(i)',
      'main: i++',
      'main: i < 2',
    ])
  })

  test('out of a call', () => {
    const { own, where } = debuggerOf(calls)
    for (let i = 0; i < 4; i++) own.step('in')
    expect(where()).toBe('twice: result = n + n')
    expect([own.step('out').reason, where()]).toEqual(['step', 'main: sum += twice(i)'])
    expect([own.step('out').reason, where()]).toEqual(['finished', 'nowhere'])
  })

  test('of expressions', () => {
    const source = 'int main(void) { int a = 1, b = 2; return (a + b) * (a - b); }'
    const { own, where } = debuggerOf(source)
    const seen = new Set<string>()
    for (let i = 0; i < 20 && own.pause.reason !== 'finished'; i++) {
      seen.add(where())
      own.step('over', 'expression')
    }
    expect([...seen]).toEqual(expect.arrayContaining(['main: a - b', 'main: (a + b) * (a - b)']))
  })

  test('pass over the library where it is not to be stepped into', () => {
    const source =
      '#include <string.h>\n#include <ctype.h>\nint main(void) { char b[4]; strcat(strcpy(b, "a"), "b"); return toupper(b[0]); }'
    expect(walk(source, own => own.step('in'))).toEqual([
      'main: strcat(strcpy(b, "a"), "b");',
      'main: return toupper(b[0]);',
      'finished',
    ])
  })

  test('through a recursion stay in their frame', () => {
    const source =
      'static int f(int n) {\n  int r = n;\n  if (n > 0)\n    r += f(n - 1);\n  return r;\n}\nint main(void) { return f(3) - 6; }'
    const { own, where } = debuggerOf(source)
    own.step('in')
    expect(where()).toBe('f: r = n')
    own.step('over')
    own.step('over')
    own.step('over')
    expect([where(), own.frames().length]).toEqual(['f: return r;', 2])
  })
})

describe('what leaves a frame early', () => {
  test('longjmp out of what is stepped over', () => {
    const source = `#include <setjmp.h>
static jmp_buf out;
static void leave(void) { longjmp(out, 1); }
int main(void) {
  if (setjmp(out) == 0)
    leave();
  return 0;
}`
    expect(walk(source, own => own.step('over'))).toEqual([
      'main: if (setjmp(out) == 0',
      'main: leave();',
      'main: return 0;',
      'finished',
    ])
  })

  test('an exception that the caller handles', () => {
    const source = `
void RaiseException(unsigned);
static void fail(int code) {
  __try {
    RaiseException(code);
  } __finally {
    code = 0;
  }
}
int main(void) {
  __try {
    fail(7);
  } __except (1) {
    return 3;
  }
  return 0;
}`
    expect(walk(source, own => own.step('over'))).toEqual(['main: fail(7);', 'main: return 3;', 'finished'])
    const { own, where } = debuggerOf(source)
    for (let i = 0; i < 3; i++) own.step('in')
    expect(where()).toBe('fail: code = 0;')
    own.step('out')
    expect([own.frames().map(each => each.function), where()]).toEqual([['main'], 'main: return 3;'])
    own.stepBack()
    expect(own.frames().length).toBe(1)
  })

  test('exit, and a call that waits', () => {
    expect(walk('#include <stdlib.h>\nint main(void) {\n  exit(4);\n}', own => own.step('over'))).toEqual([
      'main: exit(4);',
      'exit',
    ])
  })
})

describe('back', () => {
  test('through a call that was stepped into', () => {
    const { own, where } = debuggerOf(calls)
    for (let i = 0; i < 5; i++) own.step('in')
    const places = []
    while (own.stepBack().reason === 'step') places.push(where())
    expect(places).toEqual([
      'twice: result = n + n',
      'main: sum += twice(i);',
      'main: i < 2',
      'main: i = 0',
      'main: sum = 0',
    ])
    expect(own.pause.reason).toBe('start')
  })

  test('over a call that has returned, and from the end', () => {
    const { own, where } = debuggerOf(calls)
    expect(own.resume().reason).toBe('finished')
    expect([own.stepBack().reason, where()]).toEqual(['step', 'main: return sum;'])
    own.reverse()
    for (let i = 0; i < 4; i++) own.step('over')
    expect([where(), own.stepBack().reason, where()]).toEqual(['main: i++', 'step', 'main: sum += twice(i);'])
  })

  test('from a fault', () => {
    const { own, where } = debuggerOf('int main(void) {\n  int *p = 0;\n  return *p;\n}')
    expect(own.resume()).toMatchObject({ reason: 'fault', code: 'MRX201' })
    expect(where()).toBe('main: return *p;')
    expect([own.stepBack().reason, where()]).toEqual(['step', 'main: *p = 0'])
  })

  test('every position has one state, whichever way the run came there', () => {
    const random = new Random(3)
    const source = `
#include <stdlib.h>
struct node { struct node *next; int value; };
static int fill(struct node **at, int n) { if (n == 0) return 0; *at = calloc(1, sizeof **at); (*at)->value = n; return n + fill(&(*at)->next, n - 1); }
int main(void) { int sum = 0; for (int i = 1; i < 6; i++) { struct node *all = 0; sum += fill(&all, i); while (all) { struct node *n = all->next; free(all); all = n; } } return sum; }`
    const { machine, own } = debuggerOf(source)
    const other = started(source)
    const before = other.snapshot()
    const moves = [
      () => own.step('in'),
      () => own.step('in'),
      () => own.step('over'),
      () => own.step('out'),
      () => own.step('over', 'expression'),
      () => own.stepBack(),
      () => own.stepBack(),
    ]
    for (let i = 0; i < 150; i++) {
      const { position, reason } = moves[random.below(moves.length)]!()
      other.restore(before)
      other.run(other.threads[0]!, position)
      expect([machine.steps, hashOf(machine), reason]).toEqual([other.steps, hashOf(other), reason])
      if (reason === 'finished') own.seek(random.below(position))
    }
  })

  test('a step and the step back from it meet the state from before', () => {
    const { machine, own } = debuggerOf(calls)
    for (let i = 0; i < 12; i++) {
      const hash = hashOf(machine)
      own.step('over')
      if (own.pause.reason !== 'step') break
      own.stepBack()
      expect(hashOf(machine)).toBe(hash)
      own.step('over')
    }
  })
})

describe('breakpoints', () => {
  test('stop each time, forward and backward', () => {
    const { own, where, on } = debuggerOf(calls)
    expect(own.setBreakpoints([on('int result')])).toMatchObject([{ file: '/test.c' }])
    expect([own.resume(), where()]).toMatchObject([{ reason: 'breakpoint', hits: [0] }, 'twice: result = n + n'])
    const first = own.pause.position
    expect(own.resume()).toMatchObject({ reason: 'breakpoint' })
    expect(own.resume()).toMatchObject({ reason: 'finished' })
    expect(own.reverse()).toMatchObject({ reason: 'breakpoint' })
    expect(own.reverse()).toMatchObject({ reason: 'breakpoint', position: first })
    expect(own.reverse()).toMatchObject({ reason: 'start' })
  })

  test('stop with a condition, or when nobody knows', () => {
    const { own, on } = debuggerOf(calls)
    own.setBreakpoints([{ ...on('int result'), condition: 'n == 1' }])
    own.resume()
    expect(own.evaluate('n', 1)).toMatchObject({ value: '1' })
    expect(own.resume().reason).toBe('finished')
    own.setBreakpoints([{ ...on('int result'), condition: 'm == 1' }])
    expect(own.reverse()).toMatchObject({ reason: 'breakpoint', message: "'m' is not declared" })
  })

  test('in functions, in lines without a statement, and where nothing is', () => {
    const { own, where, on } = debuggerOf(calls)
    const places = own.setBreakpoints([{ function: 'twice' }, on('int twice'), on('\nint main'), { function: 'none' }])
    expect(places.map(each => each && calls.slice(each.start, each.end))).toEqual([
      'result = n + n',
      'result = n + n',
      undefined,
      undefined,
    ])
    expect([own.resume().hits, where()]).toEqual([[0, 1], 'twice: result = n + n'])
  })

  test('stop inside of what is stepped over', () => {
    const { own, where, on } = debuggerOf(calls)
    for (let i = 0; i < 3; i++) own.step('over')
    own.setBreakpoints([on('return result')])
    expect([own.step('over').reason, where()]).toEqual(['breakpoint', 'twice: return result;'])
  })

  test('are passed without stopping by a run of many instructions', () => {
    const source =
      'int main(void) {\n  unsigned n = 0;\n  for (unsigned i = 0; i < 300000; i++) n += i;\n  return n == 0;\n}'
    const { own, where, on } = debuggerOf(source)
    own.setBreakpoints([on('return n')])
    expect([own.resume().reason, where()]).toEqual(['breakpoint', 'main: return n == 0;'])
    expect([own.stepBack().reason, where()]).toEqual(['step', 'main: i < 300000'])
    expect([own.reverse().reason, where()]).toEqual(['start', 'main: n = 0'])
  })

  test('are not needed to run to a place once', () => {
    const { own, where, on } = debuggerOf(calls)
    expect([own.runTo(on('return result')).reason, where()]).toEqual(['step', 'twice: return result;'])
    expect(own.runTo({ function: 'nothing' }).reason).toBe('finished')
  })

  test('back end at the limit, and go on to the same place', () => {
    const source = 'int before; int main(void) { before = 1; for (int i = 0; i < 40000; i++) ; return 0; }'
    const [whole, sliced] = [debuggerOf(source), debuggerOf(source, { limit: 30_000 })]
    const places = [whole, sliced].map(({ own, on, where }) => {
      for (let pause = own.resume(); pause.reason === 'limit'; pause = own.proceed());
      own.setBreakpoints([on('before = 1')])
      let slices = 0
      for (let pause = own.reverse(); pause.reason === 'limit'; pause = own.reverse()) slices++
      return { slices, where: where(), position: own.pause.position }
    })
    expect(places[1]!.slices).toBeGreaterThan(2)
    expect(places[1]).toEqual({ ...places[0], slices: places[1]!.slices })
    expect(places[0]).toMatchObject({ slices: 0, where: 'main: before = 1;' })
  })

  test('end at the limit', () => {
    const { own } = debuggerOf('int main(void) { for (;;) ; }', { limit: 50_000 })
    expect(own.resume().reason).toBe('limit')
  })
})

describe('data breakpoints', () => {
  const source = `
#include <stdlib.h>
struct server { int *context; int count; };
static struct server s;
static void set(int *to) { s.context = to; }
int main(void) {
  s.count = 1;
  int *block = malloc(8);
  set(block);
  s.count = 2;
  set(0);
  free(block);
  return 0;
}`
  const watched = (expression: string) => {
    const debugged = debuggerOf(source)
    const { own, where } = debugged
    own.step('over')
    own.step('over')
    const shown = own.evaluate(expression, 0)
    own.setDataBreakpoints(typeof shown === 'string' ? [] : [shown.data!])
    return { own, where }
  }

  test('stop behind what changes a member, forward and backward', () => {
    const { own, where } = watched('s.context')
    expect([own.resume(), where()]).toMatchObject([{ reason: 'data breakpoint', hits: [0] }, 'set: }'])
    const { position } = own.pause
    expect(own.evaluate('s.context', 1)).toMatchObject({ value: expect.stringContaining('8 bytes from malloc') })
    expect([own.resume().reason, own.evaluate('s.context', 1)]).toMatchObject(['data breakpoint', { value: 'NULL' }])
    expect(own.resume().reason).toBe('finished')
    own.reverse()
    expect([own.pause.reason, own.reverse().position]).toEqual(['data breakpoint', position])
    expect(own.reverse().reason).toBe('start')
  })

  test('stop where a block is freed', () => {
    const { own } = watched('*block')
    own.step('over')
    const shown = own.evaluate('*block', 0)
    own.setDataBreakpoints(typeof shown === 'string' ? [] : [shown.data!])
    expect([own.resume().reason, own.evaluate('block', 0)]).toMatchObject([
      'data breakpoint',
      { value: expect.stringMatching(/freed$/) },
    ])
  })
})

test('a local in a register is watched while its call runs', () => {
  const { own } = debuggerOf(calls)
  const [locals] = own.scopes(0)
  own.setDataBreakpoints([locals!.variables.find(({ name }) => name === 'sum')!.data!])
  const seen: unknown[] = []
  while (own.resume().reason === 'data breakpoint') {
    const sum = own.evaluate('sum', 0)
    seen.push(typeof sum === 'string' ? sum : sum.value)
  }
  expect(seen).toEqual(['0', '2'])
})

describe('two threads', () => {
  const source = `
static int turns;
static int pass(int n) {
  turns++;
  return n + 1;
}
int first(void) {
  int a = 0;
  a = pass(a);
  return a;
}
int second(void) {
  int b = 0;
  for (int i = 0; i < 40; i++)
    b = pass(b);
  return b;
}
int main(void) { return first() + second(); }`

  /** They take turns; whose turn it is counts as state. */
  class Turns implements Execution<{ machine: MachineSnapshot; left: number; turn: number }> {
    readonly machine: Machine
    #turn = 0
    #left = 7

    constructor(machine: Machine) {
      this.machine = machine
    }

    get thread() {
      const { threads } = this.machine
      return [threads[this.#turn]!, threads[1 - this.#turn]!].find(({ depth }) => depth > 0)
    }

    run(budget: number): Stop {
      for (let left = budget; left > 0; ) {
        const { thread } = this
        if (thread === undefined) return { kind: 'finished' }
        const before = this.machine.steps
        const part = Math.min(left, this.#left)
        const stop = this.machine.run(thread, part)
        const done = this.machine.steps - before
        left -= done
        this.#left -= done
        if (this.#left === 0 || stop.kind === 'finished') {
          this.#turn = 1 - this.#turn
          this.#left = 7
        }
        if (stop.kind !== 'paused' && stop.kind !== 'finished') return stop
        if (stop.kind === 'paused' && done < part) return stop
      }
      return { kind: 'paused' }
    }

    snapshot() {
      return { machine: this.machine.snapshot(), left: this.#left, turn: this.#turn }
    }

    restore({ machine, left, turn }: ReturnType<Turns['snapshot']>): void {
      this.machine.restore(machine)
      this.#left = left
      this.#turn = turn
    }
  }

  function both() {
    const machine = started(source, ['first', 'second'])
    const own = new Debugger(new Turns(machine))
    const where = () => own.frames().map(({ place }) => source.slice(place.start, place.end))[0]
    return { machine, own, where }
  }

  test('a step stays in its thread', () => {
    const { own, where } = both()
    expect([own.threads(), own.pause.thread, where()]).toEqual([[0, 1], 0, 'a = 0'])
    own.step('over')
    expect([own.pause.thread, where()]).toEqual([0, 'a = pass(a);'])
    own.step('in')
    expect([own.pause.thread, where()]).toEqual([0, 'turns++;'])
    own.step('out')
    expect([own.pause.thread, own.frames().length]).toEqual([0, 1])
    own.stepBack()
    expect([own.pause.thread, where()]).toEqual([0, 'a = pass(a);'])
    expect(own.frames(1)[0]!.function).toMatch(/second|pass/)
  })

  test('a breakpoint stops either, and every position has one state', () => {
    const { machine, own } = both()
    own.setBreakpoints([{ function: 'pass' }])
    const seen = new Map<number, string>()
    const threads = new Set<number | undefined>()
    while (own.resume().reason === 'breakpoint') {
      seen.set(own.pause.position, hashOf(machine))
      threads.add(own.pause.thread)
    }
    expect([own.pause.reason, seen.size, [...threads].sort()]).toEqual(['finished', 41, [0, 1]])
    while (own.reverse().reason === 'breakpoint') {
      expect(hashOf(machine)).toBe(seen.get(own.pause.position))
      seen.delete(own.pause.position)
    }
    expect([own.pause.reason, seen.size]).toEqual(['start', 0])
  })
})

test('everything that is handed out survives JSON', () => {
  const { own } = debuggerOf(calls)
  for (let i = 0; i < 5; i++) own.step('in')
  const scopes = own.scopes(own.frames()[0]!.depth)
  const all = [own.pause, own.frames(), scopes, own.evaluate('n * 2', 1), own.evaluate('nothing', 1)]
  expect(JSON.parse(JSON.stringify(all))).toEqual(JSON.parse(JSON.stringify(structuredClone(all))))
  expect(new LineMap(calls).position(own.frames()[0]!.place.start).line).toBe(3)
})
