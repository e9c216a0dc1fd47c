import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../knowledge/catalogue.ts'
import { packedLibrary } from '../../knowledge/library.ts'
import { memoryFiles } from '../../project/files.ts'
import type { CheckReport, CheckRequest } from '../../protocol/check.ts'
import type { Finding, Severity } from '../../protocol/finding.ts'
import type { Host } from './host.ts'
import { run } from './program.ts'

const texts = {
  '/w/drv/a.c': 'VOID f;\n',
  '/w/drv/readme.md': '',
  '/w/docs/x.md': '',
  '/w/my.json': '{}',
  '/other/b.c': 'int b;\n',
}
const files = memoryFiles(texts)
const catalogue = new Catalogue([
  { code: 'MRX011', name: 'callback-signature', severity: 'high', mistake: 'PBOOLEAN Force', mechanism: 'mismatch' },
  { code: 'MRX012', name: 'callback-cast', severity: 'medium', mistake: 'cast', mechanism: 'hides' },
])

interface World {
  report?: Partial<CheckReport>
  fails?: Error
  /** Besides those of all tests. */
  disk?: Record<string, string>
}

function mrx(line: string, { report = {}, fails, disk }: World = {}) {
  const requests: CheckRequest[] = []
  const written: Record<string, string> = {}
  let [out, err, served, debugged] = ['', '', false, false]
  const host: Host = {
    cwd: '/w',
    version: '1.2.3',
    color: false,
    files: disk === undefined ? files : memoryFiles({ ...texts, ...disk }),
    write: (path, text) => {
      if (path.startsWith('/w/locked')) return 'EACCES'
      written[path] = text
      return undefined
    },
    catalogue: () => catalogue,
    library: () => packedLibrary({}),
    engine: () => ({
      codes: ['MRX011'],
      docs: () => undefined,
      check: request => {
        if (fails !== undefined) throw fails
        requests.push(request)
        return { files: ['/w/drv/a.c'], findings: [], unusable: [], ...report }
      },
    }),
    simulator: () => ({
      simulate: () => ({ scenarios: [], findings: [], stubs: [], uncompiled: [], unusable: [] }),
      trace: () => ({ problem: 'no run' }),
    }),
    exec: () => 0,
    serve: () => void (served = true),
    debug: () => void (debugged = true),
    out: text => void (out += text),
    err: text => void (err += text),
    now: () => 5,
  }
  const code = run(line.split(' ').filter(Boolean), host)
  return { code, out, err, served, debugged, requests, written }
}

function finding(severity: Severity): Finding {
  const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } }
  return {
    file: '/w/drv/a.c',
    code: 'MRX011',
    name: 'callback-signature',
    severity,
    message: 'm',
    range,
    related: [],
    fixes: [],
  }
}

describe('exit code of check', () => {
  test.each<[Severity[], number]>([
    [[], 0],
    [['hint', 'information'], 0],
    [['hint', 'warning'], 1],
    [['error'], 1],
  ])('findings %j give %i', (severities, code) => {
    const result = mrx('check drv', { report: { findings: severities.map(finding) } })
    expect([result.code, result.err]).toEqual([code, ''])
  })

  test('input that could not be used outweighs findings, which are still printed', () => {
    const result = mrx('check drv', { report: { findings: [finding('error')], unusable: ['.mrxrc.json: not valid'] } })
    expect([result.code, result.err]).toEqual([2, 'mrx: .mrxrc.json: not valid\n'])
    expect(result.out).toContain('drv/a.c:1:6: error: m')
  })

  test('what was passed over is told and changes nothing', () => {
    const passedOver = [{ file: '/w/drv/old.c', buildFile: '/w/drv/sources' }]
    const { code, err } = mrx('check drv', { report: { passedOver } })
    expect([code, err]).toEqual([0, 'mrx: drv/old.c: passed over: not listed in drv/sources\n'])
  })

  test('what a build names and is missing is told and changes nothing', () => {
    const { code, out, err } = mrx('check drv', { report: { incomplete: ['d.vcxproj:2: The import is gone.'] } })
    expect([code, out, err]).toEqual([
      0,
      '1 file checked: nothing to report\n',
      'mrx: d.vcxproj:2: The import is gone.\n',
    ])
    expect(mrx('check drv --format sarif', { report: { incomplete: ['d: gone'] } }).out).toContain('"text": "d: gone"')
  })

  test('what could not be read, as a conflict that a merge has left, is told and changes nothing', () => {
    const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 2 } }
    const halfRead = [{ file: '/w/drv/a.c', range, message: "a type is expected before '<<'", others: 1 }]
    const { code, out, err } = mrx('check drv', { report: { halfRead } })
    expect([code, out, err]).toEqual([
      0,
      '1 file checked: nothing to report\n',
      "mrx: drv/a.c:7: a type is expected before '<<' (and in 1 other place): what this breaks was not looked at\n",
    ])
  })

  test('nothing is left of what settings exclude', () => {
    const { code, err } = mrx('check docs', { report: { files: [], excluded: ['/w/docs/a.c', '/w/docs/b', '/w/drv'] } })
    expect([code, err]).toEqual([
      2,
      'mrx: docs: nothing to check: no C or C++ source with mini-redirector code but in what settings exclude (docs/a.c and 1 more)\n',
    ])
  })

  test('our own mistake is none of these', () => {
    const { code, err } = mrx('check drv', { fails: new TypeError('boom') })
    expect(code).toBe(70)
    expect(err).toContain('boom')
  })
})

