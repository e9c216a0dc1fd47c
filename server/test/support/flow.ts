// What is known in a function, told at the calls of `look(…)` in it: one line for each, ways that agree told once.
import type { Expression } from '../../src/c/tree.ts'
import { calledName } from '../../src/flow/access.ts'
import type { Alternative } from '../../src/flow/alternative.ts'
import { AnalysisCache, DriverAnalysis } from '../../src/flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../../src/flow/functionAnalysis.ts'
import { EffectsTable } from '../../src/knowledge/effects.ts'
import type { Driver } from '../../src/project/drivers.ts'
import { unitFacts } from '../../src/project/unitFacts.ts'
import { unitOf } from './cSource.ts'
import { flowLibrary, kernelHeader, routines } from './rdbss.ts'

export const effects = new EffectsTable(flowLibrary())

const declarations = `${kernelHeader}
#define DECLSPEC_NORETURN __declspec(noreturn)
${routines}
VOID look(); VOID unknown(PVOID); BOOLEAN coin(VOID);
typedef struct _LIST_ENTRY { struct _LIST_ENTRY *Flink, *Blink; } LIST_ENTRY, *PLIST_ENTRY;
BOOLEAN RemoveEntryList(PLIST_ENTRY Entry);
typedef struct _SERVER { LIST_ENTRY Link; struct _SERVER *Next; PVOID Context; ULONG References; ERESOURCE Lock; KSPIN_LOCK Spin; } SERVER, *PSERVER;
extern PSERVER First;
ERESOURCE GlobalLock;
KSPIN_LOCK GlobalSpin;
`

export function driverOf(source: string): Driver {
  const units = [unitFacts(unitOf(declarations + source))]
  return { units, hasEntry: true, namedOutside: new Set() }
}

/** The analysis of the last function in `source`. */
export function analysisOf(source: string, cache = new AnalysisCache()): FunctionAnalysis {
  const driver = driverOf(source)
  const definition = driver.units[0]!.definitions.at(-1)!
  return new DriverAnalysis(driver, effects, cache).analysis(definition, driver.units[0]!.path)!
}

type Tell = (state: Alternative, ...values: Expression[]) => string

/** At each call of `look` that is reached, in the order of the source. */
export function looked(source: string, tell: Tell): string[] {
  const analysis = analysisOf(source)
  const lines: string[] = []
  for (const point of analysis.points()) {
    if (point.kind !== 'call' || calledName(point.node) !== 'look') continue
    const told = analysis.before(point).map(state => tell(state, ...point.node.arguments))
    lines.push([...new Set(told)].sort().join(' or '))
  }
  return lines
}

/** At the exits of the function. */
export function atExit(source: string, tell: Tell): string {
  return [
    ...new Set(
      analysisOf(source)
        .exits()
        .map(state => tell(state)),
    ),
  ]
    .sort()
    .join(' or ')
}
