import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { endWithStreams } from './streams.ts'

function stream(failure?: { code: string; message: string }) {
  const told: string[] = []
  const made = new Writable({
    decodeStrings: false,
    write: (text, _, done) => {
      told.push(text)
      done(failure && Object.assign(new Error(failure.message), failure))
    },
  })
  return { made, told }
}

const full = { code: 'ENOSPC', message: 'ENOSPC: no space left on device, write' }
const closed = { code: 'EPIPE', message: 'EPIPE: broken pipe, write' }

test.each([
  [
    'a full disk is told in a line',
    full,
    undefined,
    [2],
    ['mrx: standard output: ENOSPC: no space left on device, write\n'],
  ],
  ['and is the end where that cannot be told', full, full, [2], [expect.any(String)]],
  ['a closed pipe is nobody’s mistake', closed, undefined, [undefined], []],
])('%s', async (_, onOut, onErr, codes, lines) => {
  const [out, err] = [stream(onOut), stream(onErr)]
  const exits: (number | undefined)[] = []
  endWithStreams({ stdout: out.made, stderr: err.made, exit: code => void exits.push(code) })
  out.made.write('a report')
  await new Promise(resolve => setTimeout(resolve, 10))
  expect([...new Set(exits)]).toEqual(codes)
  expect(err.told).toEqual(lines)
})
