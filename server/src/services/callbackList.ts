// What a driver's functions are to RDBSS, for faces that offer something at each of them.
import { writtenAt } from '../c/token.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import type { Implementation } from '../project/callbacks.ts'
import { placeOf } from '../project/places.ts'
import type { CallbackList, ListedCallback } from '../protocol/simulate.ts'
import type { CheckedDriver } from './drivers.ts'
import type { AnalysisEngine } from './engine.ts'

const finalizer = 'MRxFinalizeSrvCall'

/** Whose life it is: the finalizer of SRV_CALLs where there is one. */
export function subjectOf({ callbacks, paths }: CheckedDriver): { file: string; function: string } {
  const found = callbacks?.implementations.find(each => membersOf(each).includes(finalizer))
  return { file: found?.unit.path ?? paths[0]!, function: found?.name ?? 'DriverEntry' }
}

/** Names of the members that it implements, the strongest sign first. */
export function membersOf({ registrations, declaredAs, namedAs }: Implementation): string[] {
  const members = [
    ...registrations.map(({ member }) => member),
    ...declaredAs,
    ...(namedAs === undefined ? [] : [namedAs]),
  ]
  return members.map(({ name }) => name)
}

/** Is there anything of it that RDBSS would call? Reading a header of RDBSS makes no driver. */
export function canRun({ callbacks }: CheckedDriver): boolean {
  return callbacks !== undefined && (callbacks.driver.hasEntry || callbacks.implementations.length > 0)
}

export function callbackList(driver: CheckedDriver, { units, findings }: AnalysisEngine): CallbackList {
  const reach = new Set(driver.paths.flatMap(path => [path, ...(units.unit(path)?.included ?? [])]))
  const callbacks = driver.callbacks!.implementations.flatMap((each): ListedCallback[] => {
    const [member] = membersOf(each)
    if (member === undefined || each.definition === undefined) return []
    const { token } = each.definition.symbol
    return [{ name: each.name, member, file: writtenAt(token).origin.file, range: findings.range(placeOf(token)) }]
  })
  return { ...subjectOf(driver), reach: [...reach].filter(path => !isBundled(path)), callbacks }
}
