// Same program, same states: in this process, in others, and whatever the engine below compiles or interprets.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, describe, expect, test } from 'vitest'
import { hashes, programs } from './hashes.ts'

const folder = mkdtempSync(join(tmpdir(), 'machine-'))
const bundle = join(folder, 'hashes.mjs')
buildSync({
  entryPoints: [join(import.meta.dirname, 'hashes.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Node 22 and later count calls, and have another compiler in between. */
const optimizingAtOnce =
  Number.parseInt(process.versions.v8, 10) < 12
    ? ['--interrupt-budget=1000']
    : ['--invocation-count-for-maglev=10', '--invocation-count-for-turbofan=20']

const here = Object.values(programs).flatMap(source => hashes(import.meta.dirname, source))

function elsewhere(flags: readonly string[], env: Record<string, string> = {}): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, bundle, 'print', import.meta.dirname], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })
  expect(stderr).toBe('')
  return stdout.trim().split('\n')
}

describe('the states of a program', () => {
  test('differ from step to step', () => expect(new Set(here).size).toBe(here.length))
  test('are those of another process', () => expect(elsewhere([])).toEqual(here))
  test('do not depend on the place and its language', () =>
    expect(elsewhere([], { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toEqual(here))
  test('are those of an engine that compiles nothing', () =>
    expect(elsewhere(['--no-opt', '--no-sparkplug'])).toEqual(here))
  test('are those of an engine that compiles at once', () =>
    expect(elsewhere(['--always-sparkplug', ...optimizingAtOnce])).toEqual(here))
})
