import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseClause } from './clauseParser.ts'
import { printClause } from './print.ts'
import { grammarWords } from './words.ts'

/** The clause printed again, or its problem with the text that it marks. */
function read(text: string): string {
  const { clause, problem } = parseClause(text)
  return clause === undefined
    ? `${problem!.message} <${text.slice(problem!.start, problem!.end)}>`
    : printClause(clause)
}

describe('the clauses of the documented examples', () => {
  test.each([
    'scenario "last reference, asked by a user process"',
    'connect by user',
    'connect "\\\\server\\a"',
    'connect "\\\\server\\share" as first by system',
    'disconnect by user',
    'disconnect first forced',
    'delete forced by worker',
    'finalize forced by user',
    'open 3 on first by system',
    'close all',
    'stop',
    'unload',
    'elapse 20 ms',
    'check ServerList.Flink == &ServerList',
    'call MyPing(0x10, NULL) by system',
    'thread a: disconnect by user',
    'given SrvCall->Context = NULL',
    'given refs(SrvCall) = 3, process = user, profile = function-page, irql = APC_LEVEL',
    'inject MyDisconnect returns STATUS_CONNECTION_RESET',
    'inject allocation fails each',
    'inject post by rdbss fails at 2',
    'inject MySend fails at 1',
    'stub MyTransportSend returns STATUS_SUCCESS, takes 20 ms | returns STATUS_CONNECTION_RESET',
    'stub MySend returns (A | B), frees Buffer, frees 2, sets *Length = 4 | blocks',
    'explore all',
    'explore all preemptions <= 2',
    'explore random 500 seed 7',
    'explore schedule "a1b2"',
    'expect call MyFinalizeSrvCall once on worker',
    'expect call MyDisconnect once before free old(SrvCall->Context)',
    'expect SrvCall->Context == NULL',
    'expect SrvCall->Context unchanged',
    'expect return == STATUS_SUCCESS when Force in "forced"',
    'expect return in { STATUS_SUCCESS, STATUS_PENDING }',
    'expect return within 30 s',
    'expect return within 1000 steps',
    'expect no leaks',
    'expect no deadlock',
    'expect no race on ServerList',
    'expect call ExFreePoolWithTag(old(SrvCall->Context), _) once',
    'expect never call MyTransportSend after free old(SrvCall->Context)',
    'expect never close Handle during MyStop',
    'expect call MyPing#2 at least 1 during MyStop',
    'expect return before call MyPing',
    'expect entry at most 3 after return',
    'expect order A, B, C',
    'expect holds ServerListLock',
    'expect not holds Ctx->Lock exclusive',
    'expect irql <= APC_LEVEL && thread != worker || \\irql == 3',
    'expect (PVOID)SrvCall->Context != ((PMY_CONTEXT)x)->Link[2] ? sizeof(ULONG *) : sizeof x',
    "expect Tag == 'crSM' && !freed(x) && held(L)",
    'allow MRX048 because "the transport completes or aborts within 30 s"',
  ])('%s', text => expect(read(text)).toBe(text))
})

test.each([
  ['expect call F exactly 1', 'expect call F once'],
  ['expect call F exactly 0', 'expect call F never'],
  ['stub F takes 20ms', 'stub F takes 20 ms'],
  ['given   x=1 ,y = 2', 'given x = 1, y = 2'],
])('%s is %s', (text, printed) => expect(read(text)).toBe(printed))

