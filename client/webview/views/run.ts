// The run: lanes and the table of steps, row beside row. Only rows in view are drawn, so that traces may be long.
import { html, nothing, svg, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { App, Shown } from '../app.ts'
import { laneWidthOf, outlines, rowHeight, switchPath, xOf, yOf } from '../model/drawing.ts'
import { laneOfRow, type Row, spanOf } from '../model/rows.ts'
import { changesOf, changeText, laneText, rowText, spokenRow } from '../model/texts.ts'
import { dragged } from './dragging.ts'
import { runHeadView } from './runHead.ts'
import { drawnRange, type Viewport } from './viewport.ts'

/** Levels of indentation. */
const deepest = 12

export function runView(app: App, viewport: Viewport, scrolled: () => void): TemplateResult {
  const { shown } = app
  if (shown === undefined) return html`<section class="run" aria-label="Run">${emptyView(app)}</section>`
  const { trace, rows } = shown
  const { isSlim } = app
  const { first, end, drawn } = drawnRange(viewport, rows.length, shown.row)
  const width = laneWidthOf(trace.lanes.length, isSlim) * trace.lanes.length
  return html`<section class="run" aria-labelledby="run-title">
    ${guard([app.version], () => runHeadView(app, shown))}
    <div class="heads" style="--lanes:${width}px" aria-hidden="true">
      <span class="lane-heads">${trace.lanes.map(lane => html`<span title=${laneText(lane)}>${shortLane(lane.name, trace.lanes.length <= 3 && !isSlim)}</span>`)}</span>
      <span class="number">#</span><span>Step</span><span class="changes">Changes</span>
    </div>
    <div id="scroller" class="scroller" style="--lanes:${width}px" @scroll=${scrolled}>
      ${lanesView(shown, first, end, isSlim)}
      <div
        id="steps"
        class="steps"
        role="treegrid"
        tabindex="0"
        aria-labelledby="run-title"
        aria-rowcount=${rows.length}
        aria-activedescendant="row-${shown.row}"
        aria-keyshortcuts="Alt+ArrowDown"
        style="height:${rows.length * rowHeight}px"
        @keydown=${(event: KeyboardEvent) => pressed(app, event)}
      >
        ${repeat(
          drawn,
          row => row,
          row => rowView(app, shown, rows[row]!, row),
        )}
      </div>
    </div>
  </section>`
}

function shortLane(name: string, hasRoom: boolean): string {
  if (hasRoom) return name.replace('-', ' ')
  return name.replace('system', 'sys').replace(/^(\w)\w+-/, '$1')
}

function lanesView({ trace, drawing, row }: Shown, first: number, end: number, isSlim: boolean): TemplateResult {
  const { marks, switches, lives } = drawing
  const label = `Lanes: ${trace.lanes.map(laneText).join(', ')}. The table has the same steps.`
  const width = laneWidthOf(trace.lanes.length, isSlim)
  // Marks are one a row, switches are in their order.
  const near = switches.slice(lowerBound(switches, first - 1), lowerBound(switches, end))
  return html`<svg id="lanes" class="lanes" role="img" aria-label=${label} width=${width * trace.lanes.length}
    height=${(end - first) * rowHeight} viewBox="0 ${first * rowHeight} ${width * trace.lanes.length} ${(end - first) * rowHeight}"
    style="top:${first * rowHeight}px">
    ${lives.map((life, lane) =>
      life === undefined || life[1] < first || life[0] > end
        ? nothing
        : svg`<path class="life" d="M${xOf(lane, width)} ${yOf(Math.max(life[0], first - 1))}V${yOf(Math.min(life[1], end))}"></path>`,
    )}
    ${near.map(each => svg`<path class="switch" d=${switchPath(each, width)}></path>`)}
    ${marks
      .slice(first, end)
      .map(
        mark =>
          svg`<path class="shape ${mark.shape} ${mark.row === row ? 'current' : ''}" transform="translate(${xOf(mark.lane, width)} ${yOf(mark.row)})" fill-rule="evenodd" d=${outlines[mark.shape]}></path>`,
      )}
  </svg>`
}

/** Of the first one whose row is not before. */
function lowerBound(sorted: readonly { readonly row: number }[], row: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.row < row) low = middle + 1
    else high = middle
  }
  return low
}

