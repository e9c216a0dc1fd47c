// Reads a text as the editor does, and asks for everything; says how long that took.

import { targets } from '../../src/c/environment.ts'
import { HeaderCache } from '../../src/c/headerCache.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { memoryLoader } from '../support/sources.ts'
import { exercise } from './exercise.ts'

/** Milliseconds of the processor for reading `text`; after that, it is edited at its end and asked everything. */
export function readingTime(text: string, files: Readonly<Record<string, string>> = {}, cplusplus = false): number {
  const options = { path: 'main.c', target: targets.x64, dialect: 'msvc', defines: [], configuration: 'test' } as const
  const unit = new TranslationUnit({ ...options, cplusplus }, memoryLoader(files), new HeaderCache())
  const start = process.cpuUsage()
  unit.update(text)
  const { user } = process.cpuUsage(start)
  exercise(unit)
  unit.update(`${text} x`)
  return user / 1_000
}
