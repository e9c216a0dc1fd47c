// What came of it: the verdict, the broken rule and the stop that it would be, and what keeps the verdict from counting.
import { html, nothing, type TemplateResult } from 'lit'
import type { MissingBody } from '../../../server/src/protocol/simulate.ts'
import { byNeed } from '../../../server/src/protocol/stubs.ts'
import type { Bugcheck, Trace, TracedViolation } from '../../../server/src/protocol/trace.ts'
import type { Uncompiled } from '../../../server/src/protocol/uncompiled.ts'
import type { App } from '../app.ts'
import type { PanelState, SettingName } from '../messages.ts'
import { outcomeOf } from '../trials.ts'
import { icon, iconButton } from './icons.ts'

/** Of what does not compile: what is behind them is mostly their consequence. */
const mostMessages = 3

export function verdictView(app: App): TemplateResult {
  const { state, problem, shown } = app
  const { kind, words } = summaryOf(state, shown?.trace)
  const violation = shown?.trace.run.violation
  const isBlank = kind === 'none' && words === '' && state?.subject === undefined
  return html`<div id="verdict" role="status" class="verdict ${isBlank ? 'blank' : kind} ${state?.isStale ? 'stale' : ''}">
      ${kind === 'none' ? nothing : icon(kind)}<span class="said"><strong>${state?.subject?.function ?? ''}</strong> ${words}</span>
    </div>
    ${progressView(state)} ${staleView(app)} ${restrictedView(app)}
    ${messageView(app)} ${problem === undefined ? nothing : noticeView('warning', html`<span role="alert">${problem}</span> ${againView(app)}`)}
    ${violation === undefined ? nothing : violationView(app, violation)} ${uncompiledView(app)} ${unknownView(app)} ${stubsView(app)}
    ${trialView(app)}`
}

/** `trace`: what is shown, where there are no scenarios. */
function summaryOf(
  state: PanelState | undefined,
  trace: Trace | undefined,
): { kind: 'fail' | 'unknown' | 'pass' | 'none'; words: string } {
  const scenarios = state?.scenarios ?? []
  if (scenarios.length === 0 && trace !== undefined && state?.status !== 'running')
    return { kind: trace.run.verdict, words: `this run ${outcomeOf(trace)}` }
  const count = (verdict: string) => scenarios.filter(each => each.verdict === verdict).length
  const [fails, unknown, passes] = [count('fail'), count('unknown'), count('pass')]
  const kind = fails > 0 ? 'fail' : unknown > 0 ? 'unknown' : passes > 0 ? 'pass' : 'none'
  const { progress, status } = state ?? {}
  const running = status === 'running' ? `running${progress ? `, ${progress.done} of ${progress.total}` : ''}` : ''
  const parts = [
    running,
    fails > 0 && `${fails} of ${scenarios.length} ${fails === 1 ? 'fails' : 'fail'}`,
    unknown > 0 && `${unknown} unknown`,
    passes > 0 && (fails + unknown > 0 ? `${passes} pass` : `all ${passes} pass`),
  ]
  return { kind, words: parts.filter(Boolean).join(' · ') }
}

function progressView(state: PanelState | undefined): TemplateResult | typeof nothing {
  if (state?.status !== 'running') return nothing
  const { done, total } = state.progress ?? { done: 0, total: 1 }
  return html`<progress class="progress" aria-label="Scenarios done" max=${total} value=${done}></progress>`
}

function noticeView(name: 'warning' | 'info', text: TemplateResult, id?: string): TemplateResult {
  return html`<p id=${id ?? nothing} class="notice ${name}">${icon(name)}<span>${text}</span></p>`
}

function againView(app: App): TemplateResult {
  return html`<button class="link" id="run-again" @click=${() => app.run()}>Run again</button>`
}

