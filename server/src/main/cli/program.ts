// The command line: arguments in, exit code out. Nothing here ends the process, so everything can be tested.
import { Command, CommanderError } from 'commander'
import { nearest } from '../../text/spelling.ts'
import { type CheckOptions, check } from './check.ts'
import type { ExecOptions } from './exec.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import {
  addAnalysisOptions,
  addExecOptions,
  addFormatOption,
  addOutputOptions,
  addSelectionOptions,
  addSimulationOptions,
  type PlainFormat,
} from './options.ts'
import { explain, rules } from './rules.ts'
import { type SimulateOptions, simulate } from './simulate.ts'

/** `undefined`: a server took over, and the process ends when the editor says so. */
export function run(args: readonly string[], host: Host): number | undefined {
  const state: { code: number | undefined } = { code: exitCodes.clean }
  try {
    programFor(host, state).parse(args, { from: 'user' })
    return state.code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.unusable
    if (error instanceof UsageError) {
      host.err(`mrx: ${error.message}\n`)
      return exitCodes.unusable
    }
    host.err(`mrx: internal error, please report it\n${error instanceof Error ? error.stack : error}\n`)
    return exitCodes.bug
  }
}

function programFor(host: Host, state: { code: number | undefined }): Command {
  const program = new Command('mrx')
    .description('Checks Windows network mini-redirectors (RDBSS).')
    .version(host.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: text => host.out(text),
      writeErr: text => host.err(text),
      outputError: (text, write) => write(oneLine(text)),
    })
  const command = (nameAndArguments: string, description: string) =>
    program.command(nameAndArguments).description(description).allowExcessArguments(false)

  const checkCommand = command('check', 'check files and folders').argument('<path...>', 'what to check')
  addSelectionOptions(addOutputOptions(addAnalysisOptions(checkCommand))).action(
    (paths: string[], options: CheckOptions) => void (state.code = check(paths, options, host)),
  )
  const simulateCommand = command('simulate', 'run the life of a SRV_CALL').argument('<path...>', 'drivers to run')
  addSimulationOptions(addAnalysisOptions(simulateCommand)).action(
    (paths: string[], options: SimulateOptions) => void (state.code = simulate(paths, options, host)),
  )
  addFormatOption(command('rules', 'list what is checked')).action(
    (options: { format: PlainFormat }) => void (state.code = rules(options, host)),
  )
  addFormatOption(command('explain', 'explain a rule').argument('<code>', 'as MRX011 or callback-signature')).action(
    (code: string, options: { format: PlainFormat }) => void (state.code = explain(code, options, host)),
  )
  addExecOptions(
    command('exec', 'run a hosted C program').argument('<file...>', 'C sources, one of them with main'),
  ).action((files: string[], options: ExecOptions) => void (state.code = host.exec(files, options, host)))
  command('server', 'run the language server')
    .requiredOption('--stdio', 'on standard input and output')
    .option('--clientProcessId <id>', 'the editor to end with')
    .action(() => {
      host.serve()
      state.code = undefined
    })
  command('debug-adapter', 'run the debug adapter on standard input and output').action(() => {
    host.debug()
    state.code = undefined
  })
  program
    .usage('[options] <command> …')
    .argument('[command...]')
    .allowUnknownOption()
    .action(([word]: string[]) => {
      throw new UsageError(`${complaint(word, program)} (mrx --help)`)
    })
  program.addHelpText('after', exitCodeHelp)
  return program
}

function complaint(word: string | undefined, program: Command): string {
  const names = program.commands.map(command => command.name())
  if (word === undefined) return `nothing to do; commands: ${names.join(', ')}`
  if (word.startsWith('-')) return `unknown option ${word}`
  const meant = nearest(word, names)
  return `unknown command ${word}; ${meant === undefined ? `commands: ${names.join(', ')}` : `did you mean ${meant}?`}`
}

/** Commander's `error: option '--arch <arch>' argument …\n(Did you mean …)` in one line, as all of ours. */
function oneLine(text: string): string {
  return `mrx: ${text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')}\n`
}

const exitCodeHelp = `
Exit status:
  0  nothing to report (notes and hints only count as nothing)
  1  findings of severity error or warning
  2  unusable arguments or unreadable input
  3  nothing failed, but something is unknown (simulate only)
`
