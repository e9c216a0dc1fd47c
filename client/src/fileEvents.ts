// Changes on disk, for the server. It is told as soon as they are known, all of one moment together: the library would keep
// them for a quarter of a second, and a run that is asked for meanwhile would be one of texts that are no more.

const ownNames =
  /(?:\.(?:c|h|cc|cpp|cxx|hpp|inl|vcxproj|mrxrc\.json)|\/(?:sources|compile_commands\.json|c_cpp_properties\.json))$/
const foreign = /\/(?:\.git|node_modules)(?:\/|$)/

/** What went may be a folder: it is told alone, without what was in it. Names that are watched are told anyway. */
export function isFolderLike(path: string): boolean {
  return !ownNames.test(path) && !foreign.test(path)
}

export class FileEvents<Change> {
  readonly #tell: (changes: Change[]) => void
  #waiting: Change[] = []

  constructor(tell: (changes: Change[]) => void) {
    this.#tell = tell
  }

  add(change: Change): void {
    if (this.#waiting.push(change) > 1) return
    setTimeout(() => {
      const changes = this.#waiting
      this.#waiting = []
      this.#tell(changes)
    }, 0)
  }
}
