// A trace from a file, a webview's state or another process: whatever it is, it is a trace that can be drawn, or one
// sentence says why not.
import { type Trace, traceFormat, traceVersion } from './trace.ts'

/** `text`: JSON. */
export function readTrace(text: string): Trace | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'This is no trace: it is not JSON.' }
  }
  const problem = problemOf(value)
  return problem === undefined ? (value as Trace) : { problem }
}

function problemOf(value: unknown): string | undefined {
  if (!isRecord(value) || value.format !== traceFormat) return `This is no trace: its format is not "${traceFormat}".`
  const { version } = value
  if (typeof version !== 'number') return 'This is no trace: it has no version.'
  if (version > traceVersion)
    return `This trace has version ${version}, written by a newer MRx Driver Tools; this one reads version ${traceVersion}. Update, or record it again.`
  if (version < traceVersion)
    return `This trace has version ${version}, which is no longer read; record it again with mrx simulate --trace.`
  const where = firstFlaw(value)
  return where === undefined ? undefined : `This trace is damaged at ${where}.`
}

type Test = (value: unknown) => boolean

const isString: Test = value => typeof value === 'string'
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount: Test = value => Number.isInteger(value) && (value as number) >= 0
const optional =
  (test: Test): Test =>
  value =>
    value === undefined || test(value)
const oneOf =
  (...texts: string[]): Test =>
  value =>
    texts.includes(value as string)

const isParameter: Test = value => Array.isArray(value) && value.length === 2 && value.every(isString)
const isBugcheck: Test = value =>
  isRecord(value) &&
  isString(value.when) &&
  [value.code, value.name].every(optional(isString)) &&
  (value.parameters === undefined || (Array.isArray(value.parameters) && value.parameters.every(isParameter)))

/** What has to be there for a trace to be drawn; more may be. */
const shapes: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  run: {
    file: isString,
    function: isString,
    scenario: isString,
    profile: oneOf('callback-page', 'function-page'),
    schedule: isString,
    verdict: oneOf('pass', 'fail', 'unknown'),
    reason: optional(isString),
  },
  violation: { code: isString, name: isString, message: isString, step: isCount, bugcheck: optional(isBugcheck) },
  files: { path: isString, hash: isString },
  lanes: { name: isString, kind: oneOf('clock', 'caller', 'worker', 'thread') },
  objects: { name: isString, kind: isString, about: optional(isString) },
  steps: {
    lane: isCount,
    kind: isString,
    text: isString,
    origin: oneOf('driver', 'rdbss', 'kernel'),
    depth: isCount,
    model: optional(value => value === true),
  },
}

/** As `steps[3].lane`. */
function firstFlaw(trace: Readonly<Record<string, unknown>>): string | undefined {
  const run = flawIn(trace.run, shapes.run!)
  if (run !== undefined) return `run${run}`
  for (const name of ['files', 'lanes', 'objects', 'steps']) {
    const list = trace[name]
    if (!Array.isArray(list)) return name
    for (const [i, each] of list.entries()) {
      const flaw = flawIn(each, shapes[name]!)
      if (flaw !== undefined) return `${name}[${i}]${flaw}`
    }
  }
  const { run: traced, files, lanes, objects, steps } = trace as unknown as Trace
  const counts = { files: files.length, lanes: lanes.length, objects: objects.length }
  for (const [i, step] of steps.entries()) {
    const flaw = flawOfStep(step, counts)
    if (flaw !== undefined) return `steps[${i}].${flaw}`
  }
  if (traced.violation === undefined) return undefined
  const flaw = flawIn(traced.violation, shapes.violation!)
  if (flaw !== undefined) return `run.violation${flaw}`
  return traced.violation.step < steps.length ? undefined : 'run.violation.step'
}

function flawIn(value: unknown, shape: Readonly<Record<string, Test>>): string | undefined {
  if (!isRecord(value)) return ''
  const name = Object.keys(shape).find(each => !shape[each]!(value[each]))
  return name && `.${name}`
}

interface Counts {
  readonly files: number
  readonly lanes: number
  readonly objects: number
}

function flawOfStep(
  { lane, at, changes, values, choices }: Trace['steps'][number],
  counts: Counts,
): string | undefined {
  if (lane >= counts.lanes) return 'lane'
  const isPlace = (place: readonly unknown[]) => place.length === 5 && place.every(isCount) && at![0] < counts.files
  if (at !== undefined && !(Array.isArray(at) && isPlace(at))) return 'at'
  if (changes !== undefined && !(Array.isArray(changes) && changes.every(each => isChange(each, counts))))
    return 'changes'
  const isValue = (each: unknown) => Array.isArray(each) && each.length === 2 && each.every(isString)
  if (values !== undefined && !(Array.isArray(values) && values.every(isValue))) return 'values'
  const isChoice = (each: unknown) =>
    isRecord(each) &&
    isString(each.name) &&
    [each.index, each.options, each.taken].every(isCount) &&
    (each.threads === undefined || (Array.isArray(each.threads) && each.threads.every(isString)))
  return choices === undefined || (Array.isArray(choices) && choices.every(isChoice)) ? undefined : 'choices'
}

function isChange(value: unknown, { lanes, objects }: Counts): boolean {
  if (!isRecord(value)) return false
  const { what, object, lane, from, to, by, field } = value
  const hasObject = isCount(object) && (object as number) < objects
  const hasLane = isCount(lane) && (lane as number) < lanes
  switch (what) {
    case 'made':
    case 'gone':
      return hasObject
    case 'references':
      return hasObject && isCount(from) && isCount(to) && isString(by)
    case 'field':
      return hasObject && [field, from, to].every(isString)
    case 'lock':
      return hasObject && hasLane && isString(from) && isString(to)
    case 'irql':
      return hasLane && isCount(from) && isCount(to)
  }
  return false
}
