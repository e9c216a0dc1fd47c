// A fault of C by the name of the mistake that it shows: the same null pointer is a Context that nobody checked in the
// finalizer of a SRV_CALL, and just a null pointer elsewhere. What is known is in which callback the thread was, and what
// Context was when RDBSS called it.
import { isNull, type Pointer } from '../machine/host.ts'
import type { Machine } from '../machine/machine.ts'
import { type Block, isAlive } from '../machine/memory.ts'
import type { LoadedDriver } from './driverProgram.ts'
import { originOfSite } from './kernel/callers.ts'
import { threadCount } from './kernel/kernelHost.ts'
import { pointerAt } from './kernel/pointers.ts'
import type { BrokenRule } from './scheduler.ts'

/** As RX_CALLBACK of the model begins. */
interface Callback {
  readonly name: string
  readonly function: Pointer | undefined
  readonly context: Pointer | undefined
}

/** What breaks in the model while it calls the driver is shown at the function that it calls. */
export function placed(rule: BrokenRule, system: LoadedDriver): BrokenRule {
  if (rule.site !== undefined && !isWrongCall(rule)) return rule
  const callback = callbackOf(rule.thread, system)
  const site = callback?.function && system.host.siteOf(callback.function)
  if (site === undefined) return rule
  return { ...rule, site, message: `RDBSS ${rule.message}`, code: isWrongCall(rule) ? 'MRX011' : rule.code }
}

/** RDBSS calls a member of the table, which has another type. */
function isWrongCall({ code, message, stack: [inner] }: BrokenRule): boolean {
  const isCall = code === 'MRX218' && message.endsWith('as a function of another type')
  return isCall && inner !== undefined && originOfSite(inner) === 'rdbss'
}

export function classified(rule: BrokenRule, system: LoadedDriver): BrokenRule {
  const code = codeFor(rule, system)
  return code === undefined || code === rule.code ? rule : { ...rule, code }
}

function codeFor(rule: BrokenRule, system: LoadedDriver): string | undefined {
  const callback = callbackOf(rule.thread, system)
  switch (rule.code) {
    case 'MRX201':
      return callback?.context === undefined ? uncheckedContext[callback?.name ?? ''] : undefined
    case 'MRX202':
      return transient(rule) ?? (callback && isContextOf(callback, rule, system) ? 'MRX005' : undefined)
    case 'MRX203':
      return callback && isContextOf(callback, rule, system) ? 'MRX006' : undefined
    case 'MRX207':
      return leakAfter(system)
  }
  return undefined
}

const uncheckedContext: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'MRX004',
  MRxFinalizeNetRoot: 'MRX055',
  MRxFinalizeVNetRoot: 'MRX055',
}

/** Memory of RDBSS that was kept beyond its life, by its pool tag. */
const transients: Readonly<Record<string, string>> = {
  'allocated by RDBSS (RxSc)': 'MRX020',
  'allocated by RDBSS (RxMs)': 'MRX056',
  'allocated by RDBSS (RxIr)': 'MRX056',
}

function transient({ history }: BrokenRule): string | undefined {
  return transients[history[0]?.what ?? '']
}

/** What the injected failure hit: a teardown may need neither memory nor a worker. */
function leakAfter({ host }: LoadedDriver): string | undefined {
  const failed = host.trace.findIndex(({ text }) => text.startsWith('fails '))
  if (failed < 0) return undefined
  const { text, thread } = host.trace[failed]!
  if (text === 'fails winner notification by rdbss') return 'MRX058'
  const calls = host.trace.slice(0, failed).filter(event => event.thread === thread)
  const open = calls.filter(each => each.text.startsWith('call MRxFinalizeSrvCall')).length
  const closed = calls.filter(each => each.text === 'return MRxFinalizeSrvCall').length
  if (open === closed) return undefined
  return text === 'fails post' ? 'MRX050' : text === 'fails allocation' ? 'MRX051' : undefined
}

/** The innermost callback that the thread is in. */
export function callbackOf(thread: number, { machine, host }: LoadedDriver): Callback | undefined {
  if (thread >= threadCount) return undefined
  const size = machine.memory.pointerSize
  const call = pointerAt(machine.memory, host.base('RxCallbacks') + thread * size)
  if (call === undefined) return undefined
  const at = call.low >>> 0
  const name = pointerAt(machine.memory, at)
  return {
    name: name === undefined ? '' : textAt(machine, name),
    function: pointerAt(machine.memory, at + size),
    context: pointerAt(machine.memory, at + 3 * size),
  }
}

/** As if RDBSS had called the thread's innermost callback with Context NULL. */
export function withoutContext(thread: number, { machine, host }: LoadedDriver): void {
  const { memory } = machine
  const call = pointerAt(memory, host.base('RxCallbacks') + thread * memory.pointerSize)
  if (call === undefined) return
  const size = memory.pointerSize
  host.aside(() => {
    const at = memory.place(call.id, (call.low >>> 0) + 3 * size, memory.high, size, true)
    memory.write(at, size, 0n)
    memory.setProvenance(at, 0)
  })
}

/** Is the block that the fault is about the one that Context pointed to? */
function isContextOf({ context }: Callback, { history }: BrokenRule, { machine }: LoadedDriver): boolean {
  if (context === undefined || isNull(context)) return false
  const block = machine.memory.blockOf(context.id)
  return block !== undefined && !isAlive(block) && isMadeAt(block, history[0])
}

function isMadeAt({ made }: Block, first: BrokenRule['history'][number] | undefined): boolean {
  return made !== undefined && first?.site === made
}

function textAt({ memory }: Machine, { low }: Pointer): string {
  let text = ''
  for (let at = low >>> 0; memory.byte(at) !== 0; at++) text += String.fromCharCode(memory.byte(at))
  return text
}
