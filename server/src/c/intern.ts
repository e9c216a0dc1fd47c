// One string object per spelling. A slice of a source text keeps the whole text alive, and every edit makes a new text;
// so each new spelling is copied once, and later ones are found by value.

const spellings = new Map<string, string>()

export function intern(slice: string): string {
  const known = spellings.get(slice)
  if (known !== undefined) return known
  const copy = slice.length < 13 ? slice : JSON.parse(JSON.stringify(slice))
  spellings.set(copy, copy)
  return copy
}

/** Makes the very string literals of our own code the canonical ones, so that comparing them is comparing pointers. */
export function internAll(literals: Iterable<string>): void {
  for (const literal of literals) spellings.set(literal, literal)
}
