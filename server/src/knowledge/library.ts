// What the product brings along, as text: the bundled declarations under `model/`, the pages under `knowledge/`.
// One packed file after the build, two folders in a checkout; the engine sees no difference.
export interface Library {
  /** `path` relative to the server's folder, as `model/include/mrx.h`. */
  file(path: string): string | undefined
  /** All paths that start with `prefix`, sorted. */
  list(prefix: string): readonly string[]
}

/** A packed library: one object from path to text, as the build writes it. */
export function packedLibrary(texts: Readonly<Record<string, string>>): Library {
  const paths = Object.keys(texts).sort()
  return {
    file: path => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    list: prefix => paths.filter(path => path.startsWith(prefix)),
  }
}
