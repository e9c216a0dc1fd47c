// Correct drivers in many styles, small and large. What they do, real drivers do every day, and no rule may say a word of it;
// each was written to provoke a false alarm.
import { expect, test } from 'vitest'
import { openLibrary } from '../src/main/library.node.ts'
import { memoryFiles } from '../src/project/files.ts'
import { isSource } from '../src/project/paths.ts'
import { correctDrivers } from './support/correct.ts'
import { engineOver, findingsOf } from './support/driver.ts'

const drivers = correctDrivers()
const engine = engineOver(memoryFiles(Object.assign({}, ...drivers.map(({ texts }) => texts))), {
  library: openLibrary(import.meta.dirname),
})

test.each(drivers)('$name', ({ texts }) => {
  const findings = findingsOf(texts, { engine })
  const problems = Object.keys(texts)
    .filter(isSource)
    .flatMap(path => engine.units.unit(path)!.problems)
  expect(problems.map(({ message }) => message)).toEqual([])
  expect(findings.map(({ code, message, range }) => `${code} ${range.start.line + 1}: ${message}`)).toEqual([])
})
