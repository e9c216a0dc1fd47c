import { describe, expect, test } from 'vitest'
import { engineOf, folder } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import { endOf, startOf, writtenAt } from '../c/token.ts'
import { type Annotation, headerAnnotations, unitAnnotations } from './annotations.ts'
import { printClause } from './print.ts'

const path = `${folder}/driver.c`

function unitOf(source: string) {
  return engineOf(source).units.unit(path)!
}

/** `function F: clauses`, `after text: clauses` and so on. */
function read(source: string): string[] {
  const unit = unitOf(source)
  return unitAnnotations(unit).map(annotation => shown(annotation, unit.text))
}

function shown({ attachment, clauses, problems }: Annotation, text: string): string {
  const what = [...clauses.map(printClause), ...problems.map(({ message }) => `! ${message}`)].join('; ')
  if (attachment.kind === 'file' || attachment.kind === 'item') return `${attachment.kind}: ${what}`
  if (attachment.kind === 'function') return `function ${attachment.symbol.name}: ${what}`
  const { first, last } = attachment.statement
  return `${attachment.where} ${text.slice(startOf(writtenAt(first)), endOf(writtenAt(last)))}: ${what}`
}

/** What stands in the reach of the only annotation. */
function reached(source: string): string[] {
  const unit = unitOf(source)
  const [annotation] = unitAnnotations(unit)
  if (annotation === undefined || annotation.attachment.kind === 'file') return []
  const { base } = annotation.origin
  return annotation.attachment.reach.map(({ start, end }) => unit.text.slice(base + start, base + end).trim())
}

const f = 'VOID F(PMRX_SRV_CALL SrvCall)'

describe('where a clause starts', () => {
  test.each([
    ['// @mrx stop', 'stop'],
    ['//@mrx stop', 'stop'],
    ['/// @mrx stop', 'stop'],
    ['/* @mrx stop */', 'stop'],
    ['/** @mrx stop **/', 'stop'],
    ['/* words\n * @mrx stop\n */', 'stop'],
    ['/* words\n @mrx stop\n   unload */', 'stop; unload'],
    ['/* @mrx\n * stop\n *\n\n * @mrx unload\n */', 'stop; unload'],
    ['/* @mrx\r\n * stop\r\n * unload\r\n */', 'stop; unload'],
    ['/* @mrx\n * expect x \\\n *   == 1\n * stop */', 'expect x == 1; stop'],
    ['// @mrx expect x \\\n  == 1\nint a;', 'expect x == 1'],
    ['/* @mrx\n * expect *x == 1\n*expect y */', "expect *x == 1; ! '*' cannot stand here"],
    ['// @mrx', "! A clause is expected behind '@mrx'."],
    ['/* @mrx */', "! A clause is expected behind '@mrx'."],
    ['// @mrx stop\n// @mrx unload', 'stop; unload'],
    ['/* @mrx stop', 'stop'],
  ])('%j', (source, clauses) => expect(read(source)[0]).toContain(`file: ${clauses}`))

  test.each([
    '// see @mrx stop',
    '//// @mrx stop',
    '// @mrxstop',
    '/* a word, then @mrx stop */',
    '/*** @mrx stop */',
    '/* \n *@mrx stop */',
    'char *s = "// @mrx stop";',
    'char *s = "\\"/* @mrx stop */";',
    '#if 0\n// @mrx stop\n#endif',
    '#ifdef NOPE\nint a; /* @mrx\n stop */\n#else\nint b;\n#endif',
    '',
  ])('prose: %j', source => expect(read(source)).toEqual([]))

  test('spans lie on the words, behind continuations too', () => {
    const source = 'int a;\n/* @mrx\n *  expect \\\n *    zzz = 1\n */\n'
    const unit = unitOf(source)
    const [{ problems, origin }] = unitAnnotations(unit) as [Annotation]
    const { start, end } = problems[0]!
    expect([origin.base + start, unit.text.slice(origin.base + start, origin.base + end)]).toEqual([
      source.indexOf('= 1'),
      '=',
    ])
  })
})

describe('whose a group is', () => {
  test.each([
    [`// @mrx stop\n${f} { }`, 'function F: stop'],
    [`// @mrx stop\n${f};`, 'function F: stop'],
    [`// @mrx stop\nMRX_CALL F;\ntypedef int x;`, 'file: stop'],
    [`/* @mrx stop */ static ${f} { }`, 'function F: stop'],
    [`// @mrx stop\n_Use_decl_annotations_\n${f} { }`, 'function F: stop'],
    [`// @mrx stop\n\n${f} { }`, 'file: stop'],
    [`// @mrx stop\n#define A\n${f} { }`, 'file: stop'],
    [`// @mrx stop\nint a;\n${f} { }`, 'file: stop'],
    [`int a; // @mrx stop\n${f} { }`, 'file: stop'],
    [`int a; // prose\n// @mrx stop\n${f} { }`, 'function F: stop'],
    [`// @mrx stop\n\n/* prose */\n${f} { }`, 'function F: stop'],
    [`${f} // @mrx stop\n{ }`, 'function F: stop'],
    [`VOID F(PMRX_SRV_CALL SrvCall /* @mrx stop */) { }`, 'function F: stop'],
    [`${f} { }\n// @mrx stop`, 'file: stop'],
    [`${f} { }\n// @mrx stop\n\n`, 'file: stop'],
    [`struct A {\n  int b; // @mrx stop\n};`, 'item: stop'],
  ])('%j', (source, wanted) => expect(read(`#include <rx.h>\n${source}`)).toEqual([wanted]))
})

