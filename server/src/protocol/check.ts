// What a command line or a build asks of the engine, and what it gets back, as JSON-safe data.
import type { Range } from 'vscode-languageserver-types'
import type { Finding } from './finding.ts'
import type { RuleDocs } from './ruleDocs.ts'

export interface CheckRequest {
  /** Files and folders, absolute with forward slashes. They exist. */
  paths: readonly string[]
  /** Searched before what the configuration and the build files name. Absolute. */
  includePaths: readonly string[]
  /** `NAME` or `NAME=value`, after those of the configuration. */
  defines: readonly string[]
  /** Absolute path of the configuration to use instead of the `.mrxrc.json` files found upwards. */
  config?: string
  arch?: 'x64' | 'x86' | 'arm64'
}

/** A source in a folder that was not looked at: the build file beside it lists others, and not this one. */
export interface PassedOver {
  file: string
  buildFile: string
}

/** The first place of a file where the parser had to give up; what it breaks was not looked at. */
export interface HalfRead {
  file: string
  range: Range
  message: string
  /** Places of that kind behind it. */
  others: number
}

export interface CheckReport {
  /** Every file that was checked, absolute. */
  files: readonly string[]
  findings: readonly Finding[]
  /** How many findings are not among them because a baseline has them. */
  known?: number
  /** What could not be used (an unreadable file, a malformed setting), one line each: the result is not complete. */
  unusable: readonly string[]
  /** What limits the result though the rest could be used (a file that a build names and that is missing), one line each. */
  incomplete?: readonly string[]
  /** Absent: none. */
  passedOver?: readonly PassedOver[]
  /** Folders, sources and headers that settings exclude; absent: none. */
  excluded?: readonly string[]
  /** Absent: none. */
  halfRead?: readonly HalfRead[]
  /** Of runs: what is unknown and why, a line for each reason; absent: nothing. */
  unknown?: readonly string[]
}

/** The engine behind `mrx check`. */
export interface CheckEngine {
  /** The codes that it can report. */
  readonly codes: readonly string[]
  /** What the rule of that code says of itself; undefined: there are the catalogue's lines only. */
  docs(code: string): RuleDocs | undefined
  check(request: CheckRequest): CheckReport
}
