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
  const aside = new Set<string>()
  for (const path of paths) if (!folders.has(parent(path)) && reaches(path, texts, aside)) folders.add(parent(path))
  return paths.filter(path => folders.has(parent(path)))
}

const quotedInclude = /^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm

/** Through names in quotes: those in angles are the system's. `aside`: files of which it is known that they do not. */
function reaches(path: string, texts: MentioningTexts, aside: Set<string>): boolean {
  const met = new Set([path])
  for (const file of met) {
    if (aside.has(file)) continue
    const text = texts.read(file) ?? ''
    if (mentionsMiniRedirector(text)) return true
    for (const [, name] of text.matchAll(quotedInclude)) {
      const header = texts.header(name!, file)
      if (header !== undefined) met.add(header)
    }
  }
  for (const file of met) aside.add(file)
  return false
}
