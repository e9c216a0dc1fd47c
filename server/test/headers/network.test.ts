import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { includeFolder } from '../support/sources.ts'
import documentedPages from './network.documented.json' with { type: 'json' }
import facts from './network.facts.json' with { type: 'json' }
import { clang, errorsOf, targets } from './rdbssClang.ts'

const x64 = targets[0]

const windowsHeaders = [
  'minwindef.h',
  'windef.h',
  'winerror.h',
  'lmcons.h',
  'lmerr.h',
  'lmstats.h',
  'lmuseflg.h',
  'nb30.h',
  'netevent.h',
  'ntverp.h',
  'sdkddkver.h',
  'winapifamily.h',
]
const compilerHeaders = ['initguid.h', 'suppress.h', 'dontuse.h', 'warning.h']
const packingHeaders = ['pshpack1.h', 'pshpack2.h', 'pshpack4.h', 'pshpack8.h', 'poppack.h']
const socketHeaders = [
  'inaddr.h',
  'in6addr.h',
  'ws2def.h',
  'ws2ipdef.h',
  'mstcpip.h',
  'netiodef.h',
  'netioddk.h',
  'wsk.h',
]
const transportHeaders = ['tdi.h', 'tdikrnl.h', 'tdiinfo.h', 'tdistat.h', 'ntddtdi.h', 'netpnp.h']
const storageHeaders = ['ntddstor.h', 'ntdddisk.h', 'mountmgr.h', 'mountdev.h']
const securityHeaders = [
  'sspi.h',
  'secext.h',
  'security.h',
  'secint.h',
  'ntsecapi.h',
  'ntsecpkg.h',
  'ntlsa.h',
  'lsalookup.h',
  'bcrypt.h',
]
const traceHeaders = ['wmistr.h', 'evntrace.h', 'evntprov.h', 'TraceLoggingProvider.h']
const driverHeaders = ['aux_klib.h', 'csq.h', 'ntddmup.h']

const headers = [
  ...windowsHeaders,
  ...compilerHeaders,
  ...socketHeaders,
  ...transportHeaders,
  ...storageHeaders,
  ...securityHeaders,
  ...traceHeaders,
  ...driverHeaders,
]

interface Page {
  header: string
  kind: string
  name: string
  members?: string[]
  parameters?: string[]
  irql?: string
}
const pages: Page[] = documentedPages
const ofKind = (kind: string) => pages.filter(page => page.kind === kind)

interface Layout {
  type: string
  size: number
  fields: (string | number)[][]
}
const layouts: { user: Layout[]; kernel: Layout[] } = facts.layouts

const include = (names: readonly string[]) => names.map(name => `#include <${name}>\n`).join('')
const headerText = (name: string) => readFileSync(join(includeFolder, name), 'utf8')
const describeWithClang = describe.skipIf(!clang)

const assertion = (condition: string) => `_Static_assert(${condition}, ${JSON.stringify(condition)});`
const layoutAssertions = (all: readonly Layout[]) =>
  all.flatMap(({ type, size, fields }) => [
    assertion(`sizeof(${type}) == ${size}`),
    ...fields.map(([field, offset]) => assertion(`__builtin_offsetof(${type}, ${field}) == ${offset}`)),
  ])

describeWithClang('network headers under clang', () => {
  describe.each(targets)('%s', target => {
    it('accepts each header alone', { timeout: 120_000 }, () => {
      const alone = headers.map(name => [`${name}.c`, `#include <${name}>\n`])
      expect(errorsOf(Object.fromEntries(alone), target)).toEqual([])
    })

    it.each([
      ['together', include(headers)],
      ['in the opposite order', include([...headers].reverse())],
      ['after the RDBSS headers', include(['rx.h', ...headers])],
      ['before the RDBSS headers', include([...headers, 'rx.h'])],
      ['with security for user mode names', `#define SECURITY_WIN32\n${include(headers)}`],
    ])('accepts all headers %s', (_, source) => {
      expect(errorsOf({ 'all.c': source }, target)).toEqual([])
    })

    it('makes the GUIDs definitions where INITGUID asks for it', () => {
      const source = `${include(['initguid.h', 'mountmgr.h'])}
        const GUID *volume = &MOUNTDEV_MOUNTED_DEVICE_GUID;
        DEFINE_GUID(Own, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        const GUID Own;`
      expect(errorsOf({ 'guid.c': source }, target)).toEqual([])
    })
  })

  it('has the sizes and offsets that a second set of headers has too', () => {
    const lines = [include(headers), ...layoutAssertions([...layouts.user, ...layouts.kernel])]
    expect(errorsOf({ 'layout.c': lines.join('\n') }, x64)).toEqual([])
  })

  it('packs and unpacks', () => {
    const packed = [1, 2, 4, 8].map(
      bytes => `#include <pshpack${bytes}.h>
        struct Packed${bytes} { char byte; double value; };
        #include <poppack.h>
        ${assertion(`sizeof(struct Packed${bytes}) == ${8 + bytes}`)}`,
    )
    const after = `struct After { char byte; double value; };\n${assertion('sizeof(struct After) == 16')}`
    expect(errorsOf({ 'pack.c': [...packed, after].join('\n') }, x64)).toEqual([])
  })

  it('tells a wrong layout', () => {
    const wrong: Layout = { type: 'SOCKADDR_IN', size: 17, fields: [['sin_addr', 2]] }
    const source = [include(['ws2def.h']), ...layoutAssertions([wrong])].join('\n')
    expect(errorsOf({ 'wrong.c': source }, x64)).toHaveLength(2)
  })
})

