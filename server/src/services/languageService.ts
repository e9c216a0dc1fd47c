// The door of the engine: what every editor feature asks for. No connection, no disk, no clock.
import type { CodeAction, CompletionItem, Hover, Position, Range, SemanticTokens } from 'vscode-languageserver-types'
import type { FolderSettings } from '../project/workspaceConfigurations.ts'
import type { FileEdit, Finding } from '../protocol/finding.ts'
import type { CallbackList } from '../protocol/simulate.ts'
import type { AllowEdit } from './allowEdits.ts'

/** One replacement in a document; `range` in positions of the text before this change. Without `range`: the whole text. */
export interface TextChange {
  range?: Range
  text: string
}

/** All paths are absolute with forward slashes; positions are zero-based UTF-16. */
export interface LanguageService {
  /** Folders whose drivers are indexed. */
  setFolders(folders: readonly string[]): void
  /** Settings of the client, in the shape of `.mrxrc.json`; malformed parts come back as messages and are ignored. */
  configure(settings: unknown, ofFolders?: FolderSettings): readonly string[]
  /** What is wrong in the settings files that were read since the last call, one line each. */
  takeSettingsProblems(): readonly string[]
  openDocument(path: string, languageId: string, text: string): void
  changeDocument(path: string, changes: readonly TextChange[]): void
  closeDocument(path: string): void
  /** What the file says now; undefined: there is none. */
  text(path: string): string | undefined
  /** Files that were created, changed or deleted on disk. Unsaved text of open documents wins over them. */
  filesChanged(paths: readonly string[]): void
  /** One slice of background indexing, at most `budgetMs` long. */
  index(budgetMs: number): { done: number; total: number }
  /** What declarations show now, and what was known of bodies before the last edit: they are followed after `finish`. */
  findings(path: string): readonly Finding[]
  /** There are so many milliseconds to follow bodies again. `done`: findings tell of them now; `nothing`: they did before. */
  finish(budgetMs: number): 'nothing' | 'more' | 'done'
  /** Names the state that `findings(path)` depends on: equal ids, equal findings. */
  resultId(path: string): string
  hover(path: string, position: Position): Hover | undefined
  /** Inside of annotations; elsewhere nothing is offered. */
  completions(path: string, position: Position): CompletionItem[]
  /** Of annotations, by the legend of `tokenTypes`. */
  semanticTokens(path: string): SemanticTokens
  codeActions(path: string, range: Range): CodeAction[]
  /** For a mistake that a run shows there. */
  allowEdits(path: string, code: string, range: Range): readonly AllowEdit[]
  /** The `@mrx stub` clause of a routine that has no body; undefined: nothing of the driver calls it. */
  stubEdit(path: string, routine: string): FileEdit | undefined
  /** `source.fixAll.mrx`; undefined: there is nothing to fix. Looks at the fixed file too: not for every move of a cursor. */
  fixAll(path: string): CodeAction | undefined
  /** The text of a bundled header, or of the model that drivers run on: findings and traces lead there. */
  bundledHeader(path: string): string | undefined
  /** The driver that the file belongs to; undefined: none. */
  callbacks(path: string): CallbackList | undefined
  /** The documents whose findings may have changed since their `resultId` was asked for, and since the last call. */
  takeAffected(): readonly string[]
}
