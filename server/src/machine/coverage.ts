// Which statements were executed, and which ways their tests took. A probe takes the place of an instruction in what runs:
// the first time that it is reached it notes so and puts the instruction back, so that a program that is watched is soon as
// fast as any, and one that is not pays nothing. A test keeps its probe until it has taken all of its ways.
//
// Probes are no instructions of the program: they are not counted, and what looks at `instructions` does not see them.
import type { Token } from '../c/token.ts'
import type { Code } from './code.ts'
import type { Site } from './fault.ts'
import type { LoadedFunction, Machine } from './machine.ts'
import { Op, width } from './opcodes.ts'
import { switchTarget, unset } from './words.ts'

/** Of one function. */
export class Probes {
  /** Statements that were reached, by instruction. */
  readonly statements = new Set<number>()
  /** Where tests went, by instruction. */
  readonly ways = new Map<number, Set<number>>()

  /** `code` runs a probe at `pc`. Where to go on; -1: at the same place, where the instruction stands again. */
  reached(code: Code, pc: number, i32: Int32Array, i64: BigInt64Array, provenance: Int32Array, base: number): number {
    const { words, instructions } = code
    if (code.statements.has(pc)) this.statements.add(pc)
    if (!code.tests.has(pc)) {
      words[pc] = instructions[pc]!
      return -1
    }
    const register = base + words[pc + 1]!
    if (provenance[register]! < 0) throw unset()
    const next = decided(code, pc, i32[register * 2]!, i64[register]!)
    let ways = this.ways.get(pc)
    if (ways === undefined) this.ways.set(pc, (ways = new Set()))
    ways.add(next)
    if (ways.size === waysOf(code, pc).length) words[pc] = instructions[pc]!
    return next
  }
}

/** Where the test goes next, whose value that is. */
function decided({ instructions, switches }: Code, pc: number, word: number, long: bigint): number {
  const target = instructions[pc + 2]!
  switch (instructions[pc] as Op) {
    case Op.JumpZeroW:
      return word === 0 ? target : pc + width
    case Op.JumpTrueW:
      return word !== 0 ? target : pc + width
    default: {
      const table = switches[target]!
      return switchTarget(table, table.wide ? long : BigInt(word))
    }
  }
}

interface Way {
  /** The instruction that it leads to. */
  readonly target: number
  /** `true`, `case 3`. */
  readonly label: string
}

/** Values that lead to the same place are one way. */
function waysOf({ instructions, switches }: Code, pc: number): Way[] {
  const op = instructions[pc] as Op
  const target = instructions[pc + 2]!
  if (op !== Op.Switch) {
    const [jumps, falls] = op === Op.JumpZeroW ? ['false', 'true'] : ['true', 'false']
    return [
      ...new Map([
        [target, jumps!],
        [pc + width, falls!],
      ]),
    ].map(([to, label]) => ({ target: to, label }))
  }
  const { cases, ranges, otherwise } = switches[target]!
  const labels = new Map<number, string>([[otherwise, 'default']])
  for (const { from, to, target: there } of ranges) labels.set(there, `case ${from} ... ${to}`)
  for (const [value, there] of cases) if (!labels.has(there)) labels.set(there, `case ${value}`)
  return [...labels].map(([to, label]) => ({ target: to, label }))
}

/** Functions of a program as they are watched, by the number of each. */
export class Coverage {
  readonly #machine: Machine
  readonly #probes = new Map<number, Probes>()

  /** `isWatched`: of the place of a function's first statement. */
  constructor(machine: Machine, isWatched: (site: Site) => boolean) {
    this.#machine = machine
    for (const [number, { code }] of machine.functions.entries()) {
      const [first] = code?.statements.values() ?? []
      if (first !== undefined && isWatched(first)) this.#probes.set(number, new Probes())
    }
  }

  /** With probes; each call gives others, that note the same. */
  watched(functions: readonly LoadedFunction[]): LoadedFunction[] {
    return functions.map((each, number) => {
      const probes = this.#probes.get(number)
      if (probes === undefined || each.code === undefined || each.code.statements.size === 0) return each
      const words = each.code.instructions.slice()
      for (const pc of [...each.code.statements.keys(), ...each.code.tests.keys()]) words[pc] = Op.Probe
      return { ...each, code: { ...each.code, words, probes } }
    })
  }

  functions(): CoveredFunction[] {
    return [...this.#probes].map(([number, { statements, ways }]) => {
      const { name, code } = this.#machine.functions[number]!
      return {
        name,
        definedAt: definedAt(this.#machine, number),
        statements: [...code!.statements].map(([pc, site]) => ({ pc, site, isReached: statements.has(pc) })),
        tests: [...code!.tests].map(([pc, site]) => ({
          pc,
          site,
          ways: waysOf(code!, pc).map(({ target, label }) => ({ label, isTaken: ways.get(pc)?.has(target) ?? false })),
        })),
      }
    })
  }
}

/** Undefined: the host made it. */
function definedAt({ program }: Machine, number: number): Token | undefined {
  const entry = program.entries[number]
  return entry?.kind === 'function' ? entry.definition?.symbol.token : undefined
}

export interface CoveredFunction {
  readonly name: string
  /** Its name in its definition. */
  readonly definedAt: Token | undefined
  /** In the order of instructions, `pc`. */
  readonly statements: readonly { readonly pc: number; readonly site: Site; readonly isReached: boolean }[]
  readonly tests: readonly {
    readonly pc: number
    readonly site: Site
    readonly ways: readonly { readonly label: string; readonly isTaken: boolean }[]
  }[]
}
