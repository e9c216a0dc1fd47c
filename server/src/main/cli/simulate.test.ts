import { describe, expect, test } from 'vitest'
import { memoryFiles } from '../../project/files.ts'
import type {
  ScenarioReport,
  SimulatedViolation,
  SimulateRequest,
  SimulationReport,
  TraceRequest,
} from '../../protocol/simulate.ts'
import type { Host } from './host.ts'
import { run } from './program.ts'

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } }
const violation: SimulatedViolation = {
  code: 'MRX005',
  name: 'context-used-after-free',
  severity: 'error',
  message: 'Finalize writes 4 bytes, which were freed',
  file: '/w/drv/a.c',
  range,
  thread: 'worker-1',
  bugcheck: '0xC2 BAD_POOL_CALLER, at the call',
  related: [{ file: '/w/drv/a.c', range: { ...range, start: { line: 0, character: 0 } }, message: 'freed' }],
  schedule: '1:4=1',
  run: [
    { lane: 'user', text: 'step disconnect by user' },
    { lane: 'user', text: 'step disconnect by user' },
    { lane: 'user', text: 'fails allocation', file: '/w/drv/a.c', range },
    { lane: 'worker-1', text: 'call MRxFinalizeSrvCall S1 rc 1 lock exclusive System' },
    { lane: 'worker-1', text: 'return MRxFinalizeSrvCall' },
  ],
}
const scenario: ScenarioReport = {
  file: '/w/drv/a.c',
  function: 'Finalize',
  scenario: 'last reference',
  builtin: true,
  profile: 'callback-page',
  verdict: 'pass',
  expectations: [],
  violations: [],
  possible: [],
  caller: 'user',
  forced: false,
  injects: false,
  explored: { runs: 3, states: 4, preemptions: 0, complete: true },
}
const failing: ScenarioReport = { ...scenario, verdict: 'fail', violations: [violation], schedule: '1:4=1' }
const unknown: ScenarioReport = { ...scenario, verdict: 'unknown', reason: 'a routine has no body' }

function simulate(scenarios: ScenarioReport[], more: Partial<SimulationReport> = {}, options = '') {
  const requests: SimulateRequest[] = []
  const traced: TraceRequest[] = []
  const written: Record<string, string> = {}
  let [out, err] = ['', '']
  const host = {
    cwd: '/w',
    version: '0',
    color: false,
    files: memoryFiles({ '/w/drv/a.c': 'int a;\n  free(b);\n', '/w/out/old.json': '', '/locked/old.json': '' }),
    simulator: () => ({
      simulate: (request: SimulateRequest) => {
        requests.push(request)
        return { scenarios, findings: [], stubs: [], uncompiled: [], unusable: [], ...more }
      },
      trace: (request: TraceRequest) => {
        traced.push(request)
        return request.schedule === '1:9=9' ? { problem: 'the schedule is lost' } : { format: 'mrx-trace' }
      },
    }),
    write: (path: string, text: string) => {
      if (path.startsWith('/locked')) return 'EACCES'
      written[path] = text
      return undefined
    },
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    now: () => 0,
  } as unknown as Host
  return { code: run(`simulate drv ${options}`.split(' ').filter(Boolean), host), out, err, requests, traced, written }
}