function rowView(app: App, shown: Shown, row: Row, index: number): unknown {
  const isCurrent = index === shown.row
  return guard([row, index, isCurrent], () => drawnRow(app, shown, row, { index, isCurrent }))
}

function drawnRow(
  app: App,
  { trace, indents }: Shown,
  row: Row,
  { index, isCurrent }: { index: number; isCurrent: boolean },
): TemplateResult {
  const [from] = spanOf(row)
  const step = trace.steps[from]!
  const kind = row.kind === 'fold' ? 'fold' : step.kind
  const isInside = row.kind === 'step' && step.model === true
  const changes = changesOf(row, trace).map(change => changeText(change, trace))
  const text = rowText(row, trace)
  return html`<div
    id="row-${index}"
    role="row"
    aria-rowindex=${index + 1}
    aria-level=${isInside ? 2 : 1}
    aria-selected=${isCurrent}
    aria-expanded=${row.kind === 'fold' ? String(row.isOpen) : nothing}
    aria-label=${spokenRow(row, trace)}
    class="row ${kind} ${isInside ? 'inside' : ''} ${step.origin}"
    style="top:${index * rowHeight}px"
    draggable="true"
    @dragstart=${(event: DragEvent) => dragged.begin(event, index)}
    @dragover=${(event: DragEvent) => dragged.over(event, index)}
    @dragleave=${(event: DragEvent) => dragged.leave(event)}
    @drop=${(event: DragEvent) => dragged.drop(event, index, (moved, onto) => app.moveLater(moved, onto))}
    @click=${(event: MouseEvent) => clicked(app, row, index, event)}
    @dblclick=${() => app.select(index, true)}
  >
    <span role="gridcell" class="number">${from + 1}</span>
    <span role="gridcell" class="text" title=${text} style="--depth:${Math.min(indents[from]!, deepest)}">${
      row.kind === 'fold' ? html`<span class="chevron ${row.isOpen ? 'open' : ''}" aria-hidden="true"></span>` : nothing
    }${text}</span>
    <span role="gridcell" class="changes" title=${changes.join('\n')}>${changes.length === 0 ? nothing : changes.join(' · ')}</span>
  </div>`
}

function clicked(app: App, row: Row, index: number, event: MouseEvent): void {
  const isChevron = (event.target as Element).classList.contains('chevron')
  if (row.kind === 'fold' && (isChevron || app.shown?.row === index)) app.toggle(index)
  else app.select(index)
}

function pressed(app: App, event: KeyboardEvent): void {
  const { shown } = app
  if (shown === undefined || event.ctrlKey || event.metaKey) return
  if (event.altKey) {
    if (event.key !== 'ArrowDown') return
    app.moveLater()
    event.preventDefault()
    return
  }
  const page = Math.max(1, Math.floor(document.getElementById('scroller')!.clientHeight / rowHeight) - 1)
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: shown.row + 1,
    ArrowUp: shown.row - 1,
    PageDown: shown.row + page,
    PageUp: shown.row - page,
    Home: 0,
    End: shown.rows.length - 1,
  }
  const next = moves[event.key]
  if (next !== undefined) app.select(next)
  else if (event.key === 'ArrowRight') app.toggle(shown.row, true)
  else if (event.key === 'ArrowLeft') app.toggle(shown.row, false)
  else if (event.key === ' ') app.toggle(shown.row)
  else if (event.key === 'Enter') app.select(shown.row, true)
  else if (event.key === 'n' || event.key === 'p') app.select(otherLane(shown, event.key === 'n' ? 1 : -1))
  else if (event.key !== 'Escape' || !app.trials.close()) return
  event.preventDefault()
}

/** The next or previous row of another thread. */
function otherLane({ trace, rows, row }: Shown, way: 1 | -1): number {
  const lane = laneOfRow(trace, rows[row]!)
  for (let i = row + way; i >= 0 && i < rows.length; i += way) if (laneOfRow(trace, rows[i]!) !== lane) return i
  return row
}

function emptyView({ state, problem }: App): TemplateResult {
  const text =
    problem !== undefined
      ? 'There is no run to show.'
      : state?.status === 'running'
        ? 'The first run is shown as soon as it is judged.'
        : 'Choose a scenario to see its run, step by step.'
  return html`<p class="empty middle">${text}</p>`
}
