// Random programs over pointers, run for real on a small heap and analysed: whatever happens in a run was foreseen by one
// of the alternatives. That is the law behind aliases, eras, loops and merges.
import { expect, test } from 'vitest'
import { calledName } from '../../src/flow/access.ts'
import type { Alternative } from '../../src/flow/alternative.ts'
import { analysisOf } from '../support/flow.ts'
import { Random } from '../support/random.ts'

type Name = 'a' | 'p' | 'q'

type Step =
  | { kind: 'copy' | 'load' | 'save' | 'swap'; to: Name; from: Name; isGuarded: boolean }
  | { kind: 'null' | 'new' | 'forget' | 'address'; to: Name }
  | { kind: 'if'; test: Test; then: Step[]; otherwise: Step[] }
  | { kind: 'while'; body: Step[]; leave: Test | undefined }
  | { kind: 'look'; id: number }
  | { kind: 'return'; test: Test }

interface Test {
  kind: 'null' | 'equal' | 'coin' | 'next'
  left: Name
  right: Name
  not: boolean
}

const names: readonly Name[] = ['a', 'p', 'q']

// ---- Programs -----------------------------------------------------------------------------------------------------

class Generator {
  readonly #random: Random
  looks = 0

  constructor(random: Random) {
    this.#random = random
  }

  block(depth: number): Step[] {
    const steps = this.#random.list(2 + this.#random.below(7), () => this.#step(depth))
    return steps.flatMap(step => [step, { kind: 'look', id: this.looks++ }])
  }

  #step(depth: number): Step {
    const random = this.#random
    const [to, from] = [random.pick(names), random.pick(names)]
    if (depth > 0 && random.chance(0.25)) {
      return random.chance(0.6)
        ? { kind: 'if', test: this.#test(), then: this.block(depth - 1), otherwise: this.block(depth - 1) }
        : { kind: 'while', body: this.block(depth - 1), leave: random.chance(0.5) ? this.#test() : undefined }
    }
    if (random.chance(0.05)) return { kind: 'return', test: this.#test() }
    if (random.chance(0.7))
      return {
        kind: random.pick(['copy', 'load', 'save', 'load', 'save', 'swap'] as const),
        to,
        from,
        isGuarded: random.chance(0.8),
      }
    return { kind: random.pick(['null', 'new', 'forget', 'address'] as const), to }
  }

  #test(): Test {
    const random = this.#random
    const kind = random.pick(['null', 'null', 'equal', 'coin', 'next'] as const)
    return { kind, left: random.pick(names), right: random.pick(names), not: random.chance(0.5) }
  }
}

function written(steps: readonly Step[]): string {
  return steps.map(step => `${stepText(step)}\n`).join('')
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'copy':
      return `${step.to} = ${step.from};`
    case 'load':
      return `${step.isGuarded ? `if (${step.from}) ` : ''}${step.to} = ${step.from}->Next;`
    case 'save':
      return `${step.isGuarded ? `if (${step.to}) ` : ''}${step.to}->Next = ${step.from};`
    case 'swap':
      return `exchange(&${step.to}, ${step.from});`
    case 'null':
      return `${step.to} = NULL;`
    case 'new':
      return `${step.to} = ExAllocatePool2(64, sizeof(SERVER), 1);`
    case 'forget':
      return `unknown(${step.to});`
    case 'address':
      return `store = &${step.to}; *store = NULL;`
    case 'if':
      return `if (${testText(step.test)}) {\n${written(step.then)}} else {\n${written(step.otherwise)}}`
    case 'while':
      return `while (coin()) {\n${written(step.body)}${step.leave === undefined ? '' : `if (${testText(step.leave)}) break;\n`}}`
    case 'look':
      return `look(${step.id}, a, p, q);`
    case 'return':
      return `if (${testText(step.test)}) return;`
  }
}

function testText({ kind, left, right, not }: Test): string {
  const tests = {
    null: `${left} == NULL`,
    equal: `${left} == ${right}`,
    coin: 'coin()',
    next: `${left} != NULL && ${left}->Next == NULL`,
  }
  return not ? `!(${tests[kind]})` : tests[kind]
}

// ---- Runs ---------------------------------------------------------------------------------------------------------

interface Block {
  next: Block | undefined
}

type Variables = Record<Name, Block | undefined>

/** The run is over: it returned, or went through a NULL pointer. */
class Over extends Error {}

