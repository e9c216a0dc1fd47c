// Precompiled headers make no difference: every name means the same as in a unit that read the headers themselves.
import { describe, expect, it } from 'vitest'
import { targets } from '../src/c/environment.ts'
import { HeaderCache } from '../src/c/headerCache.ts'
import type { PrecompiledHeader } from '../src/c/precompiled/precompiledHeader.ts'
import type { PrecompiledHeaders } from '../src/c/precompiled/precompiledHeaders.ts'
import { TranslationUnit } from '../src/c/translationUnit.ts'
import { openLibrary } from '../src/main/library.node.ts'
import { BundledHeaders } from '../src/project/bundledHeaders.ts'
import { precompileBundled, precompiledHeaders } from '../src/project/precompiledHeaders.ts'
import { dumpName } from './support/dump.ts'
import { Random } from './support/random.ts'

const headers = new BundledHeaders(openLibrary(import.meta.dirname))
const data = precompileBundled(headers)

interface Options {
  readonly defines?: readonly string[]
  readonly undefines?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly pack?: number
  readonly forcedIncludes?: readonly string[]
  /** What units have in common. */
  readonly common?: { readonly cache: HeaderCache; readonly known: PrecompiledHeaders | undefined }
}

function unitOf(
  text: string,
  precompiled: boolean,
  { defines = [], files = {}, common, ...more }: Options = {},
): TranslationUnit {
  const loader = {
    read: (path: string) => files[path.slice(1)] ?? headers.read(path),
    resolve: (name: string, _angled: boolean, from: string) => (name in files ? `/${name}` : headers.find(name, from)),
  }
  const configuration = { target: targets.x64, dialect: 'msvc', cplusplus: false, configuration: 'test' } as const
  const known = precompiled ? (common?.known ?? precompiledHeaders(data, headers)(targets.x64)) : undefined
  const unit = new TranslationUnit(
    { ...configuration, ...more, path: '/driver.c', defines },
    loader,
    common?.cache,
    known,
  )
  unit.update(text)
  return unit
}

/** How many precompiled headers stand in for what is included. */
function standIns({ tables }: TranslationUnit): number {
  let count = 0
  for (let at = tables.precompiled as PrecompiledHeader | undefined; at !== undefined; at = at.base) count++
  return count
}

function namesOf({ tables }: TranslationUnit): string[] {
  return [...new Set([...tables.macros.keys(), ...tables.symbols.keys(), ...tables.tags.keys()])].sort()
}

