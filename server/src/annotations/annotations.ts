// All annotations of a source file or a header, with the clauses parsed. Read chunk by chunk and kept with the chunk, so that
// an edit costs the declaration that it touched; text without `@mrx` costs one search.
import { type Origin, writtenAt } from '../c/token.ts'
import type { Chunk, TranslationUnit } from '../c/translationUnit.ts'
import type { AttachedGroup, Attachment, Region, RegionDeclaration } from './attachment.ts'
import { attached, isPrototype, regionDeclaration, spanIn } from './attachment.ts'
import type { Clause } from './clause.ts'
import { parseClause } from './clauseParser.ts'
import type { ClauseProblem } from './clauseReader.ts'
import { annotated, type Comment, commentsIn, mark } from './comments.ts'

/** The clauses of one group of comments, or in a body of one comment. */
export interface Annotation {
  /** Spans of clauses, problems and reaches are relative to its base. */
  readonly origin: Origin
  readonly attachment: Attachment
  /** Those with clauses. */
  readonly comments: readonly Comment[]
  /** In order; those with a problem are missing. */
  readonly clauses: readonly Clause[]
  readonly problems: readonly ClauseProblem[]
}

const known = new WeakMap<Chunk, readonly Annotation[]>()
const none: readonly Annotation[] = []

/** Of the unit's own file. What a condition leaves out has none. */
export function unitAnnotations(unit: TranslationUnit): readonly Annotation[] {
  if (!unit.text.includes(mark)) return none
  return unit.chunks.flatMap(chunk => {
    let annotations = known.get(chunk)
    if (annotations === undefined) known.set(chunk, (annotations = chunkAnnotations(chunk, unit)))
    return annotations
  })
}

function chunkAnnotations(chunk: Chunk, unit: TranslationUnit): readonly Annotation[] {
  const { base, file } = chunk.origin
  const text = unit.text.slice(base, base + chunk.length)
  if (!text.includes(mark)) return none
  const declarations = chunk.declarations.flatMap(each => regionDeclaration(each, file, base) ?? [])
  const isActive = ({ start }: Comment) => !chunk.notes.inactive.some(each => each.start <= start && start < each.end)
  const comments = commentsIn(text, base === 0).filter(isActive)
  return annotationsOf(comments, { file, base, text, declarations }, chunk.origin, unit)
}

/** Of a header, as `unit` reads it. Headers keep no trees: prototypes are known by their symbols. */
export function headerAnnotations(path: string, text: string, unit: TranslationUnit): readonly Annotation[] {
  if (!text.includes(mark)) return none
  const declarations = headerDeclarations(path, unit)
  return annotationsOf(
    commentsIn(text, true),
    { file: path, base: 0, text, declarations },
    { file: path, base: 0 },
    unit,
  )
}

function headerDeclarations(path: string, unit: TranslationUnit): RegionDeclaration[] {
  const definitions = unit.chunks.flatMap(({ declarations }) =>
    declarations.flatMap(each => regionDeclaration(each, path, 0) ?? []),
  )
  const prototypes: RegionDeclaration[] = []
  for (const [, latest] of unit.tables.symbols.own()) {
    for (let symbol = latest; ; symbol = symbol.previous) {
      const { token, specifiers, declarator } = symbol
      if (specifiers !== undefined && isPrototype(symbol) && writtenAt(specifiers.first).origin.file === path)
        prototypes.push({ declaration: undefined, symbol, ...spanIn(0, specifiers.first, declarator?.last ?? token) })
      if (symbol.previous === undefined) break
    }
  }
  return [...definitions, ...prototypes].sort((a, b) => a.start - b.start)
}

function annotationsOf(
  comments: readonly Comment[],
  region: Region,
  origin: Origin,
  unit: TranslationUnit,
): readonly Annotation[] {
  const isType = (name: string) => unit.tables.symbols.get(name)?.kind === 'typedef'
  return attached(comments, region).flatMap(group => parsed(group, region.text, origin, isType) ?? [])
}

function parsed(
  { comments, attachment }: AttachedGroup,
  text: string,
  origin: Origin,
  isType: (name: string) => boolean,
): Annotation | undefined {
  const found = comments.flatMap(comment => annotated(comment, text) ?? [])
  if (found.length === 0) return undefined
  const clauses: Clause[] = []
  const problems: ClauseProblem[] = []
  for (const { clauses: lines, mark: start } of found) {
    if (lines.length === 0) problems.push(nothingIn(start))
    for (const line of lines) {
      const { clause, problem } = parseClause(line, { isType })
      if (clause !== undefined) clauses.push(clause)
      if (problem !== undefined) problems.push(problem)
    }
  }
  return { origin, attachment, comments: found, clauses, problems }
}

function nothingIn(start: number): ClauseProblem {
  const message = "A clause is expected behind '@mrx'."
  return { message, replacement: undefined, words: [], start, end: start + mark.length }
}
