// The quick gate: does a text have anything to do with mini-redirectors? Everything else is left in peace.
import { parent } from './paths.ts'

const marks = /\b(?:mrx|rx)\.h\b|\bPMRX_|\bMINIRDR_DISPATCH\b|@mrx\b/

export function mentionsMiniRedirector(text: string): boolean {
  return marks.test(text)
}

export interface MentioningTexts {
  read(path: string): string | undefined
  /** The file that `#include "name"` means there. */
  header(name: string, from: string): string | undefined
}

/**
 * The files that lie in a folder with at least one file that mentions mini-redirectors, itself or in a header of its own:
 * they may be parts of a driver.
 */
export function nearMiniRedirectors(paths: readonly string[], texts: MentioningTexts): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    if (folders.has(parent(path))) continue
    const text = texts.read(path)
    if (text !== undefined && mentionsMiniRedirector(text)) folders.add(parent(path))
  }
  const met = new Set<string>()
  for (const path of paths) if (!folders.has(parent(path)) && reaches(path, texts, met)) folders.add(parent(path))
  return paths.filter(path => folders.has(parent(path)))
}

const quotedInclude = /^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm

/** Through names in quotes: those in angles are the system's. `met`: those that lead nowhere. */
function reaches(path: string, texts: MentioningTexts, met: Set<string>): boolean {
  const waiting = [path]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (met.has(file)) continue
    const text = texts.read(file) ?? ''
    if (mentionsMiniRedirector(text)) return true
    met.add(file)
    for (const [, name] of text.matchAll(quotedInclude)) {
      const header = texts.header(name!, file)
      if (header !== undefined) waiting.push(header)
    }
  }
  return false
}
