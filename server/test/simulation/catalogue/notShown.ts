// What the table says of mistakes beside the drivers: how each can be found, and of those that no run shows, why.

/** From MRX001 on: S by the text, T by types and declarations, F along the ways through a function, M by running the life. */
export const detects = `
S/F F F F F F/M F M T
F T S T S T S/F F F
F F F S M S S S/T S
S S F S S/F F F F F
F/M M F F F F S F F
F F F S F F S/F S M
M F F M F F/M F M M
`
  .trim()
  .split(/\s+/)

export const notShown: Readonly<Record<string, string>> = {
  MRX012: 'A cast between equal types changes nothing that runs; where it hides another type, the run shows MRX011.',
  MRX043:
    'The section of a routine and PAGED_CODE() change nothing that runs; what they would have found, a page fault at DISPATCH_LEVEL, is MRX042.',
  MRX045: 'No request of this life brings an address of user memory, so no run has one to keep.',
  MRX047:
    'A token that is captured in the system process is the system’s; whether that one was meant does not show in a run.',
  MRX053: 'A pool tag changes nothing that runs.',
  MRX061: 'No request of this life brings a secret, and which bytes are one is said by names alone.',
}
