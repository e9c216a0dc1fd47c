// Findings that are known already, so that a driver with old ones can be checked for new ones. A finding is known by file,
// code, function and message, not by its line number: what moves stays known. Where there are more of one kind than before,
// the text of the line says which are the old ones.
import type { Finding } from '../protocol/finding.ts'

export interface BaselineEntry {
  /** Relative to the baseline's folder. */
  readonly file: string
  readonly code: string
  readonly function?: string
  readonly message: string
  /** What stands on the finding's line, without its indentation. */
  readonly line: string
}

export interface BaselineOptions {
  readonly shown: (path: string) => string
  /** The text of a line of a file, zero-based. */
  readonly line: (path: string, line: number) => string
}

export function baselineText(findings: readonly Finding[], options: BaselineOptions): string {
  const entries = findings.map(finding => entryOf(finding, options)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  return `${JSON.stringify({ version: 1, tool: 'mrx-driver-tools', findings: entries }, undefined, 2)}\n`
}

/** Undefined: no baseline. */
export function readBaseline(text: string): BaselineEntry[] | undefined {
  try {
    const { version, findings } = JSON.parse(text)
    const isEntry = (each: Partial<BaselineEntry> | null) =>
      [each?.file, each?.code, each?.message, each?.line].every(value => typeof value === 'string')
    return version === 1 && Array.isArray(findings) && findings.every(isEntry) ? findings : undefined
  } catch {
    return undefined
  }
}

export function newFindings(
  findings: readonly Finding[],
  known: readonly BaselineEntry[],
  options: BaselineOptions,
): Finding[] {
  const before = grouped(known, keyOf)
  const now = grouped(findings, finding => keyOf(entryOf(finding, options)))
  const fresh = new Set([...now].flatMap(([key, group]) => newOnes(group, before.get(key) ?? [], options)))
  return findings.filter(finding => fresh.has(finding))
}

/** As many as there are more than before; those whose line was known last. */
function newOnes(group: readonly Finding[], known: readonly BaselineEntry[], options: BaselineOptions): Finding[] {
  const lines = known.map(({ line }) => line)
  const unknown: Finding[] = []
  const familiar: Finding[] = []
  for (const finding of group) {
    const at = lines.indexOf(entryOf(finding, options).line)
    if (at >= 0) lines.splice(at, 1)
    ;(at >= 0 ? familiar : unknown).push(finding)
  }
  return [...unknown, ...familiar].slice(0, Math.max(0, group.length - known.length))
}

function entryOf({ file, code, message, range, function: inside }: Finding, options: BaselineOptions): BaselineEntry {
  const line = options.line(file, range.start.line).trim()
  return { file: options.shown(file), code, ...(inside !== undefined && { function: inside }), message, line }
}

function keyOf({ file, code, function: inside = '', message }: BaselineEntry): string {
  return [file, code, inside, message].join('\0')
}

function grouped<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return groups
}
