// Queues that threads take entries from: their order, how many of them run, and what becomes of those that wait.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, holdsWith, violations } from '../support/simulated.ts'

const declared = `static KQUEUE Queue;
static LIST_ENTRY A, B, C;
static LARGE_INTEGER None, Second;
static PLIST_ENTRY Take(VOID) { return KeRemoveQueue(&Queue, KernelMode, &None); }
`
const begin = 'KeInitializeQueue(&Queue, 0); Second.QuadPart = -10000000LL;'
const holds = (...conditions: string[]) => holdsWith(declared, begin, ...conditions)
const timeout = '(PLIST_ENTRY)STATUS_TIMEOUT'

describe('in one thread', () => {
  test('entries come out in their order, or in front of the others', () => {
    expect(
      holds(
        `KeReadStateQueue(&Queue) == 0 && Take() == ${timeout} && KeRemoveQueue(&Queue, KernelMode, &Second) == ${timeout}`,
        'KeInsertQueue(&Queue, &A) == 0 && KeInsertQueue(&Queue, &B) == 1 && KeInsertHeadQueue(&Queue, &C) == 2',
        `KeReadStateQueue(&Queue) == 3 && Take() == &C && Take() == &A && Take() == &B && Take() == ${timeout}`,
        'KeInsertQueue(&Queue, &A) == 0 && KeRemoveQueue(&Queue, KernelMode, NULL) == &A',
      ),
    ).toEqual([])
  })

  test('a queue that is run down gives back what it has, and nothing afterwards', () => {
    expect(
      holds(
        'KeInsertQueue(&Queue, &A) == 0 && KeInsertQueue(&Queue, &B) == 1 && KeRundownQueue(&Queue) == &A',
        'A.Flink == &B && B.Flink == &A && KeReadStateQueue(&Queue) == 0',
        'Take() == (PLIST_ENTRY)STATUS_ABANDONED && KeRemoveQueue(&Queue, KernelMode, NULL) == (PLIST_ENTRY)STATUS_ABANDONED',
        '(KeInitializeQueue(&Queue, 1), KeRundownQueue(&Queue) == NULL)',
      ),
    ).toEqual([])
  })

  test.each([
    [
      '(RtlZeroMemory(&Queue, sizeof(Queue)), KeInsertQueue(&Queue, &A))',
      'KeInsertQueue for a queue that is not initialised',
    ],
    [
      'KeInsertQueue(&Queue, &A) == 0 && KeInsertHeadQueue(&Queue, &A)',
      'KeInsertHeadQueue for an entry that is in the queue',
    ],
    ['KeRundownQueue(&Queue) == NULL && KeInsertQueue(&Queue, &A)', 'KeInsertQueue for a queue that is run down'],
    ['(KeRaiseIrqlToDpcLevel(), KeRemoveQueue(&Queue, KernelMode, NULL))', 'waits in KeRemoveQueue at IRQL 2'],
    ['(KfRaiseIrql(HIGH_LEVEL), KeInsertQueue(&Queue, &A))', 'calls KeInsertQueue at IRQL 15'],
  ])('misuse: %s', (condition, what) => expect(holds(condition)[0]).toContain(what))
})

/** Workers take entries until the queue is run down. */
const served = (count: number, work: string, stop = 'KeRundownQueue(&Queue);') =>
  driverWith({
    declarations: `${declared}static LONG Served; static HANDLE Threads[2]; static ULONG Started;
typedef struct _ITEM { LIST_ENTRY Link; LONG Value; } ITEM;
static ITEM Items[2];
static VOID NTAPI Serve(PVOID context)
{
    for (;;) {
        PLIST_ENTRY entry = KeRemoveQueue(&Queue, KernelMode, NULL);
        ITEM *item;
        if (entry == (PLIST_ENTRY)STATUS_ABANDONED)
            break;
        item = CONTAINING_RECORD(entry, ITEM, Link);
        ${work}
    }
}
static VOID Stop(VOID)
{
    ${stop}
    while (Started > 0) { ZwWaitForSingleObject(Threads[--Started], FALSE, NULL); ZwClose(Threads[Started]); }
}
`,
    beforeRegister: `{ OBJECT_ATTRIBUTES oa; InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    KeInitializeQueue(&Queue, ${count});
    for (; Started < 2; Started++)
        if (!NT_SUCCESS(PsCreateSystemThread(&Threads[Started], 0, &oa, NULL, NULL, Serve, NULL))) { Stop(); return STATUS_INSUFFICIENT_RESOURCES; }
    Items[0].Value = Items[1].Value = 1; KeInsertQueue(&Queue, &Items[0].Link); KeInsertQueue(&Queue, &Items[1].Link); }`,
    unload: 'Stop();',
  })
const life = ['last reference, dropped by a user process']

describe('in several threads, in every order', () => {
  test.each([
    ['of them lets both run', 2, 'Served++; // MRX210\n'],
    [
      'lets the other one run where the first one waits',
      1,
      'KeDelayExecutionThread(KernelMode, FALSE, &Second); Served++; // MRX210\n',
    ],
    ['keeps them apart elsewhere', 1, 'Served += item->Value++;'],
  ])('a queue for some %s', (what, count, work) => {
    expect([what, violations(served(count, work), life)]).toEqual([what, expected(served(count, work))])
  })

  test('threads that nobody lets go wait for ever', () => {
    expect(violations(served(1, '', ''), life).join()).toContain('MRX211')
  })
})
