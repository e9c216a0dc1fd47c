import { expect, test } from 'vitest'
import { progressLine, requestError, statusOf } from './serverState.ts'

test('busy while starting and indexing', () => {
  expect(statusOf({ kind: 'starting' }).busy).toBe(true)
  expect(statusOf({ kind: 'running', progress: 'Indexing' })).toMatchObject({ busy: true, detail: 'Indexing' })
  expect(statusOf({ kind: 'running' })).toMatchObject({ busy: false, detail: 'Ready' })
  expect(statusOf({ kind: 'idle' }).busy).toBe(false)
})

test('a failure says why', () => {
  expect(statusOf({ kind: 'failed', reason: 'crashed 4 times' })).toMatchObject({
    failed: true,
    detail: 'crashed 4 times',
  })
})

test.each([
  ['Indexing', '12 of 40 files', 30, 'Indexing: 12 of 40 files'],
  ['Indexing', undefined, 29.6, 'Indexing: 30 %'],
  ['Indexing', undefined, undefined, 'Indexing'],
  ['', 'reading', undefined, 'reading'],
])('progress %s %s %s', (title, message, percentage, line) =>
  expect(progressLine(title, message, percentage)).toBe(line),
)

test('what was asked of a server that ends is told in words, other errors as they are', () => {
  const lost = Object.assign(new Error('Pending response rejected since …'), { code: -32_097 })
  expect(requestError(lost)).toEqual(new Error('The language server ended before it answered.'))
  const own = Object.assign(new Error('no such file'), { code: -32_603 })
  expect(requestError(own)).toBe(own)
  expect(requestError('x')).toBe('x')
})
