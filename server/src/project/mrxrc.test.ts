import { describe, expect, test } from 'vitest'
import schema from './mrxrc.schema.json' with { type: 'json' }
import { checkSettings, readSettings, type Schema, type SettingsChecks } from './mrxrc.ts'

/** The problem's message with the text that it marks. */
function problem(text: string, checks?: SettingsChecks): [string, string] | undefined {
  const [first, second] = readSettings(text, checks).problems
  expect(second).toBeUndefined()
  return first && [first.message, text.slice(first.start, first.end)]
}

test('comments and trailing commas are fine', () => {
  const text =
    '{ // ours\n "includePaths": ["inc", ], /* x */ "rules": { "MRX004": "off", "callback-cast": "error" }, }'
  expect(readSettings(text, { ruleKeys: ['MRX004', 'callback-cast'] })).toEqual({
    settings: { includePaths: ['inc'], rules: { MRX004: 'off', 'callback-cast': 'error' } },
    problems: [],
  })
})

describe('what is wrong is said where it stands', () => {
  test.each([
    ['{ "includePath": [] }', 'Unknown key "includePath"; did you mean "includePaths"?', '"includePath"'],
    ['{ "colour": 1 }', 'Unknown key "colour"', '"colour"'],
    ['{ "simulation": { "budgte": 1 } }', 'Unknown key "simulation.budgte"; did you mean "budget"?', '"budgte"'],
    ['{ "mrx.rules": {} }', 'Unknown key "mrx.rules"; did you mean "rules"?', '"mrx.rules"'],
    [
      '{ "mrx.simulation.budget": 1 }',
      'Unknown key "mrx.simulation.budget"; did you mean "budget" in "simulation"?',
      '"mrx.simulation.budget"',
    ],
    ['{ "simulation.nothing": 1 }', 'Unknown key "simulation.nothing"', '"simulation.nothing"'],
    [
      '{ "includePaths": ["${workspaceFolder}/inc"] }',
      '"includePaths.0" must be a folder without variables, since none is replaced.',
      '"${workspaceFolder}/inc"',
    ],
    ['{ "includePaths": "inc" }', '"includePaths" must be an array.', '"inc"'],
    ['{ "includePaths": ["a", 1] }', '"includePaths.1" must be a string.', '1'],
    ['{ "includePaths": [""] }', '"includePaths.0" must be a string that is not empty.', '""'],
    ['{ "defines": ["1A"] }', '"defines.0" must be a macro as NAME or NAME=value.', '"1A"'],
    ['{ "arch": "x46" }', '"arch" must be one of "x64", "x86", "arm64" (did you mean "x64"?).', '"x46"'],
    [
      '{ "rules": { "MRX004": "of" } }',
      '"rules.MRX004" must be one of "off", "hint", "information", "warning", "error" (did you mean "off"?).',
      '"of"',
    ],
    ['{ "rules": [] }', '"rules" must be an object.', '[]'],
    ['{ "simulation": { "preemptions": 1.5 } }', '"simulation.preemptions" must be a whole number.', '1.5'],
    ['{ "simulation": { "preemptions": 9 } }', '"simulation.preemptions" must be a whole number of at most 8.', '9'],
    ['{ "simulation": { "budget": 0 } }', '"simulation.budget" must be a number above 0.', '0'],
    [
      '{ "simulation": { "builtinScenarios": "yes" } }',
      '"simulation.builtinScenarios" must be true or false.',
      '"yes"',
    ],
    ['[]', 'The settings must be an object.', '[]'],
    ['null', 'The settings must be an object.', 'null'],
    ['{ "__proto__": {} }', 'Unknown key "__proto__"', '"__proto__"'],
  ])('%s', (text, message, marked) => expect(problem(text)).toEqual([message, marked]))

  test('a rule that does not exist', () => {
    const checks = { ruleKeys: ['MRX004', 'context-unchecked'] }
    expect(problem('{ "rules": { "context-uncheckd": "off" } }', checks)).toEqual([
      'Unknown rule "context-uncheckd"; did you mean "context-unchecked"?',
      '"context-uncheckd"',
    ])
  })

  test('a stub that is no clause', () => {
    const checks = { stubProblem: (text: string) => (text.endsWith('blocks') ? undefined : 'it never blocks.') }
    expect(problem('{ "stubs": ["F blocks", "G", ""] }', { stubProblem: () => undefined })?.[0]).toContain('"stubs.2"')
    expect(problem('{ "stubs": ["F blocks", "G"] }', checks)).toEqual([
      '"stubs.1" is no stub clause: it never blocks.',
      '"G"',
    ])
  })

  test.each([
    ['{ "exclude": ["gen/**", "obj["] }', '"exclude.1" is no usable pattern: the closing ] is missing.', '"obj["'],
    [
      '{ "exclude": ["../gen/**"] }',
      '"exclude.0" is no usable pattern: what is excluded lies below the folder that it is relative to.',
      '"../gen/**"',
    ],
    [
      '{ "drivers": { "a": ["../a/*.c"], "b": ["/b/*.c"] } }',
      '"drivers.b.0" is no usable pattern: it is absolute, and patterns are relative.',
      '"/b/*.c"',
    ],
  ])('a pattern that matches nothing: %s', (text, message, marked) => expect(problem(text)).toEqual([message, marked]))

  test('settings that are named on the command line exclude what lies elsewhere too', () => {
    expect(readSettings('{ "exclude": ["../gen/**"] }', { elsewhere: true }).problems).toEqual([])
  })

  test.each([
    '"server"',
    '"\\\\server"',
    '"server\\\\share"',
    '"\\\\\\\\server"',
    '"\\\\\\\\server\\\\"',
    '"\\\\\\\\a\\"b\\\\c"',
  ])('%s is no share', name =>
    expect(problem(`{ "simulation": { "connect": [${name}] } }`)).toEqual([
      '"simulation.connect.0" must be a share as \\\\server\\share.',
      name,
    ]),
  )

  test.each(['', '{', '{ "arch" "x64" }', '{ "arch": }', 'arch', '{ "arch": "x64" } {'])('no JSON: %s', text => {
    const { settings, problems } = readSettings(text)
    expect(settings).toEqual({})
    expect(problems).toHaveLength(1)
    expect(problems[0]!.message).toMatch(/^Not valid JSON: [a-z ]+\.$/)
  })
})

