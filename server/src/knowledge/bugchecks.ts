// What a mistake becomes on a running Windows: the stop code that people would find in a dump, and how far from its cause.
// Stop codes are those of the public bug check reference.

/** Where the mistake happens. */
export interface MistakePlace {
  /** In a thread of the system process. */
  readonly isSystemThread: boolean
  readonly irql: number
}

const dispatchLevel = 2

const poolCaller = '0xC2 BAD_POOL_CALLER, at the call'
const usedAfterFree =
  'none at the place: memory of another owner is damaged, later 0x19 BAD_POOL_HEADER or 0xC2 BAD_POOL_CALLER; with special pool 0x50 PAGE_FAULT_IN_NONPAGED_AREA at once'
const leak =
  'none; memory is lost until the next start, with Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION at the unload'
const hang =
  'none: the threads hang; with deadlock detection of Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION'

const forecasts: Readonly<Record<string, string | ((place: MistakePlace) => string)>> = {
  MRX001: poolCaller,
  MRX004: accessViolation,
  MRX005: usedAfterFree,
  MRX006: poolCaller,
  MRX055: accessViolation,
  MRX201: accessViolation,
  MRX202: usedAfterFree,
  MRX203: poolCaller,
  MRX204:
    'none at the place: the block behind it is damaged, later 0x19 BAD_POOL_HEADER; with special pool 0xCD PAGE_FAULT_BEYOND_END_OF_ALLOCATION at once',
  MRX205: 'none at the place: what follows from a value that happens to be there',
  MRX206: poolCaller,
  MRX207: leak,
  MRX208: unhandled,
  MRX209: '0x7F UNEXPECTED_KERNEL_MODE_TRAP, a double fault',
  MRX210: 'none at the place: what follows from values that are torn or out of date',
  MRX211: hang,
  MRX212:
    '0xA IRQL_NOT_LESS_OR_EQUAL, where a page is not in memory; with Driver Verifier 0xC4 DRIVER_VERIFIER_DETECTED_VIOLATION at once',
  MRX214: '0xB8 ATTEMPTED_SWITCH_FROM_DPC, or a hang',
  MRX215: poolCaller,
  MRX216: '0xC7 TIMER_OR_DPC_INVALID with Driver Verifier, else 0xA IRQL_NOT_LESS_OR_EQUAL when it is due',
  MRX217: place => (place.irql >= dispatchLevel ? '0x133 DPC_WATCHDOG_VIOLATION' : 'none: the thread never comes back'),
}

/** In one line; undefined: nobody knows. `code`: `MRXnnn`. */
export function bugcheckForecast(code: string, place: MistakePlace): string | undefined {
  const forecast = forecasts[code]
  return typeof forecast === 'function' ? forecast(place) : forecast
}

function accessViolation(place: MistakePlace): string {
  return place.irql >= dispatchLevel ? '0xD1 DRIVER_IRQL_NOT_LESS_OR_EQUAL, at once' : unhandled(place)
}

function unhandled({ isSystemThread }: MistakePlace): string {
  return isSystemThread ? '0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED, at once' : '0x3B SYSTEM_SERVICE_EXCEPTION, at once'
}
