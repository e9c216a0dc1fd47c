// Messages of log points: `refs {SrvCall->NodeReferenceCount}` with values in place of what is in braces.
import type { Debuggee } from './debuggee.ts'

export function logged(message: string, debuggee: Debuggee): string {
  const depth = debuggee.depthOf()
  return message.replaceAll(/\{([^{}]*)\}/g, (_, expression: string) => {
    const view = depth === undefined ? 'no thread runs here' : debuggee.debug.evaluate(expression, depth)
    return typeof view === 'string' ? `{${view}}` : view.value
  })
}
