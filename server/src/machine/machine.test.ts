// Laws of the state: runs are repeated exactly, a snapshot brings everything back, and equal states have one hash.
import { describe, expect, test } from 'vitest'
import { programUnits } from '../../test/support/hosted.ts'
import { Random } from '../../test/support/random.ts'
import { hashOf } from './hash.ts'
import type { Host } from './host.ts'
import { hostedMachine, startMain } from './hosted/hostedProgram.ts'
import { Machine } from './machine.ts'
import { linkProgram } from './program.ts'

const busy = `
#include <stdlib.h>
#include <string.h>
struct node { struct node *left, *right; int key; char name[12]; };
static struct node *root; static unsigned state = 7;
static unsigned next(void) { return state = state * 1664525u + 1013904223u; }
static void insert(struct node **at, int key) {
  while (*at) at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  *at = calloc(1, sizeof **at); (*at)->key = key; strcpy((*at)->name, "node");
}
static int drop(struct node *n) { int sum = 0; if (n) { int part[2] = { drop(n->left), drop(n->right) }; sum = part[0] + part[1] + n->key; free(n); } return sum; }
int main(void) { int total = 0; for (;;) { for (int i = 0; i < 20; i++) insert(&root, next() >> 20); total ^= drop(root); root = 0; } return total; }
`

function started(source: string): Machine {
  const machine = hostedMachine(programUnits(source), () => undefined)
  expect(machine.initialize()).toBeUndefined()
  expect(startMain(machine)).toBe(machine.threads[0])
  return machine
}

describe('the same program', () => {
  test('has the same states in every run', () => {
    const [a, b] = [started(busy), started(busy)]
    for (let i = 0; i < 300; i++) {
      expect([a.run(a.threads[0]!, 37).kind, b.run(b.threads[0]!, 37).kind]).toEqual(['paused', 'paused'])
      expect(hashOf(a)).toBe(hashOf(b))
    }
  })

  test('does the same in one run and in steps', () => {
    const [a, b] = [started(busy), started(busy)]
    a.run(a.threads[0]!, 5_000)
    for (let i = 0; i < 5_000; i++) b.run(b.threads[0]!, 1)
    expect([b.steps, hashOf(b)]).toEqual([a.steps, hashOf(a)])
  })
})

test('a snapshot brings everything back', () => {
  const random = new Random(1)
  const machine = started(busy)
  for (let round = 0; round < 30; round++) {
    machine.run(machine.threads[0]!, random.below(2_000))
    const before = hashOf(machine)
    const snapshot = machine.snapshot()
    const distance = 1 + random.below(3_000)
    machine.run(machine.threads[0]!, distance)
    const [after, steps] = [hashOf(machine), machine.steps]
    machine.restore(snapshot)
    expect(hashOf(machine)).toBe(before)
    machine.run(machine.threads[0]!, distance)
    expect([hashOf(machine), machine.steps]).toEqual([after, steps])
    if (round % 3 === 0) machine.restore(snapshot)
  }
})

test('snapshots are independent of each other', () => {
  const machine = started(busy)
  const states = Array.from({ length: 10 }, () => {
    machine.run(machine.threads[0]!, 777)
    return { snapshot: machine.snapshot(), hash: hashOf(machine) }
  })
  for (const { snapshot, hash } of states.reverse()) {
    machine.restore(snapshot)
    expect(hashOf(machine)).toBe(hash)
    machine.run(machine.threads[0]!, 500)
  }
})

test('a copy goes its own way, from the same state', () => {
  const random = new Random(5)
  const machine = started(busy)
  for (let round = 0; round < 15; round++) {
    machine.run(machine.threads[0]!, random.below(3_000))
    const before = hashOf(machine)
    const copies = [machine, machine].map(each => each.fork(func => func))
    const distance = 1 + random.below(4_000)
    for (const copy of copies) {
      expect(hashOf(copy)).toBe(before)
      copy.run(copy.threads[0]!, distance)
      // Whoever writes first, the others keep what they have.
      expect(hashOf(machine)).toBe(before)
    }
    const [first, second] = copies.map(hashOf)
    machine.run(machine.threads[0]!, distance)
    expect([first, second, copies.map(hashOf)]).toEqual([hashOf(machine), first, [first, second]])
    const back = copies[0]!.snapshot()
    copies[0]!.run(copies[0]!.threads[0]!, distance)
    machine.restore(back)
    expect(hashOf(machine)).toBe(first)
  }
})

describe('threads', () => {
  const source = `
static int turns[2]; int pass(void);
static int count(int *at, int n) { int here[1] = { 0 }; while (here[0] < n) { here[0]++; *at += pass(); } return *at; }
int first(void) { return count(&turns[0], 5); }
int second(void) { return count(&turns[1], 3); }
int main(void) { return first() + second(); }`

  function two(host: Host) {
    const machine = new Machine(linkProgram(programUnits(source), ['first', 'second']), host, { stackBytes: 65_536 })
    expect(machine.initialize()).toBeUndefined()
    const threads = ['first', 'second'].map(name => {
      const thread = machine.newThread()
      expect(machine.start(thread, name)).toBe(true)
      return thread
    })
    return { machine, threads }
  }

  test('are switched at any instruction', () => {
    const { machine, threads } = two({ routine: () => call => call.returnWord(1) })
    const running = new Set(threads)
    for (let turn = 0; running.size > 0; turn++)
      for (const thread of running) if (machine.run(thread, 1 + (turn % 5)).kind === 'finished') running.delete(thread)
    expect(threads.map(({ i32 }) => i32[0])).toEqual([5, 3])
  })

  test('wait in front of a call until the host lets them go on, also behind a snapshot', () => {
    let open = false
    const { machine, threads } = two({ routine: () => call => (open ? call.returnWord(1) : { kind: 'wait' }) })
    expect(threads.map(thread => machine.run(thread, 1_000).kind)).toEqual(['waiting', 'waiting'])
    const [snapshot, hash] = [machine.snapshot(), hashOf(machine)]
    open = true
    for (const _ of [1, 2]) {
      expect(threads.map(thread => machine.run(thread, 1_000).kind)).toEqual(['finished', 'finished'])
      expect(hashOf(machine)).not.toBe(hash)
      machine.restore(snapshot)
      expect(hashOf(machine)).toBe(hash)
    }
  })
})

describe('the hash', () => {
  const stopped = (order: number, value: number) => {
    const machine = started(`
#include <stdlib.h>
static int order = ${order}, *p, *q;
int main(void) { if (order) { p = malloc(4); q = malloc(4); } else { q = malloc(4); p = malloc(4); } *p = ${value}; *q = 2; order = 0; abort(); }`)
    expect(machine.run(machine.threads[0]!, 1_000)).toMatchObject({ kind: 'exit' })
    return hashOf(machine)
  }

  test('does not see the order of allocations', () => expect(stopped(1, 5)).toBe(stopped(0, 5)))
  test('sees what is in them', () => expect(stopped(1, 5)).not.toBe(stopped(1, 6)))
})

test('nothing grows over repeated runs', () => {
  const machine = started(busy)
  machine.run(machine.threads[0]!, 3_000_000)
  const [pages, blocks] = [machine.memory.pages.length, machine.memory.blocks.length]
  machine.run(machine.threads[0]!, 3_000_000)
  expect([machine.memory.pages.length, machine.memory.blocks.length]).toEqual([pages, blocks])
})
