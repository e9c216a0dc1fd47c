// What an annotation is attached to. A group of comments directly in front of a function's definition or prototype is that
// function's, and so is one in its head; any other group outside of a body is the file's. In a body each comment is a point:
// after the statement that ends in front of it on its line, else before the next one. An initialiser's items count like
// statements, so that what is allowed there is allowed there alone.
import { functionOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { endOf, startOf, type Token, writtenAt } from '../c/token.ts'
import type { Block, Declaration, FunctionDefinition, Statement } from '../c/tree.ts'
import { childrenOf, isExpression, type TreeNode, walk } from '../c/walk.ts'
import type { Span } from './clause.ts'
import type { Comment } from './comments.ts'

export type Attachment =
  | { readonly kind: 'file' }
  /** `reach`: the whole declaration; the definition is undefined for a prototype. */
  | {
      readonly kind: 'function'
      readonly symbol: Symbol
      readonly definition: FunctionDefinition | undefined
      readonly reach: readonly Span[]
    }
  | Point
  /** Inside a declaration at file level. */
  | { readonly kind: 'item'; readonly reach: readonly Span[] }

export interface Point {
  readonly kind: 'point'
  readonly function: FunctionDefinition
  /** `end`: at the end of the block `statement`. */
  readonly where: 'before' | 'after' | 'end'
  readonly statement: Statement
  /** What the clause speaks of when it is about code: the statement on its line, or the next one. */
  readonly reach: readonly Span[]
}

export interface AttachedGroup {
  readonly comments: readonly Comment[]
  readonly attachment: Attachment
}

/** A stretch of a file with its declarations: a chunk, or a whole header. Offsets of tokens less `base` are those of `text`. */
export interface Region {
  readonly file: string
  readonly base: number
  readonly text: string
  readonly declarations: readonly RegionDeclaration[]
}

/** A declaration, or in a header the symbol of a prototype, whose tree was not kept. */
export interface RegionDeclaration extends Span {
  readonly declaration: Declaration | undefined
  readonly symbol: Symbol | undefined
}

/** Where a declaration of the region's file stands. */
export function regionDeclaration(declaration: Declaration, file: string, base: number): RegionDeclaration | undefined {
  if (writtenAt(declaration.first).origin.file !== file) return undefined
  const { start, end } = spanIn(base, declaration.first, declaration.last)
  return { declaration, symbol: declaredFunction(declaration), start, end }
}

function declaredFunction(declaration: Declaration): Symbol | undefined {
  if (declaration.kind === 'function-definition') return declaration.symbol
  if (declaration.kind !== 'declaration') return undefined
  return declaration.declarators.find(({ symbol }) => symbol !== undefined && isPrototype(symbol))?.symbol
}

export function isPrototype(symbol: Symbol): boolean {
  return symbol.kind === 'function' && functionOf(symbol.type) !== undefined
}

/** Of the tokens as they are written, less `base`. */
export function spanIn(base: number, first: Token, last: Token): Span {
  const start = startOf(writtenAt(first)) - base
  return { start, end: Math.max(start, endOf(writtenAt(last)) - base) }
}

/** `comments` in order; each is in exactly one group. */
export function attached(comments: readonly Comment[], region: Region): AttachedGroup[] {
  const groups: AttachedGroup[] = []
  for (const group of grouped(comments, region.text)) {
    const first = group[0]!
    const around = region.declarations.find(({ start, end }) => start < first.start && first.end <= end)
    if (around === undefined) groups.push({ comments: group, attachment: outside(group, region) })
    else for (const comment of group) groups.push({ comments: [comment], attachment: inside(comment, around, region) })
  }
  return groups
}

/** Comments with only blanks between them; one behind code on its line is none with what follows below. */
function grouped(comments: readonly Comment[], text: string): Comment[][] {
  const groups: Comment[][] = []
  for (const comment of comments) {
    const last = groups.at(-1)?.at(-1)
    const joined = last?.ownLine === true && text.slice(last.end, comment.start).trim() === ''
    if (joined) groups.at(-1)!.push(comment)
    else groups.push([comment])
  }
  return groups
}

function outside(group: readonly Comment[], { text, declarations }: Region): Attachment {
  const { end, ownLine } = group.at(-1)!
  const next = declarations.find(({ start }) => start >= end)
  const isDirect = ownLine && /^[ \t]*(?:\r\n|\n|\r)?[ \t]*\S/.test(text.slice(end))
  if (next?.symbol === undefined || !isDirect) return { kind: 'file' }
  return ofFunction(next, next.symbol)
}

function ofFunction({ declaration, start, end }: RegionDeclaration, symbol: Symbol): Attachment {
  const definition = declaration?.kind === 'function-definition' ? declaration : undefined
  return { kind: 'function', symbol, definition, reach: [{ start, end }] }
}

function inside(comment: Comment, around: RegionDeclaration, region: Region): Attachment {
  const { declaration, symbol } = around
  if (declaration?.kind === 'function-definition') {
    const inBody = comment.start > spanIn(region.base, declaration.body.first, declaration.body.first).start
    return inBody ? pointIn(declaration, comment, region) : ofFunction(around, declaration.symbol)
  }
  if (symbol !== undefined) return ofFunction(around, symbol)
  return { kind: 'item', reach: declaration === undefined ? [] : itemReach(declaration, comment, region) }
}

// ---- Points -----------------------------------------------------------------------------------------------------

/** Where the comment stands among the statements of the body. */
function pointIn(definition: FunctionDefinition, comment: Comment, { base, text }: Region): Point {
  const spanOf = (node: TreeNode) => spanIn(base, node.first, node.last)
  const chain = enclosing(definition.body, comment, spanOf)
  const holder = chain.at(-1)!
  const below = statementsBelow(holder)
  const before = below.findLast(each => spanOf(each).end <= comment.start)
  const next = below.find(each => spanOf(each).start >= comment.end)
  const point = { kind: 'point', function: definition } as const
  const line = lineBefore(comment, text)
  if (before !== undefined && isBlank(text.slice(spanOf(before).end, line.end)) && !comment.ownLine)
    return {
      ...point,
      where: 'after',
      statement: lastIn(before, spanOf, line.start),
      reach: [line, spanOf(lastIn(before, spanOf))],
    }
  if (next === undefined && holder.kind !== 'block')
    return { ...point, where: 'after', statement: holder, reach: [spanOf(holder)] }
  const reach = comment.ownLine ? (next === undefined ? [] : [spanOf(next)]) : [line, headOf(chain, line.end, spanOf)]
  if (next === undefined) return { ...point, where: 'end', statement: holder, reach }
  return { ...point, where: 'before', statement: next, reach }
}

/** The statements around the comment, from the body in. */
function enclosing(body: Block, { start, end }: Comment, spanOf: (node: TreeNode) => Span): Statement[] {
  const chain: Statement[] = []
  for (let node: Statement | undefined = body; node !== undefined; ) {
    chain.push(node)
    node = statementsBelow(node).find(child => spanOf(child).start < start && end <= spanOf(child).end)
  }
  return chain
}

function statementsBelow(node: TreeNode): Statement[] {
  return childrenOf(node).filter(isStatement)
}

function isStatement(node: TreeNode): node is Statement {
  return !isExpression(node) && !declarationKinds.has(node.kind)
}

const declarationKinds: ReadonlySet<string> = new Set<Declaration['kind']>([
  'declaration',
  'function-definition',
  'static-assert',
  'empty-declaration',
  'asm-declaration',
  'broken-declaration',
])

/** The innermost statement that ends where `statement` ends, or the outermost one of these that begins behind `from`. */
function lastIn(statement: Statement, spanOf: (node: TreeNode) => Span, from = Number.POSITIVE_INFINITY): Statement {
  let last = statement
  for (let next: Statement | undefined = last; next !== undefined; ) {
    last = next
    if (spanOf(last).start >= from) break
    next = statementsBelow(last).find(each => spanOf(each).end === spanOf(statement).end)
  }
  return last
}

/** What stands in front of `end` in the innermost statement with a head: `if (…) {`, `else {`, `case X:`. */
function headOf(chain: readonly Statement[], end: number, spanOf: (node: TreeNode) => Span): Span {
  const owner = chain.findLast((each, i) => each.kind !== 'block' || i === 0)!
  const earlier = statementsBelow(owner).filter(each => spanOf(each).end <= end)
  return { start: Math.max(spanOf(owner).start, ...earlier.map(each => spanOf(each).end)), end }
}

function lineBefore({ start }: Comment, text: string): Span {
  const lineBreak = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1))
  return { start: lineBreak + 1, end: start }
}

function isBlank(text: string): boolean {
  return text.replaceAll(/\/\*.*?\*\//gs, '').trim() === ''
}

/** The rest of the line in an initialiser, or the next item. */
function itemReach(declaration: Declaration, comment: Comment, { base, text }: Region): Span[] {
  if (!comment.ownLine) return [lineBefore(comment, text)]
  const values: Span[] = []
  walk(declaration, node => {
    if (node.kind === 'initializer-list')
      for (const { value } of node.items) values.push(spanIn(base, value.first, value.last))
    return true
  })
  return values.filter(({ start }) => start >= comment.end).slice(0, 1)
}
