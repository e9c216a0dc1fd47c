// `.mrxrc.json` and the editor's settings: JSON with comments, held against mrxrc.schema.json. The schema is the one
// description of what is allowed: editors complete from it, and this file interprets the few keywords that it uses.
import { findNodeAtLocation, getNodePath, type JSONPath, type Node, parseTree } from 'jsonc-parser'
import { nearest } from '../text/spelling.ts'
import { parseJson } from './json.ts'
import schema from './mrxrc.schema.json' with { type: 'json' }
import { patternProblem } from './patterns.ts'

export const settingsFileName = '.mrxrc.json'

export type Architecture = 'x64' | 'x86' | 'arm64'
export type Profile = 'callback-page' | 'function-page' | 'both'
export type CallingConvention = 'stdcall' | 'cdecl' | 'fastcall'
export type RuleLevel = 'off' | 'hint' | 'information' | 'warning' | 'error'

export interface SimulationSettings {
  readonly budget?: number
  readonly preemptions?: number
  readonly builtinScenarios?: boolean
  /** Shares, as `\\server\share`; the first one counts where a scenario names none. */
  readonly connect?: readonly string[]
  /** Extended attributes that each connection brings, and how their names are written: as ANSI without it. */
  readonly ea?: Readonly<Record<string, string>>
  readonly eaNames?: 'ansi' | 'utf-16'
}

/** As written; paths and patterns are relative to the file that they stand in. */
export interface Settings {
  readonly includePaths?: readonly string[]
  readonly defines?: readonly string[]
  readonly arch?: Architecture
  readonly profile?: Profile
  readonly defaultCallingConvention?: CallingConvention
  readonly rules?: Readonly<Record<string, RuleLevel>>
  readonly simulation?: SimulationSettings
  readonly stubs?: readonly string[]
  readonly exclude?: readonly string[]
  readonly drivers?: Readonly<Record<string, readonly string[]>>
}

/** Something that is wrong in a configuration, `start` and `end` as offsets in its text. */
export interface Problem {
  readonly message: string
  readonly start: number
  readonly end: number
}

export interface ReadSettings {
  /** What is well-formed; the rest is left out. */
  readonly settings: Settings
  readonly problems: readonly Problem[]
}

/** What the schema cannot say. */
export interface SettingsChecks {
  /** Known codes and names; without them any key passes. */
  readonly ruleKeys?: readonly string[]
  /** What is wrong with the text of a stub clause. */
  readonly stubProblem?: (text: string) => string | undefined
  /** The settings count for what lies outside of their folder too. */
  readonly elsewhere?: boolean
}

export function readSettings(text: string, checks: SettingsChecks = {}): ReadSettings {
  const parsed = parseJson(text)
  if ('problem' in parsed) return { settings: {}, problems: [parsed.problem] }
  return validate(parsed.tree, checks)
}

/** Settings that come as values, from an editor. Problems have no place in a text: offsets are 0. */
export function checkSettings(
  value: unknown,
  checks: SettingsChecks = {},
): { settings: Settings; problems: readonly string[] } {
  const text = JSON.stringify(value ?? {}) ?? '{}'
  const { settings, problems } = validate(parseTree(text)!, checks)
  return { settings, problems: problems.map(problem => problem.message) }
}

/** The keywords of JSON Schema that mrxrc.schema.json uses; a test fails when it uses another one. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: false | Schema
  readonly items?: Schema
  readonly pattern?: string
  /** What matches the pattern, in words; editors know the keyword. */
  readonly patternErrorMessage?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
}

function validate(tree: Node, { ruleKeys, stubProblem, elsewhere }: SettingsChecks): ReadSettings {
  const problems: Problem[] = []
  const settings = checked(tree, schema as Schema, [], problems)
  if (ruleKeys !== undefined) checkRuleKeys(tree, ruleKeys, problems)
  if (stubProblem !== undefined) checkStubs(tree, stubProblem, problems)
  checkPatterns(tree, elsewhere === true, problems)
  return { settings: (settings ?? {}) as Settings, problems }
}

/** The value of `node` without the parts that break `rule`; `undefined` when nothing is left. */
function checked(node: Node, rule: Schema, path: JSONPath, problems: Problem[]): unknown {
  const wrong = mismatch(node, rule)
  if (wrong !== undefined) {
    const subject = path.length === 0 ? 'The settings' : `"${path.join('.')}"`
    problems.push({ message: `${subject} must be ${wrong}.`, ...place(node) })
    return undefined
  }
  if (node.type === 'object') return checkedObject(node, rule, path, problems)
  if (node.type === 'array' && rule.items !== undefined) {
    const values = node.children!.map((child, i) => checked(child, rule.items!, [...path, i], problems))
    return values.filter(value => value !== undefined)
  }
  return node.value
}

