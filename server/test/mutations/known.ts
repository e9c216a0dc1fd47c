// Mutants that stay unseen, with the reason. The list is held against the long run: what is found after all leaves it.

export interface KnownMiss {
  readonly code: string
  /** `file function`, as a verdict has it. */
  readonly place: string
  readonly why: string
}

const told = 'a helper that keeps a lock may do so on purpose where its result tells'
const unseen = 'a routine without a body was called before, which may have changed or released it'

export const knownMisses: readonly KnownMiss[] = [
  { code: 'MRX039', place: '/loopback/session.c LbConnectSession', why: told },
  { code: 'MRX028', place: '/MRX019/example.c ElmFinalizeSrvCall', why: unseen },
  { code: 'MRX028', place: '/MRX047/example.c ElmFinalizeSrvCall', why: unseen },
  {
    code: 'MRX034',
    place: '/loopback/echo.c LbStopEcho',
    why: 'the count of references decides which of several functions frees the block, long after the timer is cancelled',
  },
  {
    code: 'MRX039',
    place: '/nullredir/server.c NulFreeAbandonedServers',
    why: 'it is called at unload only, which is no callback of RDBSS: a helper may keep a lock on purpose',
  },
  {
    code: 'MRX048',
    place: '/MRX060/example.c ElmFinalizeSrvCall',
    why: 'it waits for a thread that it has told to stop',
  },
  {
    code: 'MRX052',
    place: '/MRX051/example.c ElmFinalizeSrvCall',
    why: 'the page does not show how the block was allocated',
  },
  {
    code: 'MRX037',
    place: '/loopback/session.c LbDisconnectSession',
    why: 'the handle is taken out of the block under a lock, into a variable that ends with the function',
  },
  {
    code: 'MRX046',
    place: '/loopback/session.c LbConnectSession',
    why: 'the handle is opened in the system process only, whose table no user reaches',
  },
  {
    code: 'MRX014',
    place: '/loopback/driver.c LbDevFcbControl',
    why: 'neither its type nor its name tells which member it is for',
  },
  {
    code: 'MRX014',
    place: '/MRX046/example.c ElmFillTable',
    why: 'two members have its type, and too few callbacks are named alike',
  },
]
