// Differential test: gcc -E and our preprocessor give the same tokens. MRX_CASES=1000 runs at length.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csmithFolders, hasCsmithHeader } from '../conformance/compilers.ts'
import { caseCount, Run } from '../support/longRun.ts'
import { findGcc, firstDifference, type Gcc, preprocessedByGcc, preprocessedByUs } from './gcc.ts'
import { macroProgram } from './macroPrograms.ts'

const cases = caseCount(25)
const found = findGcc()
const mingw = findGcc('x86_64-w64-mingw32-gcc')

/** Where an error of an #if decides what is read, compilers go different ways. */
function undecided(errors: readonly string[]): boolean {
  return errors.some(e => !/pasting|requires \d+ arg|passed \d+ arg|not followed by a macro parameter/.test(e))
}

function withoutSpace(tokens: readonly string[]): string {
  return tokens.join('').replaceAll(' ', '')
}

describe.runIf(found !== undefined)('gcc -E agrees', () => {
  const gcc = found as Gcc
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mrx-gcc-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** `whole`: gcc has nothing to object to. Undefined: it objects to what compilers see in their own ways, or is left alone. */
  function compare(seed: number): { whole: boolean; difference: string | undefined } | undefined {
    const own = join(folder, String(seed))
    mkdirSync(own)
    for (const [name, text] of Object.entries(macroProgram(seed).files)) writeFileSync(join(own, name), text)
    const path = join(own, 'main.c')
    const theirs = preprocessedByGcc(gcc, path)
    const ours = preprocessedByUs(gcc, path)
    rmSync(own, { recursive: true })
    // Where macros explode, we stop and gcc goes on.
    if (undecided(theirs.errors) || ours.problems.includes('macros expand to too many tokens')) return undefined
    const whole = theirs.errors.length === 0
    if (whole && ours.problems.length > 0) return { whole, difference: ours.problems[0] }
    // gcc rarely prints two tokens without white space between them, and compilers differ in the white space that `#`
    // keeps of what expanded to nothing.
    const printed = withoutSpace(ours.tokens) === withoutSpace(theirs.tokens)
    return { whole, difference: printed ? undefined : firstDifference(ours.tokens, theirs.tokens) }
  }

  it(`on ${cases} generated programs`, { timeout: 60_000 + cases * 400 }, () => {
    const run = new Run('macro programs, tokens of gcc -E')
    let whole = 0
    for (const seed of run.seeds()) {
      if (whole === cases || !run.goesOn) break
      const compared = compare(seed)
      if (compared === undefined) continue
      if (compared.whole) whole++
      run.program(1, compared.difference && `seed ${seed}: ${compared.difference}`)
    }
    run.end({ whole })
  })

  it.each(['stdio.h', 'complex.h', 'immintrin.h', 'pthread.h', 'linux/fs.h'])('on <%s>', name => {
    expect(differenceOnHeader(gcc, name)).toBeUndefined()
  })

  function differenceOnHeader(judge: Gcc, name: string): string | undefined {
    const path = join(folder, 'header.c')
    writeFileSync(path, `#include <${name}>\n`)
    return firstDifference(preprocessedByUs(judge, path).tokens, preprocessedByGcc(judge, path).tokens)
  }

  it.runIf(mingw !== undefined).each(['windows.h', 'ddk/wdm.h', 'winternl.h'])('on <%s> of mingw', name => {
    expect(differenceOnHeader(mingw as Gcc, name)).toBeUndefined()
  })

  it.runIf(hasCsmithHeader)('on csmith programs', { timeout: 60_000 + cases * 400 }, () => {
    const includes = csmithFolders.flatMap(folder => ['-I', folder])
    const run = new Run('programs of csmith, tokens of gcc -E')
    for (const seed of run.seeds(Math.ceil(cases / 10))) {
      const path = join(folder, 'csmith.c')
      execFileSync('csmith', ['--seed', String(seed), '-o', path], { cwd: folder })
      const theirs = preprocessedByGcc(gcc, path, includes).tokens
      const difference = firstDifference(preprocessedByUs(gcc, path, csmithFolders).tokens, theirs)
      run.program(1, difference && `seed ${seed}: ${difference}`)
    }
    run.end()
  })
})
