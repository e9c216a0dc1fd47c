// Source, ledger and watch share a place: tabs, with the arrow keys between them.
import { html, type TemplateResult } from 'lit'
import { type App, type Tab, tabs } from '../app.ts'
import { ledgerView } from './ledgerView.ts'
import { sourceView } from './source.ts'
import { stateView } from './stateView.ts'
import { watchView } from './watchView.ts'

const views: Readonly<Record<Tab, { readonly title: string; readonly view: (app: App) => TemplateResult }>> = {
  state: { title: 'State', view: stateView },
  source: { title: 'Source', view: sourceView },
  ledger: { title: 'Who holds it', view: ledgerView },
  watch: { title: 'Watch', view: watchView },
}

/** Those that are tabs now, and the one that is open. */
function shownTabs({ isNarrow, tab }: App): { all: readonly Tab[]; open: Tab } {
  const all: readonly Tab[] = isNarrow ? tabs : tabs.filter(each => each !== 'state')
  return { all, open: all.find(each => each === tab) ?? all[0]! }
}

export function tabsView(app: App): TemplateResult {
  const { all, open } = shownTabs(app)
  return html`<section class="tabbed" aria-label="Details">
    <div class="tabs" role="tablist" aria-label="Details" @keydown=${(event: KeyboardEvent) => pressed(app, event)}>
      ${all.map(
        tab =>
          html`<button
            id="tab-${tab}"
            role="tab"
            class="tab"
            aria-selected=${open === tab}
            aria-controls="panel-${tab}"
            tabindex=${open === tab ? 0 : -1}
            @click=${() => app.showTab(tab)}
          >${views[tab].title}</button>`,
      )}
    </div>
    ${all.map(
      tab =>
        html`<div id="panel-${tab}" class="tab-panel" role="tabpanel" aria-labelledby="tab-${tab}" ?hidden=${open !== tab}>
          ${views[tab].view(app)}
        </div>`,
    )}
  </section>`
}

function pressed(app: App, { key }: KeyboardEvent): void {
  const way = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (way === 0) return
  const { all, open } = shownTabs(app)
  const next = all[(all.indexOf(open) + way + all.length) % all.length]!
  app.showTab(next)
  document.getElementById(`tab-${next}`)?.focus()
}
