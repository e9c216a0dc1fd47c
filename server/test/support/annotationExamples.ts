// The examples of the annotation language, version 1, with the rest of a driver that makes them mean something.

/** In front of the finalizer. */
export const finalizerScenarios = `/* @mrx
 * scenario "last reference, asked by a user process"
 *   connect by user
 *   disconnect by user
 *   expect call MyFinalizeSrvCall once on worker
 *   expect call MyDisconnect once before free old(SrvCall->Context)
 *   expect SrvCall->Context == NULL
 *   expect return == STATUS_SUCCESS
 *   expect no leaks
 *
 * scenario "forced while three shares are in use"
 *   connect "\\\\server\\a"
 *   connect "\\\\server\\b"
 *   connect "\\\\server\\c"
 *   finalize forced by user
 *   inject MyDisconnect returns STATUS_CONNECTION_RESET
 *   expect call ExFreePoolWithTag(old(SrvCall->Context), _) exactly 1
 *
 * scenario "nothing was ever attached"
 *   given SrvCall->Context = NULL
 *   expect return == STATUS_SUCCESS
 *
 * scenario "every allocation fails once"
 *   inject allocation fails each
 *   expect no leaks
 *   expect never call MyTransportSend after free old(SrvCall->Context)
 *
 * scenario "a new open races the teardown"
 *   connect by user
 *   thread a: disconnect by user
 *   thread b: connect "\\\\server\\share" by user
 *   explore all preemptions <= 2
 *   expect no deadlock
 *   expect no race on ServerList
 */
`

/** At a point of the body, and behind a statement. */
export const points = ['// @mrx expect irql <= APC_LEVEL', '// @mrx expect holds ServerListLock'] as const

/** At file level. */
export const fileClauses = `// @mrx stub MyTransportSend returns STATUS_SUCCESS, takes 20 ms | returns STATUS_CONNECTION_RESET
// @mrx allow MRX048 because "the transport completes or aborts within 30 s"
`

/** Every clause of the examples. */
export const clauses: readonly string[] = [finalizerScenarios, ...points, fileClauses]
  .join('\n')
  .split('\n')
  .map(line => line.replace(/^(?:\/\*| \*\/?|\/\/)? ?(?:@mrx)?/, '').trim())
  .filter(line => line !== '')
