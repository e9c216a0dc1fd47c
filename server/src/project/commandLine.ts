// Splitting a compiler's command line into arguments, as the shells and runtimes that wrote it do.
// Windows: the rules of the Microsoft C runtime (2n backslashes before a quote are n and the quote counts, 2n+1 are n and
// a quote character; elsewhere a backslash is itself; a doubled quote inside quotes is one). POSIX: the shell's quoting.

export function splitWindows(line: string): string[] {
  const words: string[] = []
  let at = 0
  for (;;) {
    while (isBlank(line[at])) at++
    if (at >= line.length) return words
    let word = ''
    let quoted = false
    while (at < line.length && (quoted || !isBlank(line[at]))) {
      let slashes = 0
      while (line[at + slashes] === '\\') slashes++
      at += slashes
      if (line[at] !== '"') {
        word += '\\'.repeat(slashes)
        if (slashes === 0) word += line[at++]
        continue
      }
      word += '\\'.repeat(slashes >> 1)
      at++
      if (slashes % 2 === 1) word += '"'
      else if (quoted && line[at] === '"') word += line[at++]
      else quoted = !quoted
    }
    words.push(word)
  }
}

export function splitPosix(line: string): string[] {
  const words: string[] = []
  // `undefined` between words: '' is a word, nothing is none.
  let word: string | undefined
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!
    if (isBlank(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (character === "'") {
      const end = closing(line, at + 1, "'")
      word = (word ?? '') + line.slice(at + 1, end)
      at = end
    } else if (character === '"') {
      const end = closing(line, at + 1, '"')
      word = (word ?? '') + line.slice(at + 1, end).replace(/\\(["\\$`\n])/g, (_, kept) => (kept === '\n' ? '' : kept))
      at = end
    } else if (character === '\\') {
      const next = line[++at] ?? ''
      if (next !== '\n') word = (word ?? '') + next
    } else word = (word ?? '') + character
  }
  if (word !== undefined) words.push(word)
  return words
}

/** The offset of the quote that ends what begins at `from`; the line's end when there is none. */
function closing(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\' && quote === '"') at++
    else if (line[at] === quote) return at
  }
  return line.length
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r'
}