describe('points in a body', () => {
  const body = (text: string) => `#include <rx.h>\n${f} {\n${text}\n}`

  test.each([
    ['a(); // @mrx stop', 'after a();: stop'],
    ['a(); /* x */ // @mrx stop', 'after a();: stop'],
    ['a(); // @mrx stop\nb();', 'after a();: stop'],
    ['// @mrx stop\nb();', 'before b();: stop'],
    ['a();\n// @mrx stop\n\n\nb();', 'before b();: stop'],
    ['a();\n// @mrx stop', 'end'],
    ['/* @mrx stop */ b();', 'before b();: stop'],
    ['if (a) b(); // @mrx stop\nc();', 'after if (a) b();: stop'],
    ['if (a)\n  // @mrx stop\n  b();', 'before b();: stop'],
    ['if (a) // @mrx stop\n  b();', 'before b();: stop'],
    ['if (a) { // @mrx stop\n  b(); }', 'before b();: stop'],
    ['if (a) {\n b();\n // @mrx stop\n}\nc();', 'end {\n b();\n // @mrx stop\n}: stop'],
    ['if (a) { b(); } // @mrx stop\nc();', 'after if (a) { b(); }: stop'],
    ['if (a) b(); // @mrx stop\nelse c();', 'after b();: stop'],
    ['a(1, // @mrx stop\n 2);\nb();', 'after a(1, // @mrx stop\n 2);: stop'],
    ['switch (a) {\ncase 1: // @mrx stop\n b();\n}', 'before b();: stop'],
    ['for (;;) { a(); // @mrx stop\n b(); }', 'after a();: stop'],
    ['int x = 1; // @mrx stop', 'after int x = 1;: stop'],
    ['RtlZeroMemory(a, b); // @mrx stop\nc();', 'after RtlZeroMemory(a, b);: stop'],
    ['if (a && // @mrx stop\n c) b();', 'before b();: stop'],
  ])('%j', (source, wanted) => expect(read(body(source))[0]).toContain(wanted))

  test('two comments are two points', () =>
    expect(read(body('a(); // @mrx stop\n// @mrx unload\nb();'))).toEqual(['after a();: stop', 'before b();: unload']))

  test.each([
    ['a(); b(1,\n 2); // @mrx stop', ['2);', 'b(1,\n 2);']],
    ['// @mrx stop\nif (a) {\n b();\n}\nc();', ['if (a) {\n b();\n}']],
    ['if (a &&\n  b) { // @mrx stop\n c(); }', ['b) {', 'if (a &&\n  b) {']],
    ['if (a) {\n b();\n} else { // @mrx stop\n c(); }', ['} else {', 'else {']],
    ['a(1, // @mrx stop\n 2);', ['a(1, // @mrx stop\n 2);']],
    ['a();\n// @mrx stop', []],
  ])('what an allow reaches: %j', (source, wanted) => expect(reached(body(source))).toEqual(wanted))

  test('in an initialiser: the item on the line, or the next one', () => {
    const table = (text: string) => `#include <rx.h>\nvoid *T[] = {\n${text}\n};`
    expect(reached(table('a, // @mrx stop\nb'))).toEqual(['a,'])
    expect(reached(table('a,\n// @mrx stop\nb, c'))).toEqual(['b'])
  })
})

test('a header: its prototypes and inline functions', () => {
  const engine = engineOf({
    'driver.c': `${prelude}#include "my.h"\n`,
    'my.h': `// @mrx allow MRX012 because "x"\n\n// @mrx stop\n${f};\n\n// @mrx unload\n__inline int G(void) {\n  return 1; // @mrx expect irql\n}\n`,
  })
  const unit = engine.units.unit(path)!
  const header = `${folder}/my.h`
  const annotations = headerAnnotations(header, engine.texts.read(header)!, unit)
  expect(annotations.map(each => shown(each, engine.texts.read(header)!))).toEqual([
    'function F: allow MRX012 because "x"; stop',
    'function G: unload',
    'after return 1;: expect irql',
  ])
})

test('a header: a prototype whose type is a macro, and one that is a macro', () => {
  const engine = engineOf({
    'driver.c': `${prelude}#define NOTHING void\n#define HANDLER(name) NOTHING name(int n)\n#include "my.h"\n`,
    'my.h': '// @mrx stop\nNOTHING F(int n);\n\n// @mrx unload\nHANDLER(G);\n\n// @mrx connect\nint H(void);\n',
  })
  const header = `${folder}/my.h`
  const annotations = headerAnnotations(header, engine.texts.read(header)!, engine.units.unit(path)!)
  expect(annotations.map(each => shown(each, engine.texts.read(header)!))).toEqual([
    'function F: stop',
    'function G: unload',
    'function H: connect',
  ])
})

test('an edit elsewhere leaves annotations as they were, at their new place', () => {
  const unit = unitOf(`int a;\n// @mrx stop\n${f} { }\nint b;\n`)
  const [before] = unitAnnotations(unit)
  unit.update(`int aaaa;\n${unit.text.slice(7)}`)
  const [after] = unitAnnotations(unit)
  expect(after).toBe(before)
  expect(unit.text.slice(after!.origin.base + after!.clauses[0]!.start)).toMatch(/^stop\n/)
})