/** Beside a run that is still shown; where nothing is, the page has it. */
function messageView(app: App): TemplateResult | typeof nothing {
  const { state, shown } = app
  const isBlank = shown === undefined && state?.scenarios.length === 0
  if (state?.message === undefined || isBlank) return nothing
  if (state.status !== 'failed') return noticeView('info', html`${state.message} ${againView(app)}`)
  const output = () => app.post({ type: 'command', command: 'showOutput' })
  return noticeView(
    'warning',
    html`<span role="alert">${state.message}</span> ${againView(app)} ·
      <button class="link" @click=${output}>Show the output</button>`,
  )
}

/** Verdicts of a text that is no more, or a trace of one. */
function staleView(app: App): TemplateResult | typeof nothing {
  const { state, shown } = app
  if (state?.isStale)
    return noticeView('warning', html`Stale: the source has changed since this run. ${againView(app)}`)
  const changed = shown?.changed ?? []
  if (changed.length === 0) return nothing
  const names = changed.map(nameOf).join(', ')
  return noticeView('warning', html`${names} changed since this run, so lines may have moved. ${againView(app)}`)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What is withheld, and why. */
function restrictedView(app: App): TemplateResult | typeof nothing {
  if (app.state?.isRestricted !== true) return nothing
  const manage = () => app.post({ type: 'command', command: 'manageTrust' })
  return noticeView(
    'info',
    html`<span id="restricted">Restricted Mode: VS Code starts no tests and no debug session of a folder that is not
      trusted, and its settings for runs do not count; yours do.</span>
      <button class="link" id="manage-trust" @click=${manage}>Manage trust</button>`,
  )
}

/** Why nothing is known, and the way out. */
function unknownView(app: App): TemplateResult | typeof nothing {
  const { state, shown } = app
  const selected = state?.status === 'running' ? undefined : state?.scenarios.find(({ key }) => key === state.selected)
  const reason = shown?.trace.run.reason ?? selected?.reason
  if (reason === undefined || shown?.trace.run.verdict === 'fail') return nothing
  return noticeView('info', html`Unknown: ${reason}. ${wayOut(app, reason)}`)
}

/** Settings that a reason may name. */
const settingsNamed = [
  ['simulation.connect', 'Name another share'],
  ['simulation.ea', 'Give extended attributes'],
] as const

function wayOut(app: App, reason: string): TemplateResult | typeof nothing {
  if (reason.startsWith('the time is spent')) return settingLink(app, 'mrx.simulation.budget', 'Give it more time')
  const stub = /"@mrx stub (\w+) /.exec(reason)?.[1]
  const ways = [
    ...(stub === undefined ? [] : [stubLink(app, stub, `Stub ${stub}`)]),
    ...settingsNamed.flatMap(([name, text]) =>
      reason.includes(`"${name}"`) ? [settingLink(app, `mrx.${name}`, text)] : [],
    ),
  ]
  return html`${ways.map((way, i) => html`${i > 0 ? ' · ' : nothing}${way}`)}`
}

/** Why a driver can be unknown as a whole. */
function uncompiledView(app: App): TemplateResult | typeof nothing {
  const all = app.state?.uncompiled ?? []
  if (all.length === 0) return nothing
  const line = (text: TemplateResult) => html` <span class=${all.length > 1 ? 'line' : nothing}>${text}</span>`
  const more = all.length - mostMessages
  return noticeView(
    'warning',
    html`Does not compile:${all.slice(0, mostMessages).map(each => line(messageOf(app, each)))}${more > 0 ? line(html`and ${more} more`) : nothing}`,
    'uncompiled',
  )
}

function messageOf(app: App, { message, file, range, others }: Uncompiled): TemplateResult {
  const place = `${nameOf(file)}:${range.start.line + 1}`
  const rest = others === 0 ? '' : ` (and in ${others} other ${others === 1 ? 'place' : 'places'})`
  const isHeader = message.endsWith(' is not found')
  return html`${message} at
    <button class="link code-link" title="Open ${place}" @click=${() => app.post({ type: 'open', file, range })}>${place}</button>${rest}${isHeader ? html`. ${settingLink(app, 'mrx.includePaths', 'Say where it is')}` : nothing}`
}

function stubsView(app: App): TemplateResult {
  const { asked, others } = byNeed(app.state?.stubs ?? [], app.state?.scenarios ?? [])
  return html`${asked.length === 0 ? nothing : askedStubsView(app, asked)}${others.length === 0 ? nothing : otherStubsView(app, others)}`
}

function askedStubsView(app: App, stubs: readonly MissingBody[]): TemplateResult {
  return noticeView(
    'info',
    html`Without a body: ${stubLinks(app, stubs)}. Results are guessed until a <code>@mrx stub</code> clause, which a click
      on the name writes, or ${settingLink(app, 'mrx.stubs', 'the setting')} says what they do.`,
  )
}

/** In one line that opens: they keep no verdict from counting. */
function otherStubsView(app: App, stubs: readonly MissingBody[]): TemplateResult {
  const routines = stubs.length === 1 ? 'routine has' : 'routines have'
  return html`<details id="other-stubs" class="folded">
    <summary>${icon('info')}<span>${stubs.length} ${routines} no body, and no verdict asks for ${stubs.length === 1 ? 'it' : 'them'}</span>${icon('right')}</summary>
    <p>${stubLinks(app, stubs)}</p>
  </details>`
}

function stubLinks(app: App, stubs: readonly MissingBody[]): TemplateResult[] {
  return stubs.map(({ function: name }, i) => html`${i > 0 ? ', ' : nothing}${stubLink(app, name, name)}`)
}

function stubLink(app: App, routine: string, text: string): TemplateResult {
  return html`<button class="link code-link" title="Write a stub for ${routine}" @click=${() => app.post({ type: 'stub', routine })}>${text}</button>`
}

function settingLink(app: App, name: SettingName, text: string): TemplateResult {
  return html`<button class="link" title="Setting ${name}" @click=${() => app.post({ type: 'setting', name })}>${text}</button>`
}

function violationView(app: App, { code, message, step, bugcheck }: TracedViolation): TemplateResult {
  return html`<p class="headline">
      <button class="link code-link" id="explain" title="Explain ${code}" @click=${() => app.post({ type: 'explain', code })}>${code}</button>
      ${message}
      <button class="link" id="to-violation" @click=${() => app.selectStep(step)}>step ${step + 1}</button>
    </p>
    ${bugcheck === undefined ? nothing : bugcheckView(bugcheck)}`
}

/** In one line that opens. */
function bugcheckView({ code, name, parameters = [], when }: Bugcheck): TemplateResult {
  const values = parameters.map(([value]) => value).join(', ')
  const stop = code === undefined ? nothing : html`<code>${code} ${name}</code> <span class="muted">(${values})</span> `
  return html`<details id="bugcheck" class="folded">
    <summary title=${when}>${icon('bolt')}<span>Bugcheck: ${stop}${when}</span>${icon('right')}</summary>
    ${parameters.length === 0 ? nothing : parametersView(code!, parameters)}
  </details>`
}

function parametersView(code: string, parameters: NonNullable<Bugcheck['parameters']>): TemplateResult {
  return html`<table class="facts">
    <caption class="hidden">Parameters of ${code}</caption>
    <tbody>
      ${parameters.map(
        ([value, meaning], i) =>
          html`<tr><th scope="row">Parameter ${i + 1}</th><td><code>${value}</code></td><td>${meaning}</td></tr>`,
      )}
    </tbody>
  </table>`
}

/** What was asked for of another run. */
function trialView({ trials }: App): TemplateResult | typeof nothing {
  const { asked, refusal, beside } = trials
  if (asked !== undefined) return noticeView('info', html`Running with ${asked} …`)
  const text = refusal ?? beside?.moved
  if (text === undefined) return nothing
  return html`<p class="notice ${refusal === undefined ? 'info' : 'warning'}" role="status" id="trial">
    ${icon(refusal === undefined ? 'info' : 'warning')}<span>${text}</span>
    ${refusal === undefined ? nothing : iconButton('trial-close', 'close', 'Dismiss', () => trials.close())}
  </p>`
}
