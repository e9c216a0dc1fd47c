import { describe, expect, test } from 'vitest'
import { applied, expectClean, expectFindings, filesOf, findingsOf } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

const file = (annotation: string, body = '') => `${prelude}
typedef struct _MY_CONTEXT { LONG Count; struct { LONG Inner; }; } MY_CONTEXT, *PMY_CONTEXT;
LONG ServerCount;
VOID Log(PVOID Buffer, ULONG Length);
VOID Helper(VOID) { }
${annotation}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PMY_CONTEXT Ctx = SrvCall->Context;
${body}
    return STATUS_SUCCESS;
}
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }
`

/** Codes, marked words and messages of what is found in the clauses. */
function found(clauses: string, body?: string): string[] {
  const source = file(`/* @mrx\n${clauses}\n*/`, body)
  const lines = source.split('\n')
  return findingsOf(filesOf(source)).map(
    ({ code, range: { start, end }, message }) =>
      `${code} <${lines[start.line]!.slice(start.character, end.character)}> ${message}`,
  )
}

describe('names that are there', () => {
  test.each([
    'expect SrvCall->Context == NULL && Force != TRUE',
    'expect ((PMY_CONTEXT)old(SrvCall->Context))->Count == ServerCount',
    'expect ((struct _MY_CONTEXT *)SrvCall->Context)->Inner == 0',
    'expect return == STATUS_SUCCESS',
    'expect irql <= APC_LEVEL when thread == worker',
    'expect call MyStart before call Drop',
    'expect call RtlZeroMemory never',
    'expect order Connect, Drop, MyStart',
    'stub Log returns 0, frees Buffer, frees 2, sets Length = Length + 1',
    'scenario "a"\n given SrvCall->Context = NULL, irql = DISPATCH_LEVEL\n expect no leaks in "a"',
    'scenario "a"\n connect as first\n disconnect first forced\n thread t: stop\n check process == user',
    'scenario "a"\n thread t: stop\n expect call Drop when thread == t',
    'scenario "a"\n call Helper() by worker\n inject Log fails',
  ])('%s', clauses => expect(found(clauses)).toEqual([]))

  test('locals in front of the point, and those of blocks around it', () => {
    const body =
      '  int a = 1; // @mrx expect a == 1 && Ctx != NULL\n  if (a) { int b = 2;\n // @mrx expect b == a\n Log(0, b); }'
    expect(findingsOf(filesOf(file('', body)))).toEqual([])
  })
})

describe('names that nothing has', () => {
  test.each([
    ['expect SrvCal->Context == NULL', "MRX102 <SrvCal> Unknown name 'SrvCal'; did you mean 'SrvCall'?"],
    ['expect retrun == 0', "MRX102 <retrun> Unknown name 'retrun'; did you mean 'return'?"],
    ['expect ServerCont == 0', "MRX102 <ServerCont> Unknown name 'ServerCont'; did you mean 'ServerCount'?"],
    ['expect SrvCall->Contxt == 0', "MRX102 <Contxt> Unknown member 'Contxt'; did you mean 'Context'?"],
    ['expect ((PMY_CONTEXT)Force)->Cuont', "MRX102 <Cuont> Unknown member 'Cuont'; did you mean 'Count'?"],
    ['expect (PMY_CONTXT)Force == 0', "MRX102 <PMY_CONTXT> Unknown type 'PMY_CONTXT'; did you mean 'PMY_CONTEXT'?"],
    ['expect call Dorp', "MRX102 <Dorp> Unknown function 'Dorp'; did you mean 'Drop'?"],
    ['expect never call MyStrat after entry', "MRX102 <MyStrat> Unknown function 'MyStrat'; did you mean 'MyStart'?"],
    ['expect irql < APC_LEVL', "MRX102 <APC_LEVL> Unknown name 'APC_LEVL'; did you mean 'APC_LEVEL'?"],
    ['expect thread == wroker', "MRX102 <wroker> Unknown thread 'wroker'; did you mean 'worker'?"],
    ['expect process == usr', "MRX102 <usr> Unknown process 'usr'; did you mean 'user'?"],
    ['expect refz(SrvCall) == 1', "MRX102 <refz> Unknown function 'refz'; did you mean 'refs'?"],
    ['expect no leaks in "b"', `MRX102 <"b"> Unknown scenario 'b'.`],
    ['stub Log frees Bufer', "MRX102 <Bufer> Unknown parameter 'Bufer'; did you mean 'Buffer'?"],
    ['stub Log frees 3', "MRX102 <3> Unknown parameter '3'."],
    [
      'scenario "a"\n given irql = APC',
      "MRX102 <APC> Unknown level 'APC'; levels are PASSIVE_LEVEL, APC_LEVEL, DISPATCH_LEVEL.",
    ],
    ['scenario "a"\n disconnect fored', "MRX102 <fored> Unknown connection 'fored'; did you mean 'forced'?"],
    [
      'scenario "a"\n close all on first',
      "MRX102 <first> Unknown connection 'first'; a connection gets its name by 'connect as'.",
    ],
  ])('%s', (clauses, problem) => expect(found(clauses)).toEqual([problem]))

  test('a local of another block, and one that is declared behind', () => {
    const body = '  { int a = 1; }\n  // @mrx expect a == later\n  int later = 2;'
    expect(findingsOf(filesOf(file('', body))).map(({ message }) => message)).toEqual([
      "Unknown name 'a'.",
      "Unknown name 'later'.",
    ])
  })

  test('the fix writes the name that was meant', () => {
    const texts = filesOf(file('// @mrx expect SrvCal->Context == NULL'))
    const [finding] = findingsOf(texts)
    expect(finding!.fixes.map(({ title }) => title)).toEqual(["Write 'SrvCall'"])
    expect(findingsOf(applied(texts, finding!.fixes[0]!.edits))).toEqual([])
  })

  test('nothing is said where an include is missing', () => {
    const [only] = findingsOf(filesOf(`#include "none.h"\n${file('// @mrx expect Unheard == call_of(x)')}`))
    expect(only?.code).toBe('MRX901')
  })

  test('a scenario or a function of another file of the driver is known', () =>
    expectClean({
      'a.c': `${prelude}void Other(void);\n// @mrx expect call Hidden\nNTSTATUS DriverEntry(void) { Other(); return 0; }\n// @mrx expect no leaks in "far"\n`,
      'b.c': `#include <rx.h>\nstatic void Hidden(void) { }\n\n// @mrx scenario "far"\n\nvoid Other(void) { }\n`,
    }))
})

