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

export function get<T>(map: IntMap<T>, key: number): T | undefined {
  let node = map
  while (node !== undefined && !isLeaf(node)) node = (key & bitOf(node)) === 0 ? node.left : node.right
  return node?.mark === key ? node.value : undefined
}

export function set<T>(map: IntMap<T>, key: number, value: T): Node<T> {
  if (map === undefined) return { mark: key, value }
  if (isLeaf(map)) {
    if (map.mark !== key) return joined(key, { mark: key, value }, map.mark, map)
    return map.value === value ? map : { mark: key, value }
  }
  const bit = bitOf(map)
  if (!agrees(map, key, bit)) return joined(key, { mark: key, value }, ~map.mark & (bit - 1), map)
  if ((key & bit) === 0) {
    const left = set(map.left, key, value)
    return left === map.left ? map : { mark: map.mark, left, right: map.right }
  }
  const right = set(map.right, key, value)
  return right === map.right ? map : { mark: map.mark, left: map.left, right }
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

/** Without the keys that are not kept. */
export function filtered<T>(map: IntMap<T>, isKept: (key: number) => boolean): IntMap<T> {
  if (map === undefined) return undefined
  if (isLeaf(map)) return isKept(map.mark) ? map : undefined
  const left = filtered(map.left, isKept)
  const right = filtered(map.right, isKept)
  if (left === map.left && right === map.right) return map
  if (left === undefined || right === undefined) return left ?? right
  return { mark: map.mark, left, right }
}

/** Are there more keys than that? */
export function isLargerThan(map: IntMap<unknown>, size: number): boolean {
  let left = size
  const fits = (node: Node<unknown>): boolean => (isLeaf(node) ? --left >= 0 : fits(node.left) && fits(node.right))
  return map !== undefined && !fits(map)
}

/** What both have. */
export function intersection<T>(a: IntMap<T>, b: IntMap<T>): IntMap<T> {
  let common = a
  for (const key of differences(a, b)) common = remove(common, key)
  return common
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

/** A branch over two trees whose keys differ first, from the lowest bit on, between `a` and `b`. */
function joined<T>(a: number, treeA: Node<T>, b: number, treeB: Node<T>): Branch<T> {
  const difference = a ^ b
  const bit = difference & -difference
  const mark = ~((a & (bit - 1)) | bit)
  return (a & bit) === 0 ? { mark, left: treeA, right: treeB } : { mark, left: treeB, right: treeA }
}
