// A folder of C programs as public suites lay them out, each with what it has to print and to return: beside NAME.c lies
// NAME.c.expected or NAME.expect with the output, NAME.c.expectrc with the status (0 without it), add-NAME.c with the
// program's other half. A file `common` is part of every program, as chibicc's tests have it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface SuiteProgram {
  readonly name: string
  readonly path: string
  /** Its other files. */
  readonly more: readonly string[]
  /** Undefined: nobody looks at it. */
  readonly output: string | undefined
  readonly status: number
}

export function programsIn(folder: string): SuiteProgram[] {
  const names = new Set(readdirSync(folder))
  const common = names.has('common') && !isFolder(join(folder, 'common')) ? [join(folder, 'common')] : []
  return [...names]
    .filter(name => name.endsWith('.c') && !(name.startsWith('add-') && names.has(name.slice(4))))
    .sort()
    .map(name => ({
      name: name.slice(0, -2),
      path: join(folder, name),
      more: [...common, ...(names.has(`add-${name}`) ? [join(folder, `add-${name}`)] : [])],
      output: firstText(folder, [`${name}.expected`, `${name}.expect`, `${basename(name, '.c')}.expect`]),
      status: Number(firstText(folder, [`${name}.expectrc`]) ?? 0),
    }))
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path)
    return true
  } catch {
    return false
  }
}

function firstText(folder: string, names: readonly string[]): string | undefined {
  const path = names.map(name => join(folder, name)).find(existsSync)
  return path === undefined ? undefined : readFileSync(path, 'latin1')
}
