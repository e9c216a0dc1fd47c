import { describe, expect, test } from 'vitest'
import type { CheckReport } from '../protocol/check.ts'
import type { Finding } from '../protocol/finding.ts'
import { type SarifRule, sarifReport } from './sarif.ts'

const range = { start: { line: 10, character: 4 }, end: { line: 10, character: 20 } }
const rule: SarifRule = {
  code: 'MRX004',
  name: 'context-unchecked',
  severity: 'error',
  mistake: 'no test',
  mechanism: 'NULL',
  page: '# MRX004',
}
const finding: Finding = {
  file: '/w/a b.c',
  code: 'MRX004',
  name: 'context-unchecked',
  severity: 'error',
  message: 'Context may be NULL',
  range,
  function: 'Drop',
  related: [{ file: '/elsewhere/c.c', range, message: 'stored here' }],
  path: [
    { file: '/w/a b.c', range, message: 'entry' },
    { file: '/w/a b.c', range, message: 'the test fails' },
  ],
  fixes: [
    {
      title: 'Test it',
      certain: true,
      edits: [
        { file: '/w/a b.c', range, newText: 'x' },
        { file: '/w/d.h', range, newText: '' },
      ],
    },
  ],
}

// biome-ignore lint/suspicious/noExplicitAny: looked into freely
function log(change: Partial<CheckReport> = {}): any {
  const options = {
    version: '1.2.3',
    root: 'file:///w/',
    uriOf: (path: string) => `file://${encodeURI(path)}`,
    rules: [{ ...rule, code: 'MRX001' }, rule],
  }
  return JSON.parse(sarifReport({ files: ['/w/a b.c'], findings: [finding], unusable: [], ...change }, options))
}

test('a finding with all that belongs to it', () => {
  const region = { startLine: 11, startColumn: 5, endLine: 11, endColumn: 21 }
  const own = { artifactLocation: { uri: 'a%20b.c', uriBaseId: 'SRCROOT' }, region }
  const [result] = log().runs[0].results
  expect(result).toMatchObject({
    ruleId: 'MRX004',
    ruleIndex: 1,
    level: 'error',
    message: { text: 'Context may be NULL' },
    locations: [{ physicalLocation: own, logicalLocations: [{ name: 'Drop', kind: 'function' }] }],
    relatedLocations: [
      {
        id: 0,
        physicalLocation: { artifactLocation: { uri: 'file:///elsewhere/c.c' }, region },
        message: { text: 'stored here' },
      },
    ],
  })
  expect(result.codeFlows[0].threadFlows[0].locations).toEqual([
    { location: { physicalLocation: own, message: { text: 'entry' } } },
    { location: { physicalLocation: own, message: { text: 'the test fails' } } },
  ])
  expect(result.fixes[0].artifactChanges).toEqual([
    {
      artifactLocation: own.artifactLocation,
      replacements: [{ deletedRegion: region, insertedContent: { text: 'x' } }],
    },
    { artifactLocation: { uri: 'd.h', uriBaseId: 'SRCROOT' }, replacements: [{ deletedRegion: region }] },
  ])
})

test('what could not be used is told beside the results', () => {
  const [invocation] = log({ unusable: ['.mrxrc.json: wrong'], findings: [] }).runs[0].invocations
  expect(invocation).toEqual({
    executionSuccessful: false,
    toolExecutionNotifications: [{ level: 'error', message: { text: '.mrxrc.json: wrong' } }],
  })
})

test('so is what runs leave unknown, which is no mistake of the run', () => {
  const [invocation] = log({ unknown: ['unknown: no body (in "life")'], findings: [] }).runs[0].invocations
  expect(invocation).toEqual({
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: 'warning', message: { text: 'unknown: no body (in "life")' } }],
  })
})

// ---- The parts of the schema that the report uses -------------------------------------------------------------

type Shape = string | readonly string[] | { readonly [property: string]: Shape } | readonly [Shape]

const message = { text: 'string', 'markdown?': 'string' }
const artifactLocation = { uri: 'string', 'uriBaseId?': 'string' }
const region = { startLine: 'from one', startColumn: 'from one', endLine: 'from one', endColumn: 'from one' }
const physicalLocation = { artifactLocation, region }
const level = 'none note warning error'
/** OASIS SARIF 2.1.0: required properties, and the allowed ones among those that are written (marked `?`). */
const schema: Shape = {
  $schema: 'string',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'string',
          'version?': 'string',
          'rules?': [
            {
              id: 'string',
              'name?': 'string',
              'shortDescription?': message,
              'fullDescription?': message,
              'help?': message,
              'defaultConfiguration?': { 'level?': level },
            },
          ],
        },
      },
      'columnKind?': 'utf16CodeUnits unicodeCodePoints',
      'originalUriBaseIds?': { SRCROOT: { uri: 'string' } },
      'invocations?': [
        { executionSuccessful: 'boolean', 'toolExecutionNotifications?': [{ 'level?': level, message }] },
      ],
      'results?': [
        {
          'ruleId?': 'string',
          'ruleIndex?': 'from zero',
          'level?': level,
          message,
          'locations?': [{ physicalLocation, 'logicalLocations?': [{ 'name?': 'string', 'kind?': 'string' }] }],
          'partialFingerprints?': { 'mrx/v1': 'string' },
          'relatedLocations?': [{ 'id?': 'from zero', physicalLocation, 'message?': message }],
          'codeFlows?': [
            { threadFlows: [{ locations: [{ 'location?': { physicalLocation, 'message?': message } }] }] },
          ],
          'fixes?': [
            {
              'description?': message,
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: [{ deletedRegion: region, 'insertedContent?': { 'text?': 'string' } }],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}

function violations(value: unknown, shape: Shape, at: string): string[] {
  if (typeof shape === 'string') return fits(value, shape) ? [] : [`${at}: ${JSON.stringify(value)} is no ${shape}`]
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${at}: no array`]
    return value.flatMap((each, i) => violations(each, shape[0], `${at}[${i}]`))
  }
  const properties = Object.entries(shape as Record<string, Shape>)
  const own = value as Record<string, unknown>
  const names = properties.map(([name]) => name.replace('?', ''))
  const unknown = Object.keys(own).filter(name => !names.includes(name))
  return [
    ...unknown.map(name => `${at}.${name}: unknown`),
    ...properties.flatMap(([name, inner]) => {
      const plain = name.replace('?', '')
      if (own[plain] === undefined) return name === plain ? [`${at}.${plain}: missing`] : []
      return violations(own[plain], inner, `${at}.${plain}`)
    }),
  ]
}

function fits(value: unknown, type: string): boolean {
  if (type === 'string' || type === 'boolean') return typeof value === type
  if (type.startsWith('from ')) return Number.isInteger(value) && (value as number) >= (type === 'from one' ? 1 : 0)
  return typeof value === 'string' && type.split(' ').includes(value)
}

describe('the log keeps to the schema', () => {
  test.each<[string, Partial<CheckReport>]>([
    ['with everything', {}],
    ['empty', { findings: [] }],
    ['with notifications', { unusable: ['x'] }],
    ['plain', { findings: [{ ...finding, related: [], path: undefined, fixes: [], function: undefined }] }],
    ['of another rule', { findings: [{ ...finding, code: 'MRX999', severity: 'hint' }] }],
  ])('%s', (_, change) => expect(violations(log(change), schema, 'log')).toEqual([]))

  test('and the check sees what does not', () => {
    const broken = log()
    broken.runs[0].results[0].level = 'information'
    delete broken.runs[0].tool.driver.name
    broken.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0
    expect(violations(broken, schema, 'log')).toHaveLength(3)
  })
})
