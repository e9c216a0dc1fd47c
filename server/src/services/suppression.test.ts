import { describe, expect, test } from 'vitest'
import { applied, expectClean, expectFindings, filesOf, findingsOf } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

const right = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }'
const allow = '@mrx allow MRX012 because "older compilers"'
const store = 'MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop;'
const fill = (body: string, before = '') => `${prelude}${right}\n${before}void Fill(void) {\n${body}\n}\n`

describe('an allow reaches', () => {
  test.each([
    ['the statement on its line', fill(`${store} // ${allow}`)],
    ['the statement that ends on its line', fill(`MyDispatch.MRxFinalizeSrvCall =\n (PVOID)\n Drop; // ${allow}`)],
    ['the next statement', fill(`// ${allow}\n${store}`)],
    ['the next statement, far below', fill(`// ${allow}\n\n\n${store}`)],
    ['all of the next statement', fill(`// ${allow}\nif (1) {\n  ${store}\n}`)],
    ['a statement that goes on behind it', fill(`MyDispatch.MRxFinalizeSrvCall = // ${allow}\n (PVOID)Drop;`)],
    ['the function that it stands in front of', fill(store, `// words\n// ${allow}\n`)],
    ['the function in whose head it stands', fill(store).replace('void Fill(void)', `void Fill(void) // ${allow}\n`)],
    ['the function that the finding is about', fill(store).replace('NTSTATUS NTAPI Drop', `// ${allow}\n$&`)],
    ['the file, from its start', `// ${allow}\n${fill(store)}`],
    ['the file, from its end', `${fill(store)}\n// ${allow}\n`],
    ['the file, before an empty line', fill(store, `// ${allow}\n\n`)],
    [
      'an item of an initialiser',
      `${prelude}${right}\nMINIRDR_DISPATCH T = {\n.MRxFinalizeSrvCall = (PVOID)Drop, // ${allow}\n};\n`,
    ],
    [
      'the next item',
      `${prelude}${right}\nMINIRDR_DISPATCH T = {\n// ${allow}\n.MRxFinalizeSrvCall = (PVOID)Drop };\n`,
    ],
  ])('%s', (_, source) => expectClean(source))

  test('a function of another file, by its prototype in a header', () =>
    expectClean({
      'a.c': `${prelude}#include "my.h"\nNTSTATUS DriverEntry(void) { ${store} return 0; }\n`,
      'b.c': `#include <rx.h>\n#include "my.h"\n${right}\n`,
      'my.h': `// ${allow}\n${right.replace(/ \{.*/, ';')}\n`,
    }))

  test('an include that is not found', () =>
    expectClean(`#include "none.h" // @mrx allow MRX901 because "made by the build"\n${prelude}`))
})

describe('an allow does not reach', () => {
  test.each([
    ['the statement behind the one on its line', fill(`int x = 0; // ${allow}\n\n${store}`)],
    ['a statement in front of it', fill(`${store}\n// ${allow}\nFill();`)],
    ['the body, from its head', fill(`if (1) { // ${allow}\n  ${store}\n}`)],
    ['another function', fill(store, `// ${allow}\nvoid Other(void) { }\n`)],
    ['another code', fill(`${store} // ${allow.replace('012', '015')}`)],
  ])('%s', (_, source) => {
    const codes = findingsOf(filesOf(source)).map(({ code }) => code)
    expect(codes.sort()).toEqual(['MRX012', 'MRX104'])
  })
})

describe('an allow that silences nothing', () => {
  test('is reported at its code, and can be removed', () => {
    const source = `${prelude}// ${allow}\nvoid F(void) { }\n`
    const [finding] = findingsOf(filesOf(source))
    expect(finding).toMatchObject({
      code: 'MRX104',
      severity: 'warning',
      message: 'Nothing is reported as MRX012 in this function, so that there is nothing to allow.',
      function: 'F',
      range: { start: { character: 14 }, end: { character: 20 } },
    })
    const after = applied(filesOf(source), finding!.fixes[0]!.edits)
    expect(findingsOf(after)).toEqual([])
  })

  test.each([
    ['the simulator’s', 'MRX202', ''],
    ['a mistake that no rule looks for yet', 'MRX008', ''],
    ['one that is switched off', 'MRX012', '{ "rules": { "callback-cast": "off" } }'],
  ])('says nothing of a code that was not checked: %s', (_, code, settings) =>
    expectClean({
      'driver.c': `${prelude}// @mrx allow ${code} because "x"\nvoid F(void) { }\n`,
      ...(settings !== '' && { '.mrxrc.json': settings }),
    }),
  )

  test('is information where a run may show the mistake', () => {
    const [finding] = findingsOf(filesOf(`${prelude}// @mrx allow MRX040 because "x"\nvoid F(void) { }\n`))
    expect(finding).toMatchObject({
      code: 'MRX104',
      severity: 'information',
      message: 'No rule reports MRX040 in this function: unless a run shows it, there is nothing to allow.',
    })
  })

  test('nor where the body could not be read', () => expectClean(`${prelude}// ${allow}\nvoid F(void) { if ( }\n`))

  test('in a header of two drivers only when both have nothing to silence', () => {
    const header = '// @mrx allow MRX901 because "x"\n#ifdef A\n#include "none.h"\n#endif\n'
    const source = (define: string) => `${define}#include <rx.h>\n#include "my.h"\n`
    expectClean({ 'my.h': header, 'a.c': source('#define A\n'), 'b.c': source('') })
    const needless = findingsOf(filesOf({ 'my.h': header, 'a.c': source(''), 'b.c': source('') }))
    expect(needless.map(({ file, code }) => [file, code])).toEqual([['/driver/my.h', 'MRX104']])
  })
})

describe('what cannot be allowed', () => {
  test('the words about annotations themselves', () =>
    void expectFindings(`${prelude}
// @mrx allow MRX101 because "x"
              ^^^^^^ MRX101 MRX101 cannot be allowed
int a;
`))

  test('a code that does not exist', () => {
    const [finding] = expectFindings(`${prelude}
// @mrx allow MRX112 because "x"
              ^^^^^^ MRX101 Unknown code 'MRX112'; did you mean 'MRX012'?
int a;
`)
    expect(finding!.fixes.map(({ title, certain }) => [title, certain])).toEqual([["Write 'MRX012'", false]])
  })
})
