import { describe, expect, it } from 'vitest'
import { targets } from './environment.ts'
import { UnitTables } from './unitTables.ts'

describe('tables', () => {
  it('go back to a mark', () => {
    const tables = new UnitTables(targets.x64)
    tables.set('onceFiles', 'a', true)
    const { mark } = tables
    tables.set('onceFiles', 'b', true)
    tables.set('onceFiles', 'a', undefined)
    expect([...tables.onceFiles.keys()]).toEqual(['b'])
    tables.undoTo(mark)
    expect([...tables.onceFiles.keys()]).toEqual(['a'])
  })

  it('do changes again where other things were said before', () => {
    const tables = new UnitTables(targets.x64)
    const start = tables.mark
    tables.nextCounter()
    tables.nextCounter()
    const changes = tables.changesSince(start)
    tables.undoTo(start)
    tables.set('state', 'counter', 7)
    const { mark } = tables
    tables.redo(changes)
    expect(tables.nextCounter()).toBe(2)
    tables.undoTo(mark)
    expect(tables.nextCounter()).toBe(7)
  })
})
