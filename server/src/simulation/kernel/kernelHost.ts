// The kernel's primitives, which are not C: threads that begin and stand, blocks of pool, choices, violations and the trace.
// The rest of the kernel is server/model/kernel; kernel.h there says what each routine means. The host knows the program's
// state only through what lies in its memory and a few sets that `snapshot` holds.
import { type Site, Trap } from '../../machine/fault.ts'
import type { Host, HostAnswer, HostCall, HostRoutine, Pointer } from '../../machine/host.ts'
import { stringRoutines } from '../../machine/hosted/strings.ts'
import type { Machine } from '../../machine/machine.ts'
import { type Block, historyOf, isAlive } from '../../machine/memory.ts'
import type { Program, ProgramEntry, ProgramFunction } from '../../machine/program.ts'
import type { Thread } from '../../machine/thread.ts'
import type { TrackedMemory } from '../../machine/trackedMemory.ts'
import type { Choices } from '../choices.ts'
import { Order, type OrderSnapshot } from '../exploration/order.ts'
import { Races, type RacesSnapshot, raceCode } from '../races/races.ts'
import { ModelTypes } from '../tracing/modelTypes.ts'
import { callbackOf } from './callbacks.ts'
import { CallbackTypes } from './callbackTypes.ts'
import { accessorOf, callerOf, directCallerOf, originOfSite, ownSite } from './callers.ts'
import { formatRoutines, printRoutines } from './format.ts'
import { guessedRoutine, undefinedFunctions } from './guesses.ts'
import { codeOf, Mistakes } from './mistakes.ts'
import { ObjectKinds } from './objectKinds.ts'
import { OwnFields } from './ownFields.ts'
import { PassedLocks } from './passedLocks.ts'
import { pointerAt } from './pointers.ts'
import { ownedObject, Pool, type PoolSnapshot, poolOriginOf, tagText } from './pool.ts'
import { Signals, type SignalsSnapshot } from './signals.ts'
import { asText, textOf } from './texts.ts'
import { Touchers } from './touchers.ts'

/** Something that happened, in the order in which it did. */
export interface TraceEvent {
  readonly thread: number
  /** `user`, `worker-2`: who the thread is. */
  readonly lane: string
  readonly text: string
  /** In the author's files. */
  readonly site: Site | undefined
}

export interface KernelSnapshot {
  readonly pool: PoolSnapshot
  readonly races: RacesSnapshot
  readonly order: OrderSnapshot
  readonly signals: SignalsSnapshot
  readonly resumed: ReadonlySet<number>
  readonly guessed: ReadonlySet<string>
  readonly trace: readonly TraceEvent[]
}

/** The threads that kernel.h has room for. */
export const threadCount = 24
/** The one that DPCs run on. */
export const dpcThread = 0

export class KernelHost implements Host {
  choices!: Choices
  /** Whether the thread stands in front of its first step until others have begun theirs. */
  isStarting: (thread: number) => boolean = () => false
  /** Callers whose next call can begin. */
  beginning: () => readonly number[] = () => []
  trace: TraceEvent[] = []
  pool!: Pool
  readonly races: Races
  readonly order = new Order()
  passedLocks!: PassedLocks
  readonly mistakes = new Mistakes({
    thread: number => this.#machine.threads[number],
    stack: thread => this.#machine.stack(thread),
    siteOf: pointer => this.siteOf(pointer),
    record: (thread, text, site) => this.record(thread, text, site),
  })
  readonly signals = new Signals()
  /** Kinds of objects that some thread has asked how they stand, or has ended, in any run: their release is visible. */
  readonly tested = new Set<number>()
  readonly #kinds = new ObjectKinds()
  /** The thread that a choice has given the processor to. */
  next: number | undefined
  /** Threads that stood at a visible operation and go on behind it. */
  #resumed = new Set<number>()
  #machine!: Machine
  /** Where KxReady begins. */
  #ready = 0
  #touchers!: Touchers
  readonly #routines: Readonly<Record<string, HostRoutine>>
  readonly #undefined: ReadonlyMap<string, ProgramFunction>
  readonly #modelTypes: ModelTypes
  readonly #types: CallbackTypes
  readonly #ownFields: OwnFields
  /** Routines without a body whose results were guessed in this run. */
  guessed = new Set<string>()

