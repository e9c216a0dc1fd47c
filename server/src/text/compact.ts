// Lists that stay in memory. Trees and tables hold hundreds of thousands of them, most with no element or one, and an array
// that grew by push() keeps room for a dozen more.

/** The one empty list. */
export const none: readonly never[] = Object.freeze([])

/** The elements in an array that has no room to spare. */
export function compact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice()
}

/** One list of two. */
export function joined<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a
  return a.length === 0 ? b : [...a, ...b]
}
