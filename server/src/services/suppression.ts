// `@mrx allow`: which reports an author has silenced, and the allows that silence nothing (MRX104). An allow reaches the
// statement on its line or the next one, the function that it stands in front of, or the file.
import type { Annotation } from '../annotations/annotations.ts'
import type { Attachment } from '../annotations/attachment.ts'
import type { AllowClause, Span } from '../annotations/clause.ts'
import { notAllowed } from '../annotations/standing.ts'
import type { RuleReport } from './drivers.ts'

export const unusedAllow = 'MRX104'

/**
 * Mistakes that no run shows. Of the others a run may show one where no rule sees any: whether an allow is there for that
 * is not known here, and it is told as information.
 */
export const shownByNoRun: ReadonlySet<string> = new Set(['MRX012', 'MRX043', 'MRX045', 'MRX047', 'MRX053', 'MRX061'])

/** Codes of annotations and of what could not be read begin behind those of mistakes. */
function mayBeForRuns(code: string): boolean {
  return code < 'MRX100' && !shownByNoRun.has(code)
}

interface Allow {
  readonly annotation: Annotation
  readonly clause: AllowClause
}

/**
 * What is left of `reports`, and a report for each allow that silenced nothing.
 * `isChecked`: was the code looked for in that file? Nothing can be said of the others.
 */
export function suppressed(
  reports: readonly RuleReport[],
  annotations: readonly Annotation[],
  isChecked: (code: string, file: string) => boolean,
): RuleReport[] {
  const allows: Allow[] = []
  for (const annotation of annotations)
    for (const clause of annotation.clauses)
      if (clause.kind === 'allow' && !notAllowed.includes(clause.code.name)) allows.push({ annotation, clause })
  if (allows.length === 0) return [...reports]
  const used = new Set<Allow>()
  const kept = reports.filter(report => {
    const matching = allows.filter(allow => allow.clause.code.name === report.code && reaches(allow.annotation, report))
    for (const allow of matching) used.add(allow)
    return matching.length === 0
  })
  const isNeedless = ({ annotation, clause }: Allow) =>
    isWhole(annotation) && isChecked(clause.code.name, annotation.origin.file)
  const unused = allows.filter(allow => !used.has(allow) && isNeedless(allow))
  return [...kept, ...unused.map(unusedReport)]
}

/** Has an author silenced the report? An allow beside a clause reaches that too. */
export function isAllowed(
  report: Pick<RuleReport, 'code' | 'place' | 'function'>,
  annotations: readonly Annotation[],
): boolean {
  return annotations.some(
    annotation =>
      annotation.clauses.some(clause => clause.kind === 'allow' && clause.code.name === report.code) &&
      !notAllowed.includes(report.code) &&
      (reaches(annotation, report) || isBeside(annotation, report)),
  )
}

function isBeside({ origin, comments }: Annotation, { place: { file, start } }: Reported): boolean {
  return file === origin.file && covers(comments, start - origin.base)
}

type Reported = Pick<RuleReport, 'place' | 'function'>

function reaches({ origin, attachment }: Annotation, report: Reported): boolean {
  const { file, start } = report.place
  const isHere = file === origin.file
  switch (attachment.kind) {
    case 'file':
      return isHere
    case 'function':
      return (isHere && covers(attachment.reach, start - origin.base)) || isAbout(attachment, report, isHere)
    default:
      return isHere && covers(attachment.reach, start - origin.base)
  }
}

/** A static function is known in its file alone. */
function isAbout({ symbol }: Attachment & { kind: 'function' }, report: Reported, isHere: boolean): boolean {
  return report.function === symbol.name && (isHere || symbol.linkage === 'external')
}

function covers(spans: readonly Span[], offset: number): boolean {
  return spans.some(({ start, end }) => start <= offset && offset < end)
}

/** Where the parser recovered, a finding may be missing only because of that. */
function isWhole({ attachment }: Annotation): boolean {
  if (attachment.kind === 'point') return !attachment.function.broken
  return attachment.kind !== 'function' || attachment.definition?.broken !== true
}

function unusedReport({ annotation, clause }: Allow): RuleReport {
  const { origin, attachment } = annotation
  const { code } = clause
  const isDoubtful = mayBeForRuns(code.name)
  const where = { file: 'in this file', function: 'in this function', point: 'here', item: 'here' }[attachment.kind]
  return {
    code: unusedAllow,
    place: { file: origin.file, start: origin.base + code.start, end: origin.base + code.end },
    message: isDoubtful
      ? `No rule reports ${code.name} ${where}: unless a run shows it, there is nothing to allow.`
      : `Nothing is reported as ${code.name} ${where}, so that there is nothing to allow.`,
    ...(isDoubtful && { severity: 'information' as const }),
    function: attachment.kind === 'function' ? attachment.symbol.name : undefined,
    related: [],
    fixes: removal(annotation, clause),
  }
}

/** Of the whole comment, where it holds nothing else. */
function removal({ origin, comments, clauses, problems }: Annotation, clause: AllowClause): RuleReport['fixes'] {
  const comment = comments.find(({ start, end }) => start <= clause.start && clause.end <= end)
  if (comment === undefined) return []
  const others = [...clauses, ...problems].filter(each => comment.start <= each.start && each.end <= comment.end)
  if (others.length !== 1) return []
  const place = { file: origin.file, start: origin.base + comment.start, end: origin.base + comment.end }
  return [{ title: 'Remove this comment', edits: [{ place, newText: '' }], certain: false }]
}
