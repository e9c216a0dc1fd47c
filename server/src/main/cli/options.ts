// The options that several commands share, and what their values may be.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { nearest } from '../../text/spelling.ts'

export const formats = ['text', 'json'] as const
export type Format = (typeof formats)[number]

export const architectures = ['x64', 'x86', 'arm64'] as const
export type Arch = (typeof architectures)[number]

export interface AnalysisOptions {
  include: string[]
  define: string[]
  config?: string
  arch?: Arch
}

export interface OutputOptions {
  format: Format
  quiet: boolean
  color: boolean
}

export function addAnalysisOptions(command: Command): Command {
  return command
    .addOption(repeatable('-I, --include <dir>', 'folder to search for included files (repeatable)'))
    .addOption(repeatable('-D, --define <name[=value]>', 'macro to define (repeatable)', macro))
    .option('--config <file>', 'settings to use instead of the .mrxrc.json files above each file')
    .addOption(
      choice('--arch <arch>', 'processor to check for (default: what the build files say, else x64)', architectures),
    )
}

export function addOutputOptions(command: Command): Command {
  return addFormatOption(command).option('--quiet', 'one line a finding, no source and no summary', false)
}

export function addFormatOption(command: Command): Command {
  return command
    .addOption(choice('--format <format>', 'how to print the result', formats).default('text'))
    .option('--no-color', 'no colours, also off with NO_COLOR and when the output is no terminal')
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, description)
  option.argParser((value: string) => {
    if (values.includes(value)) return value
    const meant = nearest(value, values)
    throw new InvalidArgumentError(
      `${meant === undefined ? '' : `Did you mean ${meant}? `}Allowed: ${values.join(', ')}.`,
    )
  })
  // For the help, which reads them; `choices()` would replace the parser.
  option.argChoices = [...values]
  return option
}

function repeatable(flags: string, description: string, parse: (value: string) => string = value => value): Option {
  return new Option(flags, description)
    .default([], 'none')
    .argParser((value: string, before: string[]) => [...before, parse(value)])
}

function macro(value: string): string {
  if (/^[A-Za-z_$][\w$]*(\([^()]*\))?(=.*)?$/s.test(value)) return value
  throw new InvalidArgumentError('A macro is written NAME or NAME=value.')
}
