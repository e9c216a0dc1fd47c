// Clauses over values: what an expression means at an entry, at a return and at a point of a body.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith, judged, placeText } from '../support/simulated.ts'

const scenario = (clauses: string) => `/* @mrx\n * scenario "life"\n${clauses.replace(/^/gm, ' * ')}\n */\n`

/** The finalizer with clauses in front of it, and lines in front of its return. */
function finalizer(annotations: string, more = ''): string {
  return driverWith({
    finalize: `${annotations}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
${more}    return STATUS_SUCCESS;
}
`,
  })
}

const verdict = (clause: string) => clauseVerdicts(finalizer(scenario(clause)))

describe('an expression is judged at each return', () => {
  test.each([
    'return == STATUS_SUCCESS',
    'NT_SUCCESS(return)',
    'SrvCall->Context == NULL',
    'old(SrvCall->Context) != NULL',
    'freed(old(SrvCall->Context))',
    'irql == PASSIVE_LEVEL && irql == old(irql)',
    'process == system',
    'thread == worker',
    'refs(SrvCall) >= 1',
    'Force',
    'SrvCall->Context == NULL ? return == 0 : FALSE',
    'Force == FALSE || freed(old(SrvCall->Context))',
    '!held(&MyDevice->pRxNetNameTable->TableLock)',
    'sizeof(SERVER) > 8 && TAG != 0',
    'SrvCall->Context unchanged when !Force',
    'return in { STATUS_SUCCESS, STATUS_PENDING }',
    'return within 1 s',
    'return within 100000 steps',
  ])('%s', clause => {
    // What is never asked is never passed.
    const isAsked = !clause.endsWith('when !Force')
    expect(verdict(`expect ${clause}`).map(each => each.split(' ')[0])).toEqual([isAsked ? 'pass' : 'unknown'])
  })

  test.each([
    ['return != STATUS_SUCCESS', 'return is 0'],
    ['SrvCall->Context != NULL', 'SrvCall->Context is NULL'],
    ['SrvCall->Context unchanged', 'it was not NULL and is NULL'],
    ['return in { STATUS_PENDING, 1 + 1 }', 'return is 0, which is not in the list'],
    ['!Force && thread == worker', "'!Force' is not true"],
    ['thread == caller', "'thread == caller' is not true"],
    ['return within 10 steps', 'it takes'],
    ['holds &MyDevice->pRxNetNameTable->TableLock', 'the thread does not hold it so'],
  ])('%s fails', (clause, why) => expect(verdict(`expect ${clause}`)).toEqual([expect.stringContaining(why)]))

  test.each([
    ['((PSERVER)old(SrvCall->Context))->Value == 0', 'cannot be evaluated', 'fail'],
    ['((PSERVER)SrvCall->Context)->Value == 0', 'cannot be evaluated', 'fail'],
    ['NoSuchName == 0', 'NoSuchName', 'unknown'],
    ['"text" == NULL', 'texts', 'unknown'],
    ['Allocate() == NULL', 'function of the driver', 'unknown'],
  ])('%s is never passed', (clause, why, what) => {
    const [said] = verdict(`expect ${clause}`)
    expect(said).toContain(why)
    expect(said).toMatch(new RegExp(`^${what}`))
  })
})

test('a failure is a violation at the clause, and shows where the function returned', () => {
  const source = finalizer(scenario('expect return != 0'))
  const [judgement] = judged(source)
  const line = source.split('\n').findIndex(each => each.includes('expect return')) + 1
  const back = source
    .slice(0, source.indexOf('    return STATUS_SUCCESS;\n}\n', source.indexOf('MyFinalizeSrvCall(P')))
    .split('\n').length
  expect(judgement!.verdict).toBe('fail')
  const { rule } = judgement!.violations[0]!
  expect([rule.code, placeText(rule), rule.lane]).toEqual(['MRX105', `driver.c:${line}`, 'worker-1'])
  expect(rule.history.map(each => [each.what, placeText(each)])).toEqual([
    ['MyFinalizeSrvCall returns here', `driver.c:${back}`],
  ])
})

describe('points', () => {
  const lines = `    if (Force)
        SrvCall->Context2 = SrvCall; // @mrx expect SrvCall->Context2 == SrvCall
    // @mrx expect SrvCall->Context2 != NULL
    SrvCall->Context2 = NULL;
    // @mrx expect SrvCall->Context2 == NULL && server == old(SrvCall->Context)
    { LONG i; /* @mrx expect server != NULL */ for (i = 0; i < 2; i++) { server = NULL; } }
    if (!Force)
        SrvCall->Context2 = NULL; // @mrx expect Force == 2
`

  test('a clause in a body is judged where it stands, in built-in scenarios too', () => {
    const names = ['last reference, dropped by a user process']
    expect(clauseVerdicts(finalizer('', lines), names)).toEqual([
      'pass SrvCall->Context2 == SrvCall',
      'pass SrvCall->Context2 != NULL',
      'pass SrvCall->Context2 == NULL && server == old(SrvCall->Context)',
      'pass server != NULL',
    ])
  })

  test('what does not hold there fails', () => {
    const wrong = '    SrvCall->Context2 = NULL; // @mrx expect SrvCall->Context2 != NULL\n'
    expect(clauseVerdicts(finalizer('', wrong), ['last reference, dropped by a user process'])).toEqual([
      'fail SrvCall->Context2 != NULL: SrvCall->Context2 is NULL',
    ])
  })
})

test('a contract holds in every scenario that reaches it, and says nothing of others', () => {
  const source = finalizer('// @mrx expect irql <= APC_LEVEL\n// @mrx expect return == 1 when !Force\n')
  const names = ['last reference, dropped by a user process', 'forced while a share is in use, by a user process']
  expect(clauseVerdicts(source, names)).toEqual(['pass irql <= APC_LEVEL', 'pass irql <= APC_LEVEL'])
})
