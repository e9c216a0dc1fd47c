// From what is reported to what faces show: ranges instead of offsets, severities of catalogue and settings.
import type { Catalogue } from '../knowledge/catalogue.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import type { RuleLevel, Settings } from '../project/mrxrc.ts'
import type { Place } from '../project/places.ts'
import type { Finding, Fix, RelatedPlace, Severity } from '../protocol/finding.ts'
import type { FixDraft, Remark } from '../rules/rule.ts'
import { inLinesOf } from '../text/lineBreaks.ts'
import { LineMap } from '../text/lineMap.ts'
import type { RuleReport } from './drivers.ts'

export class FindingWriter {
  readonly #catalogue: Catalogue
  readonly #text: (path: string) => string | undefined
  readonly #settings: (path: string) => Settings
  readonly #lines = new Map<string, { text: string; map: LineMap }>()

  constructor(catalogue: Catalogue, text: (path: string) => string | undefined, settings: (path: string) => Settings) {
    this.#catalogue = catalogue
    this.#text = text
    this.#settings = settings
  }

  /** Undefined: switched off, or in a header that the user does not own. */
  finding(report: RuleReport): Finding | undefined {
    const { code, place, message, related, path, fixes } = report
    const name = this.#catalogue.entry(code)?.name ?? code
    const severity = this.#severity(code, name, report.severity, place.file)
    if (severity === undefined || isBundled(place.file)) return undefined
    return {
      file: place.file,
      code,
      name,
      severity,
      message,
      range: this.range(place),
      ...(report.function !== undefined && { function: report.function }),
      related: related.map(remark => this.#related(remark)),
      ...(path !== undefined && { path: path.map(step => this.#related(step)) }),
      fixes: fixes.filter(isOwn).map(fix => this.#fix(fix)),
    }
  }

  range(place: Place): Finding['range'] {
    return this.lines(place.file).range(place.start, place.end)
  }

  /** Made anew when the text changes. */
  lines(path: string): LineMap {
    const text = this.#text(path) ?? ''
    const known = this.#lines.get(path)
    if (known?.text === text) return known.map
    const map = new LineMap(text)
    this.#lines.set(path, { text, map })
    return map
  }

  #related({ place, message }: Remark): RelatedPlace {
    return { file: place.file, range: this.range(place), message }
  }

  #fix({ title, certain, edits }: FixDraft): Fix {
    return {
      title,
      certain,
      edits: edits.map(({ place, newText }) => {
        const { file } = place
        return { file, range: this.range(place), newText: inLinesOf(this.#text(file) ?? '', newText) }
      }),
    }
  }

  /** The settings' word, then the rule's own, then the catalogue's. */
  #severity(code: string, name: string, own: Severity | undefined, path: string): Severity | undefined {
    const level = levelOf(this.#settings(path), code, name)
    if (level !== undefined) return level === 'off' ? undefined : level
    return own ?? this.#catalogue.severity(code)
  }
}

/** What settings say of a rule, by its code or its name. */
export function levelOf({ rules = {} }: Settings, code: string, name: string): RuleLevel | undefined {
  return rules[code] ?? rules[name]
}

function isOwn({ edits }: FixDraft): boolean {
  return edits.length > 0 && edits.every(({ place }) => !isBundled(place.file))
}
