// The bundled headers that are precompiled: what nearly every mini-redirector includes, in the order in which it does.
import { type Architecture, type Target, targets } from '../c/environment.ts'
import type { PrecompiledData } from '../c/precompiled/format.ts'
import { type Precompilation, precompile } from '../c/precompiled/precompile.ts'
import { PrecompiledHeaders } from '../c/precompiled/precompiledHeaders.ts'
import type { SourceLoader } from '../c/preprocessor.ts'
import type { BundledHeaders } from './bundledHeaders.ts'

export type PrecompiledLibrary = Partial<Record<Architecture, readonly PrecompiledData[]>>

/** As the build writes it: for the WDK's first target alone, since each takes a tenth of the extension's size. */
export function precompileBundled(headers: BundledHeaders, architectures: readonly Architecture[] = ['x64']) {
  const header = (name: string) => headers.find(name)!
  const [checked, rdbss] = [header('kernel/checked.h'), header('rdbss/declarations.h')]
  // The headers of RDBSS ask whether ntifs.h was there. Checked builds are those of the Debug configurations.
  const afterKernel = { _NTIFS_: '*' }
  const debug = { DBG: '1' }
  const order: Precompilation[] = [
    { header: header('kernel/guid.h'), base: undefined, macros: {} },
    { header: header('kernel/wdm.h'), base: 0, macros: {} },
    { header: header('kernel/ntddk.h'), base: 1, macros: {} },
    { header: header('kernel/ntifs.h'), base: 2, macros: {} },
    ...[1, 2, 3].flatMap(base => [
      { header: checked, base, macros: {} },
      { header: checked, base, macros: debug },
    ]),
    { header: rdbss, base: 8, macros: afterKernel },
    { header: rdbss, base: 9, macros: { ...afterKernel, ...debug } },
  ]
  const library: PrecompiledLibrary = {}
  for (const architecture of architectures)
    library[architecture] = precompile(order, targets[architecture], loaderOf(headers))
  return library
}

/** `library`: undefined in a checkout, where the headers may have changed. */
export function precompiledHeaders(
  library: PrecompiledLibrary | undefined,
  headers: BundledHeaders,
): (target: Target) => PrecompiledHeaders | undefined {
  const known = new Map<Target, PrecompiledHeaders>()
  // What has been taken over is not kept a second time.
  const waiting = { ...library }
  return target => {
    const data = targets[target.architecture] === target ? waiting[target.architecture] : undefined
    if (data !== undefined) known.set(target, new PrecompiledHeaders(data, target, loaderOf(headers)))
    delete waiting[target.architecture]
    return known.get(target)
  }
}

function loaderOf(headers: BundledHeaders): SourceLoader {
  return { read: path => headers.read(path), resolve: (name, _angled, from) => headers.find(name, from) }
}
