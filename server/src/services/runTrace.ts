// What was recorded of a run, with what names it and what came of it.
import { bugcheckForecast } from '../knowledge/bugchecks.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import type { Site } from '../machine/fault.ts'
import type { Trace, TracedRun } from '../protocol/trace.ts'
import type { Recording } from '../simulation/tracing/record.ts'

export function traceOf(
  { run, trace, violationStep }: Recording,
  named: Omit<TracedRun, 'verdict' | 'reason' | 'violation'>,
  catalogue: Catalogue,
): Trace {
  const { violations, possible, unknown } = run
  const [rule] = violations.length > 0 ? violations : possible
  const verdict = violations.length > 0 ? 'fail' : unknown === undefined ? 'pass' : 'unknown'
  const bugcheck = rule && bugcheckForecast(rule.code, { lane: rule.lane, irql: rule.irql ?? 0 })
  const violation = rule && {
    code: rule.code,
    name: catalogue.entry(rule.code)?.name ?? rule.code,
    message: sentence(rule.message, rule.site!),
    step: violationStep!,
    ...(bugcheck && { bugcheck }),
  }
  const reason = verdict === 'unknown' ? { reason: unknown! } : {}
  return { ...trace, run: { ...named, verdict, ...reason, ...(violation && { violation }) } }
}

/** What a thread does is said of the function that does it. */
export function sentence(message: string, site: Site): string {
  const isWhole = hasSubject(message)
  const text = isWhole || site.function === '' ? message : `${site.function} ${message}`
  return isWhole ? text[0]!.toUpperCase() + text.slice(1) : text
}

/** Else it is what somebody does. */
export function hasSubject(message: string): boolean {
  return /^(?:[A-Z]|(?:a|an|the) )/.test(message)
}
