// All runs of a scenario that differ in more than the order of what is independent, within a bound of preemptions: a
// depth-first search over the choices of a run, which goes back to snapshots. Where another thread could take the processor,
// that is left for the next round, so runs with no preemption come first, then those with one, and so on, and the first run
// that shows a violation has as few as any (iterative context bounding, Musuvathi and Qadeer 2007).
//
// Five reductions, all sound with the bound. Threads that have nothing to do with each other are not tried in all orders
// (components.ts). In front of a visible operation another thread is tried only if what the running thread does up to its next
// one touches a place that threads contend for (contention.ts); where a thread waits or ends, every other one is tried, unless
// there is no bound. Where it has touched no such place since it got the processor, only those are tried that could not have
// got it instead. A thread that was tried sleeps until it could make a difference (sleep.ts). And a state that has been
// reached with as many preemptions left, no thread more asleep and nothing more known of what others did (races/knowledge.ts;
// until a race is seen, which would hide what is behind it) is not gone on from again. What is contended for is learnt on the
// way; a choice for which it was learnt too late is gone back to at the end of the round. Snapshots of all that is gone back
// to later would be too many: some are kept, and a run is made once more from there. When the names of states lacked
// something, or threads that were apart turn out to be together, all is begun again; so that this is early, each call that may
// fail does so in one run before everything else.
import type { Block } from '../../machine/memory.ts'
import type { Touch } from '../../machine/trackedMemory.ts'
import { type Choice, isScheduling } from '../choices.ts'
import type { LoadedDriver, SystemSnapshot } from '../driverProgram.ts'
import { restoreTo, snapshotOf } from '../driverProgram.ts'
import { pastOf } from '../expectations/past.ts'
import { dpcThread } from '../kernel/kernelHost.ts'
import { raceCode } from '../races/races.ts'
import type { AccessKind } from '../races/shadow.ts'
import { type Plan, type Run, shownBy } from '../run.ts'
import type { FaultPattern, Scenario } from '../scenario.ts'
import { type Ending, type Outcome, type Position, Scheduler } from '../scheduler.ts'
import { Components } from './components.ts'
import { Contention } from './contention.ts'
import { innerBlocks } from './inner.ts'
import { type ChoicesSnapshot, isGuess, type OpenChoice, OpenChoices } from './openChoices.ts'
import { areApart, areSynchronized } from './order.ts'
import { Stretch } from './sleep.ts'
import { stateKey } from './stateKey.ts'
import { Visited } from './visited.ts'

export interface ExplorationOptions {
  /** The bound; Infinity: every order. */
  readonly preemptions: number
  /** The time is spent, or nobody wants to know any more. */
  readonly isOver: () => boolean
  /** Instructions of a run, beyond which it is taken for endless. */
  readonly limit: number
  /** False: another thread is tried in front of every visible operation. */
  readonly isReduced?: boolean
  /** False: a state is gone on from however often it is reached. */
  readonly isRemembered?: boolean
  /** Told of each run that ends. `enough`: of all of them; `last round`: greater bounds need not be tried. */
  readonly onRun: (run: Run) => 'enough' | 'last round' | undefined
}

export interface Exploration {
  /** Runs, those too that ended in a state that was known. */
  readonly runs: number
  /** Different ones at which there was a choice, and ends of runs. */
  readonly states: number
  /** The bound of the last round. */
  readonly preemptions: number
  /** Choices that were not made the other way for want of time; 0: everything within the bound was explored. */
  readonly left: number
  /** No run had a choice that a greater bound would make otherwise. */
  readonly isExhausted: boolean
  /** Faults by which some call has failed. */
  readonly met: ReadonlySet<FaultPattern>
}

/** Where a run can be gone back to. */
interface Anchor {
  readonly system: SystemSnapshot
  readonly position: Position
  readonly choices: ChoicesSnapshot
}

/** A choice that can be made another way. */
interface Fork {
  readonly choice: OpenChoice
  /** Of its ways, the one to try next. */
  next: number
  /** States of the run up to here. */
  readonly path: readonly number[]
  /** Threads that sleep whichever way is taken. */
  readonly sleepers: readonly Stretch[]
  /** Those that were tried here, and sleep from now on. */
  readonly tried: Stretch[]
  /** Here, or on the way here, so many branches back. */
  readonly anchor: Anchor
  readonly distance: number
}

