// Which findings of a check are reported: one shard of the files, and what a baseline does not know.
import { parent, relative, resolve } from '../../project/paths.ts'
import type { CheckReport } from '../../protocol/check.ts'
import type { Finding } from '../../protocol/finding.ts'
import { type BaselineOptions, baselineText, newFindings, readBaseline } from '../../report/baseline.ts'
import { splitLines } from '../../report/excerpt.ts'
import { type Host, UsageError } from './host.ts'
import type { SelectionOptions, Shard } from './options.ts'

/** Writes the baseline that is asked for, which then holds for this run too. */
export function selected(report: CheckReport, options: SelectionOptions, host: Host): CheckReport {
  const { baseline, writeBaseline, shard } = options
  const part = shard === undefined ? report : inShard(report, shard)
  const known = baseline === undefined ? undefined : knownIn(baseline, host)
  const fresh = known === undefined ? part.findings : newFindings(part.findings, known.entries, known.options)
  if (writeBaseline !== undefined) write(writeBaseline, part.findings, host)
  const findings = writeBaseline === undefined ? fresh : []
  return { ...part, findings, known: part.findings.length - findings.length }
}

/** Every `count`-th file; the shards together are the whole, and no file is in two. */
function inShard(report: CheckReport, { index, count }: Shard): CheckReport {
  const files = report.files.filter((_, i) => i % count === index - 1)
  const own = new Set(files)
  return { ...report, files, findings: report.findings.filter(({ file }) => own.has(file)) }
}

function knownIn(name: string, host: Host) {
  const path = resolve(host.cwd, name)
  const text = host.files.read(path)
  if (text === undefined) throw new UsageError(`--baseline ${name}: cannot be read`)
  const entries = readBaseline(text)
  if (entries === undefined) throw new UsageError(`--baseline ${name}: not a baseline; --write-baseline makes one`)
  return { entries, options: optionsFor(path, host) }
}

function write(name: string, findings: readonly Finding[], host: Host): void {
  const path = resolve(host.cwd, name)
  const problem = host.write(path, baselineText(findings, optionsFor(path, host)))
  if (problem !== undefined) throw new UsageError(`--write-baseline ${name}: cannot be written: ${problem}`)
}

/** Paths in a baseline are relative to its folder, so that it holds wherever the command is run. */
function optionsFor(path: string, { files }: Host): BaselineOptions {
  const lines = new Map<string, readonly string[]>()
  const linesOf = (file: string) => {
    let found = lines.get(file)
    if (found === undefined) lines.set(file, (found = splitLines(files.read(file) ?? '')))
    return found
  }
  return { shown: file => relative(parent(path), file), line: (file, line) => linesOf(file)[line] ?? '' }
}
