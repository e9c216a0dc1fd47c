import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { filesOf, findingsOf } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX019' }

/** Lines where it reports. */
function linesIn(body: string, more = ''): number[] {
  const source = withCallback('MRxFinalizeSrvCall', body, more)
  const first = source.split('\n').indexOf('{') + 1
  return findingsOf(filesOf(source), options).map(({ range }) => range.start.line - first)
}

describe('an error that is to keep the SRV_CALL', () => {
  test('while requests are open', () => {
    expect(
      linesIn(`PELM_SERVER s = SrvCall->Context;
if (s != NULL && s->State != 0)
    return STATUS_CONNECTION_IN_USE;
SrvCall->Context = NULL;
return STATUS_SUCCESS;`),
    ).toEqual([2])
  })

  test('through a variable and a label', () => {
    expect(
      linesIn(`NTSTATUS status = STATUS_SUCCESS;
PELM_SERVER s = SrvCall->Context;
if (s == NULL) goto out;
if (s->References > 1) { status = STATUS_FILES_OPEN; goto out; }
SrvCall->Context = NULL;
out:
return status;`),
    ).toEqual([6])
  })

  test('as a helper says', () => {
    const more = `static NTSTATUS Close(PELM_SERVER s) { if (s->State) return STATUS_DEVICE_BUSY; ExFreePool(s); return STATUS_SUCCESS; }`
    expect(
      linesIn(
        `NTSTATUS status;
if (SrvCall->Context == NULL) return STATUS_SUCCESS;
status = Close((PELM_SERVER)SrvCall->Context);
if (!NT_SUCCESS(status)) return status;
SrvCall->Context = NULL;
return STATUS_SUCCESS;`,
        more,
      ),
    ).toEqual([3])
  })

  test('behind a switch', () => {
    expect(
      linesIn(`PELM_SERVER s = SrvCall->Context;
if (!s) return STATUS_SUCCESS;
switch (s->State) { case 2: return STATUS_RETRY; case 3: return STATUS_UNSUCCESSFUL; }
SrvCall->Context = NULL;
return STATUS_SUCCESS;`),
    ).toEqual([2, 2])
  })
})

describe('no finding', () => {
  test('an error that keeps nothing', () => {
    expect(
      linesIn(
        'if (SrvCall->Context == NULL) return STATUS_INVALID_PARAMETER;\nSrvCall->Context = NULL;\nreturn STATUS_SUCCESS;',
      ),
    ).toEqual([])
    expect(
      linesIn(
        'PELM_SERVER s = SrvCall->Context;\nSrvCall->Context = NULL;\nif (s && s->State) { ElmLog(s); return STATUS_UNSUCCESSFUL; }\nreturn STATUS_SUCCESS;',
      ),
    ).toEqual([])
  })

  test('success, or what nobody knows', () => {
    expect(linesIn('if (SrvCall->Context) return STATUS_SUCCESS;\nreturn STATUS_SUCCESS;')).toEqual([])
    expect(linesIn('return ElmClose(SrvCall->Context);', 'NTSTATUS ElmClose(PVOID);')).toEqual([])
    expect(linesIn('if (Force) return STATUS_UNSUCCESSFUL;\nSrvCall->Context = NULL;\nreturn STATUS_SUCCESS;')).toEqual(
      [],
    )
  })

  test('the block was freed', () => {
    expect(
      linesIn(
        'if (SrvCall->Context) { ExFreePool(SrvCall->Context); return STATUS_UNSUCCESSFUL; }\nreturn STATUS_SUCCESS;',
      ),
    ).toEqual([])
  })

  test('taken out with an exchange', () => {
    expect(
      linesIn(
        'PELM_SERVER s = InterlockedExchangePointer(&SrvCall->Context, NULL);\nif (s != NULL && s->State) { ElmLog(s); return STATUS_UNSUCCESSFUL; }\nreturn STATUS_SUCCESS;',
      ),
    ).toEqual([])
  })
})
