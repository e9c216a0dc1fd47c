// What SAL says of a function, read from the macros around its declarations, which expand to nothing: the IRQL that it
// asks for, locks, NULL, results. Of conditional annotations (`_When_`) nothing is taken: what they say is not always so.
// Headers up to WDK 7 have the first generation (`__drv_maxIRQL`, `__in`), which says the same under other names.
import type { Symbol } from '../c/symbol.ts'
import { type Vanished, vanishedName, vanishedUse } from '../c/token.ts'
import type { Irql } from '../knowledge/effects.ts'
import { declarationsOf } from '../project/unitFacts.ts'

/** `_Requires_lock_held_(LbServers.Lock)`: tokens of the argument, joined. */
export interface LockClause {
  readonly kind: 'requires' | 'excludes' | 'acquires' | 'releases'
  readonly mode: 'exclusive' | 'shared' | undefined
  readonly lock: string
}

/** What a call that succeeds writes. */
export interface Output {
  /** `_Out_writes_(Length)`: its argument; undefined: one object. */
  readonly count: string | undefined
  /** The argument counts bytes, and not elements. */
  readonly isBytes: boolean
}

export interface ParameterContract {
  /** `_In_opt_` and the like, OPTIONAL: it may be NULL. */
  readonly mayBeNull: boolean
  /** `_In_` and the like: it is not NULL. */
  readonly isNonNull: boolean
  /** `_Out_`: a call that succeeds writes the one object that it points to. */
  readonly isOutput: boolean
  /** Where it is not NULL. */
  readonly output: Output | undefined
}

export interface Contract {
  readonly irql: { readonly min: Irql; readonly max: Irql } | undefined
  /** The IRQL at the return is the one at the call. */
  readonly keepsIrql: boolean
  readonly raisesTo: Irql | undefined
  readonly locks: readonly LockClause[]
  readonly parameters: readonly ParameterContract[]
  readonly result: 'null' | 'non-null' | undefined
  readonly mustInspect: boolean
  /** `_Function_class_(…)`. */
  readonly functionClass: string | undefined
}

const levels: Readonly<Record<string, Irql>> = { PASSIVE_LEVEL: 0, APC_LEVEL: 1, DISPATCH_LEVEL: 2 }

const levelBounds: Readonly<Record<string, 'min' | 'max' | 'both'>> = {
  _IRQL_requires_: 'both',
  _IRQL_requires_max_: 'max',
  _IRQL_requires_min_: 'min',
  __drv_requiresIRQL: 'both',
  __drv_maxIRQL: 'max',
  __drv_minIRQL: 'min',
}

/** Every call of a function asks for it. */
const known = new WeakMap<Symbol, Contract>()

/** All declarations of the function together. */
export function contractOf(symbol: Symbol): Contract {
  let contract = known.get(symbol)
  if (contract === undefined) known.set(symbol, (contract = read(symbol)))
  return contract
}

function read(symbol: Symbol): Contract {
  const declarations = declarationsOf(symbol)
  const own = declarations.flatMap(({ annotations }) => annotations)
  const parameters: ParameterContract[] = []
  for (const declaration of declarations) {
    const list = declaration.declarator?.parts.find(part => part.kind === 'parameters')
    for (const [i, { annotations }] of (list?.parameters ?? []).entries())
      parameters[i] = parameterContract(annotations, parameters[i])
  }
  const named = (pattern: RegExp) => own.find(each => pattern.test(vanishedName(each)))
  return {
    irql: irqlOf(own),
    keepsIrql: named(/^(?:_IRQL_requires_same_|__drv_sameIRQL)$/) !== undefined,
    raisesTo: levelIn(named(/^(?:_IRQL_raises_|__drv_raisesIRQL)$/)),
    locks: own.flatMap(each => lockClause(each) ?? []),
    parameters,
    result: named(/^_Ret_maybenull_|^_Post_maybenull_/) ? 'null' : named(/^_Ret_notnull_/) ? 'non-null' : undefined,
    mustInspect: named(/^(?:_Must_inspect_result_|_Check_return_|__checkReturn)$/) !== undefined,
    functionClass: argumentText(named(/^(?:_Function_class_|__drv_functionClass)$/)),
  }
}

function irqlOf(annotations: readonly Vanished[]): Contract['irql'] {
  let [min, max]: [Irql, Irql] = [0, 2]
  let isSaid = false
  for (const each of annotations) {
    const bound = levelBounds[vanishedName(each)]
    const level = levelIn(each)
    if (level === undefined || bound === undefined) continue
    isSaid = true
    if (bound !== 'max') min = level
    if (bound !== 'min') max = level
  }
  return isSaid ? { min, max } : undefined
}

function levelIn(vanished: Vanished | undefined): Irql | undefined {
  return levels[argumentText(vanished) ?? '']
}

/** The text of the first argument; of an object-like macro, nothing. */
function argumentText(vanished: Vanished | undefined): string | undefined {
  const tokens = vanished?.arguments?.[0]
  // A level that is a macro itself has come here as it was written.
  return tokens
    ?.map(({ text, expansion }) => (expansion?.macro.parameters === undefined ? (expansion?.macro.name ?? text) : text))
    .join('')
}

const lockKinds: readonly [RegExp, LockClause['kind']][] = [
  [/^_Requires_(?:exclusive_|shared_)?lock_held_$/, 'requires'],
  [/^_Requires_(?:exclusive_|shared_)?lock_not_held_$|^_Requires_no_locks_held_$/, 'excludes'],
  [/^_Acquires_(?:exclusive_|shared_)?(?:non)?(?:reentrant_)?lock_$|^_IRQL_acquires_/, 'acquires'],
  [/^_Releases_(?:exclusive_|shared_)?(?:non)?(?:reentrant_)?lock_$/, 'releases'],
]

function lockClause(vanished: Vanished): LockClause | undefined {
  const name = vanishedName(vanished)
  const kind = lockKinds.find(([pattern]) => pattern.test(name))?.[1]
  if (kind === undefined) return undefined
  const mode = name.includes('exclusive') ? 'exclusive' : name.includes('shared') ? 'shared' : undefined
  return { kind, mode, lock: argumentText(vanished) ?? '' }
}

function parameterContract(annotations: readonly Vanished[], before: ParameterContract | undefined): ParameterContract {
  const names = annotations.map(each => vanishedUse(each).macro.name)
  const mayBeNull = names.some(name => /(?:^|_)(?:opt|OPTIONAL)(?:_|$)/.test(name) || name === '_Maybenull_')
  const directed = names.some(name => /^(?:_(?:In|Out|Inout|Outptr)|__(?:in|out|inout|deref_out))(?:_|$)/.test(name))
  return {
    mayBeNull: mayBeNull || before?.mayBeNull === true,
    isNonNull: (directed && !mayBeNull) || (before?.isNonNull === true && !mayBeNull),
    isOutput: names.some(name => /^(?:_Out(?:ptr)?_|__(?:deref_)?out)$/.test(name)) || before?.isOutput === true,
    output: annotations.map(outputOf).find(each => each !== undefined) ?? before?.output,
  }
}

function outputOf(vanished: Vanished): Output | undefined {
  const name = vanishedName(vanished)
  if (/^(?:_Out(?:ptr)?_(?:opt_)?|__(?:deref_)?out(?:_opt)?)$/.test(name)) return { count: undefined, isBytes: false }
  if (!/^_Out_writes_|^__out_[be]count/.test(name)) return undefined
  const count = argumentText(vanished)
  return count === undefined ? undefined : { count, isBytes: /^_Out_writes_bytes_|^__out_b/.test(name) }
}
