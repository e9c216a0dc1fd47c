import { describe, expect, it } from 'vitest'
import { targets } from './environment.ts'
import { Past, UnitTables } from './unitTables.ts'

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

  it('remembers the changes of a header once for all units', () => {
    const [one, two] = [new UnitTables(targets.x64), new UnitTables(targets.x64)]
    one.set('onceFiles', 'a.h', true)
    one.set('onceFiles', 'b.h', true)
    const changes = one.changesSince(0)
    two.redo(changes)
    expect(two.changesSince(0)).toBe(changes)
    two.undoTo(0)
    two.set('onceFiles', 'c.h', true)
    two.set('onceFiles', 'd.h', true)
    expect(two.changesSince(0).map(({ key }) => key)).toEqual(['c.h', 'd.h'])
  })

  it('of units that did the same have one past', () => {
    const beginning = new Past()
    const [one, two] = [new UnitTables(targets.x64, 0, beginning), new UnitTables(targets.x64, 0, beginning)]
    one.set('onceFiles', 'a.h', true)
    expect(one.past).toBeUndefined()
    const changes = one.changesSince(0)
    one.undoTo(0)
    expect(one.past).toBe(beginning)
    one.redo(changes)
    two.redo(changes)
    expect(two.past).toBe(one.past)
    expect(two.past).not.toBe(beginning)
    expect([...two.onceFiles.keys()]).toEqual(['a.h'])
    // As many changes as before, and others.
    two.undoTo(0)
    two.set('onceFiles', 'b.h', true)
    expect(two.past).toBeUndefined()
  })
})
