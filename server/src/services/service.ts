// The language service: documents come and go, the rest of the workspace is indexed in slices, questions are answered
// from what is known now.
import type { CodeAction, CompletionItem, Hover, Position, Range, SemanticTokens } from 'vscode-languageserver-types'
import { notAllowed } from '../annotations/standing.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Knowledge } from '../knowledge/pages.ts'
import { isBundled, isOwn, ownText } from '../project/bundledHeaders.ts'
import { mentionsMiniRedirector } from '../project/miniRedirector.ts'
import { isHeader, isSource, isWithin, parent } from '../project/paths.ts'
import { type ScannedFolder, scanFolders } from '../project/sourceScan.ts'
import type { FolderSettings } from '../project/workspaceConfigurations.ts'
import type { FileEdit, Finding } from '../protocol/finding.ts'
import type { CallbackList } from '../protocol/simulate.ts'
import { LineMap } from '../text/lineMap.ts'
import { type AllowEdit, allowEdits } from './allowEdits.ts'
import { callbackList, canRun, membersOf } from './callbackList.ts'
import { clauseActions, stubEdit } from './clauseActions.ts'
import { completionsAt } from './clauseCompletion.ts'
import { clauseHoverAt } from './clauseHover.ts'
import { codeActionsFor, fixAllAction } from './codeActions.ts'
import type { AnalysisEngine } from './engine.ts'
import { fixAll } from './fixAll.ts'
import { hoverAt } from './hover.ts'
import type { LanguageService, TextChange } from './languageService.ts'
import { semanticTokensOf } from './semanticTokens.ts'

export interface ServiceOptions {
  readonly engine: AnalysisEngine
  readonly knowledge: Knowledge
  /** Takes the client's settings; what is malformed comes back as messages. */
  applySettings(settings: unknown, folders: readonly string[], ofFolders: FolderSettings): readonly string[]
  /** What is wrong in the settings files that were read, one line each. */
  settingsProblems(): readonly string[]
  /** Forgets what was read from these files; true: how files are compiled may have changed. */
  configurationChanged(paths: readonly string[]): boolean
  log(message: string): void
}

class Service implements LanguageService {
  readonly #options: ServiceOptions
  readonly #engine: AnalysisEngine
  #folders: readonly string[] = []
  #settings: unknown = {}
  #ofFolders: FolderSettings = {}
  #settingsProblems: readonly string[] = []
  /** Of settings files. */
  #toldProblems: ReadonlySet<string> = new Set()
  /** Grows when everything may mean something else. */
  #generation = 0
  #scan: Iterator<ScannedFolder> | undefined
  /** Folders of open documents that lie outside of the workspace, still to be looked at. */
  #beside: string[] = []
  /** By folder what the scan found in it. */
  readonly #scanned = new Map<string, ScannedFolder>()
  #toIndex: string[] = []
  #indexed = 0
  /** By open document the last `resultId` that somebody was told. */
  readonly #told = new Map<string, string>()
  readonly #ids = new Map<string, number>()
  #nextId = 1
  readonly #loggedRules = new Set<string>()

  constructor(options: ServiceOptions) {
    this.#options = options
    this.#engine = options.engine
    this.#engine.drivers.declarationsFirst = true
    this.#engine.units.bodiesMayWait = true
  }

  // ---- Workspace -----------------------------------------------------------------------------------------------

  setFolders(folders: readonly string[]): void {
    this.#folders = folders
    this.#options.applySettings(this.#settings, folders, this.#ofFolders)
    this.#startOver()
  }