test('what is right beside what is wrong is kept', () => {
  const { settings, problems } = readSettings('{ "arch": 1, "defines": ["A=1", 2, "B"], "exclude": ["x/**"] }')
  expect(settings).toEqual({ defines: ['A=1', 'B'], exclude: ['x/**'] })
  expect(problems).toHaveLength(2)
})

test('settings of an editor', () => {
  expect(checkSettings(undefined)).toEqual({ settings: {}, problems: [] })
  expect(checkSettings(null).settings).toEqual({})
  expect(checkSettings({ arch: 'x86', profil: 'both' })).toEqual({
    settings: { arch: 'x86' },
    problems: ['Unknown key "profil"; did you mean "profile"?'],
  })
  expect(checkSettings('x64').problems).toEqual(['The settings must be an object.'])
})

describe('schema and validator agree', () => {
  const annotations = new Set(['$schema', 'title', 'description', 'allowComments', 'allowTrailingCommas'])
  const keywords = new Set([
    'type',
    'enum',
    'properties',
    'additionalProperties',
    'items',
    'pattern',
    'patternErrorMessage',
    'minLength',
    'minimum',
    'maximum',
    'exclusiveMinimum',
  ])
  const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean'])

  function visit(rule: Schema, path: string): void {
    for (const key of Object.keys(rule)) {
      expect(annotations.has(key) || keywords.has(key), `${path}: keyword ${key} is not interpreted`).toBe(true)
    }
    if (rule.pattern !== undefined) expect(rule.patternErrorMessage, path).toBeDefined()
    if (rule.type !== undefined) expect(types, path).toContain(rule.type)
    else expect(rule.enum, `${path} has neither type nor enum`).toBeDefined()
    for (const [name, property] of Object.entries(rule.properties ?? {})) {
      expect(property, `${path}.${name}`).toHaveProperty('description')
      visit(property, `${path}.${name}`)
    }
    if (rule.items !== undefined) visit(rule.items, `${path}[]`)
    if (rule.additionalProperties) visit(rule.additionalProperties, `${path}.*`)
  }

  test('every keyword of the schema is interpreted, every key described', () => visit(schema as Schema, ''))

  test('every key takes a value of its kind and no other', () => {
    const good: Record<string, unknown> = {
      $schema: 'x',
      includePaths: ['a'],
      defines: ['A', 'B=1', 'C(x)=x'],
      arch: 'arm64',
      profile: 'both',
      defaultCallingConvention: 'cdecl',
      rules: { any: 'hint' },
      simulation: { budget: 0.5, preemptions: 0, builtinScenarios: false, connect: ['\\\\a b\\c', '\\\\a@1\\c\\d$'] },
      stubs: ['F returns 1'],
      exclude: ['*'],
      drivers: { mine: ['*.c'] },
    }
    expect(Object.keys(good).sort()).toEqual(Object.keys(schema.properties).sort())
    expect(checkSettings(good)).toEqual({ settings: good, problems: [] })
    for (const key of Object.keys(good)) expect(checkSettings({ [key]: 42 }).problems, key).toHaveLength(1)
  })
})