describe('one line on standard error and 2', () => {
  test.each([
    ['check', "mrx: missing required argument 'path'"],
    ['check nowhere', 'mrx: nowhere: no such file or folder'],
    ['check drv docs', 'mrx: docs: nothing to check: no C or C++ source with mini-redirector code'],
    [
      'check drv --format yaml',
      "mrx: option '--format <format>' argument 'yaml' is invalid. Allowed: text, json, sarif, junit, github.",
    ],
    [
      'check drv --arch arm46',
      "mrx: option '--arch <arch>' argument 'arm46' is invalid. Did you mean arm64? Allowed: x64, x86, arm64.",
    ],
    ['check drv --define 1=2', "argument '1=2' is invalid. A macro is written NAME or NAME=value."],
    ['check drv --include none', 'mrx: --include none: no such folder'],
    ['check drv --include my.json', 'mrx: --include my.json: no such folder'],
    ['check drv --config none.json', 'mrx: --config none.json: no such file or folder'],
    ['check drv --config docs', 'mrx: --config docs: is a folder'],
    ['check drv --shard 3/2', "'3/2' is invalid. A shard is written I/N, as 1/4, with I from 1 to N."],
    ['check drv --shard 0/2', "'0/2' is invalid. A shard is written I/N"],
    ['check drv --baseline none.json', 'mrx: --baseline none.json: cannot be read'],
    ['check drv --baseline my.json', 'mrx: --baseline my.json: not a baseline; --write-baseline makes one'],
    ['check drv --write-baseline locked/b.json', 'mrx: --write-baseline locked/b.json: cannot be written: EACCES'],
    ['rules --format sarif', "argument 'sarif' is invalid. Allowed: text, json."],
    ['check drv --wrong', "mrx: unknown option '--wrong'"],
    ['chekc drv --quiet', 'mrx: unknown command chekc; did you mean check? (mrx --help)'],
    [
      'drv',
      'mrx: unknown command drv; commands: check, simulate, rules, explain, exec, server, debug-adapter (mrx --help)',
    ],
    ['--wrong', 'mrx: unknown option --wrong (mrx --help)'],
    ['', 'mrx: nothing to do; commands: '],
    ['explain MRX014', 'mrx: unknown rule MRX014; did you mean MRX011?'],
    ['explain nonsense', 'mrx: unknown rule nonsense; mrx rules lists them'],
    ['rules too many', 'mrx: too many arguments'],
    ['server', "mrx: required option '--stdio' not specified"],
  ])('mrx %s', (line, message) => {
    const { code, out, err } = mrx(line)
    expect([code, out, err.split('\n').length]).toEqual([2, '', 2])
    expect(err).toContain(message)
  })
})

test('paths and options reach the engine, made absolute', () => {
  const { requests } = mrx(
    'check drv/../drv /other/b.c -I docs --include drv -D A --define=B=1 --config my.json --arch x86',
    { report: { files: ['/w/drv/a.c', '/other/b.c'] } },
  )
  expect(requests).toEqual([
    {
      paths: ['/w/drv', '/other/b.c'],
      includePaths: ['/w/docs', '/w/drv'],
      defines: ['A', 'B=1'],
      config: '/w/my.json',
      arch: 'x86',
    },
  ])
})

