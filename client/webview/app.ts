// The panel's one state and what changes it. Views are functions of the state; whatever happens ends in `changed`.
import type { Trace } from '../../server/src/protocol/trace.ts'
import { RunStates } from '../../server/src/protocol/traceState.ts'
import type { Action, FromPanel, PanelScenario, PanelState, Restored, ToPanel } from './messages.ts'
import { allScenarios, type Dials, isShown } from './model/dials.ts'
import { type Drawing, drawingOf } from './model/drawing.ts'
import type { Ledger } from './model/ledger.ts'
import { type FallibleCall, fallibleCalls } from './model/moving.ts'
import { indentsOf, type Row, rowOfStep, rowsOf, spanOf, stepOf } from './model/rows.ts'
import { spokenRow } from './model/texts.ts'
import { Trials } from './trials.ts'
import { Watching } from './watching.ts'

/** What a webview has; a test has its own. */
export interface PanelHost {
  postMessage(message: FromPanel): void
  getState(): Restored | undefined
  setState(state: Restored): void
}

/** A trace that is shown, and what has been made of it. */
export interface Shown {
  readonly key: string
  readonly trace: Trace
  readonly changed: readonly string[]
  readonly stored: string | undefined
  readonly states: RunStates
  readonly indents: Uint16Array
  readonly calls: readonly FallibleCall[]
  /** Of the objects that have been looked at. */
  readonly ledgers: Map<number, Ledger>
  rows: readonly Row[]
  drawing: Drawing
  readonly open: Set<number>
  /** Index in `rows`. */
  row: number
  /** Object whose ledger is shown. */
  object: number | undefined
}

/** State has a place of its own where there is room. */
export const tabs = ['state', 'source', 'ledger', 'watch'] as const
export type Tab = (typeof tabs)[number]

export class App {
  state: PanelState | undefined
  shown: Shown | undefined
  /** Why there is no trace. */
  problem: string | undefined
  dials: Dials
  /** For screen readers. */
  announcement = ''
  /** Row of the list of scenarios that has the focus. */
  scenario = 0
  /** Undefined: the first one. */
  tab: Tab | undefined
  /** No room for columns. */
  isNarrow = false
  /** Narrower still: as beside the code on a small screen. */
  isSlim = false
  readonly trials: Trials
  readonly watching: Watching
  readonly sources = new Map<string, readonly string[] | undefined>()
  readonly #host: PanelHost
  /** Grows with everything that can be seen, but for scrolling. */
  version = 0
  readonly #changed: (scroll: boolean) => void
  #restored: Restored | undefined

  /** `changed`: draws; `scroll`: and brings the current row into view. */
  constructor(host: PanelHost, changed: (scroll: boolean) => void) {
    this.#host = host
    this.#changed = scroll => {
      this.version++
      changed(scroll)
    }
    this.#restored = host.getState()
    this.tab = tabs.find(each => each === this.#restored?.tab)
    this.dials = { ...allScenarios, ...this.#restored?.dials }
    const post = (message: FromPanel) => this.post(message)
    const draw = (scroll = false) => this.#changed(scroll)
    this.trials = new Trials(post, scroll => {
      this.#keep()
      draw(scroll)
    })
    this.watching = new Watching(this.#restored?.watches ?? [], post, () => {
      this.#keep()
      draw()
    })
  }

  start(): void {
    this.#host.postMessage({ type: 'ready', restored: this.#restored })
  }

  post(message: FromPanel): void {
    this.#host.postMessage(message)
  }

