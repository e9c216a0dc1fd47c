// Texts that are indented like the code around them: the indentation that all lines share goes, and so do blank lines at
// both ends.
export function dedent(text: string): string {
  const lines = text.split('\n').map(line => line.trimEnd())
  const filled = lines.filter(line => line !== '')
  const shared = Math.min(...filled.map(line => line.length - line.trimStart().length))
  return lines
    .map(line => line.slice(shared))
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}
