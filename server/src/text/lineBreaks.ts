// What is written into a file ends its lines as the file does.

export function lineBreakOf(source: string): '\n' | '\r\n' {
  return source.includes('\r\n') ? '\r\n' : '\n'
}

/** The text with the line breaks of the source. */
export function inLinesOf(source: string, text: string): string {
  return text.replace(/\r?\n/g, lineBreakOf(source))
}
