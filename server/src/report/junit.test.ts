import { parseXml } from '@rgrove/parse-xml'
import { expect, test } from 'vitest'
import type { Finding, Severity } from '../protocol/finding.ts'
import { junitReport } from './junit.ts'

const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } }

function finding(severity: Severity, message = 'm'): Finding {
  return { file: '/w/a.c', code: 'MRX012', name: 'callback-cast', severity, message, range, related: [], fixes: [] }
}

function printed(findings: Finding[], unusable: string[] = []): string {
  const shown = (path: string) => path.slice(3)
  return junitReport({ files: ['/w/a.c', '/w/b.c'], findings, unusable }, { elapsedMs: 1_234, shown })
}

test('a case for each file; what is serious fails it, the rest is its output', () => {
  expect(printed([finding('error'), finding('hint')])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="mrx check" tests="2" failures="1" errors="0" time="1.234">
    <testcase name="a.c" classname="mrx" file="a.c">
      <failure type="MRX012" message="m">a.c:3:5: error: m [MRX012 callback-cast]</failure>
      <system-out>a.c:3:5: hint: m [MRX012 callback-cast]</system-out>
    </testcase>
    <testcase name="b.c" classname="mrx" file="b.c"/>
  </testsuite>
</testsuites>
`)
})

test('what could not be used is an error', () => {
  const text = printed([], ['.mrxrc.json: wrong'])
  expect(text).toContain('<error message=".mrxrc.json: wrong"/>')
  expect(text).toContain(`tests="${text.match(/<testcase /g)!.length}" failures="0" errors="1"`)
})

test('any message is well-formed XML', () => {
  const hostile = 'a < b && "c" > \'d\' ]]> \u0000 \u001b[2J \ud800 \u{1f600} --'
  const text = printed([finding('warning', hostile), finding('hint', hostile)])
  expect(parseXml(text).root?.name).toBe('testsuites')
})
