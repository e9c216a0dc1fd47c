// Persistent maps from small non-negative integers, as Patricia trees (Okasaki and Gill, Fast Mergeable Integer Maps,
// 1998). A change shares all but one path with the map before; maps that grew out of one are compared and merged at the
// cost of what they do not share. Hundreds of thousands of nodes are alive at a time, so each has one number alone.

export type IntMap<T> = Node<T> | undefined

type Node<T> = Leaf<T> | Branch<T>

interface Leaf<T> {
  /** The key. */
  readonly mark: number
  readonly value: T
}

/** Keys that agree below a bit: those without it on the left. */
interface Branch<T> {
  /** What they agree on with the bit above it, complemented, so that it is negative. */
  readonly mark: number
  readonly left: Node<T>
  readonly right: Node<T>
}

function isLeaf<T>(node: Node<T>): node is Leaf<T> {
  return node.mark >= 0
}

/** The bit that tells the sides of a branch apart. */
function bitOf({ mark }: Branch<unknown>): number {
  return 1 << (31 - Math.clz32(~mark))
}

/** May the key be below the branch? */
function agrees({ mark }: Branch<unknown>, key: number, bit: number): boolean {
  return ((key ^ ~mark) & (bit - 1)) === 0
}

// The two that are called by the million have the helpers above written out: in a short run the engine does not come to it.

export function get<T>(map: IntMap<T>, key: number): T | undefined {
  let node = map
  while (node !== undefined) {
    const { mark } = node
    if (mark >= 0) return mark === key ? (node as Leaf<T>).value : undefined
    const { left, right } = node as Branch<T>
    node = (key & (1 << (31 - Math.clz32(~mark)))) === 0 ? left : right
  }
  return undefined
}

export function set<T>(map: IntMap<T>, key: number, value: T): Node<T> {
  if (map === undefined) return { mark: key, value }
  const { mark } = map
  if (mark >= 0) {
    if (mark !== key) return joined(key, { mark: key, value }, mark, map)
    return (map as Leaf<T>).value === value ? map : { mark, value }
  }
  const bit = 1 << (31 - Math.clz32(~mark))
  if (((key ^ ~mark) & (bit - 1)) !== 0) return joined(key, { mark: key, value }, ~mark & (bit - 1), map)
  const { left, right } = map as Branch<T>
  if ((key & bit) === 0) {
    const fresh = set(left, key, value)
    return fresh === left ? map : { mark, left: fresh, right }
  }
  const fresh = set(right, key, value)
  return fresh === right ? map : { mark, left, right: fresh }
}

export function remove<T>(map: IntMap<T>, key: number): IntMap<T> {
  if (map === undefined) return undefined
  if (isLeaf(map)) return map.mark === key ? undefined : map
  const bit = bitOf(map)
  if (!agrees(map, key, bit)) return map
  const isLeft = (key & bit) === 0
  const before = isLeft ? map.left : map.right
  const after = remove(before, key)
  if (after === before) return map
  if (after === undefined) return isLeft ? map.right : map.left
  return isLeft ? { mark: map.mark, left: after, right: map.right } : { mark: map.mark, left: map.left, right: after }
}

/** All keys with their values, in a fixed order. */
export function entries<T>(map: IntMap<T>): (readonly [number, T])[] {
  const all: (readonly [number, T])[] = []
  forEach(map, (key, value) => all.push([key, value]))
  return all
}

export function forEach<T>(map: IntMap<T>, visit: (key: number, value: T) => void): void {
  let node = map
  while (node !== undefined && !isLeaf(node)) {
    forEach(node.left, visit)
    node = node.right
  }
  if (node !== undefined) visit(node.mark, node.value)
}

/** Does `test` hold for all of them? It is not asked after the first for which it does not. */
export function every<T>(map: IntMap<T>, test: (key: number, value: T) => boolean): boolean {
  let node = map
  for (; node !== undefined && !isLeaf(node); node = node.right) if (!every(node.left, test)) return false
  return node === undefined || test(node.mark, node.value)
}

/** With other values; undefined: without that key. */
export function mapped<T>(map: IntMap<T>, valueOf: (key: number, value: T) => T | undefined): IntMap<T> {
  if (map === undefined) return undefined
  if (isLeaf(map)) {
    const value = valueOf(map.mark, map.value)
    if (value === map.value) return map
    return value === undefined ? undefined : { mark: map.mark, value }
  }
  const left = mapped(map.left, valueOf)
  const right = mapped(map.right, valueOf)
  return left === map.left && right === map.right ? map : withSides(map, left, right)
}

/** Without the keys that are not kept. */
export function filtered<T>(map: IntMap<T>, isKept: (key: number) => boolean): IntMap<T> {
  return mapped(map, (key, value) => (isKept(key) ? value : undefined))
}

/** Are there more keys than that? */
export function isLargerThan(map: IntMap<unknown>, size: number): boolean {
  let left = size
  const fits = (node: Node<unknown>): boolean => (isLeaf(node) ? --left >= 0 : fits(node.left) && fits(node.right))
  return map !== undefined && !fits(map)
}

