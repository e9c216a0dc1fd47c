import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { desktopVscode } from './inHost.ts'
import { Misnamed } from './unavailable.ts'

// On Windows every file may be a program.
const text = process.platform === 'win32' ? [] : [import.meta.filename]

test.each([join(tmpdir(), 'no such file'), tmpdir(), '', ...text])(
  'a VSCODE_EXECUTABLE that is no program is named: %s',
  async named => {
    const error = await desktopVscode(named).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Misnamed)
    expect((error as Misnamed).message).toBe(`VSCODE_EXECUTABLE='${named}' is no program`)
  },
)
