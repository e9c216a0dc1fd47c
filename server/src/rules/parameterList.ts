// What a body makes of another list of parameters: a name that goes must not be left in it, and one that comes must be free.
import type { Symbol } from '../c/symbol.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { FunctionType } from '../c/types.ts'
import { type TreeNode, walk } from '../c/walk.ts'
import { type Place, placeOf } from '../project/places.ts'
import type { Edit } from './rule.ts'

/** Edits with which the body compiles as before; undefined: none that are known to do so. */
export function listEdits(
  definition: FunctionDefinition,
  expected: FunctionType,
  text: (path: string) => string,
): Edit[] | undefined {
  const { parameters, body } = definition
  const wanted = expected.parameters.map(({ name }, i) => parameters[i]?.name ?? name)
  const names = wanted.filter(name => name !== undefined)
  const coming = wanted.slice(parameters.length)
  const taken = new Set(body.statements.flatMap(declaredNames))
  if (new Set(names).size < names.length || coming.some(name => name !== undefined && taken.has(name))) return undefined
  const going = parameters.slice(expected.parameters.length)
  if (going.length > 0 && definition.broken) return undefined
  const edits = going.map(parameter => mentionEdits(parameter, definition, text))
  return edits.some(each => each === undefined) ? undefined : edits.flatMap(each => each!)
}

function declaredNames(statement: TreeNode): string[] {
  if (statement.kind !== 'declaration-statement' || statement.declaration.kind !== 'declaration') return []
  return statement.declaration.declarators.flatMap(({ declarator }) => declarator.name?.text ?? [])
}

/** Statements that only mention it go with it; any other use of it has no meaning without it. */
function mentionEdits(
  parameter: Symbol,
  { body }: FunctionDefinition,
  text: (path: string) => string,
): Edit[] | undefined {
  const edits: Edit[] = []
  for (const statement of body.statements) {
    if (!uses(statement, parameter)) continue
    const place = placeOf(statement.first, statement.last)
    const written = text(place.file).slice(place.start, place.end)
    const isMention = new RegExp(
      `^(?:\\w+\\s*\\(\\s*|\\(\\s*void\\s*\\)\\s*\\(?\\s*)${parameter.name}\\s*\\)?\\s*;$`,
      'i',
    )
    if (statement.kind !== 'expression-statement' || !isMention.test(written)) return undefined
    if (isCall(statement.expression)) return undefined
    edits.push({ place: lineOf(place, text(place.file)), newText: '' })
  }
  return edits
}

function uses(node: TreeNode, { token }: Symbol): boolean {
  let found = false
  walk(node, each => {
    found ||= each.kind === 'identifier' && each.symbol?.token === token
    return !found
  })
  return found
}

/** A function looks at what it is given, though it may be called like UNREFERENCED_PARAMETER. */
function isCall(node: TreeNode): boolean {
  let found = false
  walk(node, each => {
    found ||= each.kind === 'call'
    return !found
  })
  return found
}

/** The whole line, where nothing else stands in it. */
function lineOf({ file, start, end }: Place, text: string): Place {
  const begin = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', end)
  const isAlone = newline >= 0 && (text.slice(begin, start) + text.slice(end, newline)).trim() === ''
  return isAlone ? { file, start: begin, end: newline + 1 } : { file, start, end }
}
