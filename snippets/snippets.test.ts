// Every snippet, expanded, is C that a compiler accepts against the bundled declarations, and does what RDBSS expects.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import snippets from './c.json' with { type: 'json' }
import { expandSnippet } from './expand.ts'

interface Snippet {
  prefix: string
  body: string[]
  description: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const includes = join(root, 'server/model/include')
const byPrefix = new Map(Object.values<Snippet>(snippets).map(snippet => [snippet.prefix, snippet]))

function expanded(prefix: string): string {
  return `${expandSnippet(byPrefix.get(prefix)!.body)}\n`
}

/** Snippet, function in it, member of MINIRDR_DISPATCH. */
const callbacks = [
  ['mrx-finalize-srvcall', 'MyFinalizeSrvCall', 'MRxFinalizeSrvCall'],
  ['mrx-create-srvcall', 'MyCreateSrvCall', 'MRxCreateSrvCall'],
  ['mrx-winner-notify', 'MySrvCallWinnerNotify', 'MRxSrvCallWinnerNotify'],
  ['mrx-extract-net-root-name', 'MyExtractNetRootName', 'MRxExtractNetRootName'],
  ['mrx-create-v-net-root', 'MyCreateVNetRoot', 'MRxCreateVNetRoot'],
  ['mrx-finalize-v-net-root', 'MyFinalizeVNetRoot', 'MRxFinalizeVNetRoot'],
  ['mrx-finalize-net-root', 'MyFinalizeNetRoot', 'MRxFinalizeNetRoot'],
  ['mrx-connection-id', 'MyGetConnectionId', 'MRxGetConnectionId'],
  ['mrx-start-stop', 'MyStart', 'MRxStart'],
  ['mrx-start-stop', 'MyStop', 'MRxStop'],
  ['mrx-control', 'MyDevFcbXXXControlFile', 'MRxDevFcbXXXControlFile'],
  ['mrx-files', 'MyShouldTryToCollapseThisOpen', 'MRxShouldTryToCollapseThisOpen'],
  ['mrx-files', 'MyDeallocateForFcb', 'MRxDeallocateForFcb'],
] as const
const callbackPrefixes = [...new Set(callbacks.map(([prefix]) => prefix))]
const styles = ['', '-sal'] as const

describe('shape', () => {
  test.each([...byPrefix.keys()])('%s', prefix => {
    expect(prefix).toMatch(/^mrx-[a-z-]+$/)
    const text = expanded(prefix)
    for (const [open, close] of ['{}', '()', '[]'] as const)
      expect(text.split(open!).length, text).toBe(text.split(close!).length)
    expect(text).not.toMatch(/\$|\t|[^\x20-\x7e\n]|[ ]+\n\n/)
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(110)
  })

  test('each is found under its own prefix, in both styles', () => {
    expect(byPrefix.size).toBe(Object.keys(snippets).length)
    const missing = callbackPrefixes.filter(prefix => !byPrefix.has(prefix) || !byPrefix.has(`${prefix}-sal`))
    expect(missing).toEqual([])
  })

  test('those that the walkthrough names exist', () => {
    const page = readFileSync(join(root, 'media/walkthrough/write.md'), 'utf8')
    const named = [...page.matchAll(/`(mrx-[a-z-]+)`/g)].map(match => match[1]!)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter(prefix => !byPrefix.has(prefix))).toEqual([])
  })
})

const noise = /\b(?:IN|OUT|OPTIONAL|NTAPI|_\w+_)\b/g
const declaration = readFileSync(join(includes, 'mrx.h'), 'utf8')

/** Types only: `NTSTATUS (PMRX_SRV_CALL, BOOLEAN)`. */
function signature(returns: string, parameters: string): string {
  const types = parameters.split(',').map(parameter =>
    parameter
      .replace(noise, '')
      .trim()
      .replace(/\s+\w+$/, ''),
  )
  return `${returns} (${types.join(', ')})`
}

function declared(member: string): string {
  const type = new RegExp(`(\\w+) ${member}(?:\\[|;)`).exec(declaration)![1]!
  const [, returns, parameters] = new RegExp(`(\\w+)\\s+\\(NTAPI \\*${type}\\)\\(([^)]*)\\)`).exec(declaration)!
  return signature(returns!, parameters!)
}

describe('prototypes are those of mrx.h', () => {
  const cases = styles.flatMap(style =>
    callbacks.map(([prefix, name, member]) => [prefix + style, name, member] as const),
  )

  test.each(cases)('%s: %s', (prefix, name, member) => {
    const found = new RegExp(`(\\w+) NTAPI\\s+${name}\\(([^)]*)\\)\\s*\\{`).exec(expanded(prefix))
    expect(found, `no ${name} with NTAPI`).not.toBeNull()
    expect(signature(found![1]!, found![2]!)).toBe(declared(member))
  })
})

