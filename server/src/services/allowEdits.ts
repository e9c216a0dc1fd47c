// Where `@mrx allow` is written to silence one finding: in front of its statement, of its function, or for the file. The
// reason is a placeholder; an editor that can ask for the author's own puts it in.
import { endOf, startOf, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionDefinition, Statement } from '../c/tree.ts'
import { childrenOf, descendantsOf, isExpression, type TreeNode } from '../c/walk.ts'
import type { FileEdit, Finding } from '../protocol/finding.ts'
import { allowPlaceholder } from '../protocol/requests.ts'
import { lineBreakOf } from '../text/lineBreaks.ts'
import type { LineMap } from '../text/lineMap.ts'

export interface AllowEdit {
  readonly title: string
  readonly edit: FileEdit
}

export interface AllowContext {
  /** The unit that reads the finding's file. */
  readonly unit: TranslationUnit
  readonly text: string
  readonly lines: LineMap
}

export function allowEdits(finding: Pick<Finding, 'file' | 'code' | 'range'>, context: AllowContext): AllowEdit[] {
  const { file, code, range } = finding
  const { text, lines } = context
  const at = lines.offset(range.start)
  const lineBreak = lineBreakOf(text)
  const comment = `// @mrx allow ${code} because "${allowPlaceholder}"${lineBreak}`
  const insertion = (title: string, offset: number | undefined, newText: string): AllowEdit[] => {
    if (offset === undefined) return []
    const position = lines.position(offset)
    return [{ title, edit: { file, range: { start: position, end: position }, newText } }]
  }
  const inFront = (title: string, node: TreeNode | undefined) => {
    const line = node && lineOf(startIn(node), text)
    return insertion(title, line, `${line === undefined ? '' : indentAt(line, text)}${comment}`)
  }
  const definition = definitionAt(at, finding.file, context.unit)
  const place = definition === undefined ? itemAt(at, finding.file, context) : statementAt(at, definition, text)
  return [
    ...inFront(`Allow ${code} here because …`, place),
    ...(definition === undefined ? [] : inFront(`Allow ${code} in '${definition.symbol.name}' because …`, definition)),
    ...insertion(`Allow ${code} in this file because …`, ...ofFile(text, comment, lineBreak)),
  ]
}

function startIn(node: TreeNode): number {
  return startOf(writtenAt(node.first))
}

function contains(node: TreeNode, offset: number): boolean {
  return startIn(node) <= offset && offset < endOf(writtenAt(node.last))
}

function definitionAt(offset: number, file: string, unit: TranslationUnit): FunctionDefinition | undefined {
  for (const { declarations } of unit.chunks)
    for (const declaration of declarations)
      if (
        declaration.kind === 'function-definition' &&
        writtenAt(declaration.first).origin.file === file &&
        contains(declaration, offset)
      )
        return declaration
  return undefined
}

/** The innermost statement around the offset that begins its line. */
function statementAt(offset: number, { body }: FunctionDefinition, text: string): Statement | undefined {
  let found: Statement | undefined
  for (let node: TreeNode | undefined = body; node !== undefined; ) {
    if (node !== body && beginsLine(startIn(node), text)) found = node as Statement
    node = childrenOf(node).find(
      child => !isExpression(child) && child.kind !== 'declaration' && contains(child, offset),
    )
  }
  return found
}

/** The item of an initialiser around the offset, when its line holds nothing in front of it but its designator. */
function itemAt(offset: number, file: string, { unit, text }: AllowContext): TreeNode | undefined {
  const line = lineOf(offset, text)
  for (const { declarations } of unit.chunks)
    for (const declaration of declarations) {
      if (writtenAt(declaration.first).origin.file !== file || !contains(declaration, offset)) continue
      const lists = descendantsOf(declaration).filter(node => node.kind === 'initializer-list')
      const values = lists.flatMap(list => list.items.map(({ value }) => value))
      const [first] = values.filter(value => startIn(value) >= line).sort((a, b) => startIn(a) - startIn(b))
      if (first !== undefined && contains(first, offset)) return first
    }
  return undefined
}

function lineOf(offset: number, text: string): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

function beginsLine(offset: number, text: string): boolean {
  return text.slice(lineOf(offset, text), offset).trim() === ''
}

function indentAt(line: number, text: string): string {
  return /^[ \t]*/.exec(text.slice(line))![0]
}

/** At the start, unless a function follows that would take the comment for its own: then at the end. */
function ofFile(text: string, comment: string, lineBreak: string): [offset: number, newText: string] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const blanks = /^(?:\s+|\/\*[\s\S]*?\*\/|\/\/.*)*/.exec(text.slice(start))![0]
  if (text[start + blanks.length] === '#') return [start, comment]
  return [text.length, `${/[\r\n]$/.test(text) ? '' : lineBreak}${lineBreak}${comment}`]
}
