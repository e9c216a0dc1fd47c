import { expect, test } from 'vitest'
import { jsonReport } from './json.ts'

const range = { start: { line: 10, character: 4 }, end: { line: 10, character: 20 } }

test('the documented shape, field by field', () => {
  const text = jsonReport(
    {
      files: ['/w/a/b.c', '/w/c.c'],
      findings: [
        {
          file: '/w/a/b.c',
          code: 'MRX004',
          name: 'context-unchecked',
          severity: 'error',
          message: 'Context may be NULL',
          range,
          function: 'MyFinalizeSrvCall',
          related: [{ file: '/w/c.c', range, message: 'here' }],
          fixes: [{ title: 'Test it', edits: [], certain: false }],
        },
      ],
      unusable: [],
    },
    { elapsedMs: 41.4, shown: path => path.slice(3) },
  )
  expect(JSON.parse(text)).toEqual({
    version: 1,
    tool: 'mrx-driver-tools',
    files: 2,
    elapsedMs: 41,
    findings: [
      {
        file: 'a/b.c',
        code: 'MRX004',
        name: 'context-unchecked',
        severity: 'error',
        message: 'Context may be NULL',
        range,
        function: 'MyFinalizeSrvCall',
        related: [{ file: 'c.c', range, message: 'here' }],
        fixable: true,
      },
    ],
  })
})

test('nothing found is an empty list', () => {
  const text = jsonReport({ files: ['/w/a.c'], findings: [], unusable: [] }, { elapsedMs: 0, shown: path => path })
  expect(JSON.parse(text)).toMatchObject({ files: 1, findings: [] })
})
