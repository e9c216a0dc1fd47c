// What comes with a request of ours: nothing is taken on trust, and what is wrong is told in one line. `null` is how editors
// say "not set".
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node'

interface Shape {
  readonly what: string
  fits(value: unknown): boolean
}

export const aText: Shape = { what: 'a string', fits: value => typeof value === 'string' }
export const texts: Shape = {
  what: 'an array of strings',
  fits: value => Array.isArray(value) && value.every(aText.fits),
}
export const aFlag: Shape = { what: 'true or false', fits: value => typeof value === 'boolean' }
export const aCount: Shape = {
  what: 'a whole number that is not negative',
  fits: value => Number.isInteger(value) && (value as number) >= 0,
}
export const anAmount: Shape = {
  what: 'a number above 0',
  fits: value => typeof value === 'number' && value > 0,
}

export const aRange: Shape = {
  what: 'a range, { start: { line, character }, end: { line, character } }',
  fits: value => hasPosition(value, 'start') && hasPosition(value, 'end'),
}

function hasPosition(value: unknown, key: string): boolean {
  const { line, character } = Object(Object(value)[key]) as Record<string, unknown>
  return aCount.fits(line) && aCount.fits(character)
}

export function oneOf(...words: readonly string[]): Shape {
  const what = `one of ${words.map(word => `"${word}"`).join(', ')}`
  return { what, fits: value => words.includes(value as string) }
}

export function optional({ what, fits }: Shape): Shape {
  return { what, fits: value => value === undefined || fits(value) }
}

export function checkedParameters<T>(value: unknown, shapes: Readonly<Record<string, Shape>>): T {
  const entries = Object.entries((value ?? {}) as object).filter(([, each]) => each !== null)
  const parameters: Record<string, unknown> = Object.fromEntries(entries)
  for (const [name, { what, fits }] of Object.entries(shapes))
    if (!fits(parameters[name])) throw new ResponseError(ErrorCodes.InvalidParams, `"${name}" must be ${what}.`)
  return parameters as T
}
