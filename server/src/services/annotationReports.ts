// What is wrong in the annotations of a driver, as reports: MRX101 for clauses that are none, MRX102 for names that nothing
// has. Annotations of a unit are read with the unit; headers are read once for each text.
import { type Annotation, headerAnnotations, unitAnnotations } from '../annotations/annotations.ts'
import type { ClauseProblem } from '../annotations/clauseReader.ts'
import { type KnownNames, nameProblems } from '../annotations/names.ts'
import { standingProblems } from '../annotations/standing.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import type { UnitFacts } from '../project/unitFacts.ts'
import type { RuleReport } from './drivers.ts'

export const annotationSyntax = 'MRX101'
export const annotationName = 'MRX102'

/** What the annotations of headers are read from. */
export interface HeaderSource {
  text(path: string): string | undefined
  /** Another number where some header may have come to mean something else. */
  changes(): number
}

/** Of each owned header its annotations, as long as it says and means the same. */
export class HeaderAnnotations {
  readonly #known = new Map<string, { readonly text: string; readonly annotations: readonly Annotation[] }>()
  readonly #source: HeaderSource
  #changes = 0

  constructor(source: HeaderSource) {
    this.#source = source
  }

  /** Of the unit's file and of the headers that it reads. */
  around(unit: TranslationUnit): readonly Annotation[] {
    const headers = [...unit.included].filter(path => !isBundled(path))
    return [...unitAnnotations(unit), ...headers.flatMap(path => this.#of(path, unit))]
  }

  #of(path: string, unit: TranslationUnit): readonly Annotation[] {
    const text = this.#source.text(path) ?? ''
    const changes = this.#source.changes()
    // What is attached to a prototype knows the types of its parameters.
    if (changes !== this.#changes) this.#known.clear()
    this.#changes = changes
    const known = this.#known.get(path)
    if (known?.text === text) return known.annotations
    const annotations = headerAnnotations(path, text, unit)
    this.#known.set(path, { text, annotations })
    return annotations
  }
}

export interface AnnotatedUnit {
  readonly facts: UnitFacts
  readonly annotations: readonly Annotation[]
  /** Every include was found. */
  readonly complete: boolean
}

/** `hasPage`: routines that are known though nothing declares them. */
export function annotationReports(
  units: readonly AnnotatedUnit[],
  catalogue: Catalogue,
  hasPage: (name: string) => boolean,
): RuleReport[] {
  const scenarios = new Set<string>()
  for (const { annotations } of units)
    for (const { clauses } of annotations)
      for (const clause of clauses) if (clause.kind === 'scenario') scenarios.add(clause.name.value)
  let functions: Set<string> | undefined
  const isFunction = (name: string) => {
    functions ??= new Set(units.flatMap(({ facts }) => facts.definitions.map(({ symbol }) => symbol.name)))
    return functions.has(name) || hasPage(name)
  }
  const seen = new Set<Annotation>()
  return units.flatMap(({ facts, annotations, complete }) => {
    const fresh = annotations.filter(annotation => !seen.has(annotation))
    for (const annotation of fresh) seen.add(annotation)
    const names: KnownNames = { isFunction, scenarios, complete }
    return fresh.flatMap(annotation => reportsOf(annotation, facts.unit, catalogue, names))
  })
}

function reportsOf(
  annotation: Annotation,
  unit: TranslationUnit,
  catalogue: Catalogue,
  names: KnownNames,
): RuleReport[] {
  const syntax = [...annotation.problems, ...standingProblems(annotation, catalogue)]
  return [
    ...syntax.map(problem => reportOf(annotationSyntax, problem, annotation)),
    ...nameProblems(annotation, unit, names).map(problem => reportOf(annotationName, problem, annotation)),
  ]
}

function reportOf(
  code: string,
  { message, replacement, start, end }: ClauseProblem,
  annotation: Annotation,
): RuleReport {
  const { origin, attachment } = annotation
  const place = { file: origin.file, start: origin.base + start, end: origin.base + end }
  const inside = attachment.kind === 'function' ? attachment.symbol : undefined
  const title = `Write ${replacement?.startsWith('"') ? replacement : `'${replacement}'`}`
  return {
    code,
    place,
    message,
    function: attachment.kind === 'point' ? attachment.function.symbol.name : inside?.name,
    related: [],
    fixes: replacement === undefined ? [] : [{ title, edits: [{ place, newText: replacement }], certain: false }],
  }
}
