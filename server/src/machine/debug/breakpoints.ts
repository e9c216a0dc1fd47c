// What a debugger is asked to stop at in the source: places and functions. Changes of data are in watch.ts.
import { endOf, startOf, writtenAt } from '../../c/token.ts'
import type { Site } from '../fault.ts'
import type { Machine } from '../machine.ts'
import type { ProgramFunction } from '../program.ts'
import { Breaks } from './breaks.ts'

/** A stretch of a file, in UTF-16 units. */
export interface Place {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** On the first statement that begins in the place, or else the next one of the function around it. */
export interface SourceBreakpoint extends Place {
  /** C; it stops where that is not 0. */
  readonly condition?: string | undefined
}

/** On the first statement of the function. */
export interface FunctionBreakpoint {
  readonly function: string
  readonly condition?: string | undefined
}

export type Breakpoint = SourceBreakpoint | FunctionBreakpoint

export interface BoundBreakpoint {
  readonly breakpoint: Breakpoint
  /** Undefined: there is no such statement in the program. */
  readonly site: Site | undefined
  readonly breaks: Breaks
}

export function bind(machine: Machine, breakpoint: Breakpoint): BoundBreakpoint {
  const breaks = new Breaks()
  let site: Site | undefined
  for (const [number, entry] of machine.program.entries.entries()) {
    if (entry.kind !== 'function' || entry.code === undefined) continue
    const found = 'function' in breakpoint ? entryOf(entry, breakpoint.function) : statementsAt(entry, breakpoint)
    for (const pc of found) {
      breaks.add(number, pc)
      site ??= entry.code.statements.get(pc)
    }
  }
  return { breakpoint, site, breaks }
}

function entryOf({ name, code }: ProgramFunction, wanted: string): number[] {
  return name === wanted && code!.statements.size > 0 ? [Math.min(...code!.statements.keys())] : []
}

/** All instructions that the statement begins with: it may stand in a macro, or in a finalizer. */
function statementsAt({ code, definition }: ProgramFunction, { file, start, end }: Place): number[] {
  if (definition === undefined) return []
  const [first, last] = [writtenAt(definition.first), writtenAt(definition.last)]
  if (first.origin.file !== file || startOf(first) >= end || endOf(last) <= start) return []
  let nearest = Number.POSITIVE_INFINITY
  let places: number[] = []
  for (const [pc, site] of code!.statements) {
    const token = writtenAt(site.first)
    const at = startOf(token)
    if (token.origin.file !== file || at < start || at > nearest) continue
    if (at < nearest) places = []
    nearest = at
    places.push(pc)
  }
  return places
}

/** The place in a source that a site names: from its first token to its last. */
export function placeOf({ first, last }: Site): Place {
  const [from, to] = [writtenAt(first), writtenAt(last)]
  const isWhole = from.origin.file === to.origin.file && endOf(to) > startOf(from)
  return { file: from.origin.file, start: startOf(from), end: isWhole ? endOf(to) : endOf(from) }
}
