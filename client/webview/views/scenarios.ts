// The scenarios with their verdicts; choosing one shows its run.
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../app.ts'
import type { PanelScenario } from '../messages.ts'
import { icon } from './icons.ts'

const words = { pass: 'passes', fail: 'fails', unknown: 'unknown' }

export function scenariosView(app: App): TemplateResult {
  const listed = app.listed()
  const all = app.state?.scenarios.length ?? 0
  return html`<section class="scenarios" aria-labelledby="scenarios-title">
    <h2 id="scenarios-title">Scenarios${all === 0 ? nothing : html` <span class="badge">${listed.length < all ? `${listed.length} of ${all}` : all}</span>`}</h2>
    ${
      listed.length === 0
        ? html`<p class="empty">${all > 0 ? 'The dials leave none.' : app.state?.status === 'running' ? 'The first verdict is on its way.' : 'None has been run.'}</p>`
        : html`<ul
          id="scenarios"
          role="listbox"
          tabindex="0"
          aria-labelledby="scenarios-title"
          aria-activedescendant="scenario-${app.scenario}"
          @keydown=${(event: KeyboardEvent) => moved(app, event)}
        >
          ${listed.map((each, i) => scenarioView(app, each, i))}
        </ul>`
    }
  </section>`
}

function moved(app: App, event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: app.scenario + 1,
    ArrowUp: app.scenario - 1,
    Home: 0,
    End: app.listed().length - 1,
  }
  const next = steps[event.key]
  if (next === undefined) return
  event.preventDefault()
  app.focusScenario(next)
  document.getElementById(`scenario-${app.scenario}`)?.scrollIntoView({ block: 'nearest' })
}

function scenarioView(app: App, scenario: PanelScenario, i: number): TemplateResult {
  const { key, name, profile, verdict, reason, violation, others } = scenario
  const isSelected = key === app.state?.selected
  const detail = violation
    ? `${violation.message} (${violation.thread}, ${violation.place})${others > 0 ? `, and ${others} more` : ''}`
    : reason
  return html`<li
    id="scenario-${i}"
    role="option"
    aria-selected=${isSelected}
    class="scenario ${verdict} ${app.state?.isStale ? 'stale' : ''}"
    @click=${() => app.focusScenario(i)}
    title="${words[verdict]}: ${name} (${profile})${detail ? `\n${detail}` : ''}"
  >
    ${icon(verdict, words[verdict])}
    <span class="name">${name} <span class="profile">(${profile === 'callback-page' ? 'callback page' : 'function page'})</span></span>
    ${detail ? html`<span class="detail">${violation ? html`<code>${violation.code}</code> ` : nothing}${detail}</span>` : nothing}
  </li>`
}
