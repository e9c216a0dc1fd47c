// Multiplex ids of a server: who has which, what is left when the table goes, and a table that stays.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, loaded, run, violations } from '../support/simulated.ts'
import { finalizer, released, winner } from './catalogue/mistake.ts'

const holds = (condition: string) => `if (!(${condition})) KeBugCheck(1);`

/** What is said of a driver that does this to the atlas of its server in the finalizer. */
function done(...statements: string[]): string[] {
  const source = driverWith({
    declarations: `static LONG Destroyed;
static VOID Destroy(PVOID Context)
{
    Destroyed += *(PLONG)Context;
}
`,
    winner: winner(`server->Pointer = RxCreateMidAtlas(2, 1);
    if (server->Pointer == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;`),
    finalize: finalizer(`PRX_MID_ATLAS atlas = server == NULL ? NULL : server->Pointer;
    LONG one = 1, two = 2; USHORT a, b; PVOID context; KIRQL irql;
    if (atlas == NULL)
        goto out;
    ${statements.join('\n    ')}
out:
    ${released}`),
  })
  const { violations, unknown } = run(loaded(source), ['connect', 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

const both = holds(
  'RxAssociateContextWithMid(atlas, &one, &a) == STATUS_SUCCESS && RxAssociateContextWithMid(atlas, &two, &b) == STATUS_SUCCESS',
)
const destroy = 'RxDestroyMidAtlas(atlas, Destroy);'

describe('ids', () => {
  test('stand for contexts until they are taken back, and there are so many', () => {
    expect(
      done(
        both,
        holds('a != b && RxMapMidToContext(atlas, a) == &one && RxMapMidToContext(atlas, b) == &two'),
        holds('RxGetNumberOfMidsInUse(atlas) == 2 && RxGetMaximumNumberOfMids(atlas) == 2'),
        holds('RxAssociateContextWithMid(atlas, &two, &b) == STATUS_UNSUCCESSFUL'),
        holds('RxReassociateMid(atlas, a, &two) == STATUS_SUCCESS && RxMapMidToContext(atlas, a) == &two'),
        holds('RxMapAndDissociateMidFromContext(atlas, a, &context) == STATUS_SUCCESS && context == &two'),
        holds('RxMapAndDissociateMidFromContext(atlas, a, &context) == STATUS_SUCCESS && context == NULL'),
        holds('RxMapMidToContext(atlas, a) == NULL && RxMapMidToContext(atlas, 65535) == NULL'),
        destroy,
        holds('Destroyed == 2'),
      ),
    ).toEqual([])
  })

  test('are taken out one and all', () => {
    expect(
      done(
        both,
        'RxIterateMidAtlasAndRemove(atlas, Destroy);',
        holds('Destroyed == 3'),
        destroy,
        holds('Destroyed == 3'),
      ),
    ).toEqual([])
    expect(done(both, 'RxDestroyMidAtlas(atlas, NULL);')).toEqual([])
  })

  test('are asked for under a spin lock', () => {
    const raised = `irql = KeRaiseIrqlToDpcLevel(); ${holds('RxMapMidToContext(atlas, a) == &one')} KeLowerIrql(irql);`
    expect(done(both, raised, destroy)).toEqual([])
  })
})

describe('misuse', () => {
  test('a table that stays', () => {
    const source = driverWith({
      winner: winner(`server->Pointer = RxCreateMidAtlas(2, 1); // MRX207`),
    })
    expect(violations(source)).toEqual(expected(source))
  })

  test('a table that is gone', () => {
    expect(done(destroy, 'RxMapMidToContext(atlas, 0);')[0]).toContain('MRX202')
    expect(done(destroy, destroy)[0]).toContain('MRX202')
  })

  test('the level', () => {
    expect(done(`irql = KeRaiseIrqlToDpcLevel(); ${destroy} KeLowerIrql(irql);`)[0]).toContain('MRX212')
  })

  test('what the model does not know is unknown', () => {
    expect(done('RxAssociateContextWithMid(atlas, NULL, &a);', destroy)[0]).toContain('without a context')
  })
})

test('there may be no memory for a table or an id', () => {
  const source = driverWith({
    winner: winner(`USHORT mid;
    server->Pointer = RxCreateMidAtlas(2, 1);
    RxAssociateContextWithMid(server->Pointer, server, &mid); // MRX201`),
    free: `static VOID Free(PSERVER server)
{
    if (server->Pointer != NULL)
        RxDestroyMidAtlas(server->Pointer, NULL);
    ExFreePoolWithTag(server, TAG);
}
`,
  })
  expect(violations(source, ['each allocation fails once'])).toEqual(expected(source))
})
