// The law of incremental reading, for one sequence of edits: after each, the unit knows what a fresh one would.
import { type Target, targets } from '../../src/c/environment.ts'
import { HeaderCache } from '../../src/c/headerCache.ts'
import type { SourceLoader } from '../../src/c/preprocessor.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { dumpUnit } from '../support/dump.ts'
import type { Random } from '../support/random.ts'
import { edited } from './edits.ts'

export interface Subject {
  readonly path: string
  readonly text: string
  readonly loader: SourceLoader
  readonly target?: Target
  readonly forcedIncludes?: readonly string[]
}

export function newUnit({ loader, text: _, ...own }: Subject, headers?: HeaderCache): TranslationUnit {
  const usual = { target: targets.x64, dialect: 'msvc', cplusplus: false, defines: [], configuration: 'test' } as const
  return new TranslationUnit({ ...usual, ...own }, loader, headers)
}

/**
 * Makes `edits` random edits; returns the first deviation with the texts around it. `cold`: how often the fresh unit reads
 * the headers itself, from 0 to 1.
 */
export function firstDeviation(subject: Subject, random: Random, edits: number, cold = 0.5): string | undefined {
  const headers = new HeaderCache()
  const unit = newUnit(subject, headers)
  let text = subject.text
  unit.update(text)
  for (let i = 0; i < edits; i++) {
    const before = text
    // Several small edits at once are one big one to the unit.
    for (let count = random.chance(0.1) ? 3 : 1; count > 0; count--) text = edited(text, random)
    unit.update(text)
    const fresh = newUnit(subject, random.chance(cold) ? undefined : headers)
    fresh.update(text)
    const difference = firstDifference(dumpUnit(unit, fresh), dumpUnit(fresh, unit))
    if (difference !== undefined) return `edit ${i}: ${difference}\n---- before\n${before}\n---- after\n${text}`
  }
  return undefined
}

/** As firstDeviation, for a unit whose bodies are read at any time, in any number of pieces, or when an edit asks for it. */
export function firstDeviationOfOutline(subject: Subject, random: Random, edits: number): string | undefined {
  const headers = new HeaderCache()
  const unit = newUnit(subject, headers)
  const mayWait = () => random.chance(0.7)
  let { text } = subject
  for (let i = 0; i < edits; i++) {
    unit.reread(text, mayWait)
    const first = text
    for (let more = random.below(4); more > 0; more--) {
      text = edited(text, random)
      unit.update(text, mayWait)
      let left = random.below(3)
      if (left > 0) unit.complete(() => --left <= 0)
    }
    unit.complete()
    const fresh = newUnit(subject, headers)
    fresh.update(text)
    const difference = firstDifference(dumpUnit(unit, fresh), dumpUnit(fresh, unit))
    if (difference !== undefined) return `round ${i}: ${difference}\n---- first\n${first}\n---- last\n${text}`
  }
  return undefined
}

export function firstDifference(ours: string, fresh: string): string | undefined {
  if (ours === fresh) return undefined
  const [a, b] = [ours.split('\n'), fresh.split('\n')]
  const at = a.findIndex((line, i) => line !== b[i])
  const from = Math.max(0, at - 3)
  return `line ${at}\n  kept:\n${a.slice(from, at + 3).join('\n')}\n  fresh:\n${b.slice(from, at + 3).join('\n')}`
}
