// A fault of C by the name of the mistake that it shows: the same null pointer is a Context that nobody checked in the
// finalizer of a SRV_CALL, and just a null pointer elsewhere. What is known is in which callback the thread was, and what
// Context was when RDBSS called it.
import type { Site } from '../machine/fault.ts'
import { isNull } from '../machine/host.ts'
import { type Block, isAlive } from '../machine/memory.ts'
import { freedBlocks, holdersOf, isArgument, isLinked } from './danglingPointers.ts'
import type { LoadedDriver } from './driverProgram.ts'
import { type Callback, callbackOf as calledBy } from './kernel/callbacks.ts'
import { originOfSite } from './kernel/callers.ts'
import { type TraceEvent, threadCount } from './kernel/kernelHost.ts'
import { pointerAt } from './kernel/pointers.ts'
import { poolOriginOf } from './kernel/pool.ts'
import type { BrokenRule } from './scheduler.ts'

/** What breaks in the model while it calls the driver is shown at the function that it calls. */
export function placed(rule: BrokenRule, system: LoadedDriver): BrokenRule {
  const [, missing] = missingValue.exec(rule.message) ?? []
  if (missing !== undefined) return missedValue(rule, missing, system)
  if (rule.site !== undefined && !isWrongCall(rule)) return rule
  const site = calledSite(rule, system)
  if (site === undefined) return rule
  return { ...rule, site, message: `RDBSS ${rule.message}`, code: isWrongCall(rule) ? 'MRX011' : rule.code }
}

function calledSite({ thread }: BrokenRule, system: LoadedDriver): Site | undefined {
  const callback = callbackOf(thread, system)
  return callback?.function && system.host.siteOf(callback.function)
}

const missingValue = /^uses the value of (\w+), which returned none$/

/**
 * RDBSS or the system uses what a function of the driver should have returned. They may themselves have been called by the
 * driver, as to unregister it: that place has nothing to do with the mistake.
 */
function missedValue(rule: BrokenRule, name: string, system: LoadedDriver): BrokenRule {
  const [user] = rule.stack
  if (user === undefined || !['rdbss', 'kernel'].includes(originOfSite(user))) return rule
  const callback = calledSite(rule, system)
  if (callback?.function === name) return { ...rule, site: callback, message: `RDBSS ${rule.message}` }
  const [site, ...others] = system.host.sitesOf(name)
  return site === undefined || others.length > 0 ? rule : { ...rule, site, message: `the system ${rule.message}` }
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
    case 'MRX001':
      return callback && isContext(callback, rule, system, true) ? 'MRX030' : undefined
    case 'MRX002':
    case 'MRX019':
      return interrupted(system)
    case 'MRX201':
      return nullPointer(rule, callback, system)
    case 'MRX202':
      return usedAfterFree(rule, callback, system)
    case 'MRX203':
      return callback && isContext(callback, rule, system, false) ? 'MRX006' : undefined
    case 'MRX207':
      return system.host.trace.some(isLostWinner) ? 'MRX058' : interrupted(system)
  }
  return undefined
}

function nullPointer({ message }: BrokenRule, callback: Callback | undefined, { host }: LoadedDriver) {
  if (callback === undefined) return undefined
  // Force, a BOOLEAN, taken for its address; without Context it could be a field of that.
  const isForce = callback.name === 'MRxFinalizeSrvCall' && message.endsWith('at offset 1 from null')
  if (callback.context !== undefined) return isForce ? 'MRX009' : undefined
  return host.byteOf('RxExtensionAsked', 0) === 0 ? uncheckedContext[callback.name] : 'MRX031'
}

const uncheckedContext: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'MRX004',
  MRxFinalizeNetRoot: 'MRX055',
  MRxFinalizeVNetRoot: 'MRX055',
}

function usedAfterFree(rule: BrokenRule, callback: Callback | undefined, system: LoadedDriver): string | undefined {
  const known = transients[rule.history[0]?.what ?? '']
  const freed = freedBlocks(rule, system)
  if (freed.some(isDevice)) return undefined
  if (known === 'MRX020' && freed.some(block => isLeftInEntry(block, rule, system))) return 'MRX021'
  if (known !== undefined) return known
  if (callback && isContext(callback, rule, system, false)) return 'MRX005'
  if (freed.length > 0 && rule.stack.some(isTransport)) return 'MRX038'
  return freed.some(block => isLinked(block, system)) ? 'MRX036' : undefined
}

/** Memory of RDBSS that was kept beyond its life, by its pool tag. */
const transients: Readonly<Record<string, string>> = {
  'allocated by RDBSS (RxSc)': 'MRX020',
  'allocated by RDBSS (RxMs)': 'MRX056',
  'allocated by RDBSS (RxIr)': 'MRX056',
}

/** The driver's own, which nothing about RDBSS explains. */
function isDevice(block: Block): boolean {
  return poolOriginOf(block)?.family === 'RxUnregisterMinirdr'
}

/** Did the driver keep the SRV_CALL in what it has, and not hand it on when the SRV_CALL was finalized? */
function isLeftInEntry(freed: Block, { thread }: BrokenRule, system: LoadedDriver): boolean {
  if (isArgument(freed, thread, system)) return false
  return holdersOf(freed, system).some(({ block }) => poolOriginOf(block)?.during !== 'MRxFinalizeSrvCall')
}

/** Of what a connection tells the driver: data and disconnects of TDI, and requests that are answered. */
function isTransport(site: Site): boolean {
  return originOfSite(site) === 'kernel' && site.function === 'KxConnectionDpc'
}

function isLostWinner({ text }: TraceEvent): boolean {
  return text === 'fails winner notification by rdbss'
}

/** What the injected failure hit: a teardown may need neither memory nor a worker. */
function interrupted({ host }: LoadedDriver): string | undefined {
  const failed = host.trace.findIndex(({ text }) => text.startsWith('fails '))
  if (failed < 0) return undefined
  const { text, thread } = host.trace[failed]!
  const calls = host.trace.slice(0, failed).filter(event => event.thread === thread)
  const open = calls.filter(each => each.text.startsWith('call MRxFinalizeSrvCall')).length
  const closed = calls.filter(each => each.text === 'return MRxFinalizeSrvCall').length
  if (open === closed) return undefined
  return text === 'fails post' ? 'MRX050' : text === 'fails allocation' ? 'MRX051' : undefined
}

/** The innermost callback that the thread is in. */
export function callbackOf(thread: number, { machine, host }: LoadedDriver): Callback | undefined {
  return thread >= threadCount ? undefined : calledBy(thread, machine, name => host.base(name))
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
function isContext({ context }: Callback, { history }: BrokenRule, { machine }: LoadedDriver, alive: boolean): boolean {
  if (context === undefined || isNull(context)) return false
  const block = machine.memory.blockOf(context.id)
  return block !== undefined && isAlive(block) === alive && isMadeAt(block, history[0])
}

function isMadeAt({ made }: Block, first: BrokenRule['history'][number] | undefined): boolean {
  return made !== undefined && first?.site === made
}
