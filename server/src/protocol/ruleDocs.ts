// What a rule says of itself, for its page. Everything is Markdown; the examples are C, which the tests run.

export interface RuleDocs {
  /** What is found: a sentence or two. */
  readonly what: string
  /** What goes wrong then, and by which mechanism. */
  readonly why: string
  /**
   * The mistake in a few lines of C and how it is corrected, as a diff shows it: lines that begin with `-` are wrong, those
   * with `+` are right, all others are in both. `<ntifs.h>` and `<rx.h>` are included in front. Each line where something
   * is found ends with its code in a comment: `// MRX012`.
   */
  readonly example: string
  /** When the finding may stay, with a reason; undefined: never. */
  readonly allow?: string
  /** Where the facts come from: addresses, or names of pages. */
  readonly sources: readonly string[]
}
