import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programsIn } from './suite.ts'

test('a folder of programs, with what lies beside them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suite-'))
  try {
    const files = {
      'a.c': '',
      'a.c.expected': 'x\n',
      'b.c': '',
      'b.c.expectrc': '3\n',
      'add-b.c': '',
      common: '',
      'h.h': '',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const path = (name: string) => join(folder, name)
    expect(programsIn(folder)).toEqual([
      { name: 'a', path: path('a.c'), more: [path('common')], output: 'x\n', status: 0 },
      { name: 'b', path: path('b.c'), more: [path('common'), path('add-b.c')], output: undefined, status: 3 },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
