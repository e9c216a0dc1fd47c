// A small evaluator of MSBuild projects: properties, local imports, conditions, Choose, item groups, in MSBuild's order
// (all properties first, then item definitions, then items). Source: Microsoft's MSBuild reference. What Visual Studio
// and the WDK bring themselves is not at hand: an import of theirs is passed over, a value that needs their properties
// carries `unknown` and is left out where it is used.
import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml'
import type { FileProblem } from './compileFacts.ts'
import { type Files, find, findFolder } from './files.ts'
import { evaluateMsbuildCondition } from './msbuildCondition.ts'
import { baseName, fold, parent, resolve, stem } from './paths.ts'

/** Stands in values for what is not known. No XML text can hold it. */
export const unknown = '\u0000'

const limits = { imports: 200, importDepth: 40, valueLength: 100_000, textLength: 4_000_000, produced: 50_000_000 }

/** An element of an item or item definition group, and the file that it stands in. */
export interface Placed {
  readonly element: XmlElement
  readonly file: string
}

export interface Project {
  readonly path: string
  /** Item definition groups that apply. */
  readonly definitions: readonly Placed[]
  /** Item groups that apply. */
  readonly items: readonly Placed[]
  /** Imported files, missing ones too. */
  readonly dependencies: readonly string[]
  readonly problems: readonly FileProblem[]
  property(name: string): string
  /** `text` with properties replaced, as written in `file`. */
  expand(text: string, file: string): string
  applies(placed: Placed): boolean
}

/** `root`: what `parseProject` made of the project's text. */
export function evaluateProject(
  root: XmlElement | FileProblem,
  path: string,
  files: Files,
  globals: Readonly<Record<string, string>>,
): Project {
  return new Evaluator(path, files, globals).evaluate(root)
}

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter(child => child instanceof XmlElement)
}

/** The root element, or what is wrong with the text. */
export function parseProject(text: string, path: string): XmlElement | FileProblem {
  const problem = (message: string, start: number) => ({
    message,
    file: path,
    start,
    end: Math.min(start + 1, text.length),
  })
  if (text.length > limits.textLength) return problem('The file is too large for a project.', 0)
  try {
    const { root } = parseXml(text, { ignoreUndefinedEntities: true, includeOffsets: true })
    return root ?? problem('The project is empty.', 0)
  } catch (error) {
    if (error instanceof XmlError)
      return problem(`Not valid XML: ${error.message.split('(line')[0]!.trim()}.`, error.pos)
    // The parser is recursive: an element for each level of the stack.
    if (error instanceof RangeError) return problem('Nested too deeply.', 0)
    throw error
  }
}

class Evaluator implements Project {
  readonly path: string
  readonly problems: FileProblem[] = []
  readonly dependencies: string[] = []
  definitions: readonly Placed[] = []
  items: readonly Placed[] = []
  readonly #files: Files
  readonly #properties = new Map<string, string>()
  readonly #fixed: ReadonlySet<string>
  readonly #groups: Placed[] = []
  readonly #imported = new Set<string>()
  /** Properties whose values hang on what is not known or guessed, folded. */
  readonly #doubtful = new Set<string>(['solutiondir'])
  /** What was expanded last needed one of them. */
  #isDoubtful = false
  /** How many of the groups around have such a condition. */
  #doubts = 0
  /** Characters that expansions made: values that grow line by line cost their length each time. */
  #produced = 0

  constructor(path: string, files: Files, globals: Readonly<Record<string, string>>) {
    this.path = path
    this.#files = files
    this.#fixed = new Set(Object.keys(globals).map(fold))
    const folder = windows(parent(path))
    const wellKnown = {
      MSBuildProjectDirectory: folder,
      MSBuildProjectFullPath: windows(path),
      MSBuildProjectFile: baseName(path),
      MSBuildProjectName: stem(path),
      ProjectDir: `${folder}\\`,
      ProjectName: stem(path),
      ProjectPath: windows(path),
      ProjectFileName: baseName(path),
      SolutionDir: `${windows(solutionFolder(files, path))}\\`,
    }
    for (const [name, value] of Object.entries({ ...wellKnown, ...globals })) this.#properties.set(fold(name), value)
  }

