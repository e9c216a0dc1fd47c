import { expect, test } from 'vitest'
import { looked } from '../../test/support/flow.ts'
import { valueText } from './termText.ts'

test('terms are named as the author would', () => {
  const names = (body: string) =>
    looked(`void f(PSERVER p, PSERVER *all) { ${body} }`, (state, value) => valueText(state.value(value!)) ?? '-')
  expect(names('PSERVER q = p->Next; look(q->Context); look(&q->Lock); look(&GlobalLock);')).toEqual([
    'p->Next->Context',
    '&p->Next->Lock',
    '&GlobalLock',
  ])
  expect(names('look(all[2]); look(*all); look(NULL); look(unknown); look(coin());')).toEqual([
    'all[2]',
    '*all',
    '0',
    'unknown',
    '-',
  ])
})
