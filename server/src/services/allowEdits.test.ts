import { describe, expect, test } from 'vitest'
import {
  applied,
  configurationsOver,
  engineOver,
  filesOf,
  findingsOf,
  folder,
  type Sources,
} from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import { memoryFiles } from '../project/files.ts'
import type { Finding } from '../protocol/finding.ts'
import { type AllowEdit, allowEdits } from './allowEdits.ts'
import { checkPaths } from './check.ts'

const right = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }\n'
const store = 'MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop;'

interface Offered extends AllowEdit {
  readonly finding: Finding
  readonly texts: Readonly<Record<string, string>>
}

function offered(sources: Sources): Offered[] {
  const texts = filesOf(sources)
  const files = memoryFiles(texts)
  const engine = engineOver(files, {}, configurationsOver(files))
  const { findings } = checkPaths({ paths: [folder], includePaths: [], defines: [] }, engine)
  return findings.flatMap(finding => {
    const { file } = finding
    const unit = engine.units.unit(file.endsWith('.h') ? engine.units.includersOf(file)[0]! : file)!
    const context = { unit, text: texts[file]!, lines: engine.findings.lines(file) }
    return allowEdits(finding, context).map(edit => ({ ...edit, finding, texts }))
  })
}

/** The lines that come in, one for each action. */
function inserted(source: string): string[] {
  return offered(source).map(({ edit, texts }) => {
    const before = texts[edit.file]!.split('\n')
    const after = applied(texts, [edit])[edit.file]!.split('\n')
    const at = after.findIndex((line, i) => line !== before[i])
    return `${after[at]} | ${after[at + 1]}`
  })
}

const comment = '// @mrx allow MRX012 because "say why"'

test('in front of the statement, of the function, of the file', () =>
  expect(inserted(`${prelude}${right}void Fill(void) {\n\tif (1)\n\t\t${store}\n}\n`)).toEqual([
    `\t\t${comment} | \t\t${store}`,
    `${comment} | void Fill(void) {`,
    `${comment} | #include <ntifs.h>`,
  ]))

describe('every offer silences its finding, and nothing is said of the comment', () => {
  test.each<[string, Sources]>([
    ['a statement', `${prelude}${right}void Fill(void) {\n  ${store}\n}\n`],
    ['behind a condition', `${prelude}${right}void Fill(void) {\n  if (1)\n    ${store}\n  else { }\n}\n`],
    ['in a case', `${prelude}${right}void Fill(int x) {\n  switch (x) {\n  case 1: ${store}\n    break;\n  }\n}\n`],
    ['all on one line', `${prelude}${right}void Fill(void) { ${store} }\n`],
    [
      'over several lines',
      `${prelude}${right}void Fill(void) {\n  MyDispatch.MRxFinalizeSrvCall\n    =\n  (PVOID)\n    Drop;\n}\n`,
    ],
    [
      'in a macro',
      `${prelude}${right}#define PUT(x) x = (PVOID)Drop\nvoid Fill(void) {\n  PUT(MyDispatch.MRxFinalizeSrvCall);\n}\n`,
    ],
    [
      'in an initialiser',
      `${prelude}${right}MINIRDR_DISPATCH T = {\n  .MRxStart = MyStart,\n  .MRxFinalizeSrvCall = (PVOID)Drop,\n};\n`,
    ],
    [
      'in an initialiser of one line',
      `${prelude}${right}MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = (PVOID)Drop };\n`,
    ],
    ['a declaration', `${prelude}${right.replace('BOOLEAN', 'PBOOLEAN')}void Fill(void) {\n  ${store}\n}\n`],
    [
      'behind other annotations',
      `// @mrx stub X blocks\n${prelude}${right}void X(void);\n// @mrx expect irql == 0\nvoid Fill(void) {\n  // @mrx expect irql == 0\n  ${store}\n}\n`,
    ],
    ['lines of Windows', `${prelude}${right}void Fill(void) {\n  ${store}\n}\n`.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${prelude}${right}void Fill(void) {\n  ${store}\n}`],
    [
      'a prototype in a header',
      {
        'a.c': `${prelude}#include "my.h"\n${right}void Fill(void) { ${store.replace('(PVOID)', '')} }\n`,
        'my.h': 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n',
      },
    ],
    ['a file that begins with a function', `/* words */\nvoid F(void) { }\n#include "none.h"\n#include <rx.h>`],
  ])('%s', (_, sources) => {
    const offers = offered(sources)
    expect(offers.length).toBeGreaterThan(0)
    for (const { title, edit, finding, texts } of offers) {
      const name = ({ file, code, message }: Finding) => `${file} ${code} ${message}`
      const before = findingsOf(texts).map(name)
      const wanted = before.filter(each => each !== name(finding))
      expect(findingsOf(applied(texts, [edit])).map(name), title).toEqual(wanted)
    }
  })
})
