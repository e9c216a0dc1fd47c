// Who may import whom, as data. `server/ARCHITECTURE.md` tells the story.
export interface Layer {
  /** Files below this folder; the longest match counts. */
  folder: string
  /** Folders (with everything below), packages, `node:*`. A folder may always import from itself. */
  may: readonly string[]
  why: string
}

const types = 'vscode-languageserver-types'
const src = (...names: string[]) => names.map(name => `server/src/${name}`)

export const layers: readonly Layer[] = [
  { folder: 'server/src/protocol', may: [types], why: 'JSON-safe types and constants that cross a process' },
  { folder: 'server/src/text', may: [types], why: 'knows no C' },
  { folder: 'server/src/c', may: src('text'), why: 'knows no name of the kernel or of RDBSS' },
  { folder: 'server/src/knowledge', may: src('text'), why: 'data and lookup' },
  {
    folder: 'server/src/project',
    may: [...src('text', 'c', 'knowledge'), 'jsonc-parser', 'vscode-uri', 'picomatch', '@rgrove/parse-xml'],
    why: 'which files belong together: no rule, no editor',
  },
  {
    folder: 'server/src/flow',
    may: src('text', 'c', 'knowledge', 'project'),
    why: 'facts for rules, none of them a rule',
  },
  {
    folder: 'server/src/annotations',
    may: src('text', 'c', 'knowledge', 'project'),
    why: 'what authors write about their code; nothing is judged here',
  },
  {
    folder: 'server/src/rules',
    may: [...src('text', 'c', 'knowledge', 'project', 'flow', 'protocol'), types],
    why: 'a rule knows no annotation (services apply suppression) and no editor',
  },
  {
    folder: 'server/src/machine',
    may: src('text', 'c'),
    why: 'an abstract machine for C: RDBSS and the kernel come in through its host',
  },
  {
    folder: 'server/src/simulation',
    may: src('text', 'c', 'knowledge', 'project', 'flow', 'annotations', 'machine', 'protocol'),
    why: 'deterministic, and judged by its own verdicts, not by rules',
  },
  {
    folder: 'server/src/services',
    may: [
      ...src('text', 'c', 'knowledge', 'project', 'flow', 'annotations', 'rules', 'machine', 'simulation', 'protocol'),
      types,
    ],
    why: 'plain protocol values: no connection, no disk, no clock',
  },
  {
    folder: 'server/src/debugging',
    may: [
      ...src('text', 'c', 'knowledge', 'project', 'machine', 'simulation', 'services', 'protocol'),
      '@vscode/debugprotocol',
    ],
    why: 'the debug adapter protocol as data: no stream, no disk, no clock',
  },
  {
    folder: 'server/src/report',
    may: [...src('protocol', 'text', 'knowledge'), types],
    why: 'pure: results in, text out',
  },
  {
    folder: 'server/src/main',
    may: [
      'server/src',
      types,
      'vscode-languageserver',
      'commander',
      '@vscode/debugadapter',
      '@vscode/debugprotocol',
      'node:*',
    ],
    why: 'the only code with a connection, a disk or a thread',
  },
  {
    folder: 'client/src',
    may: [...src('protocol'), 'client/webview/messages.ts', 'vscode', 'vscode-languageclient', 'node:worker_threads'],
    why: 'inside VS Code: knows no C, and of Node only the threads that debug sessions are',
  },
  { folder: 'client/webview', may: [...src('protocol'), 'lit', '@vscode-elements'], why: 'knows the DOM only' },
]

/** `path` and `target` from the root of the checkout; `target` may be a package or `node:fs`. */
export function violation(path: string, target: string): string | undefined {
  const layer = layerOf(path)
  if (layer === undefined) {
    const owned = path.startsWith('server/src/') || path.startsWith('client/src/')
    return owned ? `${path}: its folder is in no layer; add it to server/test/tidy/layers.ts` : undefined
  }
  const allowed = [layer.folder, ...layer.may].some(each => covers(each, target))
  return allowed ? undefined : `${path} imports ${target}, but ${layer.folder} may not: ${layer.why}`
}

function layerOf(path: string): Layer | undefined {
  return layers
    .filter(layer => path.startsWith(`${layer.folder}/`))
    .reduce<Layer | undefined>(
      (best, each) => (each.folder.length > (best?.folder.length ?? 0) ? each : best),
      undefined,
    )
}

function covers(allowed: string, target: string): boolean {
  if (allowed === 'node:*') return target.startsWith('node:')
  return target === allowed || target.startsWith(`${allowed}/`)
}
