import { expect, test } from 'vitest'
import { type Inspection, writtenSettings } from './settings.ts'

function written(inspections: Record<string, Inspection>): Record<string, unknown> {
  return writtenSettings({ keys: Object.keys(inspections), inspect: key => inspections[key] })
}

test('defaults are left out', () => {
  expect(written({ arch: {}, includePaths: {}, simulation: {} })).toEqual({})
})

test('the narrower value wins, falsy ones too', () => {
  expect(written({ arch: { globalValue: 'x86', workspaceValue: 'arm64' } })).toEqual({ arch: 'arm64' })
  expect(written({ stubs: { globalValue: ['a'], workspaceFolderValue: [] } })).toEqual({ stubs: [] })
  expect(written({ x: { globalValue: 1, workspaceValue: 0, workspaceFolderValue: null } })).toEqual({ x: null })
})

test('objects are joined', () => {
  const rules = { globalValue: { MRX004: 'off', MRX011: 'hint' }, workspaceFolderValue: { MRX011: 'error' } }
  const simulation = { globalValue: { budget: 5 }, workspaceValue: { preemptions: 3 } }
  expect(written({ rules, simulation })).toEqual({
    rules: { MRX004: 'off', MRX011: 'error' },
    simulation: { budget: 5, preemptions: 3 },
  })
})

test('a malformed value goes to the server as it is: that one reports it', () => {
  expect(written({ rules: { globalValue: { MRX004: 'off' }, workspaceValue: 'off' } })).toEqual({ rules: 'off' })
  expect(written({ profil: { globalValue: 'both' } })).toEqual({ profil: 'both' })
})

test('what is for the client alone stays here', () => {
  expect(written({ trace: { globalValue: { server: 'verbose' } } })).toEqual({})
})
