// What every face stands on: the texts, units and drivers of some folders, and what can be said about them.
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { EffectsTable } from '../knowledge/effects.ts'
import type { Library } from '../knowledge/library.ts'
import { BundledHeaders } from '../project/bundledHeaders.ts'
import type { Files } from '../project/files.ts'
import { nearMiniRedirectors } from '../project/miniRedirector.ts'
import { isSource } from '../project/paths.ts'
import type { ScannedFolder } from '../project/sourceScan.ts'
import { SourceTexts } from '../project/sourceTexts.ts'
import { Units } from '../project/units.ts'
import type { Configurations } from '../project/workspaceConfigurations.ts'
import type { Finding } from '../protocol/finding.ts'
import { Drivers } from './drivers.ts'
import { FindingWriter } from './findings.ts'

export interface EngineOptions {
  readonly files: Files
  readonly library: Library
  readonly catalogue: Catalogue
  readonly configurations: Configurations
}

export class AnalysisEngine {
  readonly files: Files
  readonly texts: SourceTexts
  readonly units: Units
  readonly drivers: Drivers
  readonly findings: FindingWriter
  readonly configurations: Configurations

  constructor({ files, library, catalogue, configurations }: EngineOptions) {
    this.files = files
    this.configurations = configurations
    this.texts = new SourceTexts(files, new BundledHeaders(library))
    this.units = new Units(
      this.texts,
      path => configurations.unit(path),
      (name, from) => configurations.findElsewhere(name, from),
    )
    this.drivers = new Drivers(this.texts, this.units, new EffectsTable(library), path => configurations.groupOf(path))
    this.findings = new FindingWriter(
      catalogue,
      path => this.texts.read(path),
      path => configurations.settings(path),
    )
  }

  /** The sources of a folder that may belong to a driver: all of them, when one file in it mentions mini-redirectors. */
  driverSources({ files }: ScannedFolder): string[] {
    return nearMiniRedirectors(files, path => this.texts.read(path)).filter(isSource)
  }

  /** What is to be said about the file, in the order of its text. */
  findingsIn(path: string): Finding[] {
    const reports = this.drivers.with(path).flatMap(driver => driver.reports)
    const own = reports.filter(report => report.place.file === path)
    const findings = own.flatMap(report => this.findings.finding(report) ?? [])
    const unit = this.drivers.sources.has(path) ? this.units.unit(path) : undefined
    return sorted(distinct([...findings, ...this.missingIncludes(path, unit)]))
  }

  /** Hints at includes in `path`, as the unit itself or a unit that includes it met them. */
  missingIncludes(path: string, unit: TranslationUnit | undefined): Finding[] {
    const reader = unit ?? this.units.includersOf(path).map(each => this.units.unit(each))[0]
    return reader === undefined ? [] : this.findings.missingIncludes(reader).filter(({ file }) => file === path)
  }
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
