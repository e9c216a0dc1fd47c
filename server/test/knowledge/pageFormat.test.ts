// The checks themselves: each rule of FORMAT.md is broken once, so that a clean run of pages.test.ts means something.
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { packedLibrary } from '../../src/knowledge/library.ts'
import { parsePage } from '../../src/knowledge/page.ts'
import { HeaderNames } from './headerNames.ts'
import { formatComplaints, headerComplaints, unknownNames } from './pageFormat.ts'

const catalogue = new Catalogue([
  { code: 'MRX001', name: 'srvcall-freed', severity: 'critical', mistake: 'm', mechanism: 'x' },
])

const headers = new HeaderNames(
  packedLibrary({
    'model/include/a.h': `/* RxComment */
typedef struct _INNER { int First; } INNER;
typedef struct _THING {
    INNER;
    union {
        struct { int A[2]; } Left;
        int B;
    };
    volatile int C;
} THING, *PTHING;
typedef enum _STATE { Good = 1, Bad } STATE;
typedef NTSTATUS (NTAPI *PMRX_DONE)(_In_ PTHING Thing, _Out_writes_(*Size) PBOOLEAN Force);
VOID
RxThing(
    _In_ PTHING Thing,
    _In_opt_ PVOID Other);
#define RxMacro(One, Two) (One)
`,
  }),
)

const keys = 'name: RxThing\nkind: routine\nheader: a.h\nirql: any\nlocks: none\nreturns: nothing'
const page = (body: string, front = keys) => `---\n${front}\n---\n\nText.\n${body}`
const path = 'routines/RxThing.md'

describe('formatComplaints', () => {
  test('a good page has none', () => {
    const good = page('\n## Must\n\n- A.\n- B.\n\n## Traps\n\n- **Two words.** C. [MRX001]\n')
    expect(formatComplaints(path, good, catalogue)).toEqual([])
  })

  test.each([
    [page('', keys.replace('irql: any\n', '')), 'irql is missing'],
    [page('', `${keys}\nthread: any`), 'thread is no key of a routine'],
    [page('', `${keys.replace('name: RxThing\n', '')}\nname: RxThing`), /out of order/],
    [page('', keys.replace('RxThing', 'RxOther')), 'the name is not the file name'],
    [page('', keys.replace('routine', 'callback')), 'the kind is not the one of the folder'],
    [page('', `${keys}\nlink: http://example.com/`), 'the link leads elsewhere'],
    [page('\n## Order\n\nX.\n\n## Must\n\n- A.\n'), /out of order/],
    [page('\n## Notes\n\nX.\n'), 'Notes is no section'],
    [page('\n## Fields\n\n### A\nB.\n'), 'Fields in a routine'],
    [page('\n## Operations\n\n### A\nB.\n'), 'Operations belong to MRxLowIOSubmit'],
    [page('\n## Must\n\nA.\n'), 'Must is a list: A.'],
    [page('\n## Traps\n\n- No name.\n'), /name of two to five words/],
    [page('\n## Traps\n\n- **Two words.** [MRX001] first.\n'), /codes end the trap/],
    [page('\n## Must\n\n- A. [MRX999]\n'), 'MRX999 is not in the catalogue'],
    [page('Second line.\n'), /a paragraph is one line/],
    [page('\n\tX.\n'), 'a tab or carriage return'],
    [page('\nX. \n'), 'a line ends in a blank'],
    [page('\n'), 'one newline ends the file'],
    [page('\n<br>\n'), 'HTML'],
    [page('\n![a](https://learn.microsoft.com/a.png)\n'), 'an image'],
    [page('\n[a](https://example.com/)\n'), 'a link to https://example.com/'],
    [page('\n# Title\n'), 'a first level heading'],
  ])('%#', (text, complaint) => {
    expect(formatComplaints(path, text, catalogue)).toContainEqual(
      complaint instanceof RegExp ? expect.stringMatching(complaint) : complaint,
    )
  })
})

describe('headerComplaints', () => {
  const complaints = (where: string, front: string, body: string) =>
    headerComplaints(parsePage(page(body, front), where).page, headers)

  test('parameters of a routine: some of the declared ones, in order', () => {
    expect(complaints(path, keys, '\n## Parameters\n\n### Other\nX.\n')).toEqual([])
    expect(complaints(path, keys, '\n## Parameters\n\n### Third\nX.\n')).toEqual(['Third is no Parameters'])
    expect(complaints(path, keys, '\n## Parameters\n\n### Other\nX.\n\n### Thing\nX.\n')).toHaveLength(1)
    expect(complaints('routines/RxMacro.md', 'header: a.h', '\n## Parameters\n\n### Two\nX.\n')).toEqual([])
    expect(complaints('routines/RxNo.md', 'header: a.h', '\n## Parameters\n\n### Two\nX.\n')).toHaveLength(3)
  })

  test('parameters of a callback: all of them', () => {
    const front = 'header: a.h\ntypedef: PMRX_DONE'
    const all = '\n## Parameters\n\n### Thing\nX.\n\n### Force\nX.\n'
    expect(complaints('callbacks/PMRX_DONE.md', front, all)).toEqual([])
    expect(complaints('callbacks/PMRX_DONE.md', front, '\n## Parameters\n\n### Thing\nX.\n')).toEqual([
      'parameters are Thing,Force, not Thing',
    ])
  })

  test('fields unfold embedded structures and have paths', () => {
    expect(headers.fields('THING')).toEqual(['First', 'Left', 'Left.A', 'B', 'C'])
    const fields = '\n## Fields\n\n### First\nX.\n\n### Left.A\nX.\n\n### C\nX.\n'
    expect(complaints('structures/THING.md', 'header: a.h', fields)).toEqual([])
    expect(complaints('structures/THING.md', 'header: a.h', '\n## Fields\n\n### A\nX.\n')).toEqual(['A is no Fields'])
  })

  test('values, headers and aliases', () => {
    expect(complaints('enumerations/STATE.md', 'header: a.h', '\n## Values\n\n### Bad\nX.\n')).toEqual([])
    expect(complaints('enumerations/STATE.md', 'header: b.h\nalias: PSTATE', '')).toEqual([
      'b.h does not declare STATE',
      'no header declares PSTATE',
    ])
  })

  test('names in code spans, comments do not count', () => {
    expect(unknownNames('`RxThing` RxElse `RxComment(x)` `MRxNo->PMRX_DONE`', headers)).toEqual(['RxComment', 'MRxNo'])
  })
})
