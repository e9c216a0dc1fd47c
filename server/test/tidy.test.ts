// The repository against its own rules, and the rules against samples that break them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { exceptions, forbiddenWords, importCycles, layerViolations, type Sources, tooLong } from './tidy/check.ts'
import { layers } from './tidy/layers.ts'
import { blanked, functionsOf, importsOf } from './tidy/scan.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readable = /\.(ts|mts|mjs|js|json|md|c|h|cpp|yml|yaml|css|html)$|^\.ci\/run$|ignore$/
const generated = new Set(['package-lock.json'])

function repository(): Sources {
  const sources = new Map<string, string>()
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !/^(node_modules|\.git|dist|dist-test|\.vscode-test|coverage)$/.test(entry.name))
        walk(path)
      else if (entry.isFile() && readable.test(path) && !generated.has(path))
        sources.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  walk('')
  return sources
}

const sample = (files: Record<string, string>): Sources => new Map(Object.entries(files))

describe('the repository', () => {
  const sources = repository()

  test('is found', () => {
    expect(sources.has('server/src/services/languageService.ts')).toBe(true)
    expect(sources.has('.ci/run')).toBe(true)
  })

  test('keeps its layers', () => expect(layerViolations(sources)).toEqual([]))
  test('has no import cycle', () => expect(importCycles(sources)).toEqual([]))
  test('has no function and no file that is too long', () => expect(tooLong(sources)).toEqual([]))
  test('has no forbidden word', () => expect(forbiddenWords(sources)).toEqual([]))

  test('has no exception for what is gone', () => {
    expect([...exceptions.keys()].filter(key => !sources.has(key.replace(/#.*/, '')))).toEqual([])
  })

  test('the map is at most 200 lines', () => {
    expect(sources.get('server/ARCHITECTURE.md')!.split('\n').length).toBeLessThanOrEqual(201)
  })
})

describe('layers', () => {
  test.each([
    ['server/src/c/lexer.ts', "import { find } from '../project/files.ts'", 'server/src/project/files.ts'],
    ['server/src/services/hover.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
    [
      'server/src/services/hover.ts',
      "import type { Connection } from 'vscode-languageserver'",
      'vscode-languageserver',
    ],
    ['server/src/rules/a.ts', "export * from '../annotations/parser.ts'", 'server/src/annotations/parser.ts'],
    ['server/src/machine/step.ts', "import '../simulation/explore.ts'", 'server/src/simulation/explore.ts'],
    ['server/src/main/lsp.ts', "const vscode = await import('vscode')", 'vscode'],
    ['client/src/extension.ts', "import { Lexer } from '../../server/src/c/lexer.ts'", 'server/src/c/lexer.ts'],
    [
      'server/src/report/text.ts',
      "import {\n  type Host,\n} from '../main/cli/host.ts'",
      'server/src/main/cli/host.ts',
    ],
  ])('%s must not: %s', (path, text, target) => {
    const found = layerViolations(sample({ [path]: text }))
    expect(found).toEqual([expect.stringContaining(`${path} imports ${target}, but `)])
  })

  test('what is allowed passes, and tests may import anything', () => {
    const files = {
      'server/src/main/lsp.ts': "import { readFileSync } from 'node:fs'\nimport 'vscode-languageserver/node'",
      'server/src/rules/a.ts': "import { flow } from '../flow/graph.ts'\nimport { b } from './b.ts'",
      'server/src/c/lexer.test.ts': "import { readFileSync } from 'node:fs'",
      'client/src/extension.ts':
        "import { a } from '../../server/src/protocol/requests.ts'\nimport * as v from 'vscode'",
    }
    expect(layerViolations(sample(files))).toEqual([])
  })

  test('a new folder needs a row', () => {
    expect(layerViolations(sample({ 'server/src/misc/a.ts': "import './b.ts'" }))[0]).toContain('in no layer')
  })

  test('every row says why', () => expect(layers.filter(({ why }) => why.length < 10)).toEqual([]))
})

describe('import cycles', () => {
  const cycle = (first: string) =>
    importCycles(
      sample({ 'a/x.ts': first, 'a/y.ts': "import { z } from '../z.ts'", 'z.ts': "export * from './a/x.ts'" }),
    )

  test('are shown with their way', () => {
    expect(cycle("import { y } from './y.ts'")).toEqual(['Import cycle: a/x.ts -> a/y.ts -> z.ts -> a/x.ts'])
  })

  test('are not made by types alone', () => {
    expect(cycle("import type { Y } from './y.ts'")).toEqual([])
    expect(cycle("import { type Y, type Z } from './y.ts'")).toEqual([])
    expect(cycle("import { type Y, z } from './y.ts'")).toHaveLength(1)
  })
})

describe('length', () => {
  const body = '  step()\n'.repeat(79)

  test.each([
    [`function f(): void {\n${body}}\n`, 'f'],
    [`export async function g<T>(\n  a: T,\n): Promise<T> {\n${body}}\n`, 'g'],
    [`class A {\n  #h(a: { b: number }): { c: number } {\n${body}  }\n}\n`, '#h'],
    [`const k = async (a: number) => {\n${body}}\n`, 'k'],
    [`const re = /[{]/\nfunction l() {\n${body.replace('step()', '`{${`}`}`')}}\n`, 'l'],
  ])('%#: a function over 80 lines is named', (text, name) => {
    expect(tooLong(sample({ 'server/src/c/a.ts': text }))).toEqual([expect.stringMatching(`${name} has 8[123] lines`)])
    expect(tooLong(sample({ 'server/src/c/a.ts': text.replaceAll('  step()\n', '') }))).toEqual([])
  })

  test('classes, conditions and data may be longer', () => {
    const texts = [`class A {\n${body}}\n`, `if (a) {\n${body}}\n`, `const a = {\n${body}}\n`, `for (;;) {\n${body}}\n`]
    for (const text of texts) expect(tooLong(sample({ 'a.ts': text }))).toEqual([])
  })

  test('a file over 600 lines is named', () => {
    expect(tooLong(sample({ 'a.ts': 'x\n'.repeat(600), 'b.ts': 'x\n'.repeat(601) }))).toEqual([
      expect.stringContaining('b.ts has 601 lines'),
    ])
  })
})

test.each([
  ['// TO' + 'DO later', 'a.ts:1'],
  ['\n/* FIX' + 'ME */', 'a.ts:2'],
  ['// @ts-' + 'ignore', 'a.ts:1'],
  ['test.' + "only('x')", 'a.ts:1'],
  ['describe.' + "skip('x')", 'a.ts:1'],
  ["read('/ho" + "me/joe/x')", 'a.ts:1'],
  ['see C:\\Use' + 'rs\\me', 'a.ts:1'],
])('forbidden: %s', (text, place) => {
  expect(forbiddenWords(sample({ 'a.ts': text }))).toEqual([expect.stringContaining(place)])
})

test('not forbidden: words that only look like it', () => {
  const text = "test.skipIf(root)('x')\nhttps://example.org/home/page\nlist.skip(2)\n../wo" + 'rk/a /ho' + 'me/me/a.c'
  expect(forbiddenWords(sample({ 'a.ts': text }))).toEqual([])
})

describe('the scanner', () => {
  test('blanks what is no code, and keeps every offset', () => {
    const text = "a('x\\'y') // c {\n/* { */ b(`t${f('{')}t`) / 2 / (c) + /[/{]\\/{/.test(d)"
    const code = blanked(text)
    expect(code.length).toBe(text.length)
    expect(code.replaceAll(/ +/g, ' ')).toBe("a(' ') \n b(` ${f(' ')} `) / 2 / (c) + 0.test(d)")
  })

  test('finds imports of every form, none in comments and strings', () => {
    const text = `import a from 'a'
import type { B } from "b"
import {
  c,
} from 'c'
import 'd'
export * from 'e'
const f = await import('f')
// import g from 'g'
const h = "import i from 'i'"
import j, { type K } from 'j'`
    expect(importsOf(text).map(each => [each.specifier, each.typeOnly, each.line])).toEqual([
      ['a', false, 1],
      ['b', true, 2],
      ['c', false, 3],
      ['d', false, 6],
      ['e', false, 7],
      ['f', false, 8],
      ['j', false, 11],
    ])
  })

  test('counts a function from its head to its closing brace', () => {
    expect(functionsOf('function f(\n  a: number,\n) {\n  g(a)\n}\n')).toEqual([{ name: 'f', line: 1, lines: 5 }])
  })
})
