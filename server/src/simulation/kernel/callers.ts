// Who called: the driver, RDBSS, or the kernel for one of them. It decides whose fault a failure is injected into, whose a
// block of memory is, and where a violation is reported.
import { writtenAt } from '../../c/token.ts'
import type { Site } from '../../machine/fault.ts'
import type { ProgramEntry } from '../../machine/program.ts'
import { type Origin, originOf } from '../model.ts'

const origins = new WeakMap<Site, Origin>()

export function originOfSite(site: Site): Origin {
  let origin = origins.get(site)
  if (origin === undefined) origins.set(site, (origin = originOf(writtenAt(site.first).origin.file)))
  return origin
}

/** The innermost place in the author's own files. */
export function ownSite(stack: readonly Site[]): Site | undefined {
  return stack.find(site => originOfSite(site) === 'driver')
}

/** Routines of RDBSS that keep something for whoever calls them, as a library does. */
const keeping = /\/rdbss\/midAtlas\.c$/

/** Who asks the kernel: the innermost frame that is not part of it. Frames of inline functions in headers are their callers'. */
export function callerOf(stack: readonly Site[]): 'driver' | 'rdbss' {
  const asks = (site: Site) => {
    const origin = originOfSite(site)
    return origin === 'driver' || (origin === 'rdbss' && !keeping.test(writtenAt(site.first).origin.file))
  }
  const asking = stack.find(asks)
  return asking !== undefined && originOfSite(asking) === 'driver' ? 'driver' : 'rdbss'
}

/** Who called the innermost function. */
export function directCallerOf([, ...outer]: readonly Site[]): 'driver' | 'rdbss' {
  const origin = outer.map(originOfSite).find(each => each !== 'header')
  return origin === 'driver' ? 'driver' : 'rdbss'
}

/** Kernel routines that work on what they are given, as the caller would. */
const library = /\/kernel\/(rtl|intrinsics|strings|unicode|calendar|descriptors|bitmaps|crt|ansi|hashTables)\.c$/

/** Kernel routines for locks and dispatcher objects. */
const telling = /\/kernel\/(locks|waits|rundown|time|threads)\.c$/

/** Whether the function says of each object what it does with it, as KxVisible and its like do. */
export function tellsOfObjects(entry: ProgramEntry): boolean {
  const token = entry.kind === 'function' ? entry.definition?.symbol.token : undefined
  return token !== undefined && telling.test(writtenAt(token).origin.file)
}

/** Whose accesses to memory those of the function are; undefined: of whoever calls it. */
export function accessorOf(entry: ProgramEntry): Origin | undefined {
  const token = entry.kind === 'function' ? entry.definition?.symbol.token : undefined
  if (token === undefined) return undefined
  const { file } = writtenAt(token).origin
  const origin = originOf(file)
  return origin === 'header' || library.test(file) ? undefined : origin
}
