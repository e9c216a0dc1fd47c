// The loop that runs the program. One instruction after the other until the budget is spent, the thread ends, or
// something goes wrong; then the place is noted in the frame, and running again goes on there. All that is not in
// registers here is in the thread and the memory. What is rare, or long, is in rareOps.ts.

import { integerToFloat } from '../c/arithmetic.ts'
import { siteAt } from './code.ts'
import { raise } from './exceptions.ts'
import { Trap } from './fault.ts'
import { endBlocks } from './frames.ts'
import { HostCall } from './host.ts'
import type { Machine, Stop } from './machine.ts'
import { doubleNan, floatNan, nanOf, roundedNan, signBit } from './nans.ts'
import { firstJump, firstRare, Op, width } from './opcodes.ts'
import { pageBits, pageMask } from './pages.ts'
import { calledBy, checkUnused, executeRare, overflow } from './rareOps.ts'
import { callWords, type Thread } from './thread.ts'
import {
  bitsOfFloat,
  divideSigned,
  divideSignedLong,
  divideUnsigned,
  divisionByZero,
  floatOf,
  outside,
  remainderSigned,
  remainderSignedLong,
  remainderUnsigned,
  shiftCount,
  switchTarget,
  toDouble,
  toLong,
  toWord,
  unset,
  unsignedOf,
} from './words.ts'

