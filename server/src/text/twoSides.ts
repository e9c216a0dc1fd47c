// Two versions of a text in one, as a diff shows them: lines that begin with `-` are in the first only, with `+` in the
// second only, all others in both. The mark and the blank behind it are a gutter of two columns.
import { dedent } from './dedent.ts'

export function twoSides(text: string): { before: string; after: string } {
  const lines = dedent(text).split('\n')
  const side = (other: string) =>
    dedent(
      lines
        .filter(line => !line.startsWith(other))
        .map(line => line.slice(2))
        .join('\n'),
    )
  return { before: side('+'), after: side('-') }
}
