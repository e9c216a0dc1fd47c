// The page of a rule as Markdown, for the terminal, the editor and server/docs alike.
import type { CatalogueEntry, ReportedAs } from '../knowledge/catalogue.ts'
import type { RuleDocs } from '../protocol/ruleDocs.ts'
import { twoSides } from '../text/twoSides.ts'

export interface RulePageOptions {
  readonly severity: ReportedAs
  /** Whether this version looks for the mistake. */
  readonly checked: boolean
  /** Undefined: the catalogue's lines are all there is. */
  readonly docs: RuleDocs | undefined
}

export function rulePage(entry: CatalogueEntry, { severity, checked, docs }: RulePageOptions): string {
  const { code, name, mistake, mechanism } = entry
  const parts = [`# ${code} ${name}`, `Severity: ${severity}`]
  parts.push('## The mistake', docs?.what ?? sentence(mistake), '## What happens', docs?.why ?? sentence(mechanism))
  if (docs !== undefined) parts.push(...explained(entry, docs))
  if (checked)
    parts.push('## Reporting', 'In `.mrxrc.json`, also `hint`, `information`, `warning` or `error`:', off(entry))
  else parts.push('This version knows the mistake but does not look for it yet.')
  if (docs !== undefined) parts.push('## Sources', docs.sources.map(source => `- ${source}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}

function explained({ code }: CatalogueEntry, { example, allow }: RuleDocs): string[] {
  const { before, after } = twoSides(example)
  const comment = `${allow}\n\n${fenced('c', `// @mrx allow ${code} because "…"`)}`
  // Annotations themselves are corrected, not allowed.
  const never = code.startsWith('MRX1') ? 'It cannot be allowed.' : 'There is no case in which it is right.'
  const allowed = allow === undefined ? never : comment
  return ['## Example', fenced('c', before), '## Correct', fenced('c', after), '## When to allow it', allowed]
}

/** The list of rules, for the folder of their pages. */
export function ruleIndex(
  entries: readonly { readonly entry: CatalogueEntry; readonly severity: ReportedAs }[],
): string {
  const rows = entries.map(({ entry: { code, name, mistake }, severity }) => {
    return `| [${code}](${code}.md) | ${name} | ${severity} | ${mistake.replaceAll('|', '\\|')} |`
  })
  const head = ['| code | name | severity | the mistake |', '|---|---|---|---|']
  return `# Rules\n\nGenerated from the rules; \`mrx explain CODE\` shows the same.\n\n${[...head, ...rows].join('\n')}\n`
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

function off({ name }: CatalogueEntry): string {
  return fenced('json', `{ "rules": { "${name}": "off" } }`)
}

/** The catalogue's notes begin as they like; names of C keep their case. */
function sentence(note: string): string {
  const first = /^[a-z]+(?=[ ,])/.test(note) ? note[0]!.toUpperCase() + note.slice(1) : note
  return /[.?!]$/.test(first) ? first : `${first}.`
}
