// What the suites of the panel show: a stored trace, scenarios around it, and what axe says of the page.
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { axeSource, storedTrace } from './context.ts'
import { type PanelPage, panelState, scenario } from './panelPage.ts'

export const trace = storedTrace()
/** As it is when the worker runs first. */
export const moved = storedTrace('freed-twice-moved')
const violation = {
  code: 'MRX006',
  name: 'context-freed-twice',
  message: trace.run.violation!.message,
  place: 'driver.c:17',
  thread: 'worker-1',
}
const traces = [
  { schedule: '1:', label: 'MRX006, driver.c:17' },
  { schedule: '1:14=1', label: 'MRX006, driver.c:35' },
]
export const failing = scenario({ verdict: 'fail', violation, traces })
export const scenarios = [
  scenario({ name: 'two servers at a time' }),
  scenario({
    name: 'each allocation fails once',
    verdict: 'unknown',
    reason: 'depends on TdiSend, which has no body',
    injects: true,
  }),
  failing,
  scenario({ name: 'last reference, dropped by the system process', profile: 'function-page', caller: 'system' }),
]
export const done = panelState({ scenarios, selected: failing.key })
/** The step that allocates what is freed twice. */
export const allocation = trace.steps.findIndex(({ text, model }) => text === 'ExAllocatePoolWithTag' && !model)

/** Source lines that say their number. */
const source = Array.from({ length: 400 }, (_, i) => `    line ${i + 1};`).join('\n')

export async function shown(panel: PanelPage, which: Trace = trace, changed: string[] = []): Promise<void> {
  await panel.send({ type: 'state', state: done }, { type: 'trace', key: failing.key, trace: which, changed })
  for (const { path } of await panel.sent('source')) await panel.send({ type: 'source', path, text: source })
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** Of accessibility. `without`: rules that are not asked. */
export async function violations(panel: PanelPage, ...without: string[]): Promise<string[]> {
  await panel.page.evaluate(axeSource())
  const rules = Object.fromEntries(without.map(rule => [rule, { enabled: false }]))
  const { violations: found } = await panel.page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify({ rules })})`)
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)
}
