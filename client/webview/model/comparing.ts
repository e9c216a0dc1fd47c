// Two runs side by side: rows that are the same in both stand beside each other. Numbers of steps inside of the model say
// nothing; what they change does.
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { laneOfRow, type Row, rowsOf } from './rows.ts'
import { changesOf, changeText } from './texts.ts'

/** Rows of the first and the second run; one of them is missing where the other run has nothing like it. */
export interface Pair {
  readonly first: Row | undefined
  readonly second: Row | undefined
  readonly isSame: boolean
}

export interface Comparison {
  readonly pairs: readonly Pair[]
  /** Indices of pairs at which a stretch of differences begins. */
  readonly differences: readonly number[]
}

/** Larger middles are not aligned. */
const mostCells = 4_000_000

const nothing: ReadonlySet<number> = new Set()

export function compared(first: Trace, second: Trace): Comparison {
  const [a, b] = [rowsOf(first, nothing), rowsOf(second, nothing)]
  const [aKeys, bKeys] = [keysOf(first, a), keysOf(second, b)]
  let start = 0
  while (start < a.length && start < b.length && aKeys[start] === bKeys[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && aKeys.at(-1 - end) === bKeys.at(-1 - end)) end++
  const same = (i: number, j: number): Pair => ({ first: a[i], second: b[j], isSame: true })
  const middle = facing(aligned(aKeys.slice(start, a.length - end), bKeys.slice(start, b.length - end)))
  const pairs = [
    ...Array.from({ length: start }, (_, i) => same(i, i)),
    ...middle.map(([i, j, isSame = false]) => ({
      first: i === undefined ? undefined : a[start + i],
      second: j === undefined ? undefined : b[start + j],
      isSame,
    })),
    ...Array.from({ length: end }, (_, i) => same(a.length - end + i, b.length - end + i)),
  ]
  const differences = pairs.flatMap(({ isSame }, i) => (!isSame && (i === 0 || pairs[i - 1]!.isSame) ? [i] : []))
  return { pairs, differences }
}

/** Equal for rows that tell the same. */
function keysOf(trace: Trace, rows: readonly Row[]): string[] {
  return rows.map(row => {
    const what = row.kind === 'fold' ? 'fold' : `${trace.steps[row.step]!.kind} ${trace.steps[row.step]!.text}`
    const changes = changesOf(row, trace).map(change => changeText(change, trace))
    return [trace.lanes[laneOfRow(trace, row)]!.name, what, ...changes].join('\n')
  })
}

type Aligned = readonly [i: number | undefined, j: number | undefined, isSame?: true]

/** By the longest common subsequence (Wagner and Fischer 1974), from its end. */
function aligned(a: readonly string[], b: readonly string[]): Aligned[] {
  const isLarge = a.length * b.length > mostCells
  const lengths = isLarge ? undefined : commonLengths(a, b)
  const width = b.length + 1
  const pairs: Aligned[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++, true])
    else if (lengths !== undefined && lengths[(i + 1) * width + j]! < lengths[i * width + j + 1]!)
      pairs.push([undefined, j++])
    else pairs.push([i++, undefined])
  }
  while (i < a.length) pairs.push([i++, undefined])
  while (j < b.length) pairs.push([undefined, j++])
  return pairs
}

/** What only one run has, and what only the other one has in its place, stand beside each other. */
function facing(pairs: readonly Aligned[]): Aligned[] {
  const result: Aligned[] = []
  let [own, other]: [(number | undefined)[], (number | undefined)[]] = [[], []]
  const flush = () => {
    for (let at = 0; at < Math.max(own.length, other.length); at++) result.push([own[at], other[at]])
    ;[own, other] = [[], []]
  }
  for (const pair of pairs) {
    const [i, j, isSame] = pair
    if (isSame) {
      flush()
      result.push(pair)
    } else if (i !== undefined) own.push(i)
    else other.push(j)
  }
  flush()
  return result
}

/** Of the parts behind i and j, by i * (b.length + 1) + j. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j
      lengths[at] = a[i] === b[j] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!)
    }
  return lengths
}