/**
 * What both have alike, and what `settle` makes of each key that they do not; undefined: it goes. What they share is not
 * looked at.
 */
export function merged<T>(
  a: IntMap<T>,
  b: IntMap<T>,
  settle: (key: number, a: T | undefined, b: T | undefined) => T | undefined,
): IntMap<T> {
  const onlyA = (key: number, value: T) => settle(key, value, undefined)
  const onlyB = (key: number, value: T) => settle(key, undefined, value)
  const both = (a: IntMap<T>, b: IntMap<T>): IntMap<T> => {
    if (a === b) return a
    if (a === undefined) return mapped(b, onlyB)
    if (b === undefined) return mapped(a, onlyA)
    if (a.mark === b.mark) {
      if (isLeaf(a) || isLeaf(b)) return mapped(a, (key, x) => (x === get(b, key) ? x : settle(key, x, get(b, key))))
      return withSides(a, both(a.left, b.left), both(a.right, b.right))
    }
    if (!isLeaf(a) && isBelow(b, a))
      return isOnLeft(b, a)
        ? withSides(a, both(a.left, b), mapped(a.right, onlyA))
        : withSides(a, mapped(a.left, onlyA), both(a.right, b))
    if (!isLeaf(b) && isBelow(a, b))
      return isOnLeft(a, b)
        ? withSides(b, both(a, b.left), mapped(b.right, onlyB))
        : withSides(b, mapped(b.left, onlyB), both(a, b.right))
    const [fromA, fromB] = [mapped(a, onlyA), mapped(b, onlyB)]
    return fromA && fromB ? joined(commonKey(a), fromA, commonKey(b), fromB) : (fromA ?? fromB)
  }
  return both(a, b)
}

/** What both have. */
export function intersection<T>(a: IntMap<T>, b: IntMap<T>): IntMap<T> {
  return merged(a, b, () => undefined)
}

/** Keys with different values, or with a value in one of the maps only. */
export function differences<T>(a: IntMap<T>, b: IntMap<T>): number[] {
  const keys: number[] = []
  addDifferences(a, b, keys)
  return keys
}

function addDifferences<T>(a: IntMap<T>, b: IntMap<T>, keys: number[]): void {
  if (a === b) return
  if (a !== undefined && b !== undefined && a.mark === b.mark && !isLeaf(a) && !isLeaf(b)) {
    addDifferences(a.left, b.left, keys)
    addDifferences(a.right, b.right, keys)
  } else {
    addUnlike(a, b, keys)
    addMissing(b, a, keys)
  }
}

/** Keys of `map` that have another value in `other`, or none. */
function addUnlike<T>(map: IntMap<T>, other: IntMap<T>, keys: number[]): void {
  let node = map
  for (; node !== undefined && !isLeaf(node); node = node.right) addUnlike(node.left, other, keys)
  if (node !== undefined && get(other, node.mark) !== node.value) keys.push(node.mark)
}

/** Keys of `map` that `other` does not have. */
function addMissing<T>(map: IntMap<T>, other: IntMap<T>, keys: number[]): void {
  let node = map
  for (; node !== undefined && !isLeaf(node); node = node.right) addMissing(node.left, other, keys)
  if (node !== undefined && get(other, node.mark) === undefined) keys.push(node.mark)
}

export function equal<T>(a: IntMap<T>, b: IntMap<T>): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || a.mark !== b.mark) return false
  if (isLeaf(a) || isLeaf(b)) return isLeaf(a) && isLeaf(b) && a.value === b.value
  return equal(a.left, b.left) && equal(a.right, b.right)
}

/** The branch with other sides, or what is left of it. */
function withSides<T>(branch: Branch<T>, left: IntMap<T>, right: IntMap<T>): IntMap<T> {
  if (left === branch.left && right === branch.right) return branch
  return left && right ? { mark: branch.mark, left, right } : (left ?? right)
}

/** Do the keys of a tree belong on one side of a branch? */
function isBelow(node: Node<unknown>, branch: Branch<unknown>): boolean {
  const bit = bitOf(branch)
  return (isLeaf(node) || bitOf(node) > bit) && agrees(branch, commonKey(node), bit)
}

function isOnLeft(node: Node<unknown>, branch: Branch<unknown>): boolean {
  return (commonKey(node) & bitOf(branch)) === 0
}

/** What all keys of a tree agree on. */
function commonKey(node: Node<unknown>): number {
  return isLeaf(node) ? node.mark : ~node.mark & (bitOf(node) - 1)
}

/** A branch over two trees whose keys differ first, from the lowest bit on, between `a` and `b`. */
function joined<T>(a: number, treeA: Node<T>, b: number, treeB: Node<T>): Branch<T> {
  const difference = a ^ b
  const bit = difference & -difference
  const mark = ~((a & (bit - 1)) | bit)
  return (a & bit) === 0 ? { mark, left: treeA, right: treeB } : { mark, left: treeB, right: treeA }
}