describe('what RDBSS expects', () => {
  test.each(['mrx-finalize-srvcall', 'mrx-finalize-srvcall-sal', 'mrx-callback-set', 'mrx-callback-set-sal'])(
    '%s',
    prefix => {
      const body = /MyFinalizeSrvCall\([^)]*\)\s*\{([\s\S]*?)\n\}/.exec(expanded(prefix))![1]!
      expect(body).toContain('SrvCall->Context = NULL;')
      expect(body).toContain('SrvCall->Context2 = NULL;')
      expect(body).toContain('if (Server != NULL)')
      expect(body).toContain('UNREFERENCED_PARAMETER(Force);')
      expect(body).not.toMatch(/\*Force|return STATUS_PENDING|if \(!?Force|Free\w*\(SrvCall|ZwClose/)
    },
  )

  test.each(['mrx-create-srvcall', 'mrx-create-v-net-root'])('%s returns STATUS_PENDING on every path', prefix => {
    for (const style of styles) {
      const body = /My(?:CreateSrvCall|CreateVNetRoot)\([^)]*\)\s*\{([\s\S]*?)\n\}/.exec(expanded(prefix + style))![1]!
      const returned = [...body.matchAll(/return ([^;]+);/g)].map(match => match[1])
      expect(new Set(returned)).toEqual(new Set(['STATUS_PENDING']))
    }
  })

  test('no registration hides a difference behind a cast', () => {
    for (const prefix of ['mrx-dispatch', 'mrx-dispatch-initializer', 'mrx-callback-set', 'mrx-callback-set-sal'])
      expect(expanded(prefix)).not.toMatch(/\.MRx\w+\s*=\s*\(/)
  })
})

const clauses = /^(scenario|given|thread|connect|disconnect|finalize|unload|inject|stub|explore|expect|allow)\b/

test.each(
  [...byPrefix.keys()].filter(prefix => /-(scenario|scenario-set|race|expect|stub|inject|allow)$/.test(prefix)),
)('annotation %s consists of clauses', prefix => {
  const lines = expanded(prefix)
    .split('\n')
    .map(line =>
      line
        .replace(/^(\/\*|\/\/| \*\/?)/, '')
        .replace('@mrx', '')
        .trim(),
    )
    .filter(line => line !== '')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(line).toMatch(clauses)
})

const clang = ['clang', 'clang-14', 'clang-16', 'clang-18'].find(name => spawnSync(name, ['--version']).status === 0)
const kernelHeaders = existsSync(join(includes, 'ntifs.h'))

/** Errors and warnings of a compiler that is told to be strict about what a driver's build is strict about. */
function complaints(source: string, target: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'snippet-'))
  try {
    writeFileSync(join(folder, 'driver.c'), source)
    const flags = '-fsyntax-only -fms-extensions -fms-compatibility -std=c17 -nostdinc -D_KERNEL_MODE -Wall -Wextra'
    const quiet =
      '-Wno-microsoft -Wno-multichar -Wno-unused-function -Wno-missing-field-initializers -fno-caret-diagnostics'
    const args = [`--target=${target}`, ...flags.split(' '), ...quiet.split(' '), '-isystem', includes, 'driver.c']
    return spawnSync(clang!, args, { cwd: folder, encoding: 'utf8' })
      .stderr.split('\n')
      .filter(line => line !== '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.runIf(clang && kernelHeaders).each(['x86_64-pc-windows-msvc', 'i686-pc-windows-msvc'])(
  'clang for %s',
  target => {
    const head = '#include <ntifs.h>\n#include <rx.h>\n\n'
    const object = (style: string) => expanded(`mrx-server-object${style}`)
    const all = (style: string) => callbackPrefixes.map(prefix => expanded(prefix + style)).join('\n')

    test.each(styles.flatMap(style => callbackPrefixes.map(prefix => [prefix, style] as const)))(
      '%s%s',
      (prefix, style) => {
        const members = callbacks.filter(([of]) => of === prefix)
        const stores = members.map(([, name, member]) => `    Table->${member} = ${name};\n`).join('')
        const use = `VOID Use(PMINIRDR_DISPATCH Table);\nVOID Use(PMINIRDR_DISPATCH Table)\n{\n${stores}}\n`
        expect(complaints(`${head}${object(style)}\n${expanded(prefix + style)}\n${use}`, target)).toEqual([])
      },
    )

    test.each([
      ['', 'mrx-dispatch', 'mrx-register'],
      ['-sal', 'mrx-dispatch-initializer-sal', 'mrx-register-sal'],
    ])('registration%s', (style, table, register) => {
      const source = [head, object(style), all(style), expanded(table), expanded(register)].join('\n')
      expect(complaints(source, target)).toEqual([])
    })

    test('plain initialiser', () => {
      const use = 'PMINIRDR_DISPATCH Table(VOID);\nPMINIRDR_DISPATCH Table(VOID) { return &MyDispatch; }\n'
      const source = [head, object(''), all(''), expanded('mrx-dispatch-initializer'), use].join('\n')
      expect(complaints(source, target)).toEqual([])
    })

    test.each(['mrx-callback-set', 'mrx-callback-set-sal'])('%s', prefix =>
      expect(complaints(expanded(prefix), target)).toEqual([]),
    )

    test('a wrong type is told', () => {
      const wrong = expanded('mrx-callback-set').replace('IN BOOLEAN Force', 'IN PBOOLEAN Force')
      expect(complaints(wrong, target)).not.toEqual([])
    })
  },
)
