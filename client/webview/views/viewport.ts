// Which rows of a long table are drawn: those in view, a few around them, and the one that has the focus.
import { rowHeight } from '../model/drawing.ts'

export interface Viewport {
  readonly top: number
  readonly height: number
}

/** Rows above and below what is in view. */
const margin = 8

export function drawnRange({ top, height }: Viewport, count: number, current: number) {
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight) - margin, count))
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + margin)
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  if (current < first) drawn.unshift(current)
  else if (current >= end && current < count) drawn.push(current)
  return { first, end, drawn }
}
