// Headers read once for all units. What a header does depends on everything read before it; so the cache is a tree
// whose paths are sequences of directives, and units that begin alike share the nodes they have in common.
import type { PragmaNote } from './preprocessor.ts'
import type { Problem } from './problem.ts'
import type { FunctionDefinition } from './tree.ts'
import type { Change } from './unitTables.ts'

/** The effect of one #include at one point. */
export interface HeaderRecord {
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
  readonly pragmas: readonly PragmaNote[]
  readonly definitions: readonly FunctionDefinition[]
  /** All files that were read, with the texts they had. */
  readonly texts: ReadonlyMap<string, string>
}

/** A point that units can reach: the directives from the root to here have been obeyed. */
export class ChainNode {
  record: HeaderRecord | undefined
  readonly #children = new Map<string, ChainNode>()

  /** The point behind `directive`, which must name everything that its effect depends on beside this point. */
  child(directive: string): ChainNode {
    let child = this.#children.get(directive)
    if (child === undefined) this.#children.set(directive, (child = new ChainNode()))
    return child
  }
}

export class HeaderCache {
  readonly #roots = new Map<string, ChainNode>()

  /** The start of all units with this configuration (target, defines, include paths). */
  root(configuration: string): ChainNode {
    let root = this.#roots.get(configuration)
    if (root === undefined) this.#roots.set(configuration, (root = new ChainNode()))
    return root
  }

  /** Forgets everything: files came or went, so that names may resolve differently. */
  clear(): void {
    this.#roots.clear()
  }
}
