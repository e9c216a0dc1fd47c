// Mutants that stay unseen, with the reason. The list is held against the long run: what is found after all leaves it.

export interface KnownMiss {
  readonly code: string
  /** `file function`, as a verdict has it. */
  readonly place: string
  readonly why: string
}

/** By reason: code, file and function. */
const misses: Readonly<Record<string, readonly string[]>> = {
  'a helper that asks what it was told, or what was noted before, decides what is given back': [
    'MRX039 /released-where-asked-for/released-where-asked-for.c YewLeaveIf',
    'MRX041 /released-where-asked-for/released-where-asked-for.c YewFinalizeSrvCall',
    'MRX041 /released-where-asked-for/released-where-asked-for.c YewLower',
  ],
  'calls stand between the place where the Context is cleared and its use, and what they do to it is not all known': [
    'MRX054 /released-where-asked-for/released-where-asked-for.c YewFinalizeVNetRoot',
    'MRX055 /released-where-asked-for/released-where-asked-for.c YewFinalizeNetRoot',
  ],
  'a helper that counts references has the block, which may end with them': [
    'MRX060 /counted-by-amount/counted-by-amount.c SloeAdjust',
  ],
  'a loop that does another thing in each round may do it in another one': [
    'MRX039 /teardown-in-steps/teardown-in-steps.c FirFinalizeSrvCall',
    'MRX021 /teardown-in-steps/teardown-in-steps.c FirFinalizeSrvCall',
    'MRX030 /teardown-in-steps/teardown-in-steps.c FirFinalizeSrvCall',
  ],
  'a helper that keeps a lock may do so on purpose where its result tells, or where no callback calls it': [
    'MRX039 /loopback/session.c LbConnectSession',
    'MRX039 /nullredir/server.c NulFreeAbandonedServers',
    'MRX039 /nested-structures/nested-structures.c TagOpenChannel',
    'MRX039 /counted-under-lock/counted-under-lock.c YamRelease',
  ],
  'the lock lies in the entry of a list, and the loop goes on to the next one': [
    'MRX039 /try-lock-and-retry/try-lock-and-retry.c UrnCount',
  ],
  'the lock is acquired more than once, and which release belongs to which is not followed': [
    'MRX039 /lock-converted/lock-converted.c WaxFinalizeSrvCall',
  ],
  'a routine without a body was called before, which may have changed or released it': [
    'MRX028 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX028 /MRX047/example.c ElmFinalizeSrvCall',
    'MRX021 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX021 /MRX047/example.c ElmFinalizeSrvCall',
    'MRX033 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX034 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX035 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX036 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX037 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX060 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX060 /MRX047/example.c ElmFinalizeSrvCall',
    'MRX061 /MRX019/example.c ElmFinalizeSrvCall',
    'MRX021 /operations-through-table/operations-through-table.c VatFinalizeSrvCall',
    'MRX061 /operations-through-table/operations-through-table.c VatFinalizeSrvCall',
  ],
  'something written through another pointer may be the field that is asked for': [
    'MRX021 /MRX046/example.c ElmFinalizeSrvCall',
    'MRX021 /copy-of-name-freed/copy-of-name-freed.c ElmFinalizeSrvCall',
    'MRX021 /freed-then-replaced/freed-then-replaced.c SapFinalizeSrvCall',
    'MRX021 /freed-with-flag/freed-with-flag.c TinFinalizeSrvCall',
    'MRX021 /irp-buffers-of-driver/irp-buffers-of-driver.c OdeFinalizeSrvCall',
    'MRX021 /secrets-in-several-ways/secrets-in-several-ways.c JayFinalizeSrvCall',
  ],
  'where the address of Context goes somewhere, that may be where it is set': [
    'MRX031 /cleared-through-pointer/cleared-through-pointer.c NutFill',
  ],
  'the entry is freed in the same call after all': ['MRX021 /ash/ash.c AshFinalizeSrvCall'],
  'the count of references decides which of several functions frees the block, long after': [
    'MRX034 /loopback/echo.c LbStopEcho',
    'MRX036 /loopback/server.c LbCloseServer',
    'MRX036 /namespaces/namespaces.cpp Unlink',
  ],
  'it waits for a thread that it has told to stop': ['MRX048 /MRX060/example.c ElmFinalizeSrvCall'],
  'a cancelled IRP completes soon': ['MRX048 /irp-cancelled-and-waited/irp-cancelled-and-waited.c SeaStop'],
  'it stands in the handler of an exception, and ways to that are not judged': [
    'MRX048 /guarded-look/guarded-look.c CupIsSane',
  ],
  'the handle is taken out of the block, by its address or into a variable that ends with the function': [
    'MRX037 /loopback/session.c LbDisconnectSession',
    'MRX037 /handle-closed-in-many-ways/handle-closed-in-many-ways.c LadCloseAt',
    'MRX037 /handle-closed-in-many-ways/handle-closed-in-many-ways.c LadFinalizeSrvCall',
    'MRX037 /ash/ash.c AshStartThread',
  ],
  'the handle is closed on another way as well, or its object is referenced': [
    'MRX037 /handles-of-the-system/handles-of-the-system.c MoaOpen',
    'MRX037 /handles-of-the-system/handles-of-the-system.c MoaClose',
  ],
  'the handle is opened in the system process only, whose table no user reaches': [
    'MRX046 /loopback/session.c LbConnectSession',
  ],
  'neither its type nor its name tells which member it is for': ['MRX014 /loopback/driver.c LbDevFcbControl'],
  'a loop over the addresses of both fields does not tell which one is freed': [
    'MRX005 /both-contexts-zeroed/both-contexts-zeroed.c PieFinalizeSrvCall',
    'MRX006 /both-contexts-zeroed/both-contexts-zeroed.c PieFinalizeSrvCall',
    'MRX028 /both-contexts-zeroed/both-contexts-zeroed.c PieFinalizeSrvCall',
    'MRX030 /both-contexts-zeroed/both-contexts-zeroed.c PieSrvCallWinnerNotify',
  ],
  'Context goes out of the object by a loop around a compare-exchange': [
    'MRX004 /cleared-with-compare-exchange/cleared-with-compare-exchange.c OatFinalizeSrvCall',
    'MRX051 /cleared-with-compare-exchange/cleared-with-compare-exchange.c OatFinalizeSrvCall',
    'MRX060 /cleared-with-compare-exchange/cleared-with-compare-exchange.c OatFinalizeSrvCall',
  ],
  'Context is gone by then, cleared as a piece of memory or in a macro around the statement': [
    'MRX019 /cleared-by-zeromemory/cleared-by-zeromemory.c RueFinalizeSrvCall',
    'MRX051 /cleared-by-zeromemory/cleared-by-zeromemory.c RueFinalizeSrvCall',
    'MRX051 /lock-scope-macro/lock-scope-macro.c JotFinalizeSrvCall',
    'MRX019 /namespaces/namespaces.cpp FinalizeSrvCall',
    'MRX051 /namespaces/namespaces.cpp FinalizeSrvCall',
  ],
  'ways out of do { } while (0) meet before the second test': [
    'MRX004 /do-while-zero-everything/do-while-zero-everything.c IckFinalizeSrvCall',
  ],
  'a worker looks into it, later': ['MRX004 /finalize-posts-cleanup/finalize-posts-cleanup.c EelFinalizeSrvCall'],
  'the routine that ran last frees its own block': [
    'MRX034 /finalize-posts-cleanup/finalize-posts-cleanup.c EelClose',
    'MRX036 /annotated-passive/annotated-passive.c NibClose',
  ],
  'RDBSS owns the extension, and a helper clears what lies in it': [
    'MRX007 /managed-share-extensions/managed-share-extensions.c ZinFinalizeVNetRoot',
    'MRX051 /managed-share-extensions/managed-share-extensions.c ZinFinalizeVNetRoot',
  ],
  'the objects lie in an array of the block': [
    'MRX033 /nested-structures/nested-structures.c TagCloseChannel',
    'MRX036 /nested-structures/nested-structures.c TagCloseChannel',
    'MRX061 /nested-structures/nested-structures.c TagCloseChannel',
    'MRX061 /nested-structures/nested-structures.c TagFinalizeSrvCall',
  ],
  'where the creation fails, the resource is not known to be there': ['MRX033 /birch/server.c BirchCreate'],
  'a flag says whether it runs or is linked': [
    'MRX034 /cleanup-by-goto/cleanup-by-goto.c GumTearDown',
    'MRX036 /entry-on-no-list/entry-on-no-list.c EggUnlink',
  ],
  'the timer lies in a block of its own': ['MRX034 /objects-behind-pointers/objects-behind-pointers.c DawFreeTimer'],
  'another function takes it off its list as well, to put it elsewhere': [
    'MRX036 /hash-of-lists/hash-of-lists.c AimFind',
    'MRX036 /hash-of-lists/hash-of-lists.c AimFinalizeSrvCall',
  ],
  'the whole list goes, with its head': [
    'MRX036 /list-walked-and-freed/list-walked-and-freed.c OwlFreeShares',
    'MRX036 /two-lists-spliced/two-lists-spliced.c ElkDrain',
  ],
  'it goes back to a lookaside list, and not to the pool': [
    'MRX036 /lookaside-nonpaged/lookaside-nonpaged.c AntFinalizeSrvCall',
  ],
  'the section comes from code_seg': [
    'MRX042 /paged-sections/paged-sections.c LynFill',
    'MRX043 /paged-sections/paged-sections.c LynFill',
  ],
  'what calls itself, or has a handler for exceptions, is not followed': [
    'MRX060 /recursive-release/recursive-release.c BudFree',
  ],
  'no section is pageable there': [
    'MRX042 /lock-pointer-tested-at-exit/lock-pointer-tested-at-exit.c DunlinNote',
    'MRX043 /lock-pointer-tested-at-exit/lock-pointer-tested-at-exit.c DunlinNote',
  ],
  'the block is compared and freed, and nobody looks into it': [
    'MRX004 /lock-skipped-above-dispatch/lock-skipped-above-dispatch.c PloverFinalizeSrvCall',
  ],
  'a helper gets the block, or a part of it, and may clear it': [
    'MRX061 /lock-pointer-tested-at-exit/lock-pointer-tested-at-exit.c DunlinFinalizeSrvCall',
    'MRX061 /lock-skipped-above-dispatch/lock-skipped-above-dispatch.c PloverFinalizeSrvCall',
    'MRX061 /objects-behind-pointers/objects-behind-pointers.c DawFinalizeSrvCall',
    'MRX061 /secrets-in-several-ways/secrets-in-several-ways.c JayFinalizeSrvCall',
    'MRX061 /secrets-in-several-ways/secrets-in-several-ways.c JayFreeString',
    'MRX005 /secrets-in-several-ways/secrets-in-several-ways.c JayFinalizeSrvCall',
  ],
}

export const knownMisses: readonly KnownMiss[] = Object.entries(misses).flatMap(([why, places]) =>
  places.map(each => ({ code: each.slice(0, 6), place: each.slice(7), why })),
)
