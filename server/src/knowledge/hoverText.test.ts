import { describe, expect, test } from 'vitest'
import { fieldHover, memberHover, nameHover, pageHover, parameterHover, typedefHover, wholePage } from './hoverText.ts'
import { packedLibrary } from './library.ts'
import { parsePage } from './page.ts'
import { Knowledge } from './pages.ts'

const callback = parsePage(
  `---
name: MRxDone
kind: callback
typedef: PMRX_DONE
header: mrx.h
irql: \`<= APC_LEVEL\`
thread: a worker
locks: none
link: https://learn.microsoft.com/x
---

The last call.

## Parameters

### Force
In, a value. [MRX009]

## Runs in

One body.

## Must

- Free it.

## Traps

${Array.from({ length: 10 }, (_, index) => `- **Trap number ${index}.** Text ${index}. [MRX00${index}]`).join('\n')}
`,
  'callbacks/MRxDone.md',
).page

const structure = parsePage(
  '---\nname: THING\nkind: structure\nheader: fcb.h\n---\n\nA thing.\n\n## Fields\n\n### Create.Flags\n`ULONG`.\n',
  'structures/THING.md',
).page

const enumeration = parsePage(
  '---\nname: STATE\nkind: enumeration\nheader: a.h\n---\n\nA state.\n\n## Values\n\n### Good\n3.\n\n### Bad\n4.\n',
  'enumerations/STATE.md',
).page

const context = {
  declaration: 'NTSTATUS MyDone(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n',
  notes: ['`MyDone` is registered as `MRxDone` in init.c:40.', 'Second note.'],
  ruleLink: (code: string) => (code === 'MRX000' ? 'command:mrx' : undefined),
}

describe('hover', () => {
  test('of a callback: declaration, notes, facts, duties, the first traps', () => {
    expect(pageHover(callback, context)).toBe(`\`\`\`c
NTSTATUS MyDone(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
\`\`\`

**MRxDone** · callback of \`MINIRDR_DISPATCH\` · mrx.h

\`MyDone\` is registered as \`MRxDone\` in init.c:40.  
Second note.

The last call.

- IRQL: \`<= APC_LEVEL\`
- Thread: a worker
- Locks held: none

**Must**
- Free it.

**Traps**
- **Trap number 0.** Text 0. [MRX000](command:mrx)
- **Trap number 1.** Text 1. \`MRX001\`
- **Trap number 2.** Text 2. \`MRX002\`
- **Trap number 3.** Text 3. \`MRX003\`
- **Trap number 4.** Text 4. \`MRX004\`
- **Trap number 5.** Text 5. \`MRX005\`
- **Trap number 6.** Text 6. \`MRX006\`
- **Trap number 7.** Text 7. \`MRX007\`
- and 2 more: Trap number 8 · Trap number 9

[Microsoft's page](https://learn.microsoft.com/x)`)
  })

  test('of a parameter', () => {
    expect(parameterHover(callback, 'Force', { declaration: 'BOOLEAN Force' })).toBe(`\`\`\`c
BOOLEAN Force
\`\`\`

**Force** · parameter of \`MRxDone\`

In, a value. \`MRX009\`

[Microsoft's page](https://learn.microsoft.com/x)`)
    expect(parameterHover(callback, 'Other')).toContain('**Other** · parameter of `MRxDone`')
  })

  test('of a field, by its path or last name', () => {
    expect(fieldHover(structure, 'Flags')).toBe('**Create.Flags** · field of `THING`\n\n`ULONG`.')
    expect(fieldHover(structure, 'Absent')).toBeUndefined()
    expect(fieldHover(enumeration, 'Bad')).toBe('**Bad** · value of `STATE`\n\n4.')
  })

  test('of an enumeration lists the values', () => {
    expect(pageHover(enumeration)).toBe(
      '**STATE** · enumeration of RDBSS · a.h\n\nA state.\n\n- `Good`: 3.\n- `Bad`: 4.',
    )
  })

  test('of a function pointer type: the one callback, a few with what they do, many by name', () => {
    expect(typedefHover('PMRX_DONE', [callback], context)).toContain(
      '`PMRX_DONE` is the type of the member `MRxDone`.  \n`MyDone` is registered',
    )
    expect(typedefHover('PMRX_DONE', [callback, callback])).toBe(
      '**PMRX_DONE** · type of 2 members of `MINIRDR_DISPATCH`\n\n- `MRxDone`: The last call.\n- `MRxDone`: The last call.',
    )
    expect(typedefHover('PMRX_DONE', Array(4).fill(callback))).toContain('`MRxDone`, `MRxDone`, `MRxDone`, `MRxDone`')
    expect(typedefHover('PMRX_NONE', [])).toBeUndefined()
  })
})

test('the whole page has every section and links the rules', () => {
  const whole = wholePage(callback, { ruleLink: code => `#${code}` })
  expect(whole).toContain('## Parameters\n\n### Force\n\nIn, a value. [MRX009](#MRX009)')
  expect(whole).toContain('## Runs in\n\nOne body.')
  expect(whole).toContain('- **Trap number 9.** Text 9. [MRX009](#MRX009)')
  expect(whole.endsWith("[Microsoft's page](https://learn.microsoft.com/x)")).toBe(true)
})

describe('by name', () => {
  const file = (keys: string, body: string) => `---\n${keys}\nheader: a.h\n---\n\n${body}\n`
  const knowledge = Knowledge.of(
    packedLibrary({
      'knowledge/callbacks/MRxDone.md': file('typedef: PMRX_DONE', 'Done.'),
      'knowledge/structures/MINIRDR_DISPATCH.md': file(
        'kind: structure',
        'The table.\n\n## Fields\n\n### MRxFlags\nBits.',
      ),
      'knowledge/structures/THING.md': file(
        'alias: MRX_THING',
        'A thing.\n\n## Fields\n\n### MRxDone\nNot the callback.',
      ),
      'knowledge/enumerations/STATE.md': file('alias: Good', 'A state.\n\n## Values\n\n### Good\n3.'),
    }),
  )

  test.each([
    ['MRxDone', '**MRxDone** · callback of `MINIRDR_DISPATCH` · a.h\n\nDone.'],
    ['PMRX_THING', '**PMRX_THING** → **THING** · structure of RDBSS · a.h\n\nA thing.'],
    ['Good', '**Good** · value of `STATE`\n\n3.'],
    ['STATE', '**STATE** · enumeration of RDBSS · a.h\n\nA state.\n\n- `Good`: 3.'],
    [
      'PMRX_DONE',
      '**MRxDone** · callback of `MINIRDR_DISPATCH` · a.h\n\n`PMRX_DONE` is the type of the member `MRxDone`.\n\nDone.',
    ],
    ['Nothing', undefined],
  ])('%s', (name, markdown) => {
    expect(nameHover(knowledge, name)).toBe(markdown)
  })

  test.each([
    ['PMINIRDR_DISPATCH', 'MRxDone', '**MRxDone** · callback of `MINIRDR_DISPATCH` · a.h\n\nDone.'],
    ['MINIRDR_DISPATCH', 'MRxFlags', '**MRxFlags** · field of `MINIRDR_DISPATCH`\n\nBits.'],
    ['MINIRDR_DISPATCH', 'THING', undefined],
    ['THING', 'MRxDone', '**MRxDone** · field of `THING`\n\nNot the callback.'],
    ['OTHER', 'MRxDone', undefined],
  ])('%s.%s', (structure, field, markdown) => {
    expect(memberHover(knowledge, structure, field)).toBe(markdown)
  })
})
