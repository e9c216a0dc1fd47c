// The manifest against what it speaks of: texts, files, the schema of `.mrxrc.json`, the commands of the sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import texts from '../../package.nls.json' with { type: 'json' }
import schema from '../../server/src/project/mrxrc.schema.json' with { type: 'json' }

const root = fileURLToPath(new URL('../..', import.meta.url))
const { contributes } = manifest

interface Setting {
  order: number
  scope: string
  type: string | string[]
  enum?: unknown[]
  enumDescriptions?: string[]
  default: unknown
  markdownDescription: string
}

const settings = new Map<string, Setting>(
  contributes.configuration.flatMap(({ properties }) =>
    Object.entries<Setting>({ ...properties } as unknown as Record<string, Setting>),
  ),
)

test('every text is there, none too many', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(match => match[1]!)
  expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort())
})

describe('settings and .mrxrc.json have the same keys', () => {
  type Property = { enum?: unknown[]; type?: string; properties?: Record<string, Property> }
  const leaves = Object.entries(schema.properties as Record<string, Property>).flatMap(([key, property]) =>
    property.properties
      ? Object.entries(property.properties).map(([inner, leaf]) => [`${key}.${inner}`, leaf] as const)
      : [[key, property] as const],
  )
  const keys = leaves.filter(([key]) => key !== '$schema')

  test('the same keys', () => {
    const ofFiles = [...settings.keys()].filter(key => !/^mrx\.(?:trace|editor)\./.test(key))
    expect(ofFiles.sort()).toEqual(keys.map(([key]) => `mrx.${key}`).sort())
  })

  test.each(keys)('%s takes the same values', (key, property) => {
    const setting = settings.get(`mrx.${key}`)!
    if (property.enum) expect(setting.enum?.filter(value => value !== null)).toEqual(property.enum)
    else expect(setting.type).toBe(property.type)
    expect(setting.enumDescriptions?.length).toBe(setting.enum?.length)
    expect(['resource', 'window']).toContain(setting.scope)
  })
})

test.each(readdirSync(join(root, 'examples')))('links of examples/%s/README.md lead to what is installed', name => {
  const folder = join(root, 'examples', name)
  const links = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
  const dead = links.map(([, link]) => link!).filter(link => !existsSync(join(folder, link)))
  expect(dead).toEqual([])
  // .vscodeignore leaves out the folders there.
  if (name === 'broken') expect(links.map(([, link]) => link!).filter(link => !/^[^/]+\.c$/.test(link))).toEqual([])
})

test('files that the manifest names exist; the build makes those in dist', () => {
  const paths = [
    ...contributes.snippets.map(({ path }) => path),
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
  ]
  expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([])
  expect(contributes.jsonValidation).toEqual([{ fileMatch: '.mrxrc.json', url: './dist/mrxrc.schema.json' }])
})

test('commands of the manifest and of the sources are the same', () => {
  const sources = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' }).filter(name =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const registered = sources.flatMap(name => [
    ...readFileSync(join(root, 'client/src', name), 'utf8').matchAll(/registerCommand\(\s*'(mrx\.\w+)'/g),
  ])
  expect(contributes.commands.map(({ command }) => command)).toEqual(registered.map(match => match[1]).sort())
  for (const { category } of contributes.commands) expect(category).toBe('MRx')
})

test('commands that walkthroughs run exist', () => {
  const linked = Object.values(texts).flatMap(text => [...text.matchAll(/\(command:(mrx\.\w+)/g)])
  const known = contributes.commands.map(({ command }) => command)
  expect(linked.length).toBeGreaterThan(0)
  for (const match of linked) expect(known).toContain(match[1])
})

describe('the problem matcher reads what `mrx check` prints', () => {
  const [{ pattern }] = contributes.problemMatchers as [(typeof contributes.problemMatchers)[0]]
  const { regexp, ...groups } = pattern

  test.each([
    [
      "a/b.c:10:5: error: 'F' is registered as MRxFinalizeSrvCall. [MRX011 callback-signature] in F",
      ['a/b.c', '10', '5', 'error', 'MRX011', "'F' is registered as MRxFinalizeSrvCall."],
    ],
    ['C:\\drv\\b.c:1:1: warning: cast [MRX012 callback-cast]', ['C:\\drv\\b.c', '1', '1', 'warning', 'MRX012', 'cast']],
    ['b.c:1:1: information: x [MRX043 a-b]', ['b.c', '1', '1', 'info', 'MRX043', 'x']],
    ['b.c:1:1: hint: x [1]: y [MRX012 callback-cast]', ['b.c', '1', '1', 'hint', 'MRX012', 'x [1]: y']],
  ])('%s', (line, parts) => {
    const match = new RegExp(regexp).exec(line)
    const { file, line: lineGroup, column, severity, code, message } = groups
    expect([file, lineGroup, column, severity, code, message].map(group => match?.[group])).toEqual(parts)
  })

  test('and nothing else', () => {
    expect(new RegExp(regexp).test('b.c:1:1: error: unknown type name')).toBe(false)
    expect(new RegExp(regexp).test('3 files, 1 finding')).toBe(false)
    expect(new RegExp(regexp).test('b.c:80:38: note: registered as MRxFinalizeSrvCall here')).toBe(false)
  })
})
