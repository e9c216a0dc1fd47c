// Draws media/icon.png: an SRV_CALL with the NET_ROOT and V_NET_ROOT that hang below it, and the mark of a check passed.
// Shapes are signed distances in a unit square, so that edges are smooth; the PNG is written by hand. Run it after a change.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { root } from './run.mjs'

const size = 256

const disc = (cx, cy, r) => (x, y) => Math.hypot(x - cx, y - cy) - r
const stroke = (ax, ay, bx, by, width) => (x, y) => {
  const [dx, dy] = [bx - ax, by - ay]
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - t * dx, y - ay - t * dy) - width / 2
}
const roundedBox = (cx, cy, half, radius) => (x, y) => {
  const [qx, qy] = [Math.abs(x - cx) - half + radius, Math.abs(y - cy) - half + radius]
  return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius
}

const ground = (_x, y) => [18 + 10 * (1 - y), 50 + 26 * (1 - y), 74 + 40 * (1 - y)]
const plain = (r, g, b) => () => [r, g, b]
const line = plain(120, 170, 200)
const node = plain(233, 243, 250)
const mark = plain(118, 224, 150)

const layers = [
  [roundedBox(0.5, 0.5, 0.5, 0.18), ground],
  [stroke(0.36, 0.26, 0.36, 0.76, 0.045), line],
  [stroke(0.36, 0.51, 0.62, 0.51, 0.045), line],
  [stroke(0.36, 0.76, 0.5, 0.76, 0.045), line],
  [disc(0.36, 0.26, 0.125), node],
  [disc(0.66, 0.51, 0.085), node],
  [stroke(0.5, 0.75, 0.61, 0.86, 0.085), mark],
  [stroke(0.61, 0.86, 0.84, 0.64, 0.085), mark],
]

function pixels() {
  const bytes = Buffer.alloc(size * (size * 4 + 1))
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = [(column + 0.5) / size, (row + 0.5) / size]
      let color = [0, 0, 0, 0]
      for (const [distance, paint] of layers) {
        const cover = Math.max(0, Math.min(1, 0.5 - distance(x, y) * size))
        if (cover > 0) color = over(paint(x, y), cover, color)
      }
      // The byte in front of each row says "no filter".
      bytes.set(color.map(Math.round), row * (size * 4 + 1) + 1 + column * 4)
    }
  return bytes
}

function over([r, g, b], cover, [r0, g0, b0, a0]) {
  const below = (a0 / 255) * (1 - cover)
  const alpha = cover + below
  const mix = (top, bottom) => (top * cover + bottom * below) / alpha
  return [mix(r, r0), mix(g, g0), mix(b, b0), alpha * 255]
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, check])
}

/** CRC-32 as PNG wants it. */
function crc(bytes) {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

function png() {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(pixels(), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

mkdirSync(join(root, 'media'), { recursive: true })
writeFileSync(join(root, 'media/icon.png'), png())
