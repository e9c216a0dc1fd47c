// Where main and the engine meet: one disk, one library, and what is made of them.
import { parseStub } from '../annotations/clauseParser.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import type { Library } from '../knowledge/library.ts'
import { Knowledge } from '../knowledge/pages.ts'
import type { SettingsChecks } from '../project/mrxrc.ts'
import type { PrecompiledLibrary } from '../project/precompiledHeaders.ts'
import { WorkspaceConfigurations } from '../project/workspaceConfigurations.ts'
import type { CheckEngine, CheckReport, CheckRequest } from '../protocol/check.ts'
import { checkPaths } from '../services/check.ts'
import { AnalysisEngine } from '../services/engine.ts'
import type { LanguageService } from '../services/languageService.ts'
import { createLanguageService } from '../services/service.ts'
import { explained } from '../services/simulatedRules.ts'
import { NodeFiles } from './files.node.ts'
import { openLibrary, openPrecompiled } from './library.node.ts'

/** `folder`: where the running script lies. */
export class Engine {
  readonly files = new NodeFiles()
  readonly #folder: string
  #library: Library | undefined
  #catalogue: Catalogue | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  get library(): Library {
    return (this.#library ??= openLibrary(this.#folder))
  }

  get catalogue(): Catalogue {
    return (this.#catalogue ??= Catalogue.of(this.library))
  }

  get #settingsChecks(): SettingsChecks {
    return { ruleKeys: this.catalogue.keys, stubProblem: text => parseStub(text).problem?.message }
  }

  /** `betweenFunctions`: called again and again while drivers are checked. */
  checkEngine(betweenFunctions: () => void = () => undefined): CheckEngine {
    return {
      codes: explained.map(({ code }) => code),
      docs: code => explained.find(rule => rule.code === code)?.docs,
      check: request => {
        const { engine, configurations } = this.analysisFor(request)
        engine.drivers.betweenFunctions = betweenFunctions
        const report = checkPaths(request, engine)
        return { ...report, ...toldOf(configurations, report) }
      },
    }
  }

  /** For a command line's request. */
  analysisFor(request: CheckRequest): { engine: AnalysisEngine; configurations: WorkspaceConfigurations } {
    const configurations = new WorkspaceConfigurations(this.files, this.#settingsChecks, request)
    return { engine: this.#analysis(configurations), configurations }
  }

  get precompiled(): PrecompiledLibrary | undefined {
    return openPrecompiled(this.#folder)
  }

  languageService(log: (message: string) => void): LanguageService {
    return this.workspace(log).service
  }

  /** A service, and what it stands on. */
  workspace(log: (message: string) => void): { service: LanguageService; analysis: AnalysisEngine } {
    const configurations = new WorkspaceConfigurations(this.files, this.#settingsChecks)
    const analysis = this.#analysis(configurations)
    const service = createLanguageService({
      engine: analysis,
      knowledge: Knowledge.of(this.library),
      applySettings: (...settings) => configurations.apply(...settings),
      settingsProblems: () => [...configurations.problems, ...configurations.incomplete],
      configurationChanged: paths => configurations.invalidate(paths),
      log,
    })
    return { service, analysis }
  }

  #analysis(configurations: WorkspaceConfigurations): AnalysisEngine {
    const { files, library, catalogue, precompiled } = this
    return new AnalysisEngine({ files, library, catalogue, configurations, ...(precompiled && { precompiled }) })
  }
}

/** What a report of the command line says of settings and builds. */
export function toldOf(
  { problems, incomplete, otherBuilds }: WorkspaceConfigurations,
  report: Pick<CheckReport, 'unusable' | 'incomplete'>,
): Pick<CheckReport, 'unusable' | 'incomplete'> {
  return {
    unusable: [...report.unusable, ...problems],
    incomplete: [...(report.incomplete ?? []), ...incomplete, ...otherBuilds],
  }
}
