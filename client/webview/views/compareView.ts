// Two runs beside each other, row by row; what only one of them has stands alone.
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import type { App, Shown } from '../app.ts'
import type { Pair } from '../model/comparing.ts'
import { rowHeight } from '../model/drawing.ts'
import { laneOfRow, type Row, spanOf } from '../model/rows.ts'
import { changesOf, changeText, laneText, rowText } from '../model/texts.ts'
import { type Beside, outcomeOf } from '../trials.ts'
import { icon, iconButton } from './icons.ts'
import { drawnRange, type Viewport } from './viewport.ts'

export function compareView(app: App, shown: Shown, beside: Beside, viewport: Viewport, scrolled: () => void) {
  const { pairs, differences } = beside.comparison
  const { drawn } = drawnRange(viewport, pairs.length, beside.pair)
  return html`<section class="run" id="comparison" aria-labelledby="run-title">
    ${guard([app.version], () => headView(app, beside))}
    <div class="heads sides" aria-hidden="true">
      ${sideHead('This run', shown.trace)} ${sideHead(beside.name, beside.trace)}
    </div>
    <div id="scroller" class="scroller" @scroll=${scrolled}>
      <div
        id="steps"
        class="steps"
        role="grid"
        tabindex="0"
        aria-labelledby="run-title"
        aria-rowcount=${pairs.length}
        aria-activedescendant="row-${beside.pair}"
        style="height:${pairs.length * rowHeight}px"
        @keydown=${(event: KeyboardEvent) => pressed(app, beside, event)}
      >
        ${repeat(
          drawn,
          at => at,
          at =>
            guard([pairs[at], at, at === beside.pair], () =>
              pairView(app, [shown.trace, beside.trace], pairs[at]!, { at, isCurrent: at === beside.pair }),
            ),
        )}
      </div>
    </div>
    ${differences.length === 0 ? html`<p class="empty">Both runs show the same.</p>` : nothing}
  </section>`
}

function headView(app: App, beside: Beside): TemplateResult {
  const { differences } = beside.comparison
  const count = differences.length
  return html`<div class="head">
    <h2 id="run-title">Compared: ${count === 0 ? 'no difference' : `${count} ${count === 1 ? 'difference' : 'differences'}`}</h2>
    <div class="actions" role="toolbar" aria-label="Comparison">
      ${iconButton('previous-difference', 'up', 'Previous difference (Shift+F7)', () => app.selectPair(next(beside, -1)))}
      ${iconButton('next-difference', 'down', 'Next difference (F7)', () => app.selectPair(next(beside, 1)))}
      <button class="link" id="show-other" @click=${() => app.showOther()}>Show the other run</button>
      ${iconButton('close-comparison', 'close', 'Close the comparison (Escape)', () => app.trials.close())}
    </div>
  </div>`
}

function sideHead(name: string, trace: Trace): TemplateResult {
  const { verdict } = trace.run
  return html`<span class="side-head">${icon(verdict)}<strong>${name}</strong> <span>${outcomeOf(trace)}</span></span>`
}

function pairView(
  app: App,
  [a, b]: readonly [Trace, Trace],
  { first, second, isSame }: Pair,
  { at, isCurrent }: { at: number; isCurrent: boolean },
): TemplateResult {
  const said = [first && `this run: ${rowText(first, a)}`, second && `the other: ${rowText(second, b)}`]
  return html`<div
    id="row-${at}"
    role="row"
    aria-rowindex=${at + 1}
    aria-selected=${isCurrent}
    aria-label=${isSame ? `same: ${rowText(first!, a)}` : said.filter(Boolean).join('. ')}
    class="row pair ${isSame ? 'same' : 'different'}"
    style="top:${at * rowHeight}px"
    @click=${() => app.selectPair(at)}
  >
    ${sideView(a, first, isSame ? '' : 'removed')} ${sideView(b, second, isSame ? '' : 'inserted')}
  </div>`
}

function sideView(trace: Trace, row: Row | undefined, difference: string): TemplateResult {
  if (row === undefined) return html`<span role="gridcell" class="side-cell missing"></span>`
  const changes = changesOf(row, trace).map(change => changeText(change, trace))
  const text = rowText(row, trace)
  const lane = trace.lanes[laneOfRow(trace, row)]!
  const isViolation = row.kind === 'step' && trace.steps[row.step]!.kind === 'violation'
  return html`<span role="gridcell" class="side-cell ${difference} ${isViolation ? 'violation' : ''}" title=${[laneText(lane), text, ...changes].join('\n')}
    ><span class="sign ${difference}" aria-hidden="true"></span><span class="number">${spanOf(row)[0] + 1}</span
    ><span class="lane">${lane.name}</span><span class="text">${text}</span></span>`
}

function pressed(app: App, beside: Beside, event: KeyboardEvent): void {
  const page = Math.max(1, Math.floor(document.getElementById('scroller')!.clientHeight / rowHeight) - 1)
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: beside.pair + 1,
    ArrowUp: beside.pair - 1,
    PageDown: beside.pair + page,
    PageUp: beside.pair - page,
    Home: 0,
    End: beside.comparison.pairs.length - 1,
    F7: next(beside, event.shiftKey ? -1 : 1),
  }
  const to = moves[event.key]
  if (to !== undefined) app.selectPair(to)
  else if (event.key !== 'Escape' || !app.trials.close()) return
  event.preventDefault()
}

/** Where the next or previous difference begins. */
function next({ comparison: { differences }, pair }: Beside, way: 1 | -1): number {
  const found = way > 0 ? differences.find(at => at > pair) : differences.findLast(at => at < pair)
  return found ?? pair
}
