import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectInDriver, isCleanDriver } = testsOf('MRX042')
const paged = '#define PAGED_CODE() ((void)0)\n'
const callback = (body: string) => `NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext)
{
    KIRQL old;
${body}
    return STATUS_SUCCESS;
}
void More(void) { MyDispatch.MRxFlush = MyFlush; }
`
const underLock = (body: string) =>
  callback(`    KeAcquireSpinLock(&ServersSpin, &old);\n${body}\n    KeReleaseSpinLock(&ServersSpin, old);`)

describe('pageable code at DISPATCH_LEVEL', () => {
  test('a pageable function takes a spin lock', () => {
    const [finding] = expectInDriver(`${paged}VOID Close(PSERVER s);
#pragma alloc_text(PAGE, Close)
VOID Close(PSERVER s)
{
    KIRQL old;
    PAGED_CODE();
    if (s->References) {
        KeAcquireSpinLock(&s->Spin, &old);
        ^^^^^^^^^^^^^^^^^ MRX042 'Close' is in section PAGE, and 'KeAcquireSpinLock' makes it run at DISPATCH_LEVEL
        s->References = 0;
        KeReleaseSpinLock(&s->Spin, old);
    }
}
`)
    expect(finding?.severity).toBe('error')
  })
  test('of a function that an attribute makes pageable', () =>
    void expectInDriver(`__declspec(code_seg("PAGE")) VOID Close(PSERVER s)
{
    KIRQL old;
    KeAcquireSpinLock(&s->Spin, &old);
    ^^^^^^^^^^^^^^^^^ MRX042 'Close' is in section PAGE
    s->References = 0;
    KeReleaseSpinLock(&s->Spin, old);
}
`))
  test('a pageable function is called under a spin lock', () => {
    const [finding] = expectInDriver(`${paged}static VOID Close(PSERVER s) { PAGED_CODE(); s->References = 0; }
${underLock(`    if (coin()) Close(NULL);
                ^^^^^^^^^^^ MRX042 'Close' is pageable, and is called at DISPATCH_LEVEL`)}`)
    expect(finding?.related[0]?.message).toBe('a spin lock is acquired here')
  })
  test('in a helper of a DPC', () =>
    void expectInDriver(`${paged}static VOID Close(PSERVER s) { PAGED_CODE(); s->References = 0; }
static VOID Expire(PSERVER s) {
    Close(s);
    ^^^^^^^^ MRX042
}
static VOID Tick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) { Expire(Context); }
VOID Arm(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`))
  test('memory from paged pool', () =>
    void expectInDriver(`typedef struct _NAME { ULONG Length; } NAME, *PNAME; PNAME Names;
VOID New(VOID) { Names = ExAllocatePoolWithTag(1, sizeof(NAME), 1); }
${underLock(`    Names->Length = 0;
    ^^^^^ MRX042 'Names' leads to paged pool`)}`))
})

describe('no finding', () => {
  test('a resident part takes the lock', () =>
    isCleanDriver(`${paged}static VOID Count(PSERVER s) { KIRQL old; KeAcquireSpinLock(&s->Spin, &old); s->References = 0; KeReleaseSpinLock(&s->Spin, old); }
VOID Close(PSERVER s);
#pragma alloc_text(PAGE, Close)
VOID Close(PSERVER s) { PAGED_CODE(); Count(s); }
`))
  test('called before and behind the lock', () =>
    isCleanDriver(`${paged}static VOID Close(PSERVER s) { PAGED_CODE(); }
${callback('    Close(NULL); KeAcquireSpinLock(&ServersSpin, &old); KeReleaseSpinLock(&ServersSpin, old); Close(NULL);')}`))
  test('APC_LEVEL is no reason', () =>
    isCleanDriver(`${paged}static VOID Close(PSERVER s) { PAGED_CODE(); }
${callback('    ExAcquireFastMutex(&ServersMutex); Close(NULL); ExReleaseFastMutex(&ServersMutex); old = 0;')}`))
  test('PAGED_CODE alone does not make it pageable', () =>
    isCleanDriver(
      `${paged}VOID Close(PSERVER s) { KIRQL old; PAGED_CODE(); KeAcquireSpinLock(&s->Spin, &old); KeReleaseSpinLock(&s->Spin, old); }\n`,
    ))
  test('a driver that locks its sections', () =>
    isCleanDriver(`${paged}PVOID MmLockPagableDataSection(PVOID Address);
VOID Keep(VOID) { MmLockPagableDataSection(Keep); }
VOID Close(PSERVER s);
#pragma alloc_text(PAGE, Close)
VOID Close(PSERVER s) { KIRQL old; KeAcquireSpinLock(&s->Spin, &old); KeReleaseSpinLock(&s->Spin, old); }
`))
  test('memory that is not always paged', () => {
    const name = 'typedef struct _NAME { ULONG Length; } NAME, *PNAME; PNAME Names;\n'
    isCleanDriver(
      `${name}VOID New(VOID) { Names = ExAllocatePoolWithTag(512, sizeof(NAME), 1); }\n${underLock('    Names->Length = 0;')}`,
    )
    isCleanDriver(
      `${name}NAME First; VOID New(VOID) { Names = ExAllocatePoolWithTag(1, sizeof(NAME), 1); if (!Names) Names = &First; }\n${underLock('    Names->Length = 0;')}`,
    )
    isCleanDriver(
      `${name}VOID New(VOID) { Names = ExAllocatePool2(64, sizeof(NAME), 1); }\n${underLock('    Names->Length = 0;')}`,
    )
  })
  test('behind a helper that asks for the level, since it has other callers too', () =>
    isCleanDriver(`${paged}KIRQL KeGetCurrentIrql(VOID);
static VOID Close(PSERVER s) { PAGED_CODE(); }
static VOID Post(PSERVER s) { if (KeGetCurrentIrql() >= 2) s->References = 1; else Close(s); }
${callback('    Post(NULL); old = 0; Close(NULL);')}`))
  test('in a DPC where it is not called at DISPATCH_LEVEL', () =>
    isCleanDriver(`${paged}KIRQL KeGetCurrentIrql(VOID);
static VOID Close(PSERVER s) { PAGED_CODE(); }
static VOID Release(PSERVER s) { if (KeGetCurrentIrql() < 2) Close(s); }
static VOID Tick(PKDPC Dpc, PVOID C, PVOID A, PVOID B) { Release(C); }
VOID Start(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`))
  test('where the level itself says so', () =>
    void expectInDriver(`${paged}KIRQL KeGetCurrentIrql(VOID);
static VOID Close(PSERVER s) { PAGED_CODE(); }
${callback(`    old = KeGetCurrentIrql();
    if (old >= 2) Close(NULL);
                  ^^^^^^^^^^^ MRX042`)}`))
})