/** One that is gone back to at once. */
type Branch = Fork & Anchor

/** One that is left for later; the way from its anchor is gone once more. */
type Place = Fork & Pick<ChoicesSnapshot, 'count' | 'made'>

/** How the thread that runs got the processor, as long as it has touched nothing since that others touch. */
interface Turn {
  readonly thread: number
  /** Threads that could have got it instead: each of them is tried there, or was before. */
  readonly others: readonly number[]
  readonly touches: Touch[]
}

/** A snapshot holds some 80 KB, so the more anchors there are, the further apart they come: a branch more for so many. */
const crowd = 256

/** What is learnt first makes the search begin again at once, what is learnt later at the end of its round. */
const mostRestarts = 8

type Search = 'done' | 'learnt' | 'enough' | 'stopped'

export function explore(
  system: LoadedDriver,
  plan: Plan,
  faults: Scenario['faults'],
  options: ExplorationOptions,
): Exploration {
  return new Explorer(system, plan, faults, options).explore()
}

class Explorer {
  readonly #system: LoadedDriver
  readonly #plan: Plan
  readonly #options: ExplorationOptions
  readonly #choices: OpenChoices
  readonly #scheduler: Scheduler
  readonly #contention = new Contention<Place>(areApart)
  /** Of accesses that race where nothing keeps them apart. */
  readonly #racing = new Contention<true>(areSynchronized, true)
  readonly #components = new Components()
  /** Some call is to fail, of all that threads make together. */
  readonly #isFaulty: boolean
  readonly #branches: Branch[] = []
  /** Preemptions of the runs that are made now. */
  #round = 0
  /** Where they go another way, and where those of the next round do. */
  #now: Place[] = []
  #later: Place[] = []
  #seen = new Visited()
  /** States of the run that is under way. */
  #path: number[] = []
  #anchor: Anchor | undefined
  #distance = 0
  #anchors = 0
  #sleepers: readonly Stretch[] = []
  /** A thread that sleeps has gone on. */
  #isAsleep = false
  /** The way that was taken last, as long as its thread's first stretch lasts. */
  #first: { readonly branch: Branch; readonly stretch: Stretch; readonly isUsual: boolean } | undefined
  #turn: Turn | undefined
  /** In front of a visible operation, until it is known what the thread does next. */
  #pending: { readonly branch: Branch; readonly turn: Turn | undefined } | undefined
  /** What nobody else touches, of what was touched since then. */
  #uncontended: Touch[] = []
  /** The thread touched what others touch, since the last choice. */
  #isContended = true
  #isLast = false
  /** Some run has shown a race, behind which nobody sees what else is wrong. */
  #hasRaced = false
  /** States in which more is known of accesses are others. */
  #isExact = false
  #restarts = 0
  /** In front of their release nobody was tried. */
  readonly #passedReleases = new Set<number>()
  /** Some preemption was not tried for want of one. */
  #isBounded = false
  #runs = 0
  #ends = 0

