// The dispatch table: what is registered, where, how, and for how long the table lives.
import type { TreeNode } from '../../../src/c/walk.ts'
import type { Registration } from '../../../src/project/callbacks.ts'
import { isWrittenOut, type Place, placeOf } from '../../../src/project/places.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import type { FunctionSite } from '../site.ts'
import { inFrontOfAll } from './inserted.ts'

const fewCallbacks = 4

export const tableOperators: readonly Operator[] = [
  ...[
    ['PMRX_SRV_CALL', 'BOOLEAN', 'PBOOLEAN'],
    ['PMRX_NET_ROOT', 'PBOOLEAN', 'BOOLEAN'],
    ['PMRX_V_NET_ROOT', 'PBOOLEAN', 'BOOLEAN'],
  ].map(
    ([object, right, wrong]): Operator => ({
      code: 'MRX011',
      mistake: `${wrong} Force beside a ${object}`,
      *mutants(driver) {
        if (wrong === 'BOOLEAN' && driver.functions.some(dereferencesForce)) return
        const edits = forceParameters(driver, object!, right!).map(place => ({ place, newText: wrong! }))
        const [first] = edits
        if (first !== undefined) yield { place: first.place, edits }
      },
    }),
  ),
  {
    code: 'MRX012',
    mistake: 'a cast to the type of the member',
    *mutants(driver) {
      for (const { store, member, casts } of storesOf(driver)) {
        if (casts.length > 0 || member.typedefName === undefined) continue
        const place = placeOf(store.value.first, store.value.last)
        yield { place, edits: [{ place: { ...place, end: place.start }, newText: `(${member.typedefName})` }] }
      }
    },
  },
  {
    code: 'MRX013',
    mistake: 'NTAPI forgotten',
    *mutants(driver) {
      // On x64 there is one convention only: a driver with a callback or two may do without the word.
      if (storesOf(driver).length < fewCallbacks) return
      for (const { definition, declarations, registrations } of driver.callbacks.implementations) {
        if (definition === undefined || registrations.length === 0) continue
        const places = [definition.symbol, ...declarations.map(({ symbol }) => symbol)].map(({ token }) =>
          placeOf(token),
        )
        const edits = [...new Map(places.map(place => [`${place.file}:${place.start}`, place])).values()].map(place =>
          conventionInFrontOf(place, driver),
        )
        if (edits.every(edit => edit !== undefined))
          yield { place: placeOf(definition.symbol.token), edits: edits.map(place => ({ place, newText: '' })) }
      }
    },
  },
  {
    code: 'MRX014',
    mistake: 'not registered',
    *mutants(driver) {
      const names = storesOf(driver).map(({ store }) => textOf(store.value, driver))
      // Without a store there is no table, few callbacks tell no style of names, and nothing tells which element of
      // MRxLowIOSubmit a function is for.
      if (names.length < fewCallbacks) return
      for (const { store, member } of storesOf(driver)) {
        if (member.isArray) continue
        const isOnly = names.filter(name => name === textOf(store.value, driver)).length === 1
        const place = placeOf(store.value.first, store.value.last)
        if (isOnly) yield { place, edits: [{ place: wholeStore(place, driver), newText: '' }] }
      }
    },
  },
  {
    code: 'MRX015',
    mistake: 'in the place of its neighbour',
    companions: {
      MRX011: 'a member of another type gets it',
      MRX057: 'what stands there does not complete a creation',
      MRX024: 'what is right in a request is wrong in a finalizer',
      MRX045: 'what is right in a request is wrong in a finalizer',
    },
    *mutants(driver) {
      // What is registered twice is told as a wrong signature.
      const all = storesOf(driver)
      const names = all.map(({ store }) => textOf(store.value, driver))
      const stores = all.filter((_, i) => names.indexOf(names[i]!) === names.lastIndexOf(names[i]!))
      for (const [i, { store, member }] of stores.entries()) {
        const next = stores[i + 1]
        if (next === undefined || next.member.typedefName === member.typedefName) continue
        const [a, b] = [store, next.store].map(({ value }) => placeOf(value.first, value.last))
        if (a!.file !== b!.file) continue
        const texts = [textOf(store.value, driver), textOf(next.store.value, driver)]
        yield {
          place: a!,
          edits: [
            { place: a!, newText: texts[1]! },
            { place: b!, newText: texts[0]! },
          ],
        }
      }
    },
  },
  {
    code: 'MRX016',
    mistake: 'NodeTypeCode not set',
    *mutants(driver) {
      if (!driver.functions.some(site => site.calls('RxRegisterMinirdr').length > 0)) return
      for (const site of driver.functions)
        for (const node of site.nodes('assignment'))
          if (node.target.kind === 'member' && node.target.name === 'NodeTypeCode') yield removal(site, node, driver)
      for (const { declarators } of driver.declarations())
        for (const { initializer } of declarators)
          for (const item of initializer?.kind === 'initializer-list' ? initializer.items : []) {
            const [first] = item.designators
            if (first?.kind !== 'member' || first.name !== 'NodeTypeCode') continue
            const place = placeOf(item.value.first, item.value.last)
            yield { place, edits: [{ place, newText: '0' }] }
          }
    },
  },
  {
    code: 'MRX017',
    mistake: 'a table on the stack registered',
    *mutants(driver) {
      for (const site of driver.functions)
        for (const call of site.calls('RxRegisterMinirdr')) {
          const table = call.arguments[2]
          if (table === undefined) continue
          const copy = `MINIRDR_DISPATCH MutantTable = *(${site.text(table)});`
          const edits = [...site.before(site.statementOf(call), copy), site.replaced(table, '&MutantTable')]
          yield { place: site.place(call), edits }
        }
    },
  },
  beside(
    'MRX017',
    'a table on the stack registered, too',
    register('&MutantTable', 'MINIRDR_DISPATCH MutantTable = { RDBSS_NTC_MINIRDR_DISPATCH };'),
  ),
  beside(
    'MRX016',
    'a table registered that was never cleared',
    `{ PMINIRDR_DISPATCH MutantTable = ExAllocatePoolWithTag(NonPagedPool, sizeof(MINIRDR_DISPATCH), 'tuMX'); if (MutantTable != NULL) ${register('MutantTable', 'MutantTable->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;')} }`,
  ),
  {
    code: 'MRX031',
    mistake: 'an extension that RDBSS does not allocate is asked for',
    companions: { MRX032: 'what the driver frees is said to be part of the SRV_CALL' },
    *mutants(driver) {
      // Nobody sets Context, so it stays NULL.
      if (driver.functions.some(site => contextStores(site).length > 0)) return
      const text = `{ extern MINIRDR_DISPATCH MutantTable; MutantTable.MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; }`
      yield* inFillers(driver, text)
    },
  },
  {
    code: 'MRX031',
    mistake: 'the extension of the SRV_CALL left to RDBSS',
    companions: { MRX032: 'what the driver frees is said to be part of the SRV_CALL' },
    *mutants(driver) {
      const stores = driver.functions.flatMap(site => contextStores(site).map(node => removal(site, node, driver)))
      for (const site of driver.functions)
        for (const node of site.nodes('assignment'))
          if (node.target.kind === 'member' && node.target.name === 'MRxFlags') {
            const flags = site.replaced(node.value, `${site.text(node.value)} | RDBSS_MANAGE_SRV_CALL_EXTENSION`)
            yield { place: site.place(node), edits: [flags, ...stores.flatMap(({ edits }) => edits)] }
          }
    },
  },
]

