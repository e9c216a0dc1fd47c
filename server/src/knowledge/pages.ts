// The pages by name: callbacks, routines, structures, enumerations, their aliases, and the pointer types of callbacks.
// Nothing is read at the start. The first name that is no file name scans the front matter of all pages for `alias`
// and `typedef`; a page is parsed when it is asked for, once.
import type { Library } from './library.ts'
import { entryOf, keyIn, type Page, type PageEntry, type PageKind, parsePage, subjectOf } from './page.ts'

interface Shelf {
  readonly path: string
  readonly kind: PageKind
}

interface KeyIndex {
  /** Other name to page name. */
  readonly aliases: ReadonlyMap<string, string>
  /** Function pointer type to the members that have it. */
  readonly typedefs: ReadonlyMap<string, readonly string[]>
}

export class Knowledge {
  readonly #library: Library
  readonly #shelves = new Map<string, Shelf>()
  readonly #pages = new Map<string, Page>()
  #keys: KeyIndex | undefined
  #statuses: Readonly<Record<string, string>> | undefined

  private constructor(library: Library) {
    this.#library = library
    for (const path of library.list('knowledge/')) {
      const subject = subjectOf(path)
      if (subject !== undefined) this.#shelves.set(subject.name, { path, kind: subject.kind })
    }
  }

  static of(library: Library): Knowledge {
    return new Knowledge(library)
  }

  /** By the subject's name, an alias, the pointer to a structure (`PSRV_CALL`) or its tag (`_SRV_CALL`). */
  page(name: string): Page | undefined {
    const found = this.#pageName(name)
    return found === undefined ? undefined : this.#read(found)
  }

  /** The callbacks whose member of the dispatch table has this type: one for most, 29 for `PMRX_CALLDOWN`. */
  callbacksOfType(typedef: string): readonly Page[] {
    const names = this.#keyIndex.typedefs.get(typedef) ?? []
    return names.flatMap(name => this.#read(name) ?? [])
  }

  /** Everything that a name in a source can lead to: its page, or the callbacks of a function pointer type. */
  lookup(name: string): readonly Page[] {
    const page = this.page(name)
    return page === undefined ? this.callbacksOfType(name) : [page]
  }

  /** `structure` in any spelling that `page` takes; a nested field by its path (`Create.pSrvCall`) or last name. */
  field(structure: string, field: string): PageEntry | undefined {
    const page = this.page(structure)
    if (page === undefined) return undefined
    return entryOf(page, 'Fields', field) ?? entryOf(page, 'Values', field)
  }

  /** A parameter of a callback or routine; `callable` may also be a pointer type that one callback has. */
  parameter(callable: string, parameter: string): PageEntry | undefined {
    const pages = this.lookup(callable)
    return pages.length === 1 ? entryOf(pages[0]!, 'Parameters', parameter) : undefined
  }

  /** What a status says, in one or two sentences. */
  statusMeaning(name: string): string | undefined {
    this.#statuses ??= JSON.parse(this.#library.file('knowledge/statuses.json') ?? '{}') as Record<string, string>
    return Object.hasOwn(this.#statuses, name) ? this.#statuses[name] : undefined
  }

  kind(name: string): PageKind | undefined {
    const found = this.#pageName(name)
    return found === undefined ? undefined : this.#shelves.get(found)?.kind
  }

  /** Page names of one kind, sorted, for completion; reads no page. */
  names(kind: PageKind): readonly string[] {
    return [...this.#shelves].filter(([, shelf]) => shelf.kind === kind).map(([name]) => name)
  }

  #pageName(name: string): string | undefined {
    if (this.#shelves.has(name)) return name
    return this.#keyIndex.aliases.get(name) ?? this.#structureBehind(name)
  }

  /** `PSRV_CALL`, `_MRX_SRV_CALL_`, `PMRX_SRV_CALL`: the headers spell pointers and tags after the structure. */
  #structureBehind(name: string): string | undefined {
    const bare = /^(?:P|_)(\w+?)_?$/.exec(name)?.[1]
    if (bare === undefined) return undefined
    const found = this.#shelves.has(bare) ? bare : this.#keyIndex.aliases.get(bare)
    const kind = found === undefined ? undefined : this.#shelves.get(found)?.kind
    return kind === 'structure' || kind === 'enumeration' ? found : undefined
  }

  #read(name: string): Page | undefined {
    const known = this.#pages.get(name)
    if (known !== undefined) return known
    const shelf = this.#shelves.get(name)
    const text = shelf === undefined ? undefined : this.#library.file(shelf.path)
    if (text === undefined) return undefined
    const { page } = parsePage(text, shelf!.path)
    this.#pages.set(name, page)
    return page
  }

  get #keyIndex(): KeyIndex {
    return (this.#keys ??= this.#scanKeys())
  }

  #scanKeys(): KeyIndex {
    const aliases = new Map<string, string>()
    const typedefs = new Map<string, string[]>()
    for (const [name, { path }] of this.#shelves) {
      const text = this.#library.file(path) ?? ''
      const head = text.slice(0, text.indexOf('\n---', 3))
      for (const alias of keyIn(head, 'alias')?.split(', ') ?? []) aliases.set(alias, name)
      const typedef = keyIn(head, 'typedef')
      if (typedef === undefined) continue
      const members = typedefs.get(typedef)
      if (members === undefined) typedefs.set(typedef, [name])
      else members.push(name)
    }
    return { aliases, typedefs }
  }
}