  // ---- From the extension --------------------------------------------------------------------------------------

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'state':
        this.#newState(message.state)
        break
      case 'trace':
        this.#newTrace(message)
        break
      case 'noTrace':
        this.shown = undefined
        this.problem = message.problem
        this.trials.forget()
        this.#changed(false)
        break
      case 'other':
        if (this.shown !== undefined) this.trials.came(this.shown.trace, message.name, message.trace)
        break
      case 'refused':
        this.trials.refuse(message.problem)
        break
      case 'watched':
        if (this.shown !== undefined) this.watching.came(message.key, message.steps, message.watches, this.shown.trace)
        break
      case 'unwatched':
        if (this.shown !== undefined) this.watching.failed(message.key, message.problem, this.shown.trace)
        break
      case 'source':
        this.sources.set(message.path, message.text?.split(/\r\n|\r|\n/))
        this.#changed(false)
        break
      case 'act':
        this.#act(message.action)
        break
      case 'cursor':
        this.#showLine(message.path, message.line)
        break
      case 'ask':
        this.post({ type: 'here' })
        break
    }
  }

  #act(action: Action): void {
    switch (action.act) {
      case 'compare':
        this.trials.compare()
        break
      case 'moveLater':
        this.moveLater()
        break
      case 'watch':
        this.tab = 'watch'
        this.watching.add(action.expression)
        break
    }
  }

  #newState(state: PanelState): void {
    this.state = state
    const at = this.listed().findIndex(({ key }) => key === state.selected)
    if (at >= 0) this.scenario = at
    if (state.status === 'empty') this.shown = undefined
    this.#changed(false)
  }

  #newTrace({ key, trace, changed, stored }: Extract<ToPanel, { type: 'trace' }>): void {
    const restored = this.#restored?.key === key ? this.#restored : undefined
    const open = new Set<number>(restored?.open)
    const rows = rowsOf(trace, open)
    const drawing = drawingOf(trace, rows)
    const wanted = restored?.step ?? trace.run.violation?.step ?? 0
    this.#restored = undefined
    this.problem = undefined
    this.trials.forget()
    this.sources.clear()
    const row = rowOfStep(rows, Math.min(wanted, trace.steps.length - 1))
    const made = { states: new RunStates(trace), indents: indentsOf(trace), calls: fallibleCalls(trace) }
    this.shown = {
      key,
      trace,
      changed,
      stored,
      ...made,
      ledgers: new Map(),
      rows,
      drawing,
      open,
      row,
      object: undefined,
    }
    this.watching.ask(key)
    this.#stepShown(false)
  }

  // ---- Steps ---------------------------------------------------------------------------------------------------

  /** `focus`: the editor takes it. */
  select(row: number, focus = false): void {
    if (this.shown === undefined) return
    this.shown.row = Math.max(0, Math.min(row, this.shown.rows.length - 1))
    this.#stepShown(focus)
  }

  selectStep(step: number): void {
    if (this.shown !== undefined) this.select(rowOfStep(this.shown.rows, step))
  }

  /** Opens or closes the fold that the row is, or is in. */
  toggle(row: number, isOpen?: boolean): void {
    const { shown } = this
    if (shown === undefined) return
    let at = row
    while (at > 0 && shown.rows[at]!.kind === 'step' && shown.trace.steps[spanOf(shown.rows[at]!)[0]]!.model) at--
    const fold = shown.rows[at]
    if (fold?.kind !== 'fold' || fold.isOpen === isOpen) return
    if (fold.isOpen) shown.open.delete(fold.from)
    else shown.open.add(fold.from)
    shown.rows = rowsOf(shown.trace, shown.open)
    shown.drawing = drawingOf(shown.trace, shown.rows)
    shown.row = at
    this.#stepShown(false)
  }

  showLedger(object: number): void {
    if (this.shown !== undefined) this.shown.object = object
    this.showTab('ledger')
  }

  showTab(tab: Tab): void {
    this.tab = tab
    this.#keep()
    this.#changed(false)
  }

  // ---- Other runs of the scenario --------------------------------------------------------------------------------

  /** The current step comes later: behind the row, if there is one. */
  moveLater(row = this.shown?.row ?? 0, onto?: number): void {
    const { trace, rows } = this.shown ?? {}
    if (trace !== undefined && rows?.[row] !== undefined)
      this.trials.move(trace, rows[row], onto === undefined ? undefined : rows[onto])
  }

  replay(schedule: string): void {
    this.post({ type: 'replay', schedule, to: 'show' })
  }

  /** What is beside the run takes its place. */
  showOther(): void {
    const { beside } = this.trials
    if (beside !== undefined) this.replay(beside.trace.run.schedule)
  }

  /** A pair of the comparison, and the step of the run that is shown. */
  selectPair(pair: number): void {
    const { beside } = this.trials
    if (beside === undefined) return
    const { pairs } = beside.comparison
    beside.pair = Math.max(0, Math.min(pair, pairs.length - 1))
    const { first } = pairs[beside.pair]!
    if (first === undefined) this.#changed(true)
    else this.selectStep(stepOf(first))
  }

  get row(): Row | undefined {
    return this.shown?.rows[this.shown.row]
  }

  #stepShown(focus: boolean): void {
    const { row, shown } = this
    if (row === undefined || shown === undefined) return
    const { trace } = shown
    this.announcement = spokenRow(row, trace)
    const { at } = trace.steps[row.kind === 'step' ? row.step : row.from]!
    if (at !== undefined) {
      const [file, line, character, endLine, endCharacter] = at
      const { path } = trace.files[file]!
      if (!this.sources.has(path)) this.post({ type: 'source', path })
      this.post({ type: 'place', path, range: [line, character, endLine, endCharacter], step: stepOf(row), focus })
    }
    this.#keep()
    this.#changed(true)
  }

  /** For the next time that the page is made. */
  #keep(): void {
    const { row, shown } = this
    const { dials, tab } = this
    const kept = { dials, watches: [...this.watching.expressions], ...(tab !== undefined && { tab }) }
    if (row === undefined || shown === undefined) {
      this.#setState({ ...this.#host.getState(), ...kept })
      return
    }
    const { trace, key, stored, open } = shown
    const beside = this.trials.beside?.name
    this.#setState({
      file: trace.run.file,
      key,
      step: stepOf(row),
      open: [...open],
      ...kept,
      ...(beside !== undefined && { beside }),
      ...(stored !== undefined && { stored }),
    })
  }

  #setState(state: Restored): void {
    this.#host.setState(state)
    this.post({ type: 'kept', state })
  }

  /** The next step that begins in the line, else the first one. */
  #showLine(path: string, line: number): void {
    if (this.shown === undefined) return
    const { trace, rows, row } = this.shown
    const file = trace.files.findIndex(each => each.path === path)
    const isThere = (each: Row) => {
      const at = each.kind === 'step' ? trace.steps[each.step]!.at : undefined
      return at !== undefined && at[0] === file && at[1] === line
    }
    const next = rows.findIndex((each, i) => i >= row && isThere(each))
    const found = next >= 0 ? next : rows.findIndex(isThere)
    if (found < 0) return
    this.shown.row = found
    this.announcement = spokenRow(rows[found]!, trace)
    this.#keep()
    this.#changed(true)
  }

  // ---- Scenarios -----------------------------------------------------------------------------------------------

  /** Failing ones first. */
  listed(): PanelScenario[] {
    const order = { fail: 0, unknown: 1, pass: 2 }
    const shown = (this.state?.scenarios ?? []).filter(each => isShown(each, this.dials))
    return shown.sort((a, b) => order[a.verdict] - order[b.verdict])
  }

  /** What the dials leave is shown: where the run that is shown is none of it, the first one. */
  turn(dials: Partial<Dials>): void {
    this.dials = { ...this.dials, ...dials }
    this.#keep()
    const listed = this.listed()
    const at = listed.findIndex(({ key }) => key === this.state?.selected)
    if (at < 0 && listed.length > 0) this.focusScenario(0)
    else this.scenario = Math.max(at, 0)
    if (dials.preemptions !== undefined) this.run()
    this.#changed(false)
  }

  run(): void {
    const { profile, preemptions } = this.dials
    this.post({
      type: 'run',
      ...(profile !== 'set' && { profile }),
      ...(preemptions !== 'set' && { preemptions: Number(preemptions) }),
    })
  }

  focusScenario(at: number): void {
    this.scenario = Math.max(0, Math.min(at, this.listed().length - 1))
    const { key } = this.listed()[this.scenario] ?? {}
    if (key !== undefined && key !== this.state?.selected) this.post({ type: 'select', key })
    this.#changed(false)
  }
}
