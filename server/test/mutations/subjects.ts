// The correct drivers that mistakes are put into: the complete examples, the right side of each rule's page, and drivers in
// many styles (server/test/correct), which a long run takes only.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules } from '../../src/rules/index.ts'
import { twoSides } from '../../src/text/twoSides.ts'
import { correctDrivers } from '../support/correct.ts'
import { isLong } from '../support/longRun.ts'

export interface Subject {
  readonly name: string
  /** The rule whose page it is. */
  readonly code?: string
  /** One of the drivers in many styles. */
  readonly isOneOfMany?: boolean
  /** Sources, headers, and how they are built. */
  readonly texts: Readonly<Record<string, string>>
}

const includes = '#include <ntifs.h>\n#include <rx.h>\n'

export function subjects(): Subject[] {
  const pages = rules.flatMap(({ code, docs }) =>
    docs === undefined ? [] : [page(code, twoSides(docs.example).after)],
  )
  return [
    ...['nullredir', 'loopback'].map(example),
    ...pages,
    ...(isLong ? correctDrivers().map(each => ({ ...each, isOneOfMany: true })) : []),
  ]
}

function page(code: string, text: string): Subject {
  return { name: `the page of ${code}`, code, texts: { [`/${code}/example.c`]: includes + text } }
}

function example(name: string): Subject {
  const folder = fileURLToPath(new URL(`../../../examples/${name}/`, import.meta.url))
  const files = readdirSync(folder)
  return {
    name,
    texts: Object.fromEntries(files.map(file => [`/${name}/${file}`, readFileSync(folder + file, 'utf8')])),
  }
}
