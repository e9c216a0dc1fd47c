// Paths as the engine writes them, on every system: absolute, forward slashes, no `.`, `..` or doubled slash, a drive
// letter in lower case (`c:/driver/main.c`), a share as `//server/share/main.c`. Documents that are no files (untitled:,
// vscode-vfs: …) get a path too: `/scheme:/authority/path`.
import { URI } from 'vscode-uri'

const drive = /^[a-zA-Z]:/
const foreign = /^\/([a-zA-Z][a-zA-Z0-9+.-]+):\/([^/]*)(\/.*)?$/

/** Any spelling of an absolute path, in the engine's own; a relative one is only tidied. */
export function normalize(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^\/\/\?\/(?=[a-zA-Z]:)/, '')
  const root = rootOf(slashed)
  const parts: string[] = []
  for (const part of slashed.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (root === '') parts.push(part)
  }
  return drive.test(root) ? root[0]!.toLowerCase() + root.slice(1) + parts.join('/') : root + parts.join('/')
}

/** `c:/`, `//`, `/` or nothing. */
function rootOf(path: string): string {
  if (drive.test(path)) return path[2] === '/' ? path.slice(0, 3) : `${path.slice(0, 2)}/`
  if (/^\/\/[^/]/.test(path)) return '//'
  return path.startsWith('/') ? '/' : ''
}

export function isAbsolute(path: string): boolean {
  return /^([a-zA-Z]:[\\/]|[\\/])/.test(path)
}

/** `path` seen from `folder`: absolute paths stay, a rooted one (`\wdk\inc`) gets the folder's drive. */
export function resolve(folder: string, path: string): string {
  if (/^[\\/](?![\\/])/.test(path) && drive.test(folder)) return normalize(folder.slice(0, 2) + path)
  return normalize(isAbsolute(path) ? path : join(folder, path))
}

export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

/** The folder that holds `path`; a root is its own parent. */
export function parent(path: string): string {
  const root = rootOf(path)
  const slash = path.lastIndexOf('/')
  return slash < root.length ? root || '.' : path.slice(0, slash)
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** With its dot, in lower case: `.c`; empty when there is none. */
export function extension(path: string): string {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot).toLowerCase()
}

export function stem(path: string): string {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}

/** True for `folder` itself and everything below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** `path` as a reader in `folder` would write it, or `path` itself where they share no root. */
export function relative(folder: string, path: string): string {
  const root = rootOf(folder)
  if (root !== rootOf(path)) return path
  const from = folder.slice(root.length).split('/').filter(Boolean)
  const to = path.slice(root.length).split('/').filter(Boolean)
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.'
}

/** Names that differ in case only are one on the systems that drivers are built on. */
export function fold(path: string): string {
  return path.toLowerCase()
}

const sourceExtensions = new Set(['.c', '.cpp', '.cc', '.cxx'])
const headerExtensions = new Set(['.h', '.hpp', '.hh', '.hxx'])

export function isSource(path: string): boolean {
  return sourceExtensions.has(extension(path))
}

export function isHeader(path: string): boolean {
  return headerExtensions.has(extension(path))
}

export function uriToPath(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri)
  if (scheme !== 'file') return `/${scheme}:/${authority}${path.startsWith('/') || path === '' ? path : `/${path}`}`
  if (authority !== '') return normalize(`//${authority}${path}`)
  return normalize(/^\/[a-zA-Z]:/.test(path) ? path.slice(1) : path)
}

export function pathToUri(path: string): string {
  const parts = foreign.exec(path)
  if (parts !== null) {
    const [, scheme, authority, rest] = parts
    return URI.from({ scheme: scheme!, authority: authority!, path: foreignPath(scheme!, rest ?? '') }).toString()
  }
  if (!path.startsWith('//'))
    return URI.from({ scheme: 'file', path: path.startsWith('/') ? path : `/${path}` }).toString()
  const slash = path.indexOf('/', 2)
  const host = slash < 0 ? path.slice(2) : path.slice(2, slash)
  return URI.from({ scheme: 'file', authority: host, path: slash < 0 ? '/' : path.slice(slash) }).toString()
}

/** Editors write `untitled:Untitled-1` without a slash, everything else with one. */
function foreignPath(scheme: string, path: string): string {
  return scheme === 'untitled' && !path.slice(1).includes('/') ? path.slice(1) : path
}
