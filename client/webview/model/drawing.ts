// The diagram as data: lanes are x, rows are y. The panel draws what is in view, the export all of it.
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { laneOfRow, type Row } from './rows.ts'

export const rowHeight = 22

/** Few lanes have room for their names. In a slim page steps need it more. */
export function laneWidthOf(lanes: number, isSlim = false): number {
  if (isSlim) return 28
  return lanes <= 3 ? 60 : 36
}

export type Shape =
  | 'begin'
  | 'call'
  | 'statement'
  | 'return'
  | 'wait'
  | 'preempted'
  | 'fault'
  | 'guess'
  | 'violation'
  | 'fold'

export interface Mark {
  readonly row: number
  readonly lane: number
  readonly shape: Shape
}

/** From the row to the next one, on another lane. */
export interface Switch {
  readonly row: number
  readonly from: number
  readonly to: number
}

export interface Drawing {
  readonly marks: readonly Mark[]
  readonly switches: readonly Switch[]
  /** By lane: the first and the last row of it. */
  readonly lives: readonly (readonly [first: number, last: number] | undefined)[]
}

export function drawingOf(trace: Pick<Trace, 'steps' | 'lanes'>, rows: readonly Row[]): Drawing {
  const lives: ([number, number] | undefined)[] = trace.lanes.map(() => undefined)
  const marks: Mark[] = []
  const switches: Switch[] = []
  for (const [i, row] of rows.entries()) {
    const lane = laneOfRow(trace, row)
    const life = lives[lane]
    if (life === undefined) lives[lane] = [i, i]
    else life[1] = i
    marks.push({ row: i, lane, shape: row.kind === 'fold' ? 'fold' : trace.steps[row.step]!.kind })
    const before = marks[i - 1]
    if (before !== undefined && before.lane !== lane) switches.push({ row: i - 1, from: before.lane, to: lane })
  }
  return { marks, switches, lives }
}

export function xOf(lane: number, width: number): number {
  return width * (lane + 0.5)
}

export function yOf(row: number): number {
  return rowHeight * (row + 0.5)
}

/** Path of a mark around (0, 0). */
export const outlines: Readonly<Record<Shape, string>> = {
  begin: 'M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0ZM-3 0A3 3 0 1 0 3 0A3 3 0 1 0-3 0Z',
  call: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z',
  statement: 'M-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1-2.5 0Z',
  return: 'M-4 0A4 4 0 1 1 4 0A4 4 0 1 1-4 0ZM-2.5 0A2.5 2.5 0 1 0 2.5 0A2.5 2.5 0 1 0-2.5 0Z',
  wait: 'M-5-5H-1.5V5H-5ZM1.5-5H5V5H1.5Z',
  preempted: 'M0-6L6 0L0 6L-6 0Z',
  fault: 'M0-6L6 5H-6Z',
  guess: 'M0-6L6 5H-6ZM0-2.5L-3 3.2H3Z',
  violation: 'M-6-4L-4-6L0-2L4-6L6-4L2 0L6 4L4 6L0 2L-4 6L-6 4L-2 0Z',
  fold: 'M-4.5-2.5H4.5V2.5H-4.5Z',
}

export function switchPath({ row, from, to }: Switch, width: number): string {
  const [x1, y1, x2, y2] = [xOf(from, width), yOf(row), xOf(to, width), yOf(row + 1)]
  const middle = (y1 + y2) / 2
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`
}
