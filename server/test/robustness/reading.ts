// Reads a text as the editor does, and asks for everything; says how long that took.
import { HeaderCache } from '../../src/c/headerCache.ts'
import { newUnit } from '../incremental/law.ts'
import { memoryLoader } from '../support/sources.ts'
import { exercise } from './exercise.ts'

/** Milliseconds to read `text`; then once more after an edit at its end, and to ask everything. */
export function readingTime(text: string, files: Readonly<Record<string, string>> = {}): number {
  const start = performance.now()
  const unit = newUnit({ path: 'main.c', text, loader: memoryLoader(files) }, new HeaderCache())
  unit.update(text)
  const time = performance.now() - start
  exercise(unit)
  unit.update(`${text} x`)
  return time
}
