// What callers need to know of a point of a function: facts about what they gave, and about the values that matter there.
// What else the function knows by then is about things of its own, which have no name outside of it.
import { get, type IntMap, set } from './intMap.ts'
import type { Fact } from './state.ts'
import type { Value } from './terms.ts'

/** By value. */
export type Told = IntMap<Fact>

/** With what `facts` say about the values. */
export function telling(told: Told, facts: IntMap<Fact>, values: Iterable<Value>): Told {
  let all = told
  for (const { id } of values) {
    const fact = get(facts, id)
    if (fact !== undefined) all = set(all, id, fact)
  }
  return all
}
