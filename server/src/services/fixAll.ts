// `source.fixAll.mrx`: all certain fixes of a file. What one fix brings to light is mended with it, so that a second time
// there is nothing to do: the fixed texts are looked at in place of the real ones until no certain fix is left.
import type { FileEdit, Finding } from '../protocol/finding.ts'
import { LineMap } from '../text/lineMap.ts'
import type { AnalysisEngine } from './engine.ts'

/** Fixes that undo each other would go on for ever. */
const mostRounds = 8

/** Empty: there is nothing to fix, or no end of it. */
export function fixAll(path: string, engine: AnalysisEngine): FileEdit[] {
  const first = compatibleFixes(engine.findingsIn(path))
  if (first.length === 0) return []
  const trial = new Trial(engine)
  try {
    let rounds = 1
    for (let edits = first; edits.length > 0; edits = compatibleFixes(engine.findingsIn(path))) {
      if (rounds++ > mostRounds) return []
      trial.apply(edits)
    }
    // The edits as they were meant disturb an editor least.
    return rounds === 2 ? first : trial.changes()
  } finally {
    trial.end()
  }
}

/** The certain fixes that do not touch each other. */
export function compatibleFixes(findings: readonly Finding[]): FileEdit[] {
  const chosen: FileEdit[] = []
  for (const { fixes } of findings) {
    const fix = fixes.find(({ certain }) => certain)
    if (fix === undefined) continue
    const fresh = fix.edits.filter(edit => !chosen.some(other => sameEdit(edit, other)))
    if (!fresh.some(edit => chosen.some(other => collides(edit, other)))) chosen.push(...fresh)
  }
  return chosen
}

/** Texts in place of the real ones, for a while. */
class Trial {
  readonly #engine: AnalysisEngine
  readonly #before = new Map<string, { readonly text: string; readonly open: boolean }>()

  constructor(engine: AnalysisEngine) {
    this.#engine = engine
  }

  apply(edits: readonly FileEdit[]): void {
    const { texts } = this.#engine
    for (const file of new Set(edits.map(edit => edit.file))) {
      const text = texts.read(file) ?? ''
      if (!this.#before.has(file)) this.#before.set(file, { text, open: texts.isOpen(file) })
      const own = edits.filter(edit => edit.file === file)
      this.#show(file, edited(text, own))
    }
  }

  /** One edit for each file that changed: what lies between the equal ends. */
  changes(): FileEdit[] {
    return [...this.#before].map(([file, { text }]) => difference(file, text, this.#engine.texts.read(file) ?? ''))
  }

  end(): void {
    for (const [file, { text, open }] of this.#before) this.#show(file, open ? text : undefined)
  }

  #show(file: string, text: string | undefined): void {
    this.#engine.texts.setDocument(file, text)
    this.#engine.units.headersChanged([file])
  }
}

/** The edits do not overlap. */
function edited(text: string, edits: readonly FileEdit[]): string {
  const lines = new LineMap(text)
  const placed = edits
    .map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), newText }))
    .sort((a, b) => b.start - a.start)
  return placed.reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text)
}

function difference(file: string, before: string, after: string): FileEdit {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let same = 0
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++
  const range = new LineMap(before).range(start, before.length - same)
  return { file, range, newText: after.slice(start, after.length - same) }
}

function sameEdit(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.newText === b.newText && JSON.stringify(a.range) === JSON.stringify(b.range)
}

function collides(a: FileEdit, b: FileEdit): boolean {
  const behind = (x: FileEdit, y: FileEdit) =>
    x.range.start.line - y.range.end.line || x.range.start.character - y.range.end.character
  return a.file === b.file && behind(a, b) <= 0 && behind(b, a) <= 0
}
