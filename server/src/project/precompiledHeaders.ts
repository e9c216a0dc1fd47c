// The bundled headers that are precompiled: what nearly every mini-redirector includes, in the order in which it does.
import { type Architecture, type Target, targets } from '../c/environment.ts'
import type { PrecompiledData } from '../c/precompiled/format.ts'
import { precompile } from '../c/precompiled/precompile.ts'
import { PrecompiledHeaders } from '../c/precompiled/precompiledHeaders.ts'
import type { SourceLoader } from '../c/preprocessor.ts'
import type { BundledHeaders } from './bundledHeaders.ts'

export type PrecompiledLibrary = Partial<Record<Architecture, readonly PrecompiledData[]>>

/** As the build writes it: for the WDK's first target alone, since each takes a tenth of the extension's size. */
export function precompileBundled(headers: BundledHeaders, architectures: readonly Architecture[] = ['x64']) {
  const [kernel, rdbss] = ['ntifs.h', 'rdbss/declarations.h'].map(name => headers.find(name)!)
  const order = [
    { header: kernel!, base: undefined, defined: [] },
    { header: rdbss!, base: 0, defined: [] },
    { header: rdbss!, base: 0, defined: ['MINIRDR__NAME'] },
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
  return target => {
    const data = targets[target.architecture] === target ? library?.[target.architecture] : undefined
    if (data !== undefined && !known.has(target))
      known.set(target, new PrecompiledHeaders(data, target, loaderOf(headers)))
    return known.get(target)
  }
}

function loaderOf(headers: BundledHeaders): SourceLoader {
  return { read: path => headers.read(path), resolve: (name, _angled, from) => headers.find(name, from) }
}
