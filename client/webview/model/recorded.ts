// Expressions from what a trace has itself, for traces whose sources are elsewhere or others by now: a variable of the
// driver, and a field of an object of RDBSS that one leads to.
import type { Trace, TraceChange, Watched } from '../../../server/src/protocol/trace.ts'

type Run = Pick<Trace, 'steps' | 'objects'>

/** Undefined: the trace does not have it. */
export function recordedWatch(trace: Run, expression: string): Watched | undefined {
  const [, name, field] = /^(\w+)(?:->(\w+))?$/.exec(expression) ?? []
  if (name === undefined) return undefined
  const values = field === undefined ? variableValues(trace, name) : fieldValues(trace, name, field)
  return values.length === 0 ? undefined : { expression, values }
}

/** Values are those at the beginning of a step, which is what holds behind the one before. */
function variableValues({ steps }: Run, name: string): Watched['values'] {
  const values: Watched['values'] = []
  for (const [i, step] of steps.entries()) {
    const value = step.values?.find(([each]) => each === name)?.[1]
    if (value !== undefined && value !== values.at(-1)?.[1]) values.push([Math.max(0, i - 1), value])
  }
  return values
}

function fieldValues(trace: Run, name: string, field: string): Watched['values'] {
  const variable = variableValues(trace, name)
  const known = new Map<string, string>()
  const values: Watched['values'] = []
  let [at, object] = [0, '']
  for (const [i, { changes = [] }] of trace.steps.entries()) {
    for (const change of changes) note(known, trace, change, field)
    for (; variable[at]?.[0] === i; at++) object = variable[at]![1].replace(/, freed$/, '')
    const value = known.get(object)
    if (value !== undefined && value !== values.at(-1)?.[1]) values.push([i, value])
  }
  return values
}

/** `known`: the field of each object, by its name. */
function note(known: Map<string, string>, { objects }: Run, change: TraceChange, field: string): void {
  if (!('object' in change)) return
  const { name } = objects[change.object]!
  if (change.what === 'gone') known.set(name, 'freed')
  if (change.what === 'field' && change.field === field) known.set(name, change.to)
  if (change.what === 'references' && field === 'NodeReferenceCount') known.set(name, String(change.to))
}
