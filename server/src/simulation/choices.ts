// Everything that is not decided by the program is decided here, as a number: which thread goes on, which call fails. A
// run is the program and these numbers; a schedule names them, so that the run can be had again.

export interface Choice {
  /**
   * `thread`: who goes on when nobody runs; `step`: the same where a step can begin, which comes last; `preemption`: who
   * goes on in front of a visible operation. Else what fails: `allocation`, `post`, the name of a routine; with ` by rdbss` where
   * RDBSS calls; `result of`
   * and a routine's name: what one without a body returns; `outcome of` and a name: what its stub does; `call of` and a
   * name: which injected value it returns.
   */
  readonly name: string
  /** 0 … options - 1; 0 is what happens when nobody interferes. */
  readonly options: number
  /** Of a preemption: what the operation only lets others go on for. */
  readonly released?: number | undefined
  /** Of a choice between threads: who goes on, by option. */
  readonly threads?: readonly number[]
}

/** Whether the name is one of a choice between threads. */
export function isScheduling(name: string): boolean {
  return name === 'thread' || name === 'step' || name === 'preemption'
}

export interface Choices {
  /** Undefined: it is left open, and is asked for again when it has been decided. */
  choose(choice: Choice): number | undefined
  /** There is a choice that was left open. */
  readonly isOpen: boolean
}

/** Calls that fail. */
export interface InjectedFault {
  matches(name: string): boolean
  /** That call alone, counted from 1; undefined: every one. */
  readonly at: number | undefined
}

export interface ChoicesSnapshot {
  readonly count: number
  readonly matched: number
  readonly made: readonly (readonly [number, number])[]
  readonly isLost: boolean
  readonly lostAt: number | undefined
}

/** What a schedule says, else the injected fault, else 0; and what was chosen. */
export class ScheduledChoices implements Choices {
  readonly #deviations: ReadonlyMap<number, number>
  readonly #fault: InjectedFault | undefined
  #made: (readonly [number, number])[] = []
  #count = 0
  #lostAt: number | undefined
  /** Calls that the fault is about. */
  #matched = 0
  /** The schedule wanted what was not on offer. */
  isLost = false
  readonly isOpen = false

  constructor(deviations: ReadonlyMap<number, number> = new Map(), fault?: InjectedFault) {
    this.#deviations = deviations
    this.#fault = fault
  }

  choose(choice: Choice): number {
    return this.take(choice, this.#deviations.get(this.#count) ?? (this.#isInjected(choice.name) ? 1 : 0))
  }

  /** Notes what was chosen; what is not on offer becomes 0. */
  protected take({ options }: Choice, wanted: number): number {
    const index = this.#count++
    if (wanted >= options) {
      this.isLost = true
      this.#lostAt ??= index
    }
    const chosen = wanted < options ? wanted : 0
    if (chosen !== 0) this.#made.push([index, chosen])
    return chosen
  }

  #isInjected(name: string): boolean {
    if (this.#fault === undefined || !this.#fault.matches(name)) return false
    return ++this.#matched === (this.#fault.at ?? this.#matched)
  }

  /** The first choice that was not on offer as the schedule has it, counted from 0. */
  get lostAt(): number | undefined {
    return this.#lostAt ?? [...this.#deviations.keys()].find(index => index >= this.#count)
  }

  /** What has been decided so far, to be gone back to. */
  snapshot(): ChoicesSnapshot {
    const made = this.#made.slice()
    return { count: this.#count, matched: this.#matched, made, isLost: this.isLost, lostAt: this.#lostAt }
  }

  restore({ count, matched, made, isLost, lostAt }: ChoicesSnapshot): void {
    this.#count = count
    this.#matched = matched
    this.#made = made.slice()
    this.isLost = isLost
    this.#lostAt = lostAt
  }

  /** Did the run make all the choices that the schedule names? */
  get isFollowed(): boolean {
    return !this.isLost && [...this.#deviations.keys()].every(index => index < this.#count)
  }

  get schedule(): string {
    return scheduleText(this.#made)
  }
}

const version = '1'

/** `1:12=1,20=2`: at the choices 12 and 20, counted from 0, options 1 and 2; 0 at all others. */
export function scheduleText(deviations: Iterable<readonly [number, number]>): string {
  return `${version}:${[...deviations].map(([index, option]) => `${index}=${option}`).join(',')}`
}

/** Of what `parseSchedule` does not know. */
export function noSchedule(text: string): string {
  return `"${text}" is no schedule`
}

/** Undefined: no schedule. */
export function parseSchedule(text: string): ReadonlyMap<number, number> | undefined {
  const match = /^1:((?:\d{1,9}=\d{1,4}(?:,\d{1,9}=\d{1,4})*)?)$/.exec(text.trim())
  if (match === null) return undefined
  const parts = match[1] === '' ? [] : match[1]!.split(',')
  return new Map(parts.map(part => part.split('=').map(Number) as [number, number]))
}