  evaluate(root: XmlElement | FileProblem): Project {
    this.#importUpwards('Directory.Build.props')
    this.#root(root, this.path, [])
    this.#importUpwards('Directory.Build.targets')
    const groups = this.#groups.filter(group => this.applies(group))
    this.definitions = groups.filter(group => group.element.name === 'ItemDefinitionGroup')
    this.items = groups.filter(group => group.element.name === 'ItemGroup')
    return this
  }

  property(name: string): string {
    return this.#properties.get(fold(name)) ?? ''
  }

  applies({ element, file }: Placed): boolean {
    const condition = element.attributes.Condition
    if (condition === undefined) return true
    const context = {
      expand: (text: string) => this.expand(text, file).replaceAll(unknown, ''),
      exists: (path: string) => this.#exists(path),
    }
    return evaluateMsbuildCondition(condition, context) ?? false
  }

  #exists(path: string): boolean {
    const absolute = resolve(parent(this.path), path)
    const name = fold(baseName(absolute))
    return this.#files.list(findFolder(this.#files, parent(absolute))).some(entry => fold(entry.name) === name)
  }

  /** Whether the build takes the element may be otherwise than `applies` says. */
  #isUnsure({ element, file }: Placed): boolean {
    return this.#expandSurely(element.attributes.Condition ?? '', file) === undefined
  }

  /** Undefined: it needs what is not known or guessed. */
  #expandSurely(text: string, file: string): string | undefined {
    this.#isDoubtful = false
    const expanded = this.expand(text, file)
    return this.#isDoubtful ? undefined : expanded
  }

  expand(text: string, file: string): string {
    let result = ''
    let at = 0
    for (let open = text.indexOf('$('); open >= 0; open = text.indexOf('$(', at)) {
      const close = closing(text, open + 2)
      result += text.slice(at, open) + this.#reference(text.slice(open + 2, close), file)
      at = close + 1
      if (result.length > limits.valueLength) return unknown
    }
    if (at === 0) return text
    this.#produced += result.length
    return this.#produced > limits.produced ? unknown : result + text.slice(at)
  }

  #reference(name: string, file: string): string {
    switch (fold(name)) {
      case 'msbuildthisfiledirectory':
        return `${windows(parent(file))}\\`
      case 'msbuildthisfile':
        return baseName(file)
      case 'msbuildthisfilefullpath':
        return windows(file)
      case 'msbuildthisfilename':
        return stem(file)
    }
    const value = this.#properties.get(fold(name))
    if (value === undefined || this.#doubtful.has(fold(name))) this.#isDoubtful = true
    return value ?? unknown
  }

  #root(root: XmlElement | FileProblem, path: string, within: readonly string[]): void {
    if ('message' in root) this.#problem(root)
    else this.#elements(root, path, [...within, fold(path)])
  }

  #elements(container: XmlElement, file: string, within: readonly string[]): void {
    for (const element of elementsOf(container)) {
      // Item groups see the final properties, whatever is set after them.
      if (element.name === 'ItemGroup' || element.name === 'ItemDefinitionGroup') this.#groups.push({ element, file })
      else this.#conditional(element, file, within)
    }
  }

  #conditional(element: XmlElement, file: string, within: readonly string[]): void {
    const isUnsure = this.#isUnsure({ element, file })
    if (isUnsure) this.#doubts++
    if (this.applies({ element, file })) this.#element(element, file, within)
    else if (isUnsure) for (const name of propertiesSetIn(element)) this.#doubtful.add(name)
    if (isUnsure) this.#doubts--
  }

  #element(element: XmlElement, file: string, within: readonly string[]): void {
    switch (element.name) {
      case 'PropertyGroup':
        for (const property of elementsOf(element)) this.#set(property, file)
        break
      case 'Import':
        this.#import(element, file, within)
        break
      case 'ImportGroup':
      case 'When':
      case 'Otherwise':
        this.#elements(element, file, within)
        break
      case 'Choose': {
        this.#choose(element, file, within)
      }
    }
  }

  #choose(element: XmlElement, file: string, within: readonly string[]): void {
    const branches = elementsOf(element)
    const branch = branches.find(child => this.applies({ element: child, file }))
    const isUnsure = branches.some(child => this.#isUnsure({ element: child, file }))
    if (isUnsure) for (const name of propertiesSetIn(element)) this.#doubtful.add(name)
    if (isUnsure) this.#doubts++
    if (branch !== undefined) this.#element(branch, file, within)
    if (isUnsure) this.#doubts--
  }

  #set(element: XmlElement, file: string): void {
    const name = fold(element.name)
    if (this.#fixed.has(name)) return
    const isUnsure = this.#doubts > 0 || this.#isUnsure({ element, file })
    if (isUnsure) this.#doubtful.add(name)
    if (!this.applies({ element, file })) return
    this.#isDoubtful = false
    const value = this.expand(element.text, file)
    if (this.#isDoubtful) this.#doubtful.add(name)
    else if (!isUnsure) this.#doubtful.delete(name)
    this.#properties.set(name, value.length > limits.valueLength ? unknown : value)
  }

  #import(element: XmlElement, file: string, within: readonly string[]): void {
    // What an SDK brings is not at hand.
    if (element.attributes.Sdk !== undefined) return
    const text = element.attributes.Project ?? ''
    const name = this.expand(text, file)
    if (name === '' || name.includes(unknown) || name.includes('*')) return
    const path = resolve(parent(file), name)
    const isDoubtful = this.#doubts > 0 || name.includes('%') || this.#expandSurely(text, file) === undefined
    const at = { file, start: element.start, end: element.end, ...(isDoubtful && { isDoubtful }) }
    if (within.includes(fold(path))) this.#problem({ message: `The import of "${name}" is a cycle.`, ...at })
    else if (!this.#importFile(path, within)) this.#problem({ message: `The import "${name}" cannot be read.`, ...at })
  }

  /** False when there is no such file. One that was imported before is not read again, as in MSBuild. */
  #importFile(path: string, within: readonly string[]): boolean {
    const found = find(this.#files, findFolder(this.#files, parent(path)), baseName(path)) ?? path
    if (this.#imported.has(fold(found))) return true
    if (this.#imported.size >= limits.imports || within.length >= limits.importDepth) return true
    this.#imported.add(fold(found))
    this.dependencies.push(found)
    const text = this.#files.read(found)
    if (text === undefined) return false
    this.#root(parseProject(text, found), found, within)
    return true
  }

  /** Files that MSBuild imports by itself from the nearest folder upwards. */
  #importUpwards(name: string): void {
    for (let folder = parent(this.path); ; folder = parent(folder)) {
      const path = find(this.#files, folder, name)
      if (path !== undefined) {
        this.#importFile(path, [fold(this.path)])
        return
      }
      if (parent(folder) === folder) return
    }
  }

  #problem(problem: FileProblem): void {
    if (this.problems.length < 20) this.problems.push(problem)
  }
}

/** Names of all properties that groups within set, folded. */
function propertiesSetIn(element: XmlElement): string[] {
  return elementsOf(element).flatMap(each =>
    element.name === 'PropertyGroup' ? [fold(each.name)] : propertiesSetIn(each),
  )
}

/** The offset of the parenthesis that closes what begins at `from`; the end of the text when none does. */
function closing(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  return text.length
}

function windows(path: string): string {
  return path.replaceAll('/', '\\').replace(/\\$/, '')
}

/** The nearest folder upwards with a solution; a project outside of one is its own. */
function solutionFolder(files: Files, path: string): string {
  for (let folder = parent(path); ; folder = parent(folder)) {
    if (files.list(folder).some(entry => !entry.folder && /\.slnx?$/i.test(entry.name))) return folder
    if (parent(folder) === folder) return parent(path)
  }
}
