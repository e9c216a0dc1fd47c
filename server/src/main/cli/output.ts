// A report in the format that was asked for.
import { baseName, isWithin, pathToUri, relative } from '../../project/paths.ts'
import type { CheckReport } from '../../protocol/check.ts'
import { githubReport } from '../../report/github.ts'
import { jsonReport } from '../../report/json.ts'
import { junitReport } from '../../report/junit.ts'
import { type SarifRule, sarifReport } from '../../report/sarif.ts'
import { textReport } from '../../report/text.ts'
import type { Host } from './host.ts'
import type { OutputOptions } from './options.ts'
import { checkedRules, pageOf } from './rules.ts'

export function print(report: CheckReport, options: OutputOptions, host: Host, elapsedMs: number): string {
  const { format, quiet, color } = options
  const shown = (path: string) => shownPath(host.cwd, path)
  switch (format) {
    case 'json':
      return `${jsonReport(report, { elapsedMs, shown })}\n`
    case 'sarif': {
      const root = `${pathToUri(host.cwd).replace(/\/$/, '')}/`
      return `${sarifReport(report, { version: host.version, root, uriOf: pathToUri, rules: sarifRules(host) })}\n`
    }
    case 'junit':
      return junitReport(report, { elapsedMs, shown })
    case 'github':
      return githubReport(report, { shown, quiet })
    case 'text':
      return textReport(report, { color: host.color && color, quiet, shown, read: path => host.files.read(path) })
  }
}

function sarifRules(host: Host): SarifRule[] {
  return checkedRules(host).map(entry => {
    const { code, name, mistake, mechanism } = entry
    return { code, name, mistake, mechanism, severity: host.catalogue().severity(code), page: pageOf(entry, host) }
  })
}

/** Relative below the current folder, as given by the shell; absolute elsewhere. Bundled declarations by their name. */
export function shownPath(cwd: string, path: string): string {
  if (path.startsWith('/mrx-library:')) return `<${baseName(path)}>`
  return isWithin(path, cwd) ? relative(cwd, path) : path
}
