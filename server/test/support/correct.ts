// The correct drivers of server/test/correct: a file each, or a folder where a driver has several.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface DriverTexts {
  readonly name: string
  /** By path; all of them make one driver. */
  readonly texts: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../correct/', import.meta.url))

export function correctDrivers(): DriverTexts[] {
  return readdirSync(root).map(name => {
    const files = statSync(root + name).isFile() ? [name] : readdirSync(root + name).map(file => `${name}/${file}`)
    return { name, texts: Object.fromEntries(files.map(file => [pathOf(file), readFileSync(root + file, 'utf8')])) }
  })
}

/** Each driver has a folder of its own. */
function pathOf(file: string): string {
  return file.includes('/') ? `/${file}` : `/${file.replace(/\.\w+$/, '')}/${file}`
}
