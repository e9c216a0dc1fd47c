import { expect, test } from 'vitest'
import { withReason } from './allowReason.ts'

const comment = '    // @mrx allow MRX012 because "say why"\n'

test.each([
  ['the transport completes', 'the transport completes'],
  ['  it is "right"\n here ', "it is 'right' here"],
  ['costs $& and $1', 'costs $& and $1'],
  ['C:\\', 'C:\\'],
])('%j', (reason, written) =>
  expect(withReason(comment, reason)).toBe(`    // @mrx allow MRX012 because "${written}"\n`),
)

test('another edit stays as it is', () => expect(withReason('int x;', 'y')).toBe('int x;'))
