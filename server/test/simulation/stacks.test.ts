// Stacks and how much is left of them, and addresses that may be a user's.
import { describe, expect, test } from 'vitest'
import { driverWith, holdsWith, judged, loaded, run } from '../support/simulated.ts'

const deep = (size: number) => `static ULONG_PTR Before, Inside, There;
static ULONG Deep(VOID) { volatile CHAR bytes[${size}]; bytes[0] = 1; Inside = IoGetRemainingStackSize(); return bytes[0]; }
static VOID NTAPI Out(PVOID context) { There = IoGetRemainingStackSize(); if (context == &There) There += Deep(); }
`
const holds = (size: number, ...conditions: string[]) =>
  holdsWith(deep(size), 'Before = IoGetRemainingStackSize();', ...conditions)

describe('what is left of a stack', () => {
  test('is less below a call that has much on it, and as much behind it', () => {
    expect(
      holds(
        4096,
        'Before <= 24 * 1024 && Before > 16 * 1024 && Deep() == 1 && Inside + 4096 <= Before && Inside + 5120 > Before',
        'IoGetRemainingStackSize() == Before',
      ),
    ).toEqual([])
  })

  test('is more on a stack of its own', () => {
    expect(
      holds(
        16384,
        'Deep() == 1 && KeExpandKernelStackAndCallout(Out, &There, 20000) == STATUS_SUCCESS && There > Before && Inside < There',
        'KeExpandKernelStackAndCalloutEx(Out, NULL, MAXIMUM_EXPANSION_SIZE + 1, FALSE, NULL) == STATUS_INVALID_PARAMETER_3',
        'IoGetRemainingStackSize() == Before',
      ),
    ).toEqual([])
    expect(holds(30000, 'Deep() == 1')[0]).toContain('stack')
  })

  test('may be little: a driver that does not ask for more than is there', () => {
    const source = driverWith({
      winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    if (IoGetRemainingStackSize() < 2048)
        *(PLONG)NULL = 1;
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
    })
    const found = judged(source, ['each fallible call fails once']).flatMap(({ violations }) => violations)
    expect(found.map(({ rule }) => rule.code)).toEqual(['MRX201'])
    expect(run(loaded(source), ['connect']).violations).toEqual([])
  })

  test('where it lies is not known', () => {
    const limits = 'ULONG_PTR low, high; IoGetStackLimits(&low, &high);'
    expect(holdsWith('', limits, 'low < high')).toEqual(['not supported: where a stack lies'])
    expect(holds(1, '!IoWithinStackLimits((ULONG_PTR)&Before, 8)')).toEqual([])
    expect(holdsWith('', 'LONG own;', 'IoWithinStackLimits((ULONG_PTR)&own, 4)')[0]).toContain('on whose stack')
  })
})

const probe = `static NTSTATUS Probe(PVOID address, SIZE_T length, BOOLEAN write)
{
    __try {
        if (write) ProbeForWrite(address, length, 4); else ProbeForRead(address, length, 4);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    return STATUS_SUCCESS;
}
`

describe('an address of a user', () => {
  test('is refused where that is sure', () => {
    expect(
      holdsWith(
        probe,
        'CHAR own[8];',
        'Probe((PVOID)1, 0, FALSE) == 0 && Probe(own, 0, TRUE) == 0',
        'Probe((PVOID)1, 4, FALSE) == STATUS_DATATYPE_MISALIGNMENT && Probe((PVOID)2, 1, TRUE) == STATUS_DATATYPE_MISALIGNMENT',
        'Probe((PVOID)4, (SIZE_T)-1, FALSE) == STATUS_ACCESS_VIOLATION',
        'Probe(NULL, 4, FALSE) == STATUS_SUCCESS && Probe(NULL, 4, TRUE) == STATUS_ACCESS_VIOLATION',
      ),
    ).toEqual([])
  })

  test('is one, or is none: that is not known', () => {
    const asked = (address: string) => holdsWith(probe, 'LONG own = 0;', `Probe(${address}, 4, FALSE) == 0 && own == 0`)
    expect(asked('&own')).toEqual(["not supported: whether an address is a user's, for ProbeForRead"])
    expect(asked('(PVOID)0x20000')).toEqual(["not supported: whether an address is a user's, for ProbeForRead"])
  })
})
