// Conversions of values (C11 6.3) as instructions, from one kind to another.
import type { CodeWriter } from './code.ts'
import { isFloatingKind, isSignedKind, isWide, isWordKind, Kind, narrowingOf } from './kinds.ts'
import { Op } from './opcodes.ts'

/** The register that holds the value of `register` as `to`: the same one where nothing has to happen. */
export function convert(w: CodeWriter, register: number, from: Kind, to: Kind, pointerSize: number): number {
  if (from === to || to === Kind.Void || to === Kind.Record) return register
  const [source, target] = [plain(from, pointerSize), plain(to, pointerSize)]
  // The high half of a pointer is looked at where it has one of 32 bits only, too.
  const op = to === Kind.Pointer && pointerSize === 4 ? Op.ZeroL : conversion(source, target)
  if (op === undefined) return register
  const result = w.register()
  w.emit(op, result, register)
  const further = isFloatingKind(source) ? narrowingOf(target) : undefined
  if (further !== undefined) w.emit(further, result, result)
  if (target === Kind.Float && isWordKind(source)) w.emit(Op.RoundF, result, result)
  return result
}

/** A pointer is an unsigned integer as wide. */
function plain(kind: Kind, pointerSize: number): Kind {
  return kind === Kind.Pointer ? (pointerSize === 8 ? Kind.U64 : Kind.U32) : kind
}

function conversion(from: Kind, to: Kind): Op | undefined {
  if (to === Kind.Bool) return isFloatingKind(from) ? Op.TruthF : isWide(from) ? Op.TruthL : Op.TruthW
  if (isFloatingKind(from)) return fromFloating(to, from)
  if (isFloatingKind(to)) return toFloating(from, to)
  if (isWide(to)) return isWide(from) ? undefined : isSignedKind(from) ? Op.SignL : Op.ZeroL
  if (isWide(from)) return narrowingOf(to) ?? Op.Truncate
  return fits(from, to) ? undefined : narrowingOf(to)
}

/** Every value of `from` is one of `to`, where both have at most 32 bits and lie extended in the register. */
function fits(from: Kind, to: Kind): boolean {
  if (from === Kind.Bool || narrowingOf(to) === undefined) return true
  return from === Kind.U8 && (to === Kind.S16 || to === Kind.U16) ? true : from === Kind.S8 && to === Kind.S16
}

function fromFloating(to: Kind, from: Kind): Op | undefined {
  if (to === Kind.Float) return from === Kind.Float ? undefined : Op.RoundF
  if (to === Kind.Double) return undefined
  if (to === Kind.U64) return Op.ToUL
  if (to === Kind.S64) return Op.ToSL
  return to === Kind.U32 ? Op.ToUW : Op.ToSW
}

function toFloating(from: Kind, to: Kind): Op {
  const signed = isSignedKind(from)
  if (isWordKind(from)) return from === Kind.U32 ? Op.ZeroWF : Op.SignWF
  if (to === Kind.Float) return signed ? Op.SignLFloat : Op.ZeroLFloat
  return signed ? Op.SignLF : Op.ZeroLF
}
