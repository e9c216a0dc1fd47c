// A snippet as the editor inserts it, with every placeholder left at its default. The syntax is the editor's own, as far as
// our snippets use it: tab stops, defaults (nested), choices, the two case transforms, and escapes.

export function expandSnippet(lines: readonly string[]): string {
  const text = lines.join('\n')
  const defaults = new Map<string, string>()
  // A tab stop may be used before the place that gives its default, so the defaults are collected first.
  expandIn(text, defaults)
  return expandIn(text, defaults)
}

function expandIn(text: string, defaults: Map<string, string>): string {
  let result = ''
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\' && /[\\$}]/.test(text[at + 1] ?? '')) result += text[++at]
    else if (text[at] !== '$') result += text[at]
    else {
      const simple = /^\$(\d+)/.exec(text.slice(at))
      const end = simple ? at + simple[0].length : closing(text, at + 1) + 1
      result += simple ? (defaults.get(simple[1]!) ?? '') : tabStop(text.slice(at + 2, end - 1), defaults)
      at = end - 1
    }
  }
  return result
}

/** What stands between `${` and `}`. */
function tabStop(inside: string, defaults: Map<string, string>): string {
  const [, index = '', kind = '', rest = ''] = /^(\d+)(.?)([\s\S]*)$/.exec(inside) ?? []
  if (index === '') throw new Error(`No tab stop: \${${inside}}`)
  if (kind === '/') return (rest.includes('/upcase') ? upper : lower)(defaults.get(index) ?? '')
  if (kind === ':') defaults.set(index, expandIn(rest, defaults))
  if (kind === '|') defaults.set(index, rest.split(/[,|]/)[0]!)
  return defaults.get(index) ?? ''
}

/** The offset of the brace that closes the one at `from`. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  throw new Error(`A placeholder is not closed: ${text.slice(from - 1, from + 20)}`)
}

const upper = (text: string) => text.toUpperCase()
const lower = (text: string) => text.toLowerCase()
