// The library from the disk: `library.json.br` beside the bundle, or the server's own folders in a checkout.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type Library, packedLibrary } from '../knowledge/library.ts'
import type { PrecompiledLibrary } from '../project/precompiledHeaders.ts'

const folders = ['model', 'knowledge']

/** `folder` is where the running script lies: dist/, or somewhere below server/ in a checkout. */
export function openLibrary(folder: string): Library {
  const packed = join(folder, 'library.json.br')
  if (existsSync(packed)) return packedLibrary(unpacked(packed))
  for (let at = folder; ; at = dirname(at)) {
    if (folders.every(name => existsSync(join(at, name)))) return folderLibrary(at)
    if (dirname(at) === at)
      throw new Error(`No library found: neither library.json.br in ${folder} nor ${folders.join(' and ')} above it.`)
  }
}

/** `precompiled.json.br` beside the bundle. */
export function openPrecompiled(folder: string): PrecompiledLibrary | undefined {
  const path = join(folder, 'precompiled.json.br')
  return existsSync(path) ? unpacked(path) : undefined
}

/** Bytes: more than any of these files has, so that it is unpacked in one piece, which is given back as a whole. */
const chunkSize = 4 << 20

/** ASCII, which engines keep in half the memory of other texts. */
function unpacked(path: string) {
  return JSON.parse(brotliDecompressSync(readFileSync(path), { chunkSize }).toString('latin1'))
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
