// One string object per spelling. A slice of a source text keeps the whole text alive, and every edit makes a new text;
// so each new spelling is copied once, and later ones are found by value. Comparisons never rely on it.

/** Longer spellings are rare and not worth keeping. */
const longest = 100

/** An editor may see any number of spellings in the end; the table starts anew then. */
const mostSpellings = 300_000

const spellings = new Map<string, string>()
const ownLiterals: string[] = []

export function intern(slice: string): string {
  if (slice.length > longest) return copyOf(slice)
  const known = spellings.get(slice)
  if (known !== undefined) return known
  if (spellings.size >= mostSpellings) {
    spellings.clear()
    for (const literal of ownLiterals) spellings.set(literal, literal)
  }
  const copy = copyOf(slice)
  spellings.set(copy, copy)
  return copy
}

/** Makes the very string literals of our own code the canonical ones, so that comparing them is comparing pointers. */
export function internAll(literals: Iterable<string>): void {
  for (const literal of literals) {
    ownLiterals.push(literal)
    spellings.set(literal, literal)
  }
}

/** V8 copies short slices anyway. */
function copyOf(slice: string): string {
  return slice.length < 13 ? slice : JSON.parse(JSON.stringify(slice))
}
