// A language service over an engine, whose settings never change.

import type { Library } from '../../src/knowledge/library.ts'
import { Knowledge } from '../../src/knowledge/pages.ts'
import type { AnalysisEngine } from '../../src/services/engine.ts'
import type { LanguageService } from '../../src/services/languageService.ts'
import { createLanguageService } from '../../src/services/service.ts'

export function serviceOver(engine: AnalysisEngine, library: Library): LanguageService {
  return createLanguageService({
    engine,
    knowledge: Knowledge.of(library),
    applySettings: () => [],
    settingsProblems: () => [],
    configurationChanged: () => false,
    log: () => undefined,
  })
}
