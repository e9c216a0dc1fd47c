// The library from the disk: `library.json` beside the bundle, or the server's own folders in a checkout.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Library, packedLibrary } from '../knowledge/library.ts'
import type { PrecompiledLibrary } from '../project/precompiledHeaders.ts'

const folders = ['model', 'knowledge']

/** `folder` is where the running script lies: dist/, or somewhere below server/ in a checkout. */
export function openLibrary(folder: string): Library {
  const packed = join(folder, 'library.json')
  if (existsSync(packed)) return packedLibrary(JSON.parse(readFileSync(packed, 'utf8')))
  for (let at = folder; ; at = dirname(at)) {
    if (folders.every(name => existsSync(join(at, name)))) return folderLibrary(at)
    if (dirname(at) === at)
      throw new Error(`No library found: neither library.json in ${folder} nor ${folders.join(' and ')} above it.`)
  }
}

/** `precompiled.json` beside the bundle. */
export function openPrecompiled(folder: string): PrecompiledLibrary | undefined {
  const path = join(folder, 'precompiled.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

function folderLibrary(root: string): Library {
  const texts: Record<string, string> = {}
  for (const folder of folders) addFolder(root, folder, texts)
  return packedLibrary(texts)
}

function addFolder(root: string, folder: string, texts: Record<string, string>): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) addFolder(root, path, texts)
    else texts[path] = readFileSync(join(root, path), 'utf8')
  }
}
