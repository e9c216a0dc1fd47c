// What the user wrote in the settings, and nothing else. The editor fills every setting with a default, so the server could
// not tell "x64, because somebody said so" from "x64, because nobody said anything" and would overrule `.mrxrc.json`.
// Keys come out in the shape of `.mrxrc.json`: `mrx.simulation.budget` is `{ simulation: { budget } }`.

/** What `WorkspaceConfiguration.inspect` tells of one key, from the widest to the narrowest. */
export interface Inspection {
  globalValue?: unknown
  workspaceValue?: unknown
  workspaceFolderValue?: unknown
}

export interface Inspectable {
  readonly keys: readonly string[]
  inspect(key: string): Inspection | undefined
}

/** Keys under `mrx.` that are for the client alone. */
const clientKeys = new Set(['trace', 'editor'])

export function writtenSettings(configuration: Inspectable): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const key of configuration.keys) {
    const value = clientKeys.has(key) ? undefined : written(configuration.inspect(key))
    if (value !== undefined) settings[key] = value
  }
  return settings
}

function written(inspection: Inspection | undefined): unknown {
  if (inspection === undefined) return undefined
  const { globalValue, workspaceValue, workspaceFolderValue } = inspection
  return [globalValue, workspaceValue, workspaceFolderValue].reduce(narrowed)
}

/** Objects are joined key by key, as the editor itself joins them; anything else is replaced by the narrower value. */
function narrowed(wide: unknown, narrow: unknown): unknown {
  if (narrow === undefined) return wide
  if (!isObject(wide) || !isObject(narrow)) return narrow
  const joined = new Map(Object.entries(wide))
  for (const [key, value] of Object.entries(narrow)) joined.set(key, narrowed(joined.get(key), value))
  return Object.fromEntries(joined)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