/** Parameter names of a prototype or function type: the last name of each line up to the closing parenthesis. */
function parametersIn(text: string, name: string): string[] | undefined {
  const list = new RegExp(`(?:\\b|\\*)${name}\\)?\\(\\n([^;]*)\\);`).exec(text)
  if (!list && new RegExp(`\\b${name}\\(VOID\\);`).test(text)) return []
  return list?.[1]?.split('\n').map(line => /(\w+)(?:\[\])?,?$/.exec(line)![1]!)
}

const callables = pages.filter(page => page.parameters)

describe('pages documented for WSK, the module registrar, the mount manager and the auxiliary library', () => {
  it('are known in full', () => {
    expect(ofKind('callback').length).toBeGreaterThan(35)
    expect(ofKind('routine').length).toBeGreaterThan(15)
    expect(ofKind('structure').length).toBeGreaterThan(40)
  })

  it.each(callables.map(page => [page.name, page] as const))(
    '%s has the documented parameters in their order',
    (_, page) => {
      const declared = parametersIn(headerText(page.header), page.name)
      expect(declared?.map(name => name.toLowerCase())).toEqual(page.parameters!.map(name => name.toLowerCase()))
    },
  )

  it.each([
    ['PASSIVE_LEVEL', 'PASSIVE_LEVEL'],
    ['<= DISPATCH_LEVEL', 'DISPATCH_LEVEL'],
    ['< DISPATCH_LEVEL', 'APC_LEVEL'],
  ])('carry the documented IRQL %s', (documented, limit) => {
    const limited = callables.filter(page => page.irql === documented)
    expect(limited.length).toBeGreaterThan(1)
    for (const { header, name } of limited) {
      const annotated = new RegExp(`_IRQL_requires_max_\\(${limit}\\)[^;]*?\\b${name}\\)?\\(`)
      expect([name, annotated.test(headerText(header))]).toEqual([name, true])
    }
  })
})

describeWithClang('structures and codes documented for the network', () => {
  it('have the documented members in their order', () => {
    const order = ofKind('structure').flatMap(({ name, members }) => [
      assertion(`__builtin_offsetof(${name}, ${members![0]}) == 0`),
      ...members!
        .slice(1)
        .map((member, index) =>
          assertion(`__builtin_offsetof(${name}, ${members![index]}) < __builtin_offsetof(${name}, ${member})`),
        ),
    ])
    for (const target of targets) {
      expect(errorsOf({ 'order.c': [include(headers), ...order].join('\n') }, target)).toEqual([])
    }
  })

  it('are declared', () => {
    const uses = ofKind('code').map(({ name }) => `int use_${name}[${name} != 0 ? 1 : -1];`)
    expect(errorsOf({ 'codes.c': [include(headers), ...uses].join('\n') }, x64)).toEqual([])
  })

  it('let a client be written as the documentation shows', () => {
    const source = `#include <wsk.h>
      const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
      NTSTATUS Open(PWSK_REGISTRATION registration, PIRP irp) {
        WSK_CLIENT_NPI npi = { NULL, &dispatch };
        WSK_PROVIDER_NPI provider;
        NTSTATUS status = WskRegister(&npi, registration);
        if (!NT_SUCCESS(status)) return status;
        status = WskCaptureProviderNPI(registration, WSK_INFINITE_WAIT, &provider);
        if (!NT_SUCCESS(status)) return status;
        status = provider.Dispatch->WskSocket(provider.Client, AF_INET6, SOCK_STREAM, IPPROTO_TCP,
          WSK_FLAG_CONNECTION_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
        if (NT_SUCCESS(status)) {
          PWSK_SOCKET socket = (PWSK_SOCKET)irp->IoStatus.Information;
          const WSK_PROVIDER_CONNECTION_DISPATCH *calls = socket->Dispatch;
          status = calls->WskCloseSocket(socket, irp);
        }
        WskReleaseProviderNPI(registration);
        return status;
      }`
    for (const target of targets) expect(errorsOf({ 'client.c': source }, target, '-Werror')).toEqual([])
  })
})

