// `mrx rules` and `mrx explain CODE`: what can be reported, and why it matters.
import type { CatalogueEntry } from '../../knowledge/catalogue.ts'
import { rulePage } from '../../report/rulePage.ts'
import { nearest } from '../../text/spelling.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { Format } from './options.ts'

export function rules(options: { format: Format }, host: Host): number {
  const catalogue = host.catalogue()
  const codes = new Set(host.engine().codes)
  const entries = catalogue.entries.filter(entry => codes.has(entry.code))
  if (options.format === 'json') {
    host.out(`${JSON.stringify({ version: 1, rules: entries.map(entry => described(entry, host)) }, undefined, 2)}\n`)
    return exitCodes.clean
  }
  const nameWidth = Math.max(0, ...entries.map(entry => entry.name.length))
  for (const entry of entries) {
    const severity = catalogue.severity(entry.code).padEnd('information'.length)
    host.out(`${entry.code}  ${severity}  ${entry.name.padEnd(nameWidth)}  ${entry.mistake}\n`)
  }
  return exitCodes.clean
}

export function explain(key: string, options: { format: Format }, host: Host): number {
  const catalogue = host.catalogue()
  const entry = catalogue.entry(key)
  if (entry === undefined) {
    const meant = nearest(key, catalogue.keys)
    throw new UsageError(
      `unknown rule ${key}${meant === undefined ? '; mrx rules lists them' : `; did you mean ${meant}?`}`,
    )
  }
  const { severity, checked, ...rest } = described(entry, host)
  const json = JSON.stringify({ version: 1, ...rest, severity, checked }, undefined, 2)
  host.out(options.format === 'json' ? `${json}\n` : rulePage(entry, severity, checked))
  return exitCodes.clean
}

function described(entry: CatalogueEntry, host: Host) {
  const { code, name, mistake, mechanism } = entry
  return {
    code,
    name,
    severity: host.catalogue().severity(code),
    mistake,
    mechanism,
    checked: host.engine().codes.includes(code),
  }
}
