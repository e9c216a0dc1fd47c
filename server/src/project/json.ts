// JSON with comments and trailing commas, of any size and nesting: what editors and people write into settings. The
// parser of jsonc-parser is recursive, so the nesting is measured with its scanner first.
import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'

/** Offsets in the text. */
export interface JsonProblem {
  readonly message: string
  readonly start: number
  readonly end: number
}

export type ParsedJson = { readonly tree: Node } | { readonly problem: JsonProblem }

/** Nobody writes settings that are nested deeper. */
const maximumNesting = 200

export function parseJson(text: string): ParsedJson {
  const deep = tooDeep(text)
  if (deep !== undefined) return { problem: { message: 'Nested too deeply.', start: deep, end: deep + 1 } }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: false })
  const [error] = errors
  if (error === undefined && tree !== undefined) return { tree }
  if (error === undefined) return { problem: { message: 'Not valid JSON: value expected.', start: 0, end: 0 } }
  const message = `Not valid JSON: ${inWords(printParseErrorCode(error.error))}.`
  return { problem: { message, start: error.offset, end: error.offset + error.length } }
}

/** Where the nesting passes the limit. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const at = scanner.getTokenOffset()
    const character = text[at]
    if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') depth--
    if (depth > maximumNesting) return at
  }
  return undefined
}

/** `PropertyNameExpected` -> `property name expected`. */
function inWords(code: string): string {
  return code
    .replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    .replace(/^[A-Z]/, letter => letter.toLowerCase())
}
