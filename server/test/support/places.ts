// What stands in a source between two tokens.
import { endOf, startOf, type Token, writtenAt } from '../../src/c/token.ts'

export function placeText(text: string, first: Token, last: Token): string {
  return text.slice(startOf(writtenAt(first)), endOf(writtenAt(last)))
}
