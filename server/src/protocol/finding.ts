// What a check reports, as JSON-safe data. Every face (terminal, editor, SARIF) is drawn from it.
import type { Range } from 'vscode-languageserver-types'

export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** Another place that explains a finding: where it was registered, declared, freed. */
export interface RelatedPlace {
  /** Absolute path with forward slashes. */
  file: string
  /** Zero-based, UTF-16, as in the language server protocol. */
  range: Range
  message: string
}

export interface FileEdit {
  file: string
  range: Range
  newText: string
}

export interface Fix {
  title: string
  edits: FileEdit[]
  /** True when applying it without looking is right; only such fixes take part in `source.fixAll.mrx`. */
  certain: boolean
}

export interface Finding {
  file: string
  /** `MRXnnn`, stable for ever. */
  code: string
  /** The rule's name, as `callback-signature`. */
  name: string
  severity: Severity
  message: string
  range: Range
  /** The function that the finding is in or about, where there is one. */
  function?: string
  related: RelatedPlace[]
  /** How execution gets there, step by step, where that is known. */
  path?: RelatedPlace[]
  fixes: Fix[]
}
