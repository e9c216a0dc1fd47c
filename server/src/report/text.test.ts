import { expect, test } from 'vitest'
import type { Finding } from '../protocol/finding.ts'
import { type TextOptions, textReport } from './text.ts'

const source = 'NTSTATUS\r\nMyFinalize(\r\n\tPMRX_SRV_CALL s,\tPBOOLEAN Force)\r\n{\r\n}'

function finding(change: Partial<Finding> = {}): Finding {
  return {
    file: '/w/a.c',
    code: 'MRX011',
    name: 'callback-signature',
    severity: 'error',
    message: 'Force is PBOOLEAN, but BOOLEAN in the typedef',
    range: { start: { line: 2, character: 18 }, end: { line: 2, character: 26 } },
    related: [],
    fixes: [],
    ...change,
  }
}

function report(findings: Finding[], change: Partial<TextOptions> = {}): string {
  const read = (path: string) => (path === '/w/a.c' ? source : undefined)
  const options = { color: false, quiet: false, shown: (path: string) => path.replace('/w/', ''), read, ...change }
  return textReport({ files: ['/w/a.c'], findings, unusable: [] }, options)
}

test('a finding shows its line, and carets under what it means, tabs or not', () => {
  const places = [{ file: '/w/a.c', range: range(1, 0, 1, 10), message: 'registered here' }]
  expect(report([finding({ related: places, function: 'MyFinalize' })])).toBe(
    [
      'a.c:3:19: error: Force is PBOOLEAN, but BOOLEAN in the typedef [MRX011 callback-signature] in MyFinalize',
      '    3 |     PMRX_SRV_CALL s,    PBOOLEAN Force)',
      '      |                         ^^^^^^^^',
      'a.c:2:1: note: registered here',
      '    2 | MyFinalize(',
      '      | ^^^^^^^^^^',
      '',
      '1 file checked: 1 error',
      '',
    ].join('\n'),
  )
})

test('the way comes before what explains the place', () => {
  const path = [{ file: '/w/a.c', range: range(0, 0, 0, 8), message: 'first' }]
  const related = [{ file: '/w/a.c', range: range(1, 0, 1, 10), message: 'then' }]
  const notes = report([finding({ path, related })]).match(/note: .*/g)
  expect(notes).toEqual(['note: first', 'note: then'])
})

test('the summary counts by severity and says how many have a fix', () => {
  const fix = { title: 'Rewrite', edits: [], certain: true }
  const out = report([finding({ fixes: [fix] }), finding(), finding({ severity: 'hint' })])
  expect(out).toMatch(/1 file checked: 2 errors, 1 hint; 1 has a quick fix\n$/)
  expect(report([])).toBe('1 file checked: nothing to report\n')
})

test('quiet is one line a finding', () => {
  expect(report([finding()], { quiet: true }).split('\n')).toHaveLength(2)
  expect(report([], { quiet: true })).toBe('')
})

test('a place that is no longer in the text has no excerpt', () => {
  expect(report([finding({ range: range(90, 0, 90, 1) }), finding({ file: '/w/gone.c' })])).not.toContain(' | ')
})

test('a finding over several lines is marked to the end of its first', () => {
  expect(report([finding({ range: range(1, 2, 4, 1) })])).toContain('\n    2 | MyFinalize(\n      |   ^^^^^^^^^\n')
})

test('an empty range still has a caret', () => {
  expect(report([finding({ range: range(0, 8, 0, 8) })])).toContain('\n    1 | NTSTATUS\n      |         ^\n')
})

test('nothing in a source or a path reaches the terminal as a command', () => {
  const hostile = 'int a; // \u001b[2J \u202e \u0007'
  const out = report([finding({ file: '/w/\u001b[31m.c', range: range(0, 4, 0, 5) })], { read: () => hostile })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('wide characters in front move the caret by two columns', () => {
  const out = report([finding({ range: range(0, 5, 0, 6) })], { read: () => '/*服*/x;' })
  expect(out).toContain('    1 | /*服*/x;\n      |       ^\n')
})

test('a very long line is cut around the caret', () => {
  const read = () => `${'a'.repeat(5000)}BAD${'b'.repeat(5000)}`
  const [, text, marks] = report([finding({ range: range(0, 5000, 0, 5003) })], { read }).split('\n')
  expect(text!.length).toBeLessThan(180)
  expect(text!.slice(marks!.indexOf('^'), marks!.lastIndexOf('^') + 1)).toBe('BAD')
})

test('colours only when asked for', () => {
  expect(report([finding()])).not.toContain('\u001b')
  expect(report([finding()], { color: true })).toContain('\u001b[31merror:\u001b[0m')
})

function range(line: number, character: number, endLine: number, endCharacter: number) {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } }
}
