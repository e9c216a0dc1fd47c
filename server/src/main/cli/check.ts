// `mrx check PATH…`: findings in files and folders.

import { unreadableTexts } from '../../project/files.ts'
import { isWithin, resolve } from '../../project/paths.ts'
import type { CheckReport, CheckRequest, HalfRead, PassedOver } from '../../protocol/check.ts'
import { printable } from '../../report/excerpt.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { AnalysisOptions, OutputOptions, SelectionOptions } from './options.ts'
import { print, shownPath } from './output.ts'
import { selected } from './selection.ts'

export type CheckOptions = AnalysisOptions & OutputOptions & SelectionOptions

export function check(paths: readonly string[], options: CheckOptions, host: Host): number {
  const started = host.now()
  const request = requestOf(paths, options, host)
  const report = host.engine().check(request)
  tellPassedOver(report.passedOver, host)
  const idle = request.paths.findIndex(path => !report.files.some(file => isWithin(file, path)))
  if (idle >= 0 && report.unusable.length === 0)
    throw new UsageError(`${paths[idle]}: nothing to check: ${whyNothing(request.paths[idle]!, report, host)}`)
  const reported = selected(report, options, host)
  host.out(print(reported, options, host, host.now() - started))
  tellHalfRead(report.halfRead, host)
  tellIncomplete(report.incomplete, host)
  for (const line of report.unusable) host.err(`mrx: ${line}\n`)
  if (report.unusable.length > 0) return exitCodes.unusable
  const serious = reported.findings.some(({ severity }) => severity === 'error' || severity === 'warning')
  return serious ? exitCodes.findings : exitCodes.clean
}

function whyNothing(path: string, { excluded = [] }: CheckReport, host: Host): string {
  const own = excluded.filter(each => isWithin(each, path)).map(each => shownPath(host.cwd, each))
  const more = own.length > 1 ? ` and ${own.length - 1} more` : ''
  const but = own.length === 0 ? '' : ` but in what settings exclude (${own[0]}${more})`
  return `no C or C++ source with mini-redirector code${but}`
}

export function tellPassedOver(passedOver: readonly PassedOver[] = [], host: Host): void {
  const shown = (path: string) => shownPath(host.cwd, path)
  for (const { file, buildFile } of passedOver)
    host.err(`mrx: ${shown(file)}: passed over: not listed in ${shown(buildFile)}\n`)
}

export function tellIncomplete(lines: readonly string[] = [], host: Host): void {
  for (const line of lines) host.err(`mrx: ${printable(line)}\n`)
}

function tellHalfRead(halfRead: readonly HalfRead[] = [], host: Host): void {
  for (const { file, range, message, others } of halfRead) {
    const place = `${shownPath(host.cwd, file)}:${range.start.line + 1}`
    const more = others === 0 ? '' : ` (and in ${others} other place${others === 1 ? '' : 's'})`
    host.err(`mrx: ${printable(place)}: ${printable(message)}${more}: what this breaks was not looked at\n`)
  }
}

/** The paths are readable and the folders there; anything else is the user's mistake. */
export function requestOf(paths: readonly string[], options: AnalysisOptions, host: Host): CheckRequest {
  const absolute = (path: string) => resolve(host.cwd, path)
  for (const path of paths) requireReadable(path, absolute(path), host)
  for (const folder of options.include)
    if (host.files.reason?.(absolute(folder)) !== 'folder') throw new UsageError(`--include ${folder}: no such folder`)
  if (options.config !== undefined) requireFile(`--config ${options.config}`, absolute(options.config), host)
  return {
    paths: paths.map(absolute),
    includePaths: options.include.map(absolute),
    defines: options.define,
    ...(options.config !== undefined && { config: absolute(options.config) }),
    ...(options.arch !== undefined && { arch: options.arch }),
  }
}

function requireReadable(shown: string, path: string, host: Host): void {
  if (shown === '') throw new UsageError('a path is empty')
  const reason = host.files.reason?.(path)
  if (reason !== undefined && reason !== 'folder') throw new UsageError(`${shown}: ${unreadableTexts[reason]}`)
}

function requireFile(shown: string, path: string, host: Host): void {
  const reason = host.files.reason?.(path)
  if (reason !== undefined) throw new UsageError(`${shown}: ${unreadableTexts[reason]}`)
}
