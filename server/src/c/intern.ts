// One string object per spelling. A slice of a source text keeps the whole text alive, and every edit makes a new text;
// so each new spelling is copied once, and later ones are found by value. Comparisons never rely on it.
//
// Spellings are looked up for every token: an open hash table over the text itself saves making slices to look for.

/** Longer spellings are rare and not worth keeping. */
const longest = 100

/** An editor may see any number of spellings in the end; the table starts anew then. */
const mostSpellings = 200_000

const ownLiterals: string[] = []
let slots: (string | undefined)[] = new Array(1 << 12)
let count = 0

export function intern(spelling: string): string {
  return internSlice(spelling, 0, spelling.length)
}

/** The spelling of `text` between two offsets. */
export function internSlice(text: string, start: number, end: number): string {
  const length = end - start
  if (length > longest) return copyOf(text.slice(start, end))
  let hash = length
  for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  // Names that differ in their last characters must not lie side by side.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  const mask = slots.length - 1
  let slot = hash & mask
  for (let known = slots[slot]; known !== undefined; known = slots[slot]) {
    if (known.length === length && text.startsWith(known, start)) return known
    slot = (slot + 1) & mask
  }
  return add(copyOf(text.slice(start, end)), slot)
}

function add(spelling: string, slot: number): string {
  slots[slot] = spelling
  count++
  if (count >= mostSpellings) refill(ownLiterals, 1 << 12)
  else if (count * 2 > slots.length) refill(slots, slots.length * 4)
  return spelling
}

function refill(spellings: readonly (string | undefined)[], size: number): void {
  slots = new Array(size)
  count = 0
  for (const spelling of spellings) if (spelling !== undefined) internSlice(spelling, 0, spelling.length)
}

/** Makes the very string literals of our own code the canonical ones, so that comparing them is comparing pointers. */
export function internAll(literals: Iterable<string>): void {
  for (const literal of literals) {
    ownLiterals.push(literal)
    intern(literal)
  }
}

/** V8 copies short slices anyway. */
function copyOf(slice: string): string {
  return slice.length < 13 ? slice : JSON.parse(JSON.stringify(slice))
}
