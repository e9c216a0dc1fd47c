import { expect, test } from 'vitest'
import { looked } from '../../test/support/flow.ts'

const nullness = (body: string) =>
  looked(`NTSTATUS f(PSERVER p, PSERVER q, ULONG n, PVOID *out) { SERVER s; ${body} }`, (state, value) =>
    state.nullness(value!),
  )

test('parts of a record hold what stood between the braces, or in the record that was copied', () => {
  expect(nullness('*p = (SERVER){ .Context = NULL, .Next = &*q }; look(p->Context);')).toEqual(['null'])
  expect(nullness('s.Context = NULL; *p = s; look(p->Context);')).toEqual(['null'])
  expect(nullness('SERVER t = { .Context = NULL }, u = t; look(u.Context);')).toEqual(['null'])
  expect(nullness('SERVER t = (SERVER){ .Context = NULL }; look(t.Context);')).toEqual(['null'])
  expect(nullness('s.Link.Flink = NULL; p->Link = s.Link; look(p->Link.Flink);')).toEqual(['null'])
  expect(nullness('struct { SERVER a; } t = { s }; look(t.a.Context);')).toEqual(['unknown'])
})

test('what no value between the braces is for is 0, but in unions and arrays', () => {
  expect(nullness('SERVER t = { 0 }; look(t.Next);')).toEqual(['null'])
  expect(nullness('*p = (SERVER){ .Context = out }; look(p->Link.Flink);')).toEqual(['null'])
  expect(nullness('struct { struct { PVOID a; }; UCHAR b : 1, c : 1; } t = { out }; look(t.c);')).toEqual(['null'])
  expect(nullness('struct { struct { PVOID a; PVOID b; }; } t = { out }; look(t.a);')).toEqual(['unknown'])
  expect(nullness('union { struct { PVOID a; PVOID b; } s; PVOID c; } t = { { out } }; look(t.s.b);')).toEqual([
    'unknown',
  ])
  expect(nullness('struct { PVOID a; PVOID b[2]; } t = { out }; look(t.b[n]);')).toEqual(['unknown'])
  expect(nullness('static SERVER t = { 0 }; look(t.Next);')).toEqual(['unknown'])
  expect(nullness('SERVER t = { 0 }; VOID fill(PSERVER); fill(&t); look(t.Next);')).toEqual(['unknown'])
})

test('what is not told is unknown', () => {
  expect(nullness('p->Context = NULL; *p = *q; look(p->Context);')).toEqual(['unknown'])
  expect(nullness('p->Context = NULL; *p = n ? *q : s; look(p->Context);')).toEqual(['unknown'])
  expect(nullness('q->Context = NULL; *p = (SERVER){ .Context = out }; look(q->Context);')).toEqual(['unknown'])
})

test('values between braces are those of before', () =>
  expect(nullness('p->Context = NULL; *p = (SERVER){ .Context = out, .Next = p->Context }; look(p->Next);')).toEqual([
    'null',
  ]))

test('what a function gets by value, or returns, is out', () => {
  const out = (source: string) => looked(source, (state, value) => String(state.isEscaped(value!)))
  expect(out('VOID take(SERVER); void f(PVOID c) { SERVER s = { .Context = c }; take(s); look(c); }')).toEqual(['true'])
  expect(out('VOID take(SERVER); void f(PVOID c) { take((SERVER){ .Context = c }); look(c); }')).toEqual(['true'])
  expect(
    out('static SERVER make(PVOID c) { SERVER s = { .Context = c }; return s; } void f(PVOID c) { make(c); look(c); }'),
  ).toEqual(['true'])
})
