// What the page asks the extension for.
import { expect, test } from 'vitest'
import { App } from './app.ts'
import type { FromPanel } from './messages.ts'
import type { Dials } from './model/dials.ts'

function askedWith(dials: Partial<Dials>): FromPanel[] {
  const sent: FromPanel[] = []
  const host = {
    postMessage: (message: FromPanel) => void sent.push(message),
    getState: () => undefined,
    setState() {},
  }
  const app = new App(host, () => undefined)
  app.turn(dials)
  app.run()
  return sent.filter(({ type }) => type === 'run')
}

test.each<[Partial<Dials>, object]>([
  [{}, {}],
  [{ caller: 'user' }, {}],
  [{ profile: 'both' }, { profile: 'both' }],
  [{ profile: 'function-page' }, { profile: 'function-page' }],
])('a run is asked for as the dials %j say, and as set otherwise', (dials, asked) => {
  expect(askedWith(dials)).toEqual([{ type: 'run', ...asked }])
})
