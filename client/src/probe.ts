// Does this text belong to a mini-redirector? Most C never does, and then nothing of ours runs. The names are those that no
// such driver can do without, and that hardly anything else has.

const traces = /\bm?rx\.h\b|\bPMRX_|\bP?MINIRDR_DISPATCH\b|@mrx\b/i

export function mentionsMiniRedirector(text: string): boolean {
  return traces.test(text)
}