  configure(settings: unknown, ofFolders: FolderSettings = {}): readonly string[] {
    // Right after the start editors mostly say what was assumed already: nothing has to be read again.
    const before = JSON.stringify([this.#settings, this.#ofFolders])
    if (JSON.stringify([settings, ofFolders]) === before) return this.#settingsProblems
    this.#settings = settings
    this.#ofFolders = ofFolders
    this.#settingsProblems = this.#options.applySettings(settings, this.#folders, ofFolders)
    this.#startOver()
    return this.#settingsProblems
  }

  takeSettingsProblems(): readonly string[] {
    const problems = this.#options.settingsProblems()
    const fresh = problems.filter(problem => !this.#toldProblems.has(problem))
    this.#toldProblems = new Set(problems)
    return fresh
  }

  #startOver(): void {
    const { drivers, units, texts } = this.#engine
    this.#generation++
    units.forgetAll()
    drivers.forgetAll()
    this.#scanned.clear()
    for (const path of [...drivers.sources]) drivers.remove(path)
    for (const path of texts.openDocuments) this.#admit(path)
    this.#rescan()
  }

  #rescan(): void {
    this.#scan = scanFolders(this.#engine.files, this.#folders, path => this.#engine.configurations.isExcluded(path))
    this.#beside = []
    for (const path of this.#engine.texts.openDocuments) this.#lookBeside(path)
    this.#toIndex = []
    this.#indexed = 0
  }

  #isOutside(path: string): boolean {
    return !this.#folders.some(folder => isWithin(path, folder))
  }

  /** A source that is opened without its folder is read with what lies beside it, as the command line reads it. */
  #lookBeside(path: string): void {
    const folder = parent(path)
    if (!this.#isOutside(path) || this.#beside.includes(folder) || !isSource(path)) return
    if (this.#engine.isNearMiniRedirectors(path)) this.#beside.push(folder)
  }

  /** With the last document of such a folder goes what was read for its sake. */
  #leaveBeside(path: string): void {
    const { texts, drivers } = this.#engine
    const folder = parent(path)
    const scanned = this.#scanned.get(folder)
    if (!this.#isOutside(path) || [...texts.openDocuments].some(other => parent(other) === folder)) return
    this.#beside = this.#beside.filter(each => each !== folder)
    this.#scanned.delete(folder)
    const sources = scanned === undefined ? [] : this.#engine.driverSources(scanned)
    for (const source of sources) if (this.#isOutside(source) && !texts.isOpen(source)) drivers.remove(source)
  }

  filesChanged(paths: readonly string[]): void {
    const { texts, drivers } = this.#engine
    const existed = new Set(paths.filter(path => texts.wasRead(path)))
    texts.invalidate(paths)
    if (this.#options.configurationChanged(paths)) {
      this.#startOver()
      return
    }
    this.#headersChanged(paths, existed)
    this.#reconsider(paths)
    if (paths.some(path => isSource(path) && texts.exists(path) && !drivers.sources.has(path))) this.#rescan()
  }

  /** `existed`: those that were there before. The names in directives may mean one that comes or goes, wherever they stand. */
  #headersChanged(paths: readonly string[], existed: ReadonlySet<string>): void {
    const { texts, units, drivers } = this.#engine
    if (paths.some(path => isHeader(path) && existed.has(path) !== texts.exists(path))) {
      units.forgetAll()
      drivers.forgetAll()
      this.#generation++
    } else {
      units.headersChanged(paths)
    }
  }

  index(budgetMs: number): { done: number; total: number } {
    const until = performance.now() + budgetMs
    const { drivers, texts } = this.#engine
    drivers.rest(texts.openDocuments)
    while (performance.now() < until) {
      const path = this.#toIndex.pop()
      if (path !== undefined) {
        drivers.add(path)
        drivers.index(path)
        drivers.rest(texts.openDocuments)
        this.#indexed++
        continue
      }
      const folder = this.#nextFolder()
      if (folder === undefined) break
      this.#scanned.set(folder.folder, folder)
      const fresh = this.#engine.driverSources(folder).filter(source => !drivers.sources.has(source))
      this.#toIndex.push(...fresh)
    }
    const left = this.#toIndex.length + this.#beside.length + (this.#scan === undefined ? 0 : 1)
    return { done: this.#indexed, total: this.#indexed + left }
  }

  #nextFolder(): ScannedFolder | undefined {
    const next = this.#scan?.next()
    if (next !== undefined && next.done !== true) return next.value
    this.#scan = undefined
    const folder = this.#beside.pop()
    if (folder === undefined) return undefined
    const { files, configurations } = this.#engine
    const [scanned] = scanFolders(files, [folder], path => configurations.isExcluded(path))
    return scanned
  }

  // ---- Documents -----------------------------------------------------------------------------------------------

  openDocument(path: string, _languageId: string, text: string): void {
    this.#setText(path, text)
    this.#admit(path)
    if (!this.#scanned.has(parent(path))) this.#lookBeside(path)
  }

  changeDocument(path: string, changes: readonly TextChange[]): void {
    let text = this.#engine.texts.read(path) ?? ''
    for (const { range, text: replacement } of changes) {
      if (range === undefined) {
        text = replacement
        continue
      }
      const lines = changes.length === 1 ? this.#engine.findings.lines(path) : new LineMap(text)
      text = text.slice(0, lines.offset(range.start)) + replacement + text.slice(lines.offset(range.end))
    }
    const mentioned = this.#mentions(path)
    this.#setText(path, text)
    if (this.#mentions(path) !== mentioned) this.#reconsider([path])
  }

  closeDocument(path: string): void {
    this.#setText(path, undefined)
    this.#told.delete(path)
    this.#leaveBeside(path)
    this.#reconsider([path])
  }

  text(path: string): string | undefined {
    return this.#engine.texts.read(path)
  }

  /** Undefined: the disk counts again. */
  #setText(path: string, text: string | undefined): void {
    const { texts } = this.#engine
    const before = texts.read(path)
    texts.setDocument(path, text)
    if (before !== texts.read(path)) this.#headersChanged([path], new Set(before === undefined ? [] : [path]))
  }

  /** An open source that has to do with mini-redirectors is part of a driver at once, indexed or not. */
  #admit(path: string): void {
    if (this.#isAdmitted(path)) this.#engine.drivers.add(path)
  }

  #isAdmitted(path: string): boolean {
    const { texts, configurations } = this.#engine
    if (!texts.isOpen(path) || isHeader(path) || isOwn(path) || !this.#mentions(path)) return false
    return !configurations.isExcluded(path)
  }

  #mentions(path: string): boolean {
    return mentionsMiniRedirector(this.#engine.texts.read(path) ?? '')
  }

  /** Sources belong to drivers as open documents, or for what lies in their folder: one text there decides for all. */
  #reconsider(changed: readonly string[]): void {
    const { texts, drivers } = this.#engine
    const folders = [...new Set(changed.map(parent))].flatMap(folder => this.#scanned.get(folder) ?? [])
    const found = new Set(folders.flatMap(folder => this.#engine.driverSources(folder)))
    for (const path of new Set([...changed, ...folders.flatMap(({ files }) => files)])) {
      if (this.#isAdmitted(path) || (found.has(path) && texts.exists(path))) drivers.add(path)
      else drivers.remove(path)
    }
  }

  // ---- Answers -------------------------------------------------------------------------------------------------

  findings(path: string): readonly Finding[] {
    this.#logBroken(path)
    return this.#engine.findingsIn(path)
  }

  /** A rule that throws is named once; the others go on. */
  #logBroken(path: string): void {
    for (const { broken } of this.#engine.drivers.with(path)) {
      for (const { code, error } of broken) {
        if (this.#loggedRules.has(code)) continue
        this.#loggedRules.add(code)
        this.#options.log(
          `Rule ${code} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        )
      }
    }
  }

  resultId(path: string): string {
    const id = this.#resultIdOf(path)
    if (this.#engine.texts.isOpen(path)) this.#told.set(path, id)
    return id
  }

  #resultIdOf(path: string): string {
    const state = this.#engine.drivers
      .with(path)
      .map(driver => driver.version)
      .join('\0')
    return `${this.#generation}.${this.#idOf(state)}`
  }

  /** A short name for a long description of a state. */
  #idOf(state: string): number {
    let id = this.#ids.get(state)
    if (id === undefined) {
      id = this.#nextId++
      if (this.#ids.size > 1_000) this.#ids.clear()
      this.#ids.set(state, id)
    }
    return id
  }

  hover(path: string, position: Position): Hover | undefined {
    if (!this.#concerns(path)) return undefined
    const { findings, texts, drivers } = this.#engine
    const unit = this.#unitReading(path)
    if (unit === undefined) return undefined
    const { knowledge } = this.#options
    const { macros } = unit.tables
    const clause = { knowledge, lines: findings.lines(path), text: texts.read(path) ?? '', macros }
    const inClause = clauseHoverAt(position, clause)
    if (inClause !== undefined) return inClause
    return hoverAt(unit, path, position, {
      knowledge: this.#options.knowledge,
      lines: file => findings.lines(file),
      text: file => texts.read(file) ?? '',
      drivers: () => drivers.with(path),
    })
  }

  completions(path: string, position: Position): CompletionItem[] {
    const { findings, texts, catalogue } = this.#engine
    const text = texts.read(path) ?? ''
    const unit = text.includes('@mrx') ? this.#unitReading(path) : undefined
    if (unit === undefined) return []
    const isKnown = this.#isKnownIn(path)
    return completionsAt(unit, position, { catalogue, lines: findings.lines(path), text, isKnown })
  }

  semanticTokens(path: string): SemanticTokens {
    const { findings, texts } = this.#engine
    return semanticTokensOf(texts.read(path) ?? '', findings.lines(path))
  }

  /** Does the file have to do with a driver? Names in other sources are none of our business. */
  #concerns(path: string): boolean {
    if (this.#engine.drivers.sources.has(path) || isBundled(path)) return true
    if (this.#engine.units.includersOf(path).length > 0) return true
    return this.#mentions(path)
  }

  callbacks(path: string): CallbackList | undefined {
    const driver = this.#engine.drivers.with(path).find(canRun)
    return driver && callbackList(driver, this.#engine)
  }

  codeActions(path: string, range: Range): CodeAction[] {
    const findings = codeActionsFor(this.#engine.findingsIn(path), range, finding => this.#allowEdits(finding))
    return [...findings, ...this.#clauseActions(path, range)]
  }

  allowEdits(path: string, code: string, range: Range): readonly AllowEdit[] {
    return this.#allowEdits({ file: path, code, range })
  }

  #clauseActions(path: string, range: Range): CodeAction[] {
    const { findings, texts, drivers } = this.#engine
    const unit = this.#concerns(path) && !isHeader(path) ? this.#unitReading(path) : undefined
    if (unit === undefined) return []
    const driver = drivers.with(path).find(({ callbacks }) => callbacks !== undefined)?.callbacks
    return clauseActions(range, {
      unit,
      path,
      text: texts.read(path) ?? '',
      lines: findings.lines(path),
      isKnown: this.#isKnownIn(path),
      membersOf: name => driver?.implementations.filter(each => each.name === name).flatMap(membersOf) ?? [],
    })
  }

  /** Is a function defined in the file's driver, or has it a page? */
  #isKnownIn(path: string): (name: string) => boolean {
    const { drivers, library } = this.#engine
    let defined: ReadonlySet<string> | undefined
    const definedNames = () => {
      const driver = drivers.with(path).find(({ callbacks }) => callbacks !== undefined)?.callbacks?.driver
      return new Set(driver?.units.flatMap(({ definitions }) => definitions.map(({ symbol }) => symbol.name)))
    }
    return name => library.file(`knowledge/routines/${name}.md`) !== undefined || (defined ??= definedNames()).has(name)
  }

  stubEdit(path: string, routine: string): FileEdit | undefined {
    const driver = this.#engine.drivers.with(path).find(canRun)
    for (const each of driver?.paths ?? []) {
      const unit = this.#unitReading(each)
      const { findings, texts } = this.#engine
      const text = texts.read(each) ?? ''
      const edit = unit && stubEdit(routine, { unit, path: each, text, lines: findings.lines(each) })
      if (edit !== undefined) return edit
    }
    return undefined
  }

  fixAll(path: string): CodeAction | undefined {
    return fixAllAction(fixAll(path, this.#engine))
  }

  #allowEdits(finding: Pick<Finding, 'file' | 'code' | 'range'>): readonly AllowEdit[] {
    const { file, code } = finding
    const unit = this.#unitReading(file)
    const text = this.#engine.texts.read(file)
    if (unit === undefined || text === undefined || notAllowed.includes(code)) return []
    return allowEdits(finding, { unit, text, lines: this.#engine.findings.lines(file) })
  }

  /** A header means what it means where it is included. */
  #unitReading(path: string): TranslationUnit | undefined {
    const { units } = this.#engine
    return units.unit(isHeader(path) ? (units.includersOf(path)[0] ?? path) : path)
  }

  bundledHeader(path: string): string | undefined {
    return ownText(this.#engine.library, path)
  }

  finish(budgetMs: number): 'nothing' | 'more' | 'done' {
    return this.#engine.drivers.finish(budgetMs)
  }

  takeAffected(): readonly string[] {
    const affected: string[] = []
    for (const [path, told] of this.#told) {
      const id = this.#resultIdOf(path)
      if (id === told) continue
      affected.push(path)
      this.#told.set(path, id)
    }
    return affected
  }
}

export function createLanguageService(options: ServiceOptions): LanguageService {
  return new Service(options)
}
