import { expect, test } from 'vitest'
import { rulePage } from './rulePage.ts'

const entry = {
  code: 'MRX001',
  name: 'srvcall-freed',
  severity: 'critical',
  mistake: 'freeing SrvCall',
  mechanism: 'RxFreeObject runs after the callback',
} as const

test('a page says what, why and how to change it', () => {
  expect(rulePage(entry, 'error', true)).toBe(`# MRX001 srvcall-freed

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
  const page = rulePage(entry, 'error', false)
  expect(page).toContain('does not look for it yet')
  expect(page).not.toContain('.mrxrc.json')
})
