// SAL as expectations: what the macros around a function's declarations promise of its calls. They expand to nothing, so they
// are read from the names that stand there. What of it cannot be read or evaluated says nothing: SAL is written for others.
import { parseClause } from '../../annotations/clauseParser.ts'
import { type Vanished, vanishedName, vanishedUse, writtenAt } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { FunctionDefinition } from '../../c/tree.ts'
import { declarationsOf } from '../../project/unitFacts.ts'
import { originOf } from '../model.ts'
import { type Expectation, type Home, ownFunction } from './expectation.ts'

interface Meaning {
  /** A clause, with `L` for the argument. */
  readonly clause: string
  readonly window: 'entry' | 'call'
}

const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^_IRQL_requires_max_$/, { clause: 'expect irql <= L', window: 'entry' }],
  [/^_IRQL_requires_same_$/, { clause: 'expect irql == old(irql)', window: 'call' }],
  [/^_Requires_lock_held_$/, { clause: 'expect holds L', window: 'entry' }],
  [/^_Requires_exclusive_lock_held_$/, { clause: 'expect holds L exclusive', window: 'entry' }],
  [/^_Requires_shared_lock_held_$/, { clause: 'expect holds L', window: 'entry' }],
  [/^_Requires_lock_not_held_$/, { clause: 'expect not holds L', window: 'entry' }],
  [/^_Acquires_lock_$/, { clause: 'expect holds L', window: 'call' }],
  [/^_Acquires_exclusive_lock_$/, { clause: 'expect holds L exclusive', window: 'call' }],
  [/^_Acquires_shared_lock_$/, { clause: 'expect holds L', window: 'call' }],
  [/^_Releases_(?:exclusive_|shared_)?lock_$/, { clause: 'expect not holds L', window: 'call' }],
]

/** Of the functions that the unit defines. */
export function salExpectations(unit: TranslationUnit): Expectation[] {
  return unit.chunks.flatMap(({ declarations }) =>
    declarations.flatMap(declaration =>
      declaration.kind === 'function-definition' ? ofFunction(declaration, unit) : [],
    ),
  )
}

function ofFunction(definition: FunctionDefinition, unit: TranslationUnit): Expectation[] {
  if (originOf(writtenAt(definition.first).origin.file) !== 'driver') return []
  const own = ownFunction(definition.symbol, definition)
  const home: Home = { unit, function: own, point: undefined }
  const said = new Map<string, Expectation>()
  for (const { annotations } of declarationsOf(definition.symbol))
    for (const each of annotations) {
      const expectation = expectationOf(each, home)
      if (expectation !== undefined) said.set(expectation.text, expectation)
    }
  return [...said.values()]
}

function expectationOf(vanished: Vanished, home: Home): Expectation | undefined {
  const name = vanishedName(vanished)
  const argument = argumentText(vanished)
  const text = argument === '' ? name : `${name}(${argument})`
  const { use } = vanishedUse(vanished)
  const shared = { when: undefined, only: undefined, text, home, isContract: true, isWritten: false } as const
  const site = { first: use, last: use, function: '' }
  if (/^(?:_Must_inspect_result_|_Check_return_)$/.test(name))
    return { ...shared, site, property: { kind: 'inspected' }, window: 'call' }
  const meaning = meanings.find(([pattern]) => pattern.test(name))?.[1]
  if (meaning === undefined || (argument === '' && meaning.clause.includes('L'))) return undefined
  const { clause } = parseClause(meaning.clause.replace(/\bL\b/, argument))
  return clause?.kind === 'expect' ? { ...shared, site, property: clause.property, window: meaning.window } : undefined
}

/** As it was written: a level that is a macro itself by its name. */
function argumentText({ arguments: given }: Vanished): string {
  const tokens = given?.[0] ?? []
  return tokens
    .map(({ text, expansion }) => (expansion?.macro.parameters === undefined ? (expansion?.macro.name ?? text) : text))
    .join('')
}
