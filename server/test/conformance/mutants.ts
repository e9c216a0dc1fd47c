// Slightly wrong programs: one token of generated declarations or statements is left out, doubled, exchanged with its neighbour or
// replaced by another token of the program.
import { Lexer } from '../../src/c/lexer.ts'
import { Random } from '../support/random.ts'
import { generateDeclarations } from './declarations.ts'
import { generateStatements } from './statements.ts'

/** Lines of a program without its directives, each as tokens. */
function tokensOf(source: string): string[][] {
  return source.split('\n').map(line => {
    if (line.startsWith('#')) return [line]
    const lexer = new Lexer(line, { file: 'mutant.c', base: 0 })
    const tokens: string[] = []
    for (let token = lexer.nextInLine(); token !== undefined; token = lexer.nextInLine()) tokens.push(token.text)
    return tokens
  })
}

/** `line`: the one that was changed, as it is now. */
export function mutant(seed: number): { source: string; line: string } {
  const random = new Random(seed)
  const isOfStatements = random.chance(0.5)
  const declarations = () => generateDeclarations(random, { dialect: 'msvc', records: 3 }).source
  const lines = tokensOf(isOfStatements ? generateStatements(random) : declarations())
  const long = lines.filter(tokens => tokens.length > 2)
  const line = random.pick(long)
  const at = random.below(line.length - 1)
  switch (random.below(4)) {
    case 0:
      line.splice(at, 1)
      break
    case 1:
      line.splice(at, 0, line[at]!)
      break
    case 2:
      line.splice(at, 2, line[at + 1]!, line[at]!)
      break
    default:
      line[at] = random.pick(random.pick(long))
  }
  return { source: lines.map(tokens => tokens.join(' ')).join('\n'), line: line.join(' ') }
}
