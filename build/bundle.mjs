// `npm run build`: everything that runs outside of tests, into dist/. One file for each program, what they share and the library beside them.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { ensureDependencies } from './dependencies.mjs'
import { main, root, step } from './run.mjs'
import { schemaWithRules } from './schema.mjs'

/** The programs by name, and where each begins. */
const entries = {
  'client.js': 'client/src/extension.ts',
  'server.js': 'server/src/main/lsp.ts',
  'simulator.js': 'server/src/main/simulatorThread.ts',
  'simulationHelper.js': 'server/src/main/simulationHelper.ts',
  'debugThread.js': 'server/src/main/debugThread.ts',
  'mrx.js': 'server/src/main/cli/mrx.ts',
}

/** `only`: the bundles that are wanted; all without it. */
export async function bundle(folder = join(root, 'dist'), only = Object.keys(entries)) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const made = [...(await programs(only)), ...(only.includes('client.js') ? await webview() : [])]
  for (const { name, code } of made) writeFileSync(join(folder, name), code)
  if (only.includes('mrx.js')) chmodSync(join(folder, 'mrx.js'), 0o755)
  const library = packLibrary(join(root, 'server'))
  writeFileSync(join(folder, 'library.json.br'), packed(library))
  writeFileSync(join(folder, 'precompiled.json.br'), packed(await precompiled(library)))
  const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'))
  const schema = schemaWithRules(json('server/src/project/mrxrc.schema.json'), json('server/knowledge/catalogue.json'))
  writeFileSync(join(folder, 'mrxrc.schema.json'), JSON.stringify(schema, undefined, 2))
}

/**
 * What programs have in common is in files of its own (`shared-….js`), which are in the package once. esbuild splits modules
 * of ECMAScript only; the parts become CommonJS one by one, which starts faster and which an extension has to be.
 */
async function programs(only) {
  const { build, transform } = await import('esbuild')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const shared = { platform: 'node', target: 'node20', logLevel: 'warning' }
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: only.map(name => ({ in: entries[name], out: name.replace(/\.js$/, '') })),
    bundle: true,
    splitting: true,
    metafile: true,
    format: 'esm',
    minifySyntax: true,
    write: false,
    outdir: 'dist',
    chunkNames: 'shared-[hash]',
    external: ['vscode'],
    legalComments: 'none',
    absWorkingDir: root,
    mainFields: ['module', 'main'],
    define: { MRX_VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
  })
  const parts = outputFiles.map(async ({ path, text }) => {
    const name = basename(path)
    const supported = { 'dynamic-import': false }
    // Names stay where the work is done: stack traces that users report tell more, and giving functions their names again
    // would take 10 ms of a start. What talks to editors and to the shell are libraries for the most part.
    const minifyIdentifiers = isMostlyLibrary(metafile.outputs[`dist/${name}`])
    const options = {
      ...shared,
      format: 'cjs',
      minifyWhitespace: true,
      minifySyntax: true,
      minifyIdentifiers,
      supported,
    }
    const { code } = await transform(linked(text), {
      ...options,
      ...(name === 'mrx.js' && { banner: '#!/usr/bin/env node' }),
    })
    return { name, code }
  })
  return Promise.all(parts)
}

/**
 * Names that parts share as variables: esbuild's own form asks a getter at each use, a tenth of the time of a check. Parts
 * do not load each other in circles; where a library is begun late (`init_…`), its names have no value before.
 */
function linked(text) {
  return text
    .replace(/^import (\{[^}]*\}) from ("\.\/shared-[^"]*");$/gm, (whole, names, part) =>
      isBegunLate(names) ? whole : `const ${names.replaceAll(' as ', ': ')} = require(${part});`,
    )
    .replace(/^export (\{[^}]*\});$/gm, (whole, names) =>
      isBegunLate(names) ? whole : `module.exports = ${names.replace(/([\w$]+) as ([\w$]+)/g, '$2: $1')};`,
    )
}

function isBegunLate(names) {
  return /\binit_/.test(names)
}

/** Of a part, as the metafile of esbuild has it. */
function isMostlyLibrary({ inputs }) {
  const bytesOf = entries => entries.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)
  const all = Object.entries(inputs)
  return bytesOf(all.filter(([path]) => path.includes('node_modules/'))) > 0.6 * bytesOf(all)
}

/** The page of the panel. */
export async function webview() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [
      { in: 'client/webview/main.ts', out: 'panel' },
      { in: 'client/webview/panel.css', out: 'panel' },
    ],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    write: false,
    outdir: 'dist',
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
  })
  return outputFiles.map(({ path, text }) => ({ name: basename(path), code: text }))
}

/** What the front end knows beforehand of the bundled headers, asked of itself. */
async function precompiled(library) {
  const { build } = await import('esbuild')
  const result = await build({
    stdin: {
      contents: `export { BundledHeaders } from './server/src/project/bundledHeaders.ts'
        export { precompileBundled } from './server/src/project/precompiledHeaders.ts'
        export { packedLibrary } from './server/src/knowledge/library.ts'`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    absWorkingDir: root,
  })
  const text = Buffer.from(result.outputFiles[0].contents).toString('base64')
  const { BundledHeaders, packedLibrary, precompileBundled } = await import(`data:text/javascript;base64,${text}`)
  return precompileBundled(new BundledHeaders(packedLibrary(library)))
}

/** In ASCII, which engines keep in half the memory of other texts; by Brotli, since these two are most of the package. */
function packed(data) {
  const json = JSON.stringify(data)
  return brotliCompressSync(
    json.replace(/[\u0080-\uffff]/g, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
}

/** model/ and knowledge/ of `server` as one object from path to text. What describes the format is for authors only. */
export function packLibrary(server) {
  const texts = {}
  for (const part of ['model', 'knowledge'])
    for (const entry of readdirSync(join(server, part), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name === 'FORMAT.md') continue
      const path = join(entry.parentPath, entry.name)
      texts[relative(server, path).split(sep).join('/')] = readFileSync(path, 'utf8')
    }
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await main(async () => {
    await ensureDependencies()
    step('Building dist/')
    await bundle()
  })
