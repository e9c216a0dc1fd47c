// The page of a rule as Markdown, for the terminal and the editor alike.
import type { CatalogueEntry, ReportedAs } from '../knowledge/catalogue.ts'

/** `checked`: whether this version looks for the mistake. */
export function rulePage(entry: CatalogueEntry, severity: ReportedAs, checked: boolean): string {
  const lines = [`# ${entry.code} ${entry.name}`, '', `Severity: ${severity}`, '']
  lines.push('## The mistake', '', sentence(entry.mistake), '', '## What happens', '', sentence(entry.mechanism), '')
  if (checked)
    lines.push(
      '## Reporting',
      '',
      'In `.mrxrc.json`, also `hint`, `information`, `warning` or `error`:',
      '',
      ...off(entry),
    )
  else lines.push('This version knows the mistake but does not look for it yet.')
  return `${lines.join('\n')}\n`
}

function off({ name }: CatalogueEntry): string[] {
  return ['```json', `{ "rules": { "${name}": "off" } }`, '```']
}

/** The catalogue's notes begin as they like; names of C keep their case. */
function sentence(note: string): string {
  const first = /^[a-z]+(?=[ ,])/.test(note) ? note[0]!.toUpperCase() + note.slice(1) : note
  return /[.?!]$/.test(first) ? first : `${first}.`
}
