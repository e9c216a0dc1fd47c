// The build files of the examples, read from the disk as a user's are.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { NodeFiles } from '../../src/main/files.node.ts'
import { BuildConfigurations } from '../../src/project/buildConfiguration.ts'
import { baseName, normalize } from '../../src/project/paths.ts'

const examples = normalize(fileURLToPath(new URL('../../../examples', import.meta.url)))
const builds = new BuildConfigurations({ files: new NodeFiles(), folders: [examples] })

test.each([
  ['loopback/server.c', 'loopback', ['control.c', 'driver.c', 'echo.c', 'file.c', 'server.c', 'session.c', 'share.c']],
  [
    'loopback/loopback.h',
    'loopback',
    ['control.c', 'driver.c', 'echo.c', 'file.c', 'server.c', 'session.c', 'share.c'],
  ],
  ['nullredir/init.c', 'nullredir', ['control.c', 'file.c', 'init.c', 'server.c', 'share.c']],
  ['nullredir/nullredir.h', 'nullredir', ['control.c', 'file.c', 'init.c', 'server.c', 'share.c']],
  [
    'courier/tdi.c',
    'courier',
    ['creation.c', 'exchange.c', 'file.c', 'init.c', 'server.c', 'share.c', 'tdi.c', 'timer.c'],
  ],
  ['harbor/socket.c', 'harbor', ['driver.c', 'file.c', 'server.c', 'session.c', 'share.c', 'socket.c']],
])('%s belongs to %s', (file, name, members) => {
  const { group, defines, arch, problems, defaultCallingConvention } = builds.of(`${examples}/${file}`)
  expect(group).toMatchObject({ name, kind: 'driver' })
  expect(group?.members.map(baseName).sort()).toEqual(members)
  expect(defines).toContain('MONOLITHIC_MINIRDR')
  expect([arch, problems, defaultCallingConvention.said]).toEqual(['x64', [], undefined])
})

test('the broken examples have no build and stay alone', () => {
  const { group, sources, defines } = builds.of(`${examples}/broken/force-as-pboolean.c`)
  expect([group, sources, defines]).toEqual([undefined, [], []])
})