describe('what is wrong is said at the word, with the nearest right one', () => {
  test.each([
    ['expcet x', "Unknown word 'expcet'; did you mean 'expect'? <expcet>"],
    ['Expect x', "Unknown word 'Expect'; did you mean 'expect'? <Expect>"],
    ['disconnect by usr', "Unknown word 'usr'; did you mean 'user'? <usr>"],
    ['expect call F onec', "Unknown word 'onec'; did you mean 'once'? <onec>"],
    ['expect no leeks', "Unknown word 'leeks'; did you mean 'leaks'? <leeks>"],
    ['expect x == 1 wen y', "Unknown word 'wen'; did you mean 'when'? <wen>"],
    ['allow MRX012 becuase "x"', "Unknown word 'becuase'; did you mean 'because'? <becuase>"],
    ['explore all preemptions < 2', "'<' cannot stand here: expected '<='. <<>"],
    ['inject F fails each at 2', "'at' cannot stand here: the clause ends before it. <at>"],
    ['elapse 5 minutes', "'minutes' cannot stand here: expected 'ms' or 's'. <minutes>"],
    ['explore random 0', 'Numbers count from 1 here. <0>'],
    ['thread by: stop', "'by' is a word of the grammar and cannot be a name. <by>"],
    ['expect entry->Flink == x', "'entry' is a word of the grammar here; the name of C is written '\\entry'. <entry>"],
    ['expect f(x) unchanged', "Only what can be set can be 'unchanged'. <f>"],
    ['given x + 1 = 2', "'+' cannot stand here: expected an operator or '='. <+>"],
    ['expect x++', 'An annotation changes nothing: no increment or decrement. <++>'],
    ['expect x; y', "';' cannot stand here: expected 'unchanged', 'when', 'in' or an operator. <;>"],
    ['expect x ==', 'The clause is not complete: expected an expression. <>'],
    ['scenario "x', 'The string is not closed: its second quote is missing. <"x>'],
    ['scenario " "', 'A scenario needs a name. <" ">'],
    ['connect “a”', 'Strings stand between plain quotes. <“>'],
    ['allow MRX012 because ""', 'A reason is asked for: why is this finding allowed here? <"">'],
    ['allow mrx012 because "x"', "Codes are written in capitals: 'MRX012'. <mrx012>"],
    ['allow callback-cast because "x"', "'allow' takes the code of a finding, as MRX012. <callback-cast>"],
    ['allow MRX012', "The clause is not complete: expected 'because'. <>"],
  ])('%s', (text, problem) => expect(read(text)).toBe(problem))

  test.each([
    ['expect x = 1', "'=' sets a value; what must hold is compared with '=='. <=>"],
    ['expect y when x = 1', "'=' sets a value; what must hold is compared with '=='. <=>"],
    ['check x = 1', "'=' sets a value; what must hold is compared with '=='. <=>"],
    ['given x == 1', "'==' compares; a value is set with '='. <==>"],
    ['given irql == APC_LEVEL', "'==' compares; a value is set with '='. <==>"],
    ['stub F returns', "'returns' needs a value; of a routine that returns nothing say that it 'takes 1 ms'. <>"],
    ['stub F sets *x == 1', "'==' compares; a value is set with '='. <==>"],
  ])('= and ==: %s', (text, problem) => expect(read(text)).toBe(problem))

  test('the words that could stand there are at hand', () => {
    expect(parseClause('expect call F onec').problem).toMatchObject({ replacement: 'once', start: 14, end: 18 })
    expect(parseClause('finalize by ').problem!.words).toEqual(['user', 'system', 'worker'])
  })

  test('too long and too deep', () => {
    expect(read(`expect ${'('.repeat(5_000)}`)).toContain('The clause is too long.')
    expect(read(`expect ${'('.repeat(500)}x${')'.repeat(500)}`)).toContain('nested more than 100 levels deep')
    expect(read(`expect ${'-'.repeat(1_500)}x`)).toContain('An annotation changes nothing')
    expect(read(`expect ${'a + '.repeat(900)}b`)).toContain('a + b')
  })
})

test('an identifier in parentheses is a type where the unit says so', () => {
  const shape = (isType: boolean) => parseClause('expect (A) & b', { isType: () => isType }).clause
  expect(shape(true)).toMatchObject({ property: { condition: { kind: 'cast' } } })
  expect(shape(false)).toMatchObject({ property: { condition: { kind: 'binary', operator: '&' } } })
})

// ---- Laws -------------------------------------------------------------------------------------------------------

