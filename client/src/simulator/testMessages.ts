// What the Test Explorer says of a scenario that does not pass: a message at each place, for a clause with what is expected
// and what is, with the stack, and with the way to the run.
import { Location, Range, TestMessage, TestMessageStackFrame } from 'vscode'
import type { RelatedPlace } from '../../../server/src/protocol/finding.ts'
import type { ScenarioReport, SimulatedExpectation, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { uriOf } from './enginePaths.ts'

type Placed = Pick<RelatedPlace, 'file' | 'range'>

/** Of violations, one a place and code in all profiles. */
export function failureMessages(reports: readonly ScenarioReport[]): TestMessage[] {
  const byPlace = new Map<string, TestMessage>()
  for (const { violations, expectations } of reports)
    for (const violation of violations) {
      const key = `${violation.code} ${placeKey(violation)}`
      const clause = expectations.find(each => each.verdict === 'fail' && placeKey(each) === placeKey(violation))
      if (!byPlace.has(key)) byPlace.set(key, messageOf(violation, clause))
    }
  return [...byPlace.values()]
}

/** Why nobody knows: at the clauses that are open, where there are some. */
export function doubtMessages(reports: readonly ScenarioReport[]): TestMessage[] {
  const messages = new Map<string, TestMessage>()
  for (const { reason, expectations } of reports) {
    const open = expectations.filter(({ verdict, message }) => verdict === 'unknown' && message !== undefined)
    for (const clause of open) {
      const made = new TestMessage(`unknown: ${clause.text}: ${clause.message}`)
      made.location = locationOf(clause)
      messages.set(`${placeKey(clause)} ${clause.message}`, made)
    }
    if (open.length === 0) messages.set(String(reason), new TestMessage(`unknown: ${reason}`))
  }
  return [...messages.values()]
}

function messageOf(violation: SimulatedViolation, clause: SimulatedExpectation | undefined): TestMessage {
  const { code, message, thread, related } = violation
  const text = `${code}: ${message}`
  const made = clause === undefined ? new TestMessage(text) : TestMessage.diff(text, clause.text, clause.message ?? '')
  made.location = locationOf(violation)
  made.contextValue = 'mrx'
  made.stackTrace = [frame(thread, violation), ...related.map(each => frame(each.message, each))]
  return made
}

function placeKey({ file, range }: Placed): string {
  return `${file} ${range.start.line}:${range.start.character}`
}

function locationOf({ file, range }: Placed): Location {
  return new Location(uriOf(file), rangeOf(range))
}

function frame(label: string, { file, range }: Placed): TestMessageStackFrame {
  return new TestMessageStackFrame(label, uriOf(file), rangeOf(range).start)
}

/** The protocol's, as the editor's. */
export function rangeOf({ start, end }: Placed['range']): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
