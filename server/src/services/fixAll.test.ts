import { describe, expect, test } from 'vitest'
import { applied, engineOf, filesOf, findingsOf, folder } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import type { FileEdit, Finding } from '../protocol/finding.ts'
import { compatibleFixes, fixAll } from './fixAll.ts'

const path = `${folder}/driver.c`
const drop = 'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }\n'

function fixed(source: string): string {
  return applied(filesOf(source), fixAll(path, engineOf(source)))[path]!
}

describe('all certain fixes of a file', () => {
  test('at once, each as it was meant', () => {
    const source = `${prelude}${drop}void Fill(void) {
  MyDispatch.MRxFinalizeSrvCall = (PVOID)MyFinalizeSrvCall;
  MyDispatch.MRxStart = (PVOID)MyStart;
}
`
    expect(fixAll(path, engineOf(source)).map(({ newText }) => newText)).toEqual(['', ''])
    expect(fixed(source)).toBe(source.replaceAll('(PVOID)', ''))
  })

  test('with what they bring to light, so that a second time there is nothing to do', () => {
    const source = `${prelude}${drop}void Fill(void) {\n  MyDispatch.MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall;\n}\n`
    const once = fixed(source)
    expect(once).toBe(source.replace('MRxFinalizeNetRoot = (PVOID)', 'MRxFinalizeSrvCall = '))
    expect(findingsOf(filesOf(once))).toEqual([])
    expect(fixAll(path, engineOf(once))).toEqual([])
  })

  test('leave the documents and the disk as they were', () => {
    const source = `${prelude}${drop}void Fill(void) {\n  MyDispatch.MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall;\n}\n`
    const engine = engineOf(source)
    const before = engine.findingsIn(path)
    fixAll(path, engine)
    expect([engine.texts.read(path), engine.texts.isOpen(path)]).toEqual([source, false])
    engine.texts.setDocument(path, source)
    fixAll(path, engine)
    expect([engine.texts.read(path), engine.texts.isOpen(path)]).toEqual([source, true])
    expect(engine.findingsIn(path)).toEqual(before)
  })

  test('nothing for a file that has none, or that is not there', () => {
    expect(fixAll(path, engineOf(`${prelude}${drop}`))).toEqual([])
    expect(fixAll('/nowhere.c', engineOf(prelude))).toEqual([])
  })
})

describe('fixes that touch each other', () => {
  const edit = (start: number, end: number, newText = ''): FileEdit => ({
    file: path,
    range: { start: { line: 0, character: start }, end: { line: 0, character: end } },
    newText,
  })
  const finding = (certain: boolean, ...edits: FileEdit[]) =>
    ({ fixes: [{ title: 't', certain, edits }] }) as unknown as Finding

  test.each<[string, Finding[], FileEdit[]]>([
    ['the first one counts', [finding(true, edit(0, 5)), finding(true, edit(4, 8))], [edit(0, 5)]],
    ['a whole fix or none of it', [finding(true, edit(0, 5)), finding(true, edit(9, 9), edit(5, 6))], [edit(0, 5)]],
    [
      'what both do is done once',
      [finding(true, edit(0, 5)), finding(true, edit(0, 5), edit(9, 9))],
      [edit(0, 5), edit(9, 9)],
    ],
    [
      'two insertions at one place',
      [finding(true, edit(3, 3, 'a')), finding(true, edit(3, 3, 'b'))],
      [edit(3, 3, 'a')],
    ],
    ['what is not certain is left', [finding(false, edit(0, 5)), finding(true, edit(4, 8))], [edit(4, 8)]],
  ])('%s', (_, findings, edits) => expect(compatibleFixes(findings)).toEqual(edits))
})
