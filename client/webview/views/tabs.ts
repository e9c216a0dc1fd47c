// Source, ledger and watch share a place: tabs, with the arrow keys between them.
import { html, type TemplateResult } from 'lit'
import { type App, type Tab, tabs } from '../app.ts'
import { ledgerView } from './ledgerView.ts'
import { sourceView } from './source.ts'
import { watchView } from './watchView.ts'

const views: Readonly<Record<Tab, { readonly title: string; readonly view: (app: App) => TemplateResult }>> = {
  source: { title: 'Source', view: sourceView },
  ledger: { title: 'Who holds it', view: ledgerView },
  watch: { title: 'Watch', view: watchView },
}

export function tabsView(app: App): TemplateResult {
  return html`<section class="tabbed" aria-label="Details">
    <div class="tabs" role="tablist" aria-label="Details" @keydown=${(event: KeyboardEvent) => pressed(app, event)}>
      ${tabs.map(
        tab =>
          html`<button
            id="tab-${tab}"
            role="tab"
            class="tab"
            aria-selected=${app.tab === tab}
            aria-controls="panel-${tab}"
            tabindex=${app.tab === tab ? 0 : -1}
            @click=${() => app.showTab(tab)}
          >${views[tab].title}</button>`,
      )}
    </div>
    ${tabs.map(
      tab =>
        html`<div id="panel-${tab}" class="tab-panel" role="tabpanel" aria-labelledby="tab-${tab}" ?hidden=${app.tab !== tab}>
          ${views[tab].view(app)}
        </div>`,
    )}
  </section>`
}

function pressed(app: App, { key }: KeyboardEvent): void {
  const way = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (way === 0) return
  const next = tabs[(tabs.indexOf(app.tab) + way + tabs.length) % tabs.length]!
  app.showTab(next)
  document.getElementById(`tab-${next}`)?.focus()
}
