// Bounds of the preprocessor. What goes beyond them is passed over with a problem, so that no input takes for ever; no
// source that people write comes near.

export const limits = {
  includeDepth: 100,
  /** Files that one line of the main file may bring in, and their characters. */
  includes: 5_000,
  includedText: 24_000_000,
  /** How often a file may be open at the same time: without guards it goes on including itself. */
  sameFile: 4,
  /** Tokens that macros may produce in one chunk of the main file; more for every character of included text. */
  expansionTokens: 250_000,
  expansionTokensPerCharacter: 0.25,
  argumentNesting: 100,
  /** Each time that the macros of the main file's chunks have made so many, all later chunks get a quarter. */
  quarteringTokens: 1_000_000,
}
