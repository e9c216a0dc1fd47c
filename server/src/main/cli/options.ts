// The options that several commands share, and what their values may be.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { nearest } from '../../text/spelling.ts'

/** Of what is found. */
export const formats = ['text', 'json', 'sarif', 'junit', 'github'] as const
export type Format = (typeof formats)[number]
/** Of what is only told: rules and their pages. */
export const plainFormats = ['text', 'json'] as const
export type PlainFormat = (typeof plainFormats)[number]

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

/** The part of the files that this run reports on. */
export interface Shard {
  index: number
  count: number
}

export interface SelectionOptions {
  baseline?: string
  writeBaseline?: string
  shard?: Shard
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

export function addExecOptions(command: Command): Command {
  return command
    .addOption(repeatable('-I, --include <dir>', 'folder to search for included files (repeatable)'))
    .addOption(repeatable('-D, --define <name[=value]>', 'macro to define (repeatable)', macro))
    .addOption(
      choice('--arch <arch>', 'data model and layouts of Windows (default: those of gcc on Linux)', architectures),
    )
    .addOption(
      new Option('--limit <instructions>', 'a program that executes more is endless')
        .default(1e10)
        .argParser(atLeastOne),
    )
    .option('--stats', 'print executed instructions and time on standard error', false)
}

export function addSimulationOptions(command: Command): Command {
  return addFormatOption(command, formats)
    .option('--scenario <text>', 'the scenario of that name, else those whose names contain the text')
    .option('--schedule <string>', 'run this schedule alone')
    .addOption(choice('--profile <profile>', 'reading of the documentation (default: both)', profiles))
    .addOption(
      new Option(
        '--budget <seconds>',
        'time for all scenarios together (default: what settings say, else 60)',
      ).argParser(positive),
    )
    .option('--propose', 'propose clauses for functions without any: what held in every call of the usual lives')
    .option('--mutants', 'put small mistakes into the functions with clauses, and list those that no clause catches')
    .option('--trace <file>', 'write the first run that fails, else the first run, to this file, step by step')
    .option('--quiet', 'one line a scenario and a violation, no source and no summary', false)
}

const profiles = ['callback-page', 'function-page', 'both'] as const

function atLeastOne(value: string): number {
  if (Number(value) >= 1) return Number(value)
  throw new InvalidArgumentError('It is a number of at least 1.')
}

function positive(value: string): number {
  if (Number(value) > 0) return Number(value)
  throw new InvalidArgumentError('It is a number above 0.')
}

export function addOutputOptions(command: Command): Command {
  return addFormatOption(command, formats).option('--quiet', 'one line a finding, no source and no summary', false)
}

export function addSelectionOptions(command: Command): Command {
  return command
    .option('--baseline <file>', 'report only what is not in this file')
    .option('--write-baseline <file>', 'write all findings to this file, for --baseline')
    .addOption(
      new Option('--shard <i/n>', 'report on every n-th file, from the i-th on: parts of one check').argParser(shard),
    )
}

export function addFormatOption(command: Command, values: readonly string[] = plainFormats): Command {
  return command
    .addOption(choice('--format <format>', 'how to print the result', values).default('text'))
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

function shard(value: string): Shard {
  const [, i, n] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []
  const [index, count] = [Number(i), Number(n)]
  if (index >= 1 && index <= count) return { index, count }
  throw new InvalidArgumentError('A shard is written I/N, as 1/4, with I from 1 to N.')
}
