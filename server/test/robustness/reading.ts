// Reads a text as the editor does, and asks for everything; says how long that took.

import { targets } from '../../src/c/environment.ts'
import { HeaderCache } from '../../src/c/headerCache.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { processorTime } from '../support/patience.ts'
import { memoryLoader } from '../support/sources.ts'
import { exercise } from './exercise.ts'

/** Milliseconds of the processor on a machine of usual speed. */
export const longest = 2_000

export interface ReadingOptions {
  /** Headers by the name in `#include`. */
  readonly files?: Readonly<Record<string, string>> | undefined
  readonly cplusplus?: boolean
  /** What earlier readings know of the headers. */
  readonly headers?: HeaderCache
}

/** Milliseconds of the processor for reading `text`; after that, it is edited at its end and asked everything. */
export function readingTime(text: string, options: ReadingOptions = {}): number {
  const { files = {}, cplusplus = false, headers = new HeaderCache() } = options
  const fixed = { path: 'main.c', target: targets.x64, dialect: 'msvc', defines: [], configuration: 'test' } as const
  const unit = new TranslationUnit({ ...fixed, cplusplus }, memoryLoader(files), headers)
  const time = processorTime(() => unit.update(text))
  exercise(unit)
  unit.update(`${text} x`)
  return time
}
