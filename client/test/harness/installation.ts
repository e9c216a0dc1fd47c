// A real VS Code out of the npm registry: the package code-server carries VS Code's own server and web workbench. It runs on
// the Node that it was built for, which the registry has too. Nothing of code-server's wrapper is used.
//
// Everything goes to a folder of the user's cache, named after the versions, and is made in one piece: a half download never
// looks like an installation, and two runs at once do not disturb each other.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Unavailable } from './unavailable.ts'

const codeServer = '4.139.1'
const node = '24.21.0'
const watcher = '2.5.6'

export interface Installation {
  node: string
  serverMain: string
}

export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mrx-driver-tools')
}

/** The installation in the cache, downloaded first when it is not there. Throws `Unavailable`. */
export async function vscodeInstallation(say: (line: string) => void): Promise<Installation> {
  const platform = `${process.platform}-${process.arch}`
  if (platform !== 'linux-x64' && platform !== 'linux-arm64')
    throw new Unavailable(`VS Code's server is installed on Linux only, and this is ${platform}`)
  const folder = join(cacheFolder(), `vscode-${codeServer}-node-${node}-${platform}`)
  if (!existsSync(folder)) {
    say("Downloading VS Code's server (about 210 MB, once)")
    await download(folder, platform)
  }
  return installationIn(folder, platform)
}

function installationIn(folder: string, platform: string): Installation {
  return {
    node: join(folder, `node_modules/node-${platform}/bin/node`),
    serverMain: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  }
}

async function download(folder: string, platform: string): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true })
  const making = mkdtempSync(join(cacheFolder(), 'making-'))
  try {
    writeFileSync(join(making, 'package.json'), JSON.stringify({ name: 'vscode-for-tests', private: true }))
    await npmInstall(making, [`node-${platform}@${node}`, `code-server@${codeServer}`])
    const vscode = join(making, 'node_modules/code-server/lib/vscode')
    // Without the optional packages the download halves; of them only the file watcher's binary is needed.
    await npmInstall(vscode, ['--omit=dev', '--omit=optional', `@parcel/watcher-${platform}-glibc@${watcher}`])
    await npmInstall(join(vscode, 'extensions'), ['--omit=dev'])
    const { node: binary, serverMain } = installationIn(making, platform)
    await run(binary, [serverMain, '--version'], making)
    renameSync(making, folder)
  } catch (error) {
    if (!existsSync(folder))
      throw new Unavailable(`VS Code's server could not be installed: ${(error as Error).message}`)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** Without scripts: the native modules that they would build need compilers, and only serve authentication and log files. */
function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  return run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], folder)
}

function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', data => (output += data))
    child.stderr.on('data', data => (output += data))
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            `${command} ${args[0]} failed in ${cwd} (${code}): ${output.trim().split('\n').slice(-5).join(' | ')}`,
          ),
        )
    })
  })
}
