// Folders of a Windows kit: the WDK and its forerunners, the SDK, the compiler's own headers, and rebuilt ones such as
// mingw-w64's. They are known by what lies in them: where they are installed differs, and projects carry copies along.
import type { Files } from './files.ts'
import { fold } from './paths.ts'

/** A project has one of these names of its own now and then, but not two beside each other. */
const marks: ReadonlySet<string> = new Set([
  'corecrt.h',
  'crtdefs.h',
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

export function isKit(files: Files, folder: string): boolean {
  let seen = 0
  for (const entry of files.list(folder)) if (!entry.folder && marks.has(fold(entry.name)) && ++seen === 2) return true
  return false
}
