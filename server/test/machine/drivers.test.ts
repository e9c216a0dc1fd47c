// The example drivers are linked whole: the machine knows all of their C, on each target, and what they call beside it
// is the host's.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { targets } from '../../src/c/environment.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { Machine } from '../../src/machine/machine.ts'
import { Op, width } from '../../src/machine/opcodes.ts'
import { linkProgram, type Program } from '../../src/machine/program.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { BundledHeaders } from '../../src/project/bundledHeaders.ts'
import { architectures } from '../conformance/compilers.ts'

const examples = join(import.meta.dirname, '../../../examples')
const headers = new BundledHeaders(openLibrary(import.meta.dirname))

function linked(driver: string, architecture: (typeof architectures)[number]): Program {
  const folder = join(examples, driver)
  const loader = {
    read: (path: string) => headers.read(path) ?? readFileSync(join(folder, path.slice(1)), 'utf8'),
    resolve: (name: string, _angled: boolean, from: string) =>
      readdirSync(folder).includes(name) ? `/${name}` : (headers.find(name, from) ?? headers.find(name)),
  }
  const units = readdirSync(folder)
    .filter(name => name.endsWith('.c'))
    .map(name => {
      const target = targets[architecture]
      const options = { path: `/${name}`, target, dialect: 'msvc', cplusplus: false, defines: [] } as const
      const unit = new TranslationUnit({ ...options, configuration: architecture }, loader)
      unit.update(loader.read(`/${name}`)!)
      return unit
    })
  return linkProgram(units, ['DriverEntry'])
}

/** What the machine says that it does not know. */
function unsupported({ entries }: Program): string[] {
  return entries.flatMap(entry => {
    const code = entry.kind === 'function' ? entry.code : undefined
    if (code === undefined) return []
    const at = [...code.sites.keys()].filter(i => code.instructions[i * width] === Op.Unsupported)
    return at.map(i => `${code.sites[i]!.function}: ${code.names[code.instructions[i * width + 1]!]}`)
  })
}

describe.each(['nullredir', 'loopback', 'courier', 'harbor'])('the driver %s', driver => {
  test.each(architectures)('is known whole on %s', architecture => {
    const program = linked(driver, architecture)
    expect(program.functions.has('DriverEntry')).toBe(true)
    expect(unsupported(program)).toEqual([])
    const machine = new Machine(program, { routine: () => undefined }, { stackBytes: 24_576 })
    expect(machine.initialize()).toBeUndefined()
  })
})
