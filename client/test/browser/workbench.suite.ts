// From outside, as somebody at the keyboard meets it: the finding, the hover, the fix.
import assert from 'node:assert/strict'
import { until } from '../harness/until.ts'
import { Workbench } from '../harness/workbench.ts'
import { inWorkbench, placeOf, textOf } from './context.ts'

const file = 'broken/force-as-pboolean.c'
const used = 'broken/logged-after-free.c'
const cast = 'broken/needless-cast.c'
const wrong = 'QnxFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force)'
const right = 'QnxFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force)'

suite('the workbench', () => {
  test('a wrong signature is seen, explained and fixed with the keyboard', () =>
    inWorkbench({ file }, async (workbench, picture) => {
      const problems = await workbench.problems('MRX011')
      await problems.first().waitFor()
      await problems.first().dblclick()
      await workbench.line(wrong).waitFor()
      await workbench.squiggles().first().waitFor()
      await workbench.leaveMouse()
      await picture('problems')

      await workbench.goTo(placeOf(file, 'FinalizeSrvCall(IN'))
      await workbench.hover('last callback for a server')
      await picture('hover')
      await workbench.page.keyboard.press('Escape')

      await workbench.goTo(placeOf(file, 'BOOLEAN Force) // finding'))
      const fixes = await workbench.quickFixes()
      await picture('quick-fix')
      assert.match(await Workbench.textOf(fixes.last()), /Explain MRX011/)
      await workbench.page.keyboard.press('Enter')
      await workbench.line(right).waitFor()
      await until('no row in the Problems panel', async () => (await problems.count()) === 0)
      assert.equal(await workbench.squiggles().count(), 0)
      await picture('fixed')
    }))

  test('a finding is allowed, with the reason that is asked for', () =>
    inWorkbench({ file }, async (workbench, picture) => {
      const problems = await workbench.problems('MRX011')
      await problems.first().dblclick()
      await workbench.line(wrong).waitFor()
      await workbench.goTo(placeOf(file, 'BOOLEAN Force) // finding'))
      const fixes = await workbench.quickFixes()
      await fixes.filter({ hasText: "Allow MRX011 in 'QnxFinalizeSrvCall'" }).click()
      await workbench.answer('the build has its own "mrx.h"')
      await workbench.line(`// @mrx allow MRX011 because "the build has its own 'mrx.h'"`).waitFor()
      await until('no row in the Problems panel', async () => (await problems.count()) === 0)
      await picture('allowed')
    }))

  test('a setting that is wrong is told', () =>
    inWorkbench({ file, settings: { 'mrx.arch': 'x46' } }, async workbench => {
      const told = await workbench.notificationText('arch')
      assert.match(told, /"arch" must/)
    }))
})

suite('a finding in the workbench', () => {
  test('a finding about a way through the body shows the other end, and is allowed with a reason', () =>
    inWorkbench({ file: used }, async (workbench, picture) => {
      const problems = await workbench.problems('MRX005')
      await problems.first().dblclick()
      await workbench.line('DbgPrint("key: %ws is gone').waitFor()
      await workbench.squiggles().first().waitFor()

      await workbench.goTo(placeOf(used, 'if (server != NULL)'))
      const peek = await workbench.nextProblem()
      await until('the places', async () => (await Workbench.textOf(peek)).includes('it was freed here'))
      assert.match(await Workbench.textOf(peek), /is given to DbgPrint after it was freed/)
      await workbench.leaveMouse()
      await picture('related')
      await workbench.page.keyboard.press('Escape')

      await workbench.goTo(placeOf(used, 'server->Name)'))
      const fixes = await workbench.quickFixes()
      const allow = fixes.filter({ hasText: 'Allow MRX005 here' })
      await allow.waitFor()
      await picture('allow')
      await allow.click()
      await workbench.answer('the name is a copy', () => picture('reason'))
      await workbench.line('// @mrx allow MRX005 because "the name is a copy"').waitFor()
      await until('no row in the Problems panel', async () => (await problems.count()) === 0)
    }))

  test('what is certain is fixed when the file is saved, where that is asked for', () => {
    const settings = { 'editor.codeActionsOnSave': { 'source.fixAll.mrx': 'explicit' } }
    return inWorkbench({ file: cast, settings }, async workbench => {
      await workbench.goTo(placeOf(cast, '(PMRX_FINALIZE_SRVCALL_CALLDOWN)KinFinalizeSrvCall'))
      await workbench.hints().first().waitFor()
      const right = 'KinDispatch.MRxFinalizeSrvCall = KinFinalizeSrvCall;'
      await workbench.save(workbench.line(right))
      await until('no hint', async () => (await workbench.hints().count()) === 0)
      await until('the file', () => textOf(cast).includes(right))
    })
  })
})
