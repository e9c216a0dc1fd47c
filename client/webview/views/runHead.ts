// Above a run: which one it is, others to look at, and what can be done with it.
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { App, Shown } from '../app.ts'
import { mermaidOf, svgOf } from '../model/exports.ts'
import { icon, iconButton } from './icons.ts'

export function runHeadView(app: App, shown: Shown): TemplateResult {
  const { trace } = shown
  const command = (name: 'openTrace' | 'replay' | 'saveScenario') => () => app.post({ type: 'command', command: name })
  return html`<div class="head">
    <h2 id="run-title">${trace.run.scenario}</h2>
    ${pickerView(app, shown)}
    <div class="actions" role="toolbar" aria-label="Run">
      ${iconButton('move-later', 'later', 'Move the step later (Alt+Down, or drag it)', () => app.moveLater())}
      ${iconButton('compare', 'compare', 'Compare with another run…', () => app.trials.compare())}
      ${iconButton('replay', 'replay', `Replay ${trace.run.schedule}…`, command('replay'))}
      ${trace.run.verdict === 'fail' ? iconButton('save-scenario', 'save', 'Save this run as a scenario', command('saveScenario')) : nothing}
      ${iconButton('open-trace', 'open', 'Open a trace…', command('openTrace'))} ${exportView(app, shown)}
    </div>
  </div>`
}

/** Other runs of the scenario: each violation has one. */
function pickerView(app: App, { trace }: Shown): TemplateResult | typeof nothing {
  const { state } = app
  const runs = state?.scenarios.find(({ key }) => key === state.selected)?.traces ?? []
  const own = trace.run.schedule
  const isListed = runs.some(({ schedule }) => schedule === own)
  if (runs.length + Number(!isListed) < 2) return nothing
  const pick = (event: Event) => app.replay((event.target as HTMLSelectElement).value)
  return html`<select id="run-picker" aria-label="Run of this scenario" title="Other runs of this scenario" @change=${pick}>
    ${isListed ? nothing : html`<option value=${own} .selected=${live(true)}>schedule ${own}</option>`}
    ${runs.map(({ schedule, label }) => html`<option value=${schedule} .selected=${live(schedule === own)}>${label}</option>`)}
  </select>`
}

function exportView(app: App, { trace, rows }: Shown): TemplateResult {
  const stem = trace.run.function || 'run'
  const save = (name: string, text: () => string) => () => {
    document.getElementById('exports')?.hidePopover()
    app.post({ type: 'save', name, text: text() })
  }
  const items = [
    ['mermaid', 'Mermaid sequence diagram', save(`${stem}.mmd`, () => mermaidOf(trace, rows))],
    ['svg', 'Picture (SVG)', save(`${stem}.svg`, () => svgOf(trace, rows))],
    ['json', 'Trace file', save(`${stem}.mrxtrace.json`, () => JSON.stringify(trace))],
  ] as const
  return html`<button class="icon-button" id="export" popovertarget="exports" title="Export…" aria-label="Export…">${icon('export')}</button>
    <div id="exports" class="menu" popover aria-label="Export">
      ${items.map(([id, label, act]) => html`<button id="export-${id}" @click=${act}>${label}</button>`)}
    </div>`
}
