// Terms in the words of the source, for messages: `SrvCall->Context`, `&server->Lock`. Undefined where a term has no name
// that the author would know.
import type { Place, Value } from './terms.ts'

export function valueText(value: Value): string | undefined {
  switch (value.kind) {
    case 'integer':
      return String(value.value)
    case 'function':
      return value.symbol.name
    case 'initial':
      return placeText(value.of)
    case 'address': {
      const of = placeText(value.of)
      return of === undefined ? undefined : `&${of}`
    }
  }
  return undefined
}

export function placeText(place: Place): string | undefined {
  switch (place.kind) {
    case 'variable':
      return place.symbol.name
    case 'pointee': {
      const pointer = valueText(place.pointer)
      return pointer === undefined ? undefined : `*${pointer}`
    }
    case 'element': {
      const of = place.of.kind === 'pointee' ? valueText(place.of.pointer) : placeText(place.of)
      return of === undefined ? undefined : `${of}[${place.index ?? ''}]`
    }
    case 'field': {
      const pointer = place.of.kind === 'pointee' ? valueText(place.of.pointer) : undefined
      if (pointer !== undefined) return `${pointer}->${place.name}`
      const of = place.of.kind === 'pointee' ? undefined : placeText(place.of)
      return of === undefined ? undefined : `${of}.${place.name}`
    }
  }
}
