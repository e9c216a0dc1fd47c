// Does this text belong to a mini-redirector? Most C never does, and then nothing of ours runs. The names are those that no
// such driver can do without, and that hardly anything else has.

const traces = /\bm?rx\.h\b|\bPMRX_|\bP?MINIRDR_DISPATCH\b|@mrx\b/i

export function mentionsMiniRedirector(text: string): boolean {
  return traces.test(text)
}

const most = 50

/** What it includes in quotes: many a source names RDBSS in a header of its own alone. */
export function quotedHeaders(text: string): string[] {
  const names = [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)].map(([, name]) =>
    name!.replaceAll('\\', '/'),
  )
  return [...new Set(names)].slice(0, most)
}
