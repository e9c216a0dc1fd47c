// Installs what package-lock.json names, when node_modules does not already hold exactly that.
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, root, run, step } from './run.mjs'

// Dirent.parentPath, import.meta.dirname.
const oldestNode = [20, 12]

export async function ensureDependencies() {
  checkNode(process.versions.node)
  const reason = staleness(root)
  if (reason === undefined) return
  const folder = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })
  if (folder?.isSymbolicLink()) throw new Failure(`node_modules is a link, and ${reason}: install where it points to.`)
  step(`Installing dependencies (${reason})`)
  // `npm ci` whatever NODE_ENV says: the build needs what npm calls development dependencies.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0) throw new Failure(`npm ci failed (${code}).`)
}

function checkNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new Failure(`Node ${oldestNode.join('.')} or newer is needed; this is ${version}.`)
}

/** Why node_modules in `folder` is not what the lock file asks for; `undefined` when it is. */
export function staleness(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return 'node_modules is missing or incomplete'
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wants = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  for (const [path, { version, optional }] of Object.entries(wants)) {
    if (path === '') continue
    // Optional packages are for other systems, mostly.
    if (has[path] === undefined && optional) continue
    const name = path.replace(/^.*node_modules\//, '')
    if (has[path] === undefined) return `${name} is missing`
    if (has[path].version !== version) return `${name} is ${has[path].version}, not ${version}`
  }
  return undefined
}