  constructor(program: Program) {
    this.#undefined = undefinedFunctions(program)
    this.#modelTypes = new ModelTypes(program)
    this.#ownFields = new OwnFields(this.#modelTypes)
    this.#types = new CallbackTypes(program)
    this.races = new Races(program.entries.map(accessorOf))
    this.#routines = {
      ...memoryRoutines,
      ...this.#threadRoutines(),
      ...this.#failures(),
      ...this.#poolRoutines(),
      ...this.#orderRoutines(),
    }
  }

  attach(machine: Machine): void {
    this.#machine = machine
    this.passedLocks = new PassedLocks(this.memory)
    this.pool = new Pool(machine.memory, this.#modelTypes)
    this.#ready = this.base('KxReady')
    this.#touchers = new Touchers(machine)
    this.memory.who = () => this.order.of(this.memory.running)
    this.races.allowsInversion = thread => this.mistakes.passes('MRX211', thread)
    this.races.onDoubtfulEnd = kind => this.tested.add(kind)
    this.races.mayWrite = (id, low) => this.#refusePrivate({ id, low, high: machine.memory.high })
    this.memory.ignored = new Set(idleVariables.map(name => this.memory.blockOf(this.#idOf(name))!.birth))
  }

  /** Does the running thread work for the driver, and not for RDBSS? */
  isForDriver(): boolean {
    return this.#touchers.isForDriver(this.memory.running)
  }

  /** The author allows the race that was found where the thread stands: it goes on. */
  passesRace(thread: Thread, stack: readonly Site[]): boolean {
    const isAllowed = this.mistakes.passes(raceCode, thread, ownSite(stack))
    if (isAllowed) this.races.passRace()
    return isAllowed
  }

  /** Is it in the kernel's code for locks and dispatcher objects, which says of each object what it does with it? */
  isTelling(): boolean {
    return this.#touchers.isTelling(this.memory.running)
  }

  routine(name: string): HostRoutine | undefined {
    if (this.isKnown(name)) return this.#routines[name]
    const declared = this.#undefined.get(name)
    return declared && guessedRoutine(declared, (call, what, options) => this.#guess(call, what, options))
  }

  /** Is it a routine of the kernel, and not a guess? */
  isKnown(name: string): boolean {
    return Object.hasOwn(this.#routines, name)
  }

  #guess(call: HostCall, name: string, options: number): number | undefined {
    this.guessed.add(name)
    const chosen = options > 1 ? this.choices.choose({ name: `result of ${name}`, options }) : 0
    if (chosen === undefined) return undefined
    this.record(call.thread.number, `guess ${name}${chosen === 0 ? '' : ' fails'}`, ownSite(this.#stack(call)))
    return chosen
  }

  snapshot(): KernelSnapshot {
    const { trace, guessed } = this
    const resumed = new Set(this.#resumed)
    return {
      pool: this.pool.snapshot(),
      races: this.races.snapshot(),
      order: this.order.snapshot(),
      signals: this.signals.snapshot(),
      resumed,
      guessed: new Set(guessed),
      trace: trace.slice(),
    }
  }

  restore({ pool, races, order, signals, resumed, guessed, trace }: KernelSnapshot): void {
    this.pool.restore(pool)
    this.races.restore(races)
    this.order.restore(order)
    this.signals.restore(signals)
    this.#resumed = new Set(resumed)
    this.next = undefined
    this.mistakes.misplaced = undefined
    this.trace = trace.slice()
    this.guessed = new Set(guessed)
  }

  // ---- Objects of the model ------------------------------------------------------------------------------------

  /** Where an array of the model begins. */
  base(name: string): number {
    const { program, bases } = this.#machine
    return bases[program.objects.get(name)!]!
  }

  #idOf(name: string): number {
    const { program, ids } = this.#machine
    return ids[program.objects.get(name)!]!
  }

  byteOf(name: string, index: number): number {
    return this.#machine.memory.byte(this.base(name) + index)
  }

  setByteOf(name: string, index: number, value: number): void {
    const id = this.#idOf(name)
    this.memory.setByte(this.memory.place(id, this.base(name) + index, this.memory.high, 1, true), value)
  }

  get memory(): TrackedMemory {
    return this.#machine.memory as TrackedMemory
  }

  isReady(thread: number): boolean {
    return this.#machine.threads[thread]!.depth > 0 && this.#machine.memory.byte(this.#ready + thread) !== 0
  }

  /** What kind of thread it is: KX_LANE of kernel.h. */
  laneOf(thread: number): number {
    return this.byteOf('KxLane', thread)
  }

  laneName(thread: number): string {
    if (thread >= threadCount) return 'kernel'
    if (thread === dpcThread) return 'dpc'
    const kind = laneKinds[this.laneOf(thread)]
    if (kind === 'worker' || kind === 'thread') return `${kind}-${thread - 2}`
    return callers[thread] ?? `caller-${threadCount - thread}`
  }

  record(thread: number, text: string, site: Site | undefined): void {
    this.trace.push({ thread, lane: this.laneName(thread), text, site })
  }

  readyThreads(): number[] {
    const ready: number[] = []
    for (let i = 0; i < threadCount; i++) if (this.isReady(i)) ready.push(i)
    return ready
  }

  // ---- Threads -------------------------------------------------------------------------------------------------

  #threadRoutines(): Record<string, HostRoutine> {
    return {
      KxCurrent: call => call.returnWord(call.thread.number),
      KxSwitch: call => (this.byteOf('KxReady', call.thread.number) !== 0 ? undefined : { kind: 'wait' }),
      KxVisible: call => this.#operation(call, true),
      KxShares: call => this.#operation(call, false),
      KxReleasing: call =>
        this.#yields(call.thread.number, this.#kinds.of(this.memory, call.pointer(0))) ? { kind: 'wait' } : undefined,
      KxTests: call => {
        this.tested.add(this.#kinds.of(this.memory, call.pointer(0)))
      },
      KxTouch: call => this.#touch(call.pointer(0)),
      KxAdds: call => this.#touch(call.pointer(0), false),
      KxLooks: call => {
        const { id, low } = call.pointer(0)
        this.memory.look(id, low)
      },
      KxStands: call => {
        const { id, low } = call.pointer(0)
        this.memory.stand(id, low)
      },
      KxEnds: call => {
        this.#touch(call.pointer(0))
        this.races.ends(call, call.pointer(0))
      },
      KxBegin: call => {
        const thread = this.#machine.threads[call.word(0)]!
        thread.depth = 0
        this.#machine.start(thread, 'KxMain')
        // What runs there has been posted, and begins alone.
        if (thread.number === dpcThread) return
        this.memory.nameThread(thread.number)
        const name = this.memory.threadName(thread.number)
        this.races.begin(thread.number, name, call.thread.number)
        this.order.begin(thread.number, name, call.thread.number)
      },
      KxEnd: () => ({ kind: 'exit', status: 0 }),
      KxPaged: call => {
        this.pool.setAccessible((call.word(0) & 255) !== 0)
      },
      KxRaise: call => ({ kind: 'raise', code: call.word(0) }),
      KxStackLeft: call => call.returnWord(this.#machine.options.stackBytes - call.thread.stackUsed),
      KxBeginStack: call => {
        const used = call.thread.stackUsed
        call.thread.stackUsed = call.word(0)
        return call.returnWord(used)
      },
      KxNote: call => {
        this.#note(call)
      },
    }
  }

  /** What is touched meanwhile is touched by nobody in the program, but what others do with it matters. */
  aside<T>(run: () => T): T {
    const result = this.races.aside(run)
    this.memory.settle()
    return result
  }

  /** As KxVisible, in front of what annotations put in order. */
  yieldsToObserved(thread: number): boolean {
    if (this.#yields(thread)) return true
    this.memory.touch(this.#idOf('KxObserved'), this.base('KxObserved'))
    return false
  }

  /** Whether another thread goes on in front of this operation. */
  #yields(thread: number, released?: number): boolean {
    if (thread >= threadCount) return false
    this.passedLocks.operate()
    if (this.#resumed.delete(thread)) return false
    const others = [...this.readyThreads(), ...this.beginning()].filter(other => other !== thread)
    if (others.length === 0) return false
    const threads = [thread, ...others]
    const chosen = this.choices.choose({ name: 'preemption', options: threads.length, released, threads })
    if (chosen === 0) return false
    if (chosen === undefined) return true
    this.next = threads[chosen]
    this.#resumed.add(thread)
    return true
  }

  #operation(call: HostCall, isWrite: boolean): ReturnType<HostRoutine> {
    if (this.#yields(call.thread.number)) return { kind: 'wait' }
    const { id, low } = call.pointer(0)
    this.memory.beginOperation()
    this.memory.look(id, low, isWrite)
    return undefined
  }

  #touch({ id, low }: Pointer, isWrite = true): undefined {
    this.memory.touch(id, low, isWrite)
  }

  #note(call: HostCall): void {
    this.record(call.thread.number, textOf(call, 0), ownSite(this.#stack(call)))
  }

  // ---- What orders threads -------------------------------------------------------------------------------------

  #orderRoutines(): Record<string, HostRoutine> {
    const { races } = this
    return {
      KxTakes: call => {
        const [isExclusive, waits] = [(call.word(1) & 255) !== 0, (call.word(2) & 255) !== 0]
        this.#orders(call.pointer(0), isExclusive)
        races.take(call, call.pointer(0), isExclusive, waits, () => ownSite(this.#stack(call)))
        this.order.take(call.thread.number, this.#object(call.pointer(0)), isExclusive)
        if (this.isForDriver()) this.passedLocks.take(call.pointer(0))
      },
      KxGives: call => {
        this.#releases(call)
        races.give(call, call.pointer(0), (call.word(1) & 255) !== 0)
        this.order.give(call.thread.number, this.#object(call.pointer(0)))
        this.passedLocks.give(call.pointer(0))
      },
      KxPublishes: call => {
        this.#orders(call.pointer(0))
        races.publish(call, call.pointer(0))
      },
      KxReleases: call => {
        this.#releases(call)
        races.publish(call, call.pointer(0))
      },
      KxLearns: call => {
        this.#orders(call.pointer(0))
        races.learn(call, call.pointer(0))
      },
      KxInterlocked: call => {
        if (this.#yields(call.thread.number)) return { kind: 'wait' }
        if (this.isForDriver()) this.#refusePrivate(call.pointer(0))
        this.#orders(call.pointer(0))
        races.interlocked(call, call.pointer(0), call.word(1))
        return undefined
      },
      KxPosts: call => {
        races.post(call, call.pointer(0), this.memory.newName())
        this.order.post(call.thread.number, this.#object(call.pointer(0)))
      },
      KxTakesBack: call => {
        races.takeBack(call, call.pointer(0))
        this.order.takeBack(this.#object(call.pointer(0)))
      },
      KxBeginAlone: call => {
        const { number } = call.thread
        const name = races.beginAlone(call, call.pointer(0))
        this.memory.renameThread(number, name)
        this.order.beginAlone(number, name, this.#object(call.pointer(0)))
      },
      KxBeginStep: call => {
        const { number } = call.thread
        if (this.isStarting(number) && !this.#resumed.delete(number)) {
          this.#resumed.add(number)
          return { kind: 'wait' }
        }
        races.beginStep(number, this.memory.threadName(number))
        this.order.beginStep(number)
        return undefined
      },
    }
  }

  /** An operation on the object: what is touched behind it is touched by somebody who may know more. */
  #orders(object: Pointer, isWrite = true): void {
    this.#touch(object, isWrite)
    this.memory.settle()
  }

  /** Nobody's business but of those who ask. */
  #releases(call: HostCall): void {
    const object = call.pointer(0)
    const kind = this.#kinds.of(this.memory, object)
    if (this.tested.has(kind)) this.#touch(object)
    else this.memory.release(object.id, object.low)
    this.memory.settle()
    this.races.releases(call, object, kind)
  }

  /** A number for the object that is the same in all runs. */
  #object({ id, low }: Pointer): number {
    const { a, b } = this.memory.pointerName(id, low)
    return (a >>> 0) * 2 ** 20 + (b & 0xfffff)
  }

  // ---- Failures ------------------------------------------------------------------------------------------------

  #failures(): Record<string, HostRoutine> {
    return {
      ...this.mistakes.routines,
      KxFailOn: call => {
        const { text, places } = this.signals.missed(this.#object(call.pointer(3)))
        const message = `${textOf(call, 4)}${text}`
        this.mistakes.failIn(call, codeOf(call.word(2)), message, call.pointer(1), call.word(0), places)
      },
      KxSignal: call => {
        const { number } = call.thread
        const by = { lane: this.laneName(number), site: ownSite(this.#stack(call)) }
        this.signals.note(this.#object(call.pointer(0)), call.word(1), by)
      },
      KxCalls: call => {
        const member = asText(call.string(call.pointer(0)))
        const number = this.#functionAt(call.pointer(1))
        const problem = number && this.#types.problem(member, number, name => this.#registered(name))
        if (problem) this.mistakes.failIn(call, problem.code, problem.message, call.pointer(1))
      },
      KxUnknown: call => {
        throw new Trap(undefined, textOf(call, 0))
      },
      KxFails: call => this.#fails(call, callerOf(this.#stack(call))),
      KxFailsForCaller: call => this.#fails(call, directCallerOf(this.#stack(call))),
      KxForDriver: call => call.returnWord(callerOf(this.#stack(call)) === 'driver' ? 1 : 0),
      KxByDriver: call => call.returnWord(directCallerOf(this.#stack(call)) === 'driver' ? 1 : 0),
    }
  }

  #fails(call: HostCall, caller: 'driver' | 'rdbss'): HostAnswer {
    const what = asText(call.string(call.pointer(0)))
    const name = caller === 'driver' ? what : `${what} by rdbss`
    const chosen = this.choices.choose({ name, options: 2 })
    if (chosen === undefined) return { kind: 'wait' }
    if (chosen !== 0) this.record(call.thread.number, `fails ${name}`, ownSite(this.#stack(call)))
    return call.returnWord(chosen)
  }

  #functionAt({ id }: Pointer): number | undefined {
    return this.#machine.functionsById.get(id)
  }

  /** What the dispatch table has in a member. */
  #registered(member: string): number | undefined {
    const { memory } = this
    const table = pointerAt(memory, this.base('RxTable'))
    const place = this.#modelTypes.member('_MINIRDR_DISPATCH', member)
    const pointer = table && place && pointerAt(memory, (table.low >>> 0) + place.offset)
    return pointer && this.#functionAt(pointer)
  }

  /** Of the driver's function or object that the pointer leads to. */
  siteOf({ id }: Pointer): Site | undefined {
    const { program, ids, functionsById } = this.#machine
    const number = functionsById.get(id) ?? ids.indexOf(id)
    return authorSite(program.entries[number])
  }

  /** Of all functions of that name in the author's files. */
  sitesOf(name: string): Site[] {
    const named = this.#machine.program.entries.filter(entry => entry.kind === 'function' && entry.name === name)
    return named.flatMap(entry => authorSite(entry) ?? [])
  }

  // ---- Pool ----------------------------------------------------------------------------------------------------

  #poolRoutines(): Record<string, HostRoutine> {
    return {
      KxAllocate: call => {
        const stack = this.#stack(call)
        const family = asText(call.string(call.pointer(3)))
        const isStandIn = family === 'a stand-in'
        const known = { tag: call.word(1), paged: (call.word(2) & 255) !== 0 }
        const origin = isStandIn
          ? ({ by: 'driver', family: 'ExFreePool', isStandIn, ...known } as const)
          : { by: callerOf(stack), family, during: this.#callbackName(call), ...known }
        const made = ownSite(stack) ?? call.site
        const name = isStandIn ? family : origin.by === 'driver' ? made.first.text : `RDBSS (${tagText(origin.tag)})`
        call.returnPointer(this.pool.allocate(call.size(0), origin, name, made))
      },
      KxSizeOf: call => call.returnLong(BigInt(this.pool.freeable(call, call.pointer(0)).extent)),
      KxFree: call => {
        const stack = this.#stack(call)
        const block = this.pool.freeable(call, call.pointer(0))
        const origin = poolOriginOf(block)!
        if (callerOf(stack) === 'driver' && origin.by === 'rdbss')
          call.fault(
            codesOfForeign[tagText(origin.tag)] ?? 'MRX218',
            'frees a block that belongs to RDBSS',
            historyOf(block),
          )
        if (callerOf(stack) === 'driver') this.races.frees(call, block)
        const family = asText(call.string(call.pointer(2)))
        this.pool.free(call, call.pointer(0), call.word(1), family, ownSite(stack) ?? call.site)
      },
      KxIsAlive: call => {
        const block = this.#blockOf(call.pointer(0))
        call.returnWord(block !== undefined && isAlive(block) ? 1 : 0)
      },
      KxKind: call => {
        const block = this.#blockOf(call.pointer(0))
        call.returnWord(block === undefined ? 0 : block.kind.charCodeAt(0))
      },
    }
  }

  #blockOf({ id, low, high }: Pointer): Block | undefined {
    return id > 0 ? this.memory.blockOf(id) : this.memory.ownerOf(low, high)
  }

  /** The driver writes what only RDBSS may. */
  #refusePrivate(pointer: Pointer): void {
    const block = this.#blockOf(pointer)
    const object = block && ownedObject(block)
    if (object === undefined) return
    const what = this.#ownFields.at(object, (pointer.low >>> 0) - block!.base)
    if (what !== undefined)
      throw new Trap('MRX026', `writes ${what} of a ${object}, which only RDBSS may`, historyOf(block!))
  }

  #callbackName({ thread }: HostCall): string | undefined {
    return callbackOf(thread.number, this.#machine, name => this.base(name))?.name
  }

  #stack(call: HostCall): Site[] {
    return this.#machine.stack(call.thread)
  }
}

/** What a driver frees that is RDBSS's, by the pool tag. */
const codesOfForeign: Readonly<Record<string, string>> = { RxSc: 'MRX001', RxSd: 'MRX028' }

/** Which threads there have been: of those that have ended it decides nothing. */
const idleVariables = ['KxThreadEnd', 'KxLane']

export const laneKinds = ['dpc', 'caller', 'worker', 'thread'] as const
const callers: Readonly<Record<number, string>> = { 1: 'user', 2: 'system' }

const memoryRoutines: Record<string, HostRoutine> = {
  ...stringRoutines,
  ...formatRoutines,
  ...printRoutines,
  // The compiler's own, which must not look at each byte of what it was given.
  RtlMoveMemory: stringRoutines.memmove!,
}

/** Where the author has it; undefined: it is none of the author's. */
function authorSite(entry: ProgramEntry | undefined): Site | undefined {
  if (entry === undefined || entry.kind === 'literal') return undefined
  const token = entry.kind === 'object' ? entry.site.first : entry.definition?.symbol.token
  const site = token && { first: token, last: token, function: entry.kind === 'object' ? '' : entry.name }
  return site !== undefined && originOfSite(site) === 'driver' ? site : undefined
}