function beside(code: string, mistake: string, text: string): Operator {
  return {
    code,
    mistake,
    mutants: driver => inFillers(driver, text),
  }
}

/** In front of each statement of the functions that fill a table. */
function* inFillers(driver: CorrectDriver, text: string): Iterable<Mutant> {
  const places = storesOf(driver).map(({ store }) => placeOf(store.value.first))
  const holds = ({ file, start, end }: Place) =>
    places.some(place => place.file === file && place.start >= start && place.end <= end)
  for (const site of driver.functions) if (holds(site.place(site.definition.body))) yield* inFrontOfAll(site, text)
}

/** `declaration` stands in front of the registration. */
function register(table: string, declaration: string): string {
  return `{ extern PRDBSS_DEVICE_OBJECT MutantDevice; extern PDRIVER_OBJECT MutantDriver; extern UNICODE_STRING MutantName; ${declaration} RxRegisterMinirdr(&MutantDevice, MutantDriver, ${table}, 0, &MutantName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0); }`
}

function contextStores(site: FunctionSite) {
  return site
    .nodes('assignment')
    .filter(
      ({ target }) =>
        target.kind === 'member' && target.name === 'Context' && site.recordBehind(target.object) === '_MRX_SRV_CALL_',
    )
}

function storesOf(driver: CorrectDriver): Registration[] {
  const all = driver.callbacks.implementations.flatMap(({ registrations }) => registrations)
  const own = all.filter(({ store }) => {
    const { first, last } = store.value
    return isWrittenOut(first, last) && driver.isOwn(first.origin.file)
  })
  return own.sort((a, b) => placeOf(a.store.value.first).start - placeOf(b.store.value.first).start)
}

