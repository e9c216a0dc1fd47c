// What the front end could not make sense of. Never shown as findings: the C compiler reports those; rules ask whether
// a function is whole, and the tools' tests ask whether a program is accepted.
import type { Token } from './token.ts'

export interface Problem {
  readonly kind:
    | 'lexical' // unterminated literal or comment, stray character
    | 'directive' // malformed preprocessor line, #error
    | 'include' // a header that is not found
    | 'syntax' // the parser had to recover
    | 'implicit' // an undeclared function is called
    | 'semantic' // declarations or expressions that contradict each other
    | 'limit' // nesting, macro or include explosion: the rest was passed over
  readonly message: string
  readonly token: Token
}
