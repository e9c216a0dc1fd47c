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

const app = new App(acquireVsCodeApi(), scroll => {
  isToScroll ||= scroll
  later()
})

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

function draw(): void {
  app.isNarrow = window.innerWidth <= narrow
  const drawn = viewportNow()
  render(pageView(drawn), document.body)
  if (isToScroll) scrollToRow()
  isToScroll = false
  // The table is another one, or another part of it is in view.
  const { top, height } = viewportNow()
  if (top !== drawn.top || height !== drawn.height) render(pageView(viewportNow()), document.body)
}

function viewportNow(): Viewport {
  const scroller = document.getElementById('scroller')
  return { top: scroller?.scrollTop ?? 0, height: scroller?.clientHeight || window.innerHeight }
}

function scrollToRow(): void {
  const scroller = document.getElementById('scroller')
  if (scroller === null || app.shown === undefined) return
  const top = (app.trials.beside?.pair ?? app.shown.row) * rowHeight
  const { scrollTop, clientHeight } = scroller
  if (top < scrollTop) scroller.scrollTop = Math.max(0, top - rowHeight * 2)
  else if (top + rowHeight > scrollTop + clientHeight) scroller.scrollTop = top - clientHeight + rowHeight * 3
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
