// Hover on an NTSTATUS: its value and severity as the headers of the driver have them, and what it says. Statuses are macros,
// so the C server shows their text; whether NT_SUCCESS takes one for success it does not say.
import type { Macro } from '../c/token.ts'
import type { Knowledge } from '../knowledge/pages.ts'

interface Macros {
  get(name: string): Macro | undefined
}

/** In the two upper bits. */
const severities = ['success', 'informational', 'warning', 'error'] as const

/** Names for a status that is known by another one lead on to it: `TDI_PENDING`. */
const mostNames = 4

/** Undefined: the name is no status. */
export function statusHover(name: string, macros: Macros, knowledge: Knowledge): string | undefined {
  const status = statusOf(name, macros)
  if (status === undefined) return undefined
  const names = status.name === name ? `**${name}**` : `**${name}** → **${status.name}**`
  const title = `${names} · NTSTATUS ${valueText(status.value)}`
  const meaning = knowledge.statusMeaning(status.name)
  return meaning === undefined ? title : `${title}\n\n${meaning}`
}

/** `0x00000103, success`, for a list of names. */
export function statusDetail(name: string, macros: Macros): string | undefined {
  const value = statusOf(name, macros)?.value
  return value === undefined ? undefined : `${hexadecimal(value)}, ${severities[value >>> 30]}`
}

function statusOf(name: string, macros: Macros): { readonly name: string; readonly value: number } | undefined {
  let at = name
  for (let names = 0; names < mostNames; names++) {
    const macro = macros.get(at)
    if (macro === undefined || macro.parameters !== undefined) return undefined
    const text = macro.body.map(token => token.text).join('')
    const digits = /^\(\(NTSTATUS\)(0[xX][0-9a-fA-F]{1,8})[uUlL]*\)$/.exec(text)?.[1]
    if (digits !== undefined) return { name: at, value: Number(digits) }
    if (macro.body.length !== 1) return undefined
    at = text
  }
  return undefined
}

function valueText(value: number): string {
  return `\`${hexadecimal(value)}\` · ${severities[value >>> 30]}: \`NT_SUCCESS\` is ${value >>> 31 === 0}`
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`
}