function checkedObject(node: Node, rule: Schema, path: JSONPath, problems: Problem[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const known = rule.properties ?? {}
  for (const property of node.children!) {
    const [key, value] = property.children!
    const name: string = key!.value
    const valueRule = Object.hasOwn(known, name) ? known[name] : rule.additionalProperties
    if (valueRule === false || valueRule === undefined) {
      problems.push({ message: unknownKey([...path, name].join('.'), name, rule), ...place(key!) })
      continue
    }
    const kept = checked(value!, valueRule, [...path, name], problems)
    // Own property even for `__proto__`: assignment would change the prototype instead.
    if (kept !== undefined)
      Object.defineProperty(result, name, { value: kept, enumerable: true, writable: true, configurable: true })
  }
  return result
}

function unknownKey(shown: string, name: string, rule: Schema): string {
  const meant = nested(name, rule) ?? nearest(name, Object.keys(rule.properties ?? {}))
  return `Unknown key "${shown}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`
}

/** What an editor's settings call `mrx.simulation.budget` is a key in an object here. */
function nested(name: string, rule: Schema): string | undefined {
  const keys = name.replace(/^mrx\./, '').split('.')
  if (keys[0] === name) return undefined
  let at: Schema | undefined = rule
  for (const key of keys)
    at = at?.properties !== undefined && Object.hasOwn(at.properties, key) ? at.properties[key] : undefined
  return at === undefined ? undefined : keys.reverse().join('" in "')
}

function checkRuleKeys(tree: Node, ruleKeys: readonly string[], problems: Problem[]): void {
  const rules = findNodeAtLocation(tree, ['rules'])
  if (rules?.type !== 'object') return
  for (const property of rules.children!) {
    const key = property.children![0]!
    if (ruleKeys.includes(key.value)) continue
    const meant = nearest(key.value, ruleKeys)
    const hint = meant === undefined ? '' : `; did you mean "${meant}"?`
    problems.push({ message: `Unknown rule "${key.value}"${hint}`, ...place(key) })
  }
}

function checkStubs(tree: Node, stubProblem: (text: string) => string | undefined, problems: Problem[]): void {
  const stubs = findNodeAtLocation(tree, ['stubs'])
  for (const [i, stub] of (stubs?.type === 'array' ? stubs.children! : []).entries()) {
    const problem = typeof stub.value === 'string' && stub.value !== '' ? stubProblem(stub.value) : undefined
    if (problem !== undefined) problems.push({ message: `"stubs.${i}" is no stub clause: ${problem}`, ...place(stub) })
  }
}

/** A pattern that matches nothing excludes nothing, and nobody sees it. */
function checkPatterns(tree: Node, elsewhere: boolean, problems: Problem[]): void {
  const drivers = findNodeAtLocation(tree, ['drivers'])
  const ofDrivers = drivers?.type === 'object' ? drivers.children!.map(property => property.children![1]!) : []
  for (const list of [findNodeAtLocation(tree, ['exclude']), ...ofDrivers]) {
    if (list?.type !== 'array') continue
    const patterns = list.children!.filter(({ value }) => typeof value === 'string' && value !== '')
    for (const pattern of patterns) {
      const leadsOut = !elsewhere && !ofDrivers.includes(list) && /^\.\.\//.test(pattern.value)
      const problem = leadsOut
        ? 'what is excluded lies below the folder that it is relative to'
        : patternProblem(pattern.value, { alone: patterns.length === 1 })
      if (problem === undefined) continue
      const shown = getNodePath(pattern).join('.')
      problems.push({ message: `"${shown}" is no usable pattern: ${problem}.`, ...place(pattern) })
    }
  }
}

function place(node: Node): { start: number; end: number } {
  return { start: node.offset, end: node.offset + node.length }
}

/** What `node` should be, in words, when it is not. */
function mismatch(node: Node, rule: Schema): string | undefined {
  if (rule.enum !== undefined) {
    if (node.type === 'string' && rule.enum.includes(node.value)) return undefined
    const meant = node.type === 'string' ? nearest(node.value, rule.enum) : undefined
    return `one of ${rule.enum.map(value => `"${value}"`).join(', ')}${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`
  }
  switch (rule.type) {
    case 'string':
      return node.type === 'string' ? stringMismatch(node.value, rule) : 'a string'
    case 'number':
    case 'integer':
      return numberMismatch(node, rule)
    case 'boolean':
      return node.type === 'boolean' ? undefined : 'true or false'
    case 'array':
      return node.type === 'array' ? undefined : 'an array'
    default:
      return node.type === 'object' ? undefined : 'an object'
  }
}

function stringMismatch(value: string, rule: Schema): string | undefined {
  if (value.length < (rule.minLength ?? 0)) return 'a string that is not empty'
  // Saying what fits helps more than the expression.
  if (rule.pattern !== undefined && !new RegExp(rule.pattern).test(value)) return rule.patternErrorMessage
  return undefined
}

function numberMismatch(node: Node, rule: Schema): string | undefined {
  const kind = rule.type === 'integer' ? 'a whole number' : 'a number'
  if (node.type !== 'number' || (rule.type === 'integer' && !Number.isInteger(node.value))) return kind
  if (rule.minimum !== undefined && node.value < rule.minimum) return `${kind} of at least ${rule.minimum}`
  if (rule.maximum !== undefined && node.value > rule.maximum) return `${kind} of at most ${rule.maximum}`
  if (rule.exclusiveMinimum !== undefined && node.value <= rule.exclusiveMinimum)
    return `${kind} above ${rule.exclusiveMinimum}`
  return undefined
}
