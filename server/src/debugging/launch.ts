// What a launch configuration asks for, and the run that it means. Whatever is wrong with it is said in words that help.
import { unreadableTexts } from '../project/files.ts'
import { isWithin, normalize, resolve } from '../project/paths.ts'
import type { FolderSettings } from '../project/workspaceConfigurations.ts'
import { undisturbed } from '../protocol/trace.ts'
import { addSources } from '../services/check.ts'
import type { CheckedDriver } from '../services/drivers.ts'
import { driversReading } from '../services/driversReading.ts'
import { DriverSimulator, type SimulationContext } from '../services/simulate.ts'
import { usualLives } from '../simulation/builtinScenarios.ts'
import { noSchedule, parseSchedule, ScheduledChoices } from '../simulation/choices.ts'
import { type SystemSnapshot, snapshotOf } from '../simulation/driverProgram.ts'
import { observe } from '../simulation/expectations/observe.ts'
import { originOf } from '../simulation/model.ts'
import { planned, runScenario } from '../simulation/run.ts'
import { livesOf, type Profile, profiles, type Scenario } from '../simulation/scenario.ts'
import { nearest } from '../text/spelling.ts'
import { Debuggee, type DebuggeeOptions } from './debuggee.ts'

export interface LaunchArguments {
  /** A source of the driver, or a folder with it. */
  readonly program: string
  /** Where `stopOnEntry` stops; without it the function of the driver that the run calls first. */
  readonly function?: string
  /** Its exact name, else a part of it. */
  readonly scenario?: string
  readonly schedule?: string
  readonly profile?: Profile
  readonly stopOnEntry?: boolean
  /** Texts by path that count instead of the disk's: what an editor has not saved. */
  readonly documents?: Readonly<Record<string, string>>
  readonly workspace?: LaunchWorkspace
}

/** What an editor knows and no file says. Folders are absolute. */
export interface LaunchWorkspace {
  readonly folders: readonly string[]
  /** In the shape of `.mrxrc.json`: for all, and by folder. */
  readonly settings: unknown
  readonly ofFolders: FolderSettings
}

/** An engine that has read nothing yet. */
export type OpenProgram = (launch: Pick<LaunchArguments, 'program' | 'workspace'>) => SimulationContext

interface Problem {
  readonly problem: string
}

const [defaultScenario] = usualLives

/** `cwd`: absolute. */
export function launchArguments(given: unknown, cwd: string): LaunchArguments | Problem {
  const raw = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>
  if (raw.program === undefined) return { problem: '"program" is missing: a source of the driver' }
  for (const name of ['program', 'function', 'scenario', 'schedule', 'profile'])
    if (raw[name] !== undefined && typeof raw[name] !== 'string') return { problem: `"${name}" has to be a text` }
  if (raw.stopOnEntry !== undefined && typeof raw.stopOnEntry !== 'boolean')
    return { problem: '"stopOnEntry" has to be true or false' }
  const { profile, documents, workspace } = raw
  if (documents !== undefined && !areTexts(documents)) return { problem: '"documents" has to be texts by path' }
  if (workspace !== undefined && !isWorkspace(workspace))
    return { problem: '"workspace" has to have folders and settings' }
  if (profile !== undefined && !profiles.some(each => each === profile))
    return { problem: `there is no profile "${profile}"; there are: ${profiles.join(', ')}` }
  const named = {
    program: resolve(cwd, raw.program as string),
    ...(workspace !== undefined && { workspace: normalized(workspace) }),
  }
  return { ...raw, ...named } as LaunchArguments
}

function isWorkspace(given: unknown): given is LaunchWorkspace {
  const { folders, ofFolders } = (given ?? {}) as Partial<LaunchWorkspace>
  const isList = Array.isArray(folders) && folders.every(folder => typeof folder === 'string')
  return isList && typeof ofFolders === 'object' && ofFolders !== null
}

function normalized({ folders, settings, ofFolders }: LaunchWorkspace): LaunchWorkspace {
  const own = Object.entries(ofFolders).map(([folder, each]) => [normalize(folder), each])
  return { folders: folders.map(normalize), settings, ofFolders: Object.fromEntries(own) }
}

function areTexts(given: unknown): boolean {
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given)
  return isObject && Object.values(given).every(text => typeof text === 'string')
}

