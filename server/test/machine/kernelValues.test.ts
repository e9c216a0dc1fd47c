// The debugger on a driver's C: what the bundled headers and the pages of structures know has its name.
import { expect, test } from 'vitest'
import { targets } from '../../src/c/environment.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { Knowledge } from '../../src/knowledge/pages.ts'
import { kernelFormats } from '../../src/knowledge/valueFormats.ts'
import { Debugger } from '../../src/machine/debug/debugger.ts'
import { ThreadExecution } from '../../src/machine/debug/execution.ts'
import { Machine } from '../../src/machine/machine.ts'
import { linkProgram } from '../../src/machine/program.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { BundledHeaders } from '../../src/project/bundledHeaders.ts'

const library = openLibrary(import.meta.dirname)
const headers = new BundledHeaders(library)

const source = `#include <ntifs.h>
#include <rx.h>
VOID Stop(VOID);
NTSTATUS Entry(VOID)
{
  NTSTATUS status = STATUS_PENDING, denied = STATUS_ACCESS_DENIED;
  WCHAR text[] = L"\\\\server";
  UNICODE_STRING name = { 14, 16, text };
  static MRX_SRV_CALL server;
  PMRX_SRV_CALL srvCall = &server;
  RX_BLOCK_CONDITION condition = Condition_Good;
  server.Flags = SRVCALL_FLAG_FILE_SERVER | SRVCALL_FLAG_DFS_AWARE_SERVER;
  server.pSrvCallName = &name;
  Stop();
  return denied;
}
`

function stopped(): Debugger {
  const loader = {
    read: (path: string) => headers.read(path) ?? (path === '/a.c' ? source : undefined),
    resolve: (name: string, _angled: boolean, from: string) => headers.find(name, from) ?? headers.find(name),
  }
  const options = { path: '/a.c', target: targets.x64, dialect: 'msvc', cplusplus: false, defines: [] } as const
  const unit = new TranslationUnit({ ...options, configuration: 'x64' }, loader)
  unit.update(source)
  const machine = new Machine(linkProgram([unit], ['Entry']), { routine: () => undefined }, { stackBytes: 24_576 })
  machine.initialize()
  const thread = machine.newThread()
  expect(machine.start(thread, 'Entry')).toBe(true)
  const own = new Debugger(new ThreadExecution(machine, thread), { formats: kernelFormats(Knowledge.of(library)) })
  expect(own.resume().reason).toBe('unsupported')
  return own
}

test('statuses, flags, counted strings and enumerators', () => {
  const own = stopped()
  const value = (text: string) => {
    const answer = own.evaluate(text, 0)
    return typeof answer === 'string' ? answer : answer.value
  }
  expect(
    [
      'status',
      'denied',
      '(NTSTATUS)0',
      'srvCall->Flags',
      'condition',
      '*srvCall->pSrvCallName',
      'NT_SUCCESS(denied)',
    ].map(value),
  ).toEqual([
    'STATUS_PENDING',
    'STATUS_ACCESS_DENIED',
    'STATUS_SUCCESS',
    'SRVCALL_FLAG_FILE_SERVER | SRVCALL_FLAG_DFS_AWARE_SERVER',
    'Condition_Good',
    '"\\\\server"',
    '0',
  ])
  const [locals] = own.scopes(0)
  const server = locals!.variables.find(({ name }) => name === 'srvCall')!
  expect(server.value).toBe('&server')
  const members = own.variables(server.reference)
  expect(members.find(({ name }) => name === 'pSrvCallName')).toMatchObject({
    value: '&name "\\\\server"',
    expression: 'srvCall->pSrvCallName',
  })
})
