// `mrx rules` and `mrx explain CODE`: what can be reported, and why it matters.
import type { CatalogueEntry } from '../../knowledge/catalogue.ts'
import { rulePage } from '../../report/rulePage.ts'
import { nearest } from '../../text/spelling.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { PlainFormat } from './options.ts'

export function rules(options: { format: PlainFormat }, host: Host): number {
  const catalogue = host.catalogue()
  const entries = checkedRules(host)
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

/** What this version looks for. */
export function checkedRules(host: Host): CatalogueEntry[] {
  const codes = new Set(host.engine().codes)
  return host.catalogue().entries.filter(({ code }) => codes.has(code))
}

/** In Markdown. */
export function pageOf(entry: CatalogueEntry, host: Host): string {
  const { codes, docs } = host.engine()
  const { code } = entry
  return rulePage(entry, { severity: host.catalogue().severity(code), checked: codes.includes(code), docs: docs(code) })
}

export function explain(key: string, options: { format: PlainFormat }, host: Host): number {
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
  host.out(options.format === 'json' ? `${json}\n` : pageOf(entry, host))
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
