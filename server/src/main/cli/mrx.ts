// The program `mrx`. Standard output carries results only, standard error what went wrong.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { normalize } from '../../project/paths.ts'
import { Engine } from '../engine.node.ts'
import { forServer, forShortRun, forSimulation } from '../engineFlags.ts'
import { version } from '../version.ts'
import { run } from './program.ts'
import { endWithStreams } from './streams.ts'

const { stdout, stderr } = process
endWithStreams({ stdout, stderr, exit: code => process.exit(code ?? process.exitCode ?? 0) })

const engine = new Engine(import.meta.dirname)
void main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  // What runs C is loaded for those who run it: the other commands start without it.
  const isRunning = args.some(word => word === 'simulate' || word === 'exec')
  const [simulator, hosted] = isRunning ? await Promise.all([import('../simulator.node.ts'), import('./exec.ts')]) : []
  const code = run(args, {
    cwd: normalize(process.cwd()),
    version,
    color: wantsColor(),
    files: engine.files,
    write,
    catalogue: () => engine.catalogue,
    library: () => engine.library,
    engine: () => engine.checkEngine(forShortRun(() => engine.library)),
    simulator: () => simulator!.simulateEngine(engine, clock(forSimulation()), helper()),
    exec: (files, options, host) => hosted!.exec(files, options, host),
    serve: () => void serve(),
    debug: () => void debugAdapter(),
    out: text => void stdout.write(text),
    err: text => void stderr.write(text),
    now: () => performance.now(),
  })
  // Not process.exit: a pipe may still hold a part of the report.
  if (code !== undefined) process.exitCode = code
}

/** Of who asks for the time again and again. */
function clock(look: () => void): () => number {
  return () => {
    look()
    return performance.now()
  }
}

/** Undefined: one processor has no use for it. */
function helper(): string | undefined {
  return availableParallelism() > 1 ? join(import.meta.dirname, 'simulationHelper.js') : undefined
}

function write(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  }
}

/** https://no-color.org, and FORCE_COLOR as Node reads it. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0'
  return stdout.isTTY === true && (NO_COLOR === undefined || NO_COLOR === '')
}

async function serve(): Promise<void> {
  forServer()
  const { serve } = await import('../lsp/serve.ts')
  serve(engine, import.meta.dirname)
}

async function debugAdapter(): Promise<void> {
  forServer()
  const { DebugAdapter } = await import('../debugAdapter.node.ts')
  const { programsOver } = await import('../simulator.node.ts')
  const open = programsOver(engine, () => performance.now())
  new DebugAdapter(open, () => process.stdin.destroy()).start(process.stdin, process.stdout)
}
