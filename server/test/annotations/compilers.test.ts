// No compiler says a word about annotations, whatever is in them: not in any kind of comment, not with its warnings for
// comments and for documentation.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clauses } from '../support/annotationExamples.ts'
import { malformed } from '../support/malformedClauses.ts'

const all = [...clauses, ...malformed.map(([marked]) => marked.replace(/[‹›]/g, ''))]

const kinds: Readonly<Record<string, (clause: string) => string>> = {
  line: clause => `// @mrx ${clause}`,
  documentation: clause => `/// @mrx ${clause}`,
  block: clause => `/* @mrx ${clause} */`,
  lines: clause => `/**\n * What it does.\n * @mrx ${clause}\n *   ${clause}\n */`,
}

/** A function for each clause, with the clause in front of it and in its body. */
function source(comment: (clause: string) => string): string {
  const functions = all.map((clause, i) => {
    const text = comment(clause)
    return `${text}\nint f${i}(int x);\n${text}\nint f${i}(int x)\n{\n    ${text}\n    x++;\n    return x;\n}\n`
  })
  return functions.join('\n')
}

const compilers: readonly (readonly [string, readonly string[]])[] = [
  ['gcc', ['-Wall', '-Wextra']],
  ['clang', ['-Wall', '-Wextra', '-Wdocumentation']],
]

const isThere = (name: string) => spawnSync(name, ['--version']).status === 0

for (const [name, options] of compilers)
  describe.skipIf(!isThere(name))(`${name}${isThere(name) ? '' : ' is not installed'}`, () => {
    test.each(Object.keys(kinds))('%s comments', kind => {
      const folder = mkdtempSync(join(tmpdir(), 'mrx-'))
      try {
        writeFileSync(join(folder, 'a.c'), source(kinds[kind]!))
        const { status, stderr } = spawnSync(name, [...options, '-fsyntax-only', 'a.c'], {
          cwd: folder,
          encoding: 'utf8',
        })
        expect([status, stderr]).toEqual([0, ''])
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })

test('there is something to say', () => expect(all.length).toBeGreaterThan(100))