test('json is one document, with paths as the reader sees them', () => {
  const { out, code } = mrx('check drv --format json', { report: { findings: [finding('warning')] } })
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ version: 1, files: 1, findings: [{ file: 'drv/a.c', code: 'MRX011' }] })
})

test('rules lists what is checked, not what is only known', () => {
  expect(mrx('rules').out).toBe('MRX011  error        callback-signature  PBOOLEAN Force\n')
  expect(JSON.parse(mrx('rules --format json').out).rules).toHaveLength(1)
})

test('explain takes a code or a name, and says when a mistake is not looked for', () => {
  expect(mrx('explain mrx011').out).toContain('# MRX011 callback-signature\n\nSeverity: error\n')
  expect(mrx('explain callback-cast').out).toContain('does not look for it yet')
  expect(JSON.parse(mrx('explain MRX012 --format json').out)).toMatchObject({ severity: 'warning', checked: false })
})

test('server leaves the process to the editor', () => {
  expect(mrx('server --stdio')).toMatchObject({ code: undefined, served: true, out: '' })
  expect(mrx('debug-adapter')).toMatchObject({ code: undefined, debugged: true, out: '' })
})

test('help and version are no errors', () => {
  expect(mrx('--version')).toMatchObject({ code: 0, out: '1.2.3\n' })
  expect(mrx('check --help')).toMatchObject({ code: 0, err: '' })
  expect(mrx('--help').out).toContain('Exit status:')
  expect(mrx('--help').out).toMatch(/^Usage: mrx \[options\] <command> …$/m)
})

describe('a baseline', () => {
  const report = { findings: [finding('error')] }

  test('is written, and holds for the run that writes it', () => {
    const { code, out, written } = mrx('check drv --write-baseline base/known.json', { report })
    expect([code, out]).toEqual([0, '1 file checked: nothing to report; 1 is in the baseline\n'])
    expect(JSON.parse(written['/w/base/known.json']!)).toEqual({
      version: 1,
      tool: 'mrx-driver-tools',
      findings: [{ file: '../drv/a.c', code: 'MRX011', message: 'm', line: 'VOID f;' }],
    })
  })

  test('leaves new findings, which alone decide the exit code', () => {
    const known = mrx('check drv --write-baseline known.json', { report }).written['/w/known.json']!
    const disk = { '/w/known.json': known }
    expect(mrx('check drv --baseline known.json', { report, disk }).code).toBe(0)
    const more = { findings: [finding('error'), { ...finding('error'), message: 'another' }] }
    const { code, out } = mrx('check drv --baseline known.json --format json', { report: more, disk })
    expect([code, JSON.parse(out).known, JSON.parse(out).findings[0].message]).toEqual([1, 1, 'another'])
  })
})

test('shards part the files, with their findings', () => {
  const report = { files: ['/w/drv/a.c', '/w/drv/b.c', '/w/drv/c.c'], findings: [finding('error')] }
  expect(mrx('check drv --shard 1/2', { report }).out).toContain('2 files checked: 1 error')
  expect(mrx('check drv --shard 2/2', { report })).toMatchObject({
    code: 0,
    out: '1 file checked: nothing to report\n',
  })
  expect(mrx('check drv --shard 4/9', { report })).toMatchObject({
    code: 0,
    out: '0 files checked: nothing to report\n',
  })
})

test('sarif, junit and github', () => {
  const report = { findings: [finding('warning')] }
  const { runs } = JSON.parse(mrx('check drv --format sarif', { report }).out)
  expect(runs[0].originalUriBaseIds.SRCROOT.uri).toBe('file:///w/')
  expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('drv/a.c')
  expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['MRX011'])
  expect(mrx('check drv --format junit', { report }).out).toContain('<failure type="MRX011" message="m">drv/a.c:1:6')
  expect(mrx('check drv --format github --quiet', { report }).out).toBe(
    '::warning file=drv/a.c,line=1,endLine=1,col=6,endColumn=7,title=MRX011 callback-signature::m\n',
  )
})
