// The page of the panel: it draws when something has changed, once a frame.
import { html, nothing, render, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { App, type PanelHost } from './app.ts'
import type { ToPanel } from './messages.ts'
import { rowHeight } from './model/drawing.ts'
import { compareView } from './views/compareView.ts'
import { icon } from './views/icons.ts'
import { runView } from './views/run.ts'
import { scenariosView } from './views/scenarios.ts'
import { stateSection } from './views/stateView.ts'
import { tabsView } from './views/tabs.ts'
import { toolbarView } from './views/toolbar.ts'
import { verdictView } from './views/verdict.ts'
import type { Viewport } from './views/viewport.ts'

declare function acquireVsCodeApi(): PanelHost

let isDue = false
let isToScroll = false

const app = new App(hostOf(acquireVsCodeApi()), scroll => {
  isToScroll ||= scroll
  later()
})

/** What the page before kept counts where VS Code has nothing of it: a panel that was made anew. */
function hostOf(host: PanelHost): PanelHost {
  const { restored } = document.body.dataset
  if (restored !== undefined && host.getState() === undefined) host.setState(JSON.parse(restored))
  return host
}

function later(): void {
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => {
    isDue = false
    draw()
  })
}

/** As in panel.css. */
const narrow = 820
const slim = 480

function draw(): void {
  app.isNarrow = window.innerWidth <= narrow
  app.isSlim = window.innerWidth <= slim
  const before = viewportNow()
  const wasInView = isInView(before)
  render(pageView(before), document.body)
  // What comes above or below takes room, and not the row out of sight.
  if (isToScroll || (wasInView && viewportNow().height !== before.height)) scrollToRow()
  isToScroll = false
  // The table is another one, or another part of it is in view.
  const { top, height } = viewportNow()
  if (top !== before.top || height !== before.height) render(pageView(viewportNow()), document.body)
}

function viewportNow(): Viewport {
  const scroller = document.getElementById('scroller')
  return { top: scroller?.scrollTop ?? 0, height: scroller?.clientHeight || window.innerHeight }
}

/** Of the current row. */
function rowTop(): number {
  return (app.trials.beside?.pair ?? app.shown?.row ?? 0) * rowHeight
}

function isInView({ top, height }: Viewport): boolean {
  return rowTop() >= top && rowTop() + rowHeight <= top + height
}

function scrollToRow(): void {
  const scroller = document.getElementById('scroller')
  if (scroller === null || app.shown === undefined || isInView(viewportNow())) return
  const isAbove = rowTop() < scroller.scrollTop
  scroller.scrollTop = isAbove ? rowTop() - rowHeight * 2 : rowTop() - scroller.clientHeight + rowHeight * 3
}

function pageView(viewport: Viewport): TemplateResult {
  const { state } = app
  const isEmpty =
    state === undefined || (state.status !== 'running' && state.scenarios.length === 0 && app.shown === undefined)
  return html`<main aria-label="Simulator" class=${isEmpty ? 'blank' : ''}>
      <h1 class="hidden">Simulator</h1>
      <header>${guard([app.version], () => [toolbarView(app), verdictView(app)])}</header>
      ${
        isEmpty
          ? blankView()
          : html`<div class="panes ${paneClass()}">
            ${guard([app.version], () => scenariosView(app))} ${middleView(viewport)}
            ${app.shown === undefined ? nothing : html`<div class="side">${guard([app.version, app.isNarrow], () => [app.isNarrow ? nothing : stateSection(app), tabsView(app)])}</div>`}
          </div>`
      }
    </main>
    <div id="announcement" class="hidden" aria-live="polite">${app.announcement}</div>`
}

/** A trace from a file has no scenarios; two runs need their room. */
function paneClass(): string {
  const { shown, state, trials } = app
  if (shown === undefined) return 'runless'
  const isAlone = state?.scenarios.length === 0 && state.status !== 'running'
  return isAlone || trials.beside !== undefined ? 'alone' : ''
}

/** The run, or two of them. */
function middleView(viewport: Viewport): TemplateResult {
  const { shown, trials } = app
  return shown === undefined || trials.beside === undefined
    ? runView(app, viewport, later)
    : compareView(app, shown, trials.beside, viewport, later)
}

/** Never blank: why there is nothing, and what to do. */
function blankView(): TemplateResult {
  const { state } = app
  const command = (name: 'openTrace' | 'openExample' | 'showOutput') => () =>
    app.post({ type: 'command', command: name })
  const message = state?.message ?? 'Nothing has been simulated yet. Put the cursor into a callback and run.'
  const isFailed = state?.status === 'failed'
  return html`<div class="blank-message" role=${isFailed ? 'alert' : 'note'}>
    ${icon(isFailed ? 'warning' : 'info')}
    <p>${message}</p>
    <div class="ways">
      <vscode-button @click=${() => app.run()}>${isFailed ? 'Run again' : 'Run the callback at the cursor'}</vscode-button>
      <vscode-button secondary @click=${command('openTrace')}>Open a trace…</vscode-button>
      ${
        isFailed
          ? html`<vscode-button secondary @click=${command('showOutput')}>Show the output</vscode-button>`
          : html`<vscode-button secondary @click=${command('openExample')}>Open the example</vscode-button>`
      }
    </div>
  </div>`
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => app.receive(data))
window.addEventListener('resize', later)
draw()
app.start()
