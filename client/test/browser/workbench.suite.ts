// From outside, as somebody at the keyboard meets it: the finding, the hover, the fix.
import assert from 'node:assert/strict'
import { until } from '../harness/until.ts'
import { Workbench } from '../harness/workbench.ts'
import { inWorkbench, placeOf } from './context.ts'

const file = 'broken/force-as-pboolean.c'
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
      const hover = await workbench.hover()
      // It comes in parts, and the page when the server has answered.
      await until('the page', async () => (await Workbench.textOf(hover)).includes('last callback for a server'))
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
