// A run that fails, as a scenario of annotations: the clauses of the scenario that it is of, and the schedule that fails. It
// goes directly in front of the function whose life it is, so that names mean there what they meant before.
//
// What failed once each is not asked for again: the schedule names the one call that failed. Choices are counted whatever is
// injected, but for routines that a clause replaces, which stay.
import type { Clause, Step } from '../annotations/clause.ts'
import { printClause } from '../annotations/print.ts'
import { sectionsOf } from '../annotations/standing.ts'
import { startOf, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { SavedScenario, ScenarioToSave } from '../protocol/simulate.ts'
import type { AnnotatedUnit } from '../simulation/expectations/collect.ts'
import type { Scenario } from '../simulation/scenario.ts'
import { lineBreakOf } from '../text/lineBreaks.ts'
import type { AnalysisEngine } from './engine.ts'

export interface SaveContext {
  readonly engine: AnalysisEngine
  readonly units: readonly TranslationUnit[]
  readonly annotated: readonly AnnotatedUnit[]
  /** Names of scenarios that there are. */
  readonly names: ReadonlySet<string>
  /** The function that the scenario belongs to, and its file. */
  readonly subject: { readonly file: string; readonly function: string }
}

/** Steps of built-in scenarios alone, and what an author can do about them. */
const clauseless: Readonly<Partial<Record<Step['kind'], string>>> = {
  due: 'write `elapse` with the time of what is due',
  expire: 'time goes on in the midst of another one',
}

/** Why clauses cannot say what happens in it. */
export function withoutClause({ steps }: Scenario): string | undefined {
  return steps.map(({ step }) => clauseless[step.kind]).find(each => each !== undefined)
}

export function savedScenario(scenario: Scenario, run: ScenarioToSave, context: SaveContext): SavedScenario {
  const { engine, units, subject } = context
  const { file } = subject
  const text = engine.texts.read(file) ?? ''
  const lineBreak = lineBreakOf(text)
  const name = freeName(`${scenario.name}: ${run.code ?? 'a schedule'}`, context.names)
  const clauses = [
    `scenario "${name}"`,
    ...clausesOf(scenario, run, context).map(each => `  ${each}`),
    `  explore schedule "${run.schedule}"`,
  ]
  const comment = ['/* @mrx', ...clauses.map(each => ` * ${each}`), ' */', ''].join(lineBreak)
  const definition = units.flatMap(unit => definitionsIn(unit)).find(each => isOf(each, subject))
  const at = definition === undefined ? text.length : lineOf(startOf(writtenAt(definition.first)), text)
  const newText = definition === undefined ? `${lineBreak}${lineBreak}${comment}` : comment
  const range = engine.findings.range({ file, start: at, end: at })
  return { name, edit: { file, range, newText } }
}

function clausesOf(scenario: Scenario, { profile }: ScenarioToSave, { annotated }: SaveContext): string[] {
  const written = annotated
    .flatMap(({ annotations }) => annotations)
    .flatMap(annotation => sectionsOf(annotation).scenarios)
    .find(each => each.scenario.name.value === scenario.name)
  const clauses: readonly Clause[] = scenario.annotated === undefined ? scenario.steps : (written?.clauses ?? [])
  const isProfileGiven = clauses.some(
    each => each.kind === 'given' && each.settings.some(({ kind }) => kind === 'profile'),
  )
  const given = profile === 'callback-page' || isProfileGiven ? [] : [`given profile = ${profile}`]
  return [...given, ...clauses.filter(isKept).map(printClause)]
}

function isKept(clause: Clause): boolean {
  if (clause.kind === 'explore') return false
  return clause.kind !== 'inject' || clause.fault.kind === 'routine' || clause.fault.at !== 'each'
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted} (${number})`
  return name
}

function definitionsIn({ chunks }: TranslationUnit): FunctionDefinition[] {
  return chunks.flatMap(({ declarations }) => declarations.filter(each => each.kind === 'function-definition'))
}

function isOf({ symbol, first }: FunctionDefinition, subject: SaveContext['subject']): boolean {
  return symbol.name === subject.function && writtenAt(first).origin.file === subject.file
}

function lineOf(offset: number, text: string): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}
