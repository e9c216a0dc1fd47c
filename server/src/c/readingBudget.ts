// What one chunk of the main file may make the preprocessor do, so that no input takes for ever. A file that explodes once
// must not do so on each of its lines, nor take long by many lines that stay just within: the share of later chunks shrinks
// with both. It is decided by what stands in front of the chunk alone, so that an edited file is read as a new one.
import { limits } from './limits.ts'

export class ReadingBudget {
  #tokens = 0
  #includes = 0
  /** In characters. */
  #text = 0
  /** Tokens that the macros of all chunks before have made. */
  #produced = 0

  /** A main file begins. */
  restart(): void {
    this.#produced = 0
  }

  /** `exhausted`: how often the budgets of chunks before were used up. */
  beginChunk(exhausted: number): void {
    const share = 4 ** Math.min(exhausted, 8)
    this.#tokens = limits.expansionTokens / share / 4 ** this.quartered
    this.#includes = limits.includes / share
    this.#text = limits.includedText / share
  }

  /** A chunk has been read, or is taken over as it was, whose macros made so many tokens. */
  endChunk(produced: number): void {
    this.#produced += produced
  }

  /** How often the budget of the next chunk's macros is quartered, for what chunks before it have made. */
  get quartered(): number {
    return Math.min(Math.floor(this.#produced / limits.quarteringTokens), 8)
  }

  /** False: a file of so many characters is too much. Each brings tokens of its own. */
  include(length: number): boolean {
    this.#text -= length
    this.#tokens += length * limits.expansionTokensPerCharacter
    return --this.#includes >= 0 && this.#text >= 0
  }

  /** False: so many tokens are too much. */
  spend(tokens: number): boolean {
    this.#tokens -= tokens
    return this.#tokens >= 0
  }
}