  constructor(system: LoadedDriver, plan: Plan, faults: Scenario['faults'], options: ExplorationOptions) {
    this.#system = system
    this.#plan = plan
    this.#options = options
    this.#isFaulty = faults.length > 0
    this.#choices = new OpenChoices(faults, options.preemptions)
    this.#choices.isPassed = choice => this.#isPassed(choice)
    this.#scheduler = new Scheduler(system, plan.stages, this.#choices, options.limit, {
      stretch: ending => this.#stretch(ending),
    })
    system.host.memory.isInner = innerBlocks(system)
    system.host.order.onBegin = (name, by) => this.#components.unite(by, name)
    system.host.races.mayRace = (block, word, kind) => this.#mayRace(block, word, kind)
  }

  explore(): Exploration {
    const start = this.#branch({ name: 'start', options: 1, ways: [0] })
    if (this.#isFaulty) this.#scout(start)
    let search = this.#search(start)
    for (; search === 'learnt'; this.#restarts++) search = this.#search(start)
    const open = [...this.#branches, ...this.#now, ...this.#later]
    const left = open.reduce((sum, { choice, next }) => sum + choice.ways.length - next, 0)
    return {
      runs: this.#runs,
      states: this.#seen.size + this.#ends,
      preemptions: this.#round,
      left: search === 'stopped' ? Math.max(left, 1) : 0,
      isExhausted: search === 'done' && !this.#isBounded && this.#later.length === 0,
      met: this.#choices.met,
    }
  }

  /** What can be learnt where calls fail, before there is much to begin again. */
  #scout(start: Branch): void {
    const failures: { readonly from: Anchor; readonly way: number }[] = []
    this.#goBack(start)
    this.#toTheEnd(({ name, ways }) => {
      if (isScheduling(name) || ways.length === 1) return
      const from = this.#here()
      failures.push(...ways.slice(1).map(way => ({ from, way })))
    })
    for (const { from, way } of failures) {
      this.#restore(from)
      this.#choices.decide(way)
      this.#toTheEnd()
    }
  }

  /** The usual way, or to a state that is known. */
  #toTheEnd(look: (choice: OpenChoice) => void = () => undefined): void {
    this.#path = []
    while (!this.#options.isOver() && this.#scheduler.advance() === 'open' && this.#isKnown() === 'new') {
      const choice = this.#choices.open!
      look(choice)
      this.#choices.decide(choice.ways[0]!)
    }
  }

  #search(start: Branch): Search {
    this.#isBounded = false
    this.#isExact = this.#hasRaced
    this.#seen = new Visited(this.#isExact)
    this.#ends = 0
    this.#contention.forgetPassed()
    this.#racing.forgetPassed()
    this.#passedReleases.clear()
    this.#components.forgetUses()
    this.#branches.length = 0
    this.#now = []
    this.#later = []
    this.#anchors = 0
    this.#isLast = false
    this.#round = 0
    this.#goBack(start)
    let search = this.#explore()
    while (search === 'done' && !this.#isLast && this.#later.length > 0) {
      this.#round++
      this.#now = this.#later.reverse()
      this.#later = []
      this.#resume()
      search = this.#explore()
    }
    return search
  }

  /** All runs of the round, from where the first one stands. */
  #explore(): Search {
    do {
      if (this.#options.isOver()) return 'stopped'
      const outcome = this.#run()
      const wish = outcome === 'known' ? undefined : this.#ended(outcome)
      if (wish === 'enough') return 'enough'
      this.#isLast ||= wish === 'last round'
      if (this.#restarts < mostRestarts && this.#hasLearnt()) return 'learnt'
    } while (this.#tryNext() || this.#resume())
    return !this.#isLast && this.#hasLearnt() ? 'learnt' : 'done'
  }

  /** The names of states lacked something, or nobody was tried in front of a release that somebody asks for. */
  #hasLearnt(): boolean {
    if (this.#racing.missed.size > 0 || this.#components.hasGrown) return true
    if (this.#hasRaced && !this.#isExact) return true
    for (const each of this.#system.host.tested) if (this.#passedReleases.has(each)) return true
    return false
  }

  /** To what was left for this round, then to what was passed before it was known to be contended. */
  #resume(): boolean {
    for (;;) {
      const place = this.#now.pop() ?? this.#missed()
      if (place === undefined) return false
      this.#comeBack(place)
      if (this.#tryNext()) return true
    }
  }

  #missed(): Place | undefined {
    const [missed] = this.#isLast ? [] : this.#contention.missed
    if (missed !== undefined) this.#contention.missed.delete(missed)
    return missed
  }

  #comeBack({ count, made, ...fork }: Place): void {
    const deviations = new Map(made)
    this.#restore(fork.anchor)
    while (this.#scheduler.advance() === 'open' && this.#choices.count < count)
      this.#choices.decide(deviations.get(this.#choices.count) ?? 0)
    this.#branches.push(Object.assign(this.#here(), fork))
  }

  /** From here to the end, or to a state that is known. */
  #run(): Exclude<Outcome, 'open'> | 'known' {
    this.#runs++
    for (;;) {
      const outcome = this.#scheduler.advance()
      this.#judgePending(outcome)
      if (this.#isAsleep) return 'known'
      if (outcome !== 'open') return outcome
      this.#endFirst(this.#choices.open!.name === 'preemption')
      const known = this.#isKnown()
      if (known === 'known') return 'known'
      const open = this.#awake(this.#ofOneComponent(this.#choices.open!))
      if (open.ways.length === 0) return 'known'
      if (known === 'new') this.#open(open)
      this.#isContended = false
      this.#begin(open, 0, this.#sleepers)
      this.#choices.decide(open.ways[0]!)
    }
  }

  /** The thread of that way goes on. Where it had the processor, its turn goes on. */
  #begin({ name, ways, threads }: OpenChoice, way: number, sleepers: readonly Stretch[]): void {
    if (name === 'preemption' && ways[way] === 0) return
    this.#turn = undefined
    if (threads === undefined || !Number.isFinite(this.#choices.preemptions) || this.#options.isReduced === false)
      return
    const others = [...ways.map(each => threads[each]!), ...sleepers.map(each => each.thread)]
    this.#turn = { thread: threads[ways[way]!]!, others, touches: [] }
  }

  /** In front of a release nobody is tried, unless somebody asks how the object stands. */
  #isPassed({ released }: Choice): boolean {
    if (released === undefined || this.#options.isReduced === false) return false
    if (this.#system.host.tested.has(released)) return false
    this.#passedReleases.add(released)
    return true
  }

  /** Its other ways are for later. */
  #open(choice: OpenChoice): void {
    if (choice.ways.length === 1) return
    const isFree =
      choice.name !== 'preemption' && (!isScheduling(choice.name) || Number.isFinite(this.#choices.preemptions))
    if (isFree) this.#branches.push(this.#branch(choice))
    else if (this.#choices.preemptions > 0) {
      const turn = this.#turn && { ...this.#turn, touches: this.#turn.touches.slice() }
      this.#pending = { branch: this.#branch(choice), turn }
    } else this.#isBounded = true
    this.#uncontended = []
    const branch = isFree ? this.#branches.at(-1) : this.#pending?.branch
    if (branch !== undefined) this.#take(branch, 0)
  }

  // ---- Components ----------------------------------------------------------------------------------------------

  /** The ways that let threads of one component go on. Who it is that the next DPC works for is not known before it begins. */
  #ofOneComponent(choice: OpenChoice): OpenChoice {
    const { threads, name, ways } = choice
    // One result in a run is guessed otherwise, whoever asks.
    if (isGuess(name)) this.#components.uniteAll()
    if (threads === undefined || !this.#isSeparable || threads.includes(dpcThread)) return choice
    const { memory } = this.#system.host
    const nameOf = (way: number) => memory.threadName(threads[way]!)
    const first = this.#components.firstOf(name === 'preemption' ? [nameOf(ways[0]!)] : ways.map(nameOf))
    const own = ways.filter(way => this.#components.of(nameOf(way)) === first)
    if (own.length < ways.length) this.#components.use()
    return { ...choice, ways: own }
  }

  /** No step begins when the threads of all components are done. */
  get #isSeparable(): boolean {
    return this.#canSeparate && this.#scheduler.isLastStage
  }

  /** No failure is for all threads together. */
  get #canSeparate(): boolean {
    return this.#options.isReduced !== false && !this.#isFaulty
  }

  // ---- Sleep ---------------------------------------------------------------------------------------------------

  /** The ways that let no thread go on that sleeps. */
  #awake(choice: OpenChoice): OpenChoice {
    if (this.#sleepers.length === 0 || !isScheduling(choice.name)) return choice
    const threads = choice.threads!
    const isAwake = (way: number) => this.#sleepers.every(({ thread }) => thread !== threads[way])
    return { ...choice, ways: choice.ways.filter(isAwake) }
  }

  /** The branch goes on with one of its ways. */
  #take(branch: Branch, way: number): void {
    this.#first = undefined
    if (this.#options.isReduced === false || !isScheduling(branch.choice.name)) return
    const thread = branch.choice.threads![branch.choice.ways[way]!]!
    const isUsual = branch.choice.name === 'preemption' && branch.choice.ways[way] === 0
    this.#first = { branch, stretch: new Stretch(thread), isUsual }
  }

  /** `isReady`: its thread stands in front of a visible operation. */
  #endFirst(isReady: boolean): void {
    const first = this.#first
    this.#first = undefined
    if (first === undefined) return
    const stands = !this.#system.host.isReady(first.stretch.thread)
    const isFree = first.isUsual || !Number.isFinite(this.#choices.preemptions)
    if (stands || (isReady && isFree)) first.branch.tried.push(first.stretch)
  }

  #sleepThrough(touches: readonly Touch[], releases: readonly Touch[]): void {
    // It has only made room for another thread.
    if (this.#system.host.next !== undefined) return
    const { running } = this.#system.host.memory
    if (this.#first !== undefined && this.#first.stretch.thread !== running) this.#endFirst(false)
    this.#first?.stretch.add(touches, releases)
    if (this.#sleepers.some(({ thread }) => thread === running)) this.#isAsleep = true
    if (this.#sleepers.length > 0) this.#sleepers = this.#sleepers.filter(each => !each.meets(touches, releases))
  }

  /** Now it is known what the thread did behind the last visible operation. */
  #judgePending(outcome: Outcome): void {
    const pending = this.#pending
    this.#pending = undefined
    if (pending === undefined) return
    const open = outcome === 'open' ? this.#choices.open!.name : undefined
    // What is open within the stretch belongs to it, and is tried first.
    const isWithin = open !== undefined && !isScheduling(open)
    if (isWithin || this.#isContended || this.#options.isReduced === false) this.#push(pending.branch, pending.turn)
    else this.#contention.pass(this.#uncontended, placeOf(pending.branch))
    if (open !== undefined && open !== 'preemption') this.#isContended = true
  }

  /**
   * To take the processor from a thread that has touched nothing since it got it is as good as not to have given it to it:
   * who gets it now could have got it then, and with one preemption less.
   */
  #push(branch: Branch, turn: Turn | undefined): void {
    const { choice } = branch
    const [usual, ...ways] = choice.ways
    const isTried = (way: number) => turn?.others.includes(choice.threads![way]!) === true
    const tried = ways.filter(isTried)
    const others = ways.filter(way => !isTried(way))
    const to = (those: readonly number[]): Branch => ({ ...branch, choice: { ...choice, ways: [usual!, ...those] } })
    if (tried.length > 0) this.#contention.pass(turn!.touches, placeOf(to(tried)))
    if (others.length > 0) this.#branches.push(to(others))
  }

  /** `again`: this run has been here. Its other ways are for when it was here first, but it may never end. */
  #isKnown(): 'known' | 'again' | 'new' {
    if (this.#options.isRemembered === false || !this.#isContended) return 'new'
    const { preemptions, state } = this.#choices
    const { observation, host } = this.#system
    const observed = observation === undefined ? 0 : pastOf(observation)
    const { position, ahead } = this.#scheduler
    const races = host.races.past(host.memory, ahead)
    const past = [...state, host.order.sum(ahead), races.sum, observed, this.#choices.open!.name.length]
    // Without a bound it does not matter who has the processor.
    const running = Number.isFinite(preemptions) ? position.running : undefined
    const key = stateKey(this.#system, { ...position, running }, past)
    const isNew = this.#seen.isNew(key, preemptions, this.#sleepers, races.accesses)
    if (!isNew) return this.#path.includes(key) ? 'again' : 'known'
    this.#path.push(key)
    return 'new'
  }

  /** Interlocked operations race with plain writes only, as reads do. */
  #mayRace(block: Block, word: number, kind: AccessKind): boolean {
    const { who } = this.#system.host.memory
    const access = [{ block, word, isWrite: kind === 'write', by: who() }]
    this.#racing.touch(access)
    const mayRace = this.#racing.isContended(access)
    if (!mayRace) this.#racing.pass(access, true)
    return mayRace
  }

  #stretch(ending: Ending | undefined): void {
    const { memory } = this.#system.host
    const { touches, releases } = memory
    this.#contention.touch(touches)
    // What is left of an earlier stage is, in another run, left for the last one.
    if (this.#canSeparate && (this.#scheduler.isLastStage || !this.#scheduler.isCaller(memory.running)))
      this.#components.add(memory.threadName(memory.running), touches, releases)
    const touchesFaults = this.#choices.touchesFaults
    this.#choices.touchesFaults = false
    if (ending !== undefined || touchesFaults) this.#first = undefined
    this.#goOn(ending !== undefined || touchesFaults)
    this.#sleepThrough(touches, releases)
    if (ending !== undefined || touchesFaults || this.#contention.isContended(touches)) this.#isContended = true
    else if (this.#pending !== undefined) this.#uncontended.push(...touches)
  }

  /** Is the thread's turn still one in which it touches nothing that others touch? */
  #goOn(isOver: boolean): void {
    if (this.#turn === undefined) return
    const { running, touches, releases } = this.#system.host.memory
    const isOwn = running === this.#turn.thread && !isOver && releases.length === 0
    if (!isOwn || this.#contention.isContended(touches)) this.#turn = undefined
    else this.#turn.touches.push(...touches)
  }

  // ---- Ends ----------------------------------------------------------------------------------------------------

  #ended(outcome: Exclude<Outcome, 'open'>): ReturnType<ExplorationOptions['onRun']> {
    this.#ends++
    // What is wrong in one component ends what others would have done.
    if (typeof outcome !== 'string') this.#components.uniteAll()
    if (typeof outcome !== 'string' && outcome.kind === 'violation') this.#hasRaced ||= outcome.rule.code === raceCode
    const shown = shownBy(this.#system, this.#plan, outcome)
    const { schedule } = this.#choices
    return this.#options.onRun({ ...shown, schedule, trace: this.#system.host.trace.slice() })
  }

  // ---- Going back ----------------------------------------------------------------------------------------------

  #branch(choice: OpenChoice): Branch {
    const here = this.#here()
    if (this.#anchor === undefined || ++this.#distance > this.#anchors / crowd) {
      this.#anchor = here
      this.#distance = 0
      this.#anchors++
    }
    const [anchor, distance, sleepers] = [this.#anchor, this.#distance, this.#sleepers]
    return { choice, next: 1, path: this.#path.slice(), sleepers, tried: [], anchor, distance, ...here }
  }

  #here(): Anchor {
    const [position, choices] = [this.#scheduler.position, this.#choices.snapshot()]
    return { system: snapshotOf(this.#system), position, choices }
  }

  /** False: everything has been tried that is not for a later round. */
  #tryNext(): boolean {
    for (let last = this.#branches.at(-1); last !== undefined; last = this.#branches.at(-1)) {
      const isDone = last.next === last.choice.ways.length
      if (isDone || this.#roundOf(last) > this.#round) {
        this.#branches.pop()
        if (!isDone) this.#later.push(placeOf(last))
        continue
      }
      this.#goBack(last)
      this.#isContended = true
      this.#sleepers = [...last.sleepers, ...last.tried]
      this.#take(last, last.next)
      this.#begin(last.choice, last.next, this.#sleepers)
      this.#choices.decide(last.choice.ways[last.next++]!)
      return true
    }
    return false
  }

  /** In which runs take another way there than the first. */
  #roundOf({ choice, choices }: Branch): number {
    if (choice.name !== 'preemption' || !Number.isFinite(this.#options.preemptions)) return 0
    return this.#options.preemptions - choices.preemptions + 1
  }

  #goBack(branch: Branch): void {
    this.#path = branch.path.slice()
    this.#sleepers = branch.sleepers
    this.#anchor = branch.anchor
    this.#distance = branch.distance
    this.#restore(branch)
  }

  #restore({ system, position, choices }: Anchor): void {
    this.#isAsleep = false
    this.#first = undefined
    this.#turn = undefined
    restoreTo(this.#system, system)
    this.#scheduler.position = position
    this.#choices.restore(choices)
    this.#pending = undefined
  }
}

function placeOf({ system, position, choices, ...fork }: Branch): Place {
  return { count: choices.count, made: choices.made, ...fork }
}
