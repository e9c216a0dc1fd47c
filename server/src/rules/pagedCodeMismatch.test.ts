import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectInDriver, isCleanDriver } = testsOf('MRX043')
const paged = '#define PAGED_CODE() ((void)0)\n'

describe('a mismatch of section and PAGED_CODE', () => {
  test('placed, and not said', () => {
    const [finding] = expectInDriver(`${paged}VOID Close(PSERVER s);
#pragma alloc_text(PAGE, Close)
VOID Close(PSERVER s)
     ^^^^^ MRX043 'Close' is in section PAGE and does not say PAGED_CODE()
{ s->References = 0; }
`)
    expect(finding?.severity).toBe('information')
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is placed here'])
  })
  test('several in one pragma, in a section of its own', () =>
    void expectInDriver(`${paged}VOID Close(PSERVER s); VOID Open(PSERVER s);
#pragma alloc_text("PAGEELM", Open, Close)
VOID Open(PSERVER s) { PAGED_CODE(); }
VOID Close(PSERVER s) { s->References = 0; }
     ^^^^^ MRX043 section PAGEELM
`))
  test('placed by an attribute', () => {
    const [finding] = expectInDriver(`#define PAGEABLE __declspec(code_seg("PAGE"))
PAGEABLE VOID Close(PSERVER s) { s->References = 0; }
              ^^^^^ MRX043 'Close' is in section PAGE and does not say PAGED_CODE()
`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is placed here'])
  })
  test('said, and not placed as others are', () =>
    void expectInDriver(`${paged}VOID Open(PSERVER s);
#pragma alloc_text(PAGE, Open)
VOID Open(PSERVER s) { PAGED_CODE(); }
VOID Close(PSERVER s) { PAGED_CODE(); }
     ^^^^^ MRX043 'Close' says PAGED_CODE(), and no alloc_text
`))
  test('of a static function behind a condition', () =>
    void expectInDriver(`${paged}#define ALLOC_PRAGMA 1
static VOID Close(PSERVER s);
#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, Close)
#endif
static VOID Close(PSERVER s) { if (s) s->References = 0; }
            ^^^^^ MRX043
VOID Use(PSERVER s) { Close(s); }
`))
})

describe('no finding', () => {
  test('both, or none', () => {
    isCleanDriver(
      `${paged}VOID Close(PSERVER s);\n#pragma alloc_text(PAGE, Close)\nVOID Close(PSERVER s) { PAGED_CODE(); }\n`,
    )
    isCleanDriver('VOID Close(PSERVER s) { s->References = 0; }\n')
  })
  test('said in a file that places nothing', () => isCleanDriver(`${paged}VOID Close(PSERVER s) { PAGED_CODE(); }\n`))
  test('code that is thrown away after the start', () =>
    isCleanDriver('NTSTATUS Begin(VOID);\n#pragma alloc_text(INIT, Begin)\nNTSTATUS Begin(VOID) { return 0; }\n'))
  test('the level is asked for otherwise', () =>
    isCleanDriver(
      'VOID Close(VOID);\n#pragma alloc_text(PAGE, Close)\nVOID Close(VOID) { ASSERT(KeGetCurrentIrql() <= APC_LEVEL); }\n',
    ))
  test('placed by an attribute, on the definition or its prototype', () =>
    isCleanDriver(`${paged}#define PAGEABLE __declspec(code_seg("PAGE"))
VOID Open(PSERVER s);
PAGEABLE VOID Look(PSERVER s);
#pragma alloc_text(PAGE, Open)
VOID Open(PSERVER s) { PAGED_CODE(); }
VOID Look(PSERVER s) { PAGED_CODE(); }
PAGEABLE VOID Close(PSERVER s) { PAGED_CODE(); }
`))
  test('placed by code_seg', () =>
    isCleanDriver(`${paged}VOID Open(PSERVER s);
#pragma alloc_text(PAGE, Open)
VOID Open(PSERVER s) { PAGED_CODE(); }
#pragma code_seg("PAGE")
VOID Close(PSERVER s) { PAGED_CODE(); }
`))
})
