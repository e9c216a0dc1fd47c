// What the bundled headers declare, by a plain textual reading: enough to keep the pages in step with them.
import type { Library } from '../../src/knowledge/library.ts'

const includeFolder = 'model/include/'

export class HeaderNames {
  /** By path below the folder of headers. */
  readonly #texts = new Map<string, string>()
  readonly #words = new Set<string>()

  constructor(library: Library) {
    for (const path of library.list(includeFolder)) {
      const text = withoutComments(library.file(path)!)
      this.#texts.set(path.slice(includeFolder.length), text)
      for (const [word] of text.matchAll(/\w+/g)) this.#words.add(word)
    }
  }

  has(word: string): boolean {
    return this.#words.has(word)
  }

  /** In the header, or in a part of it that the bundled headers keep under kernel/. */
  declaredIn(header: string, name: string): boolean {
    const parts = new Set([header])
    for (const part of parts) {
      const text = this.#texts.get(part) ?? ''
      if (new RegExp(`\\b${name}\\b`).test(text)) return true
      for (const [, name] of text.matchAll(/#include [<"]([\w/.]+)[>"]/g)) {
        const beside = part.startsWith('kernel/') && !name!.startsWith('../') ? `kernel/${name}` : name!
        if (beside.startsWith('kernel/') || beside === 'wdm.h' || beside === 'ntddk.h') parts.add(beside)
      }
    }
    return false
  }

  /** Of a function, or of all the definitions of a macro. */
  parameters(name: string): string[] | undefined {
    const macros = this.#all(new RegExp(`^#define ${name}\\(([^)]*)\\)`, 'gm'))
    if (macros.length > 0) return macros.flatMap(([, list]) => list!.split(',').map(word => word.trim()))
    const [declared] = this.#all(new RegExp(`\\b${name}\\(\\n([^;{]*?)\\)\\s*[;{]`, 'g'))
    return declared === undefined ? undefined : parameterNames(declared[1]!)
  }

  parametersOfType(typedef: string): string[] | undefined {
    const [declared] = this.#all(new RegExp(`\\*${typedef}\\)\\(([^;]*)\\);`, 'g'))
    return declared === undefined ? undefined : parameterNames(declared[1]!)
  }

  /** Fields in the order of the declaration, nested ones with their path, embedded structures unfolded. */
  fields(structure: string): string[] | undefined {
    const body = this.#body('struct', structure)
    return body === undefined ? undefined : this.#membersOf(body, '')
  }

  values(enumeration: string): string[] | undefined {
    const body = this.#body('enum', enumeration)
    return body?.split(',').flatMap(part => /^\s*(\w+)/.exec(part)?.[1] ?? [])
  }

  /** Members of the dispatch table with their function pointer types. */
  dispatchTable(): [type: string, member: string][] {
    const body = this.#body('struct', 'MINIRDR_DISPATCH') ?? ''
    return [...body.matchAll(/\b(PMRX_\w+) (\w+)/g)].map(match => [match[1]!, match[2]!])
  }

  #all(pattern: RegExp): RegExpMatchArray[] {
    return [...this.#texts.values()].flatMap(text => [...text.matchAll(pattern)])
  }

  /** Between the braces of `typedef struct TAG { … } NAME`. */
  #body(keyword: string, name: string): string | undefined {
    for (const text of this.#texts.values())
      for (const start of text.matchAll(new RegExp(`^typedef ${keyword} ?\\w* \\{`, 'gm'))) {
        const open = start.index + start[0].length
        const close = closingBrace(text, open)
        if (/^\s*(\w+)/.exec(text.slice(close + 1))?.[1] === name) return text.slice(open, close)
      }
    return undefined
  }

  #membersOf(body: string, path: string): string[] {
    const members: string[] = []
    for (let at = 0; at < body.length; ) {
      const nested = /^[^;{]*\{/.exec(body.slice(at))
      const end = nested === null ? body.indexOf(';', at) : closingBrace(body, at + nested[0].length)
      if (end < 0) break
      if (nested === null) members.push(...this.#declared(body.slice(at, end), path))
      else {
        const name = /^\s*(\w+)/.exec(body.slice(end + 1))?.[1]
        const inner = name === undefined ? path : `${path}${name}.`
        if (name !== undefined) members.push(path + name)
        members.push(...this.#membersOf(body.slice(at + nested[0].length, end), inner))
      }
      at = body.indexOf(';', end) + 1
      if (at === 0) break
    }
    return members
  }

  #declared(declaration: string, path: string): string[] {
    const words =
      declaration
        .replace(/\[.*?\]/g, '')
        .replace(/^#.*$/gm, '')
        .match(/\w+/g) ?? []
    if (words.length === 0) return []
    if (words.length > 1) return [path + words.at(-1)!]
    return (this.fields(words[0]!) ?? []).map(name => path + name)
  }
}

function parameterNames(list: string): string[] {
  const plain = list.replace(/#ifdef[\s\S]*?#endif/g, '').replace(/_\w+_\([^()]*\)/g, '')
  const names = plain.split(',').map(part => part.match(/\w+/g)?.at(-1))
  return names.filter(name => name !== undefined && name !== 'VOID') as string[]
}

function closingBrace(text: string, open: number): number {
  for (let at = open, depth = 1; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}