export function launched(launch: LaunchArguments, open: OpenProgram): Debuggee | Problem {
  const context = open(launch)
  const { texts } = context.engine
  for (const [path, document] of Object.entries(launch.documents ?? {})) texts.setDocument(normalize(path), document)
  const text = launch.schedule ?? undisturbed
  const schedule = parseSchedule(text)
  if (schedule === undefined) return { problem: noSchedule(text) }
  const driver = driverOf(launch.program, context)
  if ('problem' in driver) return driver
  const { profile, function: name } = launch
  const simulatorFor = (scenario?: string) =>
    new DriverSimulator(
      driver,
      { paths: [launch.program], includePaths: [], defines: [], budgetMs: 0, scenario, profile },
      context,
    )
  const scenario = scenarioFor(launch, simulatorFor)
  if ('problem' in scenario) return scenario
  const loading = simulatorFor().load()
  if ('problem' in loading) return loading
  const { system } = loading
  const isOwn = name === undefined || launch.stopOnEntry !== true || isOfDriver(system.machine.program, name)
  if (!isOwn) return { problem: `the driver has no function "${name}" that it reaches` }
  return begun({ system, start: snapshotOf(system), schedule, launch, context }, scenario)
}

type Parts = Omit<DebuggeeOptions, 'plan' | 'run'> & {
  readonly start: SystemSnapshot
}

/** The run is made once as it goes without anybody who looks on: what it shows is known beforehand. */
function begun({ start, ...parts }: Parts, scenario: Scenario): Debuggee | Problem {
  const { system, schedule, launch } = parts
  const profile = launch.profile ?? scenario.profile ?? 'callback-page'
  const runs = livesOf(scenario).flatMap(life => {
    const choices = new ScheduledChoices(schedule)
    const run = runScenario(system, start, { scenario: life, profile, choices })
    return choices.isFollowed ? [{ life, run }] : []
  })
  const [first] = [...runs.filter(({ run }) => run.violations.length + run.possible.length > 0), ...runs]
  if (first === undefined) return { problem: 'the code no longer offers the choices of this schedule' }
  const { life, run } = first
  observe(system, life)
  const plan = planned(system, start, life, profile)
  return 'problem' in plan ? plan : new Debuggee({ ...parts, plan, run })
}

/** Where several have the name, that of the function which is named. */
function scenarioFor(
  { scenario: text = defaultScenario, function: name }: LaunchArguments,
  simulatorFor: (scenario?: string) => DriverSimulator,
): Scenario | Problem {
  const simulator = simulatorFor(text)
  const found = simulator.scenarios()
  const [own] = found.filter(
    each => found.length === 1 || (each.name === text && simulator.subject(each).function === name),
  )
  const named = own ?? found.find(each => each.name === text)
  if (named !== undefined) return named
  if (found.length > 0)
    return { problem: `"${text}" is a part of several scenarios: ${found.map(each => each.name).join('; ')}` }
  const names = simulatorFor()
    .scenarios()
    .map(each => each.name)
  const meant = nearest(text, names)
  return {
    problem: `no scenario "${text}"; ${meant === undefined ? `there are: ${names.join('; ')}` : `did you mean "${meant}"?`}`,
  }
}

function driverOf(program: string, context: SimulationContext): CheckedDriver | Problem {
  const { files, drivers, texts } = context.engine
  const reason = texts.isOpen(program) ? undefined : files.reason?.(program)
  if (reason !== undefined && reason !== 'folder') return { problem: `${program}: ${unreadableTexts[reason]}` }
  drivers.declarationsFirst = true
  const candidates = reason === 'folder' ? driversIn(program, context) : driversReading(program, context)
  const found = candidates.filter(
    ({ callbacks, paths }) =>
      callbacks !== undefined && (reason !== 'folder' || paths.some(path => isWithin(path, program))),
  )
  if (found.length > 1) return { problem: `${program}: there are several drivers; name a source of one of them` }
  return found[0] ?? { problem: `${program}: no driver with mini-redirector code` }
}

function driversIn(folder: string, { engine }: SimulationContext): CheckedDriver[] {
  addSources({ paths: [folder], includePaths: [], defines: [] }, engine)
  return engine.drivers.all()
}

function isOfDriver(program: Debuggee['machine']['program'], name: string): boolean {
  const entry = program.entries[program.functions.get(name) ?? -1]
  return (
    entry?.kind === 'function' &&
    entry.code !== undefined &&
    entry.definition !== undefined &&
    originOf(entry.definition.symbol.token.origin.file) === 'driver'
  )
}