describe('mrx simulate', () => {
  test('nothing wrong', () => {
    expect(simulate([scenario])).toMatchObject({
      code: 0,
      out: 'pass    Finalize: last reference (callback-page)\n1 scenario, 3 runs: 1 pass\n',
      err: '',
    })
  })

  test('a violation is told once, with its line, its notes and the run', () => {
    const { code, out } = simulate([failing, { ...failing, scenario: 'forced' }])
    expect(code).toBe(1)
    expect(out).toBe(`fail    Finalize: last reference (callback-page)
drv/a.c:2:3: error: Finalize writes 4 bytes, which were freed [MRX005 context-used-after-free]
    2 |   free(b);
      |   ^^^^
drv/a.c:1:1: note: freed
    1 | int a;
      | ^^^^^^
  bugcheck: 0xC2 BAD_POOL_CALLER, at the call
  the run (--schedule 1:4=1):
    user                        worker-1
    --------------------------  ----------------------------------------
    > disconnect by user
    ! allocation fails, line 2
                                MRxFinalizeSrvCall S1 rc 1, netname lock
                                  exclusive
                                *** MRX005 at drv/a.c:2:3

fail    Finalize: forced (callback-page)
drv/a.c:2:3: error: Finalize writes 4 bytes, which were freed [MRX005 context-used-after-free], as above
2 scenarios, 6 runs: 2 fail
`)
  })

  test('callbacks of one name in several drivers are told apart by their files', () => {
    const { out } = simulate([scenario, { ...failing, file: '/w/old/a.c' }], {}, '--quiet')
    expect(out.split('\n').filter(line => /^(?:pass|fail)/.test(line))).toEqual([
      'pass    Finalize in drv/a.c: last reference (callback-page)',
      'fail    Finalize in old/a.c: last reference (callback-page)',
    ])
  })

  test('who asks for proposals is told that there are none', () => {
    expect(simulate([scenario], { proposals: [] }, '--propose --quiet').out).toMatch(/\nno clause to propose\n$/)
    expect(simulate([scenario], {}, '--quiet').out).not.toContain('propose')
  })

  test('both profiles are one line where they come out alike', () => {
    const other = { ...scenario, profile: 'function-page' } as const
    const twice = (a: typeof scenario, b: typeof scenario) =>
      simulate([a, { ...b, profile: 'function-page' }])
        .out.split('\n')
        .filter(line => /^(?:pass|fail|unknown)/.test(line))
    expect(twice(scenario, scenario)).toEqual(['pass    Finalize: last reference (both profiles)'])
    expect(twice(failing, failing)).toEqual(['fail    Finalize: last reference (both profiles)'])
    expect(twice(unknown, unknown)).toEqual(['unknown Finalize: last reference (both profiles): a routine has no body'])
    expect(twice(scenario, failing)).toHaveLength(2)
    const elsewhere = { ...violation, message: 'something else' }
    expect(twice(failing, { ...failing, violations: [elsewhere] })).toHaveLength(2)
    expect(simulate([scenario, other, scenario]).out.split('\n').slice(0, 2)).toEqual([
      'pass    Finalize: last reference (both profiles)',
      'pass    Finalize: last reference (callback-page)',
    ])
  })

  test('what is unknown', () => {
    const needs = { ...unknown, reason: 'depends on TdiOpen, which has no body' }
    const stubs = ['TdiSend', 'TdiOpen', 'TdiListen'].map(name => ({ function: name, callers: 2 }))
    const { code, out } = simulate([scenario, needs], { stubs })
    expect([code, out]).toEqual([
      3,
      `pass    Finalize: last reference (callback-page)
unknown Finalize: last reference (callback-page): depends on TdiOpen, which has no body
no body: TdiOpen, called in 2 functions
no body, and no verdict asks for them: TdiSend, TdiListen
2 scenarios, 6 runs: 1 unknown, 1 pass
`,
    ])
    expect(simulate([unknown, failing]).code).toBe(1)
  })

  test('what does not compile comes in front of what is unknown for it', () => {
    const uncompiled = [{ file: '/w/drv/a.c', range, message: '"missing.h" is not found' }]
    const [first, second] = simulate([unknown], { uncompiled }).out.split('\n')
    expect(first).toMatch(/^does not compile: drv\/a\.c:\d+:\d+: "missing\.h" is not found$/)
    expect(second).toMatch(/^unknown /)
  })

  test('an #error says what an author can do about it', () => {
    const uncompiled = [{ file: '/w/drv/a.c', range, message: '#error "ring-0 only"' }]
    const [first] = simulate([unknown], { uncompiled }).out.split('\n')
    expect(first).toMatch(/: #error "ring-0 only"; what its build defines is said with -D, or "defines" in settings$/)
  })

  test('what is missing in many sources is told once', () => {
    const at = (file: string, message: string) => ({ file, range, message })
    const missing = '"missing.h" is not found'
    const uncompiled = [at('/w/drv/a.c', missing), at('/w/drv/a.c', 'no type'), at('/w/drv/b.c', missing)]
    const lines = simulate([unknown], { uncompiled }).out.split('\n')
    expect(lines[0]).toMatch(
      /^does not compile: drv\/a\.c:\d+:\d+: "missing\.h" is not found \(and in 1 other place\)$/,
    )
    expect(lines[1]).toMatch(/^does not compile: drv\/a\.c:\d+:\d+: no type$/)
    expect(lines[2]).toMatch(/^unknown /)
  })

  test('the same reason of one scenario after the other is told once', () => {
    const other = { ...unknown, reason: 'the time is spent' }
    const { out } = simulate([unknown, scenario, unknown, other, unknown])
    const reasons = out.split('\n').flatMap(line => /^unknown.*\): (.*)$/.exec(line)?.[1] ?? [])
    expect(reasons).toEqual(['a routine has no body', 'as above', 'the time is spent', 'a routine has no body'])
  })

  test('what is possible does not fail', () => {
    const { code, out } = simulate([{ ...unknown, possible: [violation] }])
    expect(code).toBe(3)
    expect(out).toContain('drv/a.c:2:3: possible: Finalize writes 4 bytes, which were freed [MRX005')
  })

  test('json', () => {
    const { code, out } = simulate([failing], { stubs: [{ function: 'TdiOpen', callers: 2 }] }, '--format json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      elapsedMs: 0,
      scenarios: [
        {
          file: 'drv/a.c',
          scenario: 'last reference',
          builtin: true,
          verdict: 'fail',
          expectations: [],
          violations: [{ code: 'MRX005', file: 'drv/a.c', range, thread: 'worker-1', related: [{ file: 'drv/a.c' }] }],
          schedule: '1:4=1',
          possible: [],
          explored: { runs: 3, complete: true },
        },
      ],
      stubs: [{ function: 'TdiOpen', callers: 2 }],
    })
  })

  test('junit', () => {
    const { code, out } = simulate([scenario, failing, { ...unknown, reason: 'a < b' }], {}, '--format junit')
    expect([code, out]).toEqual([
      1,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="mrx simulate" tests="3" failures="1" errors="0" skipped="1" time="0.000">
    <testcase name="last reference (callback-page)" classname="Finalize" file="drv/a.c"/>
    <testcase name="last reference (callback-page)" classname="Finalize" file="drv/a.c">
      <failure type="MRX005" message="Finalize writes 4 bytes, which were freed">drv/a.c:2:3: error: Finalize writes 4 bytes, which were freed [MRX005 context-used-after-free] on worker-1, --schedule 1:4=1</failure>
    </testcase>
    <testcase name="last reference (callback-page)" classname="Finalize" file="drv/a.c">
      <skipped message="a &lt; b"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    ])
  })

  test('github and sarif have what is unknown, each reason once', () => {
    const other = { ...unknown, scenario: 'forced' }
    const told = 'unknown: a routine has no body (in "last reference" and 1 other)'
    const { code, out } = simulate([unknown, other, scenario], {}, '--format github')
    expect([code, out]).toEqual([3, `::notice title=unknown::${told}\n1 file checked: not everything is known\n`])
  })

  test('junit has what makes the exit status, and not the scenarios alone', () => {
    const unreached = {
      code: 'MRX106',
      name: 'expectation-unreached',
      severity: 'warning',
      message: 'no < way',
      range,
    } as const
    const findings = [{ ...unreached, file: '/w/drv/a.c', function: 'Finalize' }]
    const { code, out } = simulate([scenario], { findings, unusable: ['b.c: cannot be read'] }, '--format junit')
    expect(code).toBe(2)
    expect(out).toContain('<testsuite name="mrx simulate" tests="3" failures="1" errors="1" skipped="0"')
    expect(out).toContain('name="MRX106 expectation-unreached, drv/a.c:2:3" classname="Finalize"')
    expect(out).toContain('<failure type="MRX106" message="no &lt; way">drv/a.c:2:3: warning: no &lt; way')
    expect(out).toContain('<error message="b.c: cannot be read"/>')
  })

  test('github, each place once', () => {
    const { code, out } = simulate([failing, failing], {}, '--format github')
    expect(code).toBe(1)
    expect(out.match(/^::error /gm)).toHaveLength(1)
    expect(out).toContain('file=drv/a.c,line=2')
  })

  test('options', () => {
    const { requests } = simulate([scenario], {}, '--scenario last --schedule 1: --profile both --budget 5 --arch x86')
    expect(requests).toEqual([
      {
        paths: ['/w/drv'],
        includePaths: [],
        defines: [],
        arch: 'x86',
        scenario: 'last',
        schedule: '1:',
        profile: 'both',
        budgetMs: 5_000,
      },
    ])
  })

  test('a budget that nobody names is left to the settings, and a short one is as good as there', () => {
    expect(simulate([scenario]).requests[0]).not.toHaveProperty('budgetMs')
    expect(simulate([scenario], {}, '--budget 0.5').requests[0]).toMatchObject({ budgetMs: 500 })
    const { code, err } = simulate([scenario], {}, '--budget 0')
    expect([code, err]).toEqual([2, expect.stringContaining('It is a number above 0.')])
  })

  test.each([
    [[], {}, '', 'drv: nothing to simulate: no driver with mini-redirector code'],
    [[], {}, '--scenario x', 'drv: nothing to simulate: no driver with mini-redirector code'],
    [
      [],
      { names: ['life', 'end'] },
      '--scenario x',
      'drv: nothing to simulate: no scenario "x"; there are "life", "end"',
    ],
    [[], { names: ['life', 'end'] }, '--scenario lief', 'no scenario "lief"; did you mean "life"?'],
    [[], { names: ['a Life'] }, '--scenario life', 'no scenario "life"; did you mean "a Life"?'],
    [[], { names: [] }, '', 'no scenario: settings leave out the built-in ones, and no annotation has one'],
    [
      [scenario],
      { lost: 'x is no schedule' },
      '--schedule x',
      'x is no schedule: --schedule takes what a run is shown',
    ],
    [[scenario], {}, '--budget none', 'argument'],
    [[scenario], {}, '--profile neither', 'both'],
    [[scenario], { unusable: ['a.c: cannot be read'] }, '', 'a.c: cannot be read'],
  ])('what cannot be used is one line and 2', (scenarios, more, options, message) => {
    const { code, err } = simulate(scenarios, more, options)
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1])
    expect(err).toContain(message)
  })
})

