// What the failure of a call leads to, in words: the worst first, each once.
import type { SweptCall, SweptOutcome } from '../../../server/src/protocol/simulate.ts'

export type Strength = SweptOutcome['kind'] | 'not reached'

const worstFirst = ['breaks', 'leaks', 'unknown', 'survives'] as const

const titles: Readonly<Record<Strength, string>> = {
  breaks: 'the driver breaks a rule',
  leaks: 'the driver leaks',
  unknown: 'nobody knows what follows',
  survives: 'the driver survives it',
  'not reached': 'no scenario makes this call',
}

/** The worst that any of its failures leads to. */
export function strengthOf({ outcomes }: Pick<SweptCall, 'outcomes'>): Strength {
  return worstFirst.find(kind => outcomes.some(outcome => outcome.kind === kind)) ?? 'not reached'
}

/** Markdown. `linkTo`: the address of the run of an outcome. */
export function sweepText(call: SweptCall, linkTo: (outcome: SweptOutcome) => string): string {
  const { routine, outcomes } = call
  const title = `**When \`${routine}\` fails here:** ${titles[strengthOf(call)]}.`
  const count = outcomes.length > 1 ? ` Each of ${outcomes.length} calls in turn failed once.` : ''
  const lines = worstFirst.flatMap(kind => {
    const own = outcomes.filter(outcome => outcome.kind === kind && outcome.message !== undefined)
    const byMessage = new Map(own.map(outcome => [outcome.message!, outcome] as const))
    return [...byMessage].map(([message, outcome]) => `- ${lineOf(kind, message, outcome, linkTo)}`)
  })
  return [`${title}${count}`, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n')
}

function lineOf(
  kind: SweptOutcome['kind'],
  message: string,
  outcome: SweptOutcome,
  linkTo: (outcome: SweptOutcome) => string,
): string {
  const code = outcome.code === undefined ? '' : `${outcome.code}: `
  const link = kind === 'unknown' ? '' : ` [Show the run](${linkTo(outcome)})`
  return `${code}${escaped(message)}, in “${escaped(outcome.scenario)}”.${link}`
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|]/g, '\\$&')
}
