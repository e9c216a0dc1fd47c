// Sources that are large or deep are read in time, whole or not.
import { describe, it } from 'vitest'
import { isLong } from '../support/longRun.ts'
import { expectInTime } from '../support/patience.ts'
import { longest, readingTime } from './reading.ts'
import { masses, stresses } from './stress.ts'

const size = isLong ? 100_000 : 5_000

describe('sources that are large or deep', () => {
  it.each(stresses(size))('$name', { timeout: 60_000 }, ({ text, files }) => {
    expectInTime(readingTime(text, { files }), longest)
  })
})

describe.runIf(isLong)('masses', () => {
  it.each(masses())('$name', { timeout: 120_000 }, ({ text }) => {
    expectInTime(readingTime(text), longest * 3)
  })
})
