// What is wrong with a request, in the words that its sender is told.

/** The only error that a request throws on purpose. */
export class RequestError extends Error {}

/** The named argument, where it is of the type. */
export function numberIn(given: object, name: string): number {
  const value = (given as Record<string, unknown>)[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RequestError(`"${name}" has to be a number`)
  return value
}

export function textIn(given: object, name: string): string {
  const value = (given as Record<string, unknown>)[name]
  if (typeof value !== 'string') throw new RequestError(`"${name}" has to be a text`)
  return value
}

/** Objects; a missing list is an empty one. */
export function listIn<T extends object>(given: object, name: string): readonly T[] {
  const value = (given as Record<string, unknown>)[name] ?? []
  if (!Array.isArray(value) || value.some(each => typeof each !== 'object' || each === null))
    throw new RequestError(`"${name}" has to be a list`)
  return value
}
