// The house rules that no compiler and no linter knows. Each answers with sentences: what is wrong, where and why.
import { posix } from 'node:path'
import { violation } from './layers.ts'
import { functionsOf, importsOf, lineOf } from './scan.ts'

/** Texts by path from the root of the checkout. */
export type Sources = ReadonlyMap<string, string>

const longestFunction = 80
const longestFile = 600

/** Exceptions, each with its reason; the list only shrinks. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  ['server/src/machine/step.ts', 'the loop of the machine: one case an instruction, which a call each would make slow'],
])

export const isTest = (path: string) => /\.test\.ts$|(^|\/)(test|build|bench)\//.test(path)
const isCode = (path: string) => /\.(ts|mts|mjs)$/.test(path)

export function layerViolations(sources: Sources): string[] {
  return codeOf(sources).flatMap(([path, text]) =>
    isTest(path) ? [] : importsOf(text).flatMap(each => violation(path, target(path, each.specifier)) ?? []),
  )
}

/** Imports that remain when the program runs; types may refer to each other. */
export function importCycles(sources: Sources): string[] {
  const graph = new Map(
    codeOf(sources).map(([path, text]) => [
      path,
      importsOf(text)
        .filter(each => !each.typeOnly)
        .map(each => target(path, each.specifier))
        .filter(each => sources.has(each)),
    ]),
  )
  const cycles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path)
    if (seen >= 0) cycles.push(`Import cycle: ${[...trail.slice(seen), path].join(' -> ')}`)
    if (seen >= 0 || done.has(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return cycles
}

export function tooLong(sources: Sources): string[] {
  return codeOf(sources).flatMap(([path, text]) => {
    if (exceptions.has(path)) return []
    const lines = text.trimEnd().split('\n').length
    const file =
      lines > longestFile ? [`${path} has ${lines} lines, over ${longestFile}: it does more than one thing`] : []
    // A test's `describe` is a list, not a function that anybody has to understand at once.
    if (/\.test\.ts$/.test(path)) return file
    const long = functionsOf(text).filter(
      each => each.lines > longestFunction && !exceptions.has(`${path}#${each.name}`),
    )
    return [
      ...file,
      ...long.map(each => `${path}:${each.line}: ${each.name} has ${each.lines} lines, over ${longestFunction}`),
    ]
  })
}

/** Written in two pieces, so that this file is clean. */
const forbidden: readonly [RegExp, string][] = [
  [new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME)\\b`), 'do it, or file an issue'],
  [new RegExp('@ts-' + '(ignore|nocheck|expect-error)'), 'an error of the types is an error'],
  [
    new RegExp('\\b(test|it|describe|suite)\\.' + '(only|skip|todo)\\b'),
    'all tests run; what cannot run says why with skipIf',
  ],
  [new RegExp('(^|[^\\w.])/(' + 'home|root|Users|work)/(?!me/)\\w', 'm'), 'a path of one machine'],
  [new RegExp('[A-Za-z]:\\\\+' + 'Users\\\\', 'i'), 'a path of one machine'],
]

export function forbiddenWords(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) =>
    forbidden.flatMap(([pattern, why]) => {
      const match = pattern.exec(text)
      return match === null ? [] : [`${path}:${lineOf(text, match.index + 1)}: "${match[0].trim()}": ${why}`]
    }),
  )
}

function codeOf(sources: Sources): [string, string][] {
  return [...sources].filter(([path]) => isCode(path))
}

function target(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
}
