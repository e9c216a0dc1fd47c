// What happens when the program cannot write: nothing it has to say arrives, so it ends and says why, where that can be read.
import type { Writable } from 'node:stream'
import { exitCodes } from './host.ts'

export interface Streams {
  readonly stdout: Writable
  readonly stderr: Writable
  /** Undefined: as it would end by itself. */
  exit(code: number | undefined): void
}

export function endWithStreams({ stdout, stderr, exit }: Streams): void {
  const failed = (error: NodeJS.ErrnoException, tell: (line: string) => void) => {
    // `mrx … | head` closes the pipe: nobody is left to tell.
    if (error.code === 'EPIPE') exit(undefined)
    else tell(`mrx: standard output: ${error.message}\n`)
  }
  stdout.on('error', error => failed(error, line => stderr.write(line, () => exit(exitCodes.unusable))))
  stderr.on('error', error => failed(error, () => exit(exitCodes.unusable)))
}