class Run {
  readonly #random: Random
  readonly #seen: (id: number, variables: Variables) => void
  readonly #heap: Block[]
  readonly variables: Variables
  #steps = 0

  constructor(random: Random, seen: (id: number, variables: Variables) => void) {
    this.#random = random
    this.#seen = seen
    this.#heap = random.list(2, () => ({ next: undefined }))
    for (const block of this.#heap) block.next = this.#any()
    const [p, q] = [this.#any(), this.#any()]
    this.variables = { a: undefined, p, q }
  }

  steps(steps: readonly Step[]): void {
    for (const step of steps) this.#step(step)
  }

  #any(): Block | undefined {
    return this.#random.chance(0.2) ? undefined : this.#random.pick(this.#heap)
  }

  #step(step: Step): void {
    const v = this.variables
    if (this.#steps++ > 60) throw new Over()
    switch (step.kind) {
      case 'copy':
        v[step.to] = v[step.from]
        break
      case 'load':
        if (!step.isGuarded || v[step.from] !== undefined) v[step.to] = this.#target(step.from).next
        break
      case 'save':
        if (!step.isGuarded || v[step.to] !== undefined) this.#target(step.to).next = v[step.from]
        break
      case 'swap':
        v[step.to] = v[step.from]
        break
      case 'null':
      case 'address':
        v[step.to] = undefined
        break
      case 'new':
        v[step.to] = this.#random.chance(0.3) ? undefined : { next: this.#any() }
        break
      case 'forget':
        for (const block of this.#heap) if (this.#random.chance(0.5)) block.next = this.#any()
        break
      case 'if':
        this.steps(this.#holds(step.test) ? step.then : step.otherwise)
        break
      case 'while':
        while (this.#random.chance(0.6)) {
          this.steps(step.body)
          if (step.leave !== undefined && this.#holds(step.leave)) break
        }
        break
      case 'look':
        this.#seen(step.id, { ...v })
        break
      case 'return':
        if (this.#holds(step.test)) throw new Over()
    }
  }

  #target(name: Name): Block {
    const block = this.variables[name]
    if (block === undefined) throw new Over()
    return block
  }

  #holds({ kind, left, right, not }: Test): boolean {
    const v = this.variables
    const block = v[left]
    const holds = {
      null: () => block === undefined,
      equal: () => block === v[right],
      coin: () => this.#random.chance(0.5),
      next: () => block !== undefined && block.next === undefined,
    }[kind]()
    return holds !== not
  }
}

// ---- The law ------------------------------------------------------------------------------------------------------

const helper = 'static void exchange(PSERVER *to, PSERVER from) { *to = from; }\n'

function foreseen(
  states: readonly Alternative[],
  values: readonly Parameters<Alternative['value']>[0][],
  v: Variables,
) {
  const concrete = names.map(name => v[name])
  return states.some(state => {
    const terms = values.map(value => state.value(value))
    return terms.every((term, i) => {
      const nullness = state.nullness(term)
      if (nullness === (concrete[i] === undefined ? 'non-null' : 'null')) return false
      return terms.every((other, j) => other !== term || concrete[i] === concrete[j])
    })
  })
}

test('every run of a random program is foreseen', { timeout: 120_000 }, () => {
  const surprises: string[] = []
  let looks = 0
  for (let seed = 0; seed < 150 && surprises.length === 0; seed++) {
    const random = new Random(seed)
    const steps = new Generator(random).block(3)
    const source = `${helper}void f(PSERVER p, PSERVER q) {\nPSERVER a = NULL, *store;\n${written(steps)}}`
    const analysis = analysisOf(source)
    if (analysis.unknown !== undefined) continue
    const points = new Map<number, { states: readonly Alternative[]; values: Parameters<Alternative['value']>[0][] }>()
    for (const point of analysis.points()) {
      if (point.kind !== 'call' || calledName(point.node) !== 'look') continue
      const [id, ...values] = point.node.arguments
      points.set(Number(analysis.semantics.fold(id!)), { states: analysis.before(point), values })
    }
    for (let round = 0; round < 40; round++) {
      const run = new Run(random, (id, v) => {
        looks++
        const point = points.get(id)
        if (point === undefined || !foreseen(point.states, point.values, v))
          surprises.push(`seed ${seed}, look ${id}\n${source}`)
      })
      try {
        run.steps(steps)
      } catch (error) {
        if (!(error instanceof Over)) throw error
      }
    }
  }
  expect(surprises.slice(0, 1)).toEqual([])
  expect(looks).toBeGreaterThan(5_000)
})
