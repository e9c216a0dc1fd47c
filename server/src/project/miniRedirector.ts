// The quick gate: does a text have anything to do with mini-redirectors? Everything else is left in peace.
import { parent } from './paths.ts'

const marks = /\b(?:mrx|rx)\.h\b|\bPMRX_|\bMINIRDR_DISPATCH\b|@mrx\b/

export function mentionsMiniRedirector(text: string): boolean {
  return marks.test(text)
}

/** The files that lie in a folder with at least one file that mentions mini-redirectors: they may be parts of a driver. */
export function nearMiniRedirectors(paths: readonly string[], read: (path: string) => string | undefined): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    if (folders.has(parent(path))) continue
    const text = read(path)
    if (text !== undefined && mentionsMiniRedirector(text)) folders.add(parent(path))
  }
  return paths.filter(path => folders.has(parent(path)))
}
