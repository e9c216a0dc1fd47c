// What an edit did to a text.

/** One stretch of the old text that was replaced. Offsets in UTF-16 units. */
export interface Difference {
  readonly start: number
  readonly oldEnd: number
  readonly newEnd: number
}

/** The smallest stretch whose replacement turns `before` into `after`; undefined: they are equal. */
export function differenceOf(before: string, after: string): Difference | undefined {
  if (before === after) return undefined
  const most = Math.min(before.length, after.length)
  // Long texts mostly agree: whole blocks are compared first.
  let start = 0
  while (start + block <= most && before.slice(start, start + block) === after.slice(start, start + block))
    start += block
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let same = 0
  while (same + block <= most - start && blockFromEnd(before, same) === blockFromEnd(after, same)) same += block
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++
  return { start, oldEnd: before.length - same, newEnd: after.length - same }
}

const block = 2_048

function blockFromEnd(text: string, behind: number): string {
  const end = text.length - behind
  return text.slice(end - block, end)
}
