import { describe, expect, test } from 'vitest'
import { type Library, packedLibrary } from './library.ts'
import { Knowledge } from './pages.ts'

const page = (keys: string, body = 'Text.') => `---\n${keys}\n---\n\n${body}\n`

const texts: Record<string, string> = {
  'knowledge/FORMAT.md': '# Not a page',
  'knowledge/callbacks/MRxClose.md': page('typedef: PMRX_CALLDOWN', 'Closes.\n\n## Parameters\n\n### RxContext\nIn.'),
  'knowledge/callbacks/MRxFlush.md': page('typedef: PMRX_CALLDOWN', 'Flushes.\n\n## Parameters\n\n### RxContext\nIn.'),
  'knowledge/callbacks/MRxStart.md': page('typedef: PMRX_START', 'Starts.\n\n## Parameters\n\n### RxContext\nFirst.'),
  'knowledge/routines/RxFree.md': page('alias: _RxFree, RxRelease'),
  'knowledge/structures/SRV_CALL.md': page('alias: MRX_SRV_CALL', 'A server.\n\n## Fields\n\n### Context\nYours.'),
  'knowledge/enumerations/STATE.md': page('name: STATE', 'A state.\n\n## Values\n\n### Good\n3.'),
}

/** Counts what is read. */
function spied(): { library: Library; read: string[] } {
  const read: string[] = []
  const packed = packedLibrary(texts)
  const file = (path: string) => {
    read.push(path)
    return packed.file(path)
  }
  return { library: { ...packed, file }, read }
}

describe('Knowledge', () => {
  const knowledge = Knowledge.of(packedLibrary(texts))

  test.each([
    ['SRV_CALL', 'SRV_CALL'],
    ['MRX_SRV_CALL', 'SRV_CALL'],
    ['PSRV_CALL', 'SRV_CALL'],
    ['PMRX_SRV_CALL', 'SRV_CALL'],
    ['_SRV_CALL', 'SRV_CALL'],
    ['_MRX_SRV_CALL_', 'SRV_CALL'],
    ['RxRelease', 'RxFree'],
    ['_RxFree', 'RxFree'],
    ['PSTATE', 'STATE'],
    ['_MRxClose', undefined],
    ['PRxFree', undefined],
    ['NoSuchThing', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s leads to %s', (name, found) => {
    expect(knowledge.page(name)?.name).toBe(found)
    expect(knowledge.kind(name) !== undefined).toBe(found !== undefined)
  })

  test('a function pointer type leads to the callbacks that have it', () => {
    expect(knowledge.callbacksOfType('PMRX_CALLDOWN').map(each => each.name)).toEqual(['MRxClose', 'MRxFlush'])
    expect(knowledge.lookup('PMRX_START').map(each => each.name)).toEqual(['MRxStart'])
    expect(knowledge.lookup('MRxFlush').map(each => each.name)).toEqual(['MRxFlush'])
    expect(knowledge.lookup('PMRX_OTHER')).toEqual([])
  })

  test('fields, values and parameters', () => {
    expect(knowledge.field('PMRX_SRV_CALL', 'Context')?.text).toBe('Yours.')
    expect(knowledge.field('STATE', 'Good')?.text).toBe('3.')
    expect(knowledge.field('SRV_CALL', 'Absent')).toBeUndefined()
    expect(knowledge.field('ABSENT', 'Context')).toBeUndefined()
    expect(knowledge.parameter('MRxStart', 'RxContext')?.text).toBe('First.')
    expect(knowledge.parameter('PMRX_START', 'RxContext')?.text).toBe('First.')
    expect(knowledge.parameter('PMRX_CALLDOWN', 'RxContext')).toBeUndefined()
  })

  test('names of a kind, for completion', () => {
    expect(knowledge.names('callback')).toEqual(['MRxClose', 'MRxFlush', 'MRxStart'])
    expect(knowledge.names('enumeration')).toEqual(['STATE'])
  })

  test('reads nothing at the start, and only the page that is asked for', () => {
    const { library, read } = spied()
    const lazy = Knowledge.of(library)
    lazy.names('callback')
    expect(lazy.kind('MRxStart')).toBe('callback')
    expect(read).toEqual([])
    expect(lazy.page('MRxStart')).toBe(lazy.page('MRxStart'))
    expect(read).toEqual(['knowledge/callbacks/MRxStart.md'])
  })

  test('scans the front matter once', () => {
    const { library, read } = spied()
    const lazy = Knowledge.of(library)
    lazy.page('Unknown')
    const scanned = read.length
    lazy.page('Another')
    expect(scanned).toBe(6)
    expect(read).toHaveLength(scanned)
  })
})
