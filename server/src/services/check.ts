// `mrx check`: all findings in some files and folders, read once.
import type { Problem } from '../c/problem.ts'
import { dispensable } from '../project/drivers.ts'
import { unreadableTexts } from '../project/files.ts'
import { isSource, isWithin, parent } from '../project/paths.ts'
import { placeOf } from '../project/places.ts'
import { scanFolders } from '../project/sourceScan.ts'
import type { CheckReport, CheckRequest, HalfRead, PassedOver } from '../protocol/check.ts'
import type { Finding } from '../protocol/finding.ts'
import type { AnalysisEngine } from './engine.ts'
import { limitCodes, syntaxProblems } from './readingLimits.ts'

/** What lies beside a named file is read too, since it may belong to the same driver; only what was asked for is reported. */
export function checkPaths(request: CheckRequest, engine: AnalysisEngine): CheckReport {
  const { drivers } = engine
  const { unusable, passedOver, excluded } = addSources(request, engine)
  const isAsked = (file: string) => request.paths.some(path => file === path || isWithin(file, path))
  const findings: Finding[] = []
  const checked = new Set<string>()
  const around = new Set<string>()
  for (const driver of drivers.all()) {
    for (const { code, error } of driver.broken) unusable.push(`rule ${code} failed: ${String(error)}`)
    for (const path of driver.paths) {
      const headers = engine.units.unit(path)?.included ?? []
      for (const file of [path, ...headers]) if (isAsked(file)) checked.add(file)
      if (isAsked(path)) for (const header of headers) if (!isAsked(header)) around.add(header)
    }
  }
  const order = [...checked].sort()
  for (const file of order) findings.push(...engine.findingsIn(file))
  // What cannot be read there limits what is said here.
  for (const file of [...around].sort())
    findings.push(...engine.findingsIn(file).filter(({ code }) => limitCodes.includes(code)))
  return { files: order, findings, unusable, passedOver, excluded, halfRead: halfRead(checked, engine) }
}

/** By file, in drivers where something is judged. */
function halfRead(checked: ReadonlySet<string>, { drivers, findings }: AnalysisEngine): HalfRead[] {
  const places = new Map<string, Map<number, Problem>>()
  for (const { callbacks } of drivers.all())
    for (const { unit } of callbacks?.driver.units ?? [])
      for (const problem of syntaxProblems(unit)) {
        const { file, start } = placeOf(problem.token)
        if (!checked.has(file)) continue
        const own = places.get(file) ?? new Map<number, Problem>()
        places.set(file, own.set(start, own.get(start) ?? problem))
      }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, own]) => {
      const [first] = [...own].sort(([a], [b]) => a - b)
      const { message, token } = first![1]
      return { file, range: findings.range(placeOf(token)), message, others: own.size - 1 }
    })
}

/**
 * What lies in the paths, and beside them, becomes known to the engine. `unusable`: what could not be read; `passedOver`:
 * what no build makes; `excluded`: by settings.
 */
export function addSources(
  request: CheckRequest,
  engine: AnalysisEngine,
): { unusable: string[]; passedOver: PassedOver[]; excluded: string[] } {
  const { files, drivers, configurations } = engine
  const unusable: string[] = []
  const leftOut = new Map<string, string>()
  const excluded: string[] = []
  const isExcluded = (path: string) => {
    if (request.paths.includes(path) || !configurations.isExcluded(path)) return false
    excluded.push(path)
    return true
  }
  for (const path of request.paths) {
    const isFolder = files.reason?.(path) === 'folder'
    const scanned = isFolder ? scanFolders(files, [path], isExcluded) : [beside(path, engine)]
    for (const folder of scanned) {
      const sources = engine.driverSources(folder)
      for (const source of sources) {
        drivers.add(source)
        const buildFile = isFolder && !request.paths.includes(source) ? configurations.leftOutBy(source) : undefined
        if (buildFile !== undefined) leftOut.set(source, buildFile)
      }
      if (isFolder) unusable.push(...unreadable(folder.files, sources, engine))
    }
  }
  return { unusable, passedOver: passOver(leftOut, engine), excluded }
}

/** `leftOut`: by source the build file that does not list it. One that another source includes is read there. */
function passOver(leftOut: ReadonlyMap<string, string>, { drivers, units }: AnalysisEngine): PassedOver[] {
  if (leftOut.size === 0) return []
  const paths = dispensable(drivers.names(), path => leftOut.has(path))
  for (const path of paths) drivers.remove(path)
  return paths
    .filter(path => units.includersOf(path).length === 0)
    .map(file => ({ file, buildFile: leftOut.get(file)! }))
}

/** What lies there but cannot be read: all that may not be, and what is no text in a driver. Pipes and dead links are nothing. */
function unreadable(paths: readonly string[], sources: readonly string[], { files, texts }: AnalysisEngine): string[] {
  return paths.flatMap(path => {
    const reason = texts.exists(path) ? undefined : files.reason?.(path)
    const isNoText = (reason === 'binary' || reason === 'too large') && sources.includes(path)
    return reason === 'denied' || isNoText ? [`${path}: ${unreadableTexts[reason]}`] : []
  })
}

function beside(path: string, { files }: AnalysisEngine): { folder: string; files: string[] } {
  const folder = parent(path)
  const [scanned] = scanFolders(files, [folder], () => false)
  const listed = scanned?.files ?? []
  return { folder, files: listed.includes(path) || !isSource(path) ? [...listed] : [...listed, path] }
}
