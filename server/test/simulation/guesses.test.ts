// Routines that have neither a body nor a model: what is read behind a call is guessed, and never a mistake of the guess.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, run } from '../support/simulated.ts'

const declared = `typedef struct _THING { ULONG Count; struct _THING *Next; ULONG Tail[1]; } THING, *PTHING;
NTSTATUS NTAPI FarOpen(_Outptr_ PTHING *Thing, _Out_opt_ PULONG Length);
VOID NTAPI FarName(_Out_writes_(Count) PWCHAR Name, _In_ ULONG Count);
VOID NTAPI FarBytes(_In_ SIZE_T Size, _Out_writes_bytes_(Size) PVOID Bytes);
NTSTATUS NTAPI FarQuery(_Out_ THING *Thing, _Inout_ PULONG Length);
PTHING NTAPI FarFind(VOID);
typedef struct _OPAQUE *POPAQUE;
NTSTATUS NTAPI FarOpaque(_Out_ POPAQUE *Object);
`

/** What may break in a driver that does this when it is loaded. */
function possible(body: string): string[] {
  const source = driverWith({ declarations: declared, beforeRegister: `{ ${body} }` })
  const { violations, possible } = run(loaded(source), ['connect'])
  expect(violations).toEqual([])
  return possible.map(({ code }) => code)
}

describe('what is written', () => {
  test.each([
    [
      'an object',
      'THING thing; ULONG length = 4; if (FarQuery(&thing, &length) == 0 && (thing.Count != 0 || length != 4)) KeBugCheck(1);',
    ],
    ['a pointer to one', 'PTHING thing; if (FarOpen(&thing, NULL) == 0) thing->Count++;'],
    ['a pointer, and more', 'PTHING thing; ULONG length; if (FarOpen(&thing, &length) == 0) thing->Count = length;'],
    ['an object that is opaque', 'POPAQUE object; if (FarOpaque(&object) == 0 && object == NULL) KeBugCheck(1);'],
    ['elements', 'WCHAR name[4]; FarName(name, 4); if (name[3] != 0) KeBugCheck(1);'],
    ['bytes', 'ULONG bytes[4]; FarBytes(sizeof(bytes), bytes); if (bytes[3] != 0) KeBugCheck(1);'],
  ])('%s', (_, body) => expect(possible(body)).toEqual([]))

  test('is no more than SAL says', () => {
    expect(possible('WCHAR name[4]; FarName(name, 2); if (name[2] != 0) KeBugCheck(1);')).toEqual(['MRX205'])
    expect(possible('ULONG word; FarBytes(8, &word);')).toEqual(['MRX204'])
    expect(possible('THING thing; ULONG length; FarQuery(&thing, &length); if (length != 0) KeBugCheck(1);')).toEqual([
      'MRX205',
    ])
  })
})

test('an object goes on behind its type', () => {
  expect(possible('PTHING thing = FarFind(); if (thing != NULL && thing->Tail[20] != 0) KeBugCheck(1);')).toEqual([])
})

test('a finalizer that has no body is what the verdict depends on, where RDBSS finds what it has left', () => {
  const parts = { finalize: 'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);\n' }
  const { violations, unknown } = run(loaded(driverWith(parts)), ['connect', 'disconnect'])
  expect(violations).toEqual([])
  expect(unknown).toBe('depends on MyFinalizeSrvCall, which has no body')
})
