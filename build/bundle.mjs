// `npm run build`: everything that runs outside of tests, into dist/. One file for each program, the library beside them.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { main, root, step } from './run.mjs'
import { schemaWithRules } from './schema.mjs'

/** The bundles by name, as esbuild options. */
function programs() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const shared = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Stack traces that users report name the functions.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
    mainFields: ['module', 'main'],
    define: { MRX_VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
  }
  return {
    'client.js': { ...shared, entryPoints: ['client/src/extension.ts'], external: ['vscode'] },
    'server.js': { ...shared, entryPoints: ['server/src/main/lsp.ts'] },
    'mrx.js': { ...shared, entryPoints: ['server/src/main/cli/mrx.ts'], banner: { js: '#!/usr/bin/env node' } },
  }
}

/** `only`: the bundles that are wanted; all without it. */
export async function bundle(folder = join(root, 'dist'), only = Object.keys(programs())) {
  const { build } = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const chosen = Object.entries(programs()).filter(([name]) => only.includes(name))
  await Promise.all(chosen.map(([name, options]) => build({ ...options, outfile: join(folder, name) })))
  if (only.includes('mrx.js')) chmodSync(join(folder, 'mrx.js'), 0o755)
  const library = packLibrary(join(root, 'server'))
  writeFileSync(join(folder, 'library.json'), JSON.stringify(library))
  writeFileSync(join(folder, 'precompiled.json'), JSON.stringify(await precompiled(library)))
  const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'))
  const schema = schemaWithRules(json('server/src/project/mrxrc.schema.json'), json('server/knowledge/catalogue.json'))
  writeFileSync(join(folder, 'mrxrc.schema.json'), JSON.stringify(schema, undefined, 2))
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
