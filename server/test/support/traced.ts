// Drivers in memory whose runs are recorded.
import { Knowledge } from '../../src/knowledge/pages.ts'
import { kernelFormats } from '../../src/knowledge/valueFormats.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import type { Trace, TraceChange, TraceStep } from '../../src/protocol/trace.ts'
import { parseSchedule } from '../../src/simulation/choices.ts'
import { Model } from '../../src/simulation/model.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { type Recording, record } from '../../src/simulation/tracing/record.ts'
import { filesOf } from './driver.ts'
import { loaded } from './simulated.ts'

const library = openLibrary(import.meta.dirname)
const model = new Model(library)
const formats = kernelFormats(Knowledge.of(library))

export function recorded(
  source: string,
  clauses: readonly string[],
  schedule = '1:',
  watches?: readonly string[],
): Recording {
  const { system, start } = loaded(source)
  const texts = filesOf(source)
  return record(system, start, {
    scenario: scenarioOf({ name: 'test', clauses }),
    profile: 'callback-page',
    schedule: parseSchedule(schedule)!,
    read: path => texts[path] ?? model.text(path),
    formats,
    watches,
  })
}

type Steps = Pick<Trace, 'steps' | 'lanes' | 'objects'>

/** `worker-1 call MyFree(P = pool 1) | pool 1 gone`: what authors see first. */
export function visible(trace: Steps): string[] {
  return trace.steps.filter(({ model }) => !model).map(step => stepText(step, trace))
}

export function stepText({ lane, kind, text, changes = [] }: TraceStep, trace: Steps): string {
  return [`${trace.lanes[lane]!.name} ${kind} ${text}`, ...changes.map(each => changeText(each, trace))].join(' | ')
}

export function changeText(change: TraceChange, { objects, lanes }: Steps): string {
  switch (change.what) {
    case 'made':
    case 'gone':
      return `${objects[change.object]!.name} ${change.what}`
    case 'references':
      return `${objects[change.object]!.name} ${change.from} -> ${change.to} by ${change.by}`
    case 'field':
      return `${objects[change.object]!.name}.${change.field}: ${change.from} -> ${change.to}`
    case 'lock':
      return `${objects[change.object]!.name}, ${lanes[change.lane]!.name}: ${change.from} -> ${change.to}`
    case 'irql':
      return `${lanes[change.lane]!.name} IRQL ${change.from} -> ${change.to}`
  }
}