describe('precompiled headers', () => {
  const miniRedirector = '#define MINIRDR__NAME my\n#include <ntifs.h>\n#include <rx.h>\n'
  const ways: [way: string, text: string, defines: string[]][] = [
    ['a mini-redirector', miniRedirector, []],
    ['its checked build', miniRedirector, ['DBG=1']],
    ['a wrapper of its own', '#include <rx.h>\n', []],
    ['its checked build', '#include <rx.h>\n', ['DBG=1']],
    ['the file that defines GUIDs', `#include <initguid.h>\n${miniRedirector}`, []],
  ]
  for (const [way, text, defines] of ways) {
    it(`mean the same by every name: ${way}`, () => {
      const [eager, lazy] = [unitOf(text, false, { defines }), unitOf(text, true, { defines })]
      expect(standIns(lazy)).toBe(6)
      const names = namesOf(eager)
      expect(namesOf(lazy)).toEqual(names)
      // Whoever is asked first is read first: in an order that no reader of the headers has.
      for (const name of shuffled(names, new Random(1))) expect(dumpName(lazy, name)).toBe(dumpName(eager, name))
    })
  }

  it('are read where the build or the driver says something that they depend on', () => {
    const includes = '#include <ntifs.h>\n#include <rx.h>\n'
    expect(standIns(unitOf(includes, true, { defines: ['DBG=2'] }))).toBe(4)
    expect(standIns(unitOf(includes, true, { defines: ['DBG=1'] }))).toBe(6)
    expect(standIns(unitOf(includes, true, { defines: ['NULL=0'] }))).toBe(1)
    expect(standIns(unitOf(includes, true, { defines: ['MY_OWN=1'] }))).toBe(6)
    expect(standIns(unitOf(includes, true, { defines: ['_WIN64', 'AMD64', 'WINNT=1'] }))).toBe(6)
    expect(standIns(unitOf(includes, true, { defines: ['_WIN64(x)=1'] }))).toBe(1)
    expect(standIns(unitOf(includes, true, { undefines: ['_WIN64'] }))).toBe(1)
    expect(standIns(unitOf(`#define _NTIFS_\n${includes}`, true))).toBe(1)
    expect(standIns(unitOf(`typedef int NTSTATUS;\n${includes}`, true))).toBe(1)
    expect(standIns(unitOf(`#pragma pack(1)\n${includes}`, true))).toBe(0)
    expect(standIns(unitOf('#include <ntifs.h>\n#define PMRX_SRV_CALL void *\n#include <rx.h>\n', true))).toBe(5)
    expect(standIns(unitOf('#include <ntifs.h>\n#define MY_TAG 1\nint f(void);\n#include <rx.h>\n', true))).toBe(6)
  })

  it('stand where the build packs nothing closer than it lies anyway', () => {
    const text = '#include <ntifs.h>\n#include <rx.h>\n'
    const [lazy, eager] = [unitOf(text, true, { pack: 8 }), unitOf(text, false, { pack: 8 })]
    expect([standIns(lazy), standIns(unitOf(text, true, { pack: 4 }))]).toEqual([6, 0])
    const sizes = ({ tables, semantics }: TranslationUnit) =>
      [...tables.tags.keys()].sort().map(name => `${name} ${semantics.sizeOf(tables.tags.get(name)!)}`)
    expect(sizes(lazy)).toEqual(sizes(eager))
  })

  it('stand where the build includes them first', () => {
    const forcedIncludes = ['ntifs.h', 'my.h']
    const files = { 'my.h': '#include <rx.h>\n' }
    const unit = unitOf('NTSTATUS f(PRX_CONTEXT c);\n', true, { files, forcedIncludes })
    expect([standIns(unit), unit.problems]).toEqual([6, []])
  })

  it('stand in private headers too, which are then kept', () => {
    const files = {
      'my.h': '#pragma once\n#include <ntifs.h>\n#include <rx.h>\ntypedef struct _MY { MRX_SRV_CALL S; } MY;\n',
    }
    const text = '#include "my.h"\nMY my; ULONG size[sizeof(MY)];\n'
    const [eager, lazy] = [unitOf(text, false, { files }), unitOf(text, true, { files })]
    expect(standIns(lazy)).toBe(6)
    for (const name of ['MY', 'my', 'size']) expect(dumpName(lazy, name)).toBe(dumpName(eager, name))
    expect(lazy.included).toEqual(eager.included)
  })

  it('lie below private headers that are read once for all of them, where the header means the same', () => {
    const files = { 'my.h': 'typedef NTSTATUS MY_STATUS;\nMY_STATUS f(ULONG *Count);\n' }
    const common = { cache: new HeaderCache(), known: precompiledHeaders(data, headers)(targets.x64) }
    const on = (include: string) => unitOf(`#include ${include}\n#include "my.h"\n`, true, { files, common })
    const units = [on('<ntddk.h>'), on('<ntifs.h>'), on('<rx.h>')]
    expect(units.map(standIns)).toEqual([4, 5, 6])
    expect(new Set(units.map(({ tables }) => tables.symbols.get('f'))).size).toBe(1)
    files['my.h'] = 'typedef struct _MRX_SRV_CALL_ *MY_SERVER;\nMY_SERVER f(ULONG *Count);\n'
    const [without, within] = [on('<ntifs.h>'), on('<rx.h>')]
    expect(without.tables.symbols.get('f')).not.toBe(within.tables.symbols.get('f'))
    const uncached = unitOf('#include <rx.h>\n#include "my.h"\n', false, { files })
    for (const name of ['f', 'MY_SERVER']) expect(dumpName(within, name)).toBe(dumpName(uncached, name))
  })

  it('stay while the file is edited', () => {
    const text = '#define MINIRDR__NAME my\n#include <ntifs.h>\n#include <rx.h>\nint x = sizeof(MRX_SRV_CALL);\n'
    const lazy = unitOf(text, true)
    for (const edited of [`${text}int y;\n`, text.replace('my', 'your'), `// more\n${text}`, text]) {
      lazy.update(edited)
      expect(standIns(lazy)).toBe(6)
      for (const name of ['x', 'y', 'MRX_SRV_CALL'])
        expect(dumpName(lazy, name)).toBe(dumpName(unitOf(edited, false), name))
      expect(lazy.problems).toEqual([])
    }
    lazy.update(text.replace('<ntifs.h>', '<nothing.h>'))
    expect(standIns(lazy)).toBe(6)
    expect(dumpName(lazy, 'x')).toBe(dumpName(unitOf(text.replace('<ntifs.h>', '<nothing.h>'), false), 'x'))
  })
})

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const left = [...values]
  for (let i = left.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[left[i], left[j]] = [left[j]!, left[i]!]
  }
  return left
}
