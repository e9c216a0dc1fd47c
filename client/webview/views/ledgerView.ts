// The ledger of an object: every acquire and release of the run, who they were, and who still holds it.
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { App, Shown } from '../app.ts'
import { type Balance, ledgerOf } from '../model/ledger.ts'
import { stepOf } from '../model/rows.ts'
import { laneText } from '../model/texts.ts'

export function ledgerView(app: App): TemplateResult {
  const { shown } = app
  const objects = shown?.trace.objects ?? []
  const object = shown?.object ?? defaultObject(shown)
  const choose = (event: Event) => app.showLedger(Number((event.target as HTMLSelectElement).value))
  return html`<div id="ledger" class="scroll" tabindex="0" role="group" aria-label="Who holds it">
    ${
      shown === undefined || object === undefined
        ? html`<p class="empty">No object yet.</p>`
        : html`<label class="dial">Object
          <select id="ledger-object" @change=${choose}>
            ${objects.map(({ name, kind }, i) => html`<option value=${i} .selected=${live(i === object)}>${name} (${kind})</option>`)}
          </select></label>
          ${entriesView(app, shown, object)}`
    }
  </div>`
}

/** The first server, which it is mostly about. */
function defaultObject(shown: Shown | undefined): number | undefined {
  if (shown === undefined || shown.trace.objects.length === 0) return undefined
  return Math.max(
    0,
    shown.trace.objects.findIndex(({ kind }) => kind === 'SRV_CALL'),
  )
}

function entriesView(app: App, { trace, ledgers }: Shown, object: number): TemplateResult {
  const ledger = ledgers.get(object) ?? ledgerOf(trace, object)
  ledgers.set(object, ledger)
  const { entries, outcome, balances } = ledger
  const here = app.row === undefined ? -1 : stepOf(app.row)
  const last = entries.findLastIndex(({ step }) => step <= here)
  return html`<p class="outcome">${outcome}</p>
    ${balances.length === 0 ? nothing : balancesView(balances)}
    <table class="facts">
      <caption>Acquired and released</caption>
      <thead>
        <tr><th scope="col">Step</th><th scope="col">Thread</th><th scope="col">By</th><th scope="col">Left</th></tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ step, lane, kind, by, left }, i) =>
            html`<tr class="${i === last ? 'here' : ''} ${step > here ? 'later' : ''}" aria-current=${i === last ? 'step' : nothing}>
              <td><button class="link" @click=${() => app.selectStep(step)}>${step + 1}</button></td>
              <td title=${laneText(trace.lanes[lane]!)}>${trace.lanes[lane]!.name}</td>
              <td><span class="sign ${kind}" role="img" aria-label=${kind}></span> ${by}</td>
              <td class="count">${left}</td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

/** Those who took more than they gave back, at the end of the run. */
function balancesView(balances: readonly Balance[]): TemplateResult {
  return html`<table class="facts" id="holders">
    <caption>Still holds it at the end</caption>
    <thead>
      <tr><th scope="col">By</th><th scope="col">Acquired</th><th scope="col">Released</th><th scope="col">Left</th></tr>
    </thead>
    <tbody>
      ${balances.map(
        ({ by, acquired, released }) =>
          html`<tr>
            <th scope="row">${by}</th><td class="count">${acquired}</td><td class="count">${released}</td>
            <td class="count">${acquired - released}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
