// Functions that a scenario puts something else in the place of: `inject` makes single calls of the driver's fail, `stub`
// says what a routine does whose body is not at hand. A stub has code of its own that does nothing but stop: at each stop the
// host does the next effect, so that a thread can wait in the middle of one.
import type { Effect, InjectClause, StubClause } from '../../annotations/clause.ts'
import { functionOf, pointerOf, recordOf } from '../../c/predicates.ts'
import type { Type } from '../../c/types.ts'
import type { Code } from '../../machine/code.ts'
import type { Site } from '../../machine/fault.ts'
import { Op, width } from '../../machine/opcodes.ts'
import type { Program, ProgramFunction } from '../../machine/program.ts'
import type { Placed } from './collect.ts'
import type { Layout } from './evaluator.ts'
import { callLayout } from './layouts.ts'

export interface Replacement {
  readonly number: number
  readonly entry: ProgramFunction
  readonly injections: readonly Placed<InjectClause>[]
  readonly stub: Placed<StubClause> | undefined
  /** Of its parameters, as it is declared where the clause stands. */
  readonly layout: Layout
}

/** By number of the function. */
export function replacementsOf(
  program: Program,
  injections: readonly Placed<InjectClause>[],
  stubs: readonly Placed<StubClause>[],
): ReadonlyMap<number, Replacement> {
  const names = new Set([...injections.flatMap(({ clause }) => injected(clause) ?? []), ...stubs.map(nameOf)])
  const found = new Map<number, Replacement>()
  for (const [number, entry] of program.entries.entries()) {
    if (entry.kind !== 'function' || !names.has(entry.name)) continue
    const own = injections.filter(({ clause }) => injected(clause) === entry.name)
    const stub = stubs.findLast(each => nameOf(each) === entry.name)
    const { home } = stub ?? own[0]!
    found.set(number, { number, entry, injections: own, stub, layout: parameterLayout(entry, home.unit) })
  }
  return found
}

function nameOf({ clause }: Placed<StubClause>): string {
  return clause.routine.name
}

function injected({ fault }: InjectClause): string | undefined {
  return fault.kind === 'routine' ? fault.routine.name : undefined
}

function parameterLayout({ type, definition }: ProgramFunction, unit: Layout['unit']): Layout {
  const symbol = definition?.symbol ?? unit.tables.symbols.get(nameIn(type))
  const own = functionOf(type)
  const parameters = (definition?.parameters ?? own?.parameters ?? []).map((each, i) => ({
    name: each.name ?? `${i}`,
    type: each.type,
  }))
  return callLayout(unit, { symbol: symbol!, parameters, returns: own?.returns ?? { kind: 'void' } })
}

function nameIn(type: Type): string {
  return type.kind === 'typedef' ? type.name : ''
}

// ---- Stubs -----------------------------------------------------------------------------------------------------

/** Where the number of the outcome is kept, behind the arguments. */
export function outcomeRegister({ layout }: Replacement): number {
  return layout.registers
}

/** A stop at the beginning, one in front of the choice of the outcome, one in front of each effect, and one behind the last. */
export function stubCode(replacement: Replacement): Code {
  const { stub, layout, entry } = replacement
  const most = Math.max(...stub!.clause.outcomes.map(effects => effects.length))
  return stoppingCode(most + 3, layout.registers + 2, { ...stub!.site, function: entry.name })
}

/** So many instructions that do nothing but stop. */
export function stoppingCode(stops: number, registers: number, site: Site): Code {
  const instructions = new Int32Array(stops * width)
  for (let pc = 0; pc < instructions.length; pc += width) instructions[pc] = Op.Break
  return {
    instructions,
    words: instructions,
    sites: Array.from({ length: stops }, () => site),
    statements: new Map(),
    tests: new Map(),
    lexicalBlocks: [],
    registers,
    kept: registers,
    blocks: [],
    chain: undefined,
    doubles: [],
    names: [],
    bits: [],
    bounds: [],
    unusedCalls: new Set(),
    locals: [],
    switches: [],
    lists: [],
    bytes: [],
    regions: [],
    variables: [],
    labels: new Map(),
    stackBytes: 64,
  }
}

/** Which parameter is meant: its name or its number from 1. */
export function parameterIndex({ layout }: Replacement, { parameter }: Effect & { kind: 'frees' }): number | undefined {
  if (/^\d+$/.test(parameter.name)) return layout.variables[Number(parameter.name) - 1]?.register
  return layout.variables.find(({ symbol }) => symbol.name === parameter.name)?.register
}

// ---- Failing ---------------------------------------------------------------------------------------------------

const unsuccessful = 0xc0000001n

/** What `fails` returns, by the type. */
export function failureOf(type: Type): bigint {
  if (pointerOf(type) !== undefined || recordOf(type) !== undefined) return 0n
  for (let own = type; own.kind === 'typedef'; own = own.of)
    if (own.name === 'BOOLEAN' || own.name === 'BOOL') return 0n
  return unsuccessful
}
