// `check --format sarif`: SARIF 2.1.0 (OASIS), one run. Places below the current folder are relative to SRCROOT, as code
// scanning services want them; regions count from one, in UTF-16 units.
import type { Range } from 'vscode-languageserver-types'
import type { CheckReport } from '../protocol/check.ts'
import type { FileEdit, Finding, Fix, RelatedPlace, Severity } from '../protocol/finding.ts'

export interface SarifRule {
  readonly code: string
  readonly name: string
  readonly severity: Severity
  readonly mistake: string
  readonly mechanism: string
  /** The rule's page, in Markdown. */
  readonly page: string
}

export interface SarifOptions {
  readonly version: string
  /** The current folder as a URI, ending with a slash. */
  readonly root: string
  readonly uriOf: (path: string) => string
  /** Everything that is looked for, found or not. */
  readonly rules: readonly SarifRule[]
}

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
}

export function sarifReport(report: CheckReport, options: SarifOptions): string {
  const writer = new SarifWriter(options)
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: writer.driver() },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { uri: options.root } },
        invocations: [
          {
            executionSuccessful: report.unusable.length === 0,
            toolExecutionNotifications: [
              ...report.unusable.map(text => ({ level: 'error', message: { text } })),
              ...[...(report.incomplete ?? []), ...(report.unknown ?? [])].map(text => ({
                level: 'warning',
                message: { text },
              })),
            ],
          },
        ],
        results: report.findings.map(finding => writer.result(finding)),
      },
    ],
  }
  return JSON.stringify(log, undefined, 2)
}

class SarifWriter {
  readonly #options: SarifOptions
  readonly #ruleIndex: ReadonlyMap<string, number>

  constructor(options: SarifOptions) {
    this.#options = options
    this.#ruleIndex = new Map(options.rules.map(({ code }, i) => [code, i]))
  }

  driver() {
    const rules = this.#options.rules.map(({ code, name, severity, mistake, mechanism, page }) => ({
      id: code,
      name,
      shortDescription: { text: mistake },
      fullDescription: { text: mechanism },
      help: { text: `${mistake}: ${mechanism}`, markdown: page },
      defaultConfiguration: { level: levels[severity] },
    }))
    return { name: 'mrx-driver-tools', version: this.#options.version, rules }
  }

  result({ file, code, severity, message, range, function: inside, related, path, fixes }: Finding) {
    const logicalLocations = inside === undefined ? {} : { logicalLocations: [{ name: inside, kind: 'function' }] }
    return {
      ruleId: code,
      ...(this.#ruleIndex.has(code) && { ruleIndex: this.#ruleIndex.get(code) }),
      level: levels[severity],
      message: { text: message },
      locations: [{ physicalLocation: this.#physical(file, range), ...logicalLocations }],
      partialFingerprints: { 'mrx/v1': [code, inside ?? '', message].join('|') },
      ...(related.length > 0 && { relatedLocations: related.map((place, id) => ({ id, ...this.#located(place) })) }),
      ...(path !== undefined && path.length > 0 && { codeFlows: [this.#codeFlow(path)] }),
      ...(fixes.length > 0 && { fixes: fixes.map(fix => this.#fix(fix)) }),
    }
  }

  #codeFlow(path: readonly RelatedPlace[]) {
    return { threadFlows: [{ locations: path.map(place => ({ location: this.#located(place) })) }] }
  }

  #located({ file, range, message }: RelatedPlace) {
    return { physicalLocation: this.#physical(file, range), message: { text: message } }
  }

  #fix({ title, edits }: Fix) {
    const files = [...new Set(edits.map(({ file }) => file))]
    return {
      description: { text: title },
      artifactChanges: files.map(file => ({
        artifactLocation: this.#artifact(file),
        replacements: edits.filter(edit => edit.file === file).map(replacement),
      })),
    }
  }

  #physical(file: string, range: Range) {
    return { artifactLocation: this.#artifact(file), region: region(range) }
  }

  #artifact(file: string) {
    const { root, uriOf } = this.#options
    const uri = uriOf(file)
    return uri.startsWith(root) ? { uri: uri.slice(root.length), uriBaseId: 'SRCROOT' } : { uri }
  }
}

function replacement({ range, newText }: FileEdit) {
  return { deletedRegion: region(range), ...(newText !== '' && { insertedContent: { text: newText } }) }
}

function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  }
}
