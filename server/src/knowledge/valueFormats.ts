// How the kernel's values are read by people: which types have named constants, which records are counted texts, and
// which members hold flags, as the pages of structures say it (`ULONG` of `SRVCALL_FLAG_*`).
import type { Knowledge } from './pages.ts'

const countedText = { length: 'Length', buffer: 'Buffer' }

/** In the shape that the machine's debugger takes. */
export function kernelFormats(knowledge: Knowledge) {
  return {
    constants: ['NTSTATUS'],
    counted: { BOOLEAN: ['FALSE', 'TRUE'] },
    texts: { _UNICODE_STRING: countedText, _STRING: countedText },
    flagPrefix: (tag: string, member: string) => prefixIn(knowledge.field(tag, member)?.text),
  }
}

/** A prefix of one word names too much. */
function prefixIn(text: string | undefined): string | undefined {
  return /\bof `([A-Z]+_[A-Z_]*_)\*`/.exec(text ?? '')?.[1]
}
