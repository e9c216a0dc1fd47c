// What the user reads for the names that matter most, from our own pages.
import { expect, test } from 'vitest'
import { fieldHover, pageHover, parameterHover, typedefHover, wholePage } from '../../src/knowledge/hoverText.ts'
import { Knowledge } from '../../src/knowledge/pages.ts'
import { openLibrary } from '../../src/main/library.node.ts'

const knowledge = Knowledge.of(openLibrary(import.meta.dirname))
const callback = knowledge.page('MRxFinalizeSrvCall')!

test('MRxFinalizeSrvCall fits into a hover and says what decides', () => {
  const text = pageHover(callback, {
    declaration: 'NTSTATUS MyFinalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force)',
    notes: ['`MyFinalize` is registered as `MRxFinalizeSrvCall` in init.c:40.'],
  })
  expect(text.split('\n').length).toBeLessThanOrEqual(40)
  for (const part of [
    'registered as `MRxFinalizeSrvCall` in init.c:40',
    '- IRQL: `PASSIVE_LEVEL` on the worker path, `<= APC_LEVEL` on the direct path',
    '- Return value: ignored',
    '**Force is no pointer.**',
    '**Pages disagree on process.**',
    '[RxFinalizeSrvCall](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizesrvcall)',
    'ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
  ])
    expect(text).toContain(part)
})

test.each([
  ['ExFreePoolWithTag', 'routine of the kernel · wdm.h'],
  ['FsRtlInitializeFileLock', 'routine of the kernel · ntifs.h'],
  ['RtlCopyMemory', 'routine of the kernel · wdm.h'],
  ['RxFinalizeSrvCall', 'routine of RDBSS · fcb.h'],
  ['SRV_CALL', 'structure of RDBSS · fcb.h'],
])('whose %s is', (name, owner) => expect(pageHover(knowledge.page(name)!)).toContain(owner))

test('both pages name the contradiction and the page they contradict', () => {
  expect(wholePage(callback)).toContain("**Microsoft's two pages contradict each other.**")
  const routine = wholePage(knowledge.page('RxFinalizeSrvCall')!)
  expect(routine).toContain("**Which process posts: Microsoft's two pages contradict each other.**")
  expect(routine).toContain('[MRxFinalizeSrvCall](https://learn.microsoft.com/')
})

test('the pointer type shows the callback', () => {
  const type = 'PMRX_FINALIZE_SRVCALL_CALLDOWN'
  const text = typedefHover(type, knowledge.callbacksOfType(type))
  expect(text).toContain(`\`${type}\` is the type of the member \`MRxFinalizeSrvCall\`.`)
  expect(text).toContain('The last callback for a server')
})

test('Force', () => {
  expect(parameterHover(callback, 'Force', { declaration: 'BOOLEAN Force' })).toMatch(
    /^```c\nBOOLEAN Force\n```\n\n\*\*Force\*\* · parameter of `MRxFinalizeSrvCall`\n\nIn, a `BOOLEAN` by value\./,
  )
})

test('a field of the server in full', () => {
  expect(fieldHover(knowledge.page('PMRX_SRV_CALL')!, 'Context2')).toBe(`**Context2** · field of \`SRV_CALL\`

\`PVOID\`, a second slot of yours, under the same rule as \`Context\`; asserted NULL in any case (observed). \`MRX003\`

[Microsoft's page](https://learn.microsoft.com/en-us/windows-hardware/drivers/ifs/the-srv-call-structure)`)
})

test('a small routine in full', () => {
  expect(
    pageHover(knowledge.page('RxPrefixTableLookupName')!),
  ).toBe(`**RxPrefixTableLookupName** · routine of RDBSS · prefix.h

Finds the object whose name is a prefix of a path. Usable by mini-redirectors: lock shared, look up, release.

- IRQL: \`<= APC_LEVEL\`
- Locks needed: the table's lock, shared or exclusive
- Return value: the \`SRV_CALL\`, \`NET_ROOT\` or \`V_NET_ROOT\` whose name is a prefix of the path, referenced; or NULL

**Must**
- Look at the type code of the result: it can be any of the three.
- Drop the reference that a hit took. For the lock the page names functions of Windows XP; the macros \`RxAcquirePrefixTableLockShared\` and \`RxReleasePrefixTableLock\` replaced them.

**Traps**
- **Hit is a reference.** Forgotten, the server is never finalized.
- **Type code is marked.** Bit 0x1000 may be set (observed). \`MRX062\`
- **Finding the dying server.** In and after \`MRxFinalizeSrvCall\` the name leads to nothing, or to the next server of that name. \`MRX063\`

[Microsoft's page](https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/prefix/nf-prefix-rxprefixtablelookupname)`)
})

test('no hover of ours is longer than a screen or two', () => {
  const kinds = ['callback', 'routine', 'structure', 'enumeration'] as const
  const pages = kinds.flatMap(kind => knowledge.names(kind).map(name => knowledge.page(name)!))
  expect(pages.length).toBeGreaterThan(200)
  expect(pages.filter(page => pageHover(page).split('\n').length > 40).map(page => page.name)).toEqual([])
})
