// The engine's paths as the editor's addresses: files by their path, everything else as `/scheme:/authority/path`.
import { Uri } from 'vscode'

export function uriOf(path: string): Uri {
  const [, scheme, authority, rest = ''] = /^\/([a-zA-Z][\w+.-]+):\/([^/]*)(\/.*)?$/s.exec(path) ?? []
  if (scheme === undefined) return Uri.file(path)
  // Editors write `untitled:Untitled-1` without a slash.
  const isUntitled = scheme === 'untitled' && !rest.slice(1).includes('/')
  return Uri.from({ scheme, authority: authority!, path: isUntitled ? rest.slice(1) : rest })
}

/** Equal for addresses of the same file. */
export function keyOf(uri: Uri): string {
  return uri.toString(true).toLowerCase()
}

export const keyOfPath = (path: string) => keyOf(uriOf(path))
