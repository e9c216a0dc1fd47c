import { describe, expect, test } from 'vitest'
import { entryOf, items, parsePage, section, subjectOf } from './page.ts'

const path = 'knowledge/routines/RxThing.md'

const text = `---
name: RxThing
kind: routine
returns: a: b, \`c\`
---

What it is.

More of it.

## Parameters

### First
In.

Second paragraph.

### Options.Depth
Nested.

## Must

- Test the result.
- Free it. [MRX004]

## Traps

- **Force is no pointer.** A value. [MRX009] [MRX011]
- No name here.
`

describe('parsePage', () => {
  const { page, problems } = parsePage(text, path)

  test('reads front matter, summary, introduction and entries', () => {
    expect(problems).toEqual([])
    expect([page.name, page.kind, page.summary, page.introduction]).toEqual([
      'RxThing',
      'routine',
      'What it is.',
      'More of it.',
    ])
    expect(page.facts.get('returns')).toBe('a: b, `c`')
    expect(section(page, 'Parameters')!.entries[0]).toEqual({ name: 'First', text: 'In.\n\nSecond paragraph.' })
  })

  test('takes names and codes off the items of a list', () => {
    expect(items(page, 'Traps')).toEqual([
      { name: 'Force is no pointer', text: 'A value.', codes: ['MRX009', 'MRX011'] },
      { text: 'No name here.', codes: [] },
    ])
    expect(items(page, 'Must')[1]).toEqual({ text: 'Free it.', codes: ['MRX004'] })
    expect(items(page, 'Order')).toEqual([])
  })

  test('finds a nested entry by its last name', () => {
    expect(entryOf(page, 'Parameters', 'Depth')?.text).toBe('Nested.')
    expect(entryOf(page, 'Parameters', 'Options')).toBeUndefined()
    expect(entryOf(page, 'Fields', 'First')).toBeUndefined()
  })

  test.each([
    ['', ['no front matter', 'no first paragraph']],
    ['---\nname: X\n', ['not a `key: value` line', 'the front matter does not end', 'no first paragraph']],
    ['---\nname: X\nname: Y\n---\n\nText.\n', ['a second name']],
    ['---\nname: X\n---\n\n## Must\n\n- A.\n', ['no first paragraph']],
    ['---\nname: X\n---\nText.\n\n## Must\n\n## Must\n- A.\n', ['section Must says nothing', 'a second section Must']],
    ['---\nname: X\n---\nText.\n\n## Fields\n\n### A\n\n### A\nB.\n', ['A says nothing', 'a second A']],
  ])('never fails: %j', (broken, messages) => {
    expect(
      parsePage(broken, path)
        .problems.map(problem => problem.message)
        .sort(),
    ).toEqual([...messages].sort())
  })
})

test('the folder says the kind; other files are no pages', () => {
  expect(subjectOf('knowledge/enumerations/LOWIO_OPS.md')).toEqual({ name: 'LOWIO_OPS', kind: 'enumeration' })
  expect(subjectOf('knowledge/FORMAT.md')).toBeUndefined()
  expect(subjectOf('knowledge/catalogue.json')).toBeUndefined()
  expect(subjectOf('knowledge/constructor/x.md')).toBeUndefined()
})
