// Every word of the grammar: none of them can be the name of a thread or a connection.
export const grammarWords: ReadonlySet<string> = new Set(
  `scenario given thread inject stub explore expect allow
  connect open close delete disconnect finalize stop unload elapse check call all as on by forced ms s
  user system worker caller refs process irql profile rdbss allocation post fails returns each at
  takes frees sets blocks preemptions random seed schedule because
  return unchanged in within steps no leaks deadlock race never after during before order not holds exclusive shared
  free entry once twice exactly least most when old freed held`.split(/\s+/),
)
