// What every face stands on: the texts, units and drivers of some folders, and what can be said about them.
import type { Catalogue } from '../knowledge/catalogue.ts'
import { EffectsTable } from '../knowledge/effects.ts'
import type { Library } from '../knowledge/library.ts'
import { BundledHeaders, isBundled } from '../project/bundledHeaders.ts'
import type { Files } from '../project/files.ts'
import { nearMiniRedirectors } from '../project/miniRedirector.ts'
import { isSource } from '../project/paths.ts'
import { type PrecompiledLibrary, precompiledHeaders } from '../project/precompiledHeaders.ts'
import type { ScannedFolder } from '../project/sourceScan.ts'
import { SourceTexts } from '../project/sourceTexts.ts'
import { Units } from '../project/units.ts'
import type { Configurations } from '../project/workspaceConfigurations.ts'
import type { Finding } from '../protocol/finding.ts'
import { Drivers, type RuleReport } from './drivers.ts'
import { FindingWriter } from './findings.ts'
import { unusedAllow } from './suppression.ts'

export interface EngineOptions {
  readonly files: Files
  readonly library: Library
  readonly catalogue: Catalogue
  readonly configurations: Configurations
  /** What the build knows of the library's headers; undefined in a checkout. */
  readonly precompiled?: PrecompiledLibrary
}

export class AnalysisEngine {
  readonly files: Files
  readonly library: Library
  readonly catalogue: Catalogue
  readonly texts: SourceTexts
  readonly units: Units
  readonly drivers: Drivers
  readonly findings: FindingWriter
  readonly configurations: Configurations
  /** By folder, what projects build with the sources there that have to do with mini-redirectors. */
  readonly #builtWith = new Map<string, ReadonlySet<string>>()

  constructor({ files, library, catalogue, configurations, precompiled }: EngineOptions) {
    this.files = files
    this.library = library
    this.catalogue = catalogue
    this.configurations = configurations
    const headers = new BundledHeaders(library)
    this.texts = new SourceTexts(files, headers)
    this.units = new Units(
      this.texts,
      path => configurations.unit(path),
      (name, from) => configurations.findElsewhere(name, from),
      precompiledHeaders(precompiled, headers),
    )
    this.drivers = new Drivers({
      texts: this.texts,
      units: this.units,
      catalogue,
      effects: new EffectsTable(library),
      hasPage: name => library.file(`knowledge/routines/${name}.md`) !== undefined,
      groupOf: path => configurations.groupOf(path),
      settings: path => configurations.settings(path),
    })
    this.findings = new FindingWriter(
      catalogue,
      path => this.texts.read(path),
      path => configurations.settings(path),
    )
  }

  /**
   * The sources of a folder that may belong to a driver: all of them, when one file in it, or a header that it takes,
   * mentions mini-redirectors. Those of other folders that a project builds with them belong to it as well: a library of lists
   * knows nothing of RDBSS.
   */
  driverSources({ folder, files }: ScannedFolder): string[] {
    const near = this.#nearMiniRedirectors(files)
    const members = new Set(near.flatMap(path => this.configurations.membersOf(path)))
    this.#builtWith.set(folder, members)
    const isMember = (path: string) => [...this.#builtWith.values()].some(each => each.has(path))
    const others = [...members].filter(path => isSource(path) && !this.configurations.isExcluded(path))
    return [...new Set([...near, ...files.filter(path => isSource(path) && isMember(path)), ...others])]
  }

  /** Has the source to do with mini-redirectors, by what it says or what a header says that it takes? */
  isNearMiniRedirectors(path: string): boolean {
    return this.#nearMiniRedirectors([path]).length > 0
  }

  #nearMiniRedirectors(files: readonly string[]): string[] {
    const { texts } = this
    // From the file itself alone: what else the name may mean takes long to find out, and may be another driver's.
    const header = (name: string, from: string) => {
      const found = texts.resolve({ name, angled: false, from }, { quoted: [], all: [] })
      return found === undefined || isBundled(found) ? undefined : found
    }
    return nearMiniRedirectors(files, { read: path => texts.read(path), header }).filter(isSource)
  }

  /** What is to be said about the file, in the order of its text. */
  findingsIn(path: string): Finding[] {
    const drivers = this.drivers.with(path)
    const own = drivers.map(({ reports }) => reports.filter(({ place }) => place.file === path))
    const findings = agreed(own).flatMap(report => this.findings.finding(report) ?? [])
    return sorted(distinct(findings))
  }
}

/** Where drivers share a file, an allow is needless when it is so in all of them. */
function agreed(reports: readonly (readonly RuleReport[])[]): RuleReport[] {
  const everywhere = (report: RuleReport) =>
    reports.every(each => each.some(({ code, place }) => code === report.code && place.start === report.place.start))
  return reports.flat().filter(report => report.code !== unusedAllow || everywhere(report))
}

/** Drivers that share a file report on it once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const key = ({ code, message, range }: Finding) => `${code}\0${range.start.line}:${range.start.character}\0${message}`
  return [...new Map(findings.map(finding => [key(finding), finding])).values()]
}

function sorted(findings: Finding[]): Finding[] {
  const order = (a: Finding, b: Finding) =>
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    (a.code < b.code ? -1 : 1)
  return findings.sort(order)
}
