import { expect, test } from 'vitest'
import { ruleIndex, rulePage } from './rulePage.ts'

const entry = {
  code: 'MRX001',
  name: 'srvcall-freed',
  severity: 'critical',
  mistake: 'freeing SrvCall',
  mechanism: 'RxFreeObject runs after the callback',
} as const

test('a page says what, why and how to change it', () => {
  expect(rulePage(entry, { severity: 'error', checked: true, docs: undefined })).toBe(`# MRX001 srvcall-freed

Severity: error

## The mistake

Freeing SrvCall.

## What happens

RxFreeObject runs after the callback.

## Reporting

In \`.mrxrc.json\`, also \`hint\`, \`information\`, \`warning\` or \`error\`:

\`\`\`json
{ "rules": { "srvcall-freed": "off" } }
\`\`\`
`)
})

test('a mistake that is not looked for says so, and offers nothing to switch', () => {
  const page = rulePage(entry, { severity: 'error', checked: false, docs: undefined })
  expect(page).toContain('does not look for it yet')
  expect(page).not.toContain('.mrxrc.json')
})

test('with what the rule says of itself', () => {
  const docs = {
    what: 'It is freed.',
    why: 'Twice.',
    example: '\n      free(a);\n    -   free(b); // MRX001\n    + keep(b);',
    allow: 'Never.',
    sources: ['one', 'two'],
  }
  const page = rulePage(entry, { severity: 'error', checked: true, docs })
  expect(page).toContain(
    '## The mistake\n\nIt is freed.\n\n## What happens\n\nTwice.\n\n## Example\n\n```c\nfree(a);\n  free(b); // MRX001\n```',
  )
  expect(page).toContain(
    '## Correct\n\n```c\nfree(a);\nkeep(b);\n```\n\n## When to allow it\n\nNever.\n\n```c\n// @mrx allow MRX001 because "…"\n```',
  )
  expect(page).toMatch(/## Sources\n\n- one\n- two\n$/)
})

test('the index has a row for each rule', () => {
  expect(ruleIndex([{ entry, severity: 'error' }])).toContain(
    '| [MRX001](MRX001.md) | srvcall-freed | error | freeing SrvCall |',
  )
})
