// In which registers the names of a function are: of its parameters as they are passed, of its locals at some instruction.
import { functionOf, recordOf } from '../../c/predicates.ts'
import type { Variable } from '../../machine/code.ts'
import { namesInScope } from '../../machine/debug/frames.ts'
import type { ProgramFunction } from '../../machine/program.ts'
import { type Layout, layoutOf, variableSymbol } from './evaluator.ts'
import type { OwnFunction } from './expectation.ts'

/** Arguments as they are passed: parameters by their numbers, behind the place of a record that is returned. */
export function callLayout(unit: Layout['unit'], { parameters, returns }: OwnFunction): Layout {
  const hidden = recordOf(returns) === undefined ? 0 : 1
  const variables = parameters.map(({ name, type }, i): Variable => {
    return { symbol: variableSymbol(name, type), register: hidden + i, inMemory: recordOf(type) !== undefined }
  })
  return layoutOf(unit, variables, hidden + parameters.length)
}

export function frameLayout(unit: Layout['unit'], entry: ProgramFunction, pc: number): Layout {
  const code = entry.code!
  const site = code.sites[0]!
  const visible = new Set(namesInScope({ depth: 0, serial: 0, function: entry, site }, pc))
  return layoutOf(
    unit,
    code.variables.filter(({ symbol }) => visible.has(symbol)),
    code.registers,
  )
}

/** How many arguments lie in registers, and the first one's. */
export function argumentsOf({ type }: ProgramFunction): {
  readonly hidden: number
  readonly types: readonly OwnFunction['returns'][]
} {
  const own = functionOf(type)
  const hidden = own !== undefined && recordOf(own.returns) !== undefined ? 1 : 0
  return { hidden, types: own?.parameters.map(each => each.type) ?? [] }
}
