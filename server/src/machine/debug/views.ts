// What a debugger hands out: data that survives JSON. A value that opens has a reference, good until the run moves.
import { typeText } from '../../c/typeText.ts'
import type { Machine } from '../machine.ts'
import type { Place } from './breakpoints.ts'
import type { NamedValue, Scope } from './frames.ts'
import { childCount, childrenOf, type Value } from './values.ts'
import type { ValueTexts } from './valueText.ts'
import type { DataBreakpoint } from './watch.ts'

export interface FrameView {
  /** Names the frame: calls below it. */
  readonly depth: number
  readonly function: string
  readonly place: Place
}

export interface ScopeView {
  readonly kind: Scope['kind']
  readonly variables: readonly VariableView[]
}

export interface VariableView {
  readonly name: string
  readonly type: string
  readonly value: string
  /** C that means it in its frame. */
  readonly expression?: string | undefined
  /** A declaration further inside has the same name. */
  readonly shadowed?: true
  /** For `variables`; 0: it does not open. */
  readonly reference: number
  /** How many it opens to. */
  readonly count: number
  /** For a data breakpoint on it; undefined: it lies nowhere. */
  readonly data?: DataBreakpoint | undefined
}

/** Values that have been shown and may be opened. */
export class OpenValues {
  #values: { readonly texts: ValueTexts; readonly value: Value }[] = []

  clear(): void {
    this.#values = []
  }

  scope(texts: ValueTexts, { kind, values }: Scope): ScopeView {
    return { kind, variables: values.map(value => this.view(texts, value)) }
  }

  view(texts: ValueTexts, value: Value | NamedValue): VariableView {
    const { name, type, expression } = value
    const count = childCount(texts.machine, value)
    const reference = count === 0 ? 0 : this.#values.push({ texts, value })
    const shown = { name, type: typeText(type), value: texts.text(value), expression, reference, count }
    const data = dataOf(texts.machine, value)
    return 'shadowed' in value && value.shadowed ? { ...shown, data, shadowed: true } : { ...shown, data }
  }

  /** Empty for a reference that nothing has any more. */
  open(reference: number, start: number, count: number): VariableView[] {
    const held = this.#values[reference - 1]
    if (held === undefined) return []
    const { texts, value } = held
    return childrenOf(texts.machine, value, start, count).map(child => this.view(texts, child))
  }
}

function dataOf({ memory }: Machine, { location, type, semantics }: Value): DataBreakpoint | undefined {
  if (location.kind !== 'memory') return location.home
  const block = memory.blockOf(location.id)
  const size = semantics.sizeOf(type)
  if (block === undefined || block.size < 0 || size === undefined) return undefined
  return { block: block.id, offset: location.address - block.base, size }
}
