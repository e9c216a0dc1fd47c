// What kernel and RDBSS routines do to a driver's state, as the `effects` of their pages say it. The vocabulary is in
// server/knowledge/FORMAT.md; a page with effects tells everything that the routine does with memory it is given.
import type { Library } from './library.ts'
import { keyIn } from './page.ts'

/** Levels as numbers: PASSIVE_LEVEL 0, APC_LEVEL 1, DISPATCH_LEVEL 2. */
export type Irql = 0 | 1 | 2

export type Verb =
  | 'allocates'
  | 'frees'
  | 'returns'
  | 'acquires'
  | 'releases'
  | 'enters'
  | 'leaves'
  | 'raises'
  | 'saves'
  | 'restores'
  | 'blocks'
  | 'initializes'
  | 'deletes'
  | 'starts'
  | 'stops'
  | 'links'
  | 'unlinks'
  | 'touches'
  | 'zeroes'
  | 'writes'
  | 'exchanges'
  | 'keeps'
  | 'runs'
  | 'references'
  | 'dereferences'
  | 'opens'
  | 'closes'
  | 'throws'
  | 'ends'
  | 'nothing'

export interface Effect {
  readonly verb: Verb
  /** A zero-based argument. */
  readonly subject: number | 'result' | undefined
  /** The family of a block, the mode of a lock, the kind of an object, a level. */
  readonly as: string | undefined
  /** A zero-based argument that decides: the tag, the timeout, whether it waits, the context. */
  readonly by: number | 'result' | undefined
}

export interface RoutineEffects {
  /** The page's name. */
  readonly name: string
  /** The caller's IRQL, where it is documented without condition. */
  readonly irql: { readonly min: Irql; readonly max: Irql } | undefined
  readonly effects: readonly Effect[]
}

type Need = 'must' | 'may' | 'no'

interface Form {
  readonly subject: Need
  /** What may stand behind `as`, and whether it must. */
  readonly as: readonly string[]
  readonly asMust: boolean
  readonly by: boolean
}

const form = (subject: Need, as: readonly string[] = [], by = false, asMust = as.length > 0): Form => ({
  subject,
  as,
  asMust,
  by,
})

const families = ['pool', 'rdbss-pool', 'lookaside', 'work-item', 'mdl', 'irp', 'object']
const objects = [
  'resource',
  'timer',
  'dpc',
  'event',
  'lookaside',
  'file-lock',
  'notify-sync',
  'list',
  'fast-mutex',
  'mutex',
  'spin-lock',
  'string',
  'work-item',
  'mcb',
  'thread',
  'semaphore',
]
const levels: Readonly<Record<string, Irql>> = { passive: 0, apc: 1, dispatch: 2 }

const forms: Record<Verb, Form> = {
  allocates: form('must', families, true),
  frees: form('must', families, true),
  returns: form('no', ['null', 'non-null', 'failure', 'irql', 'pending', 'abnormal']),
  acquires: form('must', ['exclusive', 'shared', 'spin', 'fast-mutex', 'mutex'], true),
  releases: form('must'),
  enters: form('no', ['region']),
  leaves: form('no', ['region']),
  raises: form('may', Object.keys(levels), false, false),
  saves: form('must'),
  restores: form('must'),
  blocks: form('no', [], true),
  initializes: form('must', objects),
  deletes: form('must', objects),
  starts: form('must', objects),
  stops: form('must', objects),
  links: form('must'),
  unlinks: form('must'),
  touches: form('must'),
  zeroes: form('must', [], true),
  writes: form('must', [], true),
  exchanges: form('must', [], true),
  keeps: form('must'),
  runs: form('must', [], true),
  references: form('must'),
  dereferences: form('must'),
  opens: form('must', ['handle']),
  closes: form('must', ['handle']),
  throws: form('no'),
  ends: form('no'),
  nothing: form('no'),
}

export function levelOf(name: string): Irql | undefined {
  return levels[name]
}

/** `frees 1 as pool by 2; blocks`: clauses, and complaints about what is none. */
export function parseEffects(text: string): { effects: Effect[]; problems: string[] } {
  const effects: Effect[] = []
  const problems: string[] = []
  for (const clause of text.split('; ')) {
    const read = readClause(clause)
    if (typeof read === 'string') problems.push(`effects: '${clause}': ${read}`)
    else effects.push(read)
  }
  return { effects, problems }
}

const clausePattern = /^([a-z]+)(?: (result|[1-9]\d?))?(?: as ([a-z-]+))?(?: by (result|[1-9]\d?))?$/

function readClause(clause: string): Effect | string {
  const match = clausePattern.exec(clause)
  if (match === null) return 'not of the form `verb [argument] [as word] [by argument]`'
  const [, verb = '', subject, as, by] = match
  if (!isVerb(verb)) return `no such verb; there are ${Object.keys(forms).join(', ')}`
  const wanted = forms[verb]
  if (wanted.subject === 'must' && subject === undefined) return `${verb} what? An argument's number or \`result\``
  if (wanted.subject === 'no' && subject !== undefined) return `${verb} takes no argument`
  if (as === undefined ? wanted.asMust : !wanted.as.includes(as)) {
    if (wanted.as.length === 0) return `${verb} takes no \`as\``
    return `${verb} as one of ${wanted.as.join(', ')}`
  }
  if (by !== undefined && !wanted.by) return `${verb} takes no \`by\``
  return { verb, subject: argument(subject), as, by: argument(by) }
}

function argument(text: string | undefined): Effect['subject'] {
  return text === undefined || text === 'result' ? text : Number(text) - 1
}

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(forms, verb)
}

/** `<= APC_LEVEL` in backquotes and nothing else: what is conditional or inferred limits nobody. */
export function irqlRange(text: string): RoutineEffects['irql'] {
  const match = /^`(<=|>=|==)? ?(PASSIVE|APC|DISPATCH)_LEVEL`$/.exec(text)
  if (match === null) return undefined
  const level = levels[match[2]!.toLowerCase()]!
  if (match[1] === '<=') return { min: 0, max: level }
  return match[1] === '>=' ? { min: level, max: 2 } : { min: level, max: level }
}

/** The effects of routines by name; a routine without any is not in it. */
export class EffectsTable {
  readonly #library: Library
  #byName: Map<string, RoutineEffects> | undefined

  constructor(library: Library) {
    this.#library = library
  }

  /** By the page's name or an alias of it. */
  of(name: string): RoutineEffects | undefined {
    return (this.#byName ??= this.#read()).get(name)
  }

  #read(): Map<string, RoutineEffects> {
    const byName = new Map<string, RoutineEffects>()
    for (const path of this.#library.list('knowledge/routines/')) {
      const text = this.#library.file(path) ?? ''
      const head = text.slice(0, text.indexOf('\n---', 3))
      const effects = keyIn(head, 'effects')
      const name = keyIn(head, 'name')
      if (effects === undefined || name === undefined) continue
      const routine = { name, irql: irqlRange(keyIn(head, 'irql') ?? ''), effects: parseEffects(effects).effects }
      for (const each of [name, ...(keyIn(head, 'alias')?.split(', ') ?? [])]) byName.set(each, routine)
    }
    return byName
  }
}
