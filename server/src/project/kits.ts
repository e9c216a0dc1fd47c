// Folders of a Windows kit: the WDK and its forerunners, the SDK, the compiler's own headers, and rebuilt ones such as
// mingw-w64's. They are known by what lies in them: where they are installed differs, and projects carry copies along.
import type { BundledHeaders } from './bundledHeaders.ts'
import type { Files } from './files.ts'
import { fold } from './paths.ts'

/** Names that say which system they are of. A project wraps one or two of them now and then. */
const marks: ReadonlySet<string> = new Set([
  'corecrt.h',
  'corecrt_wstdio.h',
  'crtdbg.h',
  'crtdefs.h',
  'excpt.h',
  'mrx.h',
  'ntddk.h',
  'ntdef.h',
  'ntifs.h',
  'ntstatus.h',
  'rx.h',
  'sal.h',
  'specstrings.h',
  'vadefs.h',
  'vcruntime.h',
  'wdm.h',
  'windows.h',
  'winnt.h',
])
const fewestMarks = 2
/** Headers that are bundled too: a project's own C library has as many, but not the marks. */
const fewestBundled = 8

export function isKit(files: Files, folder: string, bundled: BundledHeaders): boolean {
  const names = files.list(folder).flatMap(entry => (entry.folder ? [] : [fold(entry.name)]))
  if (names.filter(name => marks.has(name)).length < fewestMarks) return false
  return names.filter(name => bundled.find(name) !== undefined).length >= fewestBundled
}