function textOf(
  node: { first: Registration['store']['value']['first']; last: Registration['store']['value']['last'] },
  driver: CorrectDriver,
): string {
  const { file, start, end } = placeOf(node.first, node.last)
  return driver.text(file).slice(start, end)
}

/** Where the type of the second parameter stands in every declaration of these callbacks; none: a typedef says it. */
function forceParameters(driver: CorrectDriver, object: string, force: string): Place[] {
  const places = new Map<string, Place>()
  for (const { declarations, symbol, registrations } of driver.callbacks.implementations) {
    if (registrations.length === 0) continue
    const lists = [symbol, ...declarations.map(each => each.symbol)].map(({ declarator }) =>
      declarator?.parts.find(part => part.kind === 'parameters'),
    )
    if (lists.includes(undefined)) continue
    for (const list of lists) {
      const [first, second, third] = list!.parameters
      if (first === undefined || second === undefined || third !== undefined) continue
      if (textOf(first.specifiers, driver) !== object || textOf(second.specifiers, driver) !== force) continue
      const place = placeOf(second.specifiers.first, second.specifiers.last)
      places.set(`${place.file}:${place.start}`, place)
    }
  }
  return [...places.values()]
}

/** What is dereferenced cannot be a BOOLEAN. */
function dereferencesForce(site: FunctionSite): boolean {
  return site.nodes('unary').some(node => node.operator === '*' && site.text(node.operand) === site.parameter(1))
}

/** From the table's name or the designator's dot to the semicolon or comma: neither is a node. */
function wholeStore({ file, start, end }: Place, driver: CorrectDriver): Place {
  const text = driver.text(file)
  const front = /(?:\w+(?:\.|->)|\.|\[)[\w.[\]]+\s*=\s*$/.exec(text.slice(0, start))
  return { file, start: front?.index ?? start, end: end + 1 }
}

/** The convention has no node of its own. */
function conventionInFrontOf({ file, start }: Mutant['place'], driver: CorrectDriver) {
  if (!driver.isOwn(file)) return undefined
  const found = /NTAPI\s+$/.exec(driver.text(file).slice(0, start))
  return found === null ? undefined : { file, start: found.index, end: start }
}

/** With the arguments, where a macro makes the statement. */
function removal(site: FunctionSite, node: TreeNode, driver: CorrectDriver): Mutant {
  const { file, start } = site.place(site.statementOf(node))
  const place = { file, start, end: driver.text(file).indexOf(';', start) }
  return { place, edits: [{ place, newText: '' }] }
}