describe('clauses in the wrong place', () => {
  test.each([
    ['connect', "MRX101 <connect> 'connect' belongs to a scenario: begin one with 'scenario \"…\"' in front of it."],
    ['given irql = 0', "MRX101 <given> 'given' belongs to a scenario: begin one with 'scenario \"…\"' in front of it."],
  ])('%s in front of the first scenario', (clauses, problem) => expect(found(clauses)).toEqual([problem]))

  test.each([
    ['scenario "a"\n given SrvCall->Context = NULL\n connect', 'SrvCall'],
    ['scenario "a"\n connect\n given refs(SrvCall) = 2', 'SrvCall'],
    ['scenario "a"\n connect\n given ServerCount = 2, Force = TRUE', 'Force'],
  ])('a parameter that is given beside steps: %j', (clauses, name) =>
    expect(found(clauses)).toEqual([
      `MRX101 <${name}> '${name}' can be given only without steps: here RDBSS hands it over.`,
    ]),
  )

  test.each([
    ['disconnect\n connect', 'disconnect'],
    ['open 2\n connect\n disconnect', 'open'],
    ['finalize forced', 'finalize'],
  ])('a step on a connection that is still to come: %j', (steps, word) =>
    expect(found(`scenario "a"\n ${steps}`)).toEqual([
      `MRX101 <${word}> '${word}' has no connection here: nothing is connected yet.`,
    ]),
  )

  test.each([
    ['connect', 'connect'],
    ['thread a: stop', 'thread'],
    ['unload', 'unload'],
  ])('a step behind the end: %s', (step, word) =>
    expect(found(`scenario "a"\n connect\n unload\n ${step}`)).toEqual([
      `MRX101 <${word}> '${word}' cannot stand behind 'unload': the driver is gone.`,
    ]),
  )

  test.each([
    'unload',
    'stop\n connect\n unload\n check ServerCount == 0',
    'thread a: connect\n thread b: open\n disconnect',
  ])('steps that may come in this order: %j', steps => expect(found(`scenario "a"\n ${steps}`)).toEqual([]))

  test('a step in a body', () =>
    void expectFindings(`${prelude}void F(void) {
    F(); // @mrx thread a: stop
                 ^^^^^^ MRX101 'thread' cannot stand here: inside of a declaration only 'expect' and 'allow' can.
}
`))

  test('what speaks of a call, in a group of the file', () =>
    void expectFindings(`${prelude}
// @mrx expect return == 0
               ^^^^^^ MRX101 'return' means nothing here

int a;
`))

  test('the result of a function that has none', () => {
    expectFindings(`${prelude}
// @mrx expect return == 0
               ^^^^^^ MRX101 'return' means nothing here: 'Done' returns nothing.
// @mrx expect return within 3 s
void Done(void) { }

/* @mrx scenario "one"
 *   expect return in { 0, 1 }
     ^^^^^^ MRX101 'return' means nothing here
 *   expect irql == 0 when return > 1 */
                           ^^^^^^ MRX101 'return' means nothing here
void Later(void);
`)
    expectFindings(`${prelude}
// @mrx expect return == 0
int Result(void) { return 0; }
`)
  })

  test('a function of the driver in an expression', () =>
    expect(found('expect Helper() == 0')).toEqual([
      "MRX102 <Helper> Expressions call no functions of the driver: 'Helper' is one.",
    ]))
})

test('a file that only has annotations is looked at too', () =>
  void expectFindings(`int a;
// @mrx expcet x
        ^^^^^^ MRX101 Unknown word 'expcet'; did you mean 'expect'?

int b;
`))
