// Which translation units make one driver: those that a DriverEntry reaches through external names. A unit with its own
// DriverEntry starts its own driver; one that none reaches is alone. Where a project file lists its sources, the list
// decides.
import { fold, parent, relative } from './paths.ts'
import type { UnitFacts } from './unitFacts.ts'

export type Driver = Grouped<UnitFacts>

/** All that grouping asks of a unit. */
export type UnitNames = Pick<UnitFacts, 'path' | 'defines' | 'mentions'>

export interface Grouped<Unit extends UnitNames> {
  /** In a fixed order; the unit with DriverEntry first, where there is one. */
  readonly units: readonly Unit[]
  readonly hasEntry: boolean
  /** External names of a driver without entry that units outside of it mention: more of it may lie there. */
  readonly namedOutside: ReadonlySet<string>
}

const entryName = 'DriverEntry'

const none: ReadonlySet<string> = new Set()

/** `groupOf`: a name for the project that lists the file; undefined: none does. */
export function driversOf<Unit extends UnitNames>(
  units: readonly Unit[],
  groupOf: (path: string) => string | undefined,
): Grouped<Unit>[] {
  const groups = new Map<string, Unit[]>()
  const free: Unit[] = []
  for (const unit of [...units].sort((a, b) => compare(a.path, b.path))) {
    const group = groupOf(unit.path)
    if (group === undefined) free.push(unit)
    else added(groups, group, unit)
  }
  return [...[...groups.values()].flatMap(groupedDrivers), ...reachedDrivers(free)]
}

/** A project's units are one driver, unless it has several entries. */
function groupedDrivers<Unit extends UnitNames>(units: readonly Unit[]): Grouped<Unit>[] {
  const entries = units.filter(hasEntry)
  if (entries.length > 1) return reachedDrivers(units)
  return [
    { units: [...entries, ...units.filter(unit => !hasEntry(unit))], hasEntry: entries.length > 0, namedOutside: none },
  ]
}

/**
 * Of the units that may be left out, those that the rest does well without: what they define is not missing there. One with
 * its own DriverEntry is a driver, whoever builds it.
 */
export function dispensable(units: readonly UnitNames[], mayBeLeftOut: (path: string) => boolean): string[] {
  let left = units.filter(unit => mayBeLeftOut(unit.path) && !hasEntry(unit))
  for (let kept = units.filter(unit => !left.includes(unit)); left.length > 0; ) {
    const defined = new Set(kept.flatMap(unit => [...unit.defines]))
    const missing = new Set(kept.flatMap(unit => [...unit.mentions].filter(name => !defined.has(name))))
    const needed = left.filter(unit => [...unit.defines].some(name => missing.has(name)))
    if (needed.length === 0) break
    kept = [...kept, ...needed]
    left = left.filter(unit => !needed.includes(unit))
  }
  return left.map(({ path }) => path)
}

function reachedDrivers<Unit extends UnitNames>(units: readonly Unit[]): Grouped<Unit>[] {
  const definers = new Map<string, Unit[]>()
  for (const unit of units) {
    if (hasEntry(unit)) continue
    for (const name of unit.defines) added(definers, name, unit)
  }
  const reached = new Set<Unit>()
  const drivers: Grouped<Unit>[] = []
  for (const entry of units.filter(hasEntry)) {
    const own = reachedFrom(entry, definers)
    for (const unit of own) reached.add(unit)
    drivers.push({ units: own, hasEntry: true, namedOutside: none })
  }
  const alone = units.filter(unit => !reached.has(unit))
  const mentions = mentionsOf(alone.length === 0 ? [] : units)
  for (const unit of alone) drivers.push({ units: [unit], hasEntry: false, namedOutside: namedOutside(unit, mentions) })
  return drivers
}

/** How many units mention a name. */
function mentionsOf(units: readonly UnitNames[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { mentions } of units) for (const name of mentions) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function namedOutside({ defines, mentions }: UnitNames, counts: ReadonlyMap<string, number>): Set<string> {
  return new Set([...defines].filter(name => (counts.get(name) ?? 0) > (mentions.has(name) ? 1 : 0)))
}

function added<Unit>(lists: Map<string, Unit[]>, key: string, unit: Unit): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [unit])
  else list.push(unit)
}

function reachedFrom<Unit extends UnitNames>(entry: Unit, definers: ReadonlyMap<string, readonly Unit[]>): Unit[] {
  const reached = new Set([entry])
  for (const unit of reached) {
    for (const name of unit.mentions) {
      if (reachedDefinition(name, reached)) continue
      const definer = nearest(definers.get(name) ?? [], unit.path)
      if (definer !== undefined) reached.add(definer)
    }
  }
  return [...reached]
}

function reachedDefinition(name: string, units: ReadonlySet<UnitNames>): boolean {
  for (const unit of units) if (unit.defines.has(name)) return true
  return false
}

/** Of several definitions of one name, the one that lies nearest counts. */
function nearest<Unit extends UnitNames>(units: readonly Unit[], path: string): Unit | undefined {
  const distance = (unit: Unit) => relative(parent(path), unit.path).split('/').length
  return [...units].sort((a, b) => distance(a) - distance(b) || compare(a.path, b.path))[0]
}

function hasEntry(unit: UnitNames): boolean {
  return unit.defines.has(entryName)
}

function compare(a: string, b: string): number {
  const [x, y] = [fold(a), fold(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
