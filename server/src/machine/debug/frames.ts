// The frames of a thread that stands, and what is in scope in each: arguments, locals block by block, globals.
import type { Symbol } from '../../c/symbol.ts'
import { type Code, siteAt } from '../code.ts'
import type { Site } from '../fault.ts'
import type { Machine } from '../machine.ts'
import { width } from '../opcodes.ts'
import type { ProgramFunction } from '../program.ts'
import type { Thread } from '../thread.ts'
import type { Location, Value } from './values.ts'

export interface Frame {
  /** Calls below it. */
  readonly depth: number
  /** Tells it from every other call of the thread. */
  readonly serial: number
  readonly function: ProgramFunction
  /** The statement that is about to begin, else the expression at work. */
  readonly site: Site
}

export interface NamedValue extends Value {
  /** A declaration further inside has the same name. */
  readonly shadowed: boolean
}

export interface Scope {
  readonly kind: 'arguments' | 'locals' | 'block' | 'globals'
  readonly values: readonly NamedValue[]
}

/** Innermost first. */
export function framesOf(machine: Machine, thread: Thread): Frame[] {
  const frames: Frame[] = []
  for (let depth = thread.depth - 1; depth >= 0; depth--) {
    const frame = frameAt(machine, thread, depth)
    if (frame !== undefined) frames.push(frame)
  }
  return frames
}

/** Undefined: no function of the program runs there. */
export function frameAt(machine: Machine, thread: Thread, depth: number): Frame | undefined {
  if (depth < 0 || depth >= thread.depth) return undefined
  const entry = machine.program.entries[thread.functionAt(depth)]
  if (entry?.kind !== 'function' || entry.code === undefined) return undefined
  const pc = thread.pcAt(depth)
  const site = entry.code.statements.get(pc) ?? siteAt(entry.code, pc)
  return { depth, serial: thread.serialAt(depth), function: entry, site }
}

/** The statement that the thread's last instruction belongs to; undefined: it came from elsewhere. */
export function siteBefore(machine: Machine, thread: Thread): Site | undefined {
  const top = thread.depth - 1
  const pc = top < 0 ? 0 : thread.pcAt(top) - width
  const entry = top < 0 ? undefined : machine.program.entries[thread.functionAt(top)]
  if (pc < 0 || entry?.kind !== 'function' || entry.code === undefined) return undefined
  const begun = [...entry.code.statements.keys()].filter(start => start <= pc)
  return entry.code.statements.get(Math.max(...begun)) ?? siteAt(entry.code, pc)
}

type Declared = readonly [Scope['kind'], readonly Symbol[]]

/** What the source has in scope where the frame stands; the innermost block comes first, globals last. */
export function scopesOf(machine: Machine, thread: Thread, frame: Frame): Scope[] {
  return read([...declaredIn(thread, frame), ['globals', globalsOf(machine, frame)]], machine, thread, frame)
}

/** The same without globals, which are many. */
export function localScopesOf(machine: Machine, thread: Thread, frame: Frame): Scope[] {
  return read(declaredIn(thread, frame), machine, thread, frame)
}

function declaredIn(thread: Thread, { depth, function: { code } }: Frame): Declared[] {
  const blocks = visibleBlocks(code!, thread.pcAt(depth))
  const parameters = code!.variables.filter(({ symbol }) => symbol.kind === 'parameter').map(({ symbol }) => symbol)
  return [
    ...blocks.map((block, i): Declared => [i === blocks.length - 1 ? 'locals' : 'block', block]),
    ['arguments', parameters],
  ]
}

function read(scopes: readonly Declared[], machine: Machine, thread: Thread, frame: Frame): Scope[] {
  const reader = new FrameReader(machine, thread, frame)
  const seen = new Set<string>()
  return scopes.map(([kind, declared]) => {
    const values = declared.flatMap(symbol => reader.value(symbol) ?? [])
    const scope: Scope = { kind, values: values.map(value => ({ ...value, shadowed: seen.has(value.name) })) }
    for (const { name } of values) seen.add(name)
    return scope
  })
}

/** The names that an expression in the frame may use beside those of the file, outer ones first. */
export function namesInScope({ function: { code } }: Frame, pc: number): Symbol[] {
  const parameters = code!.variables.filter(({ symbol }) => symbol.kind === 'parameter').map(({ symbol }) => symbol)
  return [...parameters, ...visibleBlocks(code!, pc).reverse().flat()]
}

/** By block, inner ones first, what has been declared at `pc`. */
function visibleBlocks({ lexicalBlocks }: Code, pc: number): Symbol[][] {
  return lexicalBlocks
    .filter(({ start, end }) => start <= pc && pc < end)
    .map(({ declared }) => declared.filter(({ from }) => from <= pc).map(({ symbol }) => symbol))
}

/** Objects of the file and those with external linkage that the program uses. */
function globalsOf({ program }: Machine, { function: { semantics } }: Frame): Symbol[] {
  return program.entries.flatMap(entry => {
    if (entry.kind !== 'object' || entry.symbol.scope !== 'file') return []
    return entry.semantics === semantics || entry.symbol.linkage === 'external' ? [entry.symbol] : []
  })
}

class FrameReader {
  readonly code: Code
  readonly #machine: Machine
  readonly #thread: Thread
  readonly #frame: Frame

  constructor(machine: Machine, thread: Thread, frame: Frame) {
    this.#machine = machine
    this.#thread = thread
    this.#frame = frame
    this.code = frame.function.code!
  }

  value(symbol: Symbol): Value | undefined {
    const { name, type } = symbol
    const location = this.#local(symbol)
    if (location === undefined) return this.#static(symbol)
    return { name, expression: name, type, semantics: this.#frame.function.semantics, location }
  }

  #local(symbol: Symbol): Location | undefined {
    const variable = this.code.variables.find(each => each.symbol === symbol)
    if (variable === undefined) return undefined
    const register = this.#thread.baseAt(this.#frame.depth) + variable.register
    const { i32, u64, provenance } = this.#thread
    const id = provenance[register]!
    if (!variable.inMemory) {
      const { depth, serial } = this.#frame
      const home = { thread: this.#thread.number, depth, serial, register: variable.register }
      return { kind: 'register', bits: u64[register]!, provenance: id, home }
    }
    // A block that does not live yet has no identity.
    return { kind: 'memory', id: id > 0 ? id : -1, address: i32[register * 2]! >>> 0 }
  }

  #static(symbol: Symbol): Value | undefined {
    const { program, ids, bases } = this.#machine
    const number = program.find(symbol, this.#frame.function.semantics)
    const entry = number === undefined ? undefined : program.entries[number]
    if (entry?.kind !== 'object') return undefined
    const { name, symbol: own, semantics } = entry
    const location: Location = { kind: 'memory', id: ids[number!]!, address: bases[number!]! >>> 0 }
    return { name, expression: name, type: own.type, semantics, location }
  }
}
