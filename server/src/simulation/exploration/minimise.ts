// A run that shows a violation, made shorter: what it chose otherwise than usual is taken back, one choice after the other,
// as long as the violation stays. What is left are few preemptions, switches and failures.
import { parseSchedule, ScheduledChoices } from '../choices.ts'
import type { Run } from '../run.ts'

export interface Minimising {
  /** A run made anew. */
  run(choices: ScheduledChoices): Run
  isShown(run: Run): boolean
  isOver(): boolean
}

/** The same run, where every choice is needed. */
export function minimised(found: Run, { run, isShown, isOver }: Minimising): Run {
  let best = found
  let choices = choicesOf(best)
  for (let i = choices.length - 1; i >= 0 && !isOver(); i--) {
    const fewer = run(new ScheduledChoices(new Map(choices.filter((_, each) => each !== i))))
    if (!isShown(fewer) || choicesOf(fewer).length >= choices.length) continue
    best = fewer
    choices = choicesOf(best)
    // Any of them may be of no use now.
    i = choices.length
  }
  return best
}

function choicesOf({ schedule }: Run): [number, number][] {
  return [...(parseSchedule(schedule) ?? [])]
}
