// The page of the panel: it draws when something has changed, once a frame.
import { html, nothing, render, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { App, type PanelHost } from './app.ts'
import type { ToPanel } from './messages.ts'
import { rowHeight } from './model/drawing.ts'
import { mermaidOf, svgOf } from './model/exports.ts'
import { runView } from './views/run.ts'
import { scenariosView } from './views/scenarios.ts'
import { sourceView } from './views/source.ts'
import { ledgerView, stateView } from './views/stateView.ts'
import { toolbarView, verdictView } from './views/toolbar.ts'

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

function draw(): void {
  render(pageView(), document.body)
  if (isToScroll) scrollToRow()
  isToScroll = false
}

function scrollToRow(): void {
  const scroller = document.getElementById('scroller')
  if (scroller === null || app.shown === undefined) return
  const top = app.shown.row * rowHeight
  const { scrollTop, clientHeight } = scroller
  if (top < scrollTop) scroller.scrollTop = Math.max(0, top - rowHeight * 2)
  else if (top + rowHeight > scrollTop + clientHeight) scroller.scrollTop = top - clientHeight + rowHeight * 3
  else return
  draw()
}

function pageView(): TemplateResult {
  const { state } = app
  const scroller = document.getElementById('scroller')
  const viewport = { top: scroller?.scrollTop ?? 0, height: scroller?.clientHeight || window.innerHeight }
  const isEmpty =
    state === undefined || (state.status !== 'running' && state.scenarios.length === 0 && app.shown === undefined)
  return html`<main aria-label="Simulator" class=${isEmpty ? 'blank' : ''}>
      <h1 class="hidden">Simulator</h1>
      <header>${toolbarView(app)} ${verdictView(app)}</header>
      ${
        isEmpty
          ? blankView()
          : html`<div class="panes">
            ${guard([app.version], () => scenariosView(app))} ${runView(app, viewport, later)}
            <div class="side">${guard([app.version], () => [stateView(app), ledgerView(app), sourceView(app)])}</div>
          </div>`
      }
      ${app.shown === undefined ? nothing : exportsView()}
    </main>
    <div id="announcement" class="hidden" aria-live="polite">${app.announcement}</div>`
}

/** Never blank: why there is nothing, and what to do. */
function blankView(): TemplateResult {
  const { state } = app
  const command = (name: 'openTrace' | 'openExample' | 'showOutput') => () =>
    app.post({ type: 'command', command: name })
  const message = state?.message ?? 'Nothing has been simulated yet. Put the cursor into a callback and run.'
  return html`<div class="blank-message" role=${state?.status === 'failed' ? 'alert' : 'note'}>
    <p>${message}</p>
    <p class="ways">
      <vscode-button secondary @click=${command('openTrace')}>Open a trace</vscode-button>
      ${
        state?.status === 'failed'
          ? html`<vscode-button secondary @click=${command('showOutput')}>Show the output</vscode-button>`
          : html`<vscode-button secondary @click=${command('openExample')}>Open the example</vscode-button>`
      }
    </p>
  </div>`
}

function exportsView(): TemplateResult {
  const save = (name: string, text: () => string) => () => app.post({ type: 'save', name, text: text() })
  const { trace, rows } = app.shown!
  const stem = trace.run.function || 'run'
  return html`<div class="exports" role="toolbar" aria-label="Export">
    <span>Export:</span>
    <button class="link" id="export-mermaid" @click=${save(`${stem}.mmd`, () => mermaidOf(trace, rows))}>Mermaid</button>
    <button class="link" id="export-svg" @click=${save(`${stem}.svg`, () => svgOf(trace, rows))}>SVG</button>
    <button class="link" id="export-json" @click=${save(`${stem}.mrxtrace.json`, () => JSON.stringify(trace))}>trace file</button>
    <button class="link" id="replay" @click=${() => app.post({ type: 'command', command: 'replay' })}>Replay ${trace.run.schedule}</button>
    <button class="link" id="open-trace" @click=${() => app.post({ type: 'command', command: 'openTrace' })}>Open a trace…</button>
    ${
      trace.run.violation === undefined
        ? nothing
        : html`<button class="link" id="explain" @click=${() => app.post({ type: 'explain', code: trace.run.violation!.code })}>Explain ${trace.run.violation.code}</button>`
    }
  </div>`
}

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => app.receive(data))
window.addEventListener('resize', later)
draw()
app.start()
