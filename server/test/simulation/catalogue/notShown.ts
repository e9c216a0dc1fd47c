// Mistakes that no run shows, and why.

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
