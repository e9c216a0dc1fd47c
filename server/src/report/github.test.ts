import { expect, test } from 'vitest'
import type { Finding } from '../protocol/finding.ts'
import { githubReport } from './github.ts'

const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } }

function printed(change: Partial<Finding>, quiet = true): string {
  const finding: Finding = {
    file: '/w/a.c',
    code: 'MRX012',
    name: 'callback-cast',
    severity: 'hint',
    message: 'm',
    range,
    related: [],
    fixes: [],
    ...change,
  }
  const shown = (path: string) => path.slice(3)
  return githubReport({ files: ['/w/a.c'], findings: [finding], unusable: [] }, { shown, quiet })
}

test('one command a finding, then the summary', () =>
  expect(printed({}, false)).toBe(
    '::notice file=a.c,line=3,endLine=3,col=5,endColumn=10,title=MRX012 callback-cast::m\n1 file checked: 1 hint\n',
  ))

test('nothing in a name or a message ends the command', () => {
  const line = printed({ file: '/w/a,b:c%.c', message: 'one\r\n::error::two 100%', severity: 'error' })
  expect(line).toBe(
    '::error file=a%2Cb%3Ac%25.c,line=3,endLine=3,col=5,endColumn=10,title=MRX012 callback-cast::one%0D%0A::error::two 100%25\n',
  )
})

test('over several lines there is no end column; the other places are told', () => {
  const related = [{ file: '/w/b.c', range, message: 'registered here' }]
  const line = printed({ range: { ...range, end: { line: 5, character: 1 } }, related, severity: 'warning' })
  expect(line).toBe(
    '::warning file=a.c,line=3,endLine=6,col=5,title=MRX012 callback-cast::m%0Ab.c:3: registered here\n',
  )
})
