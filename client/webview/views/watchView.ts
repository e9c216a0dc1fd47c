// Expressions of C over the run: what they are at the step that is shown, and every step that changes one.
import { html, nothing, type TemplateResult } from 'lit'
import type { Watched } from '../../../server/src/protocol/trace.ts'
import type { App } from '../app.ts'
import { stepOf } from '../model/rows.ts'
import { type WatchCell, watchedAt, watchRows } from '../model/watches.ts'
import { icon, iconButton } from './icons.ts'

/** Rows around the step that is shown; the rest is a scroll away and rarely looked at. */
const most = 400

export function watchView(app: App): TemplateResult {
  const { expressions, watches = [], problem } = app.watching
  return html`<div id="watch" class="scroll" tabindex="0" role="group" aria-label="Watch">
    ${formView(app)}
    ${problem === undefined ? nothing : html`<p class="empty" role="status">${problem}</p>`}
    ${
      expressions.length === 0
        ? html`<p class="empty">An expression of C over the whole run, such as <code>SrvCall->Context</code>,
            <code>*SrvCall</code> or <code>SrvCall->NodeReferenceCount</code>.</p>`
        : html`${nowView(app, watches)} ${historyView(app, watches)}`
    }
  </div>`
}

function formView(app: App): TemplateResult {
  const add = (event: Event) => {
    event.preventDefault()
    const input = document.getElementById('watch-expression') as HTMLInputElement
    app.watching.add(input.value)
    input.value = ''
  }
  return html`<form class="watch-form" @submit=${add}>
    <input id="watch-expression" type="text" spellcheck="false" autocomplete="off" placeholder="Expression of C" aria-label="Expression to watch" />
    <button class="icon-button" title="Watch this expression" aria-label="Watch this expression">${icon('add')}</button>
  </form>`
}

/** The values at the step. */
function nowView(app: App, watches: readonly Watched[]): TemplateResult {
  const { expressions } = app.watching
  const step = app.row === undefined ? 0 : stepOf(app.row)
  return html`<table class="facts watched">
    <caption class="hidden">At step ${step + 1}</caption>
    <tbody>
      ${expressions.map((expression, i) => {
        const watched = watches[i]
        const cell = watched && watchedAt(watched, step)
        const value = watched?.problem ?? (watched === undefined ? '…' : (cell?.value ?? 'not there yet'))
        return html`<tr class=${cell?.isChanged ? 'changed' : ''}>
          <th scope="row"><code>${expression}</code></th>
          <td class=${cell?.value === undefined ? 'muted' : ''}>${value}</td>
          <td class="act">${iconButton(`unwatch-${i}`, 'close', `Stop watching ${expression}`, () => app.watching.remove(expression))}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}

function historyView(app: App, watches: readonly Watched[]): TemplateResult | typeof nothing {
  const all = watchRows(watches)
  if (all.length === 0) return nothing
  const step = app.row === undefined ? 0 : stepOf(app.row)
  // The last change up to the step is what holds there.
  const current = all.findLastIndex(row => row.step <= step)
  const first = Math.max(0, Math.min(current - most / 2, all.length - most))
  const rows = all.slice(first, first + most)
  return html`<table id="watch-history" class="facts">
    <caption>Every change${rows.length < all.length ? html`, ${rows.length} of ${all.length}` : nothing}</caption>
    <thead>
      <tr><th scope="col">Step</th>${watches.map(({ expression }) => html`<th scope="col"><code>${expression}</code></th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (
          row,
          i,
        ) => html`<tr class=${first + i === current ? 'here' : ''} aria-current=${first + i === current ? 'step' : nothing}>
          <td><button class="link" @click=${() => app.selectStep(row.step)}>${row.step + 1}</button></td>
          ${row.cells.map(cellView)}
        </tr>`,
      )}
    </tbody>
  </table>`
}

function cellView({ value, isChanged }: WatchCell): TemplateResult {
  return html`<td class=${isChanged ? 'changed' : value === undefined ? '' : 'muted'}>${
    isChanged ? html`<span class="dot" role="img" aria-label="changed"></span>` : nothing
  }${value ?? '–'}</td>`
}
