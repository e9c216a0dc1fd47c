// What is run, with which dials, and what came of it.
import '@vscode-elements/elements/dist/vscode-button/index.js'
import { html, nothing, type TemplateResult } from 'lit'
import type { App } from '../app.ts'
import type { Dials } from '../model/dials.ts'

const dials: readonly {
  readonly name: keyof Dials
  readonly label: string
  readonly title: string
  readonly options: readonly (readonly [value: string, text: string])[]
}[] = [
  {
    name: 'profile',
    label: 'Profile',
    title: 'Which of two readings of the documentation decides the thread of MRxFinalizeSrvCall',
    options: [
      ['both', 'both'],
      ['callback-page', 'callback page'],
      ['function-page', 'function page'],
    ],
  },
  {
    name: 'caller',
    label: 'Process',
    title: 'Whose process drops the last reference',
    options: [
      ['any', 'any'],
      ['user', 'user'],
      ['system', 'system'],
    ],
  },
  {
    name: 'force',
    label: 'Force',
    title: 'Finalized with references left, or not',
    options: [
      ['any', 'any'],
      ['forced', 'forced'],
      ['unforced', 'not forced'],
    ],
  },
  {
    name: 'failures',
    label: 'Failures',
    title: 'Scenarios in which calls are made to fail',
    options: [
      ['any', 'any'],
      ['none', 'none'],
      ['injected', 'injected'],
    ],
  },
]

export function toolbarView(app: App): TemplateResult {
  const { state } = app
  const isRunning = state?.status === 'running'
  const run = () => app.post({ type: isRunning ? 'cancel' : 'run' })
  return html`<div class="toolbar" role="toolbar" aria-label="Simulation">
    <vscode-button id="run" @click=${run}>${isRunning ? 'Cancel' : state?.isStale ? 'Run again' : 'Run'}</vscode-button>
    ${dials.map(dial => dialView(app, dial))}
  </div>`
}

function dialView(app: App, { name, label, title, options }: (typeof dials)[number]): TemplateResult {
  const turn = (event: Event) => app.turn({ [name]: (event.target as HTMLSelectElement).value } as Partial<Dials>)
  return html`<label class="dial" title=${title}
    >${label}
    <select id="dial-${name}" @change=${turn}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${app.dials[name] === value}>${text}</option>`)}
    </select></label
  >`
}

export function verdictView(app: App): TemplateResult {
  const { state, problem, shown } = app
  const scenarios = state?.scenarios ?? []
  const count = (verdict: string) => scenarios.filter(each => each.verdict === verdict).length
  const [fails, unknown, passes] = [count('fail'), count('unknown'), count('pass')]
  const kind = fails > 0 ? 'fail' : unknown > 0 ? 'unknown' : passes > 0 ? 'pass' : 'none'
  const parts = [
    fails > 0 && `${fails} of ${scenarios.length} ${fails === 1 ? 'fails' : 'fail'}`,
    unknown > 0 && `${unknown} unknown`,
    passes > 0 && (fails + unknown > 0 ? `${passes} pass` : `all ${passes} pass`),
  ].filter(Boolean)
  const { progress } = state ?? {}
  const running =
    state?.status === 'running' ? `running${progress ? `, ${progress.done} of ${progress.total}` : ''}` : ''
  const words = [running, ...parts, state?.isStale ? 'stale: the source has changed since' : '']
    .filter(Boolean)
    .join(' · ')
  const violation = shown?.trace.run.violation
  return html`<div id="verdict" role="status" class="verdict ${kind} ${state?.isStale ? 'stale' : ''}">
      ${kind === 'none' ? nothing : html`<span class="mark ${kind}" aria-hidden="true"></span>`}
      <strong>${state?.subject?.function ?? ''}</strong> <span>${words}</span>
    </div>
    ${progress && state?.status === 'running' ? html`<progress class="progress" aria-label="Scenarios done" max=${progress.total} value=${progress.done}></progress>` : nothing}
    ${problem === undefined ? nothing : html`<p class="notice" role="alert">${problem}</p>`}
    ${
      violation === undefined
        ? nothing
        : html`<p class="headline">
          <code>${violation.code}</code> ${violation.message}
          <button class="link" id="to-violation" @click=${() => app.selectStep(violation.step)}>step ${violation.step + 1}</button>
        </p>`
    }`
}
