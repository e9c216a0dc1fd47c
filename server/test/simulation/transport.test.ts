// Transports, at moments that the drivers of the examples do not come to.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loaded, run } from '../support/simulated.ts'

const folder = new URL('../../../examples/courier/', import.meta.url)
const courier = Object.fromEntries(
  readdirSync(folder)
    .filter(name => /\.[ch]$/.test(name))
    .map(name => [name, readFileSync(new URL(name, folder), 'utf8')]),
)

function replaced(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((all, [from, to]) => {
    expect(all).toContain(from)
    return all.replace(from, to)
  }, text)
}

test('a connection that is closed while its data is indicated', () => {
  // Once the server is there, and longer than anybody waits for the answer.
  const isLater = 'static LONG Calls;\n    if (InterlockedIncrement(&Calls) == 2)'
  const taken = '    *BytesTaken = Taken;\n'
  const slow = loaded({
    ...courier,
    'tdi.c': replaced(courier['tdi.c']!, [
      [taken, `    ${isLater}\n        KeStallExecutionProcessor(30000000);\n${taken}`],
    ]),
    // Without ticks nobody waits for DPCs before the connection is closed.
    'timer.c': replaced(courier['timer.c']!, [
      ['    KeSetTimerEx(&Server->Timer, Due, CR_TICK, &Server->TimerDpc);\n', ''],
      ['    KeFlushQueuedDpcs();\n', ''],
    ]),
  })
  const { violations, unknown } = run(slow, ['connect', 'open', 'disconnect', 'unload'])
  expect([violations, unknown]).toEqual([[], undefined])
})
