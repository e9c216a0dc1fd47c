// Requests of our own that cross from an editor to the server, beside those of the language server protocol.

/** The page of a rule, in Markdown; `null` when no rule has that code or name. */
export const explainRuleRequest = 'mrx/explainRule'

export interface ExplainRuleParams {
  /** `MRX011` or `callback-signature`. */
  rule: string
}

export interface RulePage {
  code: string
  name: string
  markdown: string
}

/** All rules, in the order of their codes. Without parameters. */
export const rulesRequest = 'mrx/rules'

export interface RuleSummary {
  code: string
  name: string
  /** One line: what the author did. */
  mistake: string
}

/** The text of a bundled header; `null` when there is none of that name. */
export const bundledHeaderRequest = 'mrx/bundledHeader'

/** Bundled headers are read-only documents `mrx-library:/include/mrx.h`. */
export const bundledScheme = 'mrx-library'

export interface BundledHeaderParams {
  uri: string
}

/** What a client may run itself; the server runs it for the others. One argument: the code of a rule. */
export const explainRuleCommand = 'mrx.explainRule'

/** Kind of the actions that write `@mrx allow`: an edit with this reason in it, which a client may ask the author for. */
export const allowKind = 'quickfix.mrx.allow'
export const allowPlaceholder = 'say why'
