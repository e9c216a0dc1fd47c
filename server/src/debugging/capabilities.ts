// What the adapter can do, as a client is told.
import type { DebugProtocol } from '@vscode/debugprotocol'

export const violationFilter = 'violation'
export const unknownFilter = 'unknown'

export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsEvaluateForHovers: true,
  supportsStepBack: true,
  supportsSteppingGranularity: true,
  supportsLoadedSourcesRequest: true,
  supportsExceptionInfoRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  supportsDelayedStackTraceLoading: true,
  // So that clients ask, and are told why not.
  supportsSetVariable: true,
  supportsSetExpression: true,
  exceptionBreakpointFilters: [
    { filter: violationFilter, label: 'Broken rules', description: 'Where the run breaks a rule', default: true },
    {
      filter: unknownFilter,
      label: 'Unknown',
      description: 'Where the simulator does not know how the run goes on',
      default: true,
    },
  ],
}
