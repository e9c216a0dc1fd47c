// A run as a table: one column for each thread, time goes down. What RDBSS and the kernel report in the words of the trace
// is told in those of a reader.
import type { RunStep } from '../protocol/simulate.ts'
import { printable } from './excerpt.ts'

const widest = 44

export function runTable(run: readonly RunStep[], last: RunStep): string[] {
  const steps = [...run.filter(({ text }) => !text.startsWith('return ')), last].filter(isNew)
  const lanes = [...new Set(steps.map(({ lane }) => lane))]
  const widths = lanes.map(lane => {
    const own = steps.filter(step => step.lane === lane).flatMap(step => wrapped(told(step)))
    return Math.max(lane.length, ...own.map(text => text.length))
  })
  const rows = [lanes, lanes.map((_, i) => '-'.repeat(widths[i]!))]
  for (const step of steps)
    for (const text of wrapped(told(step))) rows.push(lanes.map(lane => (lane === step.lane ? text : '')))
  return rows.map(cells =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}

/** A step of a scenario can be several requests; it is told once. */
function isNew({ lane, text }: RunStep, index: number, steps: readonly RunStep[]): boolean {
  if (!text.startsWith('step ')) return true
  const before = steps.slice(0, index).findLast(step => step.text.startsWith('step '))
  return before === undefined || before.lane !== lane || before.text !== text
}

function told({ text, file, range }: RunStep): string {
  const line = file === undefined || range === undefined ? '' : `, line ${range.start.line + 1}`
  const [, first = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(text) ?? []
  switch (first) {
    case 'step':
      return `> ${printable(rest)}`
    case 'call':
      return printable(
        rest.replace(/ lock (\S+) (?:user|System)$/, (_, lock: string) =>
          lock === 'none' ? '' : `, netname lock ${lock}`,
        ),
      )
    case 'free':
      return `${rest} is freed`
    case 'lost':
      return `${rest} is lost: nobody will finalize it`
    case 'guess':
      return `? ${rest}: guessed${line}`
    case 'fails':
      return `! ${rest} fails${line}`
  }
  return printable(text)
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > widest) {
      lines.push(line)
      line = `  ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
