// `mrx exec FILE.c`: a hosted C program on the simulator's machine. Exit status and output are the program's; what the
// program does wrong is told on standard error with its place and its history, and the status is 134.
import { targets } from '../../c/environment.ts'
import { startOf, writtenAt } from '../../c/token.ts'
import type { Site } from '../../machine/fault.ts'
import { aborted } from '../../machine/hosted/hostedLibrary.ts'
import { type Ending, executeHosted, ownPlaces } from '../../machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../machine/hosted/hostedUnits.ts'
import { unreadableTexts } from '../../project/files.ts'
import { resolve } from '../../project/paths.ts'
import { LineMap } from '../../text/lineMap.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { Arch } from './options.ts'

export interface ExecOptions {
  readonly include: readonly string[]
  readonly define: readonly string[]
  readonly arch?: Arch
  readonly stats: boolean
  /** Instructions. */
  readonly limit: number
}

/** `files`: the program's sources, one of them with main. */
export function exec(files: readonly string[], options: ExecOptions, host: Host): number {
  const shown = new Map(files.map(file => [resolve(host.cwd, file), file]))
  for (const [path, file] of shown) {
    const reason = host.files.reason?.(path)
    if (reason !== undefined) throw new UsageError(`${file}: ${unreadableTexts[reason]}`)
  }
  const [path, ...more] = shown.keys()
  const library = host.library()
  const units = hostedUnits({
    path: path!,
    more,
    includePaths: options.include.map(folder => resolve(host.cwd, folder)),
    defines: options.define,
    target: options.arch && targets[options.arch],
    read: name => host.files.read(name),
    library: name => library.file(name),
  })
  if (units === undefined) throw new UsageError(`${files.join(', ')}: ${unreadableTexts.failed}`)
  for (const { kind, message, token } of units.flatMap(unit => unit.problems)) {
    host.err(`mrx: ${placeOf(token, shown, host)}: ${kind === 'implicit' ? 'warning: ' : ''}${message}\n`)
    if (kind !== 'implicit') return exitCodes.unusable
  }
  const output = new Streams(host)
  const started = host.now()
  const { ending, steps } = executeHosted(units, (stream, bytes) => output.write(stream, bytes), options.limit)
  output.flush()
  if (options.stats) host.err(statistics(steps, host.now() - started))
  return statusOf(ending, shown, host)
}

function statusOf(ending: Ending, shown: ReadonlyMap<string, string>, host: Host): number {
  if (ending.kind === 'exit') return ending.status
  const at = (site: Site) => placeOf(site.first, shown, host)
  const own = ownPlaces(ending.stack)
  const site = own[0] ?? ending.stack[0]
  const place = site === undefined ? [...shown.values()].join(', ') : at(site)
  if (ending.kind === 'unsupported') {
    host.err(`mrx: ${place}: not supported: ${ending.message}\n`)
    return exitCodes.unusable
  }
  if (ending.kind === 'exception') {
    host.err(`${place}: nothing handles the exception 0x${(ending.code >>> 0).toString(16)}\n`)
    return aborted
  }
  const lines = [
    `${place}: ${ending.code}: the program ${ending.message}`,
    ...own.slice(0, 20).map(each => `  in ${each.function} at ${at(each)}`),
    ...ending.history.flatMap(({ what, site: where }) => (where === undefined ? [] : [`  ${what} at ${at(where)}`])),
  ]
  host.err(`${lines.join('\n')}\n`)
  return aborted
}

/** `file:line:column`, as compilers count. */
function placeOf(token: Site['first'], names: ReadonlyMap<string, string>, host: Host): string {
  const written = writtenAt(token)
  const { file: path } = written.origin
  const text = host.files.read(path)
  const shown = names.get(path) ?? path
  if (text === undefined) return shown
  const { line, character } = new LineMap(text).position(startOf(written))
  return `${shown}:${line + 1}:${character + 1}`
}

function statistics(steps: number, milliseconds: number): string {
  const perSecond = (steps / Math.max(milliseconds, 1) / 1_000).toFixed(1)
  return `${steps} instructions, ${milliseconds.toFixed(0)} ms, ${perSecond} million instructions a second\n`
}

/** The program's bytes as text, in pieces that are whole characters. */
class Streams {
  readonly #host: Host
  readonly #decoders = [1, 2].map(() => new TextDecoder())
  readonly #waiting: number[][] = [[], []]

  constructor(host: Host) {
    this.#host = host
  }

  write(stream: number, bytes: readonly number[]): void {
    const waiting = this.#waiting[stream === 2 ? 1 : 0]!
    for (const byte of bytes) waiting.push(byte)
    if (waiting.length > 8_192) this.flush()
  }

  flush(): void {
    for (const [i, waiting] of this.#waiting.entries()) {
      const text = this.#decoders[i]!.decode(Uint8Array.from(waiting), { stream: true })
      waiting.length = 0
      if (text !== '') this.#host[i === 0 ? 'out' : 'err'](text)
    }
  }
}
