// Dynamic hash tables of the run-time library.
import { expect, test } from 'vitest'
import { driverWith, expected, holds, violations } from '../support/simulated.ts'

const table = `PRTL_DYNAMIC_HASH_TABLE t = NULL; RTL_DYNAMIC_HASH_TABLE_ENTRY e[4]; RTL_DYNAMIC_HASH_TABLE_CONTEXT c; RTL_DYNAMIC_HASH_TABLE_ENUMERATOR n; ULONG i, seen = 0;
    if (!RtlCreateHashTable(&t, 0, 0)) return STATUS_INSUFFICIENT_RESOURCES;`
const insert = (i: number, signature: string, context = 'NULL') =>
  `RtlInsertEntryHashTable(t, &e[${i}], ${signature}, ${context})`
const three = `(${insert(0, '5')}, ${insert(1, '5 + 128')}, ${insert(2, '5')}, ${insert(3, '0')}, TRUE)`
const all = '(RtlInitEnumerationHashTable(t, &n), RtlActiveEnumeratorsHashTable(t) == 1)'
const end = '(RtlEndEnumerationHashTable(t, &n), RtlDeleteHashTable(t), TRUE)'

test('entries by their signatures', () => {
  expect(
    holds(
      table,
      'RtlTotalEntriesHashTable(t) == 0 && RtlTotalBucketsHashTable(t) == 128 && RtlEmptyBucketsHashTable(t) == 128',
      `${three} && RtlTotalEntriesHashTable(t) == 4 && RtlNonEmptyBucketsHashTable(t) == 2`,
      'RtlLookupEntryHashTable(t, 5 + 128, &c) == &e[1] && RtlGetNextEntryHashTable(t, &c) == NULL',
      'RtlLookupEntryHashTable(t, 0, NULL) == &e[3] && RtlLookupEntryHashTable(t, 6, NULL) == NULL',
      'RtlLookupEntryHashTable(t, 5, &c) == &e[2] && RtlGetNextEntryHashTable(t, &c) == &e[0] && RtlGetNextEntryHashTable(t, &c) == NULL',
      'RtlRemoveEntryHashTable(t, &e[0], NULL) && RtlLookupEntryHashTable(t, 5, &c) == &e[2] && RtlGetNextEntryHashTable(t, &c) == NULL',
      'RtlRemoveEntryHashTable(t, &e[2], NULL) && RtlLookupEntryHashTable(t, 5, &c) == NULL',
      `${insert(0, '5', '&c')} && RtlLookupEntryHashTable(t, 5, NULL) == &e[0] && HASH_ENTRY_KEY(&e[0]) == 5`,
      'RtlRemoveEntryHashTable(t, &e[3], NULL) && RtlTotalEntriesHashTable(t) == 2 && RtlNonEmptyBucketsHashTable(t) == 1',
      '(RtlDeleteHashTable(t), TRUE)',
    ),
  ).toEqual([])
})

test('an enumeration meets every entry once, also where they are taken out on the way', () => {
  const loop = (body: string) => `${table}
    ${three.replace(/^\(|, TRUE\)$/g, '')}; RtlInitEnumerationHashTable(t, &n);
    { PRTL_DYNAMIC_HASH_TABLE_ENTRY at; while ((at = RtlEnumerateEntryHashTable(t, &n)) != NULL) { ${body} } }`
  expect(holds(loop('seen += 1u << 4 * (at - e);'), 'seen == 0x1111', end)).toEqual([])
  expect(
    holds(
      loop('RtlRemoveEntryHashTable(t, at, NULL); seen++;'),
      'seen == 4 && RtlTotalEntriesHashTable(t) == 0 && RtlEnumerateEntryHashTable(t, &n) == NULL',
      end,
    ),
  ).toEqual([])
})

test('a table grows and shrinks by a bucket, but not while it is enumerated', () => {
  expect(
    holds(
      table,
      `${three} && RtlExpandHashTable(t) && RtlTotalBucketsHashTable(t) == 129 && RtlTotalEntriesHashTable(t) == 4`,
      'RtlLookupEntryHashTable(t, 133, NULL) == &e[1] && RtlLookupEntryHashTable(t, 5, &c) == &e[2] && RtlGetNextEntryHashTable(t, &c) == &e[0]',
      'RtlContractHashTable(t) && RtlTotalBucketsHashTable(t) == 128 && !RtlContractHashTable(t)',
      `${all} && !RtlExpandHashTable(t)`,
      end,
    ),
  ).toEqual([])
})

test('a table in memory of the driver', () => {
  expect(
    holds(
      'RTL_DYNAMIC_HASH_TABLE own; PRTL_DYNAMIC_HASH_TABLE t = &own; RTL_DYNAMIC_HASH_TABLE_ENTRY e;',
      'RtlCreateHashTable(&t, 4, 0) && t == &own && RtlInsertEntryHashTable(t, &e, 16, NULL)',
      'RtlLookupEntryHashTable(t, 17, NULL) == NULL && RtlLookupEntryHashTable(t, 16, NULL) == &e',
      '(RtlDeleteHashTable(t), own.NumEntries == 1)',
    ),
  ).toEqual([])
})

test.each([
  ['RtlRemoveEntryHashTable(t, &e[0], NULL)', 'removes an entry from a hash table that has none'],
  ['RtlEndEnumerationHashTable(t, &n)', 'ends the enumeration of a hash table that nobody enumerates'],
  ['RtlInitEnumerationHashTable(t, &n), RtlDeleteHashTable(t)', 'deletes a hash table that is being enumerated'],
  ['RtlDeleteHashTable(t), RtlLookupEntryHashTable(t, 1, NULL)', 'which was freed'],
])('%s', (expression, message) => {
  expect(holds(table, `(${expression}, TRUE)`)[0]).toContain(message)
})

test('a table that is never deleted is a leak, and one that cannot be made is told', () => {
  const source = (unload: string) =>
    driverWith({
      declarations: 'static PRTL_DYNAMIC_HASH_TABLE Table;\n',
      beforeRegister: 'if (!RtlCreateHashTable(&Table, 0, 0)) // MRX207\n        return STATUS_INSUFFICIENT_RESOURCES;',
      unload,
    })
  const life = 'last reference, dropped by a user process'
  const kept = source('')
  expect(violations(source('RtlDeleteHashTable(Table);'), [life, 'each allocation fails once'])).toEqual([])
  expect(violations(kept, [life])).toEqual(expected(kept))
})
