import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { parsePage, subjectOf } from '../../src/knowledge/page.ts'
import { Knowledge } from '../../src/knowledge/pages.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { HeaderNames } from './headerNames.ts'
import { formatComplaints, headerComplaints, unknownNames } from './pageFormat.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const headers = new HeaderNames(library)
const knowledge = Knowledge.of(library)
const paths = library.list('knowledge/').filter(path => subjectOf(path) !== undefined)
const complaintsOf = (check: (path: string, text: string) => readonly string[]) =>
  paths.flatMap(path => check(path, library.file(path)!).map(complaint => `${path}: ${complaint}`))

describe('our own pages', () => {
  test('obey FORMAT.md', () => {
    expect(complaintsOf((path, text) => formatComplaints(path, text, catalogue))).toEqual([])
  })

  test('name parameters, fields and values as the headers declare them', () => {
    expect(complaintsOf((path, text) => headerComplaints(parsePage(text, path).page, headers))).toEqual([])
  })

  test('name nothing of RDBSS that the headers do not know', () => {
    expect(complaintsOf((_, text) => unknownNames(text, headers))).toEqual([])
  })

  test('no two share a name or an alias', () => {
    const names = paths.flatMap(path => {
      const { page } = parsePage(library.file(path)!, path)
      return [page.name, ...(page.facts.get('alias')?.split(', ') ?? [])]
    })
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([])
  })

  test('every member of the dispatch table has one, and its type leads there', () => {
    const table = headers.dispatchTable()
    expect(table).toHaveLength(52)
    const astray = table.filter(([type, member]) => !knowledge.callbacksOfType(type).some(page => page.name === member))
    expect(astray).toEqual([])
  })
})
