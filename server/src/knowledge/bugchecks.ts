// What a mistake becomes on a running Windows: the stop that people would find in a dump, its parameters, and how far from
// its cause. Stop codes and parameters are those of the public bug check reference; values are of a 64-bit system.

/** Where the mistake happens. */
export interface MistakePlace {
  /** Of the thread: `user`, `worker-1`. */
  readonly lane: string
  readonly irql: number
}

/** Without a code the mistake stops nothing by itself, and `when` says what comes of it. */
export interface Bugcheck {
  /** As `0xC2`. */
  readonly code?: string
  /** As `BAD_POOL_CALLER`. */
  readonly name?: string
  /** Parameters 1 to 4: value, and what it stands for. */
  readonly parameters?: [value: string, meaning: string][]
  readonly when: string
}

const dispatchLevel = 2
const dispatchText = '0x2'

const any = '…'
const reserved: [string, string] = ['0', 'reserved']
const accessViolationCode: [string, string] = ['0xC0000005', 'STATUS_ACCESS_VIOLATION']
const atTheInstruction: [string, string] = [any, 'address of the instruction']

const freedBefore = poolCaller(
  ['0x7', 'the block is free already'],
  [any, 'reserved'],
  [any, 'contents of the pool header'],
  [any, 'address of the block'],
)
const noPoolBlock = poolCaller(['0x46', 'no pool block begins there'], [any, 'the address'], reserved, reserved)
const wrongTag = poolCaller(
  ['0xA', 'the tag is not that of the allocation'],
  [any, 'address of the block'],
  [any, 'tag of the allocation'],
  [any, 'tag that was given'],
)

const usedAfterFree: Bugcheck = {
  when: 'none at the place: memory of another owner is damaged, later 0x19 BAD_POOL_HEADER or 0xC2 BAD_POOL_CALLER; with special pool 0x50 PAGE_FAULT_IN_NONPAGED_AREA at once',
}
const leak: Bugcheck = {
  when: 'none; memory is lost until the next start, with Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION (0x62: pool is left) at the unload',
}
const hang: Bugcheck = {
  when: 'none: the threads hang; with deadlock detection of Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION (0x1001)',
}
const silent = (when: string): Bugcheck => ({ when: `none at the place: ${when}` })

const forecasts: Readonly<Record<string, Bugcheck | ((place: MistakePlace) => Bugcheck)>> = {
  MRX001: freedBefore,
  MRX004: accessViolation,
  MRX005: usedAfterFree,
  MRX006: freedBefore,
  MRX055: accessViolation,
  MRX201: accessViolation,
  MRX202: usedAfterFree,
  MRX203: freedBefore,
  MRX204: silent(
    'the block behind it is damaged, later 0x19 BAD_POOL_HEADER; with special pool 0xCD PAGE_FAULT_BEYOND_END_OF_ALLOCATION at once',
  ),
  MRX205: silent('what follows from a value that happens to be there'),
  MRX206: noPoolBlock,
  MRX207: leak,
  MRX208: place => unhandled(place, ['0xC0000094', 'STATUS_INTEGER_DIVIDE_BY_ZERO']),
  MRX209: {
    code: '0x7F',
    name: 'UNEXPECTED_KERNEL_MODE_TRAP',
    parameters: [
      ['0x8', 'double fault: the stack is used up'],
      [any, 'the trap frame'],
      [any, 'registers at the trap'],
      [any, 'registers at the trap'],
    ],
    when: 'at once',
  },
  MRX210: silent('what follows from values that are torn or out of date'),
  MRX211: hang,
  MRX212: {
    code: '0xA',
    name: 'IRQL_NOT_LESS_OR_EQUAL',
    parameters: [
      [any, 'memory that was touched'],
      [dispatchText, 'DISPATCH_LEVEL'],
      ['0', 'read; 1: written'],
      atTheInstruction,
    ],
    when: 'where a page is not in memory; with Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION at once',
  },
  MRX214: {
    code: '0xB8',
    name: 'ATTEMPTED_SWITCH_FROM_DPC',
    parameters: [reserved, reserved, reserved, reserved],
    when: 'or a hang',
  },
  MRX215: wrongTag,
  MRX216: {
    code: '0xC7',
    name: 'TIMER_OR_DPC_INVALID',
    parameters: [
      ['0', 'a timer is in freed memory; 1: a DPC'],
      [any, 'address of the timer or DPC'],
      [any, 'begin of the freed memory'],
      [any, 'its end'],
    ],
    when: 'with Driver Verifier, else 0xA IRQL_NOT_LESS_OR_EQUAL when it is due',
  },
  MRX217: place => (place.irql >= dispatchLevel ? watchdog : { when: 'none: the thread never comes back' }),
}

const watchdog: Bugcheck = {
  code: '0x133',
  name: 'DPC_WATCHDOG_VIOLATION',
  parameters: [
    ['0', 'one DPC, or time at DISPATCH_LEVEL, was too long'],
    [any, 'time spent, in ticks'],
    [any, 'time allowed, in ticks'],
    [any, 'more data'],
  ],
  when: 'after some seconds',
}

/** Undefined: nobody knows. `code`: `MRXnnn`. */
export function bugcheckForecast(code: string, place: MistakePlace): Bugcheck | undefined {
  const forecast = forecasts[code]
  return typeof forecast === 'function' ? forecast(place) : forecast
}

/** In one line. */
export function bugcheckText({ code, name, when }: Bugcheck): string {
  return code === undefined ? when : `${code} ${name}, ${when}`
}

function poolCaller(...parameters: [value: string, meaning: string][]): Bugcheck {
  return { code: '0xC2', name: 'BAD_POOL_CALLER', parameters, when: 'at the call' }
}

/** Through a pointer that is NULL, or near it. */
function accessViolation(place: MistakePlace): Bugcheck {
  if (place.irql < dispatchLevel) return unhandled(place, accessViolationCode)
  return {
    code: '0xD1',
    name: 'DRIVER_IRQL_NOT_LESS_OR_EQUAL',
    parameters: [
      ['0 + offset', 'memory that was touched'],
      [`0x${place.irql.toString(16)}`, 'IRQL at that time'],
      ['0', 'read; 1: written'],
      atTheInstruction,
    ],
    when: 'at once',
  }
}

/** An exception that nothing handles. */
function unhandled({ lane }: MistakePlace, exception: [string, string]): Bugcheck {
  return isSystemThread(lane)
    ? {
        code: '0x7E',
        name: 'SYSTEM_THREAD_EXCEPTION_NOT_HANDLED',
        parameters: [exception, atTheInstruction, [any, 'exception record'], [any, 'context record']],
        when: 'at once',
      }
    : {
        code: '0x3B',
        name: 'SYSTEM_SERVICE_EXCEPTION',
        parameters: [exception, atTheInstruction, [any, 'context record'], reserved],
        when: 'at once',
      }
}

function isSystemThread(lane: string): boolean {
  return !/^(?:user|caller)/.test(lane)
}
