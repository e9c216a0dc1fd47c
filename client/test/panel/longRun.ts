// A run of many steps, and how long the page takes for it: for the suite, and for the benchmark.
import type { Trace } from '../../../server/src/protocol/trace.ts'
import type { PanelPage } from './panelPage.ts'

export type Clock = () => Promise<number>

/**
 * Milliseconds that script, style and layout have taken. `threadTicks`: of the processor, so that what others run beside it
 * does not count; `timeTicks`: by the wall clock.
 */
export async function clockOf({ page }: PanelPage, timeDomain: 'threadTicks' | 'timeTicks'): Promise<Clock> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const parts = metrics.filter(({ name }) => /^(?:Script|Layout|RecalcStyle)Duration$/.test(name))
    return parts.reduce((sum, { value }) => sum + value * 1_000, 0)
  }
}

/** Until its rows are there. */
export async function openingOf(panel: PanelPage, key: string, trace: Trace, clock: Clock): Promise<number> {
  const before = await clock()
  await panel.send({ type: 'trace', key, trace, changed: [] })
  await panel.page.waitForFunction('document.querySelector("#steps")?.getAttribute("aria-rowcount") > 500', undefined, {
    polling: 'raf',
  })
  return (await clock()) - before
}

/** What each of 100 steps of scrolling took. */
export async function scrollSteps({ page }: PanelPage, clock: Clock): Promise<number[]> {
  const steps: number[] = []
  for (let i = 1; i <= 100; i++) {
    const before = await clock()
    await page.evaluate(`document.querySelector('#scroller').scrollTop = ${i * 97}`)
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    steps.push((await clock()) - before)
  }
  return steps
}

export function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length * percent) / 100)]!
}

/** The driver's part again and again, as a run with many steps in view. */
export function lengthened(from: Trace, count: number): Trace {
  const own = from.steps.filter(({ model }) => !model).slice(0, -1)
  const steps = Array.from({ length: count }, (_, i) => own[i % own.length]!)
  const { violation: _, ...run } = from.run
  return { ...from, run, steps }
}
