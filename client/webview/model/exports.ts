// A run for other tools: Mermaid's sequence diagram as text, and the diagram as a picture of its own.
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { drawingOf, laneWidthOf, outlines, rowHeight, switchPath, xOf, yOf } from './drawing.ts'
import { laneOfRow, type Row } from './rows.ts'
import { changesOf, changeText, laneText, rowText } from './texts.ts'

export function mermaidOf(trace: Trace, rows: readonly Row[]): string {
  const lines = ['sequenceDiagram', `  %% ${plain(titleOf(trace))}`]
  for (const [i, lane] of trace.lanes.entries()) lines.push(`  participant L${i} as ${plain(laneText(lane))}`)
  let before: number | undefined
  for (const row of rows) {
    const lane = laneOfRow(trace, row)
    const changes = changesOf(row, trace).map(change => changeText(change, trace))
    const text = plain([rowText(row, trace), ...changes].join('; '))
    const isMove = before !== undefined && before !== lane
    const isFailing = row.kind === 'step' && trace.steps[row.step]!.kind === 'violation'
    lines.push(
      isFailing
        ? `  Note over L${lane}: ✗ ${text}`
        : isMove
          ? `  L${before}-->>L${lane}: ${text}`
          : `  L${lane}->>L${lane}: ${text}`,
    )
    before = lane
  }
  return `${lines.join('\n')}\n`
}

export function titleOf({ run }: Pick<Trace, 'run'>): string {
  const outcome = run.violation === undefined ? run.verdict : `${run.violation.code} ${run.violation.message}`
  return `${run.function}: ${run.scenario} (${run.profile}): ${outcome}`
}

/** `#` and `;` mean something to Mermaid. */
function plain(text: string): string {
  return text
    .replaceAll('#', '#35;')
    .replaceAll(';', '#59;')
    .replaceAll(/[\r\n]+/g, ' ')
}

const textWidth = 7.2

export function svgOf(trace: Trace, rows: readonly Row[]): string {
  const { marks, switches, lives } = drawingOf(trace, rows)
  const head = rowHeight * 2
  const laneWidth = laneWidthOf(trace.lanes.length)
  const left = laneWidth * trace.lanes.length + 12
  const texts = rows.map(row =>
    [rowText(row, trace), ...changesOf(row, trace).map(each => changeText(each, trace))].join('   '),
  )
  const width = Math.ceil(left + textWidth * Math.max(40, ...texts.map(({ length }) => length)))
  const height = head + rowHeight * rows.length + 8
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="monospace" font-size="12">`,
    `<title>${escaped(titleOf(trace))}</title><rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="8" y="16">${escaped(titleOf(trace))}</text>`,
    ...trace.lanes.map(
      (lane, i) =>
        `<text x="${xOf(i, laneWidth)}" y="${head - 6}" font-size="9" text-anchor="middle">${escaped(lane.name)}</text>`,
    ),
    `<g transform="translate(0 ${head})">`,
    ...lives.flatMap((life, lane) =>
      life === undefined
        ? []
        : [
            `<path d="M${xOf(lane, laneWidth)} ${yOf(life[0])}V${yOf(life[1])}" stroke="#999" stroke-width="2" fill="none"/>`,
          ],
    ),
    ...switches.map(
      each => `<path d="${switchPath(each, laneWidth)}" stroke="#999" fill="none" stroke-dasharray="3 2"/>`,
    ),
    ...marks.map(
      ({ row, lane, shape }) =>
        `<path transform="translate(${xOf(lane, laneWidth)} ${yOf(row)})" d="${outlines[shape]}" fill-rule="evenodd" fill="${shape === 'violation' || shape === 'fault' ? '#c00' : '#05a'}"/>`,
    ),
    ...texts.map((text, row) => `<text x="${left}" y="${yOf(row) + 4}">${escaped(text)}</text>`),
    '</g></svg>',
  ]
  return `${parts.join('\n')}\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
