import { expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX041')

/** What is told of the way to a return with a raised IRQL: where it leads along, as the author wrote it. */
function way(macro: string, use: string): string[] {
  const source = `SrvCall->Context = NULL;
    KIRQL old; PSERVER s = NULL;
    ${use}
    KeRaiseIrql(APC_LEVEL, &old);
    ${use}
    if (Force) return STATUS_SUCCESS;
               ^^^^^^^^^^^^^^^^^^^^^^ MRX041
    KeLowerIrql(old);
    return STATUS_SUCCESS;`
  const [finding] = rule.expectIn(source, `ULONG Level, Flags; VOID ElmPrint(const char *Format, ...);\n${macro}\n`)
  return finding!.related.slice(1).map(({ message, range }) => `${message} ${range.start.line}`)
}

const told = (...lines: string[]) => lines.map(line => expect.stringMatching(new RegExp(`^${line} \\d+$`)))

test.each([
  ['#define TRACE(x) do { if (Level) ElmPrint x; } while (0)', 'TRACE(("hello"));'],
  ['#define TRACE(x) if (Level) { if (Flags & 4) ElmPrint x; }', 'TRACE(("hello %p", s));'],
  ['#define TRACE(x) ((Level > 2 && (Flags & 4)) ? ElmPrint x : (void)0)', 'TRACE(("hello"));'],
  [
    '#define ON (Level > 2)\n#define TRACE(x) { if (ON) ElmPrint x; else if (Flags) ElmPrint("less"); }',
    'TRACE(("hello"))',
  ],
])('what a trace asks is no part of it: %s', (macro, use) => expect(way(macro, use)).toEqual(told('this is true')))

test.each([
  ['#define TRACE(x) if (Level) { ElmPrint x; Flags = 1; }', 'TRACE(("hello"));'],
  ['#define TRACE(x) if (Level) Keep x;\nVOID Keep(const char *Format);', 'TRACE(("hello"));'],
  ['#define CHECK(x) if (!(x)) ElmPrint("none");', 'CHECK(s != NULL || Level)'],
])('another question is: %s', (macro, use) => expect(way(macro, use).length).toBeGreaterThan(1))

test('several questions of one macro are told once', () => {
  const macro = '#define CHECK(x) if (Level) { if (Flags) { ElmPrint x; Flags = 0; } }'
  const lines = way(macro, 'CHECK(("hello"))')
  expect(new Set(lines).size).toBe(lines.length)
})
