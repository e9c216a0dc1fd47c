// What the commands need of the world. The program's real one is made in mrx.ts, the tests' in memory.
import type { Catalogue } from '../../knowledge/catalogue.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Files } from '../../project/files.ts'
import type { CheckEngine } from '../../protocol/check.ts'
import type { SimulateEngine } from '../../protocol/simulate.ts'
import type { ExecOptions } from './exec.ts'

export interface Host {
  /** Absolute with forward slashes. */
  readonly cwd: string
  readonly version: string
  /** Whether standard output shows colours. */
  readonly color: boolean
  readonly files: Files
  /** Writes a text file; what went wrong, in words, if anything did. */
  write(path: string, text: string): string | undefined
  catalogue(): Catalogue
  library(): Library
  engine(): CheckEngine
  simulator(): SimulateEngine
  /** Runs a hosted C program; the exit code. */
  exec(files: readonly string[], options: ExecOptions, host: Host): number
  /** Serves an editor on standard input and output until it says goodbye; never returns to the command line. */
  serve(): void
  /** The same for a debugger. */
  debug(): void
  out(text: string): void
  err(text: string): void
  now(): number
}

export const exitCodes = { clean: 0, findings: 1, unusable: 2, unknown: 3, bug: 70 } as const

/** The user's mistake, in one line. The only error that a command throws on purpose: `run` prints it and answers 2. */
export class UsageError extends Error {}
