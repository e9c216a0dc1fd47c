// The programs that we are measured against, from Debian's packages: found, else installed where that is allowed.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Peer {
  readonly command: string
  readonly version: string
}

interface Wanted {
  readonly package: string
  /** The first that is there counts. */
  readonly commands: readonly string[]
}

const wanted = {
  clangd: { package: 'clangd-14', commands: ['clangd-14', 'clangd'] },
  'clang-tidy': { package: 'clang-tidy-14', commands: ['clang-tidy-14', 'clang-tidy'] },
  cppcheck: { package: 'cppcheck', commands: ['cppcheck'] },
  spin: { package: 'spin', commands: ['spin'] },
} satisfies Record<string, Wanted>

/** Undefined, with a line that says so: it is not there and could not be installed. */
export function peer(name: keyof typeof wanted): Peer | undefined {
  const { package: debian, commands } = wanted[name]
  const command = commands.find(isOnPath) ?? (install(debian) ? commands.find(isOnPath) : undefined)
  if (command === undefined) {
    console.log(`${name} is not installed, and Debian's ${debian} could not be: no comparison with it.`)
    return undefined
  }
  return { command, version: versionOf(command) }
}

function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function install(debian: string): boolean {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return false
  const get = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore' }).status === 0
  const add = () => get('install', '-y', '--no-install-recommends', debian)
  return add() || (get('update') && add())
}

function versionOf(command: string): string {
  const { stdout } = spawnSync(command, [command === 'spin' ? '-V' : '--version'], { encoding: 'utf8' })
  return /[Vv]ersion (\S+)|Cppcheck (\S+)/.exec(stdout ?? '')?.[0] ?? 'of unknown version'
}
