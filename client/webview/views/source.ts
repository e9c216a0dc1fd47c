// The lines around the step that is shown; the editor shows the same ones.
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../app.ts'

const around = 6

export function sourceView(app: App): TemplateResult {
  const { shown, row } = app
  const step = row && shown?.trace.steps[row.kind === 'step' ? row.step : row.from]
  const at = step?.at
  const path = at && shown!.trace.files[at[0]]!.path
  const lines = path === undefined ? undefined : app.sources.get(path)
  const isChanged = path !== undefined && shown!.changed.includes(path)
  return html`<div id="source" class="scroll" tabindex="0" role="group" aria-label="Source">
    ${
      at === undefined
        ? html`<p class="empty">This step has no place in a source.</p>`
        : html`<p class="where"><button class="link" title="Go to the line in the editor" @click=${() => app.select(shown!.row, true)}>${baseName(path!)}:${at[1] + 1}</button>${
            isChanged ? html` <span class="muted">This file has changed since the run.</span>` : nothing
          }</p>
          ${linesView(lines, at[1], at[3])}`
    }
  </div>`
}

function linesView(lines: readonly string[] | undefined, line: number, endLine: number): TemplateResult {
  if (lines === undefined) return html`<p class="empty">The source is not at hand.</p>`
  const first = Math.max(0, line - around)
  const shown = lines.slice(first, Math.max(line, Math.min(endLine, line + around)) + around + 1)
  return html`<pre class="code">${shown.map((text, i) => {
    const isHere = first + i >= line && first + i <= endLine
    return html`<span class="line ${isHere ? 'here' : ''}" aria-current=${isHere ? 'step' : nothing}><span class="line-number">${first + i + 1}</span>${text}\n</span>`
  })}</pre>`
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