test('what a build names and is missing is told and changes nothing', () => {
  expect(simulate([scenario], { incomplete: ['d: gone'] })).toMatchObject({ code: 0, err: 'mrx: d: gone\n' })
})

test('what was passed over is told, also where nothing is left', () => {
  const passedOver = [{ file: '/w/drv/old.c', buildFile: '/w/drv/sources' }]
  const told = 'mrx: drv/old.c: passed over: not listed in drv/sources\n'
  expect(simulate([scenario], { passedOver })).toMatchObject({ code: 0, err: told })
  const { code, err } = simulate([], { passedOver })
  expect([code, err.startsWith(told), err]).toEqual([2, true, expect.stringContaining('nothing to simulate')])
})

test.each([
  ['--trace none/a.json', 'mrx: cannot write none/a.json: there is no such folder\n'],
  ['--trace out', 'mrx: cannot write "out": it is a folder\n'],
  ['--trace=', 'mrx: cannot write "": it is a folder\n'],
  ['--propose --format junit', 'mrx: --propose: --format junit has no place for it; text and json have\n'],
  ['--mutants --format sarif', 'mrx: --mutants: --format sarif has no place for it; text and json have\n'],
])('%s: what could not be written is told before the runs', (options, message) => {
  expect(simulate([scenario], {}, options)).toMatchObject({ code: 2, err: message, out: '', requests: [] })
})

