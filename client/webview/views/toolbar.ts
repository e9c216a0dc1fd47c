// What is run, and with which dials.
import '@vscode-elements/elements/dist/vscode-button/index.js'
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { App } from '../app.ts'
import type { Dials } from '../model/dials.ts'
import { withFailure } from '../model/moving.ts'
import { icon } from './icons.ts'

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
      ['set', 'as set'],
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
    name: 'preemptions',
    label: 'Preemptions',
    title: 'How often a run may take the processor from a thread that could go on: runs again',
    options: [
      ['set', 'as set'],
      ['0', 'none'],
      ['1', 'up to 1'],
      ['2', 'up to 2'],
      ['3', 'up to 3'],
    ],
  },
]

export function toolbarView(app: App): TemplateResult {
  const { state } = app
  const isRunning = state?.status === 'running'
  const run = () => (isRunning ? app.post({ type: 'cancel' }) : app.run())
  return html`<div class="toolbar" role="toolbar" aria-label="Simulation">
    <vscode-button id="run" ?secondary=${isRunning} @click=${run}
      ><span class="button-text">${icon(isRunning ? 'stop' : 'run')}${isRunning ? 'Cancel' : state?.isStale ? 'Run again' : 'Run'}</span></vscode-button
    >
    ${dials.slice(0, 3).map(dial => dialView(app, dial))} ${failuresView(app)} ${dials.slice(3).map(dial => dialView(app, dial))}
  </div>`
}

function dialView(app: App, { name, label, title, options }: (typeof dials)[number]): TemplateResult {
  const turn = (event: Event) => app.turn({ [name]: (event.target as HTMLSelectElement).value } as Partial<Dials>)
  return html`<label class="dial" title=${title}
    >${label}
    <select id="dial-${name}" @change=${turn}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${live(app.dials[name] === value)}>${text}</option>`)}
    </select></label
  >`
}

/** Scenarios in which calls fail, and each call of the run that is shown, which is run again without it. */
function failuresView(app: App): TemplateResult {
  const { shown, dials: turned } = app
  const trace = shown?.trace
  const calls = shown?.calls ?? []
  // A call that fails in the run that is shown is said, unless something else is picked.
  const failing = turned.failures === 'any' ? calls.find(({ isFailing }) => isFailing)?.index : undefined
  const picked = String(failing ?? turned.failures)
  const option = (value: string, text: string) =>
    html`<option value=${value} .selected=${live(picked === value)}>${text}</option>`
  const turn = (event: Event) => {
    const { value } = event.target as HTMLSelectElement
    if (value === 'any' || value === 'none' || value === 'injected') app.turn({ failures: value })
    else if (trace !== undefined) app.replay(withFailure(trace, Number(value)))
  }
  return html`<label class="dial" title="Scenarios in which calls are made to fail, or a call of this run that is to fail"
    >Failures
    <select id="dial-failures" @change=${turn}>
      ${option('any', 'any')} ${option('none', 'none')} ${option('injected', 'injected')}
      ${
        calls.length === 0
          ? nothing
          : html`<optgroup label="Fail one call of this run">
            ${calls.map(({ index, name, step }) => option(String(index), `${name}, step ${step + 1}`))}
          </optgroup>`
      }
    </select></label
  >`
}
