// What a rule says of itself, for its page. Everything is Markdown; the examples are C, which the tests run.

export interface RuleDocs {
  /** What is found: a sentence or two. */
  readonly what: string
  /** What goes wrong then, and by which mechanism. */
  readonly why: string
  /**
   * The mistake in a few lines. `<ntifs.h>` and `<rx.h>` are included in front of it; each line where something is found
   * ends with the code in a comment: `// MRX012`. Indentation that all lines share is taken away.
   */
  readonly bad: string
  /** The same without the mistake: nothing is found. */
  readonly good: string
  /** When the finding may stay, with a reason; undefined: never. */
  readonly allow?: string
  /** Where the facts come from: addresses, or names of pages. */
  readonly sources: readonly string[]
}