describe('mrx simulate --trace', () => {
  test('writes the run that fails first', () => {
    const { code, traced, written } = simulate([scenario, failing], {}, '--trace out/run.json')
    expect(code).toBe(1)
    expect(traced).toMatchObject([
      {
        paths: ['/w/drv'],
        file: '/w/drv/a.c',
        scenario: 'last reference',
        profile: 'callback-page',
        schedule: '1:4=1',
      },
    ])
    expect(written).toEqual({ '/w/out/run.json': '{"format":"mrx-trace"}\n' })
  })

  test('writes the first run where nothing fails, or the one that was asked for', () => {
    expect(simulate([scenario], {}, '--trace a.json').traced[0]!.schedule).toBe('1:')
    expect(simulate([scenario], {}, '--trace a.json --schedule 1:3=1').traced[0]!.schedule).toBe('1:3=1')
  })

  test('says what keeps it from doing so', () => {
    expect(simulate([failing], {}, '--trace /locked/a.json')).toMatchObject({
      code: 2,
      err: 'mrx: cannot write /locked/a.json: EACCES\n',
    })
    const lost = simulate([{ ...failing, schedule: '1:9=9' }], {}, '--trace a.json')
    expect(lost).toMatchObject({ code: 2, err: 'mrx: the schedule is lost\n', written: {} })
  })
})