const name = fc.constantFrom('SrvCall', 'Force', 'MyDrop', 'x', 'Ctx', '_Y2', 'STATUS_SUCCESS')
const number = fc.nat(999).map(n => String(n + 1))
const text = fc.stringMatching(/^[ -!#-~]*[!#-~]$/).map(value => `"${value}"`)
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map(each => each.filter(Boolean).join(' '))
const some = (part: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), part)
const list = (part: fc.Arbitrary<string>, most = 3) =>
  fc.array(part, { minLength: 1, maxLength: most }).map(each => each.join(', '))
const is = (word: string) => fc.constant(word)
const one = (...words: string[]) => fc.constantFrom(...words)

const { expr, lvalue } = fc.letrec<{ expr: string; lvalue: string }>(tie => ({
  lvalue: fc.oneof(
    { depthSize: 'small' },
    name,
    fc.tuple(tie('lvalue'), one('.', '->'), name).map(each => each.join('')),
    fc.tuple(tie('lvalue'), tie('expr')).map(([array, index]) => `${array}[${index}]`),
    fc.tuple(tie('lvalue')).map(([pointer]) => `(*${pointer})`),
  ),
  expr: fc.oneof(
    { depthSize: 'small' },
    tie('lvalue'),
    one('return', 'irql', 'thread', 'process', '\\irql', '0x10', '7u', "'a'", 'L"x"', '"y"'),
    fc.tuple(one('refs', 'old', 'freed', 'held', 'IsListEmpty'), tie('expr')).map(([f, x]) => `${f}(${x})`),
    fc
      .tuple(one('!', '~', '-', '*', '&', '(PVOID)', '(struct _A *)', 'sizeof '), tie('lvalue'))
      .map(each => each.join('')),
    fc
      .tuple(tie('expr'), one('+', '==', '&&', '<=', '&', '<<', '|'), tie('expr'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc.tuple(tie('expr'), tie('expr'), tie('expr')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}))

const by = some(join(is('by'), one('user', 'system', 'worker')))
const time = join(number, one('ms', 's'))
const step = fc.oneof(
  join(is('connect'), some(text), some(join(is('as'), name)), by),
  join(one('open', 'close'), some(fc.oneof(number, is('all'))), some(join(is('on'), name)), by),
  join(one('delete', 'disconnect', 'finalize'), some(name), some(is('forced')), by),
  one('stop', 'unload'),
  join(is('elapse'), time),
  join(is('check'), expr),
  fc.tuple(name, some(list(expr)), by).map(([f, args, who]) => `call ${f}(${args}) ${who}`.trim()),
)
const event = fc.oneof(
  fc
    .tuple(name, some(number), some(list(fc.oneof(expr, is('_'))).map(args => `(${args})`)))
    .map(([f, n, args]) => `call ${f}${n && ` # ${n}`}${args}`),
  join(one('free', 'close'), lvalue),
  one('entry', 'return'),
)
const count = some(
  fc.oneof(one('once', 'twice', 'never'), join(is('exactly'), number), join(is('at'), one('least', 'most'), number)),
)
const during = join(is('during'), name)
const property = fc.oneof(
  expr,
  join(lvalue, is('unchanged')),
  list(expr).map(each => `return in { ${each} }`),
  join(is('return within'), number, one('ms', 's', 'steps')),
  fc.oneof(one('no leaks', 'no deadlock', 'no race'), join(is('no race on'), expr)),
  join(
    event.filter(each => each !== 'return'),
    count,
    some(join(is('on'), one('worker', 'caller'))),
    some(fc.oneof(join(one('before', 'after'), event), during)),
  ),
  join(is('never'), event, some(fc.oneof(join(is('after'), event), during))),
  join(is('order'), list(name)),
  join(some(is('not')), is('holds'), expr, some(one('exclusive', 'shared'))),
)
const at = some(fc.oneof(is('each'), join(is('at'), number)))
const effect = fc.oneof(
  join(is('returns'), expr),
  join(is('takes'), time),
  join(is('frees'), fc.oneof(name, number)),
  fc.tuple(lvalue, expr).map(([l, e]) => `sets ${l} = ${e}`),
  is('blocks'),
)
const setting = fc.oneof(
  fc.tuple(lvalue, expr).map(([l, e]) => `${l} = ${e}`),
  fc.tuple(expr, number).map(([e, n]) => `refs(${e}) = ${n}`),
  one('process = user', 'irql = APC_LEVEL', 'irql = 2', 'profile = callback-page', 'profile=function-page'),
)
const clause = fc.oneof(
  join(is('scenario'), text),
  join(is('given'), list(setting)),
  fc.tuple(some(name.map(each => `thread ${each}: `)), step).map(each => each.join('')),
  join(is('inject'), one('allocation', 'post'), some(is('by rdbss')), is('fails'), at),
  join(is('inject'), name, fc.oneof(join(is('returns'), expr), is('fails')), at),
  join(
    is('stub'),
    name,
    fc.array(list(effect), { minLength: 1, maxLength: 3 }).map(each => each.join(' | ')),
  ),
  join(
    is('explore'),
    fc.oneof(
      join(is('all'), some(join(is('preemptions <='), number))),
      join(is('random'), number, some(join(is('seed'), number))),
      join(is('schedule'), text),
    ),
  ),
  join(is('expect'), property, some(join(is('when'), expr)), some(join(is('in'), text))),
  join(is('allow MRX048 because'), text),
)

/** The clause without its spans. */
function bare(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each) => (key === 'start' || key === 'end' ? undefined : each)) ?? 'null',
  )
}

test('every clause of the grammar is read, and printing it and reading that gives the same clause', () => {
  fc.assert(
    fc.property(clause, source => {
      const first = parseClause(source)
      expect(first.problem, source).toBeUndefined()
      const printed = printClause(first.clause!)
      expect(bare(parseClause(printed).clause), printed).toEqual(bare(first.clause))
    }),
    { numRuns: 1_500 },
  )
})

test('any words and signs give a clause or one problem that lies in the text', () => {
  const words = [...grammarWords, 'MRX012', 'x', '"a"', "'", '"', '\\', '\\irql', '->', '(', ')', '{', '}', '[', ']']
  const more = [',', '=', '==', '|', '#', '*', '-', '5', '20ms', ':', '?', 'sizeof', '@', '\u{1f600}', ';', '.', '&&']
  const soup = fc.array(fc.constantFrom(...words, ...more), { maxLength: 12 }).map(each => each.join(' '))
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), source => {
      const { clause: read, problem } = parseClause(source)
      expect(read === undefined).toBe(problem !== undefined)
      if (problem === undefined) return
      expect(problem.start).toBeLessThanOrEqual(problem.end)
      expect(problem.end).toBeLessThanOrEqual(source.length)
    }),
    { numRuns: 3_000 },
  )
})
