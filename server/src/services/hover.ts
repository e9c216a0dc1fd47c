// Hover: the knowledge behind the name at a position. On an implementation under another name it says which callback
// the function is and where it is registered. Names of plain C are left to the C server.
import type { Hover, Position } from 'vscode-languageserver-types'
import { functionOf, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { macrosOf } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { unknownType } from '../c/types.ts'
import { typeText } from '../c/typeText.ts'
import { type HoverContext, memberHover, nameHover, pageHover, parameterHover } from '../knowledge/hoverText.ts'
import type { Knowledge } from '../knowledge/pages.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import type { Implementation } from '../project/callbacks.ts'
import type { CallbackMember } from '../project/dispatchTable.ts'
import { functionKey } from '../project/functionFlows.ts'
import { baseName, pathToUri } from '../project/paths.ts'
import { type Place, placeOf } from '../project/places.ts'
import type { LineMap } from '../text/lineMap.ts'
import type { CheckedDriver } from './drivers.ts'
import { nameAt } from './nameAt.ts'
import { statusHover } from './statusHover.ts'

export interface HoverServices {
  readonly knowledge: Knowledge
  lines(path: string): LineMap
  text(path: string): string
  /** Drivers that the file belongs to. */
  drivers(): readonly CheckedDriver[]
}

/** `file`: the unit's own or one that it includes. */
export function hoverAt(
  unit: TranslationUnit,
  file: string,
  position: Position,
  services: HoverServices,
): Hover | undefined {
  const lines = services.lines(file)
  const found = nameAt(unit, file, services.text(file), lines.offset(position))
  if (found === undefined) return undefined
  const value = new HoverWriter(unit, services).text(found)
  if (value === undefined) return undefined
  const range = lines.range(found.start, found.end)
  return { contents: { kind: 'markdown', value }, range }
}

class HoverWriter {
  readonly #unit: TranslationUnit
  readonly #services: HoverServices

  constructor(unit: TranslationUnit, services: HoverServices) {
    this.#unit = unit
    this.#services = services
  }

  text({ name, meaning }: NonNullable<ReturnType<typeof nameAt>>): string | undefined {
    switch (meaning?.kind) {
      case 'member':
        return this.#member(meaning.access)
      case 'designator': {
        const { record, member } = meaning
        if (record.tag === undefined) return undefined
        const declaration = `${typeText(member.type, member.name)};`
        return memberHover(this.#services.knowledge, record.tag, name, { declaration })
      }
      case 'parameter':
        return this.#parameter(meaning.symbol, meaning.owner)
      case 'symbol':
        return this.#symbol(meaning.symbol)
    }
    const { knowledge } = this.#services
    const { symbols, macros } = this.#unit.tables
    return nameHover(knowledge, name, this.#declarationOf(symbols.get(name))) ?? statusHover(name, macros, knowledge)
  }

  #symbol(symbol: Symbol): string | undefined {
    const implementation = symbol.kind === 'function' ? this.#implementation(symbol) : undefined
    const member = implementation && memberOf(implementation)
    const page = member && this.#services.knowledge.page(member.name)
    if (implementation !== undefined && page !== undefined) {
      const notes = implementationNotes(implementation, member!, place => this.#link(place))
      return pageHover(page, { ...this.#declarationOf(symbol), notes })
    }
    if (symbol.kind === 'enumerator') return this.#enumerator(symbol.name)
    // What a block declares is the author's own, whatever its name.
    if (symbol.linkage === 'none' && symbol.kind !== 'typedef') return undefined
    return nameHover(this.#services.knowledge, symbol.name, this.#declarationOf(symbol))
  }

  #enumerator(name: string): string | undefined {
    const { knowledge } = this.#services
    const enumeration = knowledge.names('enumeration').find(each => knowledge.field(each, name) !== undefined)
    return enumeration === undefined ? nameHover(knowledge, name) : memberHover(knowledge, enumeration, name)
  }

  #declarationOf(symbol: Symbol | undefined): HoverContext {
    if (symbol === undefined || symbol.kind === 'enumerator') return {}
    const text = typeText(symbol.type, symbol.name)
    return { declaration: symbol.kind === 'typedef' ? `typedef ${text};` : `${text};` }
  }

  // ---- Parameters ----------------------------------------------------------------------------------------------

  /** A parameter of a callback, wherever in its function it is used, or of a routine's prototype. */
  #parameter(symbol: Symbol, holder: FunctionDefinition | Symbol): string | undefined {
    const { knowledge } = this.#services
    const isDefinition = holder.kind === 'function-definition'
    const owner = isDefinition ? holder.symbol : holder
    // A K&R definition has its parameters beside the type.
    const parameters = isDefinition ? holder.parameters : (functionOf(holder.type)?.parameters ?? [])
    const index = parameters.findIndex(({ name }) => name === symbol.name)
    const implementation = this.#implementation(owner)
    const member = implementation && memberOf(implementation)
    const page = knowledge.page(member?.name ?? owner.name)
    if (page === undefined || index < 0) return undefined
    const documented = member?.type.parameters[index]?.name ?? symbol.name
    const own = `\`${symbol.name}\` of \`${owner.name}\` is the parameter \`${documented}\` of \`${page.name}\`.`
    const notes = owner.name === page.name ? [] : [own]
    return parameterHover(page, documented, { declaration: `${typeText(symbol.type, symbol.name)};`, notes })
  }

  // ---- Members -------------------------------------------------------------------------------------------------

  #member(access: MemberAccess): string | undefined {
    const { semantics } = this.#unit
    const object = valueType(semantics.typeOf(access.object))
    const record = recordOf(access.arrow ? (pointerOf(object)?.to ?? unknownType) : object)
    if (record?.tag === undefined) return undefined
    const declaration = `${typeText(semantics.typeOf(access), access.name)};`
    return memberHover(this.#services.knowledge, record.tag, access.name, { declaration })
  }

  // ---- Implementations -----------------------------------------------------------------------------------------

  #implementation(symbol: Symbol): Implementation | undefined {
    const key = functionKey(symbol, this.#unit.path)
    for (const { callbacks } of this.#services.drivers()) {
      const found = callbacks?.implementations.find(each => functionKey(each.symbol, each.unit.path) === key)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** `[init.c:40](file:///…#L40)`; a bundled header is named without link. */
  #link(place: Place): string {
    const { line } = this.#services.lines(place.file).position(place.start)
    const label = `${baseName(place.file)}:${line + 1}`
    return isBundled(place.file) ? label : `[${label}](${pathToUri(place.file)}#L${line + 1})`
  }
}

/** The member that a function is for: where it is registered, else what its declaration or name says. */
function memberOf({ registrations, declaredAs, namedAs }: Implementation): CallbackMember | undefined {
  return registrations[0]?.member ?? declaredAs[0] ?? namedAs
}

function implementationNotes(
  implementation: Implementation,
  member: CallbackMember,
  link: (place: Place) => string,
): string[] {
  const { name, registrations, declaredAs } = implementation
  if (registrations.length > 0) {
    return registrations.slice(0, 4).map(({ member: own, store }) => {
      const through = macrosOf(store.value.first)[0]
      const how = through === undefined ? '' : ` through \`${through}\``
      return `\`${name}\` is registered as \`${own.name}\` in ${link(placeOf(store.value.first, store.value.last))}${how}.`
    })
  }
  const why = declaredAs.length > 0 ? 'its declaration says so' : 'by its name'
  return [`\`${name}\` looks like \`${member.name}\` (${why}); no registration of it was found.`]
}
