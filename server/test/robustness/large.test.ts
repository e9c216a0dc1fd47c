// Sources that are large or deep are read in time, whole or not.
import { describe, expect, it } from 'vitest'
import { isLong } from '../support/longRun.ts'
import { longest, readingTime } from './reading.ts'
import { masses, stresses } from './stress.ts'

const size = isLong ? 100_000 : 5_000

describe('sources that are large or deep', () => {
  it.each(stresses(size))('$name', { timeout: 60_000 }, ({ text, files }) => {
    expect(readingTime(text, { files })).toBeLessThan(longest)
  })
})

describe.runIf(isLong)('masses', () => {
  it.each(masses())('$name', { timeout: 120_000 }, ({ text }) => {
    expect(readingTime(text)).toBeLessThan(longest * 3)
  })
})