const mingw = ['x86_64-w64-mingw32-gcc'].find(name => spawnSync(name, ['--version']).status === 0)
const describeWithMingw = describe.skipIf(!mingw)

const secondOpinion = {
  user: [
    ...['winsock2', 'windows', 'ws2tcpip', 'mstcpip', 'winerror', 'sspi', 'bcrypt', 'evntrace', 'wmistr'],
    ...['lmcons', 'lmerr', 'lmstats', 'lmuseflg', 'nb30', 'netevent'],
  ],
  kernel: ['ntddk', 'ntddstor', 'ntdddisk', 'mountmgr', 'mountdev', 'tdi', 'tdiinfo', 'netpnp', 'tdikrnl', 'ntddtdi'],
} as const
type Mode = keyof typeof secondOpinion

/** The driver headers stand in a folder beside windows.h and include each other without naming it. */
function driverFolder(): string {
  const run = spawnSync(mingw!, ['-M', '-x', 'c', '-'], { input: '#include <windows.h>\n', encoding: 'utf8' })
  return join(/(\S+)[\\/]windows\.h/.exec(run.stdout)![1]!, 'ddk')
}

function mingwErrors(mode: Mode, lines: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'network-'))
  try {
    const source = ['#define SECURITY_WIN32', ...secondOpinion[mode].map(name => `#include <${name}.h>`), ...lines]
    writeFileSync(join(folder, 'facts.c'), source.join('\n'))
    const args = ['-std=gnu17', '-w', '-fsyntax-only', '-fmax-errors=0', '-I', driverFolder(), 'facts.c']
    const run = spawnSync(mingw!, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
    return run.stderr.split('\n').filter(line => /\berror:/.test(line))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Object-like macros of a header whose body is a number, a control code or an HRESULT. */
function constantsIn(header: string): [string, string][] {
  const number = /^\(?-?(?:0x[0-9a-f]+|\d+)[ul]*\)?$/i
  return [...headerText(header).matchAll(/^#define (\w+) +(.+)$/gm)]
    .map(([, name, body]): [string, string] => [name!, body!.trim()])
    .filter(([, body]) => number.test(body) || /^(?:CTL_CODE|_HRESULT_TYPEDEF_|_WSAIO\w*)\([^()]*\)$/.test(body))
}

/** Where the second set is older, newer or of another mode than the kernel's headers; compared with nothing else. */
const justified: Record<string, string> = facts.justified

describeWithMingw('mingw as second opinion', () => {
  it.each(['user', 'kernel'] as const)('agrees on the layouts of %s mode', mode => {
    expect(mingwErrors(mode, layoutAssertions(layouts[mode]))).toEqual([])
  })

  it.each(['user', 'kernel'] as const)('agrees on the constants that %s mode has too', mode => {
    const constants = headers.flatMap(constantsIn).filter(([name]) => !(name in justified))
    expect(constants.length).toBeGreaterThan(3500)
    const lines = constants.map(
      ([name, body]) => `#ifdef ${name}\n${assertion(`(unsigned)(${name}) == (unsigned)(${body})`)}\n#endif`,
    )
    expect(mingwErrors(mode, lines)).toEqual([])
  })
})

describe('network header files', () => {
  it.each(headers)('%s says what it is and guards itself', name => {
    const text = headerText(name)
    expect(text).toMatch(/^\/\*\n \* [^\n]{20,}\n/)
    expect(/^#ifndef (\w+)\n#define \1\n/m.test(text)).toBe(true)
  })

  it.each(packingHeaders)('%s says what it is and is meant to be repeated', name => {
    expect(headerText(name)).toMatch(/^\/\*\n \* [^\n]{20,}\n/)
    expect(headerText(name)).not.toMatch(/^#ifndef/m)
  })

  it('lists every error code once', () => {
    const names = constantsIn('winerror.h').map(([name]) => name)
    expect(names.length).toBeGreaterThan(3000)
    expect(new Set(names).size).toBe(names.length)
  })
})
