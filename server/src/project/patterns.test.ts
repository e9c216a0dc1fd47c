import { describe, expect, test } from 'vitest'
import { patternMatcher, patternProblem } from './patterns.ts'

describe('what a pattern matches', () => {
  test.each([
    ['gen/**', 'gen/a/b.c', true],
    ['**/*_p.c', 'rpc/Iface_P.C', true],
    ['./gen/a.c', 'gen/a.c', true],
    ['../shared/*.c', '../shared/a.c', true],
    ['[!a].c', 'b.c', true],
    ['[!a].c', 'a.c', false],
    ['(x86)/**', '(x86)/a.c', true],
    ['old (1)/*.c', 'old (1)/a.c', true],
    ['(a|b).c', 'a.c', true],
    ['!(a).c', 'b.c', true],
    ['\\[x\\]/*.c', '[x]/a.c', true],
    ['{gen,obj}/*.c', 'obj/a.c', true],
  ])('%s, %s: %s', (pattern, path, matches) => {
    expect(patternMatcher([pattern])(path)).toBe(matches)
    expect(patternProblem(pattern, { alone: true })).toBeUndefined()
  })
})

describe('a pattern that matches nothing says why', () => {
  test.each([
    ['/gen/**', 'it is absolute, and patterns are relative'],
    ['C:/gen/**', 'it is absolute, and patterns are relative'],
    ['~/gen/**', 'it is absolute, and patterns are relative'],
    ['gen\\**', 'folders are separated by /, not by \\'],
    ['gen\\a.c', 'folders are separated by /, not by \\'],
    ['gen\\', 'folders are separated by /, not by \\'],
    ['gen/../a.c', 'no name in a path is empty, . or .., but at its beginning'],
    ['gen//a.c', 'no name in a path is empty, . or .., but at its beginning'],
    ['gen/./a.c', 'no name in a path is empty, . or .., but at its beginning'],
    ['.', 'no name in a path is empty, . or .., but at its beginning'],
    ['./', 'no name in a path is empty, . or .., but at its beginning'],
    ['gen/**, obj/** ', 'it begins or ends with a space'],
    [`${'$'}{workspaceFolder}/gen/**`, 'variables are not replaced'],
    ['%OBJ%/**', 'variables are not replaced'],
    ['gen[/**', 'the closing ] is missing'],
    ['gen]/**', 'the opening [ is missing'],
    ['{gen,obj/**', 'the closing } is missing'],
    ['@(gen|obj/**', 'the closing ) is missing'],
    ['[z-a].c', 'a range in [ ] goes from a lower character to a higher one'],
    [`${'**/'.repeat(16)}a.c`, 'it has more than 15 of *, { and ('],
    ['a'.repeat(501), 'it is longer than 500 characters'],
  ])('%s', (pattern, problem) => expect(patternProblem(pattern, { alone: true })).toBe(problem))

  test('a negation beside others, which would match all files', () => {
    expect(patternMatcher(['gen/**', '!gen/keep.c'])('src/a.c')).toBe(true)
    expect(patternProblem('!gen/keep.c', { alone: false })).toContain('matches every file but its own')
    expect(patternProblem('!src/**', { alone: true })).toBeUndefined()
    expect(patternProblem('!(a).c', { alone: false })).toBeUndefined()
  })
})