export function execute(machine: Machine, thread: Thread, budget: number): Stop {
  const { memory, functions, ids, bases } = machine
  const { high } = memory
  const narrow = memory.pointerSize === 4
  if (thread.depth === 0) return { kind: 'finished' }
  let { i32, i64, u64, f64, provenance: p } = thread
  let code = functions[thread.functionAt(thread.depth - 1)]!.code!
  let words = code.words
  let pc = thread.pcAt(thread.depth - 1)
  let bp = thread.baseAt(thread.depth - 1)
  let left = budget
  try {
    for (; left > 0; left--) {
      const op = words[pc]!
      const a = bp + words[pc + 1]!
      const b = bp + words[pc + 2]!
      const c = bp + words[pc + 3]!
      switch (op) {
        case Op.Move: {
          i64[a] = i64[b]!
          p[a] = p[b]!
          break
        }
        case Op.Truncate:
          i32[a * 2] = i32[b * 2]!
          p[a] = 0
          break
        case Op.ConstW:
          i32[a * 2] = words[pc + 2]!
          p[a] = 0
          break
        case Op.ConstL:
          i32[a * 2] = words[pc + 2]!
          i32[a * 2 + 1] = words[pc + 3]!
          p[a] = 0
          break
        case Op.ConstF:
          f64[a] = code.doubles[words[pc + 2]!]!
          p[a] = 0
          break
        case Op.Undefine:
          i64[a] = 0n
          p[a] = -1
          break
        case Op.Check:
          if (p[a]! < 0) throw new Trap('MRX205', `reads ${code.names[words[pc + 2]!]}, which has no value yet`)
          break
        case Op.Address: {
          const link = words[pc + 2]!
          i32[a * 2] = bases[link]!
          i32[a * 2 + 1] = high
          p[a] = ids[link]!
          break
        }
        case Op.AddW:
          i32[a * 2] = (i32[b * 2]! + i32[c * 2]!) | 0
          p[a] = 0
          break
        case Op.SubW:
          i32[a * 2] = (i32[b * 2]! - i32[c * 2]!) | 0
          p[a] = 0
          break
        case Op.MulW:
          i32[a * 2] = Math.imul(i32[b * 2]!, i32[c * 2]!)
          p[a] = 0
          break
        case Op.DivSW:
          i32[a * 2] = divideSigned(i32[b * 2]!, i32[c * 2]!)
          p[a] = 0
          break
        case Op.DivUW:
          i32[a * 2] = divideUnsigned(i32[b * 2]!, i32[c * 2]!)
          p[a] = 0
          break
        case Op.RemSW:
          i32[a * 2] = remainderSigned(i32[b * 2]!, i32[c * 2]!)
          p[a] = 0
          break
        case Op.RemUW:
          i32[a * 2] = remainderUnsigned(i32[b * 2]!, i32[c * 2]!)
          p[a] = 0
          break
        case Op.AndW:
          i32[a * 2] = i32[b * 2]! & i32[c * 2]!
          p[a] = 0
          break
        case Op.OrW:
          i32[a * 2] = i32[b * 2]! | i32[c * 2]!
          p[a] = 0
          break
        case Op.XorW:
          i32[a * 2] = i32[b * 2]! ^ i32[c * 2]!
          p[a] = 0
          break
        case Op.ShlW:
          i32[a * 2] = i32[b * 2]! << shiftCount(i32[c * 2]!, 32)
          p[a] = 0
          break
        case Op.ShrSW:
          i32[a * 2] = i32[b * 2]! >> shiftCount(i32[c * 2]!, 32)
          p[a] = 0
          break
        case Op.ShrUW:
          i32[a * 2] = i32[b * 2]! >>> shiftCount(i32[c * 2]!, 32)
          p[a] = 0
          break
        case Op.AddIW:
          i32[a * 2] = (i32[b * 2]! + words[pc + 3]!) | 0
          p[a] = 0
          break
        case Op.EqW:
          i32[a * 2] = i32[b * 2]! === i32[c * 2]! ? 1 : 0
          p[a] = 0
          break
        case Op.NeW:
          i32[a * 2] = i32[b * 2]! !== i32[c * 2]! ? 1 : 0
          p[a] = 0
          break
        case Op.LtSW:
          i32[a * 2] = i32[b * 2]! < i32[c * 2]! ? 1 : 0
          p[a] = 0
          break
        case Op.LtUW:
          i32[a * 2] = i32[b * 2]! >>> 0 < i32[c * 2]! >>> 0 ? 1 : 0
          p[a] = 0
          break
        case Op.LeSW:
          i32[a * 2] = i32[b * 2]! <= i32[c * 2]! ? 1 : 0
          p[a] = 0
          break
        case Op.LeUW:
          i32[a * 2] = i32[b * 2]! >>> 0 <= i32[c * 2]! >>> 0 ? 1 : 0
          p[a] = 0
          break
        case Op.NegW:
          i32[a * 2] = -i32[b * 2]! | 0
          p[a] = 0
          break
        case Op.NotW:
          i32[a * 2] = ~i32[b * 2]!
          p[a] = 0
          break
        case Op.IsZeroW:
          i32[a * 2] = i32[b * 2]! === 0 ? 1 : 0
          p[a] = 0
          break
        case Op.AddL: {
          i64[a] = BigInt.asIntN(64, i64[b]! + i64[c]!)
          const x = p[b]!
          const y = p[c]!
          p[a] = x === 0 ? y : y === 0 ? x : 0
          break
        }
        case Op.SubL: {
          i64[a] = BigInt.asIntN(64, i64[b]! - i64[c]!)
          const x = p[b]!
          const y = p[c]!
          p[a] = x === 0 ? y : y === 0 ? x : 0
          break
        }
        case Op.MulL:
          i64[a] = BigInt.asIntN(64, i64[b]! * i64[c]!)
          p[a] = 0
          break
        case Op.DivSL:
          i64[a] = divideSignedLong(i64[b]!, i64[c]!)
          p[a] = 0
          break
        case Op.DivUL:
          if (i64[c] === 0n) throw divisionByZero()
          u64[a] = u64[b]! / u64[c]!
          p[a] = 0
          break
        case Op.RemSL:
          i64[a] = remainderSignedLong(i64[b]!, i64[c]!)
          p[a] = 0
          break
        case Op.RemUL:
          if (i64[c] === 0n) throw divisionByZero()
          u64[a] = u64[b]! % u64[c]!
          p[a] = 0
          break
        case Op.AndL: {
          const low = i32[b * 2]! & i32[c * 2]!
          i32[a * 2 + 1] = i32[b * 2 + 1]! & i32[c * 2 + 1]!
          i32[a * 2] = low
          const x = p[b]!
          const y = p[c]!
          p[a] = x === 0 ? y : y === 0 ? x : 0
          break
        }
        case Op.OrL: {
          const low = i32[b * 2]! | i32[c * 2]!
          i32[a * 2 + 1] = i32[b * 2 + 1]! | i32[c * 2 + 1]!
          i32[a * 2] = low
          const x = p[b]!
          const y = p[c]!
          p[a] = x === 0 ? y : y === 0 ? x : 0
          break
        }
        case Op.XorL: {
          const low = i32[b * 2]! ^ i32[c * 2]!
          i32[a * 2 + 1] = i32[b * 2 + 1]! ^ i32[c * 2 + 1]!
          i32[a * 2] = low
          const x = p[b]!
          const y = p[c]!
          p[a] = x === 0 ? y : y === 0 ? x : 0
          break
        }
        case Op.ShlL:
          i64[a] = BigInt.asIntN(64, i64[b]! << BigInt(shiftCount(i32[c * 2]!, 64)))
          p[a] = 0
          break
        case Op.ShrSL:
          i64[a] = i64[b]! >> BigInt(shiftCount(i32[c * 2]!, 64))
          p[a] = 0
          break
        case Op.ShrUL:
          u64[a] = u64[b]! >> BigInt(shiftCount(i32[c * 2]!, 64))
          p[a] = 0
          break
        case Op.EqL:
          i32[a * 2] = i32[b * 2] === i32[c * 2] && i32[b * 2 + 1] === i32[c * 2 + 1] ? 1 : 0
          p[a] = 0
          break
        case Op.NeL:
          i32[a * 2] = i32[b * 2] === i32[c * 2] && i32[b * 2 + 1] === i32[c * 2 + 1] ? 0 : 1
          p[a] = 0
          break
        case Op.LtSL:
          i32[a * 2] = i64[b]! < i64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.LtUL:
          i32[a * 2] = u64[b]! < u64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.LeSL:
          i32[a * 2] = i64[b]! <= i64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.LeUL:
          i32[a * 2] = u64[b]! <= u64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.NegL:
          i64[a] = BigInt.asIntN(64, -i64[b]!)
          p[a] = 0
          break
        case Op.NotL:
          i64[a] = ~i64[b]!
          p[a] = 0
          break
        case Op.IsZeroL:
          i32[a * 2] = i64[b] === 0n ? 1 : 0
          p[a] = 0
          break
        case Op.AddP: {
          const sum = (i32[b * 2]! >>> 0) + i32[c * 2]! * words[pc + 4]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          break
        }
        case Op.AddUP: {
          const sum = (i32[b * 2]! >>> 0) + (i32[c * 2]! >>> 0) * words[pc + 4]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          break
        }
        case Op.AddLP: {
          const sum = (i32[b * 2]! >>> 0) + toDouble(i32[c * 2]!, i32[c * 2 + 1]!) * words[pc + 4]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          break
        }
        case Op.AddIP: {
          const sum = (i32[b * 2]! >>> 0) + words[pc + 3]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          break
        }
        case Op.ElementP: {
          const index = i32[c * 2]!
          if (index >>> 0 >= words[pc + 6]!) throw outside(code.bounds[words[pc + 7]!]!, index)
          const sum = (i32[b * 2]! >>> 0) + index * words[pc + 4]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          pc += width
          break
        }
        case Op.ElementLP: {
          const index = toDouble(i32[c * 2]!, i32[c * 2 + 1]!)
          if (index < 0 || index >= words[pc + 6]!) throw outside(code.bounds[words[pc + 7]!]!, index)
          const sum = (i32[b * 2]! >>> 0) + index * words[pc + 4]!
          i32[a * 2 + 1] = narrow ? 0 : (i32[b * 2 + 1]! + Math.floor(sum / 4294967296)) | 0
          i32[a * 2] = sum
          p[a] = p[b]!
          pc += width
          break
        }
        case Op.SubP:
          i64[a] = (i64[b]! - i64[c]!) / BigInt(words[pc + 4]!)
          p[a] = 0
          break
        case Op.AddF: {
          const value = f64[b]! + f64[c]!
          if (Number.isNaN(value)) i64[a] = nanOf(i64[b]!, i64[c]!)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.SubF: {
          const value = f64[b]! - f64[c]!
          if (Number.isNaN(value)) i64[a] = nanOf(i64[b]!, i64[c]!)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.MulF: {
          const value = f64[b]! * f64[c]!
          if (Number.isNaN(value)) i64[a] = nanOf(i64[b]!, i64[c]!)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.DivF: {
          const value = f64[b]! / f64[c]!
          if (Number.isNaN(value)) i64[a] = nanOf(i64[b]!, i64[c]!)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.EqF:
          i32[a * 2] = f64[b]! === f64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.NeF:
          i32[a * 2] = f64[b]! !== f64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.LtF:
          i32[a * 2] = f64[b]! < f64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.LeF:
          i32[a * 2] = f64[b]! <= f64[c]! ? 1 : 0
          p[a] = 0
          break
        case Op.NegF:
          i32[a * 2] = i32[b * 2]!
          i32[a * 2 + 1] = i32[b * 2 + 1]! ^ signBit
          p[a] = 0
          break
        case Op.RoundF: {
          const value = Math.fround(f64[b]!)
          if (Number.isNaN(value)) i64[a] = roundedNan(i64[b]!)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.SignByte:
          i32[a * 2] = (i32[b * 2]! << 24) >> 24
          p[a] = 0
          break
        case Op.ZeroByte:
          i32[a * 2] = i32[b * 2]! & 255
          p[a] = 0
          break
        case Op.SignShort:
          i32[a * 2] = (i32[b * 2]! << 16) >> 16
          p[a] = 0
          break
        case Op.ZeroShort:
          i32[a * 2] = i32[b * 2]! & 65535
          p[a] = 0
          break
        case Op.SignL: {
          const low = i32[b * 2]!
          i32[a * 2] = low
          i32[a * 2 + 1] = low >> 31
          p[a] = 0
          break
        }
        case Op.ZeroL:
          i32[a * 2] = i32[b * 2]!
          i32[a * 2 + 1] = 0
          p[a] = narrow ? p[b]! : 0
          break
        case Op.SignWF:
          f64[a] = i32[b * 2]!
          p[a] = 0
          break
        case Op.ZeroWF:
          f64[a] = i32[b * 2]! >>> 0
          p[a] = 0
          break
        case Op.SignLF:
          f64[a] = Number(i64[b]!)
          p[a] = 0
          break
        case Op.ZeroLF:
          f64[a] = Number(u64[b]!)
          p[a] = 0
          break
        case Op.SignLFloat:
          f64[a] = integerToFloat(i64[b]!)
          p[a] = 0
          break
        case Op.ZeroLFloat:
          f64[a] = integerToFloat(u64[b]!)
          p[a] = 0
          break
        case Op.ToSW:
          i32[a * 2] = toWord(f64[b]!)
          p[a] = 0
          break
        case Op.ToUW:
          i32[a * 2] = unsignedOf(f64[b]!)
          p[a] = 0
          break
        case Op.ToSL:
          i64[a] = toLong(f64[b]!, false)
          p[a] = 0
          break
        case Op.ToUL:
          i64[a] = toLong(f64[b]!, true)
          p[a] = 0
          break
        case Op.TruthW:
          i32[a * 2] = i32[b * 2]! !== 0 ? 1 : 0
          p[a] = 0
          break
        case Op.TruthL:
          i32[a * 2] = (i32[b * 2]! | i32[b * 2 + 1]!) !== 0 ? 1 : 0
          p[a] = 0
          break
        case Op.TruthF:
          i32[a * 2] = f64[b]! !== 0 ? 1 : 0
          p[a] = 0
          break
        case Op.LoadSByte: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 1, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if (((page.init[i >>> 3]! >>> (i & 7)) & 1) === 0) throw memory.uninitialized(at)
          else i32[a * 2] = (page.u8[i]! << 24) >> 24
          p[a] = 0
          break
        }
        case Op.LoadUByte: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 1, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if (((page.init[i >>> 3]! >>> (i & 7)) & 1) === 0) throw memory.uninitialized(at)
          else i32[a * 2] = page.u8[i]!
          p[a] = 0
          break
        }
        case Op.LoadRawByte: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 1, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          i32[a * 2] = words[pc + 4] === 0 ? page.u8[i]! : (page.u8[i]! << 24) >> 24
          p[a] = ((page.init[i >>> 3]! >>> (i & 7)) & 1) - 1
          break
        }
        case Op.LoadSShort: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 2, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if ((i & 1) !== 0 || ((page.init[i >>> 3]! >>> (i & 7)) & 3) !== 3)
            i32[a * 2] = (Number(memory.readPart(at, 2, words[pc + 4]!)) << 16) >> 16
          else i32[a * 2] = ((page.u8[i]! | (page.u8[i + 1]! << 8)) << 16) >> 16
          p[a] = 0
          break
        }
        case Op.LoadUShort: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 2, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if ((i & 1) !== 0 || ((page.init[i >>> 3]! >>> (i & 7)) & 3) !== 3)
            i32[a * 2] = Number(memory.readPart(at, 2, words[pc + 4]!))
          else i32[a * 2] = page.u8[i]! | (page.u8[i + 1]! << 8)
          p[a] = 0
          break
        }
        case Op.LoadW: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if ((i & 3) !== 0 || ((page.init[i >>> 3]! >>> (i & 7)) & 15) !== 15)
            i32[a * 2] = Number(memory.readPart(at, 4, words[pc + 4]!)) | 0
          else i32[a * 2] = page.i32[i >>> 2]!
          p[a] = 0
          break
        }
        case Op.LoadL: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 8, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if ((i & 7) !== 0 || page.init[i >>> 3] !== 255)
            i64[a] = BigInt.asIntN(64, memory.readPart(at, 8, words[pc + 4]!))
          else i64[a] = page.i64[i >>> 3]!
          p[a] = memory.provenanceAt(at)
          break
        }
        case Op.LoadP: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, false)
          i32[a * 2] = Number(memory.readPart(at, 4, words[pc + 4]!)) | 0
          i32[a * 2 + 1] = 0
          p[a] = memory.provenanceAt(at)
          break
        }
        case Op.LoadFloat: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          const isPart = (i & 3) !== 0 || ((page.init[i >>> 3]! >>> (i & 7)) & 15) !== 15
          const bits = isPart ? Number(memory.readPart(at, 4, words[pc + 4]!)) : page.i32[i >>> 2]!
          const value = isPart ? floatOf(bits) : page.f32[i >>> 2]!
          if (Number.isNaN(value)) i64[a] = doubleNan(bits)
          else f64[a] = value
          p[a] = 0
          break
        }
        case Op.LoadF: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 8, false)
          const page = memory.pages[at >>> pageBits]!
          const i = at & pageMask
          if ((i & 7) !== 0 || page.init[i >>> 3] !== 255)
            i64[a] = BigInt.asIntN(64, memory.readPart(at, 8, words[pc + 4]!))
          else i64[a] = page.i64[i >>> 3]!
          p[a] = 0
          break
        }
        case Op.StoreByte: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 1, true)
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          page.u8[i] = i32[a * 2]!
          if (page.provenance !== undefined) page.provenance[i >>> 2] = 0
          if (p[a]! < 0) memory.forget(at)
          else page.init[i >>> 3]! |= 1 << (i & 7)
          break
        }
        case Op.StoreShort: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 2, true)
          if (p[a]! < 0) throw unset()
          if ((at & 1) !== 0) {
            memory.writePart(at, 2, words[pc + 4]!, BigInt(i32[a * 2]! & 65535))
            break
          }
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          page.u8[i] = i32[a * 2]!
          page.u8[i + 1] = i32[a * 2]! >>> 8
          page.init[i >>> 3]! |= 3 << (i & 7)
          if (page.provenance !== undefined) page.provenance[i >>> 2] = 0
          break
        }
        case Op.StoreW: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, true)
          if (p[a]! < 0) throw unset()
          if ((at & 3) !== 0) {
            memory.writePart(at, 4, words[pc + 4]!, BigInt(i32[a * 2]! >>> 0))
            break
          }
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          page.i32[i >>> 2] = i32[a * 2]!
          page.init[i >>> 3]! |= 15 << (i & 7)
          if (page.provenance !== undefined) page.provenance[i >>> 2] = 0
          break
        }
        case Op.StoreL: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 8, true)
          if (p[a]! < 0) throw unset()
          if ((at & 7) !== 0) {
            memory.writePart(at, 8, words[pc + 4]!, u64[a]!)
            break
          }
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          page.i64[i >>> 3] = i64[a]!
          page.init[i >>> 3] = 255
          memory.setProvenance(at, p[a]!)
          if (page.provenance !== undefined) page.provenance[(i >>> 2) + 1] = 0
          break
        }
        case Op.StoreP: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, true)
          if (p[a]! < 0) throw unset()
          memory.writePart(at, 4, words[pc + 4]!, BigInt(i32[a * 2]! >>> 0))
          memory.setProvenance(at, p[a]!)
          break
        }
        case Op.StoreFloat: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 4, true)
          if (p[a]! < 0) throw unset()
          const value = f64[a]!
          if ((at & 3) !== 0) {
            const bits = Number.isNaN(value) ? floatNan(i64[a]!) : bitsOfFloat(value)
            memory.writePart(at, 4, words[pc + 4]!, BigInt(bits))
            break
          }
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          if (Number.isNaN(value)) page.i32[i >>> 2] = floatNan(i64[a]!)
          else page.f32[i >>> 2] = value
          page.init[i >>> 3]! |= 15 << (i & 7)
          if (page.provenance !== undefined) page.provenance[i >>> 2] = 0
          break
        }
        case Op.StoreF: {
          const at = memory.place(p[b]!, (i32[b * 2]! + words[pc + 3]!) | 0, i32[b * 2 + 1]!, 8, true)
          if (p[a]! < 0) throw unset()
          if ((at & 7) !== 0) {
            memory.writePart(at, 8, words[pc + 4]!, u64[a]!)
            break
          }
          const page = memory.writable(at >>> pageBits)
          const i = at & pageMask
          page.i64[i >>> 3] = i64[a]!
          page.init[i >>> 3] = 255
          if (page.provenance !== undefined) page.provenance[i >>> 2] = 0
          break
        }
        case Op.Jump:
          pc = words[pc + 1]!
          continue
        case Op.JumpZeroW: {
          if (p[a]! < 0) throw unset()
          pc = i32[a * 2] === 0 ? words[pc + 2]! : pc + width
          continue
        }
        case Op.JumpTrueW: {
          if (p[a]! < 0) throw unset()
          pc = i32[a * 2] !== 0 ? words[pc + 2]! : pc + width
          continue
        }
        case Op.Switch: {
          if (p[a]! < 0) throw unset()
          const table = code.switches[words[pc + 2]!]!
          pc = switchTarget(table, table.wide ? i64[a]! : BigInt(i32[a * 2]!))
          continue
        }
        case Op.Call:
        case Op.CallP: {
          const number = op === Op.Call ? words[pc + 2]! : calledBy(machine, p[b]!, i32[b * 2]!, i32[b * 2 + 1]!)
          const callee = functions[number]!
          thread.calls[(thread.depth - 1) * callWords + 1] = pc
          const next = callee.code
          const argumentCount = words[pc + 3]!
          if (next === undefined) {
            if (callee.routine === undefined)
              throw new Trap(undefined, `a call of ${callee.name}, which has no definition`)
            const answer = callee.routine(new HostCall(memory, thread, a, siteAt(code, pc), machine.program.longSize))
            if (answer?.kind === 'exit' || answer?.kind === 'wait')
              return answer.kind === 'wait' ? { kind: 'waiting' } : answer
            if (answer?.kind === 'raise') {
              if (!raise(machine, thread, answer.code))
                return { kind: 'exception', code: answer.code, stack: machine.stack(thread) }
              ;({ i32, i64, u64, f64, provenance: p } = thread)
              code = functions[thread.functionAt(thread.depth - 1)]!.code!
              words = code.words
              pc = thread.pcAt(thread.depth - 1)
              bp = thread.baseAt(thread.depth - 1)
              break
            }
            break
          }
          if (callee.signature !== words[pc + 4]! && callee.signature >= 0)
            throw new Trap('MRX218', `calls ${callee.name} as a function of another type`)
          thread.stackUsed += next.stackBytes
          if (thread.stackUsed > machine.options.stackBytes) throw overflow(machine, callee.name)
          if (a + next.registers > thread.capacity) {
            thread.reserve(a + next.registers)
            ;({ i32, i64, u64, f64, provenance: p } = thread)
          }
          thread.push(number, 0, a)
          code = next
          words = code.words
          pc = 0
          bp = a
          // What a frame has not written yet is the same whatever ran there before.
          for (let register = a + argumentCount; register < a + code.registers; register++) {
            i64[register] = 0n
            p[register] = 0
          }
          continue
        }
        case Op.Break:
          return { kind: 'paused' }
        case Op.Probe: {
          const next = code.probes!.reached(code, pc, i32, i64, p, bp)
          // No instruction of the program, or a jump that has been made.
          if (next < 0) left++
          else pc = next
          continue
        }
        case Op.Gosub:
          i32[b * 2] = pc + width
          p[b] = 0
          i32[(bp + words[pc + 4]!) * 2] = words[pc + 3]!
          p[bp + words[pc + 4]!] = 0
          pc = words[pc + 1]!
          continue
        case Op.Return:
        case Op.ReturnValue: {
          endBlocks(machine, thread, code, bp)
          if (op === Op.ReturnValue) {
            if (p[a]! < 0) checkUnused(machine, thread, siteAt(code, pc).function)
            i64[bp] = i64[a]!
            p[bp] = p[a]!
          }
          thread.stackUsed -= code.stackBytes
          thread.depth--
          if (thread.depth === 0) {
            left--
            return { kind: 'finished' }
          }
          code = functions[thread.functionAt(thread.depth - 1)]!.code!
          words = code.words
          pc = thread.pcAt(thread.depth - 1)
          bp = thread.baseAt(thread.depth - 1)
          break
        }
        default: {
          if (op < firstRare) throw new Error(`no instruction ${op}`)
          executeRare(machine, thread, code, pc, bp)
          if (op >= firstJump) {
            ;({ i32, i64, u64, f64, provenance: p } = thread)
            if (thread.depth === 0) return { kind: 'finished' }
            code = functions[thread.functionAt(thread.depth - 1)]!.code!
            words = code.words
            pc = thread.pcAt(thread.depth - 1)
            bp = thread.baseAt(thread.depth - 1)
          }
        }
      }
      pc += width
    }
    return { kind: 'paused' }
  } finally {
    machine.steps += budget === Number.POSITIVE_INFINITY ? 0 : budget - left
    if (thread.depth > 0) thread.calls[(thread.depth - 1) * callWords + 1] = pc
  }
}
