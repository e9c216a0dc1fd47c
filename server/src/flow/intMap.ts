// Persistent maps from small non-negative integers, as Patricia trees (Okasaki and Gill, Fast Mergeable Integer Maps,
// 1998). A change shares all but one path with the map before; maps that grew out of one are compared and merged at the
// cost of what they do not share.

export type IntMap<T> = Node<T> | undefined

type Node<T> = Leaf<T> | Branch<T>

interface Leaf<T> {
  readonly isLeaf: true
  readonly key: number
  readonly value: T
}

/** Keys that agree below `bit`: those without it on the left. */
interface Branch<T> {
  readonly isLeaf: false
  readonly prefix: number
  readonly bit: number
  readonly left: Node<T>
  readonly right: Node<T>
}

export function get<T>(map: IntMap<T>, key: number): T | undefined {
  let node = map
  while (node !== undefined && !node.isLeaf) node = (key & node.bit) === 0 ? node.left : node.right
  return node?.isLeaf && node.key === key ? node.value : undefined
}

export function set<T>(map: IntMap<T>, key: number, value: T): Node<T> {
  if (map === undefined) return { isLeaf: true, key, value }
  if (map.isLeaf) {
    if (map.key !== key) return joined(key, { isLeaf: true, key, value }, map.key, map)
    return map.value === value ? map : { isLeaf: true, key, value }
  }
  if ((key & (map.bit - 1)) !== map.prefix) return joined(key, { isLeaf: true, key, value }, map.prefix, map)
  if ((key & map.bit) === 0) {
    const left = set(map.left, key, value)
    return left === map.left ? map : branch(map.prefix, map.bit, left, map.right)
  }
  const right = set(map.right, key, value)
  return right === map.right ? map : branch(map.prefix, map.bit, map.left, right)
}

export function remove<T>(map: IntMap<T>, key: number): IntMap<T> {
  if (map === undefined) return undefined
  if (map.isLeaf) return map.key === key ? undefined : map
  if ((key & (map.bit - 1)) !== map.prefix) return map
  const isLeft = (key & map.bit) === 0
  const before = isLeft ? map.left : map.right
  const after = remove(before, key)
  if (after === before) return map
  if (after === undefined) return isLeft ? map.right : map.left
  return isLeft ? branch(map.prefix, map.bit, after, map.right) : branch(map.prefix, map.bit, map.left, after)
}

/** All keys with their values, in a fixed order. */
export function entries<T>(map: IntMap<T>): (readonly [number, T])[] {
  const all: (readonly [number, T])[] = []
  forEach(map, (key, value) => all.push([key, value]))
  return all
}

export function forEach<T>(map: IntMap<T>, visit: (key: number, value: T) => void): void {
  let node = map
  while (node !== undefined && !node.isLeaf) {
    forEach(node.left, visit)
    node = node.right
  }
  if (node !== undefined) visit(node.key, node.value)
}

/** Without the keys that are not kept. */
export function filtered<T>(map: IntMap<T>, isKept: (key: number) => boolean): IntMap<T> {
  if (map === undefined) return undefined
  if (map.isLeaf) return isKept(map.key) ? map : undefined
  const [left, right] = [filtered(map.left, isKept), filtered(map.right, isKept)]
  if (left === map.left && right === map.right) return map
  if (left === undefined || right === undefined) return left ?? right
  return branch(map.prefix, map.bit, left, right)
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
  const visit = (x: IntMap<T>, y: IntMap<T>): void => {
    if (x === y) return
    if (x === undefined || y === undefined) {
      forEach(x ?? y, key => keys.push(key))
    } else if (!x.isLeaf && !y.isLeaf && y.bit === x.bit && y.prefix === x.prefix) {
      visit(x.left, y.left)
      visit(x.right, y.right)
    } else {
      forEach(x, (key, value) => {
        if (get(y, key) !== value) keys.push(key)
      })
      forEach(y, key => {
        if (get(x, key) === undefined) keys.push(key)
      })
    }
  }
  visit(a, b)
  return keys
}

export function equal<T>(a: IntMap<T>, b: IntMap<T>): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return false
  if (a.isLeaf) return b.isLeaf && a.key === b.key && a.value === b.value
  if (b.isLeaf || a.bit !== b.bit || a.prefix !== b.prefix) return false
  return equal(a.left, b.left) && equal(a.right, b.right)
}

/** A branch over two trees whose keys differ first, from the lowest bit on, between `a` and `b`. */
function joined<T>(a: number, treeA: Node<T>, b: number, treeB: Node<T>): Branch<T> {
  const difference = a ^ b
  const bit = difference & -difference
  const prefix = a & (bit - 1)
  return (a & bit) === 0 ? branch(prefix, bit, treeA, treeB) : branch(prefix, bit, treeB, treeA)
}

function branch<T>(prefix: number, bit: number, left: Node<T>, right: Node<T>): Branch<T> {
  return { isLeaf: false, prefix, bit, left, right }
}
