// What holds at the step that is shown, and what has changed with it.
import { html, nothing, type TemplateResult } from 'lit'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { type RunState, valuesAt } from '../../../server/src/protocol/traceState.ts'
import type { App, Shown } from '../app.ts'
import { type Row, spanOf, stepOf } from '../model/rows.ts'
import { changesOf, irqlText, laneText } from '../model/texts.ts'

/** Where it has a place of its own. */
export function stateSection(app: App): TemplateResult {
  const { row } = app
  return html`<section class="state" aria-labelledby="state-title">
    <h2 id="state-title">State${row === undefined ? '' : ` at step ${spanOf(row)[0] + 1}`}</h2>
    ${stateView(app)}
  </section>`
}

export function stateView(app: App): TemplateResult {
  const { shown, row } = app
  return html`<div id="state" class="scroll" tabindex="0" role="group" aria-label="State">
    ${shown === undefined || row === undefined ? nothing : tablesView(app, shown, row)}
  </div>`
}

function tablesView(app: App, shown: Shown, row: Row): TemplateResult {
  const { trace, states } = shown
  const state = states.at(stepOf(row))
  const values = row.kind === 'step' ? valuesAt(trace, row.step) : []
  const now = new Set(row.kind === 'step' ? trace.steps[row.step]!.values?.map(([name]) => name) : [])
  return html`${
    values.length === 0
      ? nothing
      : tableView(
          'Locals',
          values.map(([name, value]) => ({ cells: [name, value], isChanged: now.has(name) })),
        )
  }
  ${objectsView(app, trace, state, changedIn(row, trace))} ${threadsView(trace, state, row)}`
}

interface TableRow {
  readonly cells: readonly unknown[]
  readonly isChanged: boolean
}

function tableView(title: string, rows: readonly TableRow[]): TemplateResult {
  return html`<table class="facts">
    <caption>${title}</caption>
    <tbody>
      ${rows.map(
        ({ cells: [name, ...rest], isChanged }) =>
          html`<tr class=${isChanged ? 'changed' : ''}>
            <th scope="row">${isChanged ? html`<span class="dot" role="img" aria-label="changed"></span>` : nothing}${name}</th>
            ${rest.map(cell => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** Objects that the row changes. */
function changedIn(row: Row, trace: Trace): Map<number, string> {
  const changed = new Map<number, string>()
  for (const change of changesOf(row, trace)) {
    if (!('object' in change)) continue
    const text = change.what === 'references' ? `was ${change.from}` : ''
    changed.set(change.object, [changed.get(change.object), text].filter(Boolean).join(', '))
  }
  return changed
}

function objectsView(app: App, trace: Trace, state: RunState, changed: ReadonlyMap<number, string>): TemplateResult {
  const alive = [...state.objects.values()].filter(({ object, isAlive }) => isAlive || changed.has(object))
  const rows = alive.map(({ object, isAlive, references, fields }) => {
    const { name, kind, about } = trace.objects[object]!
    const isPlain = kind === 'pool' || kind === 'handle'
    const facts = [...fields].filter(([, value]) => value !== '' && value !== 'NULL' && value !== '0')
    const cells = [
      objectLink(app, object, name, about ?? kind),
      isPlain
        ? isAlive
          ? (about ?? '')
          : 'freed'
        : html`${isAlive ? `${references} ${references === 1 ? 'reference' : 'references'}` : 'freed here'}${
            isAlive && changed.get(object) ? html` <span class="was">${changed.get(object)}</span>` : nothing
          }<br /><span class="fields">${facts.map(([field, value]) => html`<span>${field} <b>${value}</b></span> `)}</span>`,
    ]
    return { cells, isChanged: changed.has(object) }
  })
  return rows.length === 0 ? html`<p class="empty">No object yet.</p>` : tableView('Objects and pool', rows)
}

function objectLink(app: App, object: number, name: string, title: string): TemplateResult {
  return html`<button class="link" title="${title}: who acquired and released it" @click=${() => app.showLedger(object)}>${name}</button>`
}

function threadsView(trace: Trace, state: RunState, row: Row): TemplateResult {
  const changes = changesOf(row, trace)
  const rows = trace.lanes.map((lane, i) => {
    const held = [...state.locks].flatMap(([lock, lanes]) =>
      lanes.has(i) ? [`${trace.objects[lock]!.name} (${lanes.get(i)})`] : [],
    )
    const cells = [laneText(lane), irqlText(state.irql.get(i) ?? 0), held.join(', ') || 'no lock']
    return { cells, isChanged: changes.some(change => 'lane' in change && change.lane === i) }
  })
  return tableView('Threads: IRQL and locks', rows)
}
