// The choices of a run that is explored: what can go only one way is made at once, all others are left open until the
// explorer says which way it tries. How far a run may go from the usual is bounded: preemptions by the explorer, one call
// that fails of those that are to fail once each, one guessed result that is not the usual one.
import type { Occurrence } from '../../annotations/clause.ts'
import { type Choice, type Choices, isScheduling, scheduleText } from '../choices.ts'
import type { FaultPattern } from '../scenario.ts'

/** A choice that can be made several ways. */
export interface OpenChoice extends Choice {
  /** Those of its options. */
  readonly ways: readonly number[]
}

export interface ChoicesSnapshot {
  readonly count: number
  readonly made: readonly [number, number][]
  readonly preemptions: number
  readonly hasFailed: boolean
  readonly hasGuessed: boolean
  /** By pattern: calls that it is about. */
  readonly matched: readonly number[]
}

export class OpenChoices implements Choices {
  readonly #faults: readonly FaultPattern[]
  /** To be made before the run goes on. */
  open: OpenChoice | undefined
  /** That the run may still have. */
  preemptions: number
  /** A call failed, or one that could fail once did not: what all threads share. Until somebody asks. */
  touchesFaults = false
  /** The usual way is taken at once, and no other one is tried. */
  isPassed: (choice: Choice) => boolean = () => false
  /** Those by which some call has failed, in all runs. */
  readonly met = new Set<FaultPattern>()
  #decision: number | undefined
  #made: [number, number][] = []
  #count = 0
  #hasFailed = false
  #hasGuessed = false
  #matched: number[]

  constructor(faults: readonly FaultPattern[], preemptions: number) {
    this.#faults = faults
    this.#matched = faults.map(() => 0)
    this.preemptions = preemptions
  }

  get isOpen(): boolean {
    return this.open !== undefined
  }

  /** Of the open choice. */
  decide(option: number): void {
    this.#decision = option
    this.open = undefined
  }

  choose(choice: Choice): number | undefined {
    const ways = this.#decision === undefined ? this.#ways(choice) : [this.#decision]
    this.#decision = undefined
    if (ways.length > 1) this.open = { ways, ...choice }
    else this.#make(choice, ways[0]!)
    return ways.length > 1 ? undefined : ways[0]
  }

  /** The usual one first. */
  #ways(choice: Choice): readonly number[] {
    const { name, options } = choice
    if (this.isPassed(choice)) return usual
    if (isScheduling(name) || isOutcome(name)) return upTo(options)
    if (isGuess(name)) return this.#hasGuessed ? usual : upTo(options)
    const failures = this.#faults.map((pattern, i) => this.#fails(pattern, i, name))
    const option = (i: number) => this.#faults[i]!.option ?? 1
    const always = failures.indexOf('always')
    if (always >= 0) return [option(always)]
    return [0, ...failures.flatMap((failure, i) => (failure === 'maybe' ? [option(i)] : []))]
  }

  #fails({ matches, at }: FaultPattern, i: number, name: string): 'always' | 'maybe' | 'never' {
    if (!matches(name)) return 'never'
    if (at === 'each') return this.#hasFailed ? 'never' : 'maybe'
    return at === undefined || at === this.#matched[i]! + 1 ? 'always' : 'never'
  }

  #make({ name }: Choice, option: number): void {
    const index = this.#count++
    if (option !== 0) this.#made.push([index, option])
    if (name === 'preemption') {
      if (option !== 0) this.preemptions--
    } else if (isGuess(name)) this.#hasGuessed ||= option !== 0
    else if (!isScheduling(name)) this.#countFault(name, option)
  }

  #countFault(name: string, option: number): void {
    for (const [i, fault] of this.#faults.entries()) {
      if (!fault.matches(name)) continue
      const isMet = option === (fault.option ?? 1)
      if (isMet) this.met.add(fault)
      if (!isCounted(fault.at)) continue
      this.touchesFaults = true
      if (fault.at !== 'each') this.#matched[i]!++
      else if (isMet) this.#hasFailed = true
    }
  }

  /** How many have been made. */
  get count(): number {
    return this.#count
  }

  /** Those that were not the usual one: their numbers, and what was chosen. */
  get deviations(): ReadonlyMap<number, number> {
    return new Map(this.#made)
  }

  get schedule(): string {
    return scheduleText(this.#made)
  }

  /** What of the past decides which choices are open, but for preemptions. */
  get state(): readonly number[] {
    return [Number(this.#hasFailed), Number(this.#hasGuessed), ...this.#matched]
  }

  snapshot(): ChoicesSnapshot {
    return {
      count: this.#count,
      made: this.#made.slice(),
      preemptions: this.preemptions,
      hasFailed: this.#hasFailed,
      hasGuessed: this.#hasGuessed,
      matched: this.#matched.slice(),
    }
  }

  /** To a choice that was left open. */
  restore({ count, made, preemptions, hasFailed, hasGuessed, matched }: ChoicesSnapshot): void {
    this.open = undefined
    this.#decision = undefined
    this.#count = count
    this.#made = made.slice()
    this.preemptions = preemptions
    this.#hasFailed = hasFailed
    this.#hasGuessed = hasGuessed
    this.#matched = matched.slice()
    this.touchesFaults = false
  }
}

const usual: readonly number[] = [0]

function upTo(options: number): readonly number[] {
  const all = []
  for (let option = 0; option < options; option++) all.push(option)
  return all
}

/** What a stub does, or what is not given of an object: every way is tried. */
function isOutcome(name: string): boolean {
  return name.startsWith('outcome of ')
}

export function isGuess(name: string): boolean {
  return name.startsWith('result of ') || name.startsWith('context of ')
}

/** Whether it matters which call comes first. */
function isCounted(at: Occurrence): boolean {
  return at !== undefined
}
